"""Pictures: tags, text chunks, thumbnails, what follows the end, and boxes that do not hide what they cover."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from typing import Any, Final

import pillow_heif
from PIL import ExifTags, Image, ImageSequence, UnidentifiedImageError

from secondsource.shielding.attacking.images import boxes, characters
from secondsource.shielding.attacking.leak import Check, Place, Severity
from secondsource.shielding.attacking.naming.words import word_set
from secondsource.shielding.attacking.opening.failure import NotOpenedError
from secondsource.shielding.attacking.walk import Walk

_HARMLESS_INFO: Final = word_set(
    "dpi gamma transparency aspect srgb chromaticity icc_profile interlace jfif jfif_version jfif_unit jfif_density "
    "progressive progression adobe adobe_transform background duration loop extension version compression resolution "
    "timestamp blend disposal default_image bbox primary bit_depth aux medium original_orientation metadata exif "
    "photoshop xmp depth_images thumbnails chroma mirror_rotate icc_profile_type sizes hash"
)
_HARMLESS_TAGS: Final = frozenset(
    {*range(254, 260), *range(262, 267), *range(273, 285), 290, 296, 297, 301, *range(317, 326), *range(338, 348)}
    | {*range(529, 533), 34665, 34853, 36864, 37121, 40960, 40961, 40962, 40963, 40965, 34675, 20514, 20515}
)
_FRAMES: Final = 20
_GPS: Final = frozenset({1, 2, 3, 4})
_MOST_PIXELS: Final = 60_000_000
_LEAST_PIXELS: Final = 2_000
"""Pixels below which a picture holds no word that anybody could read."""


def attack_picture(walk: Walk, data: bytes, path: tuple[str, ...]) -> None:
    """Attack a picture.

    Raises:
        NotOpenedError: if no library opens it, or it has too many pixels.
    """
    pillow_heif.register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                if image.width * image.height > _MOST_PIXELS:
                    raise NotOpenedError("beyond-limit")
                _attack_tags(walk, image, path)
                lossy = image.format in {"JPEG", "WEBP", "HEIF", "AVIF", "MPO"}
                for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
                    if number > _FRAMES:
                        walk.unchecked(path, "frames-beyond-limit")
                        break
                    attack_pixels(walk, frame.convert("RGB"), path, number, lossy=lossy)
    except UnidentifiedImageError as error:
        raise NotOpenedError("damaged") from error
    except Image.DecompressionBombError as error:
        raise NotOpenedError("beyond-limit") from error
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, KeyError, TypeError) as error:
        raise NotOpenedError("damaged") from error
    tail = data[_end_of(data) :]
    if tail.strip(b"\0\r\n\t "):
        walk.leak(Check.METADATA, Severity.WARN, Place(path=path, slot="after-the-end"), detail="after-the-end")
        walk.part(tail, path, "after-the-end")


def attack_pixels(
    walk: Walk, image: Image.Image, path: tuple[str, ...], page: int, *, lossy: bool, painted: bool = False
) -> None:
    """Look for boxes that show their ground or leave ink outside, and read the picture where that is installed.

    Args:
        walk: the attack.
        image: the picture.
        path: where it lies.
        page: page or frame, from 1.
        lossy: whether it was kept by a method that disturbs pixels.
        painted: whether it is a page painted here, whose text and pictures are attacked by themselves as well.
    """
    for find in boxes.boxes_that_leak(image, lossy=lossy):
        check = Check.TRANSLUCENT_BOX if find.translucent else Check.PARTIAL_BOX
        severity = Severity.BLOCK if find.grave else Severity.WARN
        walk.leak(check, severity, Place(path=path, slot="pixels", page=page, box=find.box))
    read = characters.read(image)
    if read is None:
        if not painted and image.width * image.height >= _LEAST_PIXELS:
            walk.unchecked(path, "picture-not-read")
        walk.unchecked(path, "character-recognition")
        return
    walk.text(read, path, "picture-text", page=page)


def _attack_tags(walk: Walk, image: Image.Image, path: tuple[str, ...]) -> None:
    for name, value in image.info.items():
        if name in {"exif", "icc_profile"}:
            continue
        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        walk.text(f"{name}\n\0{text}", path, "picture-text-chunk")
        if isinstance(value, bytes):
            walk.raw(value, path, "picture-text-chunk")
        if str(name).lower() not in _HARMLESS_INFO or (name in {"xmp", "photoshop"} and value):
            walk.leak(Check.METADATA, Severity.WARN, Place(path=path, slot="picture-text-chunk"), detail=_label(name))
    for number, thumbnail in enumerate(image.info.get("thumbnails") or [], start=1):
        if isinstance(thumbnail, bytes):
            walk.part(thumbnail, path, f"thumbnail-{number}")
    for tag, value in _exif(image):
        raw = value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
        walk.text(raw.decode("utf-8", "replace"), path, "exif")
        walk.raw(raw, path, "exif")
        if tag not in _HARMLESS_TAGS:
            label = str(ExifTags.TAGS.get(tag, tag))
            walk.leak(Check.METADATA, Severity.WARN, Place(path=path, slot="exif"), detail=label)
    if _GPS & set(image.getexif().get_ifd(ExifTags.IFD.GPSInfo)):
        walk.leak(Check.LOCATION, Severity.BLOCK, Place(path=path, slot="exif"))
    _attack_thumbnail(walk, image, path)


def _exif(image: Image.Image) -> Iterator[tuple[int, Any]]:
    exif = image.getexif()
    yield from exif.items()
    for part in (ExifTags.IFD.Exif, ExifTags.IFD.MakerNote, ExifTags.IFD.Interop, ExifTags.IFD.IFD1):
        yield from exif.get_ifd(part).items()
    yield from ((0x8825, value) for value in exif.get_ifd(ExifTags.IFD.GPSInfo).values())


def _attack_thumbnail(walk: Walk, image: Image.Image, path: tuple[str, ...]) -> None:
    """Attack the small copy that a camera keeps beside the picture and that editing often leaves as it was."""
    block = image.info.get("exif")
    start = block.find(b"\xff\xd8\xff") if isinstance(block, bytes) else -1
    if start > 0 and isinstance(block, bytes):
        walk.leak(Check.METADATA, Severity.WARN, Place(path=path, slot="thumbnail"), detail="thumbnail")
        walk.part(block[start:], path, "thumbnail")


def _label(name: object) -> str:
    """Return a chunk's name if it is one of the usual ones; others could hold anything."""
    known = {"comment", "Comment", "Author", "Title", "Description", "Software", "Copyright", "Creation-Time", "xmp"}
    known |= {"Source", "Artist", "XML:com.adobe.xmp", "photoshop", "Raw-profile-type-exif", "date:create"}
    plain = str(name).replace(" ", "-")
    return plain if plain in known else "text-chunk"


def _end_of(data: bytes) -> int:
    """Return where the picture itself ends, or the end of the bytes where that is not known."""
    if data.startswith(b"\x89PNG"):
        at = 8
        while at + 12 <= len(data):
            size = int.from_bytes(data[at : at + 4], "big")
            kind = data[at + 4 : at + 8]
            at += 12 + size
            if kind == b"IEND":
                return at
    elif data.startswith(b"\xff\xd8"):
        return _end_of_jpeg(data)
    elif data.startswith(b"RIFF"):
        return 8 + int.from_bytes(data[4:8], "little")
    return len(data)


def _end_of_jpeg(data: bytes) -> int:
    """Return the place after the end marker that belongs to the first picture (ITU-T T.81, annex B)."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            at = data.find(b"\xff", at)
            if at < 0:
                return len(data)
            continue
        marker = data[at + 1]
        if marker == 0xD9:
            return at + 2
        if marker in {0x00, 0x01, 0xFF} or 0xD0 <= marker <= 0xD7:
            at += 1 if marker == 0xFF else 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return len(data)
