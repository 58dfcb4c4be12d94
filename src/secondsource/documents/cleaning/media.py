"""Clean sound and film: streams are put into a new container, without tags and without times.

The streams are not decoded again, so what is heard and seen stays sample for sample: voices, faces, sounds of a place
and an encoder's habits stay with it. Notes inside H.264 and H.265 streams (supplemental information) are cut out.
"""

from __future__ import annotations

import io
from typing import Any

import av
from av.bitstream import BitStreamFilterContext

from secondsource.documents.cleaning.cleaned import Account, Cleaned, UncleanableError

_CONTAINERS = {
    "mp3": ("mp3", ".mp3", {"write_xing": "0", "id3v2_version": "0"}),
    "flac": ("flac", ".flac", {}),
    "ogg": ("ogg", ".ogg", {}),
    "wav": ("wav", ".wav", {}),
    "aiff": ("aiff", ".aiff", {}),
    "avi": ("avi", ".avi", {}),
    "asf": ("asf", ".wmv", {}),
    "mov,mp4,m4a,3gp,3g2,mj2": ("mp4", ".mp4", {}),
    "matroska,webm": ("matroska", ".mkv", {}),
}
_NOTES = {"h264": "filter_units=remove_types=6", "hevc": "filter_units=remove_types=39-40"}
_KEPT = {"audio", "video"}


def clean_media(data: bytes) -> Cleaned:
    """Return a sound or film file with its first sound and picture streams only.

    Raises:
        UncleanableError: if its container is not on the list, or damaged.
    """
    account = Account()
    out = io.BytesIO()
    try:
        with av.open(io.BytesIO(data), metadata_errors="replace") as source:
            if source.format.name not in _CONTAINERS:
                raise UncleanableError("unknown-part", "It is a sound or film file of a kind that cannot be cleaned.")
            name, suffix, options = _CONTAINERS[source.format.name]
            account.removed("tag", len(source.metadata) + sum(len(stream.metadata) for stream in source.streams))
            account.removed("chapter", len(source.chapters()))
            with av.open(out, "w", format=name, options={"fflags": "+bitexact", **options}) as target:
                _carry(source, target, account)
    except (av.FFmpegError, ValueError, KeyError) as error:
        raise UncleanableError("damaged", "The sound or film file is damaged.") from error
    account.note("Voices, faces and sounds of a place stay, and so do an encoder's habits and watermarks.")
    return account.close(_without_tags(out.getvalue(), name), suffix)


def _carry(source: Any, target: Any, account: Account) -> None:
    """Copy the packets of the streams that are heard or seen."""
    copies: dict[int, Any] = {}
    filters: dict[int, BitStreamFilterContext] = {}
    for stream in source.streams:
        if stream.type not in _KEPT or stream.disposition & av.stream.Disposition.attached_pic:
            account.removed("further stream (subtitles, data, cover picture)")
            continue
        copies[stream.index] = target.add_stream_from_template(stream)
        copies[stream.index].metadata.clear()
        if rule := _NOTES.get(stream.codec_context.name):
            filters[stream.index] = BitStreamFilterContext(rule, stream, copies[stream.index])
    if not copies:
        raise UncleanableError("damaged", "The file holds nothing to hear or see.")
    for packet in source.demux([source.streams[index] for index in copies]):
        if packet.dts is None:
            continue
        number = packet.stream.index
        for kept in filters[number].filter(packet) if number in filters else [packet]:
            kept.stream = copies[number]
            target.mux(kept)


def _without_tags(data: bytes, name: str) -> bytes:
    """Cut the empty tag block that a writer puts in front of an MP3."""
    if name == "mp3" and data[:3] == b"ID3":
        size = 0
        for byte in data[6:10]:
            size = size * 128 + (byte & 0x7F)
        return data[10 + size :]
    return data
