"""Sound and film: their tags and the pictures in them. What is heard and seen is beyond this attack, and it says so."""

from __future__ import annotations

import io
from typing import Any

import mutagen

from secondsource.shielding.attacking.leak import Check, Place, Severity
from secondsource.shielding.attacking.walk import Walk

_HARMLESS = frozenset({"TSSE", "encoder", "ENCODER", "\xa9too"})


def attack_media(walk: Walk, data: bytes, path: tuple[str, ...]) -> None:
    """Attack the tags; the raw bytes are searched by the caller."""
    walk.unchecked(path, "sound-and-moving-pictures")
    try:
        opened = mutagen.File(io.BytesIO(data))
    except (mutagen.MutagenError, OSError, ValueError, KeyError, IndexError):
        opened = None
    tags: Any = None if opened is None else opened.tags
    if tags is None:
        return
    for name, value in tags.items():
        walk.text(f"{name}\n{value}", path, "tag")
        if str(name) not in _HARMLESS:
            walk.leak(Check.METADATA, Severity.WARN, Place(path=path, slot="tag"), detail=str(name)[:4])
        for number, picture in enumerate(_pictures(value), start=1):
            walk.part(picture, path, f"picture-{number}")
    for number, picture in enumerate(getattr(opened, "pictures", ()), start=1):
        walk.text(str(picture.desc), path, "tag")
        walk.part(bytes(picture.data), path, f"cover-{number}")


def _pictures(value: Any) -> list[bytes]:
    """Return the pictures a tag holds."""
    if isinstance(getattr(value, "data", None), bytes):
        return [value.data]
    return [bytes(one) for one in value if isinstance(one, bytes)] if isinstance(value, list) else []
