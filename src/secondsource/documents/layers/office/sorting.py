"""What sort of layer a text or an attribute of an office part belongs to."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from secondsource.documents.cleaning.office.parts import attributes, local
from secondsource.documents.layers.layered import Sort

_REVISIONS: Final = frozenset({"del", "moveFrom", "delText", "tracked-changes", "changed-region", "deletion"})
_ANNOTATIONS: Final = frozenset({"annotation", "comment", "note"})
_ALTERNATIVE: Final = frozenset({"desc", "title"})
_ALTERNATIVE_MARKS: Final = frozenset({"descr", "alt", "title", "prompt", "promptTitle", "tooltip"})
_PEOPLE: Final = frozenset({"author", "initials", "userName", "lastEdited", "userId", "creator", "person"})
_TIMES: Final = frozenset({"date", "dt"})
_FIELDS: Final = frozenset({"instrText", "f", "definedName", "hidden-text", "script", "scripts"})
_PARTS: Final = (
    ("notesSlides", Sort.ANNOTATION, "speaker's notes"),
    ("comments", Sort.ANNOTATION, "comment"),
    ("threadedComments", Sort.ANNOTATION, "comment"),
    ("footnotes", Sort.ANNOTATION, "footnote"),
    ("endnotes", Sort.ANNOTATION, "endnote"),
    ("header", Sort.ANNOTATION, "page header"),
    ("footer", Sort.ANNOTATION, "page footer"),
    ("docProps", Sort.METADATA, "properties"),
    ("meta", Sort.METADATA, "properties"),
    ("settings", Sort.METADATA, "settings"),
    ("customXml", Sort.METADATA, "custom data"),
    ("people", Sort.METADATA, "people"),
    ("person", Sort.METADATA, "people"),
    ("tags", Sort.METADATA, "tags"),
    ("manifest", Sort.METADATA, "manifest"),
    ("Versions", Sort.REVISION, "earlier version"),
)
# What formatting says is a choice from a list of the standard and names nobody.
_FORMATTING: Final = frozenset(
    {"rPr", "pPr", "tblPr", "tcPr", "trPr", "sectPr", "tblPrEx", "spPr", "bodyPr", "lvl", "rFonts", "latentStyles"}
    | {"font", "theme", "clrMap", "themeElements", "compat", "zoom", "view", "fmtScheme", "objectDefaults"}
)
_UNTELLING: Final = re.compile(
    r"[\W\d_]*|[0-9A-Fa-f]{6,8}|[-\d.,]+(?:pt|in|cm|mm|px|em|%|dxa|emu)?|(?:true|false|auto|none|on|off|yes|no)"
    r"|https?://(?:schemas\.|www\.w3\.org|purl\.o)\S*|urn:\S*|application/\S*|image/\S*|[a-z]{2,3}(?:-[A-Z]{2})?|rId\d+"
)


def is_off(node: etree._Element) -> bool:
    """Say whether a run of a Word document is set not to be shown."""
    for above in (node, *node.iterancestors()):
        if local(above.tag) == "r":
            return any(local(mark.tag) == "vanish" for part in above for mark in part if local(part.tag) == "rPr")
    return False


def sort_of_text(node: etree._Element, part: str, *, hidden: bool) -> tuple[Sort, str]:
    """Return the sort and the place of a text that is not visible."""
    names = [local(above.tag) for above in (node, *node.iterancestors())]
    if _REVISIONS & set(names):
        return Sort.REVISION, f"{part}, deleted"
    if _ANNOTATIONS & set(names):
        return Sort.ANNOTATION, f"{part}, comment"
    if names and names[0] in _FIELDS:
        return Sort.HIDDEN, f"{part}, field or formula"
    for start, sort, what in _PARTS:
        folders = PurePosixPath(part).parts
        if any(folder.lower().startswith(start.lower()) for folder in folders):
            return sort, f"{part}, {what}" + (f" {names[0]}" if sort is Sort.METADATA and names else "")
    if names and names[0] in _ALTERNATIVE:
        return Sort.ALTERNATIVE, f"{part}, {names[0]}"
    return Sort.HIDDEN, f"{part}, not shown" if hidden else f"{part}, outside the visible text"


def sort_of_attribute(node: etree._Element, label: str, value: str) -> tuple[Sort, str] | None:
    """Return the sort and the place of an attribute; an empty place for one of many; None for what tells nothing."""
    if _UNTELLING.fullmatch(value.strip()):
        return None
    name = local(node.tag)
    if label in _ALTERNATIVE_MARKS:
        return Sort.ALTERNATIVE, f"{name} {label}"
    if label in _PEOPLE | _TIMES or (name.endswith("Start") and label == "name"):
        return Sort.METADATA, f"{name} {label}"
    if label in {"Target", "href"} and (attributes(node).get("TargetMode") == "External" or "://" in value):
        return Sort.METADATA, "link"
    if label == "string-value":
        return Sort.HIDDEN, "conditional text"
    return None if _is_formatting(node, value) else (Sort.METADATA, "")


def _is_formatting(node: etree._Element, value: str) -> bool:
    """Say whether a value is one plain word of the standard in an element that only says how something looks."""
    if not value.isascii() or " " in value or any(letter.isdigit() for letter in value):
        return False
    return any(local(above.tag) in _FORMATTING for above in (node, *node.iterancestors()))
