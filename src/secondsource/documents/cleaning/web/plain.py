"""Clean plain text, Markdown and style sheets."""

from __future__ import annotations

import re
import unicodedata

from secondsource.documents.cleaning.cleaned import Account, Cleaned
from secondsource.documents.encoding import decode

_FRONT = re.compile(r"\A---[ \t]*\n.*?\n(---|\.\.\.)[ \t]*(\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(-->|\Z)", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])")
_LINK = re.compile(r"\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:.*(\n[ \t]+[\"'(].*)?$", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_STYLE_COMMENT = re.compile(r"/\*.*?(\*/|\Z)", re.DOTALL)
_STYLE_LOAD = re.compile(
    r"@(import|charset|namespace)[^;]*;|url\([^)]*\)|expression\([^)]*\)|-moz-binding[^;}]*", re.IGNORECASE
)


def bare_text(text: str, account: Account) -> str:
    """Return a text without characters that show nothing: marks hidden there tell one copy from another.

    Joiners inside words (U+200C, U+200D) stay where letters of a script that needs them stand on both sides.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    account.removed("unseen character", len(_UNSEEN.findall(text)) + len(_CONTROL.findall(text)))
    text = _CONTROL.sub("", _UNSEEN.sub("", _SPACES.sub(" ", text)))
    kept = []
    for place, letter in enumerate(text):
        if letter in "\u200c\u200d" and not _joins(text, place):
            account.removed("unseen character")
            continue
        kept.append(letter)
    lines = [line.rstrip(" \t") for line in "".join(kept).split("\n")]
    return unicodedata.normalize("NFC", "\n".join(lines)).strip("\n") + "\n"


def _joins(text: str, place: int) -> bool:
    around = text[place - 1 : place] + text[place + 1 : place + 2]
    return len(around) == 2 and all(ord(letter) > 0x590 for letter in around)


def clean_text(data: bytes) -> Cleaned:
    """Return a plain text in UTF-8 with visible characters only."""
    account = Account()
    account.note("Wording, spelling and layout stay: they can tell who wrote or which copy it is.")
    return account.close(bare_text(decode(data).text, account).encode(), ".txt")


def clean_markdown(data: bytes) -> Cleaned:
    """Return a Markdown text without front matter, comments, HTML, pictures and link targets."""
    account = Account()
    text = bare_text(decode(data).text, account)
    if front := _FRONT.match(text):
        account.removed("front matter")
        text = text[front.end() :]
    for pattern, what, new in (
        (_COMMENT, "comment", ""),
        (_DEFINITION, "link", ""),
        (_IMAGE, "picture from elsewhere", ""),
        (_LINK, "link", r"\1"),
        (_TAG, "HTML mark", ""),
    ):
        text, count = pattern.subn(new, text)
        account.removed(what, count)
    return account.close((text.strip("\n") + "\n").encode(), ".md")


def bare_style(text: str, account: Account) -> str:
    """Return a style sheet without comments and without anything it would load."""
    for pattern, what in ((_STYLE_COMMENT, "comment"), (_STYLE_LOAD, "external link")):
        text, count = pattern.subn("", text)
        account.removed(what, count)
    return text


def clean_style(data: bytes) -> Cleaned:
    """Return a style sheet that loads nothing."""
    account = Account()
    return account.close(bare_style(bare_text(decode(data).text, account), account).encode(), ".css")
