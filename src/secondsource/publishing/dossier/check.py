"""Checking a dossier offline: every byte, the release inside it, and who vouches for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from secondsource.core.codec import canonical
from secondsource.core.release.letting_out.commitments import Opening
from secondsource.core.release.letting_out.release import Release, release_bytes, release_of
from secondsource.core.release.policy import LETTING_OUT
from secondsource.errors import InputError, IntegrityError, RuleError
from secondsource.publishing.dossier import build
from secondsource.publishing.dossier.manifest import EXHIBITS, MANIFEST, RELEASE, compare, damaged, parse
from secondsource.trust.verifying.answers import Answer, Outcome
from secondsource.trust.verifying.carried import Carried, verify_carried
from secondsource.trust.verifying.site import Asked

_NEVER_STALE: Final = timedelta(days=366_000)
"""A dossier is read for years; how old its proof is, is told and not refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found; a dossier with anything wrong has been refused before."""

    release: Release
    files: int
    contents_sha256: str
    answer: Answer | None = None
    """What the statement beside it says; None without one."""
    pinned: bool = False
    """Whether the reader vouched for the seats."""

    @property
    def vouched(self) -> bool:
        """Whether seats that the reader knows let out every byte of it."""
        return self.answer is not None and self.pinned and self.answer.action in LETTING_OUT


def check_files(files: Mapping[str, bytes], *, now: datetime, pin: str | None = None) -> Checked:
    """Check a dossier.

    Args:
        files: every file by its path.
        now: UTC.
        pin: fingerprint of the desk's seats file that the reader got by another way; None where there is none.

    Raises:
        IntegrityError: `dossier-changed`: a byte was changed, taken away or added; or a code of the statement's own.
    """
    if MANIFEST not in files:
        raise damaged("This dossier has no manifest.")
    manifest = parse(files[MANIFEST])
    compare(manifest, files)
    release = _release(files)
    _check_exhibits(release, files)
    papers = [one.path for one in manifest.statement]
    answer = None
    if papers:
        answer = _answer(files, papers, Asked(now=now, max_age=_NEVER_STALE, pin=pin))
        try:
            build.check_binding(manifest, files[build.TEXT])
        except RuleError as error:
            raise damaged("The desk's statement in this dossier speaks of another dossier.") from error
        if answer.subject != release.subject:
            raise damaged("The desk's statement in this dossier speaks of another subject.")
    return Checked(
        release=release,
        files=len(files),
        contents_sha256=manifest.contents_sha256,
        answer=answer,
        pinned=pin is not None,
    )


def check_opening(release: Release, openings: Iterable[Opening], originals: Iterable[bytes]) -> tuple[str, ...]:
    """Return the ids of the exhibits that are shown to come from the given sealed originals.

    Args:
        release: out of a checked dossier.
        openings: as the desk handed them over.
        originals: the sealed originals' bytes.

    Raises:
        IntegrityError: `opening-wrong`: an opening fits neither its exhibit nor an original.
    """
    digests = {hashlib.sha256(data).hexdigest() for data in originals}
    exhibits = {one.id: one for one in release.exhibits}
    for opening in openings:
        exhibit = exhibits.get(opening.exhibit)
        fits = exhibit is not None and (exhibit.commitment, exhibit.sha256) == (opening.commitment, opening.copy_sha256)
        if not fits or opening.original_sha256 not in digests:
            raise IntegrityError(
                "opening-wrong",
                f"The opening for {opening.exhibit!a} does not tie its copy to any of these originals.",
                "Ask the desk for the opening of this very release, and for the original it speaks of.",
            )
    return tuple(opening.exhibit for opening in openings)


def _release(files: Mapping[str, bytes]) -> Release:
    try:
        release = release_of(json.loads(files[RELEASE]))
    except KeyError as error:
        raise damaged("This dossier has no release.") from error
    except (ValueError, RecursionError, InputError) as error:
        raise damaged("The release in this dossier cannot be read.") from error
    if release_bytes(release) != files[RELEASE]:
        raise damaged("The release in this dossier is not in its canonical form.")
    return release


def _check_exhibits(release: Release, files: Mapping[str, bytes]) -> None:
    """Hold the exhibits against what the release says of them: both could have been exchanged with the manifest."""
    copies = {path.removeprefix(EXHIBITS): data for path, data in files.items() if path.startswith(EXHIBITS)}
    signed = build.NOTE in files
    try:
        made = build.contents(release, copies, signed=signed)
    except IntegrityError as error:
        raise damaged("The exhibits in this dossier are not those that its release lists.") from error
    readmes = {path for path in made if path.startswith("README.")}
    allowed = {*made, MANIFEST, build.NOTE, build.PROOF, build.TEXT, build.SEATS, build.LOG_POLICY}
    for path in sorted(readmes - files.keys()):
        raise damaged(f"The file {path} is missing from this dossier.")
    for path in sorted(files.keys() - allowed):
        raise damaged(f"The file {path!a} was added to this dossier.")


def _answer(files: Mapping[str, bytes], papers: list[str], asked: Asked) -> Answer:
    """Verify the statement.

    Raises:
        IntegrityError: with the verifier's own code.
    """
    wanted = {build.NOTE, build.PROOF, build.TEXT, build.SEATS, build.LOG_POLICY}
    if set(papers) != wanted:
        raise damaged("The statement in this dossier is not whole.")
    answer = verify_carried(
        Carried(
            note=files[build.NOTE],
            proof=files[build.PROOF],
            seats=files[build.SEATS],
            log_policy=files[build.LOG_POLICY],
            text=files[build.TEXT],
        ),
        asked,
    )
    if answer.outcome is Outcome.REFUSED:
        raise damaged(f"The statement in this dossier does not hold: {answer.reasons[0]}")
    return answer


def openings_bytes(openings: Iterable[Opening]) -> bytes:
    """Return openings as canonical JSON; they stay with the desk."""
    listed = [
        {
            "exhibit": one.exhibit,
            "salt": one.salt,
            "original_sha256": one.original_sha256,
            "copy_sha256": one.copy_sha256,
        }
        for one in openings
    ]
    return canonical({"schema": "secondsource/openings/1", "openings": listed})


def openings_of(data: bytes) -> tuple[Opening, ...]:
    """Read openings back.

    Raises:
        InputError: `openings-unreadable`.
    """
    try:
        return tuple(Opening(**{key: str(value) for key, value in one.items()}) for one in json.loads(data)["openings"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError(
            "openings-unreadable",
            "These openings cannot be read.",
            "Use the file that was written when the release was drafted.",
        ) from error
