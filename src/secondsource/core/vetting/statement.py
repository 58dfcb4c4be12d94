"""Who says what: attributions found in one report, and the statements made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secondsource.core.digests import short_id
from secondsource.core.vetting.report import Quote, Span


class Strength(StrEnum):
    """How far the methods agree. Never a probability."""

    STRONG = "strong"
    """Two methods of different make found the same statement."""
    CHECK = "check"
    """One method found it; somebody should look."""


class State(StrEnum):
    """What a person has made of a proposal."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


class Form(StrEnum):
    """How the words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    BLOCK = "block"
    """A block quotation without quotation marks, introduced by a frame."""
    HEADLINE = "headline"
    """`Plan goes ahead, source says`."""
    HEDGE = "hedge"
    """An adverb or a rumour conditional: reportedly, presuntamente, habría."""
    CARRIED = "carried"
    """No cue of its own: carried over from the paragraph's frame."""
    OWN_VOICE = "own-voice"
    """The outlet itself says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Content, cue and source in one report, in PolNeAR's terms (Newell et al. 2018), before it is resolved."""

    content: Span
    """From the first to the last word said; may run around its own cue and source."""
    cue: Span | None = None
    source: Span | None = None
    form: Form = Form.INDIRECT
    fired: tuple[str, ...] = ()
    """The rules and models that found it, e.g. `tagger`, `rule:according-to`."""
    strength: Strength = Strength.CHECK
    confidence: float | None = None
    """Lowest token posterior of the tagger, 0-1, temperature-scaled on development news; None for rules."""


class SpeakerKind(StrEnum):
    """What kind of speaker a link of a chain is."""

    OUTLET = "outlet"
    ORGANISATION = "organisation"
    PERSON = "person"
    GROUP = "group"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One link of a chain."""

    name: str
    """As resolved inside the report (`Pell Analytics` for `the firm`); for unnamed speakers their description."""
    kind: SpeakerKind
    span: Span | None = None
    """The mention this link was read from; None when it comes from the report's metadata."""
    basis: str = ""
    """How the link was worked out: `named here`, `pronoun: he -> Tom Pell`, `front matter: via` ..."""


class Position(StrEnum):
    """What the ultimate speaker does with the content."""

    AFFIRMS = "affirms"
    DENIES = "denies"
    DOUBTS = "doubts"
    CANNOT_CONFIRM = "cannot-confirm"
    WARNS = "warns"
    ANNOUNCES = "announces"
    ANNOUNCES_THREAT = "announces-threat"
    ANNOUNCES_CANCEL = "announces-cancel"
    ANNOUNCES_RESUME = "announces-resume"
    ANNOUNCES_DELAY = "announces-delay"
    CORRECTS = "corrects"
    RETRACTS = "retracts"
    SPECULATES = "speculates"
    ASKS = "asks"


class Modality(StrEnum):
    """How sure the content is made to sound."""

    CERTAIN = "certain"
    ASSERTED = "asserted"
    LIKELY = "likely"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    REPORTED = "reported"
    """Hearsay: reportedly, supuestamente, habría."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing one source said, with its place in a report."""

    id: str
    report: str
    """The report's `file`."""
    content: Quote
    cue: Quote | None
    source: Quote | None
    chain: tuple[Speaker, ...]
    """Publisher first, ultimate speaker last; never empty."""
    said_on: date | None
    said_on_basis: str | None
    position: Position
    modality: Modality
    form: Form
    language: str
    """ISO 639-1 of the words themselves, which may differ from the report's."""
    fired: tuple[str, ...]
    strength: Strength
    state: State = State.PROPOSED
    confidence: float | None = None

    @property
    def speaker(self) -> Speaker:
        """The ultimate speaker."""
        return self.chain[-1]


def statement_id(report: str, content: str, occurrence: int) -> str:
    """Return the id of the `occurrence`-th (from 0) statement in `report` with these words.

    Built from the words and not from offsets, so that a decision survives a change elsewhere in the report.
    """
    return short_id("s", "statement/v1", report, " ".join(content.split()), str(occurrence))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMention:
    """A person's name where it stands in a report."""

    report: str
    name: str
    span: Span
    described_as: str | None = None
    """Title or apposition beside the name, e.g. `former state prosecutor`."""
    public_role: bool | None = None
    """True when the words beside the name give a public office or an on-record professional role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a report, for passages no attribution covers."""

    span: Span
    paragraph: int
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was found in one report on its own; cached by the report's hash and the versions."""

    report: str
    statements: tuple[Statement, ...]
    sentences: tuple[Sentence, ...]
    persons: tuple[PersonMention, ...]
    methods: tuple[str, ...]
    """What ran, e.g. `en:tagger/<hash>`, `es:lexicon`; what is missing is in `notes`."""
    notes: tuple[str, ...] = ()
    """Sentences for the editor, e.g. that the Spanish parser is absent and recall is lower."""
