"""The tagger as shipped, on invented sentences, and its refusals."""

from __future__ import annotations

import hashlib
import json
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.analysis.reading.english.pieces import WINDOW, cut_windows, word_shape
from secondsource.analysis.reading.english.tagger import Tagger
from secondsource.analysis.reading.english.trained import DECODING, FILES, MANIFEST, SHIPPED
from secondsource.analysis.reading.segments import paragraphs
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Attribution, Form
from secondsource.errors import InputError, IntegrityError

PLAIN = "Mayor Ilse Marten said on Monday that the ferry would not sail before spring."
QUOTED = "“The ferry is safe,” Ilse Marten said on Monday. “We have checked every weld.”"


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def read(tagger: Tagger, text: str) -> list[Attribution]:
    return tagger.attributions(text, paragraphs(text))


def test_an_indirect_statement(tagger: Tagger) -> None:
    (found,) = read(tagger, PLAIN)
    assert found.source is not None
    assert found.source.of(PLAIN) == "Mayor Ilse Marten"
    assert found.cue is not None
    assert "said" in found.cue.of(PLAIN)
    assert "ferry would not sail before spring" in found.content.of(PLAIN)
    assert found.form is Form.INDIRECT
    assert found.fired == ("tagger",)
    assert found.confidence is not None
    assert 0 < found.confidence <= 1


def test_a_direct_statement(tagger: Tagger) -> None:
    found = read(tagger, QUOTED)
    assert found[0].form is Form.DIRECT
    assert "The ferry is safe" in found[0].content.of(QUOTED)
    assert found[0].source is not None
    assert found[0].source.of(QUOTED) == "Ilse Marten"


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n", "\u200b", "😀", "."])
def test_texts_without_words(tagger: Tagger, text: str) -> None:
    assert read(tagger, text) == []


def test_the_same_text_gives_the_same_answer(tagger: Tagger) -> None:
    text = f"{PLAIN}\n\n{QUOTED}\n\n{PLAIN}"
    assert read(tagger, text) == read(tagger, text)


def test_characters_beyond_the_basic_plane_do_not_shift_places(tagger: Tagger) -> None:
    text = "🚢🚢 𝔉erry news 🚢\n" + PLAIN
    sources = [found.source.of(text) for found in read(tagger, text) if found.source]
    assert "Mayor Ilse Marten" in sources


def test_a_paragraph_longer_than_any_window(tagger: Tagger) -> None:
    text = " ".join([PLAIN] * 60)
    found = read(tagger, text)
    assert len(found) > 40
    assert all(attribution.content.end <= len(text) for attribution in found)


def test_a_word_longer_than_any_window(tagger: Tagger) -> None:
    text = PLAIN + " " + "a" * 5000 + " " + "-" * 3000
    assert all(found.content.end <= len(text) for found in read(tagger, text))


def test_only_the_given_paragraphs_are_read(tagger: Tagger) -> None:
    text = PLAIN + "\n" + PLAIN
    first, second = paragraphs(text)
    assert len(tagger.attributions(text, [first, second])) == 2
    (found,) = tagger.attributions(text, [second])
    assert second.contains(found.content)


FRAGMENTS = [
    "said",
    "the mayor",
    "that",
    "“",
    "”",
    '"',
    ",",
    ".",
    "\n",
    "😀",
    "é",
    "U.S.",
    "according to",
    "ferry",
    "\r\n",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=60))
@settings(deadline=None, max_examples=25)
def test_spans_lie_inside_one_paragraph_and_hold_words(tagger: Tagger, fragments: list[str]) -> None:
    text = " ".join(fragments)
    places = paragraphs(text)
    for found in tagger.attributions(text, places):
        for span in (found.content, found.cue, found.source):
            if span is not None:
                assert any(place.contains(span) for place in places)
                assert span.of(text).strip() == span.of(text) != ""
        assert found.confidence is not None
        assert 0 <= found.confidence <= 1


@given(st.integers(0, 3000), st.integers(0, WINDOW - 1))
def test_windows_answer_for_every_piece_once(length: int, shared: int) -> None:
    windows = cut_windows(length, shared)
    kept = [piece for window in windows for piece in range(window.keep_from, window.keep_to)]
    assert kept == list(range(length))
    assert all(w.start <= w.keep_from <= w.keep_to <= w.end <= w.start + WINDOW for w in windows)
    assert all(one.end - two.start in {shared, shared - 1, shared + 1} for one, two in pairwise(windows))


def test_word_shapes() -> None:
    assert [word_shape(word) for word in ("ferry", "Ferry", "FERRY", "I", "42", "€", "É")] == [0, 1, 2, 1, 3, 3, 1]


def test_absent_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Tagger.load(tmp_path)
    assert caught.value.code == "tagger-weights-missing"
    assert caught.value.next_step


@pytest.mark.parametrize("name", FILES)
def test_changed_weights_are_refused(tmp_path: Path, name: str) -> None:
    for file in (*FILES, MANIFEST):
        shutil.copyfile(SHIPPED / file, tmp_path / file)
    content = bytearray((tmp_path / name).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / name).write_bytes(content)
    with pytest.raises(IntegrityError) as caught:
        Tagger.load(tmp_path)
    assert caught.value.code == "tagger-weights-changed"
    assert name in caught.value.sentence


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"sha256": []}', '{"sha256": {}}'])
def test_a_damaged_manifest_is_refused(tmp_path: Path, manifest: str) -> None:
    for file in FILES:
        shutil.copyfile(SHIPPED / file, tmp_path / file)
    (tmp_path / MANIFEST).write_text(manifest, encoding="utf-8")
    with pytest.raises(IntegrityError) as caught:
        Tagger.load(tmp_path)
    assert caught.value.code == "tagger-weights-changed"


def test_other_weights_have_another_version(tmp_path: Path, tagger: Tagger) -> None:
    for file in (*FILES, MANIFEST):
        shutil.copyfile(SHIPPED / file, tmp_path / file)
    decoding = (tmp_path / DECODING).read_text(encoding="utf-8") + " "
    (tmp_path / DECODING).write_text(decoding, encoding="utf-8")
    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    manifest["sha256"][DECODING] = hashlib.sha256(decoding.encode()).hexdigest()
    (tmp_path / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert Tagger.load(tmp_path).version != tagger.version
    assert len(tagger.version) == 12


def test_paragraph_spans_may_be_empty(tagger: Tagger) -> None:
    assert tagger.attributions(PLAIN, [Span(0, 0)]) == []
