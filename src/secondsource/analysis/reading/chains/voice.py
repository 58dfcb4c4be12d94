"""A voice: somebody who can speak, as far as read, and the tests that a pronoun or a description puts to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from secondsource.analysis.reading.chains.framing.papers import Paper
from secondsource.analysis.reading.chains.naming import words
from secondsource.analysis.reading.chains.naming.bearers import Bearer
from secondsource.analysis.reading.chains.naming.phrases import Phrase
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Speaker, SpeakerKind

UNATTRIBUTED = "unattributed"
"""The speaker of a rumour, in English and Spanish alike."""

BODIES = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.GROUP, SpeakerKind.OUTLET})


@dataclass(slots=True, eq=False)
class Voice:
    """Somebody who can speak, as far as read."""

    name: str
    kind: SpeakerKind | None
    span: Span | None = None
    basis: str = "named here"
    plural: bool = False
    gender: str = ""
    heads: set[str] = field(default_factory=set)
    bearers: tuple[Bearer, ...] = ()
    paper: Paper | None = None
    """The document in which this voice was first heard, when it exists only there."""
    spoke: bool = False

    @classmethod
    def bearing(cls, bearer: Bearer, span: Span | None, basis: str = "named here") -> Voice:
        """Return the voice of a name's bearer."""
        return cls(
            bearer.name,
            bearer.kind,
            span,
            basis,
            plural=bearer.plural,
            gender=bearer.gender,
            heads=bearer.heads,
            bearers=(bearer,),
        )

    def again(self, span: Span | None, basis: str, paper: Paper | None = None) -> Voice:
        """Return the same voice as met again at `span`, for the reason given."""
        return replace(self, span=span, basis=basis, paper=paper or self.paper, spoke=False)

    def speaker(self) -> Speaker:
        """Return the link this voice makes in a chain."""
        return Speaker(name=self.name, kind=self.settled, span=self.span, basis=self.basis)

    @property
    def settled(self) -> SpeakerKind:
        """The kind, with the default for a name that nothing tells about: two words are a person, one a body."""
        if self.kind is not None:
            return self.kind
        if self.bearers and not self.bearers[0].place and len(self.name.split()) in {2, 3}:
            return SpeakerKind.PERSON
        return SpeakerKind.ORGANISATION


def one_person(voice: Voice) -> bool:
    """Say whether `the man` or `the official` could take this voice up."""
    if voice.plural:
        return False
    return (
        voice.kind is SpeakerKind.PERSON
        or (voice.paper is not None and voice.kind is SpeakerKind.UNNAMED)
        or (voice.spoke and voice.kind is None)
    )


def is_place(voice: Voice) -> bool:
    """Say whether a name stands where places stand, and nothing was said by it."""
    return bool(voice.bearers) and voice.bearers[0].place and not voice.spoke


def agree(one: str, other: str) -> bool:
    """Say whether two genders agree; an unknown one agrees with both."""
    return not one or not other or one == other


def stem_of(noun: str) -> str:
    """Return the noun without number and gender: `la fiscal`, `fiscales`; `director`, `directora`."""
    noun = words.singular(noun)
    for ending in ("woman", "person", "man", "ora", "a", "o"):
        if noun.endswith(ending) and len(noun) - len(ending) >= 4:
            return noun[: -len(ending)] + ("or" if ending == "ora" else "")
    return noun


def pronoun_test(phrase: Phrase) -> Callable[..., bool]:
    """Return the test a voice must pass to be meant by a pronoun; `sure` asks for a kind that is known."""
    head = phrase.head

    def person(voice: Voice, *, sure: bool) -> bool:
        if voice.plural or not agree(voice.gender, phrase.gender) or is_place(voice):
            return False
        if voice.kind is SpeakerKind.PERSON or (voice.kind is SpeakerKind.UNNAMED and voice.name != UNATTRIBUTED):
            return True
        if voice.kind is None and voice.spoke and voice.settled is SpeakerKind.PERSON:
            return True
        return not sure and voice.kind is None

    def thing(voice: Voice, *, sure: bool) -> bool:
        if voice.plural or is_place(voice):
            return False
        if voice.paper is not None or voice.kind in BODIES or voice.kind is SpeakerKind.DOCUMENT:
            return True
        return not sure and voice.kind is None

    def several(voice: Voice, *, sure: bool) -> bool:
        return voice.plural or (voice.kind in BODIES and (not sure or voice.spoke))

    def anybody(voice: Voice, *, sure: bool) -> bool:
        return not is_place(voice) and (voice.kind is not None or not sure)

    if head in words.HE | words.SHE | words.ITS_OWNER:
        return person
    if head in words.IT:
        return thing
    return several if head in words.THEY else anybody


def named_only(voice: Voice, gender: str) -> bool:
    """Say whether a person of that gender has been named without any office or description."""
    known = voice.bearers[0] if len(voice.bearers) == 1 else None
    if known is None or known.heads - {"person"} or voice.settled is not SpeakerKind.PERSON:
        return False
    return not is_place(voice) and agree(voice.gender, gender)


def one_outlet(voice: Voice) -> bool:
    """Say whether a voice is one outlet known by name."""
    return voice.kind is SpeakerKind.OUTLET and not voice.plural and bool(voice.bearers)


def titled_like_an_outlet(voice: Voice) -> bool:
    """Say whether a name nothing is known of has the capital article that papers have in their titles."""
    return voice.kind is None and bool(voice.bearers) and voice.name.split()[0] in {"The", "El", "La"}
