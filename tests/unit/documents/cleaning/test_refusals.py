"""Hostile and broken files end as one sentence; nothing is half-cleaned and the original is not touched."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.worlds.canaries import offices, papers
from tests.worlds.canaries.planted import Planting

from secondsource.actions.shielding.cleaning import clean_files
from secondsource.documents.cleaning.dispatch import clean_file
from secondsource.documents.extract import UnreadableError
from secondsource.documents.limits import Limits
from secondsource.errors import InputError

SMALL = Limits(archive_bytes=4 * 1024 * 1024, archive_parts=50, pages=20)


def encrypted_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def many_pages() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(30):
            document.add_blank_page()
        document.save(out)
    return out.getvalue()


def bomb() -> bytes:
    return offices.zipped({"a.txt": b"\0" * (8 * 1024 * 1024)})


def huge_picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def with_entities() -> bytes:
    parts = {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "[Content_Types].xml": b"<Types/>"}
    return offices.zipped(dict(parts))


def linked_out() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../etc/name", "x")
    return out.getvalue()


def unknown_part() -> bytes:
    planting = Planting()
    with zipfile.ZipFile(io.BytesIO(offices.letter(planting))) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    parts["word/neverseen/part.bin"] = b"?"
    return offices.zipped(parts)


def polyglot() -> bytes:
    return papers.picture(Planting()) + offices.zipped({"a.txt": b"hidden"})


def nested() -> bytes:
    data = offices.zipped({"a.txt": b"x"})
    for _ in range(6):
        data = offices.zipped({"a.zip": data})
    return data


CASES = {
    "empty": (b"", "a.pdf", "empty"),
    "encrypted": (encrypted_pdf(), "a.pdf", "encrypted"),
    "truncated": (papers.paper(Planting())[:300], "a.pdf", "damaged"),
    "pages": (many_pages(), "a.pdf", "too-large"),
    "bomb": (bomb(), "a.zip", "too-large"),
    "picture bomb": (huge_picture(), "a.png", "too-large"),
    "entities": (with_entities(), "a.docx", "entities"),
    "path out": (linked_out(), "a.zip", "unsafe-path"),
    "unknown part": (unknown_part(), "a.docx", "unknown-part"),
    "polyglot": (polyglot(), "a.jpg", "two-kinds"),
    "nested": (nested(), "a.zip", "too-deeply-nested"),
    "legacy": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "legacy-format"),
    "unknown": (bytes(range(256)) * 4, "a.bin", "unknown-kind"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_file_is_refused_by_name(case: str) -> None:
    data, name, code = CASES[case]
    with pytest.raises(UnreadableError) as refusal:
        clean_file(data, name, SMALL)
    assert refusal.value.code == code
    assert refusal.value.sentence.endswith(".")


def test_the_bytes_tell_the_kind_and_not_the_name() -> None:
    cleaned = clean_file(papers.picture(Planting()), "report.pdf", Limits())
    assert cleaned.suffix == ".jpg"


def test_originals_stay_and_refusals_leave_nothing(tmp_path: Path) -> None:
    good, bad = tmp_path / "secret name.jpg", tmp_path / "bad.pdf"
    good.write_bytes(papers.picture(Planting()))
    bad.write_bytes(encrypted_pdf())
    before = good.read_bytes()
    first, second = clean_files([good, bad])
    assert good.read_bytes() == before
    assert first.copy is not None
    assert "secret" not in first.copy.name
    assert first.copy.stat().st_mtime == 946_684_800
    assert second.refusal is not None
    assert second.refusal[0] == "encrypted"
    assert {path.name for path in tmp_path.iterdir()} == {good.name, bad.name, first.copy.name}
    assert clean_files([tmp_path])[0].original == bad, "clean copies are not cleaned again"


def test_no_file_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        clean_files([tmp_path])
    assert refusal.value.code == "nothing-to-clean"


SEEDS = [
    (papers.paper(Planting()), "a.pdf"),
    (offices.letter(Planting()), "a.docx"),
    (offices.open_text(Planting()), "a.odt"),
]
SEEDS += [(papers.picture(Planting(), kind), f"a.{kind.lower()}") for kind in ("JPEG", "PNG", "GIF", "WEBP")]
SEEDS += [
    (offices.page(Planting()), "a.html"),
    (offices.message(Planting()), "a.eml"),
    (offices.drawing(Planting()), "a.svg"),
]


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(
    seed=st.sampled_from(SEEDS),
    places=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12),
    cut=st.floats(0.2, 1),
)
def test_a_damaged_file_is_cleaned_or_refused(
    seed: tuple[bytes, str], places: list[tuple[float, int]], cut: float
) -> None:
    data, name = bytearray(seed[0]), seed[1]
    for place, byte in places:
        data[int(place * (len(data) - 1))] = byte
    damaged = bytes(data[: int(cut * len(data))])
    with suppress(UnreadableError):  # anything else is a fault of ours
        clean_file(damaged, name, Limits())
