"""Who a phrase takes up: the voices heard so far in a report, and the rules that find an earlier one again.

Parser-free coreference in the spirit of CoreNLP's sieves (Lee and others, 2013): exact names first, then the same
head noun, then the class of the noun, then pronouns; each rule looks back for the last compatible voice. Nothing is
merged that the words do not support: an unnamed source stays apart.
"""

from __future__ import annotations

import re
from functools import partial

from secondsource.analysis.reading.chains.anaphora.descriptions import Descriptions, again
from secondsource.analysis.reading.chains.anaphora.trail import Trail
from secondsource.analysis.reading.chains.naming import words
from secondsource.analysis.reading.chains.naming.bearers import Bearer
from secondsource.analysis.reading.chains.naming.names import Named
from secondsource.analysis.reading.chains.naming.phrases import Phrase, Shape
from secondsource.analysis.reading.chains.voice import BODIES, Voice, is_place, pronoun_test
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import SpeakerKind

_LATELY = 3
"""How many mentions back somebody only described is still likelier meant by `she` than a name of that gender."""


class Voices:
    """The voices of one report in the order they were met."""

    def __init__(self, outlet: Voice, bearers: list[Bearer]) -> None:
        """Start with nobody heard; `bearers` are all names of the report, for descriptions that precede the name."""
        self.outlet = outlet
        self._outlet_words = set(re.findall(r"\w+", words.fold(outlet.name))) - words.FUNCTION
        self._trail = Trail()
        self._descriptions = Descriptions(outlet, bearers, self._trail)

    def is_outlet(self, name: str) -> bool:
        """Say whether a name is the publisher's own, in whole or in part."""
        said = set(re.findall(r"\w+", words.fold(name))) - words.FUNCTION
        return bool(said) and said <= self._outlet_words

    def meet(self, named: Named, *, prominent: bool) -> None:
        """Note a name that stands in the running text; `prominent` when it opens a sentence of the report's own."""
        self._trail.add(Voice.bearing(named.bearer, named.span), prominent=prominent)

    def meet_pair(self, group: list[Named]) -> None:
        """Note names joined by `and`: together they can be taken up as `the two`."""
        bearers = tuple(named.bearer for named in group)
        if all(bearer.kind in {None, SpeakerKind.PERSON} and not bearer.place for bearer in bearers):
            name = " and ".join(bearer.name for bearer in bearers)
            span = Span(group[0].span.start, group[-1].span.end)
            self._trail.add(Voice(name, SpeakerKind.PERSON, span, plural=True, bearers=bearers))

    def heard(self, voice: Voice) -> None:
        """Note that `voice` has spoken."""
        voice.spoke = True
        self._trail.add(voice)

    def meet_voice(self, voice: Voice) -> None:
        """Note a voice that is only mentioned."""
        self._trail.add(voice)

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
        return self._descriptions.resolve(phrase)

    def last_speaker(self, *, plural: bool | None = None, but: str = "") -> Voice | None:
        """Return the last voice that spoke, of that number if given (a body counts as both), but `but`."""
        return self._trail.back(
            lambda voice: (
                voice.spoke and voice.name != but and (plural is None or voice.plural == plural or voice.kind in BODIES)
            )
        )

    def last_subject(self, *, plural: bool | None = None) -> Voice | None:
        """Return the last voice that spoke or opened a sentence, of that number when given; a place is none."""
        return self._trail.back(
            lambda voice: (plural is None or voice.plural == plural or voice.kind in BODIES) and not is_place(voice),
            subjects=True,
        )

    def last_body(self) -> Voice | None:
        """Return the last group or body named or heard."""
        return self._descriptions.last_body()

    def last_name(self) -> Voice | None:
        """Return the last name that may be a body's or group's, wherever it stood."""
        return self._descriptions.last_name()

    def _named(self, phrase: Phrase) -> Voice:
        basis = "named here"
        if len(phrase.bearers) == 1:
            return Voice.bearing(phrase.bearers[0], phrase.span, basis)
        return Voice(phrase.name, phrase.kind, phrase.span, basis, plural=True, bearers=phrase.bearers)

    def _pronoun(self, phrase: Phrase) -> Voice | None:
        fits = pronoun_test(phrase)
        tries = ((True, True), (True, False), (False, True), (False, False))
        tried = (self._trail.back(partial(fits, sure=sure), subjects=subjects) for sure, subjects in tries)
        found = next((voice for voice in tried if voice is not None), None)
        lately = self._trail.back(lambda voice: voice is found, within=_LATELY)
        if phrase.gender and found is not None and not found.gender and not found.bearers and lately is None:
            # Somebody of that gender is likelier meant than somebody only described, of whom it is not known.
            found = self._trail.back(lambda voice: fits(voice, sure=True) and voice.gender == phrase.gender) or found
        return again(found, phrase, "pronoun") if found else None
