"""Who a phrase takes up: the voices heard so far in a report, and the rules that find an earlier one again.

Parser-free coreference in the spirit of CoreNLP's sieves (Lee and others, 2013): exact names first, then the same
head noun, then the class of the noun, then pronouns; each rule looks back for the last compatible voice. Nothing is
merged that the words do not support: an unnamed source stays apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from secondsource.analysis.reading.chains.naming import nouns, words
from secondsource.analysis.reading.chains.naming.bearers import Bearer
from secondsource.analysis.reading.chains.naming.names import Named
from secondsource.analysis.reading.chains.naming.nouns import kind_of
from secondsource.analysis.reading.chains.naming.phrases import Phrase, Shape
from secondsource.analysis.reading.chains.voice import (
    BODIES,
    Voice,
    agree,
    is_place,
    named_only,
    one_outlet,
    one_person,
    pronoun_test,
    stem_of,
    titled_like_an_outlet,
)
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import SpeakerKind

_LOOK_BACK = 60
"""How many mentions a pronoun or description may look back over; keeps the pass linear."""

_JUST_BEFORE = 8
"""How many mentions back somebody counts as just introduced."""

_SELF = words.word_set(
    "newspaper paper outlet magazine site website blog writer columnist author column article"
    " diario periodico revista medio portal columnista autor redaccion columna articulo"
)
"""Words by which a report speaks of its own publisher when no other has been named."""


class Voices:
    """The voices of one report in the order they were met."""

    def __init__(self, outlet: Voice, bearers: list[Bearer]) -> None:
        """Start with nobody heard; `bearers` are all names of the report, for descriptions that precede the name."""
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
        """Return the last voice that spoke, of that number if given (a body counts as both), but `but`."""
        return self._back(
            lambda voice: (
                voice.spoke and voice.name != but and (plural is None or voice.plural == plural or voice.kind in BODIES)
            )
        )

    def last_subject(self, *, plural: bool | None = None) -> Voice | None:
        """Return the last voice that spoke or opened a sentence, of that number when given."""
        return self._back(lambda voice: plural is None or voice.plural == plural or voice.kind in BODIES, subjects=True)

    def last_body(self) -> Voice | None:
        """Return the last group or body named or heard."""
        return self._back(
            lambda voice: voice.kind in BODIES - {SpeakerKind.OUTLET} or self._open_body(voice), subjects=True
        )

    def last_name(self) -> Voice | None:
        """Return the last name that may be a body's or group's, wherever it stood."""
        return self._back(self._open_body)

    def _back(self, fits: Callable[[Voice], bool], *, subjects: bool = False) -> Voice | None:
        for voice, prominent in reversed(self._trail[-_LOOK_BACK:]):
            if (prominent or not subjects) and fits(voice):
                return voice
        return None

    def _most_met(self, fits: Callable[[Voice], bool]) -> Voice | None:
        """Return the name met most often lately, the later of equals."""
        recent = [voice for voice, _ in self._trail[-_LOOK_BACK:] if fits(voice)]
        counts = Counter(voice.name for voice in recent)
        return max(reversed(recent), key=lambda voice: counts[voice.name], default=None)

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
        fits = pronoun_test(phrase)
        tries = ((True, True), (True, False), (False, True), (False, False))
        tried = (self._back(partial(fits, sure=sure), subjects=subjects) for sure, subjects in tries)
        found = next((voice for voice in tried if voice is not None), None)
        if phrase.gender and found is not None and not found.gender and not found.bearers:
            # Somebody of that gender is likelier meant than somebody only described, of whom it is not known.
            found = self._back(lambda voice: fits(voice, sure=True) and voice.gender == phrase.gender) or found
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
        found = self._by_determiner(phrase)
        if found is not None:
            return found
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
        varied = self._without_role(phrase)
        return self._again(varied, phrase, "description") if varied is not None else new

    def _by_determiner(self, phrase: Phrase) -> Voice | None:
        """Take up whom the determiner points at: `the same source`, `this witness`, `our reading`, `its editors`."""
        person = kind_of(phrase.head) in {SpeakerKind.PERSON, SpeakerKind.UNNAMED}
        if phrase.determiner in nouns.OURS and phrase.kind is None:
            return self._again(self.outlet, phrase, "the report's own view")
        if phrase.determiner in nouns.SAME and person:
            found = self._back(lambda voice: voice.spoke and (voice.plural == phrase.plural or voice.kind in BODIES))
            return self._again(found, phrase, "description") if found else None
        if phrase.determiner in nouns.THIS and person and not phrase.plural:
            found = self._back(lambda voice: voice.settled is SpeakerKind.PERSON and not is_place(voice))
            return self._again(found, phrase, "description") if found else None
        if phrase.determiner in nouns.ITS and person and (phrase.plural or phrase.head in nouns.STAFF):
            body = self.last_body() or self._back(one_outlet)
            if body is not None and body.bearers:
                noun = phrase.name.split(None, 1)[-1]
                name = f"{noun} ({body.name})"
                return Voice(
                    name,
                    phrase.kind,
                    phrase.span,
                    f"{phrase.name} -> {name}",
                    plural=phrase.plural,
                    heads={phrase.head},
                )
        return None

    def _same_noun(self, phrase: Phrase) -> Voice | None:
        stem = stem_of(phrase.head)
        complement = set(words.fold(phrase.name).split()[1:]) - words.FUNCTION if not phrase.bare else set()

        def fits(voice: Voice) -> bool:
            own = words.fold(voice.name).split() if voice.settled in BODIES and not is_place(voice) else []
            if stem not in {stem_of(head) for head in (*voice.heads, *own)} or voice.plural != phrase.plural:
                return False
            known = set(words.fold(voice.name).split())
            for bearer in voice.bearers:
                known |= set(words.fold(bearer.described_as or "").split()) | {words.fold(bearer.name)}
            return not complement or bool(complement & known) or not (known & complement or voice.bearers)

        return self._back(fits)

    def _without_role(self, phrase: Phrase) -> Voice | None:
        """Take up the person just introduced by name alone, whose office the description tells: `the deputy mayor`."""
        if phrase.kind is not SpeakerKind.PERSON or phrase.plural or phrase.complement is not None:
            return None
        recent = reversed(self._trail[-_JUST_BEFORE:])
        return next((voice for voice, prominent in recent if prominent and named_only(voice, phrase.gender)), None)

    def _same_class(self, phrase: Phrase) -> Voice | None:
        """Take up a voice by the class of the noun alone, where the description has nothing else to tell it by."""
        noun = words.singular(phrase.head)
        found: Voice | None = None
        if phrase.plural:
            found = self._several(phrase)
        elif noun in words.FIRM and len(phrase.name.split()) <= 2:
            found = (
                self._back(lambda voice: bool(voice.heads & words.FIRM) and not voice.plural)
                or self._back(lambda voice: voice.spoke and self._open_body(voice))
                or self._back(self._open_body)
            )
        elif phrase.bare and noun in words.OUTLET:
            found = self._back(one_outlet) or self._back(titled_like_an_outlet, subjects=True)
        elif phrase.bare and noun in words.GROUP:
            found = (
                self._back(lambda voice: voice.kind is SpeakerKind.GROUP and bool(voice.bearers))
                or self._back(self._open_group, subjects=True)
                or self._most_met(self._open_group)
                or self._back(self._open_body, subjects=True)
            )
        elif phrase.bare and noun in words.ANYBODY:
            found = self._back(lambda voice: one_person(voice) and agree(voice.gender, phrase.gender))
        return found

    def _several(self, phrase: Phrase) -> Voice | None:
        """Take up a group by its members (`the activists`) or people named together (`the two spokespeople`)."""
        if phrase.head in words.MEMBERS and phrase.bare:
            return self._back(lambda voice: voice.settled is SpeakerKind.GROUP or (voice.plural and voice.spoke))
        if kind_of(phrase.head) is SpeakerKind.PERSON and phrase.complement is None:
            return self._back(lambda voice: len(voice.bearers) > 1 and voice.settled is SpeakerKind.PERSON)
        return None

    def _open_body(self, voice: Voice) -> bool:
        """Say whether `the firm` or `the group` could be this: a name, but no person's, place's or the publisher's."""
        if (
            voice.kind not in {None, SpeakerKind.ORGANISATION, SpeakerKind.GROUP}
            or is_place(voice)
            or voice.plural
            or not voice.bearers
        ):
            return False
        return words.fold(voice.name) not in words.fold(self.outlet.name) and not (
            voice.heads and not any(kind_of(head) for head in voice.heads)
        )

    def _open_group(self, voice: Voice) -> bool:
        """Say whether `the collective` could be this: no ministry, company or institute by its name."""
        named = set(words.fold(voice.name).split())
        return self._open_body(voice) and (named.isdisjoint(words.BODY) or not named.isdisjoint(words.GROUP))

    def _ahead(self, phrase: Phrase) -> Bearer | None:
        stem = stem_of(phrase.head)
        if not phrase.bare or kind_of(phrase.head) is not SpeakerKind.PERSON:
            return None
        return next((bearer for bearer in self._bearers if any(stem_of(head) == stem for head in bearer.heads)), None)
