"""Who a phrase takes up: the voices heard so far in a report, and the rules that find an earlier one again.

Parser-free coreference in the spirit of CoreNLP's sieves (Lee and others, 2013): exact names first, then the same head noun, then
the class of the noun, then pronouns; each rule looks back for the last compatible voice. Nothing is merged that the words do
not support: an unnamed source stays apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from secondsource.analysis.reading.chains.framing.papers import Paper
from secondsource.analysis.reading.chains.naming import words
from secondsource.analysis.reading.chains.naming.names import Bearer, Named, kind_of
from secondsource.analysis.reading.chains.naming.phrases import Phrase, Shape
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Speaker, SpeakerKind

UNATTRIBUTED = "unattributed"
"""The speaker of a rumour, in English and Spanish alike."""

_LOOK_BACK = 60
"""How many mentions a pronoun or description may look back over; keeps the pass linear."""

_BODIES = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.GROUP, SpeakerKind.OUTLET})
_SELF = frozenset(
    "newspaper paper outlet magazine site website blog writer columnist author diario periodico revista medio portal columnista autor redaccion column columna article articulo".split()
)
"""Words by which a report speaks of its own publisher when no other has been named."""


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


class Voices:
    """The voices of one report in the order they were met."""

    def __init__(self, outlet: Voice, bearers: list[Bearer]) -> None:
        """Start with nobody heard; `bearers` are all names of the report, for descriptions that come before the name."""
        self.outlet = outlet
        self._outlet_words = set(re.findall(r"\w+", words.fold(outlet.name))) - words.FUNCTION
        self._bearers = bearers
        self._trail: list[tuple[Voice, bool]] = []

    def is_outlet(self, name: str) -> bool:
        """Say whether a name is the publisher's own, in whole or in part."""
        said = set(re.findall(r"\w+", words.fold(name))) - words.FUNCTION
        return bool(said) and said <= self._outlet_words

    def meet(self, named: Named, *, prominent: bool) -> None:
        """Note a name that stands in the running text; `prominent` when it opens a sentence of the report's own."""
        self._trail.append((Voice.bearing(named.bearer, named.span), prominent))

    def meet_pair(self, group: list[Named]) -> None:
        """Note names joined by `and`: together they can be taken up as `the two`."""
        bearers = tuple(named.bearer for named in group)
        if all(bearer.kind in {None, SpeakerKind.PERSON} and not bearer.place for bearer in bearers):
            name = " and ".join(bearer.name for bearer in bearers)
            span = Span(group[0].span.start, group[-1].span.end)
            self._trail.append((Voice(name, SpeakerKind.PERSON, span, plural=True, bearers=bearers), True))

    def heard(self, voice: Voice) -> None:
        """Note that `voice` has spoken."""
        voice.spoke = True
        self._trail.append((voice, True))

    def meet_voice(self, voice: Voice) -> None:
        """Note a voice that is only mentioned."""
        self._trail.append((voice, True))

    def resolve(self, phrase: Phrase) -> Voice:
        """Return whom `phrase` means: an earlier voice where it takes one up, else a new one."""
        if phrase.shape is Shape.NAME:
            return self._named(phrase)
        if phrase.shape is Shape.FIRST_PERSON:
            return Voice(self.outlet.name, self.outlet.kind, phrase.span, f"first person: {phrase.name} -> the outlet")
        if phrase.shape in {Shape.PRONOUN, Shape.RELATIVE}:
            found = self._pronoun(phrase)
            return found or Voice(
                phrase.name,
                SpeakerKind.UNNAMED,
                phrase.span,
                f"pronoun without antecedent: {phrase.name}",
                plural=phrase.plural,
            )
        return self._description(phrase)

    def last_speaker(self, *, plural: bool | None = None, but: str = "") -> Voice | None:
        """Return the last voice that spoke, of that number when given (a body counts as both), other than the one named `but`."""
        return self._back(
            lambda voice: (
                voice.spoke
                and voice.name != but
                and (plural is None or voice.plural == plural or voice.kind in _BODIES)
            )
        )

    def last_subject(self, *, plural: bool | None = None) -> Voice | None:
        """Return the last voice that spoke or opened a sentence, of that number when given."""
        return self._back(
            lambda voice: plural is None or voice.plural == plural or voice.kind in _BODIES, subjects=True
        )

    def last_body(self) -> Voice | None:
        """Return the last group or body named or heard."""
        return self._back(
            lambda voice: voice.kind in _BODIES - {SpeakerKind.OUTLET} or self._open_body(voice), subjects=True
        )

    def last_name(self) -> Voice | None:
        """Return the last name that may be a body's or group's, wherever it stood."""
        return self._back(self._open_body)

    def _back(self, fits: Callable[[Voice], bool], *, subjects: bool = False) -> Voice | None:
        for voice, prominent in reversed(self._trail[-_LOOK_BACK:]):
            if (prominent or not subjects) and fits(voice):
                return voice
        return None

    def _named(self, phrase: Phrase) -> Voice:
        basis = "named here"
        if len(phrase.bearers) == 1:
            return Voice.bearing(phrase.bearers[0], phrase.span, basis)
        return Voice(phrase.name, phrase.kind, phrase.span, basis, plural=True, bearers=phrase.bearers)

    def _again(self, voice: Voice, phrase: Phrase, how: str) -> Voice:
        """Return `voice` as taken up by `phrase`; a noun tells the kind of a name that had none."""
        described = phrase.shape is Shape.DESCRIPTION
        if described and voice.kind is None:
            for bearer in voice.bearers:
                bearer.kind = bearer.kind or phrase.kind
        return replace(
            voice,
            kind=voice.kind or (phrase.kind if described else None),
            span=phrase.span,
            basis=f"{how}: {phrase.name} -> {voice.name}",
            gender=voice.gender or phrase.gender,
            heads=voice.heads | {phrase.head} if described else voice.heads,
            spoke=False,
        )

    def _pronoun(self, phrase: Phrase) -> Voice | None:
        fits = _pronoun_test(phrase)
        found = self._back(lambda voice: fits(voice, sure=True), subjects=True) or self._back(
            lambda voice: fits(voice, sure=True)
        )
        found = (
            found
            or self._back(lambda voice: fits(voice, sure=False), subjects=True)
            or self._back(lambda voice: fits(voice, sure=False))
        )
        return self._again(found, phrase, "pronoun") if found else None

    def _description(self, phrase: Phrase) -> Voice:
        new = Voice(
            phrase.name,
            phrase.kind,
            phrase.span,
            "described here",
            plural=phrase.plural,
            gender=phrase.gender,
            heads={phrase.head},
        )
        bare_opening = phrase.bare and not phrase.plural and phrase.kind is not SpeakerKind.DOCUMENT
        if not (phrase.definite or bare_opening) or phrase.kind is SpeakerKind.UNNAMED or phrase.possessive:
            return new
        # A phrase without article takes up somebody only as a headline does.
        found = self._same_noun(phrase) or (self._same_class(phrase) if phrase.definite else None)
        if found is not None:
            return self._again(found, phrase, "description")
        ahead = self._ahead(phrase)
        if ahead is not None:
            return self._again(Voice.bearing(ahead, phrase.span), phrase, "named later")
        if phrase.bare and words.singular(phrase.head) in _SELF:
            return self._again(self.outlet, phrase, "the report's own publisher")
        return new

    def _same_noun(self, phrase: Phrase) -> Voice | None:
        stem = _stem(phrase.head)
        complement = set(words.fold(phrase.name).split()[1:]) - words.FUNCTION if not phrase.bare else set()

        def fits(voice: Voice) -> bool:
            if not any(_stem(head) == stem for head in voice.heads) or voice.plural != phrase.plural:
                return False
            known = set(words.fold(voice.name).split())
            for bearer in voice.bearers:
                known |= set(words.fold(bearer.described_as or "").split()) | {words.fold(bearer.name)}
            return not complement or bool(complement & known) or not (known & complement or voice.bearers)

        return self._back(fits)

    def _same_class(self, phrase: Phrase) -> Voice | None:
        """Take up a voice by the class of the noun alone, where the description has nothing else to tell it by."""
        head, noun = phrase.head, words.singular(phrase.head)
        if phrase.plural:
            if head in words.MEMBERS and phrase.bare:
                return self._back(lambda voice: voice.settled is SpeakerKind.GROUP or (voice.plural and voice.spoke))
            if kind_of(head) is SpeakerKind.PERSON and phrase.complement is None:
                return self._back(
                    lambda voice: voice.plural and voice.settled is SpeakerKind.PERSON and len(voice.bearers) > 1
                )
            return None
        if noun in words.FIRM and len(phrase.name.split()) <= 2:
            return (
                self._back(lambda voice: bool(voice.heads & words.FIRM) and not voice.plural)
                or self._back(lambda voice: voice.spoke and self._open_body(voice))
                or self._back(self._open_body)
            )
        if not phrase.bare:
            return None
        if noun in words.OUTLET:
            return self._back(
                lambda voice: voice.kind is SpeakerKind.OUTLET and not voice.plural and bool(voice.bearers)
            ) or (
                self._back(
                    lambda voice: (
                        voice.kind is None
                        and bool(voice.bearers)
                        and voice.bearers[0].name.split()[0] in {"The", "El", "La"}
                    ),
                    subjects=True,
                )
            )
        if noun in words.GROUP:
            return (
                self._back(lambda voice: voice.kind is SpeakerKind.GROUP and bool(voice.bearers))
                or self._back(self._open_body, subjects=True)
                or self._back(self._open_body)
            )
        if noun in words.ANYBODY:
            return self._back(lambda voice: _one_person(voice) and _agree(voice.gender, phrase.gender))
        return None

    def _open_body(self, voice: Voice) -> bool:
        """Say whether `the firm` or `the group` could take this voice up: a name that is no person's, place's or the publisher's."""
        if (
            voice.kind not in {None, SpeakerKind.ORGANISATION, SpeakerKind.GROUP}
            or _is_place(voice)
            or voice.plural
            or not voice.bearers
        ):
            return False
        return words.fold(voice.name) not in words.fold(self.outlet.name) and not (
            voice.heads and not any(kind_of(head) for head in voice.heads)
        )

    def _ahead(self, phrase: Phrase) -> Bearer | None:
        stem = _stem(phrase.head)
        if not phrase.bare or kind_of(phrase.head) is not SpeakerKind.PERSON:
            return None
        return next((bearer for bearer in self._bearers if any(_stem(head) == stem for head in bearer.heads)), None)


def _one_person(voice: Voice) -> bool:
    """Say whether `the man` or `the official` could take this voice up."""
    if voice.plural:
        return False
    return (
        voice.kind is SpeakerKind.PERSON
        or (voice.paper is not None and voice.kind is SpeakerKind.UNNAMED)
        or (voice.spoke and voice.kind is None)
    )


def _is_place(voice: Voice) -> bool:
    return bool(voice.bearers) and voice.bearers[0].place and not voice.spoke


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _stem(noun: str) -> str:
    """Return the noun without number and gender: `la fiscal`, `fiscales`; `director`, `directora`."""
    noun = words.singular(noun)
    for ending in ("woman", "person", "man", "ora", "a", "o"):
        if noun.endswith(ending) and len(noun) - len(ending) >= 4:
            return noun[: -len(ending)] + ("or" if ending == "ora" else "")
    return noun


def _pronoun_test(phrase: Phrase) -> Callable[..., bool]:
    """Return the test a voice must pass to be meant by a pronoun; `sure` asks for a kind that is known."""
    head = phrase.head

    def person(voice: Voice, *, sure: bool) -> bool:
        if voice.plural or not _agree(voice.gender, phrase.gender) or _is_place(voice):
            return False
        if voice.kind is SpeakerKind.PERSON or (voice.kind is SpeakerKind.UNNAMED and voice.name != UNATTRIBUTED):
            return True
        return not sure and voice.kind is None

    def thing(voice: Voice, *, sure: bool) -> bool:
        if voice.plural or _is_place(voice):
            return False
        if voice.paper is not None or voice.kind in _BODIES or voice.kind is SpeakerKind.DOCUMENT:
            return True
        return not sure and voice.kind is None

    def several(voice: Voice, *, sure: bool) -> bool:
        return voice.plural or (voice.kind in _BODIES and (not sure or voice.spoke))

    def anybody(voice: Voice, *, sure: bool) -> bool:
        return not _is_place(voice) and (voice.kind is not None or not sure)

    if head in words.HE or head in words.SHE:
        return person
    if head in words.IT:
        return thing
    return several if head in words.THEY else anybody
