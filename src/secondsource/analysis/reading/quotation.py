"""Quotation marks paired per paragraph, in English and Spanish print.

Newspapers write the same mark in many ways, forget one of a pair, and open a quotation anew in each of its
paragraphs. A mark is read by its shape where the shape tells (“ ” « »), and by its neighbours where it does not (").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.core.vetting.report import Span

_DOUBLE = re.compile(r"[“”„‟«»\"″]|``|''")
_OPENING, _CLOSING = frozenset(("“", "„", "«", "``")), frozenset(("”", "»"))
_PARTNERS = {
    "“": '”"',
    "„": '“”"',
    "«": "»",
    "``": "''\"",
    '"': "\"”″''",
    "″": '″"',
    "''": "''",
    "”": "”",
    "»": "«»",
    "‟": '”"',
}
_SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'‚](?=[\w¿¡\[($#@.…])")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s(\[])[’'](?!\w)")
_ELISION = re.compile(r"['‘’](?:\d|(?:em|til|cause|n|tis|twas|bout|round)\b)", re.IGNORECASE)
_LONGEST_SINGLE = 600
_DASH_TURN = re.compile(r"[—–―]\s?(?=[\w¿¡\"“«…])")
# An aside opens with a dash glued to its first word and closes with one glued to its last.
_ASIDE_OPENS = re.compile(r"\s[—–―](?=\w)")
_ASIDE_CLOSES = re.compile(r"(?<=\S)[—–―](?=[\s.,;:!?]|$)")
_SENTENCE_END = re.compile(r"[.!?…](?=\s+[\"“«'‘¿¡]*[A-ZÁÉÍÓÚÑ]|\s*$)")


@dataclass(slots=True)
class _Open:
    """A quotation mark that waits for its partner."""

    start: int
    mark: str


def quotations(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return the outermost quotations of a report, marks included, in order and without overlap.

    A quotation never runs over a paragraph's end: where each paragraph of a long one opens again, each is returned on
    its own. An unclosed quotation ends with its paragraph when the next paragraph opens again or when its mark can
    only open; otherwise with its sentence.

    Args:
        text: The report's text.
        paragraphs: Its paragraphs, in order.
    """
    found: list[Span] = []
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        continues = following is not None and _DOUBLE.match(text, following.start) is not None
        doubles = _doubles(text, paragraph, continues=continues)
        others = _singles(text, paragraph, doubles) + _dashes(text, paragraph)
        found += sorted(doubles + [span for span in others if not any(span.overlaps(double) for double in doubles)])
    return found


def _doubles(text: str, paragraph: Span, *, continues: bool) -> list[Span]:
    """Pair the double marks of one paragraph; only the outermost pairs are returned."""
    found: list[Span] = []
    stack: list[_Open] = []
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        if _is_measure(text, match.start(), paragraph.start) and not stack:
            continue
        if _opens(text, match, paragraph, open_now=bool(stack)):
            if stack and stack[-1].mark == match.group() and match.group() == '"':
                # Straight marks do not nest: the earlier one was never closed.
                found.append(_unclosed(text, stack.pop(), match.start()))
            stack.append(_Open(match.start(), match.group()))
            continue
        if not stack:
            continue
        depth = next((i for i in reversed(range(len(stack))) if match.group() in _PARTNERS[stack[i].mark]), 0)
        opened = stack[depth]
        del stack[depth:]
        if not stack:
            found.append(Span(opened.start, match.end()))
    if stack:
        opened = stack[0]
        to_the_end = continues or opened.mark in _OPENING or opened.start == paragraph.start
        found.append(Span(opened.start, paragraph.end) if to_the_end else _unclosed(text, opened, paragraph.end))
    return [span for span in found if len(span) > 2]


def _opens(text: str, match: re.Match[str], paragraph: Span, *, open_now: bool) -> bool:
    """Say whether a double mark opens a quotation, by its shape and then by its neighbours."""
    mark = match.group()
    if mark in _OPENING:
        return True
    before = text[match.start() - 1] if match.start() > paragraph.start else " "
    after = text[match.end()] if match.end() < paragraph.end else " "
    loose_before = before.isspace() or before in "([{—–-/¿¡‘'"
    loose_after = after.isspace() or after in ".,;:!?)]}—–-/"
    if mark in _CLOSING:
        return not open_now and loose_before and not loose_after
    if loose_before != loose_after:
        return loose_before
    return not open_now


def _is_measure(text: str, at: int, start: int) -> bool:
    """Say whether the mark stands for inches or seconds: a straight one right behind a figure."""
    return text[at] in '"″' and at > start and text[at - 1].isdigit()


def _unclosed(text: str, opened: _Open, limit: int) -> Span:
    """Return an unclosed quotation up to the end of its sentence, at most to `limit`."""
    stop = _SENTENCE_END.search(text, opened.start, limit)
    end = stop.end() if stop else limit
    while end > opened.start and text[end - 1].isspace():
        end -= 1
    return Span(opened.start, end)


def _singles(text: str, paragraph: Span, doubles: Sequence[Span]) -> list[Span]:
    """Pair the single marks outside the double ones; an apostrophe is no mark."""
    found: list[Span] = []
    position = paragraph.start
    while match := _SINGLE_OPEN.search(text, position, paragraph.end):
        position = match.end()
        inside = next((double for double in doubles if double.start <= match.start() < double.end), None)
        if inside is not None:
            position = inside.end
            continue
        if _ELISION.match(text, match.start()):
            continue
        limit = min(
            paragraph.end,
            match.start() + _LONGEST_SINGLE,
            next((double.start for double in doubles if double.start > match.start()), paragraph.end),
        )
        closing = _single_close(text, match.end(), limit)
        if closing is not None:
            found.append(Span(match.start(), closing))
            position = closing
    return found


def _single_close(text: str, start: int, limit: int) -> int | None:
    """Return where a single quotation ends: at a mark behind punctuation, else at the first one."""
    reopened = _SINGLE_OPEN.search(text, start, limit)
    closes = [match.end() for match in _SINGLE_CLOSE.finditer(text, start, reopened.start() if reopened else limit)]
    if not closes:
        return None
    return next((end for end in closes if text[end - 2] in ",.?!…"), closes[0])


def _dashes(text: str, paragraph: Span) -> list[Span]:
    """Return the spoken parts of a turn of dialogue that a dash opens (`—No hay nada —dijo ella—. Seguimos.`)."""
    turn = _DASH_TURN.match(text, paragraph.start, paragraph.end)
    if turn is None:
        return []
    found: list[Span] = []
    start = paragraph.start
    while start < paragraph.end:
        aside = _ASIDE_OPENS.search(text, start + 1, paragraph.end)
        end = aside.start() if aside else paragraph.end
        if end > start:
            found.append(Span(start, end))
        closing = _ASIDE_CLOSES.search(text, aside.end(), paragraph.end) if aside else None
        if closing is None:
            break
        start = closing.end()
        while start < paragraph.end and (text[start].isspace() or text[start] in ".,;:"):
            start += 1
    return found
