"""Details of entries seen in a view: numbers with what leads them, accounts, addresses, places, nicknames."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from secondsource.shielding.matching.hit import How, Strength
from secondsource.shielding.matching.index.details import STREETS, Detail, Way
from secondsource.shielding.matching.index.lexicon import Lexicon
from secondsource.shielding.matching.reading import Reading
from secondsource.shielding.matching.runs import Match
from secondsource.shielding.register.common_words import COMMON

MOST_LEADING: Final = 8
"""Digits looked at before a known number."""
_NUMBER_GAP: Final = re.compile(r"[\s().+/\-–]{0,4}")
_MARKS: Final = re.compile(r"[\W_]{0,6}")


def matches(reading: Reading, seen: Sequence[tuple[int, int, int]], lexicon: Lexicon) -> list[Match]:
    """Return the details that are credible where they stand.

    Args:
        reading: the text.
        seen: number of the detail, first letter, one past the last letter.
        lexicon: the register made ready.
    """
    found = []
    for number, begin, end in seen:
        known = lexicon.details[number]
        place = _place(known.detail, begin, end, reading)
        if place is not None:
            strength = _strength(known.detail, place[0], reading)
            found.append(Match(*place, known.owners, How.DETAIL, strength))
    return found


def _place(detail: Detail, begin: int, end: int, reading: Reading) -> tuple[int, int] | None:
    """Return the letters that belong to a detail, or None where it is only part of something else."""
    view = reading.view
    if detail.way is Way.NUMBER:
        return _number(detail, begin, end, reading)
    if not view.begins[begin] or (end < len(view) and not view.begins[end]):
        return None
    if any(not _MARKS.fullmatch(reading.between(at, at)) for at in reading.inner_starts(begin, end)):
        return None
    if detail.way is Way.CODE:
        return begin, end
    if detail.way is Way.CAPITAL:
        return (begin, end) if view.upper[begin] and len(reading.inner_starts(begin, end)) < 4 else None
    return _with_street(begin, end, reading) if detail.way is Way.STREET else (begin, end)


def _strength(detail: Detail, begin: int, reading: Reading) -> Strength:
    weak = detail.way is Way.CAPITAL and (detail.letters in COMMON or len(detail.letters) < 4)
    return Strength.DECIDE if weak and reading.opens_sentence(begin) else Strength.MASK


def _number(detail: Detail, begin: int, end: int, reading: Reading) -> tuple[int, int] | None:
    """Return a number with the digits that lead it, unless other digits touch it."""
    after = reading.text[int(reading.view.last[end - 1]) :][:1]
    if after.isdigit():
        return None
    if any(not _NUMBER_GAP.fullmatch(reading.between(at, at)) for at in range(begin + 1, end)):
        return None
    start = begin
    while start > 0 and begin - start < MOST_LEADING:
        gap = reading.between(start, start)
        if not chr(reading.view.letters[start - 1]).isdigit() or not _NUMBER_GAP.fullmatch(gap):
            break
        start -= 1
    leading = reading.view.letters[start:begin].decode("ascii")
    fits = [n for n in range(len(leading), 0, -1) if detail.lead.endswith(leading[-n:]) or leading[-n:] in ("0", "1")]
    taken = fits[0] if fits else 0
    touching = taken < len(leading) and not reading.between(begin - taken, begin - taken)
    return None if touching else (begin - taken, end)


def _with_street(begin: int, end: int, reading: Reading) -> tuple[int, int]:
    """Return an address with the word for the street on either side."""
    texts, starts, ends = reading.words.texts, reading.words.starts, reading.words.ends
    place = reading.word_at(begin)
    while place > 0 and texts[place - 1] in STREETS and len(reading.between(starts[place], starts[place])) < 4:
        place -= 1
        begin = starts[place]
    place = reading.word_at(end - 1)
    while place + 1 < len(texts) and texts[place + 1] in STREETS and len(reading.between(ends[place], ends[place])) < 4:
        place += 1
        end = ends[place]
    return begin, end
