"""Text that lies under something painted over it: found without knowing whom it names.

A letter is under a box if something later covers it and the page looks the same, or nearly so, when the letter is not
painted at all. That leaves marked text, text on coloured ground and labels on a box alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from pypdfium2 import raw

from secondsource.shielding.attacking.pdf.page import Box, Grey, Letter, Page, Painted, grey_of

_COVERED: Final = 0.7
"""Share of a letter's box that must be covered."""
_LARGEST: Final = 0.5
"""Share of the page from which a surface is a ground or a scan and no box."""
_UNSEEN: Final = 3
"""Grey levels that a letter may change and still not be seen."""
_FAINT: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """A run of letters under a box."""

    text: str
    box: Box
    faint: bool
    """Whether the box lets a trace of it through."""


def covered_text(page: Page, grey: Grey) -> list[Covered]:
    """Return each run of letters that something was painted over.

    Args:
        page: the page.
        grey: its rendering.
    """
    painted = page.painted()
    order = {one.address: place for place, one in enumerate(painted) if one.kind == raw.FPDF_PAGEOBJ_TEXT}
    covers = [(place, one) for place, one in enumerate(painted) if _covers(one, page)]
    if not covers:
        return []
    hidden = {at for at, letter in enumerate(page.letters) if _is_under(letter, order, covers, page, grey)}
    owners = {page.letters[at].owner for at in hidden}
    if not hidden or not owners:
        return []
    page.set_active(owners, active=False)
    bare = grey_of(page.render())
    page.set_active(owners, active=True)
    change = {at: _change(page, page.letters[at].box, grey, bare) for at in hidden}
    return list(_runs_of(page, {at: much for at, much in change.items() if much <= _FAINT}))


def _covers(one: Painted, page: Page) -> bool:
    """Say whether an object is a surface of the size of a redaction."""
    if one.kind == raw.FPDF_PAGEOBJ_TEXT or one.alpha < 100:
        return False
    area = (one.box[2] - one.box[0]) * (one.box[3] - one.box[1])
    return 0 < area < _LARGEST * page.size[0] * page.size[1]


def _is_under(letter: Letter, order: dict[int, int], covers: list[tuple[int, Painted]], page: Page, grey: Grey) -> bool:
    if letter.character.isspace() or letter.owner not in order:
        return False
    left, bottom, right, top = letter.box
    area = (right - left) * (top - bottom)
    if area <= 0:
        return False
    for place, cover in covers:
        if place <= order[letter.owner]:
            continue
        across = min(right, cover.box[2]) - max(left, cover.box[0])
        along = min(top, cover.box[3]) - max(bottom, cover.box[1])
        if across > 0 and along > 0 and across * along >= _COVERED * area:
            # A picture that shows something there may show the word itself, as a scan with its text below does.
            return cover.kind != raw.FPDF_PAGEOBJ_IMAGE or _is_even(page.pixels(letter.box, grey))
    return False


def _is_even(pixels: Grey) -> bool:
    return bool(pixels.size) and int(pixels.max()) - int(pixels.min()) <= 12


def _change(page: Page, box: Box, one: Grey, other: Grey) -> int:
    """Return by how many grey levels two renderings differ at most inside a box; off the page nothing does."""
    before, after = page.pixels(box, one), page.pixels(box, other)
    if not before.size or before.shape != after.shape:
        return _FAINT + 1
    return int(np.abs(before - after).max())


def _runs_of(page: Page, change: dict[int, int]) -> Iterator[Covered]:
    """Join neighbouring letters; a sign or a single letter alone is no find, for boxes overlap their neighbours."""
    run: list[int] = []
    for at in [*sorted(change), len(page.letters) + 2]:
        if run and any(
            not page.letters[between].character.isspace() for between in range(run[-1] + 1, min(at, len(page.letters)))
        ):
            yield from _one_run(page, run, change)
            run = []
        if at < len(page.letters):
            run.append(at)
    yield from _one_run(page, run, change)


def _one_run(page: Page, run: list[int], change: dict[int, int]) -> Iterator[Covered]:
    letters = [page.letters[at] for at in run]
    if sum(letter.character.isalnum() for letter in letters) < 2:
        return
    boxes = np.array([letter.box for letter in letters])
    yield Covered(
        text=page.text[run[0] : run[-1] + 1],
        box=(float(boxes[:, 0].min()), float(boxes[:, 1].min()), float(boxes[:, 2].max()), float(boxes[:, 3].max())),
        faint=max(change[at] for at in run) > _UNSEEN,
    )
