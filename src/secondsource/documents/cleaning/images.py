"""Clean images: nothing but the pixels is carried over, turned the way the camera said, in the sRGB colours.

Pixels under full transparency are emptied, because a picture may hide in them. What lies in the pixels themselves -
faces, signs, sensor noise, watermarks, printers' yellow dots - stays, and the note says so.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
import pillow_heif
from PIL import Image, ImageCms, ImageOps, ImageSequence

from secondsource.documents.cleaning.cleaned import Account, Cleaned, UncleanableError

MOST_PIXELS = 120_000_000
MOST_FRAMES = 500
_KEPT_FORMATS = {
    "JPEG": ".jpg",
    "PNG": ".png",
    "TIFF": ".tiff",
    "WEBP": ".webp",
    "GIF": ".gif",
    "BMP": ".bmp",
    "PPM": ".ppm",
    "AVIF": ".avif",
}
_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92, "optimize": True},
    "WEBP": {"quality": 92},
    "TIFF": {"compression": "tiff_adobe_deflate"},
    "AVIF": {"quality": 85},
}
_TELLING = {
    "exif": "EXIF block (camera, time, place)",
    "xmp": "XMP block",
    "icc_profile": "colour profile",
    "photoshop": "Photoshop block with IPTC data",
    "comment": "comment",
}
PIXELS_NOTE = "What the pixels show, watermarks and sensor noise stay in the picture; no cleaner sees them."

pillow_heif.register_heif_opener(thumbnails=False)


@dataclass(frozen=True, slots=True)
class Frame:
    """The pixels of one picture and how long it is shown, in milliseconds."""

    pixels: Image.Image
    duration: int


def clean_image(data: bytes) -> Cleaned:
    """Return an image re-encoded from its pixels.

    Raises:
        UncleanableError: if the image cannot be decoded, or is larger than `MOST_PIXELS` or `MOST_FRAMES`.
    """
    account = Account()
    original, frames = _decode(data, account)
    kept = original if original in _KEPT_FORMATS else "JPEG"
    if kept != original:
        account.note(f"The clean copy is a JPEG: no clean {original} is written.")
    account.note(PIXELS_NOTE)
    return account.close(_encode(frames, kept, account), _KEPT_FORMATS[kept])


def recode(data: bytes, account: Account) -> bytes:
    """Return an image that lies inside another file, re-encoded in its own format; removals go to `account`."""
    inner = clean_image(data)
    for removal in inner.removals:
        account.removed(f"in a picture: {removal.what}", removal.count)
    account.note(PIXELS_NOTE)
    return inner.data


def picture_kind(data: bytes) -> str:
    """Return the kind of a picture that was encoded here, as MIME and a suffix name it: `jpeg`, `png`, `gif`..."""
    with Image.open(io.BytesIO(data)) as image:
        return (image.format or "png").lower()


def _decode(data: bytes, account: Account) -> tuple[str, list[Frame]]:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise UncleanableError("too-large", f"The picture has more than {MOST_PIXELS // 1_000_000} megapixels.")
            name = image.format or "image"
            for key, what in _TELLING.items():
                account.removed(what, 1 if image.info.get(key) or (key == "exif" and len(image.getexif())) else 0)
            texts = getattr(image, "text", None) or {}
            account.removed("text chunk", len(texts))
            frames = []
            for number, frame in enumerate(ImageSequence.Iterator(image)):
                if number >= MOST_FRAMES:
                    raise UncleanableError("too-large", f"The picture has more than {MOST_FRAMES} frames.")
                frames.append(Frame(_pixels(frame, account), int(frame.info.get("duration") or 100)))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UncleanableError("too-large", "The picture is larger than a picture may be.") from error
    except (OSError, SyntaxError, ValueError, IndexError, TypeError, EOFError) as error:
        raise UncleanableError("damaged", "The picture cannot be decoded.") from error
    return name, frames


def _pixels(frame: Image.Image, account: Account) -> Image.Image:
    """Return a new image that holds the frame's pixels and nothing else."""
    turned = ImageOps.exif_transpose(frame)
    if turned is not frame and turned.size != frame.size:
        account.note("The picture was turned the way its camera had noted.")
    plain = _in_srgb(turned, frame.info.get("icc_profile"))
    if plain.mode in {"RGBA", "LA", "PA"} or "transparency" in plain.info:
        pixels = np.array(plain.convert("RGBA"))
        hidden = (pixels[..., 3] == 0) & pixels[..., :3].any(axis=2)
        account.removed("pixel hidden under transparency", int(hidden.sum()))
        pixels[hidden] = 0
        return Image.fromarray(pixels)
    mode = plain.mode if plain.mode in {"1", "L", "RGB"} else "RGB"
    return Image.fromarray(np.array(plain.convert(mode)))


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Apply an embedded colour profile, so that dropping it does not change what is seen."""
    if not profile or image.mode not in {"RGB", "CMYK", "RGBA", "L"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return turned or image


def _encode(frames: list[Frame], name: str, account: Account) -> bytes:
    out = io.BytesIO()
    first, rest = frames[0].pixels, [frame.pixels for frame in frames[1:]]
    options = dict(_OPTIONS.get(name, {}))
    if rest and name in {"GIF", "PNG", "WEBP", "TIFF", "AVIF"}:
        options |= {"save_all": True, "append_images": rest}
        if name != "TIFF":
            options |= {"duration": [frame.duration for frame in frames], "loop": 0}
    elif rest:
        account.removed("further picture in the same file", len(rest))
    if name in {"JPEG", "PPM", "BMP"} and first.mode == "RGBA":
        first = first.convert("RGB")
    first.save(out, format=name, **options)
    return out.getvalue()
