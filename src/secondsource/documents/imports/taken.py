"""What was taken in: frozen values, and the list of what was not taken and why.

Nothing here is believed. A hash that the peer gave is compared and the answer kept beside it; a peer's grades, names of
its members and records of people are left behind.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final

from secondsource.documents.limits import MEBIBYTE, Limits

LIMITS: Final = Limits(
    file_bytes=1024 * MEBIBYTE,
    archive_bytes=1024 * MEBIBYTE,
    archive_parts=20_000,
    answer_bytes=1536 * MEBIBYTE,
    memory_bytes=6 * 1024 * MEBIBYTE,
    seconds=300.0,
    cpu_seconds=240,
    files_per_process=1,
)
"""Of an export as a whole."""
_HASHES: Final = {"sha256": hashlib.sha256, "sha3-512": hashlib.sha3_512, "sha1": hashlib.sha1}
"""SHA-1 is what Aleph gives; it is compared and trusted no further."""


class Peer(StrEnum):
    """Whose format it is."""

    FOLDER = "folder"
    SECUREDROP = "securedrop"
    GLOBALEAKS = "globaleaks"
    ATLOS = "atlos"
    AUTO_ARCHIVER = "auto-archiver"
    WACZ = "wacz"
    FOLLOW_THE_MONEY = "followthemoney"


class Match(StrEnum):
    """What came of comparing a file with what the peer says of it."""

    MATCHES = "matches"
    DIFFERS = "differs"
    NOT_GIVEN = "not-given"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenExhibit:
    """One file, byte for byte as it came."""

    name: str
    """The last part of its path, for people; unsafe to write to as it is."""
    path: str
    """Where it lay in the export."""
    data: bytes
    given: str = ""
    """What the peer says of it: `sha256:...`, or `size:...` where it gives no hash; empty where it says nothing."""
    match: Match = Match.NOT_GIVEN
    about: tuple[tuple[str, str], ...] = ()
    """Name and value of what the peer says of its origin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenReport:
    """A text made of an export's fields, with what its front matter will say."""

    name: str
    text: str
    title: str | None = None
    published: str | None = None
    """A day, ISO 8601."""
    language: str | None = None
    author: str | None = None
    url: str | None = None
    about: tuple[tuple[str, str], ...] = ()
    """Name and value of its provenance in the export."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenClaim:
    """A claim that a peer records; a proposal like any other."""

    text: str
    day: str | None = None
    urls: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()
    """Paths of exhibits and names of reports in this export that the peer gives as proof."""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What was not taken, and why."""

    path: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """All that one export gave."""

    peer: Peer
    exhibits: tuple[TakenExhibit, ...] = ()
    reports: tuple[TakenReport, ...] = ()
    claims: tuple[TakenClaim, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences for the editor."""
    left_out: tuple[LeftOut, ...] = ()


@dataclass(slots=True)
class Taking:
    """Gathers what an export gives."""

    files: Mapping[str, bytes]
    limits: Limits = LIMITS
    exhibits: list[TakenExhibit] = field(default_factory=list)
    reports: list[TakenReport] = field(default_factory=list)
    claims: list[TakenClaim] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    _names: Counter[str] = field(default_factory=Counter)

    def exhibit(self, path: str, given: str = "", *, data: bytes | None = None, name: str = "", **about: str) -> None:
        """Take one file.

        Args:
            path: in the export.
            given: what the peer says of it, `algorithm:hex`, or `size:bytes`.
            data: where it is not the file itself but what was packed in it.
            name: where it is not the last part of the path.
            about: what the peer says of its origin; empty values are left out.
        """
        content = self.files[path] if data is None else data
        self.exhibits.append(
            TakenExhibit(
                name=name or PurePosixPath(path).name,
                path=path,
                data=content,
                given=given,
                match=compare(content, given),
                about=_pairs(about),
            )
        )

    def report(self, name: str, text: str, about: Mapping[str, str], **says: str | None) -> str:
        """Take a text as a report and return the name it got; names are kept apart by a number."""
        self._names[name] += 1
        got = name if self._names[name] == 1 else f"{name}-{self._names[name]}"
        self.reports.append(TakenReport(name=got, text=text, about=_pairs(about), **says))
        return got

    def leave(self, path: str, *, code: str, reason: str) -> None:
        """Say that something was not taken."""
        self.left_out.append(LeftOut(path=path, code=code, reason=reason))

    def note(self, sentence: str) -> None:
        """Say something to the editor, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def taken(self, peer: Peer) -> TakenIn:
        """Return what was gathered."""
        differing = sum(one.match is Match.DIFFERS for one in self.exhibits)
        if differing:
            self.note(
                f"Files that are not what the export says of them: {differing}. Ask the peer before you use them."
            )
        return TakenIn(
            peer=peer,
            exhibits=tuple(self.exhibits),
            reports=tuple(self.reports),
            claims=tuple(self.claims),
            notes=tuple(self.notes),
            left_out=tuple(self.left_out),
        )


def compare(data: bytes, given: str) -> Match:
    """Compare bytes with what a peer says of them; what cannot be compared counts as not given."""
    kind, _, value = given.partition(":")
    value = value.strip().lower()
    if kind == "size":
        return Match.MATCHES if value == str(len(data)) else Match.DIFFERS
    if kind not in _HASHES or not value:
        return Match.NOT_GIVEN
    return Match.MATCHES if _HASHES[kind](data).hexdigest() == value else Match.DIFFERS


def digests(data: bytes) -> frozenset[str]:
    """Return the hashes of some bytes in the forms that peers give, `sha256:...` and the like."""
    return frozenset(f"{kind}:{make(data).hexdigest()}" for kind, make in _HASHES.items())


def _pairs(about: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in about.items() if value)
