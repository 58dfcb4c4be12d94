"""The parts of a release: claims with their findings, statements kept, exhibits, and roles instead of people.

Everything here is what the public may see. Ids count within one release (`claim-1`, `statement-4`) and say nothing
about the rows of the desk; speakers are roles or names that the gate has let through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from secondsource.core.vetting.finding import ContradictionKind
from secondsource.core.vetting.statement import SpeakerKind
from secondsource.errors import InputError

LIKELIHOODS: Final = {
    "almost no chance": (1, 5),
    "remote": (1, 5),
    "very unlikely": (5, 20),
    "highly improbable": (5, 20),
    "unlikely": (20, 45),
    "improbable": (20, 45),
    "roughly even chance": (45, 55),
    "roughly even odds": (45, 55),
    "likely": (55, 80),
    "probable": (55, 80),
    "very likely": (80, 95),
    "highly probable": (80, 95),
    "almost certain": (95, 99),
    "nearly certain": (95, 99),
}
"""The words of ICD 203 with their bands in percent; the lower edge belongs to a band, the upper to the next."""
_ID: Final = re.compile(r"[a-z]+-[1-9][0-9]{0,5}")
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]{1,8}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


def unfit(why: str) -> InputError:
    """Return the refusal of a release, `why` completing the sentence."""
    return InputError("release-unfit", f"This is no release that can go out: {why}.", "Put it right and try again.")


def check_id(text: str) -> None:
    """Refuse what is no id of a part, such as `claim-1`."""
    if not _ID.fullmatch(text):
        raise unfit(f"{text!r} is not an id such as claim-1")


class Confidence(StrEnum):
    """How well a finding is founded; never said in one sentence with its likelihood (ICD 203)."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Stance(StrEnum):
    """What a statement does to a claim."""

    SUPPORTS = "supports"
    DENIES = "denies"
    UNSURE = "unsure"


class Part(StrEnum):
    """What somebody did for a release."""

    VETTER = "vetter"
    SECOND = "second"
    CHECKER = "checker"
    EDITOR = "editor"
    LAWYER = "lawyer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The desk's finding on a claim, in its own words."""

    sentence: str
    """What was found; names neither likelihood nor confidence."""
    likelihood: str | None = None
    """One of `LIKELIHOODS`; None where the desk does not say."""
    confidence: Confidence | None = None
    would_change: str = ""
    """What would change this finding."""

    def __post_init__(self) -> None:
        """Refuse a word that is no word of ICD 203."""
        if self.likelihood is not None and self.likelihood not in LIKELIHOODS:
            raise unfit(f"{self.likelihood!r} is no word of ICD 203")


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """Where a claim already was public, by whoever made it public; never a tip."""

    url: str
    author: str
    published: date | None = None
    kind: SpeakerKind = SpeakerKind.ORGANISATION
    """What the author is."""

    def __post_init__(self) -> None:
        """Refuse what is no address on the web."""
        if not re.fullmatch(r"https?://[^\s@]+", self.url):
            raise unfit("a claim's place on the web is no address beginning with http")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedClaim:
    """A claim as it goes out."""

    id: str
    text: str
    finding: Judgement
    origins_low: int
    """Independent origins at least ..."""
    origins_high: int
    """... and at most."""
    appearances: tuple[Appearance, ...] = ()
    """Where it already was public; empty for what the desk alone was told."""

    def __post_init__(self) -> None:
        """Refuse an id or a range that is none."""
        check_id(self.id)
        if not 0 <= self.origins_low <= self.origins_high:
            raise unfit(f"the origins of {self.id} are no range")

    @property
    def single_origin(self) -> bool:
        """Whether it may rest on one origin alone."""
        return self.origins_low <= 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedStatement:
    """A statement kept in the release, its words after redaction."""

    id: str
    text: str
    language: str
    """ISO 639-1."""
    speaker: str
    """A role such as `witness-2`, or a name that the gate has let through."""
    kind: SpeakerKind
    on: tuple[tuple[str, Stance], ...]
    """(claim id, what it does to it)."""
    origin: str
    """Such as `origin-1`: statements of one origin count once."""
    said_on: date | None = None
    """The day, and no finer."""
    first_hand: bool | None = None
    reliability: str | None = None
    """Admiralty letter A-E; F, which cannot be judged, is None."""
    credibility: int | None = None
    """Admiralty digit 1-5; 6, which cannot be judged, is None."""
    exhibit: str | None = None
    """The exhibit it stands in; None where that stays with the desk."""

    def __post_init__(self) -> None:
        """Refuse ids and grades that are none."""
        for text in (self.id, self.origin, *(claim for claim, _ in self.on)):
            check_id(text)
        if self.reliability is not None and self.reliability not in {"A", "B", "C", "D", "E"}:
            raise unfit(f"{self.reliability!r} is no letter A-E; leave out what cannot be judged")
        if self.credibility is not None and not 1 <= self.credibility <= 5:
            raise unfit(f"{self.credibility} is no digit 1-5; leave out what cannot be judged")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedExhibit:
    """The clean, redacted copy of an exhibit."""

    id: str
    name: str
    """A neutral file name, such as `exhibit-1.pdf`."""
    sha256: str
    """Of the copy's bytes."""
    size: int
    commitment: str = ""
    """Binds the copy to the sealed original without telling the original's hash, see `commitments`; may be empty."""
    description: str = ""

    def __post_init__(self) -> None:
        """Refuse a name that tells something, and hashes that are none."""
        check_id(self.id)
        if not _NAME.fullmatch(self.name):
            raise unfit(f"{self.name!r} is no neutral file name such as exhibit-1.pdf")
        for digest in (self.sha256, *filter(None, (self.commitment,))):
            if not _SHA256.fullmatch(digest):
                raise unfit(f"the hash of {self.id} is no SHA-256")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedContradiction:
    """Two statements that cannot both stand, and what the desk made of it."""

    a: str
    b: str
    kind: ContradictionKind
    resolution: str
    """Never empty: what is open is said to be open."""

    def __post_init__(self) -> None:
        """Refuse a contradiction about which nothing is said."""
        if not self.resolution.strip():
            raise unfit("a contradiction is listed without saying what was made of it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Somebody of the desk, by role and number, never by name."""

    id: str
    """Such as `reviewer-2`."""
    part: Part

    def __post_init__(self) -> None:
        """Refuse what could be a name."""
        check_id(self.id)
