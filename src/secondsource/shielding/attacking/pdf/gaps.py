"""The attack on widths: a gap that was left where a name was taken out names those whose names are as wide.

Glyph positions survive most removals, and in a proportional font the width of a name is nearly its own (Bland, Iyer,
Levchenko: Story Beyond the Eye, PETS 2023). The register is the list of suspects: for each gap those are counted whose
name, in the font beside it, is as wide as the gap. Fewer than five is no hiding place (k-anonymity, Sweeney 2002).
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, Final

from pypdfium2 import raw

from secondsource.shielding.attacking.leak import Check, Place, Severity
from secondsource.shielding.attacking.pdf.page import Box, Page
from secondsource.shielding.attacking.walk import Walk

LEAST_SET: Final = 5
"""Suspects that must fit one gap before it hides any of them."""
_CLOSE: Final = 0.06
"""Points by which a width may differ: what remains of rounding in positions."""
_EXACT: Final = 0.04
"""The same where no box says that something was taken out."""
_LEAST_WORDS: Final = 3
"""Usual spaces in a line that show it to be running text."""
_LEAST_GAP: Final = 15.0
_WIDEST_GAP: Final = 320.0
_SAME_LINE: Final = 1.0
_ALIGNED: Final = 0.6
"""Points within which the text after two gaps begins at one column, as in a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """White or a box between two letters of one line."""

    width: float
    """Room for the missing words themselves, spaces beside them taken off, in points."""
    box: Box
    before: int
    """Index of the letter before."""
    covered: bool
    """Whether something was painted there."""


def attack_gaps(walk: Walk, page: Page, path: tuple[str, ...], number: int) -> None:
    """Measure every gap of a page against the names of all suspects."""
    suspects = [suspect for suspect in walk.search.tables.suspects if suspect.shown]
    for gap in gaps_of(page) if suspects else ():
        differences = {one.id: _difference(page, one.shown, gap) for one in suspects}
        if None in differences.values():
            walk.unchecked(path, "gap-widths")
        fitting = [suspect for suspect, apart in differences.items() if apart is not None and apart <= _CLOSE]
        if not fitting:
            continue
        exact = min(apart for apart in differences.values() if apart is not None) <= _EXACT
        grave = len(fitting) < LEAST_SET and (gap.covered or exact)
        walk.leak(
            Check.GAP,
            Severity.BLOCK if grave else Severity.WARN,
            Place(path=path, slot="page-gap", page=number, box=gap.box),
            detail=f"{len(fitting)}/{len(suspects)}",
        )


def gaps_of(page: Page) -> list[Gap]:
    """Return the gaps within lines of running text that no table explains."""
    surfaces = [one.box for one in page.painted() if one.kind != raw.FPDF_PAGEOBJ_TEXT and one.alpha > 60]
    found: list[Gap] = []
    widths: dict[tuple[int, str], float] = {}
    for line in _lines(page):
        breaks = [
            (one, other, page.origin(other)[0] - _advance_end(page, one, widths)) for one, other in pairwise(line)
        ]
        size = page.font_of(line[0])[1]
        usual = [width for _, _, width in breaks if 0.12 * size < width < 0.8 * size]
        for before, after, width in breaks:
            if not _LEAST_GAP <= width <= _WIDEST_GAP:
                continue
            space = median(usual) if usual else _space(page, before)
            room = width - space * _spaces_beside(page, before, after)
            if width < 3 * space:
                continue
            left, right = page.letters[before], page.letters[after]
            box = (left.box[2], left.box[1], right.box[0], right.box[3])
            middle = ((box[0] + box[2]) / 2, (left.box[1] + left.box[3]) / 2)
            covered = any(one[0] <= middle[0] <= one[2] and one[1] <= middle[1] <= one[3] for one in surfaces)
            if covered or len(usual) >= _LEAST_WORDS:
                found.append(Gap(width=room, box=box, before=before, covered=covered))
    return [gap for gap in found if gap.covered or not _is_a_column(gap, found)]


def _is_a_column(gap: Gap, gaps: list[Gap]) -> bool:
    """Say whether the text beside another gap begins or ends at the same column."""
    return any(
        other is not gap and (abs(other.box[2] - gap.box[2]) < _ALIGNED or abs(other.box[0] - gap.box[0]) < _ALIGNED)
        for other in gaps
    )


def _lines(page: Page) -> list[list[int]]:
    """Return the indices of the letters of each line from left to right, white space left out."""
    lines: dict[int, list[tuple[float, int]]] = {}
    for at, letter in enumerate(page.letters):
        if letter.owner and not letter.character.isspace() and letter.box[2] > letter.box[0]:
            x, y = page.origin(at)
            lines.setdefault(round(y / _SAME_LINE), []).append((x, at))
    return [[at for _, at in sorted(line)] for line in lines.values()]


def _spaces_beside(page: Page, before: int, after: int) -> int:
    """Return how many spaces stood beside the missing words, by the signs that they stood between."""
    opening, closing = page.letters[before].character, page.letters[after].character
    return int(opening not in "([“\"'«¿¡/@") + int(closing not in ".,;:!?)]”\"'»’/")


def _space(page: Page, index: int) -> float:
    font, size = page.font_of(index)
    return _glyph_width(font, " ", size) or size * 0.25


def _advance_end(page: Page, index: int, known: dict[tuple[int, str], float]) -> float:
    """Return where the letter's advance ends, which is where the next letter would begin.

    Args:
        page: the page.
        index: the letter's place in its text.
        known: widths by text object and letter, asked for once.
    """
    letter = page.letters[index]
    key = (letter.owner, letter.character)
    if key not in known:
        font, size = page.font_of(index)
        known[key] = _glyph_width(font, letter.character, size)
    width = known[key]
    return page.origin(index)[0] + width if width else page.letters[index].box[2]


def _difference(page: Page, forms: Sequence[str], gap: Gap) -> float | None:
    """Return by how many points the form that fits best misses the gap, or None where the font lacks its letters."""
    font, size = page.font_of(gap.before)
    widths = [width for form in forms if (width := _width(font, size, form)) is not None]
    return min((abs(gap.width - width) for width in widths), default=None)


def _width(font: Any, size: float, text: str) -> float | None:
    total = 0.0
    for letter in text:
        width = _glyph_width(font, letter, size)
        if not width:
            return None
        total += width
    return total


def _glyph_width(font: Any, letter: str, size: float) -> float:
    """Return the advance of a letter in points, 0 where the font lacks it."""
    if not font:
        return 0.0
    width = ctypes.c_float()
    found = raw.FPDFFont_GetGlyphWidth(font, ord(letter), ctypes.c_float(size), width)
    return float(width.value) if found else 0.0
