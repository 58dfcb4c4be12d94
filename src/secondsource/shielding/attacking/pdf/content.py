"""The words a content stream shows, whether or not anybody can see them: white, off the page, switched off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from secondsource.shielding.attacking.pdf.fonts import Font

_OPERATORS: Final = ("BT", "ET", "Tf", "Tj", "TJ", "'", '"', "Td", "TD", "T*", "Tm", "BDC", "DP")
_WORD_GAP: Final = -170
"""Thousandths of the font's size from which a shift within a string parts words."""
SHOWS_TEXT: Final = re.compile(rb"\bT[jJ]\b|\bBT\b")
_UNKNOWN: Final = Font(None)


class Fonts:
    """The fonts of a document, each read once, and a guess where a stream names none of its own."""

    def __init__(self) -> None:
        """Know no font yet."""
        self._read: dict[tuple[int, int], Font] = {}
        self._by_name: dict[str, Font] = {}

    def of(self, resources: Any) -> dict[str, Font]:
        """Return the fonts of a resource dictionary by name."""
        table = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
        found = {}
        for name, font in table.items() if isinstance(table, pikepdf.Dictionary) else ():
            if isinstance(font, pikepdf.Dictionary):
                found[name] = self._font(font)
                self._by_name.setdefault(name, found[name])
        return found

    @property
    def guesses(self) -> dict[str, Font]:
        """Every font met so far by the name it was first met under."""
        return self._by_name

    def _font(self, font: pikepdf.Object) -> Font:
        key = font.objgen
        if key == (0, 0):
            return Font(font)
        if key not in self._read:
            self._read[key] = Font(font)
        return self._read[key]


def shown_text(stream: Any, fonts: dict[str, Font]) -> tuple[str, str]:
    """Return all text a content stream shows and all text its marks carry (`ActualText` and the like).

    Args:
        stream: a page or stream object of pikepdf.
        fonts: fonts by the name that `Tf` calls.

    Raises:
        pikepdf.PdfError: if the stream is no content stream.
    """
    told: list[str] = []
    drawn: list[str] = []
    marks: list[str] = []
    font = _UNKNOWN
    for instruction in pikepdf.parse_content_stream(stream, " ".join(_OPERATORS)):
        operands, name = instruction.operands, str(instruction.operator)
        if name == "Tf" and operands:
            font = fonts.get(str(operands[0]), _UNKNOWN)
        elif name in {"Tj", "'", '"', "TJ"} and operands:
            if name in {"'", '"'}:
                told.append("\n")
                drawn.append("\n")
            for readings in _shown(operands[-1], font):
                told.append(readings[0])
                drawn.append(readings[-1])
        elif name in {"BDC", "DP"}:
            marks += _strings(operands[-1] if operands else None)
        else:
            told.append("\n" if name in {"T*", "ET"} or _moves_down(name, operands) else " ")
            drawn.append(told[-1])
    one, other = "".join(told), "".join(drawn)
    return one if one == other else f"{one}\0{other}", "\0".join(marks)


def _shown(operand: Any, font: Font) -> Iterator[tuple[str, ...]]:
    if isinstance(operand, pikepdf.String):
        yield font.readings(bytes(operand))
    elif isinstance(operand, pikepdf.Array):
        for part in operand:
            if isinstance(part, pikepdf.String):
                yield font.readings(bytes(part))
            elif float(part) < _WORD_GAP:
                yield (" ",)


def _moves_down(name: str, operands: Any) -> bool:
    return name == "Tm" or (name in {"Td", "TD"} and len(operands) == 2 and float(operands[1]) != 0)


def _strings(mark: Any) -> list[str]:
    if not isinstance(mark, pikepdf.Dictionary):
        return []
    return [str(value) for value in mark.values() if isinstance(value, pikepdf.String)]
