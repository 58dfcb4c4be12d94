"""Characters that hide: shown by name instead of being obeyed.

Bidirectional controls can make a line read as its opposite (Unicode Technical Report 36, "Bidirectional Text
Spoofing"), zero-width characters can tag a copy or split a name, control characters do nothing good. Evidence has
to show them. Line ends and tabs are left alone.
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup, escape

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_SHORT = {
    "\u00ad": "SHY",
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}


def visible(text: str) -> Markup:
    """Return `text` escaped for HTML, every hidden character replaced by a small mark that names it."""
    shown = Markup()
    last = 0
    for hidden in _UNSEEN.finditer(text):
        mark = hidden.group()
        shown += escape(text[last : hidden.start()]) + Markup(
            '<bdi class="unseen" dir="ltr" title="{}">{}</bdi>'
        ).format(f"{_point(mark)} {unicodedata.name(mark, '')}".strip(), _label(mark))
        last = hidden.end()
    return shown + escape(text[last:])


def plain(text: str) -> str:
    """Return `text` on one line with every hidden character named in brackets, for terminals and drawings."""
    line = " ".join(text.replace("\u2028", " ").replace("\u2029", " ").split())
    return _UNSEEN.sub(lambda hidden: f"[{_label(hidden.group())}]", line)


def shortened(text: str, most: int) -> str:
    """Return `text` as `plain` gives it, cut to `most` characters with an ellipsis."""
    line = plain(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _point(mark: str) -> str:
    return f"U+{ord(mark):04X}"


def _label(mark: str) -> str:
    return _SHORT.get(mark, _point(mark))
