"""Names in pictures are read where something is installed to read them, and it is said where nothing is."""

from __future__ import annotations

import pytest
from tests.unit.shielding.attacking.leaking import others, pdfs
from tests.unit.shielding.attacking.test_leaking import attacked

from secondsource.shielding.attacking.images import characters

PICTURE = others.encoded(pdfs.picture_of(pdfs.NAME))


@pytest.mark.skipif(characters.available(), reason="the extra `ocr` is installed here")
def test_it_is_said_that_no_picture_was_read() -> None:
    assert "character-recognition" in {note.what for note in attacked("a.png", PICTURE).unchecked}


@pytest.mark.slow
@pytest.mark.skipif(not characters.available(), reason="needs the extra `ocr`")
@pytest.mark.parametrize("data", [PICTURE, others.seen_through()], ids=["plain", "under-a-box"])
def test_a_name_in_a_picture_is_read(data: bytes) -> None:
    leaks = attacked("a.png", data).leaks
    assert "p-1" in {leak.suspect for leak in leaks if leak.place.slot == "picture-text"}
