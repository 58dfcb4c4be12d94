"""A member's recovery sheet, made to be printed: the identity in groups, in one line, and what to do with it.

It tells how to open what was sealed with the stock `age` alone, because the day it is needed nothing else may be left.
The sheet *is* the key. It is made in memory; whoever writes it to a disk has to destroy that file.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from secondsource.publishing.findings.wording import said

FORMATS = (".txt", ".html", ".pdf")
_MARGIN = 56
_STEP = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRows:
    """What stands on a sheet."""

    name: str
    recipient: str
    identity: str = field(repr=False)
    groups: tuple[str, ...] = field(repr=False)
    """A line for each group."""


def lines_of(rows: SheetRows, language: str) -> list[tuple[str, str]]:
    """Return the sheet line by line: `h` heading, `p` words, `k` key material."""

    def told(sentence: str) -> str:
        return said(sentence, language).text

    return [
        ("h", told(f"Recovery sheet of {rows.name}")),
        ("p", told("Whoever holds this paper opens everything that is sealed to this member.")),
        ("p", told("Keep it in a safe, away from the machine and from whoever may be arrested with it.")),
        ("p", told("It cannot vote and cannot check in: those keys are not on it.")),
        ("h", told("The key, in groups with two check letters each")),
        *(("k", group) for group in rows.groups),
        ("h", told("The same in one line")),
        ("k", rows.identity),
        ("h", told("What others seal to")),
        ("k", rows.recipient),
        ("h", told("To come back with this program")),
        ("p", told("Type the groups with their numbers into a text file, then run:")),
        ("k", "secondsource keys recover groups.txt --name NAME --key NEW.key"),
        ("h", told("To open without this program")),
        ("p", told("Save the one line as identity.txt on a machine that is offline, install age, then run:")),
        ("k", "age -d -i identity.txt -o item.txt wraps-1/key.age"),
        ("k", "age -d -i item.txt -o message.txt message.age"),
        ("k", "age -d -i item.txt -o file file-1.age"),
        ("p", told("Behind the last byte of a file stand the byte 80 and zeros that pad it; they can be cut off.")),
        ("p", told("A shared item gives a share instead; k of them combine by any program for Vault's shares.")),
    ]


def text_sheet(rows: SheetRows, language: str) -> bytes:
    """Return the sheet as plain text."""
    out = []
    for kind, line in lines_of(rows, language):
        out.append(f"\n{line}\n{'-' * len(line)}" if kind == "h" else f"    {line}" if kind == "k" else line)
    return ("\n".join(out).lstrip() + "\n").encode()


def html_sheet(rows: SheetRows, language: str) -> bytes:
    """Return the sheet as a page that loads nothing."""
    tags = {"h": "h2", "p": "p", "k": "pre"}
    body = "".join(f"<{tags[kind]}>{escape(line)}</{tags[kind]}>\n" for kind, line in lines_of(rows, language))
    style = "body{font:12pt/1.4 sans-serif;margin:2cm}pre{font:13pt/1.3 monospace;margin:0 1em}h2{font-size:13pt}"
    head = (
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(rows.name)}</title>\n<style>{style}</style>\n"
    )
    return f"{head}<body>\n{body}</body>\n</html>\n".encode()


def pdf_sheet(rows: SheetRows, language: str) -> bytes:
    """Return the sheet as one page of A4, in the fonts that every reader has."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setTitle(rows.name)
    height = A4[1] - _MARGIN
    fonts = {"h": ("Helvetica-Bold", 11), "p": ("Helvetica", 9), "k": ("Courier", 9.5)}
    for kind, line in lines_of(rows, language):
        font, size = fonts[kind]
        height -= _STEP + (8 if kind == "h" else 0)
        canvas.setFont(font, size)
        canvas.drawString(_MARGIN + (14 if kind == "k" else 0), height, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


SHEETS: dict[str, Callable[[SheetRows, str], bytes]] = {".txt": text_sheet, ".html": html_sheet, ".pdf": pdf_sheet}
"""By the suffix of the file."""
