"""Words planted one per slot, and a judge that unpacks a file all the way down to find them."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes

import pikepdf
from PIL import Image

VISIBLE = "Harbour minutes, page one."


@dataclass
class Planting:
    """Hands out one word per slot."""

    slots: dict[str, str] = field(default_factory=dict)

    def word(self, slot: str) -> str:
        """Return the word of a slot: letters and digits only, so that every container can carry it."""
        return self.slots.setdefault(slot, f"Zq{len(self.slots):03}Canary{zlib.crc32(slot.encode()):08x}")


def leaves(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """Yield a file and everything inside it: members of archives, streams and strings of PDFs."""
    yield data
    if depth > 4:
        return
    if data[:2] == b"PK":
        yield from _archive(data, depth + 1)
    elif b"%PDF-" in data[:1024]:
        yield from _paper(data, depth + 1)
    elif data[:4] in {b"\x89PNG", b"RIFF"} or data[:2] == b"\xff\xd8":
        yield from _picture(data)
    elif b"\nMIME-Version" in data[:5000]:
        for part in message_from_bytes(data).walk():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield from leaves(content, depth + 1)


def _archive(data: bytes, depth: int) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield archive.comment
        for entry in archive.infolist():
            yield entry.filename.encode() + b"\0" + entry.comment + entry.extra
            yield from leaves(archive.read(entry), depth)


def _paper(data: bytes, depth: int) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(data)) as document:
        for thing in document.objects:
            yield thing.unparse() if not isinstance(thing, pikepdf.Stream) else thing.stream_dict.unparse()
            if isinstance(thing, pikepdf.Stream):
                yield thing.read_raw_bytes()
                with suppress(pikepdf.PdfError):
                    yield from leaves(thing.read_bytes(), depth)


def _picture(data: bytes) -> Iterator[bytes]:
    """Yield what a picture's blocks and pixels say."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            yield repr(image.info).encode() + repr(getattr(image, "text", "")).encode()
            for band in range(len(image.getbands())):
                yield image.getchannel(band).tobytes()
    except (OSError, ValueError, SyntaxError):
        return


def found(data: bytes, planting: Planting) -> list[str]:
    """Return the slots whose word is still somewhere in the file, in any of the codings a search would miss."""
    everything = b"\0".join(leaves(data)).lower()
    return [slot for slot, word in planting.slots.items() if any(form in everything for form in _forms(word))]


def _forms(word: str) -> list[bytes]:
    plain = word.encode()
    coded = [base64.b64encode(b"x" * shift + plain)[4:-4] for shift in range(3)]
    forms = [plain, plain[::-1], plain.hex().encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), *coded]
    return [form.lower() for form in forms]
