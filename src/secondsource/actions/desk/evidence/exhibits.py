"""Taking in exhibits, and opening them again: who, when and why stands in their custody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from secondsource.actions.desk import access
from secondsource.actions.desk.evidence import vetting
from secondsource.actions.desk.evidence.names import neutral, unlike
from secondsource.documents.limits import Limits
from secondsource.errors import AccessError, InputError, RuleError
from secondsource.store.evidence import blobs
from secondsource.store.evidence.blobs import Blob
from secondsource.store.evidence.changes import exhibits as changes
from secondsource.store.evidence.lookups import exhibits as lookups
from secondsource.store.evidence.values import Act, Exhibit
from secondsource.store.team import journal

MOST_FILES = 1000
"""Files taken in at once."""
LARGEST = Limits().file_bytes
RECIPIENTS = "recipients.txt"
"""In the desk's folder: whom originals are sealed to, one age recipient a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One file on its way in."""

    name: str
    """As the sender wrote it."""
    pieces: Iterable[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of the files."""

    exhibits: tuple[str, ...]
    """Keys of the new exhibits."""
    known: tuple[str, ...]
    """Names of files that the case holds already, by their content."""
    too_large: tuple[str, ...]
    empty: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    name: str
    blob: Blob


class _TooLargeError(Exception):
    """A file grew beyond what is taken in."""


def take_in(*, actor: str, case: str, files: Sequence[Incoming], how: str, now: datetime) -> TakenIn:
    """Keep files as exhibits of a case and have them vetted.

    Bytes are on the disk before the exhibits are in the records, and gone again where the records refuse them.

    Args:
        actor: the acting member's key.
        case: the case's key.
        files: what comes in; each is read once.
        how: `upload`, `folder` or `tip`.
        now: the moment.

    Raises:
        AccessError: as `access.working`.
        InputError: `no-file`, `too-many-files`.
        StorageError: `blob-unwritable`.
    """
    access.working(case, actor)
    if not files:
        raise InputError("no-file", "There is no file to take in.", "Choose one or more files, or a folder.")
    if len(files) > MOST_FILES:
        raise InputError(
            "too-many-files",
            f"These are {len(files)} files; at most {MOST_FILES} are taken in at once.",
            "Take them in by parts, or on the server with: secondsource desk take-in.",
        )
    known = lookups.known_digests(case)
    kept: list[_Kept] = []
    told: dict[str, list[str]] = {"known": [], "too_large": [], "empty": []}
    try:
        for file in files:
            _keep(file, known, kept, told)
        keys = _record(actor, case, kept, how, now)
    except BaseException:
        for one in kept:
            blobs.erase(one.blob.id)
        raise
    return TakenIn(
        exhibits=keys,
        known=tuple(told["known"]),
        too_large=tuple(told["too_large"]),
        empty=tuple(told["empty"]),
    )


def _keep(file: Incoming, known: dict[str, str], kept: list[_Kept], told: dict[str, list[str]]) -> None:
    name = neutral(file.name)
    try:
        blob = blobs.keep(_up_to(file.pieces, LARGEST))
    except _TooLargeError:
        told["too_large"].append(name)
        return
    if not blob.size or blob.sha256 in known:
        blobs.erase(blob.id)
        told["known" if blob.size else "empty"].append(name)
        return
    known[blob.sha256] = name
    kept.append(_Kept(name, blob))


def _up_to(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise _TooLargeError
        yield piece


def _record(actor: str, case: str, kept: Sequence[_Kept], how: str, now: datetime) -> tuple[str, ...]:
    if not kept:
        return ()
    keys = []
    with journal.entry(actor=actor, verb="exhibit.take-in", now=now, case=case) as about:
        # Asked again with the journal's head in hand: somebody may have taken in the same file meanwhile.
        known = lookups.known_digests(case)
        taken = set(known.values())
        for one in kept:
            if one.blob.sha256 in known:
                raise RuleError(
                    "exhibit-there",
                    "Somebody took in one of these files at the same moment.",
                    "Nothing was taken in twice. Send your files again: what is there already is passed over.",
                )
            name = unlike(one.name, taken)
            taken.add(name)
            keys.append(changes.add_exhibit(case=case, name=name, how=how, blob=one.blob, member=actor, now=now))
        about["exhibits"] = keys
        about["sha256"] = [one.blob.sha256 for one in kept]
        vetting.queue(case=case, member=actor, now=now)
    return tuple(keys)


def sealing() -> bool:
    """Say whether originals are sealed to members here; where not, they lie in plain on the desk's own disk."""
    return (Path(settings.DESK) / RECIPIENTS).is_file()


def open_original(*, actor: str, case: str, exhibit: str, why: str, now: datetime) -> Exhibit:
    """Note who opens an original and why, and return the exhibit; its bytes are in `blobs`.

    Raises:
        AccessError: as `access.working`; `exhibit-unknown`.
        InputError: `why-missing`.
    """
    access.working(case, actor)
    found = lookups.exhibit(case, exhibit)
    if not why.strip():
        raise InputError(
            "why-missing",
            "An original is opened for a reason, and none was given.",
            "Write in a few words why the clean copy does not do.",
        )
    with journal.entry(actor=actor, verb="exhibit.open-original", now=now, case=case, about={"exhibit": exhibit}):
        changes.note(exhibit=exhibit, act=Act.ORIGINAL_OPENED, member=actor, why=why.strip()[:500], now=now)
    return found


def take_copy(*, actor: str, case: str, exhibit: str, now: datetime) -> Exhibit:
    """Note who takes the clean copy away, and return the exhibit.

    Raises:
        AccessError: as `access.working`; `exhibit-unknown`, `copy-unknown` where there is none.
    """
    access.working(case, actor)
    found = with_copy(case, exhibit)
    with journal.entry(actor=actor, verb="exhibit.take-copy", now=now, case=case, about={"exhibit": exhibit}):
        changes.note(exhibit=exhibit, act=Act.COPY_TAKEN, member=actor, why="", now=now)
    return found


def with_copy(case: str, exhibit: str) -> Exhibit:
    """Return an exhibit that has a clean copy.

    Raises:
        AccessError: `exhibit-unknown`, `copy-unknown`.
    """
    found = lookups.exhibit(case, exhibit)
    if found.clean is None:
        raise AccessError("copy-unknown", "There is no clean copy of this exhibit.", "Its page says why.")
    return found
