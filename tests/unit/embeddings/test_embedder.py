from pathlib import Path

import numpy as np
import pytest

from secondsource.analysis.embeddings import DIMENSIONS, Embedder

HARBOUR = "The harbour council cancelled the ferry on Monday."
PUERTO = "El consejo del puerto canceló el transbordador el lunes."
CAKE = "She baked an apple cake for her neighbour."


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


def test_rows_are_unit_vectors_in_the_order_asked(embedder: Embedder) -> None:
    rows = embedder.embed([HARBOUR, CAKE, HARBOUR])
    assert rows.shape == (3, DIMENSIONS)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.array_equal(rows[0], rows[2])


def test_a_translation_lies_closer_than_another_subject(embedder: Embedder) -> None:
    english, spanish, cake = embedder.embed([HARBOUR, PUERTO, CAKE])
    assert embedder.cross_lingual
    assert english @ spanish > 0.6 > english @ cake


@pytest.mark.parametrize("text", ["", "…", "\x00", "\ud800", "a" * 50_000])
def test_odd_texts_have_a_vector(embedder: Embedder, text: str) -> None:
    assert np.isfinite(embedder.embed([text])).all()


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, DIMENSIONS)


def test_the_cache_gives_back_the_same_vectors(tmp_path: Path) -> None:
    first = Embedder(tmp_path / "cache")
    before = first.embed([HARBOUR, PUERTO])
    first.save()
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".npz"]
    assert np.array_equal(Embedder(tmp_path / "cache").embed([HARBOUR, PUERTO]), before)


def test_a_damaged_cache_counts_as_none(tmp_path: Path) -> None:
    first = Embedder(tmp_path, model=False)
    before = first.embed([HARBOUR])
    first.save()
    file = next(tmp_path.iterdir())
    for damage in (b"", b"PK\x03\x04 nonsense", file.read_bytes()[:-200]):
        file.write_bytes(damage)
        assert np.array_equal(Embedder(tmp_path, model=False).embed([HARBOUR]), before)


def test_a_cache_that_cannot_be_written_is_noted(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    embedder = Embedder(blocked, model=False)
    embedder.embed([HARBOUR])
    embedder.save()
    assert any("could not be kept" in note for note in embedder.notes)


def test_without_the_model_likeness_is_by_wording_and_says_so() -> None:
    plain = Embedder(model=False)
    first, alike, other = plain.embed([HARBOUR, "The council of the harbour cancelled Monday's ferry.", CAKE])
    assert first @ alike > 0.5 > first @ other
    assert not plain.cross_lingual
    assert any("not installed" in note for note in plain.notes)
