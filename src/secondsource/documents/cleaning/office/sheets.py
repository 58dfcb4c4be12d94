"""What hides in workbooks and slides: hidden sheets, hidden slides, strings no cell uses any more."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from lxml import etree

from secondsource.documents.cleaning.cleaned import Account
from secondsource.documents.cleaning.office.parts import drop, local, parse_xml

_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def hidden_parts(parts: Mapping[str, bytes], account: Account) -> frozenset[str]:
    """Return the names of sheets and slides that a reader would not be shown."""
    hidden: set[str] = set()
    if "xl/workbook.xml" in parts:
        targets = _targets(parts, "xl/workbook.xml")
        for sheet in parse_xml(parts["xl/workbook.xml"], "workbook").iter():
            if local(sheet.tag) == "sheet" and (sheet.get("state") or "visible") != "visible":
                hidden.add(targets.get(sheet.get(_RELATION_ID) or "", ""))
                account.removed("hidden sheet")
    for name, data in parts.items():
        if name.startswith("ppt/slides/slide") and parse_xml(data, name).get("show") in {"0", "false"}:
            hidden.add(name)
            account.removed("hidden slide")
    return frozenset(hidden)


def _targets(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    folder, base = posixpath.split(name)
    data = parts.get(f"{folder}/_rels/{base}.rels")
    if data is None:
        return {}
    relations = parse_xml(data, "relations")
    return {
        relation.get("Id") or "": posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip(
            "/"
        )
        for relation in relations
    }


def drop_unused_strings(parsed: Mapping[str, etree._Element], account: Account) -> None:
    """Empty every shared string that no cell shows: a deleted cell leaves its text in the list."""
    strings = parsed.get("xl/sharedStrings.xml")
    if strings is None:
        return
    used: set[int] = set()
    for name, root in parsed.items():
        if not name.startswith("xl/worksheets/"):
            continue
        _drop_hidden_columns(root, account)
        for cell in root.iter():
            if local(cell.tag) == "c" and cell.get("t") == "s":
                used.update(int(v.text) for v in cell if local(v.tag) == "v" and (v.text or "").isdigit() and v.text)
    for number, item in enumerate([e for e in strings if local(e.tag) == "si"]):
        if number not in used and "".join(str(text) for text in item.itertext()).strip():
            account.removed("text of a deleted cell")
            for child in list(item):
                item.remove(child)
            etree.SubElement(item, str(item.tag).replace("}si", "}t"))


def _drop_hidden_columns(root: etree._Element, account: Account) -> None:
    spans = [
        (int(column.get("min") or 0), int(column.get("max") or 0))
        for column in root.iter()
        if local(column.tag) == "col" and column.get("hidden") in {"1", "true"}
    ]
    if not spans:
        return
    account.removed("hidden column", len(spans))
    for cell in [e for e in root.iter() if local(e.tag) == "c"]:
        number = _column_number(cell.get("r") or "")
        if any(first <= number <= last for first, last in spans):
            drop(cell)


def _column_number(reference: str) -> int:
    """Return the number of a cell's column: `AB12` is 28; 0 where there is none."""
    number = 0
    for letter in reference:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number
