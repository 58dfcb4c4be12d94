"""Every leaking document by the hiding place it leaks through, and the clean ones."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pikepdf
from PIL import Image
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from . import others as o
from . import pdfs as p
from .pdfs import NAME, REST

REGISTER = f"name,alias,kind,level\n{NAME},@ori_belq|+57 300 555 0148,witness,full\nTadeo Wexcombe,,source,full\n"
BACK = NAME[::-1]
ACCENTED = "Ori\u00e1na Belc\u00e1stro"

LEAKING: dict[str, tuple[str, Callable[[], bytes]]] = {
    "pdf-plain-text": ("a.pdf", lambda: p.drawn(lambda c: c.drawString(40, 200, NAME))),
    "pdf-black-box": ("a.pdf", lambda: p.under_a_box(Color(0, 0, 0))),
    "pdf-white-box": ("a.pdf", lambda: p.under_a_box(Color(1, 1, 1))),
    "pdf-90-percent-box": ("a.pdf", lambda: p.under_a_box(Color(0, 0, 0, 0.9))),
    "pdf-white-text": ("a.pdf", p.white_text),
    "pdf-invisible-text": ("a.pdf", p.invisible_text),
    "pdf-marker-line": ("a.pdf", p.marker_line),
    "pdf-outside-crop": ("a.pdf", p.outside_the_crop_box),
    "pdf-outside-page": ("a.pdf", p.outside_the_page),
    "pdf-behind-picture": ("a.pdf", p.behind_a_picture),
    "pdf-layer-off": ("a.pdf", p.layer_off),
    "pdf-comment": ("a.pdf", lambda: p.annotation(Subtype=pikepdf.Name.Text, Contents=NAME)),
    "pdf-comment-author": ("a.pdf", lambda: p.annotation(Subtype=pikepdf.Name.Text, T=NAME, Contents="see")),
    "pdf-link": (
        "a.pdf",
        lambda: p.annotation(
            Subtype=pikepdf.Name.Link,
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="mailto:oriana.belcastro@example.org"),
        ),
    ),
    "pdf-unapplied-redaction": ("a.pdf", p.unapplied_redaction),
    "pdf-redaction-overlay": ("a.pdf", lambda: p.annotation(Subtype=pikepdf.Name.Redact, OverlayText=NAME)),
    "pdf-bookmark": ("a.pdf", p.bookmark),
    "pdf-form-field": ("a.pdf", p.form_field),
    "pdf-attachment": ("a.pdf", lambda: p.attachment(NAME.encode())),
    "pdf-attached-archive": ("a.pdf", lambda: p.attachment(o.nested(), "more.zip")),
    "pdf-attachment-name": ("a.pdf", lambda: p.attachment(b"nothing", f"{NAME}.txt")),
    "pdf-earlier-revision": ("a.pdf", p.earlier_revision),
    "pdf-unlinked-stream": ("a.pdf", p.unlinked_stream),
    "pdf-orphan-object": ("a.pdf", p.orphan_object),
    "pdf-object-stream": ("a.pdf", p.object_stream),
    "pdf-replacement-text": ("a.pdf", p.replacement_text),
    "pdf-unicode-table": ("a.pdf", p.unicode_table),
    "pdf-xmp": ("a.pdf", p.xmp),
    "pdf-information": ("a.pdf", p.information),
    "pdf-alt-text": ("a.pdf", p.alternative_text),
    "pdf-after-the-end": ("a.pdf", p.after_the_end),
    "pdf-kerned-letters": ("a.pdf", p.kerned_letters),
    "pdf-gap": ("a.pdf", p.gap),
    "pdf-translucent-picture": ("a.pdf", p.translucent_box_on_a_picture),
    "pdf-picture-exif": ("a.pdf", lambda: p.attachment(o.exif(0x013B, NAME), "p.jpg")),
    "docx-text": ("a.docx", lambda: o.word(o.run(NAME))),
    "docx-split-runs": ("a.docx", o.split_runs),
    "docx-hidden-run": ("a.docx", lambda: o.word(o.run(NAME, "<w:vanish/>"))),
    "docx-deletion": ("a.docx", o.deleted),
    "docx-comment": ("a.docx", lambda: o.word("", {"word/comments.xml": f"<c><t>{NAME}</t></c>"})),
    "docx-author": ("a.docx", lambda: o.real_word(NAME)),
    "docx-alt-text": ("a.docx", o.alt_text),
    "docx-custom-xml": ("a.docx", lambda: o.word("", {"customXml/item1.xml": f"<a who='{NAME}'/>"})),
    "docx-footnote": ("a.docx", lambda: o.word("", {"word/footnotes.xml": f"<f><t>{NAME}</t></f>"})),
    "docx-picture": ("a.docx", lambda: o.word("", {"word/media/i.jpg": o.exif(0x013B, NAME)})),
    "docx-embedded": ("a.docx", lambda: o.word("", {"word/embeddings/x.docx": o.word(o.run(NAME))})),
    "docx-unlisted-part": ("a.docx", lambda: o.word("", {"word/old.bin": NAME.encode("utf-16-le")})),
    "docx-relationship": (
        "a.docx",
        lambda: o.word("", {"word/_rels/d.xml.rels": "<R><r Target='file:///C:/Users/oriana.belcastro/x'/></R>"}),
    ),
    "xlsx-shared-string": ("a.xlsx", lambda: o.sheet([NAME], '<row><c t="s"><v>0</v></c></row>')),
    "xlsx-hidden-row": ("a.xlsx", o.hidden_row),
    "xlsx-comment": ("a.xlsx", lambda: o.sheet(["x"], "", **{"xl__comments1.xml": f"<c><t>{NAME}</t></c>"})),
    "pptx-notes": ("a.pptx", lambda: o.slides(**{"ppt__notesSlides__n1.xml": f"<n><t>{NAME}</t></n>"})),
    "odt-deletion": (
        "a.odt",
        lambda: o.open_document(f"<text:tracked-changes><text:p>{NAME}</text:p></text:tracked-changes>"),
    ),
    "odt-meta": ("a.odt", lambda: o.open_document(meta=f"<dc:creator>{NAME}</dc:creator>")),
    "ods-hidden": (
        "a.ods",
        lambda: o.open_document(f"<table:table-row visibility='collapse'>{NAME}</table:table-row>"),
    ),
    "html-comment": ("a.html", lambda: o.page(f"<!-- ask {NAME} -->")),
    "html-attribute": ("a.html", lambda: o.page(f'<img src="x.png" alt="{NAME}">')),
    "html-hidden": ("a.html", lambda: o.page(f'<div style="display: none">{NAME}</div>')),
    "html-split-tags": ("a.html", lambda: o.page("<p>Oriana Bel<b>castro</b></p>")),
    "html-script": ("a.html", lambda: o.page(head='<script>var who="\\u004friana Belcastro"</script>')),
    "html-entities": ("a.html", lambda: o.page("".join(f"&#{ord(one)};" for one in NAME))),
    "html-data-address": ("a.html", o.data_address),
    "eml-subject": ("a.eml", lambda: o.mail("Ori\u00e1na Belcastro wrote")),
    "eml-received": ("a.eml", lambda: o.mail(headers={"X-Original-To": "oriana.belcastro@example.org"})),
    "eml-body-base64": ("a.eml", lambda: o.mail(body=NAME, cte="base64")),
    "eml-body-quoted": ("a.eml", lambda: o.mail(body=ACCENTED, cte="quoted-printable")),
    "eml-attachment": ("a.eml", lambda: o.mail(attachments={"a.docx": o.word(o.run(NAME))})),
    "eml-attachment-name": ("a.eml", lambda: o.mail(attachments={f"{ACCENTED}.bin": b"\0\1\2"})),
    "zip-member-name": ("a.zip", o.named_member),
    "zip-comment": ("a.zip", lambda: o.package({"a.txt": REST}, NAME.encode())),
    "zip-nested": ("a.zip", o.nested),
    "jpeg-exif": ("a.jpg", lambda: o.exif(0x013B, NAME)),
    "jpeg-user-comment": ("a.jpg", lambda: o.exif(0x9286, b"UNICODE\0" + NAME.encode("utf-16-le"), 0x8769)),
    "jpeg-comment": ("a.jpg", lambda: o.plain_picture("JPEG", comment=NAME.encode())),
    "jpeg-after-the-end": ("a.jpg", lambda: o.plain_picture("JPEG") + o.package({"a.txt": NAME})),
    "jpeg-thumbnail": ("a.jpg", o.thumbnail),
    "jpeg-location": ("a.jpg", o.located),
    "png-text": ("a.png", lambda: o.text_chunk(packed=False)),
    "png-packed-text": ("a.png", lambda: o.text_chunk(packed=True)),
    "png-partial-box": ("a.png", o.partly_boxed),
    "png-translucent-box": ("a.png", o.seen_through),
    "webp-xmp": ("a.webp", lambda: o.plain_picture("WEBP", xmp=f"<x>{NAME}</x>".encode())),
    "gif-comment": ("a.gif", lambda: o.plain_picture("GIF", comment=NAME.encode())),
    "tiff-artist": ("a.tif", lambda: o.plain_picture("TIFF", tiffinfo={315: NAME})),
    "txt-reversed": ("a.txt", f"{REST} {BACK}".encode),
    "txt-utf16": ("a.txt", lambda: f"{REST} {NAME}".encode("utf-16")),
    "txt-hexadecimal": ("a.txt", lambda: NAME.encode().hex().encode()),
    "txt-base64": ("a.txt", lambda: base64.b64encode(f"{REST} {NAME}".encode())),
    "txt-percent": ("a.txt", lambda: ACCENTED.encode().hex("%").join(["%", ""]).encode()),
    "txt-spaced-letters": ("a.txt", lambda: " ".join(NAME).encode()),
    "txt-soft-hyphens": ("a.txt", lambda: "\u00ad".join(NAME).encode()),
    "txt-line-break": ("a.txt", lambda: b"seen by Oriana Belcas-\ntro that day"),
    "txt-look-alikes": ("a.txt", "Оriаnа Веlсаstrо".encode),
    "txt-initial": ("a.txt", lambda: b"as O. Belcastro told us"),
    "txt-typing-error": ("a.txt", lambda: b"as Oriana Belcasrto told us"),
    "txt-handle": ("a.txt", lambda: b"posted by @ori_belq last week"),
    "txt-phone": ("a.txt", lambda: b"call 300-555-0148 after nine"),
    "file-name": ("interview-oriana-belcastro.txt", REST.encode),
    "unknown-format": ("a.bin", lambda: b"\x93\x01\0\0" + bytes(range(256)) * 3 + NAME.encode() + b"\0\0\xfe"),
}

CLEAN: dict[str, tuple[str, Callable[[], bytes]]] = {
    "pdf": ("a.pdf", p.drawn),
    "pdf-two-columns": ("a.pdf", lambda: p.drawn(_columns)),
    "pdf-boxes": ("a.pdf", lambda: p.drawn(lambda c: c.rect(40, 150, 120, 12, stroke=0, fill=1))),
    "pdf-label-on-box": ("a.pdf", lambda: p.drawn(_label)),
    "pdf-picture": ("a.pdf", lambda: p.picture(p.picture_of("harbour log 7"))),
    "pdf-attachment": ("a.pdf", lambda: p.attachment(REST.encode())),
    "pdf-boxed-picture": ("a.pdf", lambda: p.picture(_boxed())),
    "docx": ("a.docx", o.real_word),
    "docx-pseudonym": ("a.docx", lambda: o.word(o.run("Witness 7 spoke of Oriana harbour."))),
    "xlsx": ("a.xlsx", lambda: o.sheet(["depot", "lorry"], '<row><c t="s"><v>0</v></c></row>')),
    "pptx": ("a.pptx", o.slides),
    "odt": ("a.odt", o.open_document),
    "html": ("a.html", lambda: o.page("<!-- page 2 --><p hidden>more</p>")),
    "eml": ("a.eml", lambda: o.mail(attachments={"a.txt": REST.encode()})),
    "zip": ("a.zip", lambda: o.package({"a.txt": REST, "b.docx": o.word()})),
    "jpeg": ("a.jpg", lambda: o.plain_picture("JPEG")),
    "png": ("a.png", o.plain_picture),
    "png-boxed": ("a.png", lambda: o.encoded(_boxed())),
    "png-text": ("a.png", lambda: o.encoded(p.picture_of("harbour log 7"))),
    "webp": ("a.webp", lambda: o.plain_picture("WEBP")),
    "txt": ("a.txt", REST.encode),
    "txt-others": ("a.txt", "Tadeo Quintero and Oriana Lindqvist met Ana Belcastor Ruiz.".encode),
    "md": ("a.md", f"# Depot\n\n[Witness 7] said: {REST}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode),
}


def _boxed() -> Image.Image:
    image = p.picture_of(NAME)
    image.paste("black", (2, 4, 518, 56))
    return image


def _columns(canvas: Canvas) -> None:
    for row in range(8):
        for x in (40, 220):
            canvas.drawString(x, 180 - 14 * row, REST[:24])


def _label(canvas: Canvas) -> None:
    canvas.rect(40, 150, 120, 16, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(60, 154, "Witness 7")
