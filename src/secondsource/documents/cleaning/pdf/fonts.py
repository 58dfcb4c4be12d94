"""Fonts of a clean PDF: outlines, widths and codes, without names, makers, times or notes inside the font programs."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import Any

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont, TTLibError

from secondsource.documents.cleaning.cleaned import Account, UncleanableError, words

_FONT_KEYS = (
    "/Type",
    "/Subtype",
    "/FirstChar",
    "/LastChar",
    "/Widths",
    "/DW",
    "/W",
    "/DW2",
    "/W2",
    "/FontBBox",
    "/FontMatrix",
)
_DESCRIPTOR_KEYS = words(
    "/Type /Flags /FontBBox /ItalicAngle /Ascent /Descent /Leading /CapHeight /XHeight /StemV /StemH /AvgWidth "
    "/MaxWidth /MissingWidth"
)
_TABLES = {"glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep", "cmap", "vhea", "vmtx", "CFF "}
_STANDARD = re.compile(
    r"(Helvetica|Courier|Arial|ArialMT)(-?(Bold|Oblique|Italic|BoldOblique|BoldItalic|BoldMT|ItalicMT|BoldItalicMT))?"
    r"|Times-(Roman|Bold|Italic|BoldItalic)|TimesNewRoman(PS)?(MT|-BoldMT|-ItalicMT|-BoldItalicMT)?|Symbol|ZapfDingbats"
)
_TELLING = re.compile(
    rb"/(Notice|FullName|FamilyName|Weight|version|Copyright)\s*\((?:\\.|[^()\\])*\)\s*(readonly\s+)?def"
)
_KNOWN_ORDERINGS = {"Identity", "Japan1", "GB1", "CNS1", "Korea1", "UCS"}
_CODES = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.DOTALL)
_UNIT = rb"<[0-9A-Fa-f\s]*>"
_ENCODINGS = {
    "/Identity-H",
    "/Identity-V",
    "/WinAnsiEncoding",
    "/MacRomanEncoding",
    "/MacExpertEncoding",
    "/StandardEncoding",
}
_EPOCH = 0xB492F400
"""1 January 2000 in seconds since 1904, the clock of TrueType."""
_GLYPH = re.compile(r"/[A-Za-z0-9._]{1,40}")


def clean_font(font: Any, number: int, target: pikepdf.Pdf, account: Account) -> pikepdf.Object:
    """Return a font of `target` that shows the same glyphs; `number` gives its neutral name.

    Raises:
        UncleanableError: code `unknown-part`, if a font program cannot be read.
    """
    new = pikepdf.Dictionary({key: plain(font[key]) for key in _FONT_KEYS if key in font})
    name = re.sub(r"^[A-Z]{6}\+", "", str(font.get("/BaseFont", "/Helvetica"))[1:])
    embedded = False
    if "/FontDescriptor" in font:
        descriptor, embedded = _clean_descriptor(font["/FontDescriptor"], number, target, account)
        new["/FontDescriptor"] = target.make_indirect(descriptor)
    standard = _STANDARD.fullmatch(name) is not None
    if not embedded and not standard and str(font.get("/Subtype")) != "/Type0":
        account.note("A font that is named but not embedded was replaced by a standard one.")
    base = f"F{number}" if embedded else name if standard else _likeness(font, name)
    new["/BaseFont"] = pikepdf.Name(f"/{base}")
    if "/FontDescriptor" in new:
        new["/FontDescriptor"]["/FontName"] = pikepdf.Name(f"/{base}")
    if "/DescendantFonts" in font:
        descendant = clean_font(font["/DescendantFonts"][0], number, target, account)
        new["/DescendantFonts"] = pikepdf.Array([descendant])
        new["/BaseFont"] = descendant["/BaseFont"]
    _clean_codes(font, new, target, account)
    return target.make_indirect(new)


def _likeness(font: Any, name: str) -> str:
    """Return the standard font that looks most like one that is named but not embedded."""
    flags = int(font["/FontDescriptor"].get("/Flags", 0)) if "/FontDescriptor" in font else 0
    bold, slanted = "Bold" in name, "Italic" in name or "Oblique" in name
    if flags & 1 or "Cour" in name:
        return "Courier" + {(0, 0): "", (1, 0): "-Bold", (0, 1): "-Oblique", (1, 1): "-BoldOblique"}[bold, slanted]
    if flags & 2 or "Times" in name:
        return "Times" + {(0, 0): "-Roman", (1, 0): "-Bold", (0, 1): "-Italic", (1, 1): "-BoldItalic"}[bold, slanted]
    return "Helvetica" + {(0, 0): "", (1, 0): "-Bold", (0, 1): "-Oblique", (1, 1): "-BoldOblique"}[bold, slanted]


def plain(value: Any) -> Any:
    """Return a value made of numbers, names and lists only; anything else becomes 0."""
    if isinstance(value, pikepdf.Array):
        return pikepdf.Array([plain(item) for item in value])
    return value if isinstance(value, pikepdf.Name | bool | int | float | Decimal) else 0


def _clean_codes(font: Any, new: Any, target: pikepdf.Pdf, account: Account) -> None:
    """Carry over how codes become glyphs and letters."""
    encoding = font.get("/Encoding")
    if isinstance(encoding, pikepdf.Name) and (str(encoding) in _ENCODINGS or str(encoding).startswith("/Uni")):
        new["/Encoding"] = encoding
    elif isinstance(encoding, pikepdf.Dictionary):
        new["/Encoding"] = _clean_encoding(encoding)
    elif isinstance(encoding, pikepdf.Stream):
        raise UncleanableError("unknown-part", "The PDF holds a font with a code table of its own; try a pixel copy.")
    if "/ToUnicode" in font and isinstance(font["/ToUnicode"], pikepdf.Stream):
        new["/ToUnicode"] = target.make_stream(_clean_code_map(font["/ToUnicode"].read_bytes()))
        account.removed("notes in a font's letter table")
    if "/CIDSystemInfo" in font:
        ordering = str(font["/CIDSystemInfo"].get("/Ordering", "Identity"))
        new["/CIDSystemInfo"] = pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"),
            Ordering=pikepdf.String(ordering if ordering in _KNOWN_ORDERINGS else "Identity"),
            Supplement=int(font["/CIDSystemInfo"].get("/Supplement", 0)),
        )
    mapping = font.get("/CIDToGIDMap")
    if isinstance(mapping, pikepdf.Stream):
        new["/CIDToGIDMap"] = target.make_stream(mapping.read_bytes()[: 2 * 65536])
    elif mapping is not None:
        new["/CIDToGIDMap"] = pikepdf.Name.Identity


def _clean_encoding(encoding: Any) -> Any:
    new = pikepdf.Dictionary(Type=pikepdf.Name.Encoding)
    if str(encoding.get("/BaseEncoding")) in _ENCODINGS:
        new["/BaseEncoding"] = encoding["/BaseEncoding"]
    if "/Differences" in encoding:
        items = [
            item if not isinstance(item, pikepdf.Name) or _GLYPH.fullmatch(str(item)) else pikepdf.Name("/.notdef")
            for item in encoding["/Differences"]
            if not isinstance(item, pikepdf.String)
        ]
        new["/Differences"] = pikepdf.Array(items)
    return new


def _clean_code_map(data: bytes) -> bytes:
    """Return a ToUnicode map written anew from its code lines (ISO 32000-2, 9.10.3)."""
    lines = [b"/CIDInit /ProcSet findresource begin", b"12 dict begin", b"begincmap", b"/CMapType 2 def"]
    for kind, body in _CODES.findall(data):
        pair = _UNIT + rb"\s*" + _UNIT
        row = pair + rb"\s*(?:\[[^\]]*\]|" + _UNIT + rb")" if kind == b"bfrange" else pair
        rows = [b" ".join(re.findall(_UNIT + rb"|\[|\]", match)) for match in re.findall(row, body)]
        for start in range(0, len(rows), 100):
            chunk = rows[start : start + 100]
            lines += [b"%d begin%b" % (len(chunk), kind), *chunk, b"end" + kind]
    return b"\n".join([*lines, b"endcmap", b"end", b"end"])


def _clean_descriptor(descriptor: Any, number: int, target: pikepdf.Pdf, account: Account) -> tuple[Any, bool]:
    new = pikepdf.Dictionary({key: plain(descriptor[key]) for key in sorted(_DESCRIPTOR_KEYS) if key in descriptor})
    embedded = False
    for key, clean in (("/FontFile", _clean_type1), ("/FontFile2", _clean_truetype), ("/FontFile3", _clean_compact)):
        if key not in descriptor:
            continue
        try:
            data = descriptor[key].read_bytes()
            program = clean(data, number)
        except (
            TTLibError,
            pikepdf.PdfError,
            ValueError,
            KeyError,
            IndexError,
            AssertionError,
            TypeError,
            AttributeError,
        ) as error:
            message = "The PDF holds a font program that cannot be read; try a pixel copy."
            raise UncleanableError("unknown-part", message) from error
        stream = target.make_stream(program)
        if key == "/FontFile":
            stream["/Length1"] = program.find(b"eexec") + 6
            stream["/Length2"] = len(program) - int(stream["/Length1"])
            stream["/Length3"] = 0
        elif key == "/FontFile2":
            stream["/Length1"] = len(program)
        else:
            stream["/Subtype"] = pikepdf.Name(str(descriptor[key].get("/Subtype", "/Type1C")))
        new[key] = stream
        embedded = True
        account.removed("names and notes inside a font")
    return new, embedded


def _clean_truetype(data: bytes, _number: int) -> bytes:
    font = TTFont(io.BytesIO(data), lazy=False, recalcTimestamp=False, recalcBBoxes=False)
    for tag in list(font.keys()):
        if tag != "GlyphOrder" and tag not in _TABLES:
            del font[tag]
    head = font["head"]
    head.created = head.modified = _EPOCH
    head.fontRevision = 1.0
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def _clean_compact(data: bytes, number: int) -> bytes:
    if data[:4] in {b"OTTO", b"\0\1\0\0", b"true"}:
        return _clean_truetype(data, number)
    fonts = CFFFontSet()
    holder = TTFont(recalcBBoxes=False)
    fonts.decompile(io.BytesIO(data), holder, isCFF2=False)
    fonts.fontNames = [f"F{number}"]
    top = fonts[0]
    for key in (
        "version",
        "Notice",
        "Copyright",
        "FullName",
        "FamilyName",
        "Weight",
        "PostScript",
        "BaseFontName",
        "UniqueID",
        "XUID",
    ):
        top.rawDict.pop(key, None)
        if key in top.__dict__:
            del top.__dict__[key]
    top.CharStrings.values()
    out = io.BytesIO()
    fonts.compile(out, holder, isCFF2=False)
    return out.getvalue()


def _clean_type1(data: bytes, number: int) -> bytes:
    """Return a Type 1 program without the names in its readable half (Adobe Type 1 Font Format, 1990)."""
    cut = data.find(b"eexec")
    if cut < 0:
        message = "no encrypted half"
        raise ValueError(message)
    head, rest = data[:cut], data[cut:]
    head = re.sub(rb"%[^\r\n]*", b"", head)
    head = _TELLING.sub(b"", head)
    head = re.sub(rb"/FontName\s*/[^\s/]+", b"/FontName /F%d" % number, head)
    return b"%!PS-AdobeFont-1.0: F\n" + head.lstrip() + rest
