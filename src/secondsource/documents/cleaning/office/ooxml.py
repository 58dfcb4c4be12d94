"""Clean DOCX, XLSX and PPTX (ECMA-376 packages): parts that stay, parts that go, and nothing else passes."""

from __future__ import annotations

import io
import posixpath
import re
from dataclasses import dataclass, field

from lxml import etree
from PIL import Image

from secondsource.documents.cleaning.cleaned import Account, Cleaned, UncleanableError, refuse_part
from secondsource.documents.cleaning.images import picture_kind, recode
from secondsource.documents.cleaning.office import marks, sheets
from secondsource.documents.cleaning.office.parts import local, parse_xml, read_parts, write_parts, write_xml
from secondsource.documents.limits import Limits

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_POINT = "application/vnd.openxmlformats-officedocument.presentationml"
_KEPT = {
    r"word/document\.xml": f"{_WORD}.document.main+xml",
    r"word/header\d*\.xml": f"{_WORD}.header+xml",
    r"word/footer\d*\.xml": f"{_WORD}.footer+xml",
    r"word/footnotes\.xml": f"{_WORD}.footnotes+xml",
    r"word/endnotes\.xml": f"{_WORD}.endnotes+xml",
    r"word/styles\.xml": f"{_WORD}.styles+xml",
    r"word/numbering\.xml": f"{_WORD}.numbering+xml",
    r"xl/workbook\.xml": f"{_EXCEL}.sheet.main+xml",
    r"xl/worksheets/sheet\d+\.xml": f"{_EXCEL}.worksheet+xml",
    r"xl/sharedStrings\.xml": f"{_EXCEL}.sharedStrings+xml",
    r"xl/styles\.xml": f"{_EXCEL}.styles+xml",
    r"xl/drawings/drawing\d+\.xml": "application/vnd.openxmlformats-officedocument.drawing+xml",
    r"ppt/presentation\.xml": f"{_POINT}.presentation.main+xml",
    r"ppt/slides/slide\d+\.xml": f"{_POINT}.slide+xml",
    r"ppt/slideLayouts/slideLayout\d+\.xml": f"{_POINT}.slideLayout+xml",
    r"ppt/slideMasters/slideMaster\d+\.xml": f"{_POINT}.slideMaster+xml",
    r"(word|xl|ppt)/theme/theme\d+\.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
}
_MEDIA = re.compile(r"(word|xl|ppt)/media/[^/]+")
_LEFT_BEHIND = {
    r"docProps/.*": "document properties (author, company, times)",
    r".*thumbnail[^/]*": "preview picture",
    r"(.*/)?customXml/.*": "custom XML data",
    r".*/comments?[^/]*\.xml|.*/comments/.*|.*/threadedComments/.*|.*/commentAuthors\.xml|ppt/authors\.xml": "comments",
    r".*/(people|persons?/person)\d*\.xml": "list of people",
    r".*/embeddings/.*": "embedded file",
    r".*/(vba[^/]*|macrosheets/.*)|.*/activeX/.*|.*/ctrlProps/.*": "active content",
    r".*/printerSettings/.*": "printer settings",
    r"word/(webSettings|settings|fontTable|stylesWithEffects|docVars|keyMap\w*|intelligence2?)\.xml": "settings",
    r"word/glossary/.*": "building blocks",
    r"word/(attachedToolbars|mailMerge|recipients)[^/]*": "settings",
    r".*/fonts/.*": "embedded font",
    r".*/(charts?|chartsheets|diagrams)/.*": "chart or diagram",
    r"xl/(externalLinks|queryTables|tables|pivot\w+|slicer\w+|model|revisions)/.*": "data connection or pivot",
    r"xl/(connections|calcChain|metadata|volatileDependencies|userNames|xmlMaps)\.(xml|bin)": "settings",
    r"xl/drawings/vmlDrawing.*|xl/richData/.*|word/vmlDrawing.*|ppt/drawings/.*": "drawing of comments",
    r"ppt/(notes\w+|handoutMasters|tags|changesInfos|revisionInfo|ink)(/.*|\.xml)": "speaker notes and tags",
    r"ppt/(presProps|viewProps|tableStyles)\.xml": "settings",
    r"(.*/)?_rels/.*\.rels|\[Content_Types\]\.xml|_xmlsignatures/.*|mimetype": "",
    r"(.*/)?webextensions/.*|docMetadata/.*": "settings",
}
_VISIBLE_LOSS = {"chart or diagram": "A chart or diagram", "data connection or pivot": "A table object or pivot"}


@dataclass(slots=True)
class Package:
    """A package being carried over: old parts, new parts, and how old names became new ones."""

    old: dict[str, bytes]
    account: Account
    new: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def clean_office(data: bytes, kind: str, limits: Limits) -> Cleaned:
    """Return a DOCX, XLSX or PPTX with its text, formatting and re-encoded pictures, and nothing else.

    Args:
        data: the file.
        kind: `docx`, `xlsx` or `pptx`.
        limits: bounds on what is read.

    Raises:
        UncleanableError: if a part is damaged or unknown.
    """
    account = Account()
    package = Package(read_parts(data, limits), account)
    if _MAIN[kind] not in package.old:
        raise UncleanableError("damaged", "The file lacks its main part.")
    _sort_parts(package)
    hidden = sheets.hidden_parts(package.old, account) if kind != "docx" else frozenset[str]()
    for name in hidden:
        package.names.pop(name, None)
    _carry_media(package)
    _carry_xml(package, kind)
    package.new["_rels/.rels"] = _relation_part([("rId1", f"{_OFFICE}/officeDocument", _MAIN[kind])])
    package.new["[Content_Types].xml"] = _types_part(package)
    if account.counts["formula (its value stays)"]:
        account.note("Formulas were replaced by the values they last gave.")
    account.note("Text in the colour of the page, or under a picture, stays: look at a pixel copy of a PDF of it.")
    return account.close(write_parts(package.new), f".{kind}")


def _sort_parts(package: Package) -> None:
    """Decide for every part: carried over, left behind, or the file is refused."""
    pictures = 0
    for name in sorted(package.old):
        content_type = next((kind for pattern, kind in _KEPT.items() if re.fullmatch(pattern, name)), None)
        if content_type:
            package.names[name] = name
            package.types[name] = content_type
        elif _MEDIA.fullmatch(name):
            pictures += 1
            package.names[name] = f"{name.split('/')[0]}/media/image{pictures}"
        else:
            what = next((w for pattern, w in _LEFT_BEHIND.items() if re.fullmatch(pattern, name)), None)
            if what is None:
                refuse_part(f"a package part of kind {posixpath.splitext(name)[1] or 'without suffix'}")
            if what:
                package.account.removed(what)
            if what in _VISIBLE_LOSS:
                package.account.note(f"{_VISIBLE_LOSS[what]} is not carried over.")


def _carry_media(package: Package) -> None:
    for name, new in list(package.names.items()):
        if not _MEDIA.fullmatch(name):
            continue
        try:
            data = recode(package.old[name], package.account)
        except UncleanableError:
            data = _blank()
            package.account.removed("picture or sound that cannot be cleaned")
            package.account.note("A picture or sound in a format that cannot be cleaned is blank in the copy.")
        package.names[name] = f"{new}.{picture_kind(data)}"
        package.new[package.names[name]] = data


def _blank() -> bytes:
    out = io.BytesIO()
    Image.new("L", (1, 1), 255).save(out, format="PNG")
    return out.getvalue()


def _carry_xml(package: Package, kind: str) -> None:
    parsed = {name: parse_xml(package.old[name], name) for name in package.names if name in package.types}
    styles = marks.own_styles(parsed["word/styles.xml"]) if "word/styles.xml" in parsed else {}
    for name, root in parsed.items():
        relations = _relations(package, name)
        marks.filter_part(root, {old: new for old, new, _, _ in relations}, package.account)
        marks.rename_styles(root, styles)
        package.new[name] = b""
        if relations:
            folder, base = posixpath.split(name)
            rows = [(new, kind_, posixpath.relpath(target, folder)) for _, new, kind_, target in relations]
            package.new[f"{folder}/_rels/{base}.rels"] = _relation_part(rows)
    if kind == "xlsx":
        sheets.drop_unused_strings(parsed, package.account)
    for name, root in parsed.items():
        package.new[name] = write_xml(root)


def _relations(package: Package, name: str) -> list[tuple[str, str, str, str]]:
    """Return (old id, new id, type, new target) of each relation of a part that leads to a part carried over."""
    folder, base = posixpath.split(name)
    data = package.old.get(f"{folder}/_rels/{base}.rels")
    if data is None:
        return []
    kept: list[tuple[str, str, str, str]] = []
    for relation in parse_xml(data, "relations").iter(f"{{{_RELATIONS}}}Relationship"):
        if relation.get("TargetMode") == "External":
            package.account.removed("external link")
            continue
        target = relation.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        kind = local("}" + (relation.get("Type") or "").rpartition("/")[2])
        if path in package.names and kind.isalnum():
            kept.append((relation.get("Id") or "", f"rId{len(kept) + 1}", f"{_OFFICE}/{kind}", package.names[path]))
    return kept


def _plain(space: str) -> dict[str, str]:
    """Return a name space map without a prefix; the stubs know only named prefixes."""
    return {None: space}  # type: ignore[dict-item]


def _relation_part(rows: list[tuple[str, str, str]]) -> bytes:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap=_plain(_RELATIONS))
    for number, kind, target in rows:
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=number, Type=kind, Target=target)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _types_part(package: Package) -> bytes:
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap=_plain(_TYPES))
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    for name in package.new:
        suffix = posixpath.splitext(name)[1][1:]
        if suffix not in {"xml", "rels"}:
            defaults[suffix] = f"image/{suffix}"
    for suffix, kind in sorted(defaults.items()):
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=suffix, ContentType=kind)
    for name, kind in sorted(package.types.items()):
        if name in package.new:
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
