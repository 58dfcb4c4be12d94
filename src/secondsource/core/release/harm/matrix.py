"""The harm matrix: kind of harm, how severe, how likely, and what follows.

Severity follows the levels of OCHA's data guidelines, likelihood the words of ICD 203. The lines drawn between them are
this project's proposal and no published standard:

    none, low           accepted
    moderate            needs a mitigation when likely or more
    high                needs a mitigation and every seat
    severe              as high when very unlikely or less; blocks when unlikely or more

For every person every kind is answered. What is not answered is unknown, and unknown is not none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from secondsource.core.vetting.judging.likelihood import word_steps


class HarmKind(StrEnum):
    """What could happen to somebody."""

    LIFE = "life"
    LIBERTY = "liberty"
    PHYSICAL = "physical"
    LIVELIHOOD = "livelihood"
    FAMILY = "family"
    LEGAL = "legal"
    PSYCHOLOGICAL = "psychological"
    DISCRIMINATION = "discrimination"


class Severity(StrEnum):
    """How badly."""

    NONE = "none"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    SEVERE = "severe"


class HarmStanding(StrEnum):
    """What follows from a note, from the lightest to the heaviest."""

    ACCEPTED = "accepted"
    MITIGATED = "mitigated"
    """Its mitigation was checked by a second person."""
    FULL_QUORUM = "full-quorum"
    """Mitigated, and goes out only when every seat says yes."""
    NEEDS_MITIGATION = "needs-mitigation"
    UNKNOWN = "unknown"
    BLOCKS = "blocks"


_WORST = tuple(HarmStanding)
_MITIGATE_FROM = "likely"
_BLOCK_FROM = "unlikely"


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmNote:
    """One kind of harm to one person, as the release stands now, with its mitigation if there is one."""

    person: str
    kind: HarmKind
    severity: Severity | None
    likelihood: str | None
    """An ICD 203 word; not asked when the severity is none."""
    by: str
    at: datetime
    mitigation: str = ""
    checked_by: str = ""
    """Who saw that the mitigation is done; never the note's own author."""


def standing(note: HarmNote) -> HarmStanding:
    """Say what follows from one note."""
    words = [step.value for step in word_steps()]
    if note.severity is None or (note.severity is not Severity.NONE and note.likelihood not in words):
        return HarmStanding.UNKNOWN
    if note.severity in {Severity.NONE, Severity.LOW}:
        return HarmStanding.ACCEPTED
    place = words.index(note.likelihood or "")
    if note.severity is Severity.MODERATE and place < words.index(_MITIGATE_FROM):
        return HarmStanding.ACCEPTED
    if note.severity is Severity.SEVERE and place >= words.index(_BLOCK_FROM):
        return HarmStanding.BLOCKS
    mitigated = bool(note.mitigation.strip()) and note.checked_by not in {"", note.by}
    if not mitigated:
        return HarmStanding.NEEDS_MITIGATION
    return HarmStanding.MITIGATED if note.severity is Severity.MODERATE else HarmStanding.FULL_QUORUM


def by_kind(person: str, notes: Iterable[HarmNote]) -> dict[HarmKind, HarmNote | None]:
    """Return the newest note of each kind for a person, None where nobody has answered.

    Two notes of one moment: the one with the heavier consequence counts, so that their order does not matter.
    """
    newest: dict[HarmKind, HarmNote | None] = dict.fromkeys(HarmKind)
    for note in sorted(notes, key=lambda one: (one.at, _WORST.index(standing(one)), one.by)):
        if note.person == person:
            newest[note.kind] = note
    return newest


def harm_to(person: str, notes: Iterable[HarmNote]) -> HarmStanding:
    """Return the heaviest consequence over all kinds of harm to a person; unknown while one is not answered."""
    found = by_kind(person, notes).values()
    return max((HarmStanding.UNKNOWN if one is None else standing(one) for one in found), key=_WORST.index)
