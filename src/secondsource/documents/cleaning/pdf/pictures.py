"""Pictures inside a clean PDF: their samples and nothing after or around them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
from PIL import Image

from secondsource.documents.cleaning.cleaned import Account, UncleanableError
from secondsource.documents.cleaning.images import MOST_PIXELS, PIXELS_NOTE

_KEYS = ("/Width", "/Height", "/BitsPerComponent", "/ImageMask", "/Decode", "/Interpolate")
_COMPONENTS = {
    "/DeviceGray": 1,
    "/CalGray": 1,
    "/Indexed": 1,
    "/Separation": 1,
    "/DeviceRGB": 3,
    "/CalRGB": 3,
    "/Lab": 3,
    "/DeviceCMYK": 4,
}
_STANDALONE = {0x01, *range(0xD0, 0xD9)}


def clean_picture(picture: Any, target: pikepdf.Pdf, account: Account, colour_space: Callable[[Any], Any]) -> Any:
    """Return a picture of `target` with the same samples.

    Args:
        picture: the image XObject.
        target: the new document.
        account: what is left behind is counted here.
        colour_space: cleans a colour space.

    Raises:
        UncleanableError: if it is too large or coded in a way nobody can check.
    """
    width, height = int(picture.get("/Width", 0)), int(picture.get("/Height", 0))
    if width * height > MOST_PIXELS:
        raise UncleanableError("too-large", "A picture in the PDF is larger than a picture may be.")
    account.note(PIXELS_NOTE)
    filters = picture.get("/Filter")
    last = str(filters[-1]) if isinstance(filters, pikepdf.Array) and len(filters) else str(filters)
    space = colour_space(picture["/ColorSpace"]) if "/ColorSpace" in picture else None
    if last == "/DCTDecode":
        new = _carry_jpeg(picture, target, account)
    elif last in {"/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode"}:
        new = _from_pixels(picture, target, account)
        _carry_masks(picture, new, target, account, colour_space)
        return new
    else:
        samples = picture.read_bytes()
        row = (width * _components(picture, space) * int(picture.get("/BitsPerComponent", 1)) + 7) // 8
        account.removed("bytes behind a picture", int(len(samples) > row * height))
        new = target.make_stream(samples[: row * height])
    new["/Type"], new["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
    for key in _KEYS:
        if key in picture:
            new[key] = picture[key] if key != "/Decode" else pikepdf.Array(list(picture[key]))
    if space is not None:
        new["/ColorSpace"] = space
    _carry_masks(picture, new, target, account, colour_space)
    return new


def _carry_masks(
    picture: Any, new: Any, target: pikepdf.Pdf, account: Account, colour_space: Callable[[Any], Any]
) -> None:
    for key in ("/SMask", "/Mask"):
        if isinstance(picture.get(key), pikepdf.Stream):
            new[key] = clean_picture(picture[key], target, account, colour_space)
        elif isinstance(picture.get(key), pikepdf.Array):
            new[key] = pikepdf.Array([int(item) for item in picture[key]])


def _components(picture: Any, space: Any) -> int:
    if picture.get("/ImageMask"):
        return 1
    if isinstance(space, pikepdf.Array):
        return len(space[1]) if str(space[0]) == "/DeviceN" else _COMPONENTS.get(str(space[0]), 4)
    return _COMPONENTS.get(str(space), 4)


def _carry_jpeg(picture: Any, target: pikepdf.Pdf, account: Account) -> Any:
    """Carry a JPEG without its comments and application blocks, sample for sample."""
    filters = picture.get("/Filter")
    outer = len(filters) if isinstance(filters, pikepdf.Array) else 1
    if outer > 1:
        return _jpeg_stream(picture, target, account, _strip_outer(picture))
    return _jpeg_stream(picture, target, account, picture.read_raw_bytes())


def _strip_outer(picture: Any) -> bytes:
    """Undo the general filters around a JPEG."""
    with pikepdf.new() as scratch:
        stream = scratch.make_stream(picture.read_raw_bytes())
        stream["/Filter"] = pikepdf.Array(list(picture["/Filter"])[:-1])
        return stream.read_bytes()


def _jpeg_stream(picture: Any, target: pikepdf.Pdf, account: Account, data: bytes) -> Any:
    stream = pikepdf.Stream(target, b"")
    stream.write(bare_jpeg(data, account), filter=pikepdf.Name.DCTDecode, decode_parms=None)
    parameters = picture.get("/DecodeParms")
    if isinstance(parameters, pikepdf.Dictionary) and "/ColorTransform" in parameters:
        stream["/DecodeParms"] = pikepdf.Dictionary(ColorTransform=int(parameters["/ColorTransform"]))
    return stream


def bare_jpeg(data: bytes, account: Account) -> bytes:
    """Return a JPEG (ITU-T T.81) with the segments a decoder needs: of the application blocks only Adobe's colour mark.

    Raises:
        UncleanableError: if its segments do not follow one another.
    """
    if data[:2] != b"\xff\xd8":
        raise UncleanableError("damaged", "A picture in the PDF is damaged.")
    out, position = bytearray(b"\xff\xd8"), 2
    while position + 4 <= len(data):
        if data[position] != 0xFF:
            raise UncleanableError("damaged", "A picture in the PDF is damaged.")
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker == 0xD9:
            break
        if marker in _STANDALONE:
            position += 2
            continue
        end = position + 2 + int.from_bytes(data[position + 2 : position + 4])
        segment = data[position:end]
        position = end
        if marker == 0xFE or (0xE0 <= marker <= 0xEF and not (marker == 0xEE and segment[4:9] == b"Adobe")):
            account.removed("comment or camera block of a picture")
            continue
        out += segment[:16] if marker == 0xEE else segment
        if marker == 0xDA:
            position = _after_scan(data, position, out)
    return bytes(out + b"\xff\xd9")


def _after_scan(data: bytes, position: int, out: bytearray) -> int:
    """Copy the coded samples up to the next marker and return its place."""
    end = position
    while (end := data.find(b"\xff", end)) >= 0 and end + 1 < len(data):
        if data[end + 1] != 0 and not 0xD0 <= data[end + 1] <= 0xD7:
            break
        end += 2
    if end < 0:
        end = len(data)
    out += data[position:end]
    return end


def _from_pixels(picture: Any, target: pikepdf.Pdf, account: Account) -> Any:
    """Paint a picture whose coding can carry notes of its own (JPEG 2000, JBIG2, fax) and carry its pixels."""
    width, height = int(picture["/Width"]), int(picture["/Height"])
    with pikepdf.new() as scratch:
        page = scratch.add_blank_page(page_size=(max(3, width), max(3, height)))
        page.obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary({"/X1": scratch.copy_foreign(picture)}))
        page.obj["/Contents"] = scratch.make_stream(b"q %d 0 0 %d 0 0 cm /X1 Do Q" % (width, height))
        out = io.BytesIO()
        scratch.save(out)
    try:
        document = pypdfium2.PdfDocument(out.getvalue())
        image = document[0].render(scale=1).to_pil()
        document.close()
    except pypdfium2.PdfiumError as error:
        message = "The PDF holds a picture in a coding that cannot be checked; try a pixel copy."
        raise UncleanableError("unknown-part", message) from error
    account.removed("coding of a picture that can carry notes")
    image = image.crop((0, image.height - height, width, image.height))
    if picture.get("/ImageMask"):
        return _stencil(image, target)
    pixels = np.array(image.convert("RGB"))
    grey = bool((pixels[..., 0] == pixels[..., 1]).all() and (pixels[..., 1] == pixels[..., 2]).all())
    if grey and np.isin(pixels[..., 0], (0, 255)).all():
        new, bits = target.make_stream(Image.fromarray(pixels[..., 0]).convert("1").tobytes()), 1
    else:
        coded = io.BytesIO()
        Image.fromarray(pixels[..., 0] if grey else pixels).save(coded, format="JPEG", quality=90)
        new, bits = pikepdf.Stream(target, b""), 8
        new.write(coded.getvalue(), filter=pikepdf.Name.DCTDecode, decode_parms=None)
    new["/Type"], new["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
    new["/Width"], new["/Height"], new["/BitsPerComponent"] = width, height, bits
    new["/ColorSpace"] = pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB
    return new


def _stencil(image: Image.Image, target: pikepdf.Pdf) -> Any:
    """Write a black-and-white picture as the mask it was: 0 paints."""
    new = target.make_stream(image.convert("1").tobytes())
    new["/Type"], new["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
    new["/Width"], new["/Height"], new["/BitsPerComponent"] = image.width, image.height, 1
    new["/ImageMask"] = True
    return new
