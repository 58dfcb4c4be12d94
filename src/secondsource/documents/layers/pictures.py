"""The layers of a picture: its camera block, its text blocks, and what is written in it where a reader is installed.

Text in pixels is read by RapidOCR when the extra is installed (`rapidocr-onnxruntime`); where it is not, a note says
that pictures were not read, because a name in a picture is as much a name as one in a text.
"""

from __future__ import annotations

import importlib
import importlib.util
import io
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
import pillow_heif
from PIL import ExifTags, Image

from secondsource.documents.cleaning.images import MOST_PIXELS
from secondsource.documents.layers.layered import Gathering, Sort
from secondsource.documents.layers.runs import readable

_READER = "rapidocr_onnxruntime"
_CONFIDENT = 0.4
NOT_READ = "Words in pictures were not read: no reader for them is installed."
_DAMAGED = (OSError, RuntimeError, SyntaxError, ValueError, TypeError, LookupError, Image.DecompressionBombError)
_BLOCKS = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo, ExifTags.IFD.IFD1, ExifTags.IFD.Interop)
_ENDS = ((b"\xff\xd8\xff", b"\xff\xd9"), (b"\x89PNG", b"IEND\xaeB`\x82"), (b"GIF8", b"\0;"))

pillow_heif.register_heif_opener(thumbnails=False)


def add_picture(data: bytes, place: str, gathering: Gathering) -> None:
    """Add a picture, with all that stands in its blocks and behind its end."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(data)) as image:
            described = f"{image.format} {image.width} x {image.height}"
            gathering.add(Sort.PICTURE, place, described)
            _add_camera(image.getexif(), place, gathering)
            image.load()
            _add_texts(image.info | dict(getattr(image, "text", None) or {}), place, gathering)
            _add_transparent(image, place, gathering)
            _add_written(image, place, gathering)
    except _DAMAGED as error:
        gathering.add(Sort.PICTURE, place, f"not decoded ({type(error).__name__})")
        gathering.add(Sort.METADATA, f"{place}, readable bytes", readable(data))
        return
    gathering.add(Sort.METADATA, f"{place}, behind the end", readable(_behind(data)))


def _behind(data: bytes) -> bytes:
    """Return what lies behind a picture's end mark."""
    for magic, end in _ENDS:
        if data.startswith(magic):
            return data[data.rfind(end) + len(end) :] if end in data else b""
    if data[:4] == b"RIFF":
        return data[int.from_bytes(data[4:8], "little") + 8 :]
    # Without an end mark of its own, the last stretch is shown: readable words there are no pixels.
    return data[-512:]


def _add_camera(exif: Image.Exif, place: str, gathering: Gathering) -> None:
    rows = {ExifTags.TAGS.get(tag, str(tag)): value for tag, value in exif.items()}
    for block in _BLOCKS:
        names = ExifTags.GPSTAGS if block is ExifTags.IFD.GPSInfo else ExifTags.TAGS
        rows |= {names.get(tag, str(tag)): value for tag, value in exif.get_ifd(block).items()}
    for name, value in rows.items():
        gathering.add(Sort.METADATA, f"{place}, EXIF {name}", _plain(value))


def _add_texts(info: dict[Any, Any], place: str, gathering: Gathering) -> None:
    for name, value in info.items():
        if name in {"exif", "jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "transparency", "gamma"}:
            continue
        if name == "icc_profile" and isinstance(value, bytes):
            gathering.add(Sort.METADATA, f"{place}, colour profile", readable(value[128:]))
        elif isinstance(value, str | bytes | dict):
            gathering.add(Sort.METADATA, f"{place}, {name}", _plain(value))


def _plain(value: object) -> str:
    """Return a value of a block as text; bytes by what is readable in them."""
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8") if value.isascii() else readable(value)
        except UnicodeDecodeError:
            return readable(value)
    if isinstance(value, dict):
        return "\n".join(f"{name}: {_plain(one)}" for name, one in value.items())
    if isinstance(value, Iterable) and not isinstance(value, str):
        return " ".join(_plain(one) for one in value)
    return str(value)


def _add_transparent(image: Image.Image, place: str, gathering: Gathering) -> None:
    """Add words spelt by the colours of pixels that nobody sees."""
    if image.mode not in {"RGBA", "LA", "PA"}:
        return
    pixels = np.array(image.convert("RGBA"))
    unseen = pixels[pixels[..., 3] == 0][:, 0]
    gathering.add(Sort.HIDDEN, f"{place}, pixels under transparency", readable(unseen.tobytes()))


def _add_written(image: Image.Image, place: str, gathering: Gathering) -> None:
    """Add the words written in a picture, where a reader for them is installed."""
    reader = _reader()
    if reader is None:
        gathering.note(NOT_READ)
        return
    # The reader wants blue first.
    found, _ = reader(np.array(image.convert("RGB"))[:, :, ::-1])
    gathering.add(
        Sort.PICTURE,
        f"{place}, words in it",
        "\n".join(str(text) for _, text, sure in found or () if float(sure) >= _CONFIDENT),
    )


@lru_cache(maxsize=1)
def _reader() -> Any:
    """Return the reader of words in pictures, loaded once; None where it is not installed."""
    if importlib.util.find_spec(_READER) is None:
        return None
    return importlib.import_module(_READER).RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)
