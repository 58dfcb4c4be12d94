"""One page as pdfium sees it: its letters with their boxes, its objects in the order they are painted, its pixels."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

SCALE: Final = 2.0
"""Pixels a point."""
_MOST_PIXELS: Final = 40_000_000
_DEEPEST: Final = 8
Box = tuple[float, float, float, float]
Grey = npt.NDArray[np.int16]


class Letter(NamedTuple):
    """One character of the text layer; a tuple, because a long file has a million of them."""

    character: str
    box: Box
    """Left, bottom, right, top in points."""
    owner: int
    """Address of the text object that shows it; 0 where pdfium made it up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """One object in painting order."""

    kind: int
    """`FPDF_PAGEOBJ_TEXT`, `..._PATH`, `..._IMAGE`, `..._SHADING`; 0 for an annotation."""
    box: Box
    address: int
    alpha: int
    """Opacity of the filling, 0-255."""


class Page:
    """A loaded page; what is asked for is worked out once."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        """Keep the page; close it with `close`."""
        self._page = page
        self._text = page.get_textpage()
        self.letters = tuple(self._letters())
        self.text = "".join(letter.character for letter in self.letters)
        self.crop: Box = page.get_cropbox()
        self.size: tuple[float, float] = page.get_size()
        self.rotated = page.get_rotation() != 0
        self._fonts: dict[int, tuple[Any, float]] = {}

    def close(self) -> None:
        """Give the library's memory back."""
        self._text.close()
        self._page.close()

    def render(self) -> Image.Image:
        """Return the page's pixels with its annotations, smaller where it would be too large."""
        width, height = self.size
        scale = min(SCALE, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        bitmap = self._page.render(scale=scale, may_draw_forms=False)
        return bitmap.to_pil().convert("RGB")  # type: ignore[no-any-return]  # the library has no types

    def font_of(self, index: int) -> tuple[Any, float]:
        """Return pdfium's font of a letter and its size in points on the page; all letters of one object share both."""
        owner = self.letters[index].owner
        if owner not in self._fonts:
            self._fonts[owner] = self._font_of(index)
        return self._fonts[owner]

    def _font_of(self, index: int) -> tuple[Any, float]:
        item = raw.FPDFText_GetTextObject(self._text.raw, index)
        matrix = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
        raw.FPDFText_GetMatrix(self._text.raw, index, matrix)
        size = float(raw.FPDFText_GetFontSize(self._text.raw, index)) * math.hypot(matrix.a, matrix.b)
        return raw.FPDFTextObj_GetFont(item) if item else None, size

    def origin(self, index: int) -> tuple[float, float]:
        """Return the point on the base line at which a letter begins."""
        return self._origins[index]

    @cached_property
    def _origins(self) -> list[tuple[float, float]]:
        """The origins of all letters; most pages are never asked for them."""
        x, y = ctypes.c_double(), ctypes.c_double()
        handle, ask = self._text.raw, raw.FPDFText_GetCharOrigin
        found = []
        for index in range(len(self.letters)):
            ask(handle, index, x, y)
            found.append((x.value, y.value))
        return found

    def set_active(self, addresses: set[int], *, active: bool) -> None:
        """Switch text objects on or off for the next rendering."""
        for item, _ in self._objects():
            if _address(item) in addresses:
                raw.FPDFPageObj_SetIsActive(item, active)

    def painted(self) -> list[Painted]:
        """Return text, paths, pictures and annotations in the order they are painted."""
        found = []
        for item, matrix in self._objects():
            edges = [ctypes.c_float() for _ in range(4)]
            if not raw.FPDFPageObj_GetBounds(item, *edges):
                continue
            left, bottom, right, top = (edge.value for edge in edges)
            kind = raw.FPDFPageObj_GetType(item)
            found.append(
                Painted(
                    kind=kind,
                    box=_moved((left, bottom, right, top), matrix),
                    address=_address(item),
                    alpha=_alpha(item, kind),
                )
            )
        found += [Painted(kind=0, box=box, address=0, alpha=255) for box in self._annotations()]
        return found

    def pixels(self, box: Box, grey: Grey) -> Grey:
        """Return the part of a rendering that a box in points covers, a little within its edges."""
        rows, columns = grey.shape
        across, along = columns / max(1.0, self.crop[2] - self.crop[0]), rows / max(1.0, self.crop[3] - self.crop[1])
        left, right = (box[0] - self.crop[0]) * across, (box[2] - self.crop[0]) * across
        top, bottom = (self.crop[3] - box[3]) * along, (self.crop[3] - box[1]) * along
        return grey[max(0, int(top)) : max(0, int(np.ceil(bottom))), max(0, int(left)) : max(0, int(np.ceil(right)))]

    def _letters(self) -> Iterator[Letter]:
        handle = self._text.raw
        left, bottom, right, top = (ctypes.c_double() for _ in range(4))
        for index in range(max(0, raw.FPDFText_CountChars(handle))):
            code = raw.FPDFText_GetUnicode(handle, index)
            raw.FPDFText_GetCharBox(handle, index, left, right, bottom, top)
            item = raw.FPDFText_GetTextObject(handle, index)
            character = "-" if code in {2, 0xFFFE} else chr(code) if 0 < code < 0x110000 else " "
            box = (left.value, bottom.value, right.value, top.value)
            yield Letter(character=character, box=box, owner=_address(item) if item else 0)

    def _objects(self) -> Iterator[tuple[Any, raw.FS_MATRIX]]:
        for index in range(raw.FPDFPage_CountObjects(self._page.raw)):
            item = raw.FPDFPage_GetObject(self._page.raw, index)
            yield from _with_inner(item, raw.FS_MATRIX(1, 0, 0, 1, 0, 0), 0)

    def _annotations(self) -> Iterator[Box]:
        """Yield the boxes of annotations that are painted over the page as surfaces."""
        surfaces = {raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_REDACT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_FREETEXT}
        surfaces |= {raw.FPDF_ANNOT_POLYGON, raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_INK, raw.FPDF_ANNOT_LINE}
        surfaces |= {raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_WIDGET}
        for index in range(raw.FPDFPage_GetAnnotCount(self._page.raw)):
            annotation = raw.FPDFPage_GetAnnot(self._page.raw, index)
            rectangle = raw.FS_RECTF()
            if raw.FPDFAnnot_GetSubtype(annotation) in surfaces and raw.FPDFAnnot_GetRect(annotation, rectangle):
                yield rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
            raw.FPDFPage_CloseAnnot(annotation)


def grey_of(image: Image.Image) -> Grey:
    """Return the grey levels of a picture."""
    return np.asarray(image.convert("L"), dtype=np.int16)


def _with_inner(item: Any, matrix: raw.FS_MATRIX, depth: int) -> Iterator[tuple[Any, raw.FS_MATRIX]]:
    """Yield an object, or what a form holds with the matrix that leads to the page."""
    if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM or depth >= _DEEPEST:
        yield item, matrix
        return
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, own)
    whole = _product(own, matrix)
    for index in range(max(0, raw.FPDFFormObj_CountObjects(item))):
        yield from _with_inner(raw.FPDFFormObj_GetObject(item, index), whole, depth + 1)


def _alpha(item: Any, kind: int) -> int:
    """Return the opacity of what an object covers with: its filling, else a stroke thick enough to be a marker."""
    if kind != raw.FPDF_PAGEOBJ_PATH:
        return 255
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, mode, stroked)
    colour = [ctypes.c_uint() for _ in range(4)]
    if mode.value:
        raw.FPDFPageObj_GetFillColor(item, *colour)
        return int(colour[3].value)
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(item, width)
    if stroked.value and width.value >= 4:
        raw.FPDFPageObj_GetStrokeColor(item, *colour)
        return int(colour[3].value)
    return 0


def _product(one: raw.FS_MATRIX, other: raw.FS_MATRIX) -> raw.FS_MATRIX:
    return raw.FS_MATRIX(
        one.a * other.a + one.b * other.c,
        one.a * other.b + one.b * other.d,
        one.c * other.a + one.d * other.c,
        one.c * other.b + one.d * other.d,
        one.e * other.a + one.f * other.c + other.e,
        one.e * other.b + one.f * other.d + other.f,
    )


def _moved(box: Box, matrix: raw.FS_MATRIX) -> Box:
    corners = [(box[x], box[y]) for x in (0, 2) for y in (1, 3)]
    xs = [matrix.a * x + matrix.c * y + matrix.e for x, y in corners]
    ys = [matrix.b * x + matrix.d * y + matrix.f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _address(item: Any) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0
