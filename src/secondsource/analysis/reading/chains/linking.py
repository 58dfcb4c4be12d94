"""The links between publisher and speaker that the frame of an attribution gives.

A second source (`according to X, Y said`), outlets told, the document spoken in, and what the paragraph's frame
sets up: `He posted a video yesterday` or `in a report in the newspaper X` holds for the next attributions of that
paragraph and the following one, until another source comes in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from secondsource.analysis.reading.chains.documents import Documents
from secondsource.analysis.reading.chains.framing import frames, saying
from secondsource.analysis.reading.chains.framing.frames import Frame
from secondsource.analysis.reading.chains.framing.papers import Mention, Paper
from secondsource.analysis.reading.chains.naming import phrases, words
from secondsource.analysis.reading.chains.naming.names import Names
from secondsource.analysis.reading.chains.naming.phrases import Phrase, Shape
from secondsource.analysis.reading.chains.voice import UNATTRIBUTED, Voice
from secondsource.analysis.reading.chains.voices import Voices
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Attribution, Sentence, Speaker, SpeakerKind

_GROUPS = frozenset({SpeakerKind.GROUP, SpeakerKind.ORGANISATION})
_ADDING = re.compile(r"(?:added|adds|chimed in|agregó|agrega|añadió|añade)\b", re.IGNORECASE)
_QUOTING = re.compile(r"(?:quot(?:es|ed)|cit(?:es|ed|a|ó|an)|recoge|recogió)\b", re.IGNORECASE)
_CITING_CUE = re.compile(r"\b(?:citing|quoting|citando a|citando)$", re.IGNORECASE)
_CITED = re.compile(r"(?P<who>[^,.;:“”\"«»]{3,60}),?\s+(?:that|que)\s")
_QUOTED = re.compile(r"\s*(?:a\s+|al\s+)?(?P<who>[^,.;:“”\"«»]{3,80}),\s+(?:who|which|que|quien|quienes)\b")


@dataclass(slots=True, eq=False)
class Heard:
    """What is known of one attribution while the pass runs."""

    attribution: Attribution
    frame: Frame
    voice: Voice
    middle: list[Speaker] = field(default_factory=list)
    """Links before the voice."""
    paper: Paper | None = None
    """The document the words were given in."""
    direct: bool = False
    """Whether it was said to the publisher itself."""
    carried: Heard | None = None
    """The earlier attribution whose frame holds here too."""
    before: Heard | None = None
    """The same voice's last words in this paragraph or the one before."""
    said: saying.Saying = saying.UNKNOWN


class Linker:
    """Adds the frame's links to what was heard."""

    def __init__(
        self, text: str, names: Names, voices: Voices, documents: Documents, sentences: Sequence[Sentence]
    ) -> None:
        """Take the report's parts; nothing is set up yet."""
        self._text, self._names, self._voices, self._documents = text, names, voices, documents
        self._sentences = sentences
        self._set_up: tuple[int, Mention] | None = None

    def set_up(self, sentence: int, mention: Mention) -> None:
        """Note a document that may frame what follows."""
        self._set_up = (sentence, mention)

    def paragraph(self, sentence: int) -> int:
        """Return the paragraph of a sentence."""
        return self._sentences[sentence].paragraph if self._sentences else 0

    def link(self, heard: Heard, phrase: Phrase | None, earlier: Sequence[Heard]) -> None:
        """Add the links that the clause, its sentence and the paragraph's frame give.

        Args:
            heard: The attribution with its voice; its links are added to.
            phrase: Its source phrase, if it has one.
            earlier: The attributions heard before.
        """
        before: list[Speaker] = []
        second = frames.second_source(heard.frame, heard.attribution)
        if second is not None:
            before += self._second(second)
        before += self._told(heard)
        local = frames.local_media(heard.frame)
        if local is not None and not before:
            name = " ".join(local.of(self._text).split())
            before.append(Speaker(name=name, kind=SpeakerKind.OUTLET, span=local, basis="spoke to them"))
        heard.direct = heard.direct or frames.speaks_to_us(heard.frame, heard.attribution.source, self._text)
        if heard.paper is None or heard.voice.paper is None:
            mention = self._documents.used(heard.frame, second)
            if mention is not None:
                self._speak_in(heard, mention, phrase, before)
        alone = heard.paper is None or heard.paper is heard.voice.paper
        if alone and not (before or heard.middle or heard.direct):
            self._carry(heard, phrase, before, earlier)
        heard.middle = [*before, *heard.middle]
        self._cited(heard)

    def answered(self, heard: Heard, everything: Sequence[Heard]) -> saying.Saying | None:
        """Return when somebody else's words right before were said, in this paragraph or the one before."""
        place = next(number for number, item in enumerate(everything) if item is heard)
        last = everything[place - 1] if place else None
        if last is None or last.voice.name == heard.voice.name or self._voices.is_outlet(last.voice.name):
            return None
        apart = self.paragraph(heard.frame.sentence) - self.paragraph(last.frame.sentence)
        return last.said if apart <= 1 else None

    def _second(self, span: Span) -> list[Speaker]:
        """Return the links a second source gives."""
        phrase = phrases.read(self._text, span, self._names)
        mention = self._documents.at(phrase)
        if mention is None:
            return [self._voices.resolve(phrase).speaker()]
        self._documents.meet(mention)
        links: list[Speaker] = []
        voice = self._documents.voice(mention.paper, mention.span, links)
        return [*links, voice.speaker()]

    def _told(self, heard: Heard) -> list[Speaker]:
        """Return the outlets somebody spoke to; speaking to the publisher makes the words direct."""
        links = []
        for named in frames.told(heard.frame, self._names):
            bearer = named.bearer
            if self._voices.is_outlet(bearer.name):
                heard.direct = True
            elif bearer not in heard.voice.bearers:
                bearer.kind = bearer.kind or SpeakerKind.OUTLET
                links.append(Speaker(name=bearer.name, kind=SpeakerKind.OUTLET, span=named.span, basis="spoke to them"))
        return links

    def _cited(self, heard: Heard) -> None:
        """Let those speak whom the speaker cites: `X reported, citing two officials`; `X quotes Y, who thinks that`."""
        attribution = heard.attribution
        span = frames.cited(heard.frame, attribution) or _named_as_source(self._text, attribution)
        if span is None and attribution.cue and _QUOTING.match(self._text, attribution.cue.start):
            match = _QUOTED.match(self._text, attribution.content.start)
            span = Span(*match.span("who")) if match and self._names.inside(*match.span("who")) else None
        if span is not None:
            heard.middle.append(heard.voice.speaker())
            heard.voice = self._voices.resolve(phrases.read(self._text, span, self._names))

    def _speak_in(self, heard: Heard, mention: Mention, phrase: Phrase | None, before: list[Speaker]) -> None:
        """Join a voice with the document it speaks in."""
        paper, voice = mention.paper, heard.voice
        author = self._documents.author(paper)
        if author is None and (paper.author or paper.author_name):
            author = self._documents.meet(mention)
        heard.paper = paper
        if paper.outlet is not None and self._voices.is_outlet(paper.outlet.name):
            heard.direct = True
        elif paper.outlet is not None:
            where = f"the {paper.name} appeared there"
            before.append(Speaker(name=paper.outlet.name, kind=SpeakerKind.OUTLET, span=mention.span, basis=where))
        if author is not None and paper.author is not None and author.name != voice.name and author.bearers:
            before.append(author.speaker())
        group = voice.settled in _GROUPS
        head = words.singular(phrase.head) if phrase is not None else ""
        someone = voice.kind is SpeakerKind.UNNAMED and not voice.plural and head in words.IN_VIDEO
        if paper.is_video and (group or someone):
            if group:
                self._documents.credit(paper, voice)
            heard.voice = self._documents.in_video(paper, voice if group else author, before)
        elif paper.noun not in words.TALK:
            before.append(self._documents.link(paper, mention.span))
            self._documents.credit(paper, voice)

    def _carry(self, heard: Heard, phrase: Phrase | None, before: list[Speaker], earlier: Sequence[Heard]) -> None:
        """Let the frame of the same voice's words just before, or of the paragraph, hold here too."""
        paragraph = self.paragraph(heard.frame.sentence)
        recent = earlier[-3:]
        last = next((item for item in reversed(recent) if item.voice.name == heard.voice.name), None)
        named = phrase is not None and phrase.shape is Shape.NAME
        if last and self.paragraph(last.frame.sentence) == paragraph and (not named or last is recent[-1]):
            heard.carried = last
            before += last.middle
            heard.paper = heard.paper or last.paper
        elif earlier and self._joins_in(heard) and self.paragraph(earlier[-1].frame.sentence) == paragraph:
            before += [link for link in earlier[-1].middle if link.kind is SpeakerKind.OUTLET]
        elif heard.paper is None and self._set_up is not None and self._holds(heard, phrase, earlier):
            self._speak_in(heard, self._set_up[1], phrase, before)

    def _joins_in(self, heard: Heard) -> bool:
        """Say whether the cue adds to what somebody else has just said to the same listener."""
        cue = heard.attribution.cue
        return cue is not None and _ADDING.match(self._text, cue.start) is not None

    def _holds(self, heard: Heard, phrase: Phrase | None, earlier: Sequence[Heard]) -> bool:
        """Say whether the document set up last frames this attribution."""
        if self._set_up is None:
            return False
        number, mention = self._set_up
        apart = self.paragraph(heard.frame.sentence) - self.paragraph(number)
        if number >= heard.frame.sentence or not 0 <= apart <= 1:
            return False
        if any(item.frame.sentence > number and item.voice.name != heard.voice.name for item in earlier[-4:]):
            return False
        if phrase is not None and phrase.shape is Shape.DESCRIPTION and heard.voice.basis == "described here":
            return False
        sentence = self._sentences[number].span
        framed = {id(item.bearer) for item in self._names.inside(sentence.start, sentence.end)}
        known = any(id(bearer) in framed for bearer in heard.voice.bearers)
        return (
            (phrase is not None and phrase.shape is not Shape.NAME)
            or known
            or self._documents.author(mention.paper) is heard.voice
        )


def _named_as_source(text: str, attribution: Attribution) -> Span | None:
    """Return whom a speaker cites where `citing` is the cue itself: `The note says, citing port records, that ...`."""
    if attribution.cue is None or not _CITING_CUE.search(text, attribution.cue.start, attribution.cue.end):
        return None
    match = _CITED.match(text, attribution.content.start, attribution.content.end)
    return Span(*match.span("who")) if match else None


def nest(everything: Sequence[Heard]) -> None:
    """Put an outer speaker before the one he quotes."""
    outer: list[Heard] = []
    for heard in sorted(everything, key=lambda item: (item.attribution.content.start, -item.attribution.content.end)):
        own = frames.whole(heard.attribution)
        outer = [item for item in outer if item.attribution.content.end > own.start]
        holder = next((item for item in reversed(outer) if _holds(item, heard)), None)
        if holder is not None and holder.voice.name not in {heard.voice.name, UNATTRIBUTED}:
            heard.middle = [*holder.middle, holder.voice.speaker(), *heard.middle]
            heard.direct = False
        outer.append(heard)


def _holds(outer: Heard, inner: Heard) -> bool:
    """Say whether `outer` quotes `inner`: inside its content, or stepping in (`X adds that, according to Y, ...`)."""
    one, other = outer.attribution, inner.attribution
    if one.content.contains(frames.whole(other)):
        return True
    if outer.frame.sentence != inner.frame.sentence or one.cue is None or other.cue is None or one.source is None:
        return False
    in_order = one.source.start < one.cue.start < other.cue.start < one.content.end and one.content.start >= one.cue.end
    return in_order and one.content.overlaps(other.content)
