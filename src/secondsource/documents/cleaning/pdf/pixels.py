"""Clean PDF by pixels: each page is painted and the new PDF holds nothing but the paintings."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2

from secondsource.documents.cleaning.cleaned import Account, Cleaned, UncleanableError
from secondsource.documents.cleaning.images import MOST_PIXELS
from secondsource.documents.limits import Limits

DOTS_PER_INCH = 150
_POINTS_PER_INCH = 72


def pixel_pdf(data: bytes, limits: Limits) -> Cleaned:
    """Return a PDF of JPEG pages at 150 dots per inch.

    Annotations are not painted, because they are no part of the page; what a box covers stays covered.

    Raises:
        UncleanableError: if it is encrypted, damaged or has too many pages.
    """
    account = Account()
    try:
        source = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        encrypted = "assword" in str(error)
        code = "encrypted" if encrypted else "damaged"
        sentence = "The PDF is encrypted." if encrypted else "The PDF is damaged."
        raise UncleanableError(code, sentence) from error
    try:
        if len(source) > limits.pages:
            raise UncleanableError("too-large", f"The PDF has more than {limits.pages} pages.")
        with pikepdf.new() as target:
            for number in range(len(source)):
                _paint(source[number], target)
            out = io.BytesIO()
            target.save(out, deterministic_id=True)
    finally:
        source.close()
    account.removed("everything of the PDF that is not a pixel")
    account.note("The copy is pictures of pages: nothing in it can be searched or selected.")
    return account.close(out.getvalue(), ".pdf")


def _paint(page: pypdfium2.PdfPage, target: pikepdf.Pdf) -> None:
    width, height = page.get_size()
    scale = DOTS_PER_INCH / _POINTS_PER_INCH
    if width * height * scale * scale > MOST_PIXELS:
        raise UncleanableError("too-large", "A page of the PDF is larger than a page may be.")
    image = page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil().convert("RGB")
    page.close()
    coded = io.BytesIO()
    image.save(coded, format="JPEG", quality=80)
    picture = pikepdf.Stream(target, b"")
    picture.write(coded.getvalue(), filter=pikepdf.Name.DCTDecode, decode_parms=None)
    picture["/Type"], picture["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
    picture["/Width"], picture["/Height"] = image.size
    picture["/ColorSpace"], picture["/BitsPerComponent"] = pikepdf.Name.DeviceRGB, 8
    new = target.add_blank_page(page_size=(width, height))
    new.obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary({"/X1": picture}))
    new.obj["/Contents"] = target.make_stream(b"q %.4f 0 0 %.4f 0 0 cm /X1 Do Q" % (width, height))
