"""PDFs that leak, one for each hiding place."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas

NAME = "Oriana Belcastro Quimbaya"
REST = "The witness saw the lorry leave the depot before dawn."


def drawn(draw: Callable[[Canvas], None] | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300), invariant=1)
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(40, 250, REST)
    if draw is not None:
        draw(canvas)
    canvas.save()
    return out.getvalue()


def changed(change: Callable[[pikepdf.Pdf], None], base: bytes | None = None) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(base or drawn())) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def under_a_box(colour: Color, *, text: Color = black) -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(text)
        canvas.drawString(40, 200, NAME)
        canvas.setFillColor(colour)
        canvas.rect(36, 195, 200, 20, stroke=0, fill=1)

    return drawn(draw)


def white_text() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(white)
        canvas.drawString(40, 200, NAME)

    return drawn(draw)


def invisible_text() -> bytes:
    return drawn(lambda canvas: canvas.drawString(40, 200, NAME, mode=3))


def marker_line() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 200, NAME)
        canvas.setLineWidth(18)
        canvas.line(36, 204, 240, 204)

    return drawn(draw)


def outside_the_crop_box() -> bytes:
    def crop(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].CropBox = pikepdf.Array([0, 220, 400, 300])

    return changed(crop, drawn(lambda canvas: canvas.drawString(40, 100, NAME)))


def outside_the_page() -> bytes:
    return drawn(lambda canvas: canvas.drawString(1200, 900, NAME))


def picture_of(text: str, size: tuple[int, int] = (520, 60)) -> Image.Image:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).text((10, 15), text, fill="black", font=ImageFont.load_default(size=24))
    return image


def behind_a_picture() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 200, NAME)
        canvas.drawInlineImage(Image.new("RGB", (20, 20), "gray"), 30, 190, 240, 30)

    return drawn(draw)


def layer_off() -> bytes:
    def switch(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Notes"))
        pdf.Root.OCProperties = pikepdf.Dictionary(
            OCGs=[layer], D=pikepdf.Dictionary(ON=[], OFF=[layer], Order=[layer])
        )
        page = pdf.pages[0]
        page.Resources.Properties = pikepdf.Dictionary(MC0=layer)
        page.contents_add(pdf.make_stream(f"/OC /MC0 BDC BT /F2 12 Tf 40 180 Td ({NAME}) Tj ET EMC".encode()))

    return changed(switch)


def annotation(**fields: Any) -> bytes:
    def add(pdf: pikepdf.Pdf) -> None:
        mark = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[40, 100, 60, 120])
        for name, value in fields.items():
            mark[f"/{name}"] = value
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(mark)]))

    return changed(add)


def unapplied_redaction() -> bytes:
    def add(pdf: pikepdf.Pdf) -> None:
        mark = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Redact, Rect=[36, 195, 240, 215])
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(mark)])

    return changed(add, drawn(lambda canvas: canvas.drawString(40, 200, NAME)))


def bookmark() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.bookmarkPage("start")
        canvas.addOutlineEntry(f"Interview with {NAME}", "start")

    return drawn(draw)


def form_field() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="who", value=NAME, x=40, y=100, width=200, height=20)

    return drawn(draw)


def attachment(data: bytes, name: str = "notes.txt") -> bytes:
    def attach(pdf: pikepdf.Pdf) -> None:
        pdf.attachments[name] = pikepdf.AttachedFileSpec(
            pdf, data, filename=name, description="", mime_type="", creation_date="", mod_date=""
        )

    return changed(attach)


def earlier_revision() -> bytes:
    """A page whose content was replaced by an appended one, as an editor saves it."""
    old = drawn(lambda canvas: canvas.drawString(40, 200, NAME))
    with pikepdf.open(io.BytesIO(old)) as pdf:
        number = pdf.pages[0].obj.objgen[0]
        root = pdf.Root.objgen[0]
        size = int(pdf.trailer.Size)
        page = pdf.pages[0].obj.unparse(resolved=True).decode("latin-1")
        contents = pdf.pages[0].obj.Contents.unparse().decode()
    content = zlib.compress(b"BT /F1 12 Tf 40 250 Td (Redacted.) Tj ET")
    start = len(old)
    first = f"{size} 0 obj\n<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n".encode()
    body = first + content + b"\nendstream\nendobj\n"
    second_at = start + len(body)
    body += f"{number} 0 obj\n{page.replace(contents, f'{size} 0 R')}\nendobj\n".encode("latin-1")
    table = start + len(body)
    startxref = int(old.rsplit(b"startxref", 1)[1].split()[0])
    body += f"xref\n{number} 1\n{second_at:010d} 00000 n \n{size} 1\n{start:010d} 00000 n \n".encode()
    body += f"trailer\n<< /Size {size + 1} /Root {root} 0 R /Prev {startxref} >>\nstartxref\n{table}\n%%EOF\n".encode()
    return old + body


def unlinked_stream() -> bytes:
    """A stream that the file holds and no table lists."""
    data = drawn()
    content = zlib.compress(f"BT /F1 12 Tf 40 200 Td ({NAME}) Tj ET".encode())
    orphan = b"99 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(content)
    at = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    return data[:at] + orphan + content + b"\nendstream\nendobj\n" + data[at:]


def orphan_object() -> bytes:
    data = drawn()
    at = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    return data[:at] + f"98 0 obj\n<< /Note <{NAME.encode().hex()}> >>\nendobj\n".encode() + data[at:]


def object_stream() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn())) as pdf:
        pdf.Root.Private = pdf.make_indirect(pikepdf.Dictionary(Who=pikepdf.String(NAME)))
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def replacement_text() -> bytes:
    def mark(pdf: pikepdf.Pdf) -> None:
        wide = ("\ufeff" + NAME).encode("utf-16-be").hex()
        content = f"/Span << /ActualText <{wide}> >> BDC BT /F1 12 Tf 40 100 Td (xxxx) Tj ET EMC"
        pdf.pages[0].contents_add(pdf.make_stream(content.encode()))

    return changed(mark)


def unicode_table(told: str = NAME, shown: bytes | None = None) -> bytes:
    """Letters from A on that are told to be something else: the name. All of them are shown, or only some."""

    def add(pdf: pikepdf.Pdf) -> None:
        codes = "".join(f"<{at:02x}> <{ord(letter):04x}>\n" for at, letter in enumerate(told, start=65))
        table = (
            f"begincmap\n1 begincodespacerange <00> <ff> endcodespacerange\n{len(told)} beginbfchar\n{codes}endbfchar"
        )
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name("/Helvetica"),
            ToUnicode=pdf.make_stream(table.encode()),
        )
        page = pdf.pages[0]
        page.Resources.Font.F9 = pdf.make_indirect(font)
        letters = (shown or bytes(range(65, 65 + len(told)))).hex()
        page.contents_add(pdf.make_stream(f"BT /F9 12 Tf 40 100 Td <{letters}> Tj ET".encode()))

    return changed(add)


def xmp() -> bytes:
    def add(pdf: pikepdf.Pdf) -> None:
        rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        inner = f"<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>{NAME}</dc:creator>"
        packet = (
            f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><r:RDF xmlns:r='{rdf}'>"
            f"<r:Description r:about=''>{inner}</r:Description></r:RDF></x:xmpmeta>"
        )
        pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)

    return changed(add)


def information() -> bytes:
    return drawn(lambda canvas: canvas.setAuthor(NAME))


def alternative_text() -> bytes:
    return changed(lambda pdf: setattr(pdf.Root, "StructTreeRoot", pikepdf.Dictionary(Alt=f"Photo of {NAME}")))


def after_the_end() -> bytes:
    return drawn() + b"\nleft here by " + NAME.encode()


def kerned_letters() -> bytes:
    def add(pdf: pikepdf.Pdf) -> None:
        letters = " -30 ".join(f"({letter})" for letter in NAME)
        pdf.pages[0].contents_add(pdf.make_stream(f"BT /F1 12 Tf 40 100 Td [{letters}] TJ ET".encode()))

    return changed(add)


def picture(image: Image.Image) -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(image, 20, 80, 260, 30)

    return drawn(draw)


def translucent_box_on_a_picture() -> bytes:
    image = picture_of(NAME)
    dark = Image.blend(image, Image.new("RGB", image.size, "black"), 0.9).crop((4, 4, 440, 56))
    image.paste(dark, (4, 4))
    return picture(image)


def gap() -> bytes:
    """A line from which the name was taken and its room was kept."""

    def draw(canvas: Canvas) -> None:
        x = 40.0
        for words, shown in (("On Monday evening ", True), (NAME, False), (" told the desk what she had seen.", True)):
            if shown:
                canvas.drawString(x, 200, words)
            x += canvas.stringWidth(words, "Times-Roman", 12)

    return drawn(draw)


@cache
def blank_pages(count: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(count):
            pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()
