"""The marks inside one XML part of an Office Open XML file (ECMA-376): what stays, what is unwrapped, what goes.

Names are taken without their namespace where the vocabularies agree; elements of a namespace nobody listed go with
everything in them, and so do attributes of a namespace nobody listed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from secondsource.documents.cleaning.cleaned import Account
from secondsource.documents.cleaning.office.parts import attributes, drop, local, namespace, unwrap

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML = "http://www.w3.org/XML/1998/namespace"
PACKAGE = "http://schemas.openxmlformats.org/"
SHEET = f"{PACKAGE}spreadsheetml/2006/main"
MATH = f"{PACKAGE}officeDocument/2006/math"
_KEPT_NAMESPACES = (
    W,
    A,
    f"{PACKAGE}drawingml/2006/wordprocessingDrawing",
    f"{PACKAGE}drawingml/2006/picture",
    f"{PACKAGE}drawingml/2006/spreadsheetDrawing",
    f"{PACKAGE}drawingml/2006/chartDrawing",
    SHEET,
    f"{PACKAGE}presentationml/2006/main",
    MATH,
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "urn:schemas-microsoft-com:vml",
    MC,
)
_UNWRAPPED = {
    "ins": "tracked insertion (accepted)",
    "moveTo": "tracked move (accepted)",
    "smartTag": "smart tag",
    "customXml": "custom mark-up",
    "sdt": "content control",
    "sdtContent": "content control",
    "hyperlink": "link",
    "fldSimple": "field code",
}
_DROPPED = {
    "del": "tracked deletion",
    "moveFrom": "tracked move (accepted)",
    "delText": "tracked deletion",
    "delInstrText": "tracked deletion",
    "cellDel": "tracked deletion",
    "cellIns": "tracked insertion (accepted)",
    "cellMerge": "tracked change",
    "instrText": "field code",
    "fldChar": "field code",
    "ffData": "form field data",
    "commentRangeStart": "comment",
    "commentRangeEnd": "comment",
    "commentReference": "comment",
    "annotationRef": "comment",
    "bookmarkStart": "bookmark",
    "bookmarkEnd": "bookmark",
    "proofErr": "proofing mark",
    "permStart": "permission mark",
    "permEnd": "permission mark",
    "lang": "language setting",
    "sdtPr": "content control",
    "sdtEndPr": "content control",
    "customXmlPr": "custom mark-up",
    "smartTagPr": "smart tag",
    "rsids": "editing-session numbers",
    "object": "embedded object",
    "control": "form control",
    "altChunk": "embedded file",
    "subDoc": "linked document",
    "attachedTemplate": "path of the template",
    "docVars": "document variable",
    "lastRenderedPageBreak": "layout leftover",
    "hlinkClick": "link",
    "hlinkHover": "link",
    "hlinkMouseOver": "link",
    "hyperlinks": "link",
    "extLst": "extension data",
    "legacyDrawing": "comment",
    "legacyDrawingHF": "comment",
    "oleObjects": "embedded object",
    "oleObj": "embedded object",
    "controls": "form control",
    "definedNames": "defined name",
    "customSheetViews": "personal view",
    "customWorkbookViews": "personal view",
    "fileSharing": "user name",
    "fileVersion": "program version",
    "externalReferences": "external link",
    "webPublishing": "web publishing",
    "dataValidations": "input prompt",
    "phoneticPr": "phonetic guide",
    "rPh": "phonetic guide",
    "timing": "animation",
    "transition": "transition",
    "custDataLst": "custom data",
    "tags": "custom data",
    "aliases": "style alias",
    "script": "script",
}
_DROPPED_ATTRIBUTES = re.compile(
    r"rsid\w*|author|userId|initials|date|paraId|textId|descr|title|alt|href|tooltip|tgtFrame|docLocation|macro"
    r"|textlink|spid|uniqueId|creationId|codeName|lastEdited|lowestEdited|rupBuild|dateUtc|lang|altLang|src|webHidden"
)
_NAMED_OBJECTS = {"cNvPr", "docPr"}
_STYLE_USES = {"pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink"}
_HOLDERS = {"drawing", "pict", "object", "twoCellAnchor", "oneCellAnchor", "absoluteAnchor", "pic", "graphicFrame"}


def filter_part(root: etree._Element, relations: Mapping[str, str], account: Account) -> None:
    """Reduce a part to known marks; `relations` gives the new id of each relation that is kept, by its old one."""
    _choose_alternatives(root)
    _drop_hidden_text(root, account)
    _accept_changes(root, account)
    for element in list(root.iter()):
        if element is not root and element.getparent() is not None:
            _filter_element(element, account)
    for element in list(root.iter()):
        _filter_attributes(element, account)
    _point_at_kept_parts(root, relations, account)


def rename_styles(root: etree._Element, names: Mapping[str, str]) -> None:
    """Replace identifiers and names of a person's own styles by numbers; `names` maps old identifiers to new."""
    for element in root.iter(f"{{{W}}}*"):
        value = element.get(f"{{{W}}}val")
        if local(element.tag) in _STYLE_USES and value in names:
            element.set(f"{{{W}}}val", names[value or ""])
        elif local(element.tag) == "style" and element.get(f"{{{W}}}styleId") in names:
            new = names[element.get(f"{{{W}}}styleId") or ""]
            element.set(f"{{{W}}}styleId", new)
            for name in element.findall(f"{{{W}}}name"):
                name.set(f"{{{W}}}val", new)


def own_styles(root: etree._Element) -> dict[str, str]:
    """Return a new name for every style that some person made, by its identifier."""
    found = [
        s.get(f"{{{W}}}styleId") for s in root.iter(f"{{{W}}}style") if s.get(f"{{{W}}}customStyle") in {"1", "true"}
    ]
    return {name: f"Style{number}" for number, name in enumerate(filter(None, found), start=1)}


def _choose_alternatives(root: etree._Element) -> None:
    """Keep what a present-day program shows of two alternatives; the other may hold another text."""
    for block in list(root.iter(f"{{{MC}}}AlternateContent")):
        choice = block.find(f"{{{MC}}}Choice")
        kept = choice if choice is not None else block.find(f"{{{MC}}}Fallback")
        for child in list(block):
            if child is not kept:
                block.remove(child)
        if kept is not None:
            unwrap(kept)
        unwrap(block)


def _drop_hidden_text(root: etree._Element, account: Account) -> None:
    for mark in list(root.iter(f"{{{W}}}vanish")):
        run = mark.getparent()
        run = run.getparent() if run is not None else None
        if mark.get(f"{{{W}}}val") not in {"0", "false", "off"} and run is not None and local(run.tag) == "r":
            account.removed("hidden text")
            drop(run)
    for row in [e for e in root.iter() if local(e.tag) == "row" and e.get("hidden") in {"1", "true"}]:
        account.removed("hidden row")
        drop(row)


def _accept_changes(root: etree._Element, account: Account) -> None:
    """Take out whole rows and paragraphs whose deletion is only noted."""
    for mark in list(root.iter(f"{{{W}}}del")):
        parent = mark.getparent()
        if parent is not None and local(parent.tag) == "trPr":
            row = parent.getparent()
            if row is not None:
                account.removed("tracked deletion")
                drop(row)


def _filter_element(element: etree._Element, account: Account) -> None:
    name = local(element.tag)
    space = namespace(element.tag)
    if not name or space not in _KEPT_NAMESPACES:
        account.removed("mark of an unlisted vocabulary")
        drop(element)
    elif space == MATH:
        return  # in a formula the same short names mean fractions and functions
    elif name == "f" and space == SHEET:
        account.removed("formula (its value stays)")
        drop(element)
    elif name.endswith("Change") or name.startswith(("moveFromRange", "moveToRange", "customXmlIns", "customXmlDel")):
        account.removed("tracked change")
        drop(element)
    elif name in _DROPPED:
        account.removed(_DROPPED[name])
        drop(element)
    elif name in _UNWRAPPED:
        account.removed(_UNWRAPPED[name])
        unwrap(element)


def _filter_attributes(element: etree._Element, account: Account) -> None:
    name = local(element.tag)
    for key in attributes(element):
        plain, space = local(key), namespace(key)
        if space not in {"", W, R, A, XML} or _DROPPED_ATTRIBUTES.fullmatch(plain):
            if plain in {"descr", "title", "alt"} and element.get(key):
                account.removed("alternative text")
            elif plain.startswith("rsid"):
                account.removed("editing-session number")
            del element.attrib[key]
        elif plain == "name" and name in _NAMED_OBJECTS:
            element.set(key, "object")
        elif plain == "id" and space == "" and namespace(element.tag).startswith("urn:schemas-microsoft-com"):
            del element.attrib[key]


def _point_at_kept_parts(root: etree._Element, relations: Mapping[str, str], account: Account) -> None:
    """Renumber relations; what pointed at a part that is not carried over goes, with the frame that showed it."""
    for element in list(root.iter()):
        for key in [k for k in attributes(element) if namespace(k) == R]:
            if element.get(key) in relations:
                element.set(key, relations[element.get(key) or ""])
                continue
            del element.attrib[key]
            holder = next((e for e in (element, *element.iterancestors()) if local(e.tag) in _HOLDERS), element)
            if holder is not root and holder.getparent() is not None:
                account.removed("frame of a part that is not carried over")
                drop(holder)
            break
