"""A draft of a release from findings: clean copies taken in, people masked, originals committed to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from secondsource.core.release.letting_out.commitments import Opening, commit
from secondsource.core.release.letting_out.parts import ReleasedExhibit
from secondsource.core.release.letting_out.release import Release
from secondsource.core.vetting.finding import Findings
from secondsource.errors import InputError
from secondsource.publishing.dossier.archive import LIMITS
from secondsource.publishing.dossier.draft import draft
from secondsource.shielding.finders.structured import find_structured
from secondsource.shielding.matching.matcher import Matcher
from secondsource.shielding.redaction.choices import Choices
from secondsource.shielding.redaction.pseudonyms import Pseudonyms, new_key
from secondsource.shielding.redaction.redact import redact
from secondsource.shielding.redaction.spans import spans_of
from secondsource.shielding.register.entry import Protected, Register, fault_of
from secondsource.trust.verifying.reading import read_some

_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A clean copy, and the sealed original it was made from where it is at hand."""

    copy: Path
    original: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A draft with what belongs to it."""

    release: Release
    copies: dict[str, bytes]
    """The clean copies under their neutral names."""
    openings: tuple[Opening, ...]
    """Stay with the desk."""


def draft_release(
    findings: Findings, copies: Sequence[Copy], register: Register, *, subject: str, desk: str, day: date
) -> Drafted:
    """Return a draft.

    Args:
        findings: of the whole case.
        copies: what may go out; numbered in this order.
        register: who is protected. Everybody whom the findings name and do not call public is masked as well.
        subject: the subject of the desk's statements.
        desk: the desk's public name.
        day: when it is to go out.

    Raises:
        InputError: a copy cannot be read, or two are the same.
        RuleError: `draft-nothing-accepted`.
    """
    exhibits, files, openings = [], {}, []
    for number, one in enumerate(copies, start=1):
        data = read_some(one.copy, LIMITS.file_bytes)
        digest = hashlib.sha256(data).hexdigest()
        identity = f"exhibit-{number}"
        opening = None
        if one.original is not None:
            original = hashlib.sha256(read_some(one.original, LIMITS.file_bytes)).hexdigest()
            opening = commit(identity, original_sha256=original, copy_sha256=digest)
            openings.append(opening)
        suffix = one.copy.suffix.lower()
        if not _SUFFIX.fullmatch(suffix):
            raise InputError(
                "copy-suffix",
                f"The copy {one.copy.name!a} has no file type that can be kept.",
                "Make clean copies with secondsource clean or secondsource redact.",
            )
        name = f"{identity}{suffix}"
        files[name] = data
        exhibits.append(
            ReleasedExhibit(
                id=identity,
                name=name,
                sha256=digest,
                size=len(data),
                commitment=opening.commitment if opening else "",
            )
        )
    release = draft(
        findings,
        subject=subject,
        desk=desk,
        day=day,
        exhibits=tuple(exhibits),
        mask=masking(_everybody(findings, register)),
    )
    return Drafted(release=release, copies=files, openings=tuple(openings))


def _everybody(findings: Findings, register: Register) -> Register:
    """Return the register with all whom the findings name and do not call public."""
    everybody = register
    for person in findings.people:
        entry = Protected(id="", name=person.name)
        if person.private is not False and not fault_of(entry):
            everybody = everybody.with_entry(entry)
    return everybody


def masking(register: Register) -> Callable[[str], str]:
    """Return what takes the people of a register, and telephones, mail and papers, out of a text.

    Pseudonyms are drawn anew with every call: those of two releases cannot be joined.
    """
    matcher = Matcher(register)
    names = Pseudonyms(new_key(), (entry.id for entry in register))

    def mask(text: str) -> str:
        spans = spans_of(matcher.find(text), find_structured(text))
        return redact(text, spans, Choices(), names, "en").text

    return mask
