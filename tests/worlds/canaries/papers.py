"""A PDF and images with a word in every slot."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import reportlab
from fontTools.ttLib import TTFont
from PIL import Image, PngImagePlugin
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as PageFont
from reportlab.pdfgen.canvas import Canvas
from tests.worlds.canaries.planted import VISIBLE, Planting


def picture(planting: Planting, kind: str = "JPEG") -> bytes:
    """Return a small picture with a word in each block that a picture has."""
    image = Image.new("RGB", (40, 30), (120, 60, 30))
    out = io.BytesIO()
    options: dict[str, object] = {}
    if kind not in {"GIF", "BMP"}:
        exif = Image.Exif()
        exif[0x013B] = planting.word(f"{kind} exif artist")
        exif[0x010E] = planting.word(f"{kind} exif description")
        exif[0x0131] = planting.word(f"{kind} exif software")
        options["exif"] = exif
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", planting.word("PNG text"))
        texts.add_text("Comment", planting.word("PNG compressed text"), zip=True)
        texts.add_itxt("Title", planting.word("PNG international text"))
        options["pnginfo"] = texts
    elif kind in {"JPEG", "WEBP", "AVIF"}:
        options["xmp"] = f"<x:xmpmeta>{planting.word(f'{kind} xmp')}</x:xmpmeta>".encode()
    if kind in {"JPEG", "GIF"}:
        options["comment"] = planting.word(f"{kind} comment").encode()
    image.save(out, format=kind, **options)
    return out.getvalue() + planting.word(f"{kind} bytes behind the end").encode()


def transparent(planting: Planting) -> bytes:
    """Return a PNG whose wholly transparent pixels spell a word."""
    word = planting.word("pixels under transparency").encode()
    image = Image.new("RGBA", (len(word), 2), (0, 0, 0, 0))
    for place, byte in enumerate(word):
        image.putpixel((place, 0), (byte, byte, byte, 0))
    out = io.BytesIO()
    image.save(out, format="PNG")
    return out.getvalue()


def _font(planting: Planting) -> str:
    """Return the name of a font whose name table holds a word."""
    vera = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    font = TTFont(vera)
    font["name"].setName(planting.word("pdf font name table"), 0, 3, 1, 0x409)
    out = io.BytesIO()
    font.save(out)
    out.seek(0)
    pdfmetrics.registerFont(PageFont("Planted", out))
    return "Planted"


def paper(planting: Planting) -> bytes:
    """Return a PDF of two revisions with a word in every slot a PDF has."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont(_font(planting), 12)
    canvas.drawString(72, 700, VISIBLE)
    hidden = canvas.beginText(72, 600)
    hidden.setTextRenderMode(3)
    hidden.textOut("invisible")
    canvas.drawText(hidden)
    canvas.bookmarkPage("here")
    canvas.addOutlineEntry(planting.word("pdf bookmark"), "here")
    canvas.setTitle(planting.word("pdf info title"))
    canvas.setAuthor(planting.word("pdf info author"))
    canvas.showPage()
    canvas.save()
    first = _furnish(out.getvalue(), planting)
    return _revised(first, planting)


def _furnish(data: bytes, planting: Planting) -> bytes:
    """Put a word into every slot that a page canvas does not offer."""
    word = planting.word
    with pikepdf.open(io.BytesIO(data)) as document:
        root, page = document.Root, document.pages[0]
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:creator"] = [word("pdf xmp creator")]
        document.attachments[word("pdf attachment name") + ".txt"] = word("pdf attachment text").encode()
        root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(word("pdf script")))
        root.Lang = pikepdf.String(word("pdf language"))
        root.PageLabels = pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(P=pikepdf.String(word("pdf page label")))])
        root.PieceInfo = pikepdf.Dictionary(Tool=pikepdf.Dictionary(Private=pikepdf.String(word("pdf piece info"))))
        root.StructTreeRoot = document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, Alt=pikepdf.String(word("pdf alternative text")))
        )
        layer = document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String(word("pdf layer name")))
        )
        root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], Order=[layer]))
        page.Resources.Properties = pikepdf.Dictionary(
            MC0=layer, MC1=pikepdf.Dictionary(ActualText=word("pdf actual text"))
        )
        font = next(iter(page.Resources.Font.keys())).encode()
        page.contents_add(
            b"% "
            + word("pdf content comment").encode()
            + b"\n/OC /MC0 BDC BT "
            + font
            + b" 9 Tf ("
            + word("pdf layer off").encode()
            + b") Tj ET EMC /Span /MC1 BDC EMC /Span <</ActualText ("
            + word("pdf actual text in place").encode()
            + b")>> BDC EMC "
            b"BT 3 Tr " + font + b" 9 Tf (" + word("pdf invisible text").encode() + b") Tj ET\n"
        )
        link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://x.example/" + word("pdf link")))
        page.Annots = document.make_indirect(
            pikepdf.Array(
                [
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.Annot,
                        Subtype=pikepdf.Name.Text,
                        Rect=[0, 0, 9, 9],
                        Contents=word("pdf comment"),
                        T=word("pdf commenter"),
                    ),
                    pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=link),
                ]
            )
        )
        root.AcroForm = pikepdf.Dictionary(
            Fields=[
                document.make_indirect(
                    pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=word("pdf field name"), V=word("pdf field value"))
                )
            ]
        )
        page.obj[f"/{word('pdf key')}"] = pikepdf.Dictionary(Note=pikepdf.String(word("pdf unknown entry")))
        page.Thumb = document.make_stream(word("pdf preview").encode())
        root.Orphans = pikepdf.Array([document.make_stream(word("pdf unused stream").encode())])
        form = document.make_stream(b"q Q", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 1, 1])
        form.Metadata = document.make_stream(word("pdf form metadata").encode())
        form.LastModified = pikepdf.String(word("pdf form time"))
        samples = document.make_stream(
            b"\0" * 4 + word("pdf bytes behind a picture").encode(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=2,
            Height=2,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceGray,
        )
        photo = document.make_stream(
            picture(planting),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=40,
            Height=30,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceRGB,
            Filter=pikepdf.Name.DCTDecode,
        )
        page.Resources.XObject = pikepdf.Dictionary({"/Photo": photo})
        page.Resources.XObject[f"/{word('pdf resource name')}"] = form
        page.Resources.XObject["/Samples"] = samples
        page.contents_add(
            b"/Samples Do q 80 0 0 60 72 400 cm /Photo Do Q " + f"/{word('pdf resource name')}".encode() + b" Do\n"
        )
        for shape in document.objects:
            if isinstance(shape, pikepdf.Dictionary) and "/ToUnicode" in shape:
                shape.ToUnicode.write(b"% " + word("pdf letter table").encode() + b"\n" + shape.ToUnicode.read_bytes())
        saved = io.BytesIO()
        document.save(saved, compress_streams=False)
    return saved.getvalue()


def _revised(data: bytes, planting: Planting) -> bytes:
    """Append a revision: what stood in an earlier one stays in the bytes before it."""
    place = data.rfind(b"startxref")
    old = int(data[place:].split()[1])
    earlier = b"99990 0 obj\n(" + planting.word("pdf earlier revision").encode() + b")\nendobj\n"
    body = data + b"\n" + earlier + b"99990 0 obj\nnull\nendobj\n"
    start = len(body)
    offset = body.rfind(b"99990 0 obj")
    with pikepdf.open(io.BytesIO(data)) as document:
        root = document.Root.objgen[0]
    table = (
        b"xref\n99990 1\n%010d 00000 n \ntrailer\n<</Size 99991 /Root %d 0 R /Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (offset, root, old, start)
    )
    return body + table + planting.word("pdf bytes behind the end").encode()
