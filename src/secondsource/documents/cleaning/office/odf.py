"""Clean OpenDocument files (ISO/IEC 26300): text, sheets, slides and drawings."""

from __future__ import annotations

import re

from lxml import etree

from secondsource.documents.cleaning.cleaned import Account, Cleaned, UncleanableError, refuse_part
from secondsource.documents.cleaning.images import picture_kind, recode
from secondsource.documents.cleaning.office.parts import (
    attributes,
    drop,
    local,
    namespace,
    parse_xml,
    read_parts,
    unwrap,
    write_parts,
    write_xml,
)
from secondsource.documents.limits import Limits

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_MANIFEST = f"{_OASIS}manifest:1.0"
_XLINK = "http://www.w3.org/1999/xlink"
_TEXT = f"{_OASIS}text:1.0"
_SUFFIXES = {
    "text": ".odt",
    "spreadsheet": ".ods",
    "presentation": ".odp",
    "graphics": ".odg",
    "formula": ".odf",
}
_PICTURE = re.compile(r"(Pictures|media)/[^/]+")
_LEFT_BEHIND = {
    r"meta\.xml": "document properties (author, times, editing time)",
    r"settings\.xml": "settings (printer, view, paths)",
    r"Thumbnails/.*": "preview picture",
    r"Configurations2?/.*": "settings (printer, view, paths)",
    r"(Basic|Scripts|Dialogs)/.*|script-lc\.xml|dialog-lc\.xml": "macro",
    r"Versions/.*|VersionList\.xml": "earlier version",
    r"Object.*|ObjectReplacements/.*": "embedded object",
    r"Fonts/.*": "embedded font",
    r"layout-cache|manifest\.rdf|META-INF/(documentsignatures|macrosignatures)\.xml|Database/.*|forms/.*": "settings",
    r"META-INF/manifest\.xml|mimetype|META-INF/": "",
}
_DROPPED = {
    "tracked-changes": "tracked change",
    "change": "tracked change",
    "change-start": "tracked change",
    "change-end": "tracked change",
    "annotation": "comment",
    "annotation-end": "comment",
    "bookmark": "bookmark",
    "bookmark-start": "bookmark",
    "bookmark-end": "bookmark",
    "reference-mark": "bookmark",
    "hidden-text": "hidden text",
    "hidden-paragraph": "hidden text",
    "conditional-text": "hidden text",
    "title": "alternative text",
    "desc": "alternative text",
    "scripts": "macro",
    "event-listeners": "macro",
    "event-listener": "macro",
    "forms": "form",
    "control": "form",
    "user-field-decls": "field value",
    "variable-decls": "field value",
    "sequence-decls": "",
    "dde-connection-decls": "external link",
    "dde-links": "external link",
    "database-display": "field value",
    "dde-source": "external link",
    "table-source": "external link",
    "named-expressions": "defined name",
    "database-ranges": "defined name",
    "data-pilot-tables": "data connection or pivot",
    "content-validations": "input prompt",
    "notes": "speaker notes",
    "object": "embedded object",
    "object-ole": "embedded object",
    "plugin": "embedded object",
    "applet": "embedded object",
    "section-source": "external link",
    "settings": "settings (printer, view, paths)",
    "meta": "document properties (author, times, editing time)",
}
_UNWRAPPED = {
    "a": "link",
    "user-field-get": "field code",
    "author-name": "field code",
    "author-initials": "field code",
    "initial-creator": "field code",
    "creator": "field code",
    "creation-date": "field code",
    "creation-time": "field code",
    "modification-date": "field code",
    "modification-time": "field code",
    "date": "field code",
    "time": "field code",
    "file-name": "field code",
    "template-name": "field code",
    "printed-by": "field code",
    "meta-field": "field code",
    "bibliography-mark": "field code",
    "bookmark-ref": "field code",
    "text-input": "field code",
    "placeholder": "field code",
}


def clean_open_document(data: bytes, limits: Limits) -> Cleaned:
    """Return an OpenDocument file with its visible content and its looks, and nothing else.

    Raises:
        UncleanableError: if a part is damaged or unknown.
    """
    account = Account()
    old = read_parts(data, limits)
    mimetype = old.get("mimetype", b"").decode("ascii", "replace").strip()
    kind = mimetype.removeprefix("application/vnd.oasis.opendocument.").removesuffix("-template")
    if kind not in _SUFFIXES or "content.xml" not in old:
        raise UncleanableError("unknown-part", "It is an OpenDocument file of a kind that cannot be cleaned.")
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    new: dict[str, bytes] = {"mimetype": mimetype.encode()}
    pictures = _carry_pictures(old, new, account)
    hidden = _hidden_styles([parse_xml(old[name], name) for name in ("content.xml", "styles.xml") if name in old])
    for name in ("content.xml", "styles.xml"):
        if name in old:
            root = parse_xml(old[name], name)
            if kind != "formula":
                _filter(root, pictures, hidden, account)
            new[name] = write_xml(root)
    new["META-INF/manifest.xml"] = _manifest(new, mimetype)
    account.note("Text in the colour of the page, or under a picture, stays: look at a pixel copy of a PDF of it.")
    return account.close(write_parts(new, first="mimetype"), _SUFFIXES[kind])


def _carry_pictures(old: dict[str, bytes], new: dict[str, bytes], account: Account) -> dict[str, str]:
    """Re-encode every picture under a neutral name; refuse parts nobody knows. Returns new names by old ones."""
    pictures: dict[str, str] = {}
    for name in sorted(old):
        if name in {"content.xml", "styles.xml"}:
            continue
        if _PICTURE.fullmatch(name):
            try:
                data = recode(old[name], account)
            except UncleanableError:
                account.removed("picture or sound that cannot be cleaned")
                account.note("A picture or sound in a format that cannot be cleaned is missing in the copy.")
                continue
            pictures[name] = f"Pictures/image{len(pictures) + 1}.{picture_kind(data)}"
            new[pictures[name]] = data
            continue
        what = next((w for pattern, w in _LEFT_BEHIND.items() if re.fullmatch(pattern, name)), None)
        if what is None:
            refuse_part(f"a package part named with {name.count('/') + 1} step(s) that no OpenDocument program writes")
        if what == "embedded object":
            account.note("An embedded object is not carried over.")
        if what:
            account.removed(what)
    return pictures


def _hidden_styles(roots: list[etree._Element]) -> frozenset[str]:
    """Return the names of styles that keep text from being shown."""
    hidden = set()
    for root in roots:
        for style in root.iter():
            if local(style.tag) != "style":
                continue
            for properties in style:
                if properties.get(f"{{{_TEXT}}}display") in {"none", "condition"}:
                    hidden.add(next((v for k, v in attributes(style).items() if local(k) == "name"), ""))
    return frozenset(hidden)


def _filter(root: etree._Element, pictures: dict[str, str], hidden: frozenset[str], account: Account) -> None:
    for element in list(root.iter()):
        if element is root or element.getparent() is None:
            continue
        name, space = local(element.tag), namespace(element.tag)
        if not space.startswith(_OASIS) and "MathML" not in space:
            account.removed("mark of an unlisted vocabulary")
            drop(element)
        elif _is_hidden(element, hidden):
            account.removed("hidden text")
            drop(element)
        elif name in _DROPPED and not (name == "title" and space.endswith("chart:1.0")):
            if _DROPPED[name]:
                account.removed(_DROPPED[name])
            drop(element)
        elif name in _UNWRAPPED:
            account.removed(_UNWRAPPED[name])
            unwrap(element)
    for element in list(root.iter()):
        _filter_attributes(element, pictures, account)


def _is_hidden(element: etree._Element, hidden: frozenset[str]) -> bool:
    for key, value in attributes(element).items():
        name = local(key)
        if name == "style-name" and value in hidden and local(element.tag) in {"span", "p", "h"}:
            return True
        if name == "visibility" and value in {"collapse", "filter"} and local(element.tag) == "table-row":
            return True
        if name == "display" and value == "none" and local(element.tag) in {"section", "page", "table"}:
            return True
    return False


def _filter_attributes(element: etree._Element, pictures: dict[str, str], account: Account) -> None:
    for key, value in attributes(element).items():
        name, space = local(key), namespace(key)
        if key == f"{{{_XLINK}}}href":
            target = value.removeprefix("./")
            if target in pictures:
                element.set(key, pictures[target])
            else:
                del element.attrib[key]
                account.removed("external link")
        elif space in {"", _XLINK}:
            continue
        elif not space.startswith(_OASIS) or name in {"formula", "display-name", "condition", "cond-style-name"}:
            del element.attrib[key]
            account.removed("formula (its value stays)" if name == "formula" else "attribute of a program's own")
        elif name == "name" and space.endswith("drawing:1.0") and local(element.tag) in {"frame", "page", "image"}:
            element.set(key, "object")


def _manifest(parts: dict[str, bytes], mimetype: str) -> bytes:
    root = etree.Element(f"{{{_MANIFEST}}}manifest", nsmap={"manifest": _MANIFEST})
    rows = [("/", mimetype)]
    rows += [(name, _media_type(name)) for name in sorted(parts) if name != "mimetype"]
    for path, kind in rows:
        entry = etree.SubElement(root, f"{{{_MANIFEST}}}file-entry")
        entry.set(f"{{{_MANIFEST}}}full-path", path)
        entry.set(f"{{{_MANIFEST}}}media-type", kind)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _media_type(name: str) -> str:
    suffix = name.rpartition(".")[2]
    return "text/xml" if suffix == "xml" else f"image/{suffix}"
