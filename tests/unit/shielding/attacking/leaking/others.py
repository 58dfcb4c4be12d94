"""Office files, pages, mail, archives, pictures and texts that leak, one for each hiding place."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
from email.message import EmailMessage
from typing import Any

import docx
from PIL import Image, PngImagePlugin

from .pdfs import NAME, REST, picture_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def package(parts: dict[str, str | bytes], comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.comment = comment
    return out.getvalue()


def word(body: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    inside = f"<w:body><w:p><w:r><w:t>{REST}</w:t></w:r></w:p>{body}</w:body>"
    document = f'<?xml version="1.0"?><w:document xmlns:w="{W}">{inside}</w:document>'
    return package({"[Content_Types].xml": TYPES, "word/document.xml": document, **(parts or {})})


def real_word(name: str = "") -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(REST)
    document.core_properties.author = name
    document.core_properties.last_modified_by = ""
    document.save(out)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def split_runs() -> bytes:
    half = len(NAME) // 2
    return word(f"<w:p><w:r><w:t>{NAME[:half]}</w:t></w:r><w:r><w:t>{NAME[half:]}</w:t></w:r></w:p>")


def deleted() -> bytes:
    return word(f'<w:p><w:del w:author="desk"><w:r><w:delText>{NAME}</w:delText></w:r></w:del></w:p>')


def alt_text() -> bytes:
    return word(
        f'<w:p><w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" descr="Portrait of {NAME}"/></w:drawing></w:r></w:p>'
    )


def sheet(strings: list[str], rows: str, **parts: str) -> bytes:
    items = "".join(f"<si><t>{one}</t></si>" for one in strings)
    return package(
        {
            "[Content_Types].xml": TYPES,
            "xl/workbook.xml": '<workbook><sheets><sheet name="Data" state="hidden"/></sheets></workbook>',
            "xl/sharedStrings.xml": f"<sst>{items}</sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
            **{name.replace("__", "/"): content for name, content in parts.items()},
        }
    )


def hidden_row() -> bytes:
    first, *rest = NAME.split()
    cells = '<c t="s"><v>0</v></c><c t="s"><v>2</v></c>'
    return sheet([first, "harbour", " ".join(rest)], f'<row r="1" hidden="1">{cells}</row>')


def slides(**parts: str) -> bytes:
    slide = f"<p:sld xmlns:p='urn:p' xmlns:a='urn:a'><a:p><a:r><a:t>{REST}</a:t></a:r></a:p></p:sld>"
    extra = {name.replace("__", "/"): content for name, content in parts.items()}
    return package({"[Content_Types].xml": TYPES, "ppt/slides/slide1.xml": slide, **extra})


def open_document(content: str = "", meta: str = "", **parts: str | bytes) -> bytes:
    names = 'xmlns:office="urn:o" xmlns:text="urn:t" xmlns:dc="urn:dc" xmlns:table="urn:tb"'
    body = f"<office:document-content {names}><text:p>{REST}</text:p>{content}</office:document-content>"
    extra = {name.replace("__", "/"): data for name, data in parts.items()}
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": body,
            "meta.xml": f"<office:document-meta {names}>{meta}</office:document-meta>",
            **extra,
        }
    )


def page(body: str = "", head: str = "") -> bytes:
    text = f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body><p>{REST}</p>{body}</body></html>'
    return text.encode()


def mail(subject: str = "Depot", body: str = REST, **more: Any) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "desk@example.org", "editor@example.org", subject
    for name, value in more.get("headers", {}).items():
        message[name] = value
    message.set_content(body, cte=more.get("cte", "7bit"))
    for name, data in more.get("attachments", {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def plain_picture(kind: str = "PNG", **options: Any) -> bytes:
    return encoded(Image.new("RGB", (80, 60), (120, 140, 160)), kind, **options)


def exif(tag: int, value: Any, sub: int | None = None) -> bytes:
    fields = Image.Exif()
    if sub is None:
        fields[tag] = value
    else:
        fields.get_ifd(sub)[tag] = value
    return plain_picture("JPEG", exif=fields)


def located() -> bytes:
    fields = Image.Exif()
    fields.get_ifd(0x8825).update({1: "S", 2: (13.0, 31.0, 5.0), 3: "W", 4: (71.0, 58.0, 1.0)})
    return plain_picture("JPEG", exif=fields)


def text_chunk(*, packed: bool) -> bytes:
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("Comment", f"taken by {NAME}", zip=packed)
    return plain_picture(pnginfo=chunks)


def thumbnail() -> bytes:
    """A picture whose small copy carries the name in a comment of its own."""
    small = plain_picture("JPEG", comment=NAME.encode())
    block = b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + small
    return plain_picture("JPEG", exif=block)


def partly_boxed() -> bytes:
    image = picture_of(NAME)
    image.paste("black", (4, 26, 440, 50))
    return encoded(image)


def seen_through() -> bytes:
    image = picture_of(NAME)
    dark = Image.blend(image, Image.new("RGB", image.size, "black"), 0.88).crop((4, 8, 440, 50))
    image.paste(dark, (4, 8))
    return encoded(image)


def data_address() -> bytes:
    inside = base64.b64encode(gzip.compress(NAME.encode())).decode()
    return page(f'<a href="data:application/gzip;base64,{inside}">notes</a>')


def nested() -> bytes:
    return package({"outer.txt": REST, "inner.zip": package({"deep.docx": word(run(NAME))})})


def named_member() -> bytes:
    return package({f"{NAME.replace(' ', '_')}.txt": REST})
