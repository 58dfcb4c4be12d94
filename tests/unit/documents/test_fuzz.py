"""Random and damaged bytes under every name: a report or a sentence, never an error."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.documents import Limits, read_files
from secondsource.documents.confined.reading import READERS
from secondsource.documents.confined.sandbox import Sandbox
from secondsource.documents.extract import Extract, UnreadableError
from secondsource.documents.folder import PLAIN_READERS, SANDBOXED_SUFFIXES
from secondsource.documents.labels.filenames import read_file_name
from secondsource.documents.labels.values import read_day, read_language

PAGE = b"""<html lang="es"><head><title>Niega</title><meta property="article:published_time" content="2031-05-04">
<script type="application/ld+json">{"headline": "Niega", "author": [{"name": "x"}]}</script></head>
<body><article><p>La alcaldesa lo neg\xc3\xb3.</p><table><tr><td>a<td>b</table></article></body></html>"""
MESSAGE = b"""Subject: =?utf-8?q?Niega?=
From: "Oficina" <a@b.example>
Date: Tue, 06 May 2031 23:10:00 -0600
Content-Type: multipart/mixed; boundary="x"

--x
Content-Type: text/plain; charset=utf-8

Lo neg=C3=B3.
--x
Content-Type: text/html; charset="iso-8859-1"
Content-Disposition: attachment; filename*=utf-8''a%20b

<p>x</p>
--x--
"""
MARKDOWN = b"---\ntitle: 'Niega'\nvia: [a, {b: c}]\npublished: 2031-05-04\n---\nLo neg\xc3\xb3.\n"

ALL_SUFFIXES = sorted([*PLAIN_READERS, *SANDBOXED_SUFFIXES, ".jpg", ""])


@pytest.fixture(scope="module")
def shared(word_document: bytes, pdf_document: bytes) -> Iterator[tuple[Sandbox, dict[str, bytes]]]:
    sound = {".docx": word_document, ".pdf": pdf_document, ".html": PAGE, ".eml": MESSAGE}
    with Sandbox(Limits()) as sandbox:
        yield sandbox, sound


def damaged(data: bytes, places: list[tuple[int, int]], cut: int) -> bytes:
    """Overwrite some bytes and cut the end off."""
    changed = bytearray(data)
    for at, value in places:
        changed[at % len(changed)] = value
    return bytes(changed[: max(1, len(changed) - cut)])


def outcome(read: Callable[[], Extract]) -> tuple[str, str]:
    """Read, and return how it ended; anything but an extract or a refusal is an error of ours."""
    try:
        read()
    except UnreadableError as refusal:
        return refusal.code, refusal.sentence
    return "read", "The file was read."


PLACES = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    suffix=st.sampled_from([".docx", ".pdf", ".html", ".eml"]), places=PLACES, cut=st.sampled_from([0, 0, 0, 7, 400])
)
def test_damaged_files_end_as_extract_or_sentence(
    shared: tuple[Sandbox, dict[str, bytes]], suffix: str, places: list[tuple[int, int]], cut: int
) -> None:
    sandbox, sound = shared
    code, sentence = outcome(lambda: sandbox.read(damaged(sound[suffix], places, cut), suffix))
    assert code
    assert sentence.endswith(".")


@settings(max_examples=150, deadline=None)
@given(places=PLACES, cut=st.integers(0, 60))
def test_damaged_front_matter_is_read_or_noted(places: list[tuple[int, int]], cut: int) -> None:
    code, _ = outcome(lambda: PLAIN_READERS[".md"](damaged(MARKDOWN, places, cut), Limits()))
    assert code in {"read", "not-text"}


@settings(max_examples=8, deadline=None)
@given(contents=st.lists(st.binary(max_size=300), min_size=len(ALL_SUFFIXES), max_size=len(ALL_SUFFIXES)))
def test_random_bytes_under_every_extension(contents: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as name:
        files = []
        for at, (suffix, content) in enumerate(zip(ALL_SUFFIXES, contents, strict=True)):
            files.append(Path(name, f"{at}{suffix}"))
            files[-1].write_bytes(content)
        reports, skipped = read_files(Path(name), files)
    assert len(reports) + len(skipped) == len(files)
    assert all(found.text.strip() for found in reports)
    assert all(found.code and found.reason for found in skipped)


@given(text=st.text(max_size=60))
def test_values_of_strangers_are_read_or_unknown(text: str) -> None:
    read_day(text)
    read_language(text)
    read_file_name(text)


@given(day=st.dates())
def test_days_are_read_as_they_are_written(day: object) -> None:
    assert read_day(str(day)) == day
    assert read_day(f"{day}T23:59:59-06:00") == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("D:20310504220000-06'00'", "2031-05-04"),
        ("20310504", "2031-05-04"),
        ("2031/5/4", "2031-05-04"),
        ("13/05/2031", "2031-05-13"),
        ("05/13/2031", "2031-05-13"),
        ("05/05/2031", "2031-05-05"),
        ("4 May 2031", "2031-05-04"),
        ("May 4th, 2031", "2031-05-04"),
        ("domingo 4 de mayo del 2031", "2031-05-04"),
        ("1º de septiembre de 2031", "2031-09-01"),
        ("Sun, 04 May 2031 23:30:00 +0200", "2031-05-04"),
        ("04/05/2031", "None"),
        ("2031-05", "None"),
        ("yesterday", "None"),
        ("0000-00-00", "None"),
    ],
)
def test_days(text: str, day: str) -> None:
    assert str(read_day(text)) == day


def test_every_sandboxed_format_has_a_reader() -> None:
    assert set(READERS) == SANDBOXED_SUFFIXES
