"""Clean HTML: the readable elements, written anew, without attributes that name, load, hide or run anything."""

from __future__ import annotations

import base64
import binascii
import re

from lxml import etree, html

from secondsource.documents.cleaning.cleaned import Account, Cleaned, UncleanableError, words
from secondsource.documents.cleaning.images import picture_kind, recode
from secondsource.documents.cleaning.office.parts import attributes, drop, unwrap
from secondsource.documents.cleaning.web.plain import bare_text
from secondsource.documents.encoding import decode
from secondsource.documents.limits import Limits

_KEPT = words(
    "html body p div span br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr th td "
    "colgroup col blockquote q cite em strong b i u s del ins sub sup small mark code pre kbd samp var abbr "
    "address article aside section header footer main figure figcaption details summary time ruby rt rp img "
    "bdi"
)
_GONE = words(
    "head script style link meta base noscript template iframe frame frameset object embed applet audio "
    "video source track canvas svg math form input button select option textarea datalist map area portal "
    "dialog title param"
)
_NUMBERS = {"colspan", "rowspan", "span", "start"}
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0(\.0*)?\s*(;|$)|font-size\s*:\s*0|"
    r"(width|height)\s*:\s*[01](px)?\s*(;|$)|text-indent\s*:\s*-\d{3,}|left\s*:\s*-\d{3,}|clip\s*:\s*rect",
    re.IGNORECASE,
)
_DATA = re.compile(r"\s*data:image/[\w.+-]+;base64,", re.IGNORECASE)


def clean_page(data: bytes, limits: Limits) -> Cleaned:
    """Return an HTML page of readable elements only, in UTF-8, which loads nothing.

    Raises:
        UncleanableError: if it is nested too deeply.
    """
    account = Account()
    return account.close(clean_markup(decode(data).text, limits, account).encode(), ".html")


def clean_markup(text: str, limits: Limits, account: Account) -> str:
    """Return clean mark-up of a page or of the page inside a message; what is left behind goes to `account`."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(
        remove_comments=False, remove_pis=False, huge_tree=False, no_network=True, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(bare_text(text, account).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UncleanableError("damaged", "The page cannot be parsed.") from error
    body = root.find("body")
    if body is None:
        raise UncleanableError("no-text", "The page has no body.")
    _check_depth(body, limits.element_depth)
    account.removed("title, metadata and styles of the page", len(root.findall("head/*")))
    for element in list(body.iter()):
        if element is not body and element.getparent() is not None:
            _filter(element, account)
    for element in list(body.iter()):
        _bare(element, account)
    inner = etree.tostring(body, encoding="unicode", method="html")
    return f'<!doctype html>\n<html><head><meta charset="utf-8"><title>Page</title></head>\n{inner.rstrip()}\n</html>\n'


def _check_depth(root: etree._Element, most: int) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > most:
            raise UncleanableError("too-deeply-nested", "The page is nested too deeply.")


def _filter(element: etree._Element, account: Account) -> None:
    tag = element.tag
    if not isinstance(tag, str):
        account.removed("comment")
        drop(element)
    elif element.get("hidden") is not None or _HIDING.search(element.get("style") or ""):
        account.removed("hidden text")
        drop(element)
    elif tag in _GONE:
        account.removed("active or loading element")
        drop(element)
    elif tag == "img":
        _recode(element, account)
    elif tag == "a":
        account.removed("link")
        unwrap(element)
    elif tag not in _KEPT:
        account.removed("unlisted element (its text stays)")
        unwrap(element)


def _recode(element: etree._Element, account: Account) -> None:
    source = element.get("src") or ""
    if match := _DATA.match(source):
        try:
            data = recode(base64.b64decode(source[match.end() :], validate=False), account)
        except (binascii.Error, UncleanableError):
            account.removed("picture that cannot be cleaned")
            drop(element)
            return
        element.set("src", f"data:image/{picture_kind(data)};base64,{base64.b64encode(data).decode()}")
        return
    account.removed("picture from elsewhere")
    drop(element)


def _bare(element: etree._Element, account: Account) -> None:
    for key, value in attributes(element).items():
        if (key == "src" and element.tag == "img") or (key == "dir" and value in {"ltr", "rtl", "auto"}):
            continue
        if key in _NUMBERS and value.isascii() and value.isdigit():
            continue
        account.removed("attribute")
        del element.attrib[key]
    if element.tag == "img":
        element.set("alt", "")
