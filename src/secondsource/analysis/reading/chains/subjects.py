"""Noun phrases that stand for a speaker without being his source phrase: a sentence's subject, a relative's head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from secondsource.analysis.reading.chains.naming import phrases, words
from secondsource.analysis.reading.chains.naming.names import Names
from secondsource.analysis.reading.chains.naming.nouns import kind_of
from secondsource.analysis.reading.chains.naming.phrases import Phrase, Shape
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import SpeakerKind

_RELATIVE_HEAD = re.compile(
    r"(?<!\w)(?:the|an?|some|several|his|her|their|el|la|los|las|un|una|unos|unas|su|sus|algunos|algunas|varios"
    r"|varias|dos|tres"
    r"|two|three)\s+(?=[^\s])",
    re.IGNORECASE,
)
_OPENER = re.compile(r"(?:The|An?|One|El|La|Una?)(?:\s+[a-zà-ÿ]+){1,4}")
_SPEAKING_KINDS = frozenset({SpeakerKind.PERSON, SpeakerKind.GROUP, SpeakerKind.ORGANISATION})
_GENERIC = re.compile(r"\s+(?:who|whose|que|of|for|de|del)\b")
_APPOSED = re.compile(r",\s+(?=[A-ZÀ-Þ@])[^,.;:]{2,40}(?=,)")
_AGENT = re.compile(r"\b(?:by|from|with|against|por|con|contra)\s+", re.IGNORECASE)
_INSIDE_PHRASE = re.compile(r"\b(?:of|de|for|from|to|a)\s+$", re.IGNORECASE)


def openers(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """Yield the noun phrases of people and bodies that open a sentence as its subject: `The old widow sat`.

    A name in apposition is taken in; a phrase that a relative clause or `of` narrows is left out, as it may be about
    anybody (`A man who ...`).
    """
    for sentence in sentences:
        opening = _OPENER.match(text, sentence.start, sentence.end)
        if opening is None:
            continue
        words_in = list(re.finditer(r"[^\s]+", text[opening.start() : opening.end()]))[1:]
        kinds = [kind_of(words.fold(word.group())) for word in words_in]
        known = [kind in _SPEAKING_KINDS for kind in kinds]
        if True not in known:
            continue
        last = known.index(True)
        while last + 1 < len(known) and known[last + 1]:
            last += 1
        end = opening.start() + words_in[last].end()
        if _GENERIC.match(text, end):
            continue
        apposed = _APPOSED.match(text, end, sentence.end)
        yield Span(opening.start(), apposed.end() if apposed else end)


def relative(text: str, phrase: Phrase, names: Names, sentence: int) -> Phrase:
    """Return the noun phrase that a relative pronoun stands for: the one right before it.

    Args:
        text: The report's text.
        phrase: The pronoun.
        names: The report's names.
        sentence: Where its sentence begins.
    """
    start = max(0, phrase.span.start - 120, sentence)
    end = start + len(text[start : phrase.span.start].rstrip(" ,"))
    heads = [
        match.start()
        for match in _RELATIVE_HEAD.finditer(text, start, end)
        if not _INSIDE_PHRASE.search(text, max(0, match.start() - 6), match.start())
    ]
    named = [item.span.start for item in names.inside(start, end) if item.span.end >= end - 1]
    boundary = start + max((match.end() for match in re.finditer(r"[,;:.]", text[start:end])), default=0)
    starts = [position for position in [*heads, *named] if position >= boundary] or [*heads, *named]
    if not starts:
        return phrase
    begin = max([position for position in heads if position in starts] or starts)
    if named:
        # `warnings given by former minister X, who`: the agent begins after its preposition.
        agents = [match.end() for match in _AGENT.finditer(text, begin, named[-1] + 1)]
        begin = agents[-1] if agents else begin
    read = phrases.read(text, Span(begin, end), names)
    return read if read.shape in {Shape.NAME, Shape.DESCRIPTION} else phrase
