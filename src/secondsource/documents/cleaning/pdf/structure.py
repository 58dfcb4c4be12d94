"""Clean PDF by structure: a new document, into which only listed entries of listed objects are written.

Nothing is copied whole. What is not on a list here - metadata, annotations, forms, attachments, actions, outlines,
structure, layers switched off, earlier revisions, thumbnails - has no way into the copy (ISO 32000-2).
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from secondsource.documents.cleaning.cleaned import Account, Cleaned, UncleanableError, words
from secondsource.documents.cleaning.pdf.content import filter_content
from secondsource.documents.cleaning.pdf.fonts import clean_font, plain
from secondsource.documents.cleaning.pdf.inventory import layers_off, tell
from secondsource.documents.cleaning.pdf.pictures import clean_picture
from secondsource.documents.limits import Limits

_CATEGORIES = ("Font", "XObject", "ExtGState", "ColorSpace", "Pattern", "Shading")
_LETTERS = {"Font": "F", "XObject": "X", "ExtGState": "G", "ColorSpace": "C", "Pattern": "P", "Shading": "S"}
_VALUES = words(
    "/Type /Subtype /FunctionType /Domain /Range /C0 /C1 /N /Functions /Bounds /Encode /Size /BitsPerSample "
    "/Order /Decode /ShadingType /ColorSpace /Background /BBox /AntiAlias /Function /Coords /Extend "
    "/BitsPerCoordinate /BitsPerComponent /BitsPerFlag /VerticesPerRow /PatternType /PaintType /TilingType "
    "/XStep /YStep /Matrix /Shading /ExtGState /LW /LC /LJ /ML /D /RI /OP /op /OPM /BG /BG2 /UCR /UCR2 /TR "
    "/TR2 /FL /SM /SA /BM /SMask /CA /ca /AIS /TK /S /G /BC /I /K /CS /WhitePoint /BlackPoint /Gamma"
)
_DEEPEST = 40
_DEVICE = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


@dataclass(slots=True)
class _Copy:
    """The new document while it is written."""

    source: pikepdf.Pdf
    target: pikepdf.Pdf
    account: Account
    off: frozenset[tuple[int, int]]
    """Object numbers of the layers that are switched off."""
    made: dict[tuple[int, int], Any] = field(default_factory=dict)
    busy: set[tuple[int, int]] = field(default_factory=set)
    fonts: int = 0

    def is_off(self, layer: Any) -> bool:
        """Say whether a layer, or a membership of layers, is switched off."""
        if not isinstance(layer, pikepdf.Dictionary):
            return False
        if str(layer.get("/Type")) == "/OCMD":
            groups: Any = layer.get("/OCGs", pikepdf.Array([]))
            members = list(groups) if isinstance(groups, pikepdf.Array) else [groups]
            return bool(members) and all(member.objgen in self.off for member in members)
        return layer.objgen in self.off


def clean_pdf(data: bytes, limits: Limits) -> Cleaned:
    """Return a PDF with the same pages and none of what lies around them.

    Raises:
        UncleanableError: if it is encrypted, damaged, has too many pages, or holds a part that is not on a list.
    """
    account = Account()
    try:
        with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as target:
            if len(source.pages) > limits.pages:
                raise UncleanableError("too-large", f"The PDF has more than {limits.pages} pages.")
            if not len(source.pages):
                raise UncleanableError("damaged", "The PDF has no page that can be read.")
            if source.get_warnings():
                account.note("The original is damaged: the copy holds what could be read, and pages may be missing.")
            tell(source, data, account)
            copy = _Copy(source, target, account, layers_off(source))
            for page in source.pages:
                _copy_page(copy, page)
            out = io.BytesIO()
            target.save(
                out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True
            )
    except pikepdf.PasswordError as error:
        raise UncleanableError(
            "encrypted", "The PDF is encrypted; open it with its password and save it without."
        ) from error
    except (pikepdf.PdfError, RecursionError) as error:
        raise UncleanableError("damaged", "The PDF is damaged.") from error
    account.note("Text in the colour of the page, or under a picture or box, stays: make a pixel copy against that.")
    return account.close(out.getvalue(), ".pdf")


def _copy_page(copy: _Copy, page: pikepdf.Page) -> None:
    box = [float(x) for x in page.cropbox]
    new = copy.target.add_blank_page(page_size=(max(3, abs(box[2] - box[0])), max(3, abs(box[3] - box[1]))))
    new.obj["/MediaBox"] = pikepdf.Array(box)
    if "/Rotate" in page.obj:
        new.obj["/Rotate"] = int(page.obj["/Rotate"]) // 90 * 90
    if "/UserUnit" in page.obj:
        new.obj["/UserUnit"] = plain(page.obj["/UserUnit"])
    if "/Group" in page.obj:
        new.obj["/Group"] = _carry(copy, page.obj["/Group"], 0)
    old = page.resources
    resources, renames = _resources(copy, old, 0)
    properties = old.get("/Properties", pikepdf.Dictionary())
    content = filter_content(page, renames, lambda mark: copy.is_off(_layer(mark, properties)), copy.account)
    new.obj["/Resources"] = resources
    new.obj["/Contents"] = copy.target.make_stream(content)


def _layer(mark: Any, properties: Any) -> Any:
    """Return what the operand of a mark means: a name stands for an entry of the page's properties."""
    return properties.get(str(mark)) if isinstance(mark, pikepdf.Name) else mark


def _resources(copy: _Copy, old: Any, depth: int) -> tuple[Any, dict[str, dict[str, str]]]:
    """Return new resources under neutral names, and those names by the old ones."""
    new, renames = pikepdf.Dictionary(), dict[str, dict[str, str]]()
    for category in _CATEGORIES:
        entries = old.get(f"/{category}")
        if not isinstance(entries, pikepdf.Dictionary):
            continue
        made = pikepdf.Dictionary()
        for number, key in enumerate(sorted(entries.keys()), start=1):
            value = _entry(copy, category, entries[key], depth + 1)
            if value is not None:
                name = f"/{_LETTERS[category]}{number}"
                made[name] = value
                renames.setdefault(category, {})[key] = name
        if len(made):
            new[f"/{category}"] = made
    return new, renames


def _entry(copy: _Copy, category: str, value: Any, depth: int) -> Any:
    if category == "Font":
        return _once(copy, value, _make_font, depth)
    if category == "XObject":
        return _once(copy, value, _make_object, depth)
    if category == "ColorSpace":
        return _colour_space(copy, value, depth)
    return _carry(copy, value, depth)


def _once(copy: _Copy, value: Any, make: Any, depth: int) -> Any:
    """Make each shared object once; an object that contains itself is left out."""
    number = value.objgen
    if number == (0, 0):
        return make(copy, value, depth)
    if number in copy.busy or depth > _DEEPEST:
        return None
    if number not in copy.made:
        copy.busy.add(number)
        copy.made[number] = make(copy, value, depth)
        copy.busy.discard(number)
    return copy.made[number]


def _make_font(copy: _Copy, font: Any, depth: int) -> Any:
    copy.fonts += 1
    if str(font.get("/Subtype")) != "/Type3":
        return clean_font(font, copy.fonts, copy.target, copy.account)
    keys = ("/Type", "/Subtype", "/FontBBox", "/FontMatrix", "/FirstChar", "/LastChar", "/Widths")
    new = pikepdf.Dictionary({key: plain(font[key]) for key in keys if key in font})
    resources, renames = _resources(copy, font.get("/Resources", pikepdf.Dictionary()), depth)
    new["/Resources"] = resources
    shapes, names = pikepdf.Dictionary(), {}
    for number, (key, shape) in enumerate(sorted(font.get("/CharProcs", pikepdf.Dictionary()).items())):
        names[key] = f"/g{number}"
        shapes[names[key]] = copy.target.make_stream(filter_content(shape, renames, copy.is_off, copy.account))
    new["/CharProcs"] = shapes
    differences = font.get("/Encoding", pikepdf.Dictionary()).get("/Differences", pikepdf.Array([]))
    new["/Encoding"] = pikepdf.Dictionary(
        Type=pikepdf.Name.Encoding,
        Differences=pikepdf.Array(
            [
                pikepdf.Name(names.get(str(i), "/.notdef")) if isinstance(i, pikepdf.Name) else int(i)
                for i in differences
            ]
        ),
    )
    return copy.target.make_indirect(new)


def _make_object(copy: _Copy, value: Any, depth: int) -> Any:
    """Return a picture or a form; what is neither, or stands in a layer switched off, is left out."""
    if not isinstance(value, pikepdf.Stream):
        return None
    if "/OC" in value and copy.is_off(value["/OC"]):
        copy.account.removed("content of a layer switched off")
        return None
    if str(value.get("/Subtype")) == "/Image":
        return clean_picture(value, copy.target, copy.account, lambda space: _colour_space(copy, space, depth + 1))
    if str(value.get("/Subtype")) != "/Form":
        copy.account.removed("object that is neither picture nor form")
        return None
    old = value.get("/Resources", pikepdf.Dictionary())
    resources, renames = _resources(copy, old, depth)
    properties = old.get("/Properties", pikepdf.Dictionary())
    content = filter_content(value, renames, lambda mark: copy.is_off(_layer(mark, properties)), copy.account)
    new = copy.target.make_stream(content)
    new["/Type"], new["/Subtype"], new["/Resources"] = pikepdf.Name.XObject, pikepdf.Name.Form, resources
    for key in ("/BBox", "/Matrix"):
        if key in value:
            new[key] = plain(value[key])
    if "/Group" in value:
        new["/Group"] = _carry(copy, value["/Group"], depth)
    return new


def _colour_space(copy: _Copy, space: Any, depth: int) -> Any:
    """Return a colour space without profiles, which name devices and makers."""
    if not isinstance(space, pikepdf.Array) or len(space) == 0:
        return space if isinstance(space, pikepdf.Name) else None
    kind = str(space[0])
    if kind == "/ICCBased":
        copy.account.removed("colour profile")
        return pikepdf.Name(_DEVICE.get(int(space[1].get("/N", 3)), "/DeviceRGB"))
    if kind == "/Indexed":
        table = space[3]
        data = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
        base = _colour_space(copy, space[1], depth + 1)
        return pikepdf.Array([space[0], base, int(space[2]), pikepdf.String(data[: 4 * (int(space[2]) + 1)])])
    if kind in {"/Separation", "/DeviceN"}:
        inks = (
            pikepdf.Name("/Ink")
            if kind == "/Separation"
            else pikepdf.Array([pikepdf.Name(f"/Ink{n}") for n in range(len(space[1]))])
        )
        return pikepdf.Array(
            [space[0], inks, _colour_space(copy, space[2], depth + 1), _carry(copy, space[3], depth + 1)]
        )
    if kind == "/Pattern" and len(space) > 1:
        return pikepdf.Array([space[0], _colour_space(copy, space[1], depth + 1)])
    return pikepdf.Array([_carry(copy, item, depth + 1) for item in space])


def _carry(copy: _Copy, value: Any, depth: int) -> Any:
    """Return a value of functions, shadings, patterns and graphics states with its listed entries only."""
    if depth > _DEEPEST:
        raise UncleanableError("too-deeply-nested", "The PDF is nested too deeply.")
    if isinstance(value, pikepdf.Array):
        return pikepdf.Array([_carry(copy, item, depth + 1) for item in value])
    if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return plain(value)
    if isinstance(value, pikepdf.Stream) and str(value.get("/Subtype")) in {"/Form", "/Image"}:
        return _once(copy, value, _make_object, depth + 1)
    new: Any = _new_stream(copy, value, depth) if isinstance(value, pikepdf.Stream) else pikepdf.Dictionary()
    for key in list(value.keys()):
        if key in {"/ColorSpace", "/CS"}:
            new[key] = _colour_space(copy, value[key], depth + 1)
        elif key == "/Font" and isinstance(value[key], pikepdf.Array):
            new[key] = pikepdf.Array([_once(copy, value[key][0], _make_font, depth), plain(value[key][1])])
        elif key in _VALUES:
            carried = _carry(copy, value[key], depth + 1)
            if carried is not None:
                new[key] = carried
    return new


def _new_stream(copy: _Copy, value: Any, depth: int) -> Any:
    """Return the stream of a tiling pattern, which draws, or of a function or shading, which is numbers."""
    if "/PatternType" not in value:
        return copy.target.make_stream(value.read_bytes())
    resources, renames = _resources(copy, value.get("/Resources", pikepdf.Dictionary()), depth)
    new = copy.target.make_stream(filter_content(value, renames, copy.is_off, copy.account))
    new["/Resources"] = resources
    return new
