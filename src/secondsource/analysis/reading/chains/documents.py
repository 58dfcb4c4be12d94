"""Who speaks when a document does: its author, the unnamed speaker in a recording, or the document itself.

A recording made in a group's name is spoken by somebody nobody has named; the group is a link before that speaker
and not the speaker. A statement, letter or report whose author is known is spoken by its author, and the document
is a link before.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from datetime import date

from secondsource.analysis.reading.chains.framing import frames
from secondsource.analysis.reading.chains.framing.frames import Frame
from secondsource.analysis.reading.chains.framing.papers import Mention, Paper
from secondsource.analysis.reading.chains.naming import phrases, words
from secondsource.analysis.reading.chains.naming.names import Names
from secondsource.analysis.reading.chains.naming.phrases import Phrase, Shape
from secondsource.analysis.reading.chains.voice import UNATTRIBUTED, Voice
from secondsource.analysis.reading.chains.voices import Voices
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Speaker, SpeakerKind

_MASKED = re.compile(
    r"\b(?:mask|hood|balaclava|disguis|máscara|enmascarad|encapuchad|pasamontañas|video['’]s|recording['’]s"
    r"|(?:video|tape|recording|grabación)$)",
    re.IGNORECASE,
)
_UPLOADED = re.compile(r"\b(?:by|por)\s+(?:el |la |los |las )?$", re.IGNORECASE)
_GROUPS = frozenset({SpeakerKind.GROUP, SpeakerKind.ORGANISATION})
_AUTHORS = frozenset({"author", "authors", "signatory", "signatories", "autor", "autora", "autores", "firmantes"})
_IN_IT = re.compile(r"\b(?:en\s+(?:ella|él|ellas|ellos)|in\s+it)\b", re.IGNORECASE)
_NEAR = 100
"""How far before its sentence, in code points, `in it` may reach back for a document."""
_OWN_PAGES = frozenset({"columna", "column", "articulo", "article"})
"""Documents that, mentioned out of the blue, are the report itself."""


class Documents:
    """The documents of one report and their authors, worked out as the pass meets them."""

    def __init__(self, text: str, names: Names, voices: Voices, mentions: Sequence[Mention]) -> None:
        """Start with no author known."""
        self._text, self._names, self._voices = text, names, voices
        self.mentions = mentions
        self._starts = [mention.span.start for mention in mentions]
        self._authors: dict[int, Voice | None] = {}

    def author(self, paper: Paper) -> Voice | None:
        """Return a document's author, if known so far."""
        return self._authors.get(id(paper))

    def credit(self, paper: Paper, voice: Voice) -> None:
        """Note `voice` as the author unless one is known."""
        if self._authors.get(id(paper)) is None:
            self._authors[id(paper)] = voice

    def meet(self, mention: Mention) -> Voice | None:
        """Work out a document's author where it is mentioned, and return it."""
        paper = mention.paper
        known = self._authors.get(id(paper))
        if known is not None:
            return known
        voice: Voice | None = None
        if paper.author is not None:
            voice = self._voices.resolve(phrases.read(self._text, paper.author, self._names))
        elif paper.author_name is not None:
            voice = Voice.bearing(paper.author_name, None, f"author of the {paper.name}")
        elif paper.possessive:
            voice = self._voices.last_subject()
        elif paper.noun in _OWN_PAGES and not mention.indefinite:
            voice = self._voices.outlet
        if voice is None and paper.is_speech and not mention.indefinite:
            voice = self._voices.last_body() or self._voices.last_speaker()
        self._authors[id(paper)] = None if voice is not None and voice.name == UNATTRIBUTED else voice
        return self._authors[id(paper)]

    def at(self, phrase: Phrase) -> Mention | None:
        """Return the document a phrase is, if it is one."""
        if phrase.shape is not Shape.DESCRIPTION or phrase.kind is not SpeakerKind.DOCUMENT:
            return None
        low = bisect.bisect_left(self._starts, max(0, phrase.span.start - 80))
        return next((mention for mention in self.mentions[low : low + 12] if mention.span.overlaps(phrase.span)), None)

    def authors(self, phrase: Phrase, met: int) -> Voice | None:
        """Return the author of the last of `met` documents for `the authors`, `los firmantes`."""
        if not phrase.definite or words.singular(phrase.head) not in _AUTHORS or not phrase.bare:
            return None
        for mention in reversed(self.mentions[max(0, met - 12) : met]):
            author = self.author(mention.paper)
            if author is not None:
                basis = f"author of the {mention.paper.name}: {author.name}"
                return author.again(phrase.span, basis, paper=mention.paper)
        return None

    def used(self, frame: Frame, besides: Span | None) -> Mention | None:
        """Return the document a clause, or else its sentence's opening, says the words were given in.

        Args:
            frame: The attribution's frame.
            besides: A phrase whose documents belong to another source.
        """
        low = bisect.bisect_left(self._starts, frame.offset)
        high = bisect.bisect_left(self._starts, frame.offset + len(frame.text))
        inside = [
            mention for mention in self.mentions[low:high] if besides is None or not besides.overlaps(mention.span)
        ]
        clause = [mention for mention in inside if frame.clause.start <= mention.span.start < frame.clause.end]
        opening = [mention for mention in inside if frame.lead.contains(mention.span)]
        for mention in [*clause, *opening]:
            place = mention.span.start - frame.offset
            bare = len(mention.determiner) if mention.determiner in {"in", "en"} else 0
            if frame.text[place : place + 1] != frames.BLANK and frames.uses(frame, mention.span.start + bare):
                return mention
        taken_up = _IN_IT.search(frame.text, frame.clause.start - frame.offset, frame.clause.end - frame.offset)
        if taken_up is not None and low and frame.offset - self.mentions[low - 1].span.end <= _NEAR:
            return self.mentions[low - 1]
        return None

    def link(self, paper: Paper, span: Span | None = None) -> Speaker:
        """Return the link a document makes."""
        return Speaker(name=self._name(paper), kind=SpeakerKind.DOCUMENT, span=span or paper.span, basis="named here")

    def voice(self, paper: Paper, span: Span, middle: list[Speaker]) -> Voice:
        """Return who speaks when `paper` does, mentioned at `span`; links that stand before are added to `middle`."""
        author = self.author(paper)
        if paper.is_video and (author is None or author.settled in _GROUPS) and not self._uploaded(paper):
            return self.in_video(paper, author, middle)
        if author is None:
            return Voice(self._name(paper), SpeakerKind.DOCUMENT, span, "a document without an author", paper=paper)
        middle.append(self.link(paper))
        return author.again(span, f"author of the {paper.name}: {author.name}", paper=paper)

    def in_video(self, paper: Paper, author: Voice | None, middle: list[Speaker]) -> Voice:
        """Return the unnamed person heard in a recording: a group cannot speak, somebody in its name does."""
        noun = paper.noun if paper.noun in {"video", "recording", "tape", "audio"} else "recording"
        if author is None or not author.bearers:
            name = f"speaker in the {noun}"
        else:
            # The name carries the group, so that recordings of different groups stay apart; English in both
            # languages, as `unattributed`.
            name = f"speaker in the {author.name} {noun}"
            middle.append(author.speaker())
        heads = {"speaker", "person", "man", "persona", "orador"}
        return Voice(
            name, SpeakerKind.UNNAMED, paper.span, f"whoever speaks in the {paper.name}", heads=heads, paper=paper
        )

    def masked(self, phrase: Phrase, met: int) -> Voice | None:
        """Return the speaker of the last of `met` recordings for a masked man described anew, or `the video's`."""
        if words.singular(phrase.head) not in words.IN_VIDEO or phrase.plural or phrase.shape is not Shape.DESCRIPTION:
            return None
        if not _MASKED.search(self._text, phrase.span.start, phrase.span.end):
            return None
        recent = self.mentions[max(0, met - 30) : met + 1]
        paper = next((mention.paper for mention in reversed(recent) if mention.paper.is_video), None)
        return self.in_video(paper, self.author(paper), []) if paper else None

    def days(self) -> Iterator[tuple[Voice, date]]:
        """Yield the author and the day of each document of which both are known and which was not heard or seen."""
        for mention in self.mentions:
            author, dated = self.author(mention.paper), mention.paper.date
            if author is not None and author.bearers and not mention.paper.is_video and dated and dated.day:
                yield author, dated.day

    def interview(self) -> Paper | None:
        """Return the first interview whose day is known and that appeared in no other outlet."""
        papers = (mention.paper for mention in self.mentions if mention.paper.noun in words.TALK)
        return next((paper for paper in papers if paper.date is not None and paper.outlet is None), None)

    def _name(self, paper: Paper) -> str:
        return " ".join(paper.span.of(self._text).split())

    def _uploaded(self, paper: Paper) -> bool:
        """Say whether its author is who put it out, not whom it is said to be by."""
        return paper.author is not None and bool(
            _UPLOADED.search(self._text, max(0, paper.author.start - 9), paper.author.start)
        )
