"""Building a dossier: a release, its clean copies and the desk's statement, as files with a manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from secondsource.core.release.letting_out.release import Release, release_bytes
from secondsource.errors import IntegrityError, RuleError
from secondsource.publishing.dossier.manifest import EXHIBITS, MANIFEST, RELEASE, STATEMENT, Manifest, listing
from secondsource.publishing.dossier.readme import readmes

NOTE: Final = f"{STATEMENT}statement.note"
PROOF: Final = f"{STATEMENT}statement.tlog-proof"
TEXT: Final = f"{STATEMENT}text.txt"
SEATS: Final = f"{STATEMENT}seats.txt"
LOG_POLICY: Final = f"{STATEMENT}log.policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The desk's statement on a release, as it lies in the public log."""

    note: bytes
    """The statement note, k seat signatures below it."""
    proof: bytes
    """Its C2SP tlog-proof."""
    text: bytes
    """The full text that was signed; it names the dossier."""
    seats: bytes
    """The seats file in force."""
    log_policy: bytes
    """The log's key and witnesses."""

    def files(self) -> dict[str, bytes]:
        """Return them under their places in a dossier."""
        return {NOTE: self.note, PROOF: self.proof, TEXT: self.text, SEATS: self.seats, LOG_POLICY: self.log_policy}


def contents(release: Release, copies: Mapping[str, bytes], *, signed: bool = True) -> dict[str, bytes]:
    """Return everything of a dossier but the statement: what is reviewed, voted on, and never changed after.

    Args:
        release: what goes out.
        copies: the clean, redacted exhibits by the names the release gives them.
        signed: whether a statement will lie beside it; the README says so.

    Raises:
        IntegrityError: `exhibit-foreign`, where a copy is not the one that the release lists, is missing or is one
            too many.
    """
    for exhibit in release.exhibits:
        data = copies.get(exhibit.name)
        if data is None or len(data) != exhibit.size or hashlib.sha256(data).hexdigest() != exhibit.sha256:
            raise _foreign(exhibit.name)
    for name in sorted(copies.keys() - {exhibit.name for exhibit in release.exhibits}):
        raise _foreign(name)
    placed = {f"{EXHIBITS}{name}": data for name, data in copies.items()}
    return {RELEASE: release_bytes(release), **placed, **readmes(release, signed=signed)}


def dossier_files(release: Release, copies: Mapping[str, bytes], papers: Papers | None = None) -> dict[str, bytes]:
    """Return all files of a dossier by path; the same input gives the same bytes.

    Args:
        release: what goes out.
        copies: as `contents`.
        papers: the desk's statement; None for a dossier nobody vouches for yet, whose README says so.

    Raises:
        IntegrityError: `exhibit-foreign`.
        RuleError: `dossier-unbound`, where the signed text does not name this dossier.
    """
    files = contents(release, copies, signed=papers is not None)
    if papers is not None:
        files |= papers.files()
        check_binding(listing(files), papers.text)
    return {**files, MANIFEST: listing(files).encode()}


def check_binding(manifest: Manifest, text: bytes) -> None:
    """Refuse a signed text that does not name a dossier's contents on a line of their own.

    Raises:
        RuleError: `dossier-unbound`.
    """
    if manifest.binding not in text.decode("utf-8", "replace").splitlines():
        raise RuleError(
            "dossier-unbound",
            "The signed text does not name this dossier, so its signatures say nothing about it.",
            f"Put this line into the text before the vote: {manifest.binding}",
        )


def _foreign(name: str) -> IntegrityError:
    return IntegrityError(
        "exhibit-foreign",
        f"The copy {name!a} is not the one that the release lists.",
        "Give exactly the copies that were reviewed, under the names in the release.",
    )
