"""The frame round what is said: its own clause with all that is said blanked out, and the outlets named in it.

An outlet told (`told the newspaper X`, `en una entrevista con X`), an outlet quoted from (`X quotes`), and a second
source (`according to X, Y said`) are links between publisher and speaker. They are read from the clause of the cue
only, never from the content.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.analysis.reading.chains.naming import words
from secondsource.analysis.reading.chains.naming.names import Named, Names
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Attribution, SpeakerKind

BLANK = "\x00"
"""Stands for every character of what is said."""
_SAYING_ES = (
    r"(?:dij|dic|cont|declar|confirm|explic|asegur|relat|coment|señal|afirm|indic|revel|inform|neg|nieg|admiti"
    r"|reconoc|precis|manifest|narr|adelant|agreg|añadi"
    r"|respondi|sostuv|escrib|detall|expres|record)\w*"
)
_TOLD = re.compile(
    r"\b(?:told|telling|tells)\s+"
    r"|\b(?:interview(?:ed)?|conversation|phone call|comments?|remarks?|speaking|spoke|speaks|talking|talked"
    r"|statements?|said|says|wrote|writes|explained|confirmed)\s+(?:with|to|in|for|by)\s+"
    r"|\b(?:announced|said|told|saying|speaking|appearing|interviewed|declared|explained)\s+(?:[a-z]+\s+)?on\s+"
    r"|\b(?:quoted|cited|interviewed)\s+(?:by|in)\s+|\b(?:as|was|were|is|are)\s+reported\s+by\s+"
    r"|\bentrevist\w+\s+(?:telefónica\s+|exclusiva\s+)?(?:con|a|por|para|en|de|concedida a|ofrecida a)l?\s+"
    r"|\bdeclaraciones\s+(?:a|para)l?\s+|\bcitad[oa]s?\s+por\s+"
    r"|\bhabl\w+\s+con\s+|\ben\s+(?:conversación|diálogo|charla)\s+con\s+"
    rf"|\b{_SAYING_ES}\s+(?:(?:ayer|hoy|anoche|también|además|el\s+\w+|este\s+\w+)\s+)?(?:a|al|para|ante|en)\s+",
    re.IGNORECASE,
)
_GAP = re.compile(r"(?:(?:the|el|la|los|an?|un|una)\s+)?(?:[\w-]+\s+){0,3}", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:told|tells|to|with|by|for)\s+(?:this|our)\s+(?:newspaper|paper|magazine|agency|site|outlet|reporter"
    r"|correspondent|station|programme|program|blog)\b"
    r"|\b(?:a|con|por|para)\s+(?:este|esta|nuestro|nuestra)\s+(?:diario|medio|agencia|periódico|portal|revista"
    r"|redacción|cadena|semanario|emisora|reportero|reportera|blog|casa)\b"
    r"|\btold\s+us\b|\bnos\s+(?:dijo|contó|explicó|confirmó)\b",
    re.IGNORECASE,
)
_LOCAL_MEDIA = re.compile(
    r"\b(?:told|to|with|by|in)\s+(?P<en>(?:local|national|foreign|state|international)\s+(?:media|newspapers?|radio"
    r"|television|press|outlets?|reporters))\b"
    r"|\b(?:a|con|por|en)\s+(?P<es>(?:medios|periódicos|radios|prensa|una radio|una emisora|televisoras)\s+(?:locales"
    r"|local|nacionales|regionales|estatales|internacionales|extranjer[oa]s?))\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"(?:according to|as reported by|as told by|in the words of|según|de acuerdo con|conforme a|a decir de"
    r"|citando a)\s+",
    re.IGNORECASE,
)
_QUOTES = re.compile(
    r"\s(?:quotes|quoted|cites|cited|carries comments|cita|citó|citaba|recoge|recogió|reproduce|reprodujo)\s+(?:a\s+"
    r"|las palabras de\s+)?$",
    re.IGNORECASE,
)
_CITING = re.compile(
    r"\b(?:citing|quoting|citando a|que cita a|que citan? a|con base en|attributing it to)\s+", re.IGNORECASE
)
_ASIDE_REST = re.compile(r"[^,;:.“”\"«»()—–]{0,80}(?=[,;:.“”\"«»()—–])")
_ENDS = re.compile(r"[,;:.“”\"«»()\x00]|\s(?:that|que|who|which|quien|and said|y dijo)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands round one attribution's content in its sentence."""

    sentence: int
    """Index of the sentence the cue (or, without one, the content) stands in."""
    clause: Span
    """The attribution's own clause: between its neighbours' spans."""
    lead: Span
    """The sentence's opening, before its first attribution."""
    text: str
    """The whole sentence with all that is said blanked out."""
    offset: int
    """Where `text` begins in the report."""


def whole(attribution: Attribution) -> Span:
    """Return the stretch from the first to the last part of an attribution."""
    parts = [part for part in (attribution.content, attribution.cue, attribution.source) if part]
    return Span(min(part.start for part in parts), max(part.end for part in parts))


def anchor(attribution: Attribution) -> int:
    """Return where the attribution's speaker is introduced: source, else cue, else content."""
    if attribution.source:
        return attribution.source.start
    return attribution.cue.start if attribution.cue else attribution.content.start


class Framer:
    """Cuts frames out of one report."""

    def __init__(self, text: str, sentences: Sequence[Span], attributions: Sequence[Attribution]) -> None:
        """Index attributions by the sentences they touch."""
        self._text = text
        self._sentences = sentences
        self._starts = [span.start for span in sentences]
        self._touching: dict[int, list[Attribution]] = {}
        for attribution in attributions:
            span = whole(attribution)
            first, last = self.sentence_at(span.start), self.sentence_at(max(span.start, span.end - 1))
            # A quotation of many sentences needs blanking only where frames are read: at its ends.
            for number in {*range(first, min(first + 4, last + 1)), last}:
                self._touching.setdefault(number, []).append(attribution)

    def sentence_at(self, position: int) -> int:
        """Return the index of the sentence at or before `position`."""
        return max(0, bisect.bisect_right(self._starts, position) - 1)

    def frame(self, attribution: Attribution) -> Frame:
        """Return the frame of `attribution`."""
        number = self.sentence_at((attribution.cue or attribution.source or attribution.content).start)
        sentence = self._sentences[number] if self._sentences else Span(0, len(self._text))
        others = [other for other in self._touching.get(number, []) if other is not attribution]
        characters = list(sentence.of(self._text))
        self._blank(characters, sentence, attribution)
        own = whole(attribution)
        core = _core(attribution)
        for other in others:
            if not other.content.contains(core):
                self._blank(characters, sentence, other)
        left = max(
            (whole(o).end for o in others if whole(o).end <= core.start and not o.content.contains(core)),
            default=sentence.start,
        )
        right = min(
            (anchor(o) for o in others if anchor(o) >= core.end and not own.contains(whole(o))), default=sentence.end
        )
        holder = next((o.content for o in others if o.content.contains(own)), None)
        low, high = max(sentence.start, left), max(min(sentence.end, right), min(core.end, sentence.end))
        if holder is not None:
            low, high = max(low, holder.start), min(high, holder.end)
        low = min(low, max(sentence.start, core.start))
        first = min([_core(o).start for o in others] + [core.start])
        return Frame(
            sentence=number,
            clause=Span(low, max(low, high)),
            lead=Span(sentence.start, max(sentence.start, min(first, sentence.end)))
            if holder is None
            else Span(low, low),
            text="".join(characters),
            offset=sentence.start,
        )

    def _blank(self, characters: list[str], sentence: Span, attribution: Attribution) -> None:
        """Blank out what is said, but not a cue and source that the content runs around."""
        content = attribution.content
        start, end = max(content.start, sentence.start), min(content.end, sentence.end)
        stays = aside(attribution, self._text)
        for position in range(start, end):
            if not stays.start <= position < stays.end:
                characters[position - sentence.start] = BLANK


def _core(attribution: Attribution) -> Span:
    """Return the stretch of cue and source; the content where neither stands."""
    parts = [part for part in (attribution.cue, attribution.source) if part] or [attribution.content]
    return Span(min(part.start for part in parts), max(part.end for part in parts))


def aside(attribution: Attribution, text: str) -> Span:
    """Return the stretch inside the content that is not said: `“A,” she said on Tuesday, “B.”`; empty where none is.

    Cue and source, and what follows them up to the next mark.
    """
    content, core = attribution.content, _core(attribution)
    if attribution.cue is None or not content.contains(core):
        return Span(content.start, content.start)
    rest = _ASIDE_REST.match(text, core.end, content.end)
    return Span(core.start, rest.end() if rest else core.end)


def said_stretches(attributions: Sequence[Attribution], text: str) -> list[Span]:
    """Return what is said, sorted, without the asides that contents run around."""
    parts: list[Span] = []
    for attribution in attributions:
        content, stays = attribution.content, aside(attribution, text)
        parts += [Span(content.start, stays.start), Span(stays.end, content.end)] if len(stays) else [content]
    return sorted(part for part in parts if len(part))


def told(frame: Frame, names: Names) -> list[Named]:
    """Return the outlets somebody spoke to or was quoted by, from the clause."""
    found = []
    low, high = frame.clause.start - frame.offset, frame.clause.end - frame.offset
    for match in _TOLD.finditer(frame.text, low, high):
        after = frame.offset + match.end()
        for named in names.inside(after, min(after + 60, frame.clause.end))[:1]:
            gap = frame.text[match.end() : named.span.start - frame.offset]
            if _GAP.fullmatch(gap) and _may_be_outlet(named, gap, match.group()):
                found.append(named)
    return found


def _may_be_outlet(named: Named, gap: str, link: str) -> bool:
    bearer = named.bearer
    if words.fold(bearer.name) in words.PLATFORM:
        return False
    said = any(words.singular(word) in words.OUTLET | words.MAYBE_OUTLET for word in words.fold(gap).split())
    if said or bearer.kind is SpeakerKind.OUTLET:
        return True
    # `in X` may be a place and `a X` a person or an office: only a name nothing is known of can be an outlet there.
    loose = link.rstrip().lower().endswith((" in", " en", " by", " for", " de", " on"))
    return bearer.kind is None and not bearer.place and not loose


def speaks_to_us(frame: Frame, source: Span | None, text: str) -> bool:
    """Say whether the words were spoken to the publisher itself: `told this newspaper`, `a este medio`."""
    clause = frame.text[frame.clause.start - frame.offset : frame.clause.end - frame.offset]
    return bool(_OWN.search(clause) or (source and _OWN.search(source.of(text))))


def local_media(frame: Frame) -> Span | None:
    """Return `local media` and the like where somebody spoke to them."""
    match = _LOCAL_MEDIA.search(frame.text, frame.clause.start - frame.offset, frame.clause.end - frame.offset)
    if match is None:
        return None
    start, end = match.span("en") if match["en"] else match.span("es")
    return Span(start + frame.offset, end + frame.offset)


def second_source(frame: Frame, attribution: Attribution) -> Span | None:
    """Return the phrase of another source that vouches for this one: `According to X, Y said`; `X quotes Y, who`."""
    core = _core(attribution)
    before = max(0, core.start - frame.offset)
    for match in _ACCORDING.finditer(frame.text, 0, before):
        end = _ENDS.search(frame.text, match.end())
        stop = end.start() if end else len(frame.text)
        if stop <= before + 1:
            return Span(match.end() + frame.offset, stop + frame.offset)
    if attribution.source:
        quoting = _QUOTES.search(frame.text[: max(0, attribution.source.start - frame.offset)])
        if quoting:
            return Span(frame.offset, frame.offset + quoting.start())
    return None


def cited(frame: Frame, attribution: Attribution) -> Span | None:
    """Return the phrase somebody cites as the source of what he says: `X reported, citing two officials`."""
    low = max(0, _core(attribution).end - frame.offset)
    match = _CITING.search(frame.text, low, frame.clause.end - frame.offset)
    if match is None:
        return None
    end = _ENDS.search(frame.text, match.end())
    return Span(match.end() + frame.offset, (end.start() if end else len(frame.text)) + frame.offset)


def uses(frame: Frame, position: int) -> bool:
    """Say whether a document mentioned at `position` is one spoken through: `in a video`, `released a statement`."""
    before = frame.text[: max(0, position - frame.offset)].rstrip().lower()
    return bool(
        re.search(
            r"(?:^|[\s,(])(?:in|on|through|via|by|from|with|and|en|mediante|por|desde|con|vía|través de|medio de)$"
            r"|(?:releas|post|publish|issu|upload|put out|sent|shar|wrote|record|difund|public|emiti|envi|subi|colg"
            r"|grab|divulg|ley|read)\w*(?: out)?$"
            r"|(?:^|[.;:—–]\s*)$",
            before,
        )
    )


def merged(contents: list[Span]) -> tuple[list[int], list[int]]:
    """Return starts and ends of the stretches that are said, overlapping ones joined; `contents` are sorted."""
    starts: list[int] = []
    ends: list[int] = []
    for content in contents:
        if ends and content.start <= ends[-1]:
            ends[-1] = max(ends[-1], content.end)
        else:
            starts.append(content.start)
            ends.append(content.end)
    return starts, ends
