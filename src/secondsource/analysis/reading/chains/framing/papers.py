"""Documents in a report that somebody speaks through: videos, statements, reports, letters, posts, interviews.

Each document is one `Paper` however often it is mentioned: a definite mention (`the video`, `the message`) takes up
an earlier one, an indefinite one opens a new one. A paper keeps its author, the outlet it appeared in and its own
date, wherever in the report these are told, for all statements drawn from it.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from secondsource.analysis.reading import dates
from secondsource.analysis.reading.chains.framing import owners
from secondsource.analysis.reading.chains.naming import words
from secondsource.analysis.reading.chains.naming.bearers import Bearer
from secondsource.analysis.reading.chains.naming.names import Names
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import SpeakerKind

_NOUNS = "|".join(sorted(words.DOCUMENT, key=len, reverse=True))
_SMALL = (
    r"(?:of|in|on|and|or|that|who|which|to|for|with|by|said|says|is|was|an?|the|this|its|his|her|their"
    r"|un|una|su|sus|este|esta|de|del|en|y|o|que|con|por|para|dijo|es|fue|al?|el|la|los|las|se)"
)
_MENTION = re.compile(
    r"(?<!\w)(?P<det>an?|the|this|that|these|those|its|his|her|their|our|another|one|two|un|una|unos|unas|el|la|los"
    r"|las|del|al|su|sus|este|esta|ese|esa"
    r"|dicho|dicha|otro|otra|dos|mismo|misma|in|en|[\w]+['’]s)\s+"
    rf"(?P<mod>(?:(?!{_SMALL}\s)[\w@#'’-]+\s+){{0,4}}?)(?P<noun>{_NOUNS})(?!['’]?\w|\s+(?:{_NOUNS})\b)"
)
_VERB_LIKE = words.word_set(
    "notes posts records files reports orders minutes denuncia demanda nota acta circular auto parte manta volante"
    " anuncio registro archivo denuncias demandas"
)
"""Nouns spelt like verbs or like parts of set phrases; they need an article right before."""
_INDEFINITE = words.word_set("a an another one two un una unos unas otro otra dos in en")
_POSSESSIVE = words.word_set("its his her their su sus")
_BETWEEN = re.compile(
    r"[\s,(]*(?:(?!(?:will|would|is|was|were|are|has|had|have|says?|said|that|which|who|que|claims?|threat\w+|and|but"
    r"|to|y|pero|será|se|amenaz\w+|exig\w+|planned|for)\b)"
    r"[\w@'’.-]+[\s,]+){0,8}?"
)
_RELATIVE_DATE = re.compile(
    rf"\s+(?:that|which|que)\s+[^,.;:“”«»]{{0,70}}?(?:{owners.PUT_OUT}|was\s+held|took\s+place|lasted"
    r"|se\s+prolong[oó]|tuvo\s+lugar|dur[oó]|se\s+celebr[oó]|mantuv\w+)\s+(?:(?:on|el|este)\s+)?"
)
_SIGNED = re.compile(
    r"(?:(?:It|They|The\s+[a-z]+)\s+(?:is|are|was|were|had\s+been)\s+(?:signed|written|drafted|posted|sent|put\s+out"
    r"|published)\s+by|(?:L[oa]s?)\s+(?:firman?|firm[oó]|firmaron|suscriben?|suscribi[oó]|escribi[oó]|redact[oó]))\s+"
)
_SIGNER = re.compile(r"[^,.;:“”\"«»(]{2,80}(?:,\s+(?=[A-ZÀ-Þ@])[^,.;:“”\"«»(]{2,40}(?=[,.;]))?")
_ORDINAL = re.compile(
    r"\b(?:first|second|third|last|final|next|primera?|segund[oa]|tercera?|últim[oa]|ultim[oa]|central|opening)\b"
)
_DATE_GAP = 60
"""How far after its mention, in code points, a document's own date may stand."""


@dataclass(slots=True, eq=False)
class Paper:
    """One document."""

    noun: str
    """Folded singular noun of its first mention."""
    name: str
    """As first described, without article: `YouTube video`."""
    span: Span
    author: Span | None = None
    """The phrase that names its author."""
    author_name: Bearer | None = None
    """Its author where the name stands before the noun: `a Harbour Watch report`."""
    possessive: bool = False
    """Whether its first mention is `its report`, so that the author is the voice before."""
    attributed: bool = False
    """Whether it is only said to be by its author (`attributed to`)."""
    outlet: Bearer | None = None
    date: dates.DateExpression | None = None
    mentions: list[Span] = field(default_factory=list)

    @property
    def is_video(self) -> bool:
        """Whether somebody is heard or seen in it."""
        return self.noun in words.VIDEO

    @property
    def is_speech(self) -> bool:
        """Whether it is somebody's own words rather than a report on others."""
        return self.noun in words.SPEECH


@dataclass(frozen=True, slots=True)
class Mention:
    """A document where it is mentioned."""

    span: Span
    paper: Paper
    determiner: str
    indefinite: bool


def find(
    text: str,
    names: Names,
    sentences: Sequence[Span],
    dated: dict[int, list[dates.DateExpression]],
    said: Sequence[Span],
) -> list[Mention]:
    """Return all mentions of documents, in order, each with its paper.

    Args:
        text: The report's text.
        names: The names of the report.
        sentences: The sentences' spans, in order.
        dated: Date expressions by the index of their sentence.
        said: All contents, in order of start; a date inside one belongs to no document mentioned outside it.
    """
    papers: list[Paper] = []
    found: list[Mention] = []
    for index, sentence in enumerate(sentences):
        _signed(text, sentence, papers)
        for match in _MENTION.finditer(names.folded, sentence.start, sentence.end):
            if _no_document(match, text):
                continue
            mention = _mention(match, names, papers, sentence)
            found.append(mention)
            apart = [
                expression
                for expression in dated.get(index, [])
                if all(
                    not content.contains(expression.span) or content.contains(mention.span)
                    for content in said_here(said, sentence)
                )
            ]
            _date(mention, apart, names.folded)
            if owners.CARRIED.search(names.folded, sentence.start, match.start()) and mention.paper.date is None:
                # The day an outlet carried a talk, wherever in the sentence it stands before.
                mention.paper.date = next((day for day in apart if day.span.end <= match.start()), None)
            _relative_date(mention, dated.get(index, []), names.folded)
    return found


def _signed(text: str, sentence: Span, papers: list[Paper]) -> None:
    """Give the last paper the author a sentence of its own tells: `It was signed by ...`, `La firma ...`."""
    match = _SIGNED.match(text, sentence.start, sentence.end)
    if match is None or not papers or papers[-1].author is not None:
        return
    signer = _SIGNER.match(text, match.end(), sentence.end)
    if signer is not None:
        papers[-1].author = Span(signer.start(), signer.end())


def said_here(said: Sequence[Span], sentence: Span) -> list[Span]:
    """Return the contents that begin in or shortly before `sentence`."""
    low = bisect.bisect_left(said, Span(max(0, sentence.start - 2000), max(0, sentence.start - 2000)))
    high = bisect.bisect_right(said, Span(sentence.end, sentence.end))
    return [content for content in said[low:high] if content.overlaps(sentence)]


def _no_document(match: re.Match[str], text: str) -> bool:
    """Say whether a match only looks like a document: a past tense without its accent, a verb, `por su parte`."""
    if text[match.end() - 1] == "ó":
        return True
    if match["noun"] not in _VERB_LIKE:
        return False
    return bool(match["mod"]) or (match["det"] in {"su", "sus", "in", "en", "al"} and match["noun"] == "parte")


def _mention(match: re.Match[str], names: Names, papers: list[Paper], sentence: Span) -> Mention:
    """Tie one mention to an earlier paper or a new one, and read its author and outlet."""
    determiner, noun = match["det"], words.singular(match["noun"])
    start = match.start("mod") if match["mod"] else match.start("noun")
    span = Span(start, match.end())
    before = names.inside(match.start(), match.start("noun"))
    premodifier = next(
        (
            item.bearer
            for item in before
            if words.PLATFORM.isdisjoint(words.fold(item.bearer.name).split())
            and item.bearer.kind is not SpeakerKind.PERSON
        ),
        None,
    )
    if determiner.endswith(("'s", "’s")) and before:
        premodifier = before[0].bearer
    author, attributed = owners.author(match, names, sentence)
    indefinite = determiner in _INDEFINITE
    part = noun in words.PARTS and (noun not in {"page", "pagina"} or _ORDINAL.search(match["mod"] + determiner))
    known = (
        papers[-1]
        if part and papers
        else None
        if indefinite
        else _known(papers, noun, premodifier, possessive=determiner in _POSSESSIVE, told=author is not None)
    )
    if known is None:
        known = Paper(
            noun=noun,
            name=" ".join(names.folded[span.start : span.end].split()),
            span=span,
            possessive=determiner in _POSSESSIVE,
        )
        papers.append(known)
    known.author = known.author or author
    known.attributed = known.attributed or attributed
    known.author_name = known.author_name or premodifier
    known.outlet = known.outlet or owners.carrier(match, names, sentence) or owners.outlet(match, names, sentence)
    known.mentions.append(span)
    return Mention(Span(match.start(), match.end()), known, determiner, indefinite)


def _known(papers: list[Paper], noun: str, premodifier: Bearer | None, *, possessive: bool, told: bool) -> Paper | None:
    """Return the paper a definite mention takes up."""
    for paper in reversed(papers[-12:]):
        same = paper.noun == noun or (paper.noun in words.VIDEO and noun in words.VIDEO)
        if same and premodifier is not None and paper.author_name is not None:
            if premodifier is paper.author_name:
                return paper
            continue
        if same and not (told and paper.author is not None) and (paper.possessive or not possessive):
            return paper
    if noun in words.ANY_DOCUMENT and papers and not told and premodifier is None and not possessive:
        return papers[-1]
    return None


def _relative_date(mention: Mention, dated: list[dates.DateExpression], text: str) -> None:
    """Give the paper the date in its own relative clause: `the note that the union put out yesterday`."""
    if mention.paper.date is None:
        mention.paper.date = next(
            (found for found in dated if _RELATIVE_DATE.fullmatch(text[mention.span.end : found.span.start])), None
        )


def _date(mention: Mention, dated: list[dates.DateExpression], text: str) -> None:
    """Give the paper the date that stands beside this mention, unless it has one."""
    if mention.paper.date is not None and mention.paper.date.day is not None:
        return
    for expression in dated:
        after = expression.span.start - mention.span.end
        before = mention.span.start - expression.span.end
        gap = (
            text[mention.span.end : expression.span.start]
            if after >= 0
            else text[expression.span.end : mention.span.start]
        )
        near = 0 <= after <= _DATE_GAP and _BETWEEN.fullmatch(gap) is not None
        leading = 0 <= before <= 45 and re.fullmatch(r",?\s*(?:[\w'’-]+\s+){0,5}", gap) is not None
        if near or leading:
            mention.paper.date = expression
            return
