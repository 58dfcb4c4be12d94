"""Every person in a release: in which role, whether they must be named, and who would have to answer for naming them.

After the Society of Professional Journalists' *Minimize Harm* (2014), the UK Supreme Court in ZXC v Bloomberg [2022]
UKSC 5 (who is investigated and not charged has a reasonable expectation of privacy) and the OHCHR's protected circle,
which takes in family, interpreters and drivers. The default is not to name. What nobody has answered is unknown, and
unknown never lets a name out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class PersonRole(StrEnum):
    """What somebody is in the story."""

    SOURCE = "source"
    WITNESS = "witness"
    VICTIM = "victim"
    MINOR = "minor"
    FAMILY = "family"
    STAFF = "staff"
    """Interpreters, drivers, helpers, and the desk's own people."""
    OFFICIAL = "official"
    OFFICER = "company-officer"
    SUSPECT = "suspect"
    CONVICTED = "convicted"
    BYSTANDER = "bystander"


ACCUSED = frozenset({PersonRole.SUSPECT, PersonRole.CONVICTED})
SHELTERED = frozenset({PersonRole.SOURCE, PersonRole.WITNESS, PersonRole.VICTIM, PersonRole.FAMILY, PersonRole.STAFF})
"""Roles that are named only with their own consent, whatever the public interest."""


class LegalStage(IntEnum):
    """How far the law has gone with somebody, each stage more than the one before."""

    NONE = 0
    ALLEGATION = 1
    INVESTIGATION = 2
    CHARGE = 3
    CONVICTION = 4


class Naming(StrEnum):
    """What follows for a name."""

    MASKED = "masked"
    """The release does not name them."""
    FREE = "free"
    """Named, in a public role, and needed for the public interest."""
    QUORUM = "quorum"
    """Named only by a quorum and with a written reason: a private person, or one under suspicion and not charged."""
    FORBIDDEN = "forbidden"
    """Must be masked: not needed, under age, or sheltered without consent."""
    UNKNOWN = "unknown"
    """A question is not answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInRelease:
    """One person as the text shows them. None is a question nobody has answered."""

    id: str
    role: PersonRole | None
    named: bool | None
    """Whether the text names them or makes them recognisable."""
    private: bool | None = None
    minor: bool | None = None
    needed: bool | None = None
    """Whether the public interest needs the name."""
    need_why: str = ""
    """Why; without it the need counts as not shown."""
    consents: bool | None = None
    """Whether they agreed to be named; asked of sheltered roles."""
    stage: LegalStage | None = None
    """Asked of the accused; for others None stands for none."""
    criticised: bool | None = None
    """Whether the text says something against them, which gives them a right of reply."""


def naming(person: PersonInRelease) -> Naming:
    """Say what follows for a person's name.

    Returns:
        The strictest that applies; `UNKNOWN` before any permission.
    """
    if person.role is None or person.named is None:
        return Naming.UNKNOWN
    if not person.named:
        return Naming.MASKED
    if person.minor or person.role is PersonRole.MINOR or person.needed is False:
        return Naming.FORBIDDEN
    sheltered = person.role in SHELTERED
    if sheltered and person.consents is False:
        return Naming.FORBIDDEN
    accused = person.role in ACCUSED
    asked: tuple[bool | LegalStage | None, ...] = (person.minor, person.private, person.needed)
    asked += (person.consents,) if sheltered else ()
    asked += (person.stage,) if accused else ()
    if None in asked or not person.need_why.strip():
        return Naming.UNKNOWN
    uncharged = accused and (person.stage or LegalStage.NONE) < LegalStage.CHARGE
    return Naming.QUORUM if person.private or sheltered or uncharged else Naming.FREE
