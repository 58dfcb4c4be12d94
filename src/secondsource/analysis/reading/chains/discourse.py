"""One pass through a report: names, documents and attributions in order, each attribution resolved to its links."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from secondsource.analysis.reading import dates, turns
from secondsource.analysis.reading.chains import subjects
from secondsource.analysis.reading.chains.dating import Dating
from secondsource.analysis.reading.chains.documents import Documents
from secondsource.analysis.reading.chains.framing import frames, papers
from secondsource.analysis.reading.chains.framing.frames import Frame, Framer
from secondsource.analysis.reading.chains.framing.papers import Mention
from secondsource.analysis.reading.chains.framing.told_days import ToldDays
from secondsource.analysis.reading.chains.linking import Heard, Linker, nest
from secondsource.analysis.reading.chains.naming import phrases, words
from secondsource.analysis.reading.chains.naming.names import Named, Names
from secondsource.analysis.reading.chains.naming.phrases import Phrase, Shape
from secondsource.analysis.reading.chains.voice import UNATTRIBUTED, Voice
from secondsource.analysis.reading.chains.voices import Voices
from secondsource.core.vetting.report import Report
from secondsource.core.vetting.statement import Attribution, Form, Sentence, Speaker, SpeakerKind

_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|supposedly|apparently|purportedly|seemingly|rumou?r\w*|alleged|presuntamente"
    r"|supuestamente|al parecer|aparentemente|habrían?|estarían?|tendrían?|serían?|podrían?|se dice|se rumorea"
    r"|trascendió|presunt[oa]s?"
    r"|supuest[oa]s?)\b"
    r"|\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?(?:said|reported|believed|thought|alleged|rumou?red"
    r"|expected|known|claimed|considered|suspected|feared|understood|estimated)\b",
    re.IGNORECASE,
)
_NOMINAL = re.compile(r"(?:el|la|los|las|un|una|the|an?|there (?:were|are|was|is))\s+\w+", re.IGNORECASE)
_PLURAL_VERB = re.compile(r"(?:\w{2,}(?:aban|aron|ieron|eron|ían|arán|an|en)|han|habían)$", re.IGNORECASE)
_SEEMS = re.compile(
    r"(?:\w+\s+)?(?:seem|appear)(?:s|ed)?(?:\s+to)?|(?:al\s+)?parec(?:e|en|ía|ían)|parecer?", re.IGNORECASE
)
_PARTICLES = words.word_set("no se le les lo la también y e además luego después")
_JOIN = re.compile(r"\s+(?:and|y|e)\s+")


@dataclass(frozen=True, slots=True)
class Utterance:
    """An attribution resolved: its links without the publisher, and its date."""

    links: tuple[Speaker, ...]
    sentence: int
    """Index of the sentence it is framed in."""
    said_on: date | None
    said_on_basis: str


class Discourse:
    """The pass through one report."""

    def __init__(
        self, report: Report, attributions: Sequence[Attribution], sentences: Sequence[Sentence], outlet: Speaker
    ) -> None:
        """Prepare names, documents and frames; `attributions` are sorted by place."""
        self._report, self._text = report, report.text
        self._sentences, self._attributions = sentences, attributions
        self._names = Names(report.text, report.language)
        self._voices = Voices(Voice(outlet.name, SpeakerKind.OUTLET, None, outlet.basis), self._names.bearers())
        spans = [sentence.span for sentence in sentences]
        contents = sorted(item.content for item in attributions)
        self._framer = Framer(report.text, spans, attributions)
        dated = {
            number: found
            for number, span in enumerate(spans)
            if (found := dates.find(report.text, span, report.published))
        }
        told = ToldDays(dated, sentences, frames.said_stretches(attributions, report.text))
        mentions = papers.find(report.text, self._names, spans, told.by_sentence, contents)
        self._documents = Documents(report.text, self._names, self._voices, mentions)
        self._linker = Linker(report.text, self._names, self._voices, self._documents, sentences)
        self._dating = Dating(report, told, self._documents, self._linker, self._voices)
        self._said = frames.merged(contents)
        self._met = [0, 0]
        self._openers = [*subjects.openers(report.text, spans)]
        self._opened = 0
        self._heard: list[Heard] = []

    def utterances(self) -> dict[int, Utterance]:
        """Return what each attribution resolves to, by the identity of the attribution."""
        for attribution in sorted(self._attributions, key=lambda item: (frames.anchor(item), item.content)):
            self._advance(frames.anchor(attribution))
            self._heard.append(self._hear(attribution))
        nest(self._heard)
        self._dating.date(self._heard)
        return {id(heard.attribution): self._utterance(heard) for heard in self._heard}

    def _advance(self, position: int) -> None:
        """Meet all names, documents and subjects that stand before `position`, in their order."""
        while self._opened < len(self._openers) and self._openers[self._opened].start < position:
            opener = self._openers[self._opened]
            self._opened += 1
            self._meet_named(opener.start)
            voice = self._voices.resolve(phrases.read(self._text, opener, self._names))
            if voice.settled is not SpeakerKind.DOCUMENT:
                self._voices.meet_voice(voice)
        self._meet_named(position)

    def _meet_named(self, position: int) -> None:
        """Meet all names and documents that stand before `position`."""
        names, mentions = self._names.mentions, self._documents.mentions
        while True:
            name = names[self._met[0]] if self._met[0] < len(names) else None
            mention = mentions[self._met[1]] if self._met[1] < len(mentions) else None
            if name and name.span.start < position and (mention is None or name.span.start <= mention.span.start):
                self._meet(name)
            elif mention and mention.span.start < position:
                self._meet_paper(mention)
            else:
                return

    def _meet(self, named: Named) -> None:
        self._met[0] += 1
        starts, ends = self._said
        inside = bisect.bisect_right(starts, named.span.start) - 1
        quoted = inside >= 0 and ends[inside] > named.span.start
        self._voices.meet(named, prominent=named.opens and not quoted)
        following = self._names.mentions[self._met[0] : self._met[0] + 1]
        if following and _JOIN.fullmatch(self._text, named.span.end, following[0].span.start):
            self._voices.meet_pair([named, following[0]])

    def _meet_paper(self, mention: Mention) -> None:
        self._met[1] += 1
        self._documents.meet(mention)
        number = self._framer.sentence_at(mention.span.start)
        if self._sentences and mention.span.start - self._sentences[number].span.start <= 4:
            self._voices.meet_voice(self._documents.voice(mention.paper, mention.span, []))
        if mention.paper.outlet is not None or mention.indefinite:
            self._linker.set_up(number, mention)

    def _hear(self, attribution: Attribution) -> Heard:
        """Resolve one attribution's source and read its frame."""
        frame = self._framer.frame(attribution)
        if attribution.form is Form.OWN_VOICE:
            return Heard(attribution, frame, self._voices.outlet)
        phrase = phrases.read(self._text, attribution.source, self._names) if attribution.source else None
        if phrase is not None and phrase.shape is Shape.RELATIVE:
            phrase = subjects.relative(self._text, phrase, self._names, self._sentence_start(phrase.span.start))
        if phrase is not None and not phrase.name:
            # A span of mere punctuation names nobody.
            phrase = None
        mention = self._documents.at(phrase) if phrase else None
        middle: list[Speaker] = []
        if mention is not None:
            self._documents.meet(mention)
            voice = self._documents.voice(mention.paper, mention.span, middle)
        elif phrase is not None:
            voice = self._taken_from_paper(phrase) or self._voices.resolve(phrase)
        else:
            voice = self._sourceless(attribution, frame)
        if phrase is not None and attribution.cue and _SEEMS.fullmatch(attribution.cue.of(self._text)):
            # What somebody seems to do is the outlet's guess and not his words.
            voice = self._voices.outlet
        paper = mention.paper if mention is not None else voice.paper
        heard = Heard(attribution, frame, voice, middle, paper, direct=turns.FIRED in attribution.fired)
        if voice.name != UNATTRIBUTED:
            self._linker.link(heard, phrase, self._heard)
            heard.before = self._just_before(heard)
            if phrase is None or phrase.shape is not Shape.RELATIVE:
                # Whoever speaks in a relative clause is mentioned beside the one the text is about.
                self._voices.heard(heard.voice)
        return heard

    def _taken_from_paper(self, phrase: Phrase) -> Voice | None:
        """Return whom a phrase means as somebody heard in a document, or as its author."""
        return self._documents.masked(phrase, self._met[1]) or self._documents.authors(phrase, self._met[1])

    def _just_before(self, heard: Heard) -> Heard | None:
        """Return the same voice's last words in this paragraph or the one before."""
        paragraph = self._linker.paragraph(heard.frame.sentence)
        for item in reversed(self._heard[-12:]):
            if item.voice.name == heard.voice.name and paragraph - self._linker.paragraph(item.frame.sentence) <= 1:
                return item
        return None

    def _sentence_start(self, position: int) -> int:
        """Return where the sentence that holds `position` begins."""
        return self._sentences[self._framer.sentence_at(position)].span.start if self._sentences else 0

    def _sourceless(self, attribution: Attribution, frame: Frame) -> Voice:
        """Return who speaks where no source stands: a rumour, a dropped subject, or a frame that holds on."""
        cue = attribution.cue.of(self._text) if attribution.cue else ""
        nobody = Voice(UNATTRIBUTED, SpeakerKind.UNNAMED, attribution.cue, "no source is named")
        if attribution.form is Form.HEDGE or (cue and (_HEDGE.search(cue) or _NOMINAL.match(cue))):
            return nobody
        introduced = self._before_colon(attribution)
        if introduced is not None:
            return introduced
        plural = self._plural(cue, frame)
        own = frames.whole(attribution)
        outer = next((item for item in reversed(self._heard[-6:]) if item.attribution.content.contains(own)), None)
        if outer is not None and plural:
            # An impersonal plural: `aseguran que les pidieron firmar`.
            return nobody
        voice = (
            (self._voices.last_speaker(plural=plural, but=outer.voice.name) if outer else None)
            or self._fresh_subject(frame, plural=plural)
            or self._voices.last_speaker(plural=plural)
            or self._voices.last_subject(plural=plural)
            or self._voices.last_speaker()
            or self._next_voice(attribution)
            or (self._voices.last_name() if cue else None)
        )
        return voice.again(voice.span, f"no subject: the last speaker, {voice.name}") if voice else nobody

    def _fresh_subject(self, frame: Frame, *, plural: bool | None) -> Voice | None:
        """Return the subject of the sentence just before, when a verb without subject (Spanish) goes on about it."""
        if plural is None or not frame.sentence:
            return None
        voice = self._voices.last_subject(plural=plural)
        if voice is None or voice.span is None or voice.paper is not None:
            return None
        near = self._framer.sentence_at(voice.span.start) >= frame.sentence - 1
        apart = self._linker.paragraph(frame.sentence) - self._linker.paragraph(
            self._framer.sentence_at(voice.span.start)
        )
        # A paragraph may break between a person presented by name and the words that person says.
        same = apart <= (1 if voice.settled is SpeakerKind.PERSON and voice.bearers else 0)
        speaks = voice.settled in {SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GROUP}
        return voice if near and same and speaks and not (voice.bearers and voice.bearers[0].place) else None

    def _before_colon(self, attribution: Attribution) -> Voice | None:
        """Return the last name before a colon that leads to these words: `As X reported on Tuesday:`."""
        start = attribution.content.start
        end = start - len(gap) + len(gap.rstrip()) if (gap := self._text[max(0, start - 40) : start]) else 0
        if attribution.cue is not None or not end or self._text[end - 1] != ":" or not self._sentences:
            return None
        start = self._sentences[self._framer.sentence_at(end - 1)].span.start
        named = [item for item in self._names.inside(start, end) if not item.bearer.place]
        return Voice.bearing(named[-1].bearer, named[-1].span, "named before the colon") if named else None

    def _plural(self, cue: str, frame: Frame) -> bool | None:
        """Return the number of a Spanish verb whose subject is dropped; None where it cannot tell."""
        language = self._sentences[frame.sentence].language if self._sentences else self._report.language
        if language != "es" or not cue:
            return None
        verb = next((word for word in cue.split() if word.lower() not in _PARTICLES), "").strip(":.,")
        return bool(_PLURAL_VERB.fullmatch(verb))

    def _next_voice(self, attribution: Attribution) -> Voice | None:
        """Return the speaker of the attribution after a headline's, when both have the same verb."""
        if attribution.cue is None:
            return None
        stem = words.fold(attribution.cue.of(self._text))[:6]
        for other in self._attributions[:8]:
            later = other.cue is not None and other.cue.start > attribution.cue.start
            if later and other.cue and other.source and words.fold(other.cue.of(self._text)).startswith(stem):
                return self._voices.resolve(phrases.read(self._text, other.source, self._names))
        return None

    def _utterance(self, heard: Heard) -> Utterance:
        voice = self._voices.outlet if self._dating.is_own(heard) else heard.voice
        links = (*heard.middle, voice.speaker())
        return Utterance(links, heard.frame.sentence, heard.said.day, heard.said.basis)
