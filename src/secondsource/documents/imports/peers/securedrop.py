"""SecureDrop: downloads of the journalist interface, decrypted on the viewing station, and exports of its apps.

The journalist interface packs `SOURCE/N_YYYY-MM-DD/N-SOURCE-msg.gpg` (a message), `-doc.gz.gpg` (a file, whose own
name stands in the gzip header) and `-reply.gpg` (the newsroom's answer). The day in the folder's name is that of the
source's last activity, not of the message, so no report is dated by it. The apps export `transcript.txt` beside the
files. A transcript quotes without escaping: whoever wrote a message can imitate its headings, and every report made
of one says so. Sources: freedomofpress/securedrop, `store.py`; freedomofpress/securedrop-client, `transcriber.ts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from secondsource.documents.encoding import decode
from secondsource.documents.extract import UnreadableError
from secondsource.documents.imports.opening import gunzip
from secondsource.documents.imports.peers.folder import is_dropping
from secondsource.documents.imports.taken import Taking

_PART = re.compile(
    r"(?P<number>\d+)-(?P<source>[a-z0-9_ -]+?)-(?P<kind>msg|doc|reply)(?P<packed>\.gz|\.zip)?(?:\.txt)?(?:\.gpg)?"
)
_TRANSCRIPT = "transcript.txt"
_HEAD = re.compile(r"Source: (?P<source>.+)")
_WROTE = re.compile(r"Source wrote:")
_UPLOADED = re.compile(r"Source uploaded file: .*")
_REPLIED = re.compile(r"(?P<who>\S.{0,80}) replied:")


def fits(files: Mapping[str, bytes]) -> bool:
    """Say whether these files are such an export."""
    names = [PurePosixPath(path).name for path in files if not is_dropping(path)]
    numbered = sum(_PART.fullmatch(name) is not None for name in names)
    transcripts = [data for path, data in files.items() if PurePosixPath(path).name == _TRANSCRIPT]
    return any(data.startswith(b"Source: ") for data in transcripts) or (numbered > 0 and 2 * numbered >= len(names))


def take(taking: Taking) -> None:
    """Take messages as reports and files as exhibits."""
    for path in sorted(taking.files):
        name = PurePosixPath(path).name
        part = _PART.fullmatch(name)
        if is_dropping(path):
            continue
        if name == _TRANSCRIPT:
            _transcript(path, taking)
        elif name.endswith(".gpg"):
            taking.leave(
                path, code="encrypted", reason="It is still encrypted; decrypt it on the viewing station first."
            )
        elif part is None:
            taking.exhibit(path)
        elif part["kind"] == "reply":
            taking.leave(path, code="own-words", reason="It is the newsroom's own reply and no report.")
        elif part["kind"] == "msg":
            about = {"system": "SecureDrop", "source": part["source"], "message": part["number"], "path": path}
            taking.report(f"{part['source']}-{part['number']}", decode(taking.files[path]).text, about)
        else:
            _document(path, part["source"], taking, packed=part["packed"] == ".gz")


def _document(path: str, source: str, taking: Taking, *, packed: bool) -> None:
    """Take an uploaded file, out of its gzip where it is packed."""
    name, data = "", taking.files[path]
    if packed:
        try:
            name, data = gunzip(data, taking.limits)
        except UnreadableError as refusal:
            taking.leave(path, code=refusal.code, reason=refusal.sentence)
            return
    taking.exhibit(path, data=data, name=name, system="SecureDrop", source=source)


def _transcript(path: str, taking: Taking) -> None:
    """Take a transcript message by message."""
    text = decode(taking.files[path]).text
    head = _HEAD.match(text)
    source = head["source"].strip() if head else "source"
    taking.note("A transcript quotes without escaping: a message in it can imitate the headings of others.")
    for number, message in enumerate(_messages(text), start=1):
        about = {"system": "SecureDrop", "source": source, "message": str(number), "path": path}
        taking.report(f"{source}-{number}", message, about)


def _messages(text: str) -> Iterator[str]:
    """Yield what the source wrote."""
    lines: list[str] = []
    of_source = False
    for line in text.splitlines():
        wrote = _WROTE.fullmatch(line)
        if wrote or _UPLOADED.fullmatch(line) or _REPLIED.fullmatch(line):
            yield from _message(lines)
            lines, of_source = [], wrote is not None
        elif of_source:
            lines.append(line)
    yield from _message(lines)


def _message(lines: list[str]) -> Iterator[str]:
    """Yield a message, unless it holds nothing."""
    if "".join(lines).strip():
        yield "\n".join(lines).strip("\n") + "\n"
