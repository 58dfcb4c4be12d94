"""The layers of sound and film: the tags of their containers."""

from __future__ import annotations

import io

import mutagen

from secondsource.documents.layers.layered import Gathering, Sort
from secondsource.documents.layers.pictures import add_picture
from secondsource.documents.layers.runs import readable

_EDGE = 65_536


def add_tags(data: bytes, gathering: Gathering) -> None:
    """Add every tag; of a container that is not known, what is readable at its two ends."""
    try:
        tagged = mutagen.File(io.BytesIO(data))
    except (mutagen.MutagenError, ValueError, KeyError, TypeError):
        tagged = None
    if tagged is None:
        gathering.add(Sort.METADATA, "readable bytes", readable(data[:_EDGE] + b"\0" + data[-_EDGE:]))
        gathering.note("The tags of this kind of sound or film file are not known; what is readable in it is shown.")
        return
    for name, value in dict(tagged.tags or {}).items():
        picture = getattr(value, "data", None)
        if isinstance(picture, bytes) and str(name).startswith("APIC"):
            add_picture(picture, f"cover picture {name}", gathering)
        else:
            values = value if isinstance(value, list) else [value]
            gathering.add(Sort.METADATA, f"tag {name}", "\n".join(str(one) for one in values))
    for picture in getattr(tagged, "pictures", ()):
        gathering.add(Sort.ALTERNATIVE, "cover picture", picture.desc)
        add_picture(picture.data, "cover picture", gathering)
    gathering.note("What is said and shown in sound and film was not looked into.")
