"""One pass through a report: names, documents and attributions in the order they stand, each attribution resolved to its links.

What a paragraph's frame sets up (`He posted a video yesterday`, `in a report in the newspaper X`) holds for the next
attributions of that paragraph and the following one, until another source comes in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from secondsource.analysis.reading import dates
from secondsource.analysis.reading.chains import frames, papers, saying
from secondsource.analysis.reading.chains.frames import Frame, Framer
from secondsource.analysis.reading.chains.naming import phrases, words
from secondsource.analysis.reading.chains.naming.names import Named, Names
from secondsource.analysis.reading.chains.naming.phrases import Phrase, Shape
from secondsource.analysis.reading.chains.papers import Mention, Paper
from secondsource.analysis.reading.chains.voices import Voice, Voices
from secondsource.core.vetting.report import Report, Span
from secondsource.core.vetting.statement import Attribution, Form, Sentence, Speaker, SpeakerKind

UNATTRIBUTED = "unattributed"
_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|supposedly|apparently|purportedly|seemingly|rumou?r\w*|alleged|presuntamente|supuestamente|al parecer|aparentemente"
    r"|habrían?|estarían?|tendrían?|serían?|podrían?|se dice|se rumorea|trascendió|presunt[oa]s?|supuest[oa]s?)\b"
    r"|\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?(?:said|reported|believed|thought|alleged|rumou?red|expected|known|claimed|considered|suspected|feared|understood|estimated)\b",
    re.IGNORECASE,
)
_NOMINAL = re.compile(r"(?:el|la|los|las|un|una|the|an?|there (?:were|are|was|is))\s+\w+", re.IGNORECASE)
_PLURAL_VERB = re.compile(r"(?:\w{2,}(?:aban|aron|ieron|eron|ían|arán|an|en)|han|habían)$", re.IGNORECASE)
_JOIN = re.compile(r"\s+(?:and|y|e)\s+")
_RELATIVE_HEAD = re.compile(
    r"(?<!\w)(?:the|an?|some|several|his|her|their|el|la|los|las|un|una|unos|unas|su|sus|algunos|algunas|varios|varias|dos|tres|two|three)\s+(?=[^\s])",
    re.IGNORECASE,
)
_UPLOADED = re.compile(r"\b(?:by|por)\s+(?:el |la |los |las )?$", re.IGNORECASE)


@dataclass(slots=True)
class Utterance:
    """An attribution resolved: its links without the publisher, and its date."""

    links: tuple[Speaker, ...]
    sentence: int
    said_on: date | None = None
    said_on_basis: str | None = None


@dataclass(slots=True)
class _Heard:
    """What is known of one attribution while the pass runs."""

    attribution: Attribution
    frame: Frame
    voice: Voice
    middle: list[Speaker] = field(default_factory=list)
    paper: Paper | None = None
    direct: bool = False
    """Whether it was said to the publisher itself."""
    carried: _Heard | None = None
    """The earlier attribution whose frame holds here too."""


class Discourse:
    """The pass through one report."""

    def __init__(
        self, report: Report, attributions: Sequence[Attribution], sentences: Sequence[Sentence], outlet: Speaker
    ) -> None:
        """Prepare names, documents and frames; `attributions` are sorted by place."""
        self._report = report
        self._text = report.text
        self._sentences = list(sentences)
        self._attributions = attributions
        self._names = Names(report.text, report.language)
        self._outlet = Voice(outlet.name, SpeakerKind.OUTLET, None, outlet.basis)
        self._outlet_words = set(words.fold(outlet.name).replace("(", " ").replace(")", " ").split()) - words.FUNCTION
        self._voices = Voices(self._outlet, self._names.bearers())
        spans = [sentence.span for sentence in sentences]
        self._framer = Framer(report.text, spans, attributions)
        dated = {
            number: found
            for number, span in enumerate(spans)
            if (found := dates.find(report.text, span, report.published))
        }
        self._mentions = papers.find(
            report.text, self._names, spans, dated, sorted(item.content for item in attributions)
        )
        self._authors: dict[int, Voice | None] = {}
        self._met = [0, 0]
        self._heard: list[_Heard] = []
        self._free: tuple[int, Mention] | None = None

    def utterances(self) -> dict[int, Utterance]:
        """Return what each attribution resolves to, by the identity of the attribution."""
        for attribution in sorted(self._attributions, key=lambda item: (frames.anchor(item), item.content)):
            self._advance(frames.anchor(attribution))
            self._heard.append(self._hear(attribution))
        self._nest()
        return {id(heard.attribution): self._utterance(heard) for heard in self._heard}

    # --- reading on -------------------------------------------------------------------------------------------------

    def _advance(self, position: int) -> None:
        """Meet all names and documents that stand before `position`."""
        names, mentions = self._names.mentions, self._mentions
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
        self._voices.meet(named)
        following = self._names.mentions[self._met[0] : self._met[0] + 1]
        if following and _JOIN.fullmatch(self._text, named.span.end, following[0].span.start):
            self._voices.meet_pair([named, following[0]])

    def _meet_paper(self, mention: Mention) -> None:
        self._met[1] += 1
        self._author(mention.paper, mention)
        sentence = self._sentences[self._framer.sentence_at(mention.span.start)] if self._sentences else None
        if sentence and mention.span.start - sentence.span.start <= 4:
            self._voices.meet_voice(self._paper_voice(mention.paper, mention, [])[0])
        if mention.paper.outlet is not None or mention.indefinite:
            self._free = (self._framer.sentence_at(mention.span.start), mention)

    def _author(self, paper: Paper, mention: Mention) -> Voice | None:
        """Return a document's author, worked out where the document is first met."""
        known = self._authors.get(id(paper))
        if known is not None:
            return known
        voice: Voice | None = None
        if paper.author is not None:
            voice = self._voices.resolve(phrases.read(self._text, paper.author, self._names))
        elif paper.author_name is not None:
            bearer = paper.author_name
            voice = Voice(
                bearer.name, bearer.kind, None, f"author of the {paper.name}", heads=bearer.heads, bearers=(bearer,)
            )
        elif paper.possessive:
            voice = self._voices.last_subject()
        if voice is None and paper.is_speech and not mention.indefinite:
            voice = self._voices.last_body() or self._voices.last_speaker()
            voice = voice if voice is not None and voice.name != UNATTRIBUTED else None
        self._authors[id(paper)] = voice
        return voice

    # --- one attribution --------------------------------------------------------------------------------------------

    def _hear(self, attribution: Attribution) -> _Heard:
        """Resolve one attribution's source and read its frame."""
        frame = self._framer.frame(attribution)
        if attribution.form is Form.OWN_VOICE:
            return _Heard(attribution, frame, self._outlet)
        middle: list[Speaker] = []
        phrase = phrases.read(self._text, attribution.source, self._names) if attribution.source else None
        mention = self._mention_in(attribution.source, phrase) if phrase else None
        paper: Paper | None = None
        if mention is not None and phrase is not None:
            self._author(mention.paper, mention)
            voice, paper = self._paper_voice(mention.paper, mention, middle)
        elif phrase is not None:
            voice = self._voices.resolve(self._relative(phrase) if phrase.shape is Shape.RELATIVE else phrase)
            paper = voice.paper
        else:
            voice = self._sourceless(attribution, frame)
            paper = voice.paper
        heard = _Heard(attribution, frame, voice, middle, paper)
        if voice.name != UNATTRIBUTED:
            self._read_frame(heard, phrase)
            self._voices.heard(heard.voice)
        return heard

    def _mention_in(self, source: Span | None, phrase: Phrase) -> Mention | None:
        """Return the document a source phrase is, if it is one."""
        if source is None or phrase.shape is not Shape.DESCRIPTION or phrase.kind is not SpeakerKind.DOCUMENT:
            return None
        for mention in self._mentions:
            if (
                mention.span.end > source.start
                and mention.span.start < source.end
                and mention.span.start <= phrase.span.end
            ):
                return mention
        return None

    def _paper_voice(self, paper: Paper, mention: Mention | None, middle: list[Speaker]) -> tuple[Voice, Paper]:
        """Return who speaks when a document does, and add the document (or its group) as a link before."""
        author = self._authors.get(id(paper))
        name = " ".join(paper.span.of(self._text).split())
        link = Speaker(name=name, kind=SpeakerKind.DOCUMENT, span=paper.span, basis="named here")
        if author is None and not paper.is_video:
            return Voice(
                name,
                SpeakerKind.DOCUMENT,
                mention.span if mention else paper.span,
                "a document without an author",
                paper=paper,
            ), paper
        if (
            paper.is_video
            and (author is None or author.settled in {SpeakerKind.GROUP, SpeakerKind.ORGANISATION})
            and not self._uploaded(paper)
        ):
            return self._in_video(paper, author, middle), paper
        middle.append(link)
        if author is None:  # pragma: no cover  # a video without author was answered above
            return Voice(name, SpeakerKind.DOCUMENT, paper.span), paper
        voice = Voice(
            author.name,
            author.kind,
            author.span,
            f"author of the {paper.name}",
            plural=author.plural,
            gender=author.gender,
            heads=author.heads,
            bearers=author.bearers,
        )
        voice.paper = paper
        return voice, paper

    def _uploaded(self, paper: Paper) -> bool:
        return paper.author is not None and bool(
            _UPLOADED.search(self._text, max(0, paper.author.start - 9), paper.author.start)
        )

    def _in_video(self, paper: Paper, author: Voice | None, middle: list[Speaker]) -> Voice:
        """Return the unnamed person heard in a recording: a group cannot speak, somebody in its name does."""
        noun = (
            paper.noun
            if paper.noun in {"video", "recording", "tape", "audio"}
            else "video"
            if paper.noun in words.VIDEO
            else "recording"
        )
        named = author is not None and author.settled is not SpeakerKind.UNNAMED and author.name != UNATTRIBUTED
        name = f"speaker in the {author.name} {noun}" if named and author else f"speaker in the {noun}"
        if named and author:
            middle.append(author.speaker())
        return Voice(
            name,
            SpeakerKind.UNNAMED,
            paper.span,
            f"whoever speaks in the {paper.name}",
            heads={"speaker", "person", "man", "persona", "orador"},
            paper=paper,
        )

    def _relative(self, phrase: Phrase) -> Phrase:
        """Read the noun phrase a relative pronoun stands for: the one right before it."""
        start = max(0, phrase.span.start - 120)
        sentence = (
            self._sentences[self._framer.sentence_at(phrase.span.start)].span
            if self._sentences
            else Span(0, len(self._text))
        )
        start = max(start, sentence.start)
        end = len(self._text[start : phrase.span.start].rstrip(" ,")) + start
        heads = [
            match.start()
            for match in _RELATIVE_HEAD.finditer(self._text, start, end)
            if not re.search(
                r"\b(?:of|de|in|en|for|from|to|a)\s+$",
                self._text[max(0, match.start() - 6) : match.start()],
                re.IGNORECASE,
            )
        ]
        named = [item.span.start for item in self._names.inside(start, end) if item.span.end >= end - 1]
        boundary = max((match.end() for match in re.finditer(r"[,;:.]", self._text[start:end])), default=0) + start
        starts = [position for position in [*heads, *named] if position >= boundary] or [*heads, *named]
        if not starts:
            return phrase
        begin = max([position for position in heads if position in starts] or starts)
        read = phrases.read(self._text, Span(begin, end), self._names)
        return read if read.shape in {Shape.NAME, Shape.DESCRIPTION} else phrase

    def _sourceless(self, attribution: Attribution, frame: Frame) -> Voice:
        """Return who speaks where no source stands: a rumour, a dropped subject, or a frame that holds on."""
        cue = attribution.cue.of(self._text) if attribution.cue else ""
        nobody = Voice(UNATTRIBUTED, SpeakerKind.UNNAMED, attribution.cue, "no source is named")
        if attribution.form is Form.HEDGE or (cue and (_HEDGE.search(cue) or _NOMINAL.match(cue))):
            return nobody
        plural = self._plural(cue, frame)
        inside = next(
            (
                heard
                for heard in reversed(self._heard[-6:])
                if heard.attribution.content.contains(frames.whole(attribution))
            ),
            None,
        )
        if inside is not None and plural:
            return nobody
        holder = inside.voice.name if inside is not None else ""
        voice = self._voices.last_speaker(plural=plural, but=holder) if holder else None
        voice = (
            voice
            or self._voices.last_speaker(plural=plural)
            or self._voices.last_subject(plural=plural)
            or self._voices.last_speaker()
        )
        if voice is None:
            voice = self._next_voice(attribution)
        if voice is None:
            return nobody
        return Voice(
            voice.name,
            voice.kind,
            voice.span,
            f"no subject: the last speaker, {voice.name}",
            plural=voice.plural,
            gender=voice.gender,
            heads=voice.heads,
            bearers=voice.bearers,
            paper=voice.paper,
        )

    def _plural(self, cue: str, frame: Frame) -> bool | None:
        """Return the number of a Spanish verb whose subject is dropped; None where it cannot tell."""
        language = self._sentences[frame.sentence].language if self._sentences else self._report.language
        if language != "es" or not cue:
            return None
        verb = next(
            (word for word in cue.split() if word.lower() not in {"no", "se", "le", "les", "lo", "la", "también", "y"}),
            "",
        ).strip(":.,")
        return bool(_PLURAL_VERB.fullmatch(verb))

    def _next_voice(self, attribution: Attribution) -> Voice | None:
        """Return the speaker of the attribution after a headline's, when both have the same verb."""
        if attribution.cue is None:
            return None
        stem = words.fold(attribution.cue.of(self._text))[:6]
        for other in self._attributions[:8]:
            if (
                other.cue
                and other.source
                and other.cue.start > attribution.cue.start
                and words.fold(other.cue.of(self._text)).startswith(stem)
            ):
                return self._voices.resolve(phrases.read(self._text, other.source, self._names))
        return None

    # --- the frame --------------------------------------------------------------------------------------------------

    def _read_frame(self, heard: _Heard, phrase: Phrase | None) -> None:
        """Add the links that the clause, its sentence and the paragraph's frame give."""
        frame, attribution = heard.frame, heard.attribution
        before: list[Speaker] = []
        second = frames.second_source(frame, attribution)
        if second is not None:
            before += self._phrase_links(second)
        for named in frames.told(frame, self._names):
            bearer = named.bearer
            if self._is_outlet(bearer.name):
                heard.direct = True
            elif bearer not in heard.voice.bearers:
                bearer.kind = bearer.kind or SpeakerKind.OUTLET
                before.append(
                    Speaker(name=bearer.name, kind=SpeakerKind.OUTLET, span=named.span, basis="spoke to them")
                )
        local = frames.local_media(frame)
        if local is not None and not before:
            before.append(
                Speaker(
                    name=" ".join(local.of(self._text).split()),
                    kind=SpeakerKind.OUTLET,
                    span=local,
                    basis="spoke to them",
                )
            )
        heard.direct = heard.direct or frames.speaks_to_us(frame, attribution.source, self._text)
        if heard.paper is None or heard.voice.paper is None:
            self._paper_in_frame(heard, phrase, before)
        if (
            not before
            and not heard.middle
            and not heard.direct
            and (heard.paper is None or heard.paper is heard.voice.paper)
        ):
            self._carry(heard, phrase, before)
        heard.middle = [*before, *heard.middle]
        citing = frames.cited(frame, attribution)
        if citing is not None:
            heard.middle.append(heard.voice.speaker())
            heard.voice = self._voices.resolve(phrases.read(self._text, citing, self._names))

    def _is_outlet(self, name: str) -> bool:
        """Say whether a name is the publisher's own."""
        said = set(words.fold(name).split()) - words.FUNCTION
        return bool(said) and said <= self._outlet_words

    def _phrase_links(self, span: Span) -> list[Speaker]:
        """Return the links a second source gives."""
        phrase = phrases.read(self._text, span, self._names)
        mention = self._mention_in(span, phrase)
        if mention is None:
            return [self._voices.resolve(phrase).speaker()]
        self._author(mention.paper, mention)
        links: list[Speaker] = []
        voice, _ = self._paper_voice(mention.paper, mention, links)
        return [*links, voice.speaker()]

    def _paper_in_frame(self, heard: _Heard, phrase: Phrase | None, before: list[Speaker]) -> None:
        """Find a document the clause says the words were given in, and let it shape the links."""
        frame = heard.frame
        for mention in self._near(frame):
            place = mention.span.start - frame.offset
            if not frame.clause.start <= mention.span.start < frame.clause.end and not frame.lead.contains(
                mention.span
            ):
                continue
            if frame.text[place : place + 1] == "\x00" or not frames.uses(frame, self._leading(mention)):
                continue
            self._speak_in(heard, mention, phrase, before)
            return

    def _near(self, frame: Frame) -> list[Mention]:
        end = frame.offset + len(frame.text)
        low = _first_at(self._mentions, frame.offset)
        found = []
        for mention in self._mentions[low:]:
            if mention.span.start >= end:
                break
            found.append(mention)
        return found

    def _leading(self, mention: Mention) -> int:
        """Return where the mention begins, before its determiner or at a preposition that stands for one."""
        return (
            mention.span.start
            if mention.determiner not in {"in", "en"}
            else mention.span.start + len(mention.determiner)
        )

    def _speak_in(self, heard: _Heard, mention: Mention, phrase: Phrase | None, before: list[Speaker]) -> None:
        """Join a voice with the document it speaks in."""
        paper = mention.paper
        author = self._authors.get(id(paper)) or (
            self._author(paper, mention) if paper.author or paper.author_name else None
        )
        heard.paper = paper
        if paper.outlet is not None and not self._is_outlet(paper.outlet.name):
            before.append(
                Speaker(
                    name=paper.outlet.name,
                    kind=SpeakerKind.OUTLET,
                    span=mention.span,
                    basis=f"the {paper.name} appeared there",
                )
            )
        elif paper.outlet is not None:
            heard.direct = True
        if (
            author is not None
            and paper.author is not None
            and author.name != heard.voice.name
            and author.settled is not SpeakerKind.UNNAMED
        ):
            before.append(author.speaker())
        group = heard.voice.settled in {SpeakerKind.GROUP, SpeakerKind.ORGANISATION}
        someone = (
            phrase is not None
            and heard.voice.kind is SpeakerKind.UNNAMED
            and not heard.voice.plural
            and words.singular(phrase.head) in words.IN_VIDEO
        )
        if paper.is_video and (group or someone):
            if group and self._authors.get(id(paper)) is None:
                self._authors[id(paper)] = heard.voice
            heard.voice = self._in_video(paper, heard.voice if group else self._authors.get(id(paper)), before)
        elif paper.noun not in {"interview", "entrevista"}:
            name = " ".join(paper.span.of(self._text).split())
            before.append(Speaker(name=name, kind=SpeakerKind.DOCUMENT, span=mention.span, basis="said in it"))
            if self._authors.get(id(paper)) is None:
                self._authors[id(paper)] = heard.voice

    def _carry(self, heard: _Heard, phrase: Phrase | None, before: list[Speaker]) -> None:
        """Let the frame of the paragraph, or of the same voice's words just before, hold here too."""
        paragraph = self._paragraph(heard.frame.sentence)
        previous = next((item for item in reversed(self._heard[-3:]) if item.voice.name == heard.voice.name), None)
        if (
            previous is not None
            and self._paragraph(previous.frame.sentence) == paragraph
            and (phrase is None or phrase.shape is not Shape.NAME or previous is self._heard[-1])
        ):
            heard.carried = previous
            before += previous.middle
            heard.paper = heard.paper or previous.paper
            return
        if heard.paper is not None:
            return
        if self._free is None:
            return
        number, mention = self._free
        frame_bearers = {
            id(item.bearer)
            for item in self._names.inside(self._sentences[number].span.start, self._sentences[number].span.end)
        }
        introduced = (
            phrase is None
            or phrase.shape is not Shape.NAME
            or any(id(bearer) in frame_bearers for bearer in heard.voice.bearers)
        )
        introduced = (
            introduced
            or any(id(bearer) in frame_bearers for bearer in heard.voice.bearers)
            or self._authors.get(id(mention.paper)) is heard.voice
        )
        apart = paragraph - self._paragraph(number)
        same = number == heard.frame.sentence
        spoken = any(item.frame.sentence > number for item in self._heard[-4:] if item.voice.name != heard.voice.name)
        indefinite_new = (
            phrase is not None and phrase.shape is Shape.DESCRIPTION and heard.voice.basis == "described here"
        )
        if introduced and not same and not spoken and not indefinite_new and 0 <= apart <= 1:
            self._speak_in(heard, mention, phrase, before)

    def _paragraph(self, number: int) -> int:
        return self._sentences[number].paragraph if self._sentences else 0

    # --- afterwards -------------------------------------------------------------------------------------------------

    def _nest(self) -> None:
        """Put an outer speaker before the one he quotes: attributions inside another's content."""
        by_start = sorted(
            self._heard, key=lambda heard: (heard.attribution.content.start, -heard.attribution.content.end)
        )
        outer: list[_Heard] = []
        for heard in by_start:
            own = frames.whole(heard.attribution)
            outer = [item for item in outer if item.attribution.content.end > own.start]
            holder = next(
                (item for item in reversed(outer) if item.attribution.content.contains(own) and item is not heard), None
            )
            if holder is not None and holder.voice.name not in {heard.voice.name, UNATTRIBUTED}:
                heard.middle = [*holder.middle, holder.voice.speaker(), *heard.middle]
                heard.direct = False
            outer.append(heard)

    def _utterance(self, heard: _Heard) -> Utterance:
        voice = heard.voice
        said = self._said_on(heard)
        last = (
            self._outlet.speaker()
            if self._is_outlet(voice.name) and voice.kind in {None, SpeakerKind.OUTLET}
            else voice.speaker()
        )
        return Utterance(
            links=(*heard.middle, last), sentence=heard.frame.sentence, said_on=said.day, said_on_basis=said.basis
        )

    def _said_on(self, heard: _Heard) -> saying.Saying:
        """Return the day of saying, by the nearest that tells it."""
        published = self._report.published
        today = saying.Saying(day=published, basis="the report's own date" if published else "the report has no date")
        if heard.attribution.form is Form.OWN_VOICE or heard.voice is self._outlet:
            return saying.Saying(day=today.day, basis=f"the publisher's own voice: {today.basis}")
        clause, lead = saying.in_frame(heard.frame, heard.attribution, published)
        spoken = saying.Saying(day=today.day, basis=f"spoken to the publisher: {today.basis}") if heard.direct else None
        carried = self._said_on(heard.carried) if heard.carried is not None and clause is None else None
        if carried is not None and carried.day is None:
            carried = None
        return saying.choose((clause, saying.of_paper(heard.paper or heard.voice.paper), lead, carried, spoken))


def _first_at(mentions: Sequence[Mention], position: int) -> int:
    """Return the index of the first mention at or after `position`."""
    low, high = 0, len(mentions)
    while low < high:
        middle = (low + high) // 2
        if mentions[middle].span.start < position:
            low = middle + 1
        else:
            high = middle
    return low
