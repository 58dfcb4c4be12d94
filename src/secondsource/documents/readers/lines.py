"""Printed lines back to paragraphs: where a paragraph ends, and which hyphens only fill a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line; the places are in points from the left and from the bottom, None when unknown."""

    text: str
    left: float | None = None
    right: float | None = None
    base: float | None = None
    page: int = 0
    """Counted from 1; 0 when unknown."""
    area: tuple[float, float, float, float] | None = None
    """Left, top, right and bottom in points from the upper left corner of the page as it is seen; when asked for."""


# Line-end hyphens: the plain one, the soft one, and the two marks pdfium puts for a hyphen it recognised.
_HYPHENS = "-\u00ad\u2010\ufffe\x02"
_WORD_BEFORE_HYPHEN = re.compile(r"([^\W\d_]+)[" + _HYPHENS + r"]$")
_WORD_AFTER = re.compile(r"^([^\W\d_]+)")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_LIST_ITEM = re.compile(r"^(?:[•▪●◦*–—-]\s|\(?\d{1,2}[.)]\s)")

_BETWEEN = "\n\n"
"""What parts two paragraphs."""
_GAP = 1.3
"""A space between lines this many times the usual one parts two paragraphs."""
_SHORT = 0.85
"""A line that ends a sentence and reaches less of the column than this ends its paragraph."""


def join_lines(lines: list[Line]) -> str:
    """Join printed lines into paragraphs, parted by an empty line."""
    return laid_out(lines)[0]


def laid_out(lines: list[Line]) -> tuple[str, list[tuple[int, int]]]:
    """Join printed lines into paragraphs, and say where in the text each line stands (start, end)."""
    if not lines:
        return "", []
    usual = _usual_gap(lines)
    edge = max((line.right for line in lines if line.right is not None), default=None)
    longest = max(len(line.text) for line in lines)
    margin = _usual_left(lines)
    compounds = {found.lower() for line in lines for found in re.findall(r"[^\W\d_]+-[^\W\d_]+", line.text)}
    paragraphs = [_cleaned(lines[0].text)]
    start = 0
    places = [(0, len(paragraphs[0]))]
    for above, line in pairwise(lines):
        words = _cleaned(line.text)
        if _parted(above, line, usual, margin) or (_is_short(above, edge, margin, longest) and _ends(above)):
            start += len(paragraphs[-1]) + len(_BETWEEN)
            paragraphs.append(words)
        else:
            before = len(paragraphs[-1])
            paragraphs[-1] = _joined(paragraphs[-1], words, compounds)
            if len(paragraphs[-1]) < before + len(words):
                # The hyphen that ended the line above is gone.
                places[-1] = (places[-1][0], places[-1][1] - 1)
        end = start + len(paragraphs[-1])
        places.append((end - len(words), end))
    return _BETWEEN.join(paragraphs), places


def _usual_gap(lines: list[Line]) -> float | None:
    gaps = [gap for above, line in pairwise(lines) if (gap := _gap(above, line)) is not None]
    return median(gaps) if gaps else None


def _gap(above: Line, line: Line) -> float | None:
    """Return the distance down to the next line; None across pages and columns."""
    if above.base is None or line.base is None or above.base <= line.base:
        return None
    return above.base - line.base


def _usual_left(lines: list[Line]) -> float | None:
    lefts = sorted(line.left for line in lines if line.left is not None)
    return median(lefts) if lefts else None


def _parted(above: Line, line: Line, usual: float | None, margin: float | None) -> bool:
    """Say whether a wide gap, an indent after a full sentence, or a list mark parts the two lines."""
    gap = _gap(above, line)
    if gap is not None and usual is not None and gap > _GAP * usual + 0.5:
        return True
    if _LIST_ITEM.match(line.text) and _ends(above):
        return True
    indented = line.left is not None and margin is not None and line.left > margin + 6
    return indented and _ends(above)


def _is_short(line: Line, edge: float | None, margin: float | None, longest: int) -> bool:
    if line.right is None or edge is None or margin is None:
        return len(line.text) < _SHORT * longest
    return line.right - margin < _SHORT * (edge - margin)


def _ends(line: Line) -> bool:
    return _SENTENCE_END.search(line.text) is not None


def _joined(before: str, line: str, compounds: set[str]) -> str:
    """Join two lines; a hyphen goes when the word goes on in lower case and is no known compound."""
    head, tail = _WORD_BEFORE_HYPHEN.search(before), _WORD_AFTER.match(line)
    if head is None or tail is None:
        return f"{before} {line}"
    if tail[1][0].isupper() or f"{head[1]}-{tail[1]}".lower() in compounds:
        return f"{before[:-1]}-{line}"
    return before[:-1] + line


def _cleaned(line: str) -> str:
    return line.replace("\ufffe", "-").replace("\x02", "-").replace("\0", "")
