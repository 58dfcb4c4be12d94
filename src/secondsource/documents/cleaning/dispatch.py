"""From the bytes of any file to its clean copy: the right cleaner by kind, and the ones that hold other files."""

from __future__ import annotations

import email.policy
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath

from secondsource.documents.cleaning.cleaned import Account, Cleaned, UncleanableError
from secondsource.documents.cleaning.images import clean_image
from secondsource.documents.cleaning.media import clean_media
from secondsource.documents.cleaning.office.odf import clean_open_document
from secondsource.documents.cleaning.office.ooxml import clean_office
from secondsource.documents.cleaning.office.parts import read_parts, write_parts
from secondsource.documents.cleaning.pdf.pixels import pixel_pdf
from secondsource.documents.cleaning.pdf.structure import clean_pdf
from secondsource.documents.cleaning.web.books import clean_book
from secondsource.documents.cleaning.web.drawings import clean_drawing
from secondsource.documents.cleaning.web.pages import clean_markup, clean_page
from secondsource.documents.cleaning.web.plain import bare_text, clean_markdown, clean_style, clean_text
from secondsource.documents.extract import refusing_damage
from secondsource.documents.kinds import Kind, kind_of, second_kind
from secondsource.documents.limits import Limits

_DEEPEST = 3
_SINGLE: dict[Kind, Callable[[bytes, Limits], Cleaned]] = {
    Kind.WORD: lambda data, limits: clean_office(data, "docx", limits),
    Kind.SHEET: lambda data, limits: clean_office(data, "xlsx", limits),
    Kind.SLIDES: lambda data, limits: clean_office(data, "pptx", limits),
    Kind.OPEN_DOCUMENT: clean_open_document,
    Kind.BOOK: clean_book,
    Kind.HTML: clean_page,
    Kind.IMAGE: lambda data, _: clean_image(data),
    Kind.MEDIA: lambda data, _: clean_media(data),
    Kind.SVG: lambda data, _: clean_drawing(data),
    Kind.STYLES: lambda data, _: clean_style(data),
    Kind.MARKDOWN: lambda data, _: clean_markdown(data),
    Kind.TEXT: lambda data, _: clean_text(data),
}
_HEADERS = ("From", "To", "Cc", "Subject")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inside:
    """How files that lie in another are cleaned."""

    limits: Limits
    pixels: bool
    depth: int

    def clean(self, data: bytes, name: str) -> Cleaned:
        """Clean one of them."""
        return clean_file(data, name, self.limits, pixels=self.pixels, depth=self.depth)


def clean_file(data: bytes, name: str, limits: Limits, *, pixels: bool = False, depth: int = 0) -> Cleaned:
    """Return the clean copy of a file.

    Args:
        data: the file.
        name: its name, which decides only among kinds of text.
        limits: bounds on what is read.
        pixels: rebuild a PDF from pictures of its pages.
        depth: how many files this one lies in.

    Raises:
        UncleanableError: if no clean copy can be made.
    """
    if not data:
        raise UncleanableError("empty", "The file is empty.")
    kind = kind_of(data, name)
    if other := second_kind(data, kind):
        raise UncleanableError(
            "two-kinds", f"The file is {kind.value} and {other} at once; such a file is made to deceive."
        )
    if depth > _DEEPEST:
        raise UncleanableError("too-deeply-nested", "Files lie within files more than three deep.")
    sentence = "The file is damaged or not what its name says."
    if kind == Kind.PDF and not pixels:
        sentence = "The PDF is damaged; try a pixel copy."
    with refusing_damage(UncleanableError, sentence):
        return _clean_kind(data, kind, _Inside(limits=limits, pixels=pixels, depth=depth + 1))


def _clean_kind(data: bytes, kind: Kind, inside: _Inside) -> Cleaned:
    if kind in _SINGLE:
        return _SINGLE[kind](data, inside.limits)
    if kind == Kind.PDF:
        return pixel_pdf(data, inside.limits) if inside.pixels else clean_pdf(data, inside.limits)
    if kind == Kind.ARCHIVE:
        return _clean_archive(data, inside)
    if kind == Kind.MESSAGE:
        return _clean_message(data, inside)
    raise _refusal(kind)


def _refusal(kind: Kind) -> UncleanableError:
    if kind == Kind.LEGACY:
        sentence = (
            "It is an old office format (.doc, .xls, .ppt, .rtf) that must be converted before it can be cleaned."
        )
        return UncleanableError("legacy-format", sentence)
    return UncleanableError("unknown-kind", "It is of a kind that cannot be cleaned.")


def _clean_archive(data: bytes, inside: _Inside) -> Cleaned:
    """Clean every file of an archive; one that cannot be cleaned refuses the archive."""
    account = Account()
    new: dict[str, bytes] = {}
    for number, (name, inner) in enumerate(sorted(read_parts(data, inside.limits).items()), start=1):
        cleaned = inside.clean(inner, PurePosixPath(name).name)
        new[f"file-{number:03}{cleaned.suffix}"] = cleaned.data
        _add(account, cleaned)
    account.removed("name and time of a file in the archive", len(new))
    return account.close(write_parts(new), ".zip")


def _add(account: Account, inner: Cleaned) -> None:
    for removal in inner.removals:
        account.removed(removal.what, removal.count)
    for note in inner.notes:
        account.note(note)


def _clean_message(data: bytes, inside: _Inside) -> Cleaned:
    """Clean an e-mail: who, to whom, what about and the day; one body; attachments cleaned one by one."""
    account = Account()
    original = BytesParser(policy=email.policy.default).parsebytes(data)
    message = EmailMessage(policy=email.policy.SMTP)
    try:
        _carry_headers(original, message, account)
        body = original.get_body(("plain", "html"))
        text = str(body.get_content()) if body is not None else ""
        if body is not None and body.get_content_type() == "text/html":
            message.set_content(clean_markup(text, inside.limits, account) if text.strip() else "\n", subtype="html")
        else:
            message.set_content(bare_text(text, account))
        for number, part in enumerate(original.iter_attachments(), start=1):
            _attach(message, part, number, account, inside)
    except (LookupError, UnicodeError, ValueError, AttributeError, TypeError) as error:
        raise UncleanableError("damaged", "The message is damaged.") from error
    if message.is_multipart():
        message.set_boundary("=-secondsource-part-=")
    return account.close(message.as_bytes(), ".eml")


def _carry_headers(original: Message, message: EmailMessage, account: Account) -> None:
    kept = 0
    for name in _HEADERS:
        if original.get(name):
            message[name] = " ".join(bare_text(str(original[name]), account).split())
            kept += 1
    if original.get("Date"):
        day = parsedate_to_datetime(str(original["Date"])).replace(hour=0, minute=0, second=0, tzinfo=None)
        message["Date"] = day.strftime("%a, %d %b %Y 00:00:00 +0000")
        kept += 1
        account.note("Of the date the day stays, not the hour nor the time zone.")
    account.removed("header (route, program, identifiers)", len(original.keys()) - kept)


def _attach(message: EmailMessage, part: Message, number: int, account: Account, inside: _Inside) -> None:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        account.removed("attached message")
        account.note("A message attached to the message is not carried over.")
        return
    cleaned = inside.clean(content, part.get_filename() or "")
    _add(account, cleaned)
    message.add_attachment(
        cleaned.data, maintype="application", subtype="octet-stream", filename=f"attachment-{number}{cleaned.suffix}"
    )
