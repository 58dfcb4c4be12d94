"""A word in every slot of every format: each is seen in some layer, and the visible text is the one that is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.worlds.canaries import offices, papers
from tests.worlds.canaries.planted import VISIBLE, Planting

from secondsource.documents.layers.dispatch import layers_of
from secondsource.documents.layers.layered import Layered, Sort
from secondsource.documents.limits import Limits

MAKERS: dict[str, Callable[[Planting], bytes]] = {
    "a.docx": offices.letter,
    "a.xlsx": offices.workbook,
    "a.pptx": offices.slides,
    "a.odt": offices.open_text,
    "a.html": offices.page,
    "a.eml": offices.message,
    "a.md": offices.text,
    "a.svg": offices.drawing,
    "a.zip": offices.archive,
    "a.pdf": papers.paper,
    "a.png": lambda planting: papers.picture(planting, "PNG"),
    "a.jpg": papers.picture,
    "a.webp": lambda planting: papers.picture(planting, "WEBP"),
    "a.tiff": lambda planting: papers.picture(planting, "TIFF"),
    "a.gif": lambda planting: papers.picture(planting, "GIF"),
    "a.bmp": lambda planting: papers.picture(planting, "BMP"),
    "b.png": papers.transparent,
}


@pytest.mark.parametrize("name", MAKERS)
def test_every_planted_word_is_seen_in_some_layer(name: str) -> None:
    planting = Planting()
    found = layers_of(MAKERS[name](planting), name, Limits())
    everything = "\n".join(f"{layer.path} {layer.place} {layer.text}" for layer in found.layers)
    assert [slot for slot, word in planting.slots.items() if word not in everything] == []
    shown = Layered.from_answer(found.as_answer())
    assert shown == found
    if not name.startswith("b.") and not name.endswith((".zip", ".png", ".jpg", ".webp", ".tiff", ".gif", ".bmp")):
        assert VISIBLE in found.visible
    assert all(isinstance(layer.sort, Sort) for layer in found.layers)
