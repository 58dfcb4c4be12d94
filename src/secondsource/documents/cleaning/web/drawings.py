"""Clean SVG drawings: shapes, paints and visible text under new names; no script, rule, metadata or outside picture."""

from __future__ import annotations

import base64
import binascii
import re

from lxml import etree

from secondsource.documents.cleaning.cleaned import Account, Cleaned, UncleanableError, words
from secondsource.documents.cleaning.images import picture_kind, recode
from secondsource.documents.cleaning.office.parts import attributes, drop, local, namespace, parse_xml, write_xml

_SVG = "http://www.w3.org/2000/svg"
_KEPT = words(
    "svg g path rect circle ellipse line polyline polygon text tspan textPath defs symbol use marker "
    "linearGradient radialGradient stop clipPath mask pattern image switch filter feGaussianBlur feOffset "
    "feBlend feFlood feComposite feMerge feMergeNode feColorMatrix"
)
_ATTRIBUTES = words(
    "x y x1 y1 x2 y2 cx cy r rx ry fx fy d points width height viewBox transform gradientTransform "
    "patternTransform gradientUnits patternUnits clipPathUnits maskUnits spreadMethod offset dx dy rotate "
    "textLength lengthAdjust refX refY markerWidth markerHeight orient preserveAspectRatio fill stroke "
    "opacity fill-opacity stroke-opacity stop-color stop-opacity stroke-width stroke-linecap stroke-linejoin "
    "stroke-dasharray stroke-dashoffset stroke-miterlimit fill-rule clip-rule clip-path mask filter "
    "marker-start marker-mid marker-end font-family font-size font-weight font-style text-anchor "
    "letter-spacing word-spacing dominant-baseline visibility display version stdDeviation in in2 mode "
    "values type operator result flood-color flood-opacity color overflow"
)
_HREF = {"href", "{http://www.w3.org/1999/xlink}href"}
_VALUE = re.compile(r"[\w\s.,#%()+*/:;\"'-]*")
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")


def clean_drawing(data: bytes) -> Cleaned:
    """Return an SVG of listed elements and attributes.

    Raises:
        UncleanableError: if it is no XML or brings a document type of its own.
    """
    account = Account()
    data, count = re.subn(rb"<!DOCTYPE[^\[>]*>", b"", data, count=1)
    account.removed("document type", count)
    root = parse_xml(data, "drawing.svg")
    if local(root.tag) != "svg" or namespace(root.tag) not in {_SVG, ""}:
        raise UncleanableError("damaged", "The drawing is no SVG.")
    names = {e.get("id") or "": f"i{number}" for number, e in enumerate(root.iter(), start=1) if e.get("id")}
    for element in list(root.iter()):
        if element is root or element.getparent() is None:
            continue
        if namespace(element.tag) not in {_SVG, ""} or local(element.tag) not in _KEPT or _hidden(element):
            account.removed("element that is not drawn")
            drop(element)
    for element in list(root.iter()):
        _spread_style(element)
        _filter(element, names, account)
    return account.close(write_xml(root), ".svg")


def _hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "")
    return element.get("display") == "none" or "display:none" in style or "visibility:hidden" in style


def _spread_style(element: etree._Element) -> None:
    """Turn a style attribute into presentation attributes, which are listed one by one."""
    rules = attributes(element).get("style", "").split(";")
    element.attrib.pop("style", "")
    for rule in rules:
        key, _, value = rule.partition(":")
        if key.strip() in _ATTRIBUTES and value.strip():
            element.set(key.strip(), value.strip())


def _filter(element: etree._Element, names: dict[str, str], account: Account) -> None:
    for key, value in attributes(element).items():
        if key == "id":
            element.set(key, names[value])
        elif key in _HREF:
            _point(element, key, value, names, account)
        elif key in _ATTRIBUTES and _VALUE.fullmatch(value):
            renamed = _REFERENCE.sub(lambda match: f"url(#{names.get(match[1], 'none')})", value)
            bare = _REFERENCE.sub("", value)
            if "url(" in bare:
                del element.attrib[key]
                account.removed("external link")
            else:
                element.set(key, renamed)
        else:
            del element.attrib[key]
            account.removed("attribute")


def _point(element: etree._Element, key: str, value: str, names: dict[str, str], account: Account) -> None:
    del element.attrib[key]
    if value.startswith("#") and value[1:] in names:
        element.set(key, f"#{names[value[1:]]}")
    elif local(element.tag) == "image" and value.startswith("data:image/") and ";base64," in value:
        try:
            data = recode(base64.b64decode(value.partition(";base64,")[2]), account)
        except (binascii.Error, UncleanableError):
            account.removed("picture that cannot be cleaned")
            return
        element.set(key, f"data:image/{picture_kind(data)};base64,{base64.b64encode(data).decode()}")
    else:
        account.removed("external link")
