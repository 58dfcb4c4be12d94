"""Whom a description takes up: by its determiner, its noun, the class of its noun, or an office told of a name.

Each rule looks back for the last compatible voice; nothing is merged that the words do not support.
"""

from __future__ import annotations

from dataclasses import replace

from secondsource.analysis.reading.chains.anaphora import bodies
from secondsource.analysis.reading.chains.anaphora.trail import Trail
from secondsource.analysis.reading.chains.naming import nouns, words
from secondsource.analysis.reading.chains.naming.bearers import Bearer
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
    stem_of,
    titled_like_an_outlet,
)
from secondsource.core.vetting.statement import SpeakerKind

_JUST_BEFORE = 8
"""How many mentions back somebody counts as just introduced."""

_SELF = words.word_set(
    "newspaper paper outlet magazine site website blog writer columnist author column article"
    " diario periodico revista medio portal columnista autor redaccion columna articulo"
)
"""Words by which a report speaks of its own publisher when no other has been named."""

_NOBODY = words.word_set("person source witness persona fuente testigo")
"""Nouns that, with `this`, mean somebody who was kept nameless and not the last person named."""


def again(voice: Voice, phrase: Phrase, how: str) -> Voice:
    """Return `voice` as taken up by `phrase`; a noun tells the kind of a name that had none."""
    described = phrase.shape is Shape.DESCRIPTION
    if described:
        for bearer in voice.bearers:
            bearer.kind = bearer.kind or phrase.kind
            bearer.heads.add(phrase.head)
    return replace(
        voice,
        kind=voice.kind or (phrase.kind if described else None),
        span=phrase.span,
        basis=f"{how}: {phrase.name} -> {voice.name}",
        gender=voice.gender or phrase.gender,
        heads=voice.heads | {phrase.head} if described else voice.heads,
        spoke=False,
    )


class Descriptions:
    """Resolves the descriptions of one report."""

    def __init__(self, outlet: Voice, bearers: list[Bearer], trail: Trail) -> None:
        """Take the publisher, all names of the report (a description may precede the name) and the trail so far."""
        self._outlet, self._bearers, self._trail = outlet, bearers, trail

    def resolve(self, phrase: Phrase) -> Voice:
        """Return whom a description means: an earlier voice where it takes one up, else a new one."""
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
            return again(found, phrase, "description")
        ahead = self._ahead(phrase)
        if ahead is not None:
            return again(Voice.bearing(ahead, phrase.span), phrase, "named later")
        if phrase.bare and words.singular(phrase.head) in _SELF:
            return again(self._outlet, phrase, "the report's own publisher")
        varied = self._without_role(phrase)
        return again(varied, phrase, "description") if varied is not None else new

    def last_body(self) -> Voice | None:
        """Return the last group or body named or heard."""
        return self._trail.back(
            lambda voice: voice.kind in BODIES - {SpeakerKind.OUTLET} or self._open_body(voice), subjects=True
        )

    def last_name(self) -> Voice | None:
        """Return the last name that may be a body's or group's, wherever it stood."""
        return self._trail.back(self._open_body)

    def _by_determiner(self, phrase: Phrase) -> Voice | None:
        """Take up whom the determiner points at: `the same source`, `this witness`, `our reading`, `its editors`."""
        person = kind_of(phrase.head) in {SpeakerKind.PERSON, SpeakerKind.UNNAMED}
        if phrase.determiner in nouns.OURS and phrase.kind is None:
            return again(self._outlet, phrase, "the report's own view")
        if phrase.determiner in nouns.SAME and person:
            found = self._trail.back(
                lambda voice: voice.spoke and (voice.plural == phrase.plural or voice.kind in BODIES)
            )
            return again(found, phrase, "description") if found else None
        if phrase.determiner in nouns.THIS and person and not phrase.plural:
            found = self._this(phrase)
            return again(found, phrase, "description") if found else None
        if phrase.determiner in nouns.ITS and person and (phrase.plural or phrase.head in nouns.STAFF):
            return self._staff(phrase)
        return None

    def _this(self, phrase: Phrase) -> Voice | None:
        """Take up the last person, first the last of that noun; a lone name nothing is known of may be a person's."""
        same = self._same_noun(phrase)
        if same is not None or words.singular(phrase.head) in _NOBODY:
            return same
        return self._trail.back(
            lambda voice: voice.settled is SpeakerKind.PERSON and not is_place(voice) and not voice.plural
        ) or self._trail.back(lambda voice: voice.kind is None and bool(voice.bearers) and not is_place(voice))

    def _staff(self, phrase: Phrase) -> Voice | None:
        """Return the people of the last body: `its editors`."""
        body = self.last_body() or self._trail.back(one_outlet)
        if body is None or not body.bearers:
            return None
        noun = phrase.name.split(None, 1)[-1]
        name = f"{noun} ({body.name})"
        return Voice(
            name, phrase.kind, phrase.span, f"{phrase.name} -> {name}", plural=phrase.plural, heads={phrase.head}
        )

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

        return self._trail.back(fits)

    def _without_role(self, phrase: Phrase) -> Voice | None:
        """Take up the person just introduced by name alone, whose office the description tells: `the deputy mayor`."""
        if phrase.kind is not SpeakerKind.PERSON or phrase.plural:
            return None
        # An office of something (`the chairwoman of the Rowers`) may be anybody's but the last subject's.
        within = _JUST_BEFORE if phrase.complement is None else _JUST_BEFORE // 4
        return self._trail.back(lambda voice: named_only(voice, phrase.gender), subjects=True, within=within)

    def _same_class(self, phrase: Phrase) -> Voice | None:
        """Take up a voice by the class of the noun alone, where the description has nothing else to tell it by."""
        noun = words.singular(phrase.head)
        found: Voice | None = None
        if phrase.plural:
            found = self._several(phrase)
        elif noun in words.FIRM and len(phrase.name.split()) <= 2 and phrase.premodifier is None:
            found = self._firm()
        elif phrase.bare and noun in words.OUTLET:
            found = self._trail.back(one_outlet) or self._trail.back(titled_like_an_outlet, subjects=True)
        elif phrase.bare and noun in bodies.CLASSES:
            found = self._trail.back(
                lambda voice: self._open_body(voice) and bodies.is_a(noun, voice.name, voice.heads)
            )
            if found is None and noun in bodies.ANY:
                found = self._trail.back(
                    lambda voice: self._open_body(voice) and not words.BODY.isdisjoint(words.fold(voice.name).split())
                ) or self._trail.back(self._open_body, subjects=True)
        elif phrase.bare and noun in words.GROUP:
            found = (
                self._trail.back(lambda voice: voice.kind is SpeakerKind.GROUP and bool(voice.bearers))
                or self._trail.back(self._open_group, subjects=True)
                or self._trail.most_met(self._open_group)
                or self._trail.back(self._open_body, subjects=True)
            )
        elif phrase.bare and noun in words.ANYBODY:
            found = self._trail.back(lambda voice: one_person(voice) and agree(voice.gender, phrase.gender))
        return found

    def _firm(self) -> Voice | None:
        """Take up `the company`: one called so, one that spoke, the last name that may be a company's."""
        return (
            self._trail.back(lambda voice: bool(voice.heads & words.FIRM) and not voice.plural)
            or self._trail.back(lambda voice: voice.spoke and self._company(voice))
            or self._trail.back(self._company, subjects=True)
            or self._trail.back(self._company)
            or self._trail.back(self._open_body)
        )

    def _several(self, phrase: Phrase) -> Voice | None:
        """Take up a group by its members (`the activists`) or people named together (`the two spokespeople`)."""
        if phrase.head in words.MEMBERS and phrase.bare:
            return self._trail.back(lambda voice: voice.settled is SpeakerKind.GROUP or (voice.plural and voice.spoke))
        if kind_of(phrase.head) is SpeakerKind.PERSON and phrase.complement is None:
            return self._trail.back(lambda voice: len(voice.bearers) > 1 and voice.settled is SpeakerKind.PERSON)
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
        return words.fold(voice.name) not in words.fold(self._outlet.name) and not (
            voice.heads and not any(kind_of(head) for head in voice.heads)
        )

    def _company(self, voice: Voice) -> bool:
        """Say whether `the company` could be this: an open body, no public one, and not two words like a person's."""
        return self._open_body(voice) and voice.settled is not SpeakerKind.PERSON and not bodies.is_public(voice.name)

    def _open_group(self, voice: Voice) -> bool:
        """Say whether `the collective` could be this: no ministry, company or institute by its name."""
        named = set(words.fold(voice.name).split())
        return self._open_body(voice) and (named.isdisjoint(words.BODY) or not named.isdisjoint(words.GROUP))

    def _ahead(self, phrase: Phrase) -> Bearer | None:
        """Return who is named later with that noun; with more than the noun, only if no other has it."""
        if phrase.plural:
            return None
        noun = words.singular(phrase.head)
        if phrase.definite and phrase.bare and noun in bodies.CLASSES:
            open_ones = [b for b in self._bearers if b.kind in BODIES and bodies.is_a(noun, b.name, b.heads)]
            return open_ones[0] if len(open_ones) == 1 else None
        if kind_of(phrase.head) is not SpeakerKind.PERSON:
            return None
        stem = stem_of(phrase.head)
        fitting = [bearer for bearer in self._bearers if any(stem_of(head) == stem for head in bearer.heads)]
        return fitting[0] if fitting and (phrase.bare or len(fitting) == 1) else None
