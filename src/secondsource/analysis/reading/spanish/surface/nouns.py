"""Attributions by nouns, labels and hedges: `la denuncia de que`, `Alcalde: …`, `presuntamente`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.analysis.reading.spanish.lexicon import (
    ADVERBS,
    COMMUNICATION,
    HEDGE_PHRASES,
    HEDGES,
    RUMOUR_AUXILIARIES,
    SPEAKERS,
    STATEMENT_NOUNS,
)
from secondsource.analysis.reading.spanish.surface.borders import Found, clause_end
from secondsource.analysis.reading.spanish.surface.phrases import is_finite, noun_phrase
from secondsource.analysis.reading.spanish.words import Passage

_LONGEST_LABEL = 9


def hedges(passage: Passage, taken: Sequence[Found]) -> list[Found]:
    """Find hedging adverbs and rumour conditionals in sentences nothing else attributes."""
    found = []
    for first, stop in _clauses(passage):
        if any(first <= item.cue[0] < stop or (item.content[0] < stop and first < item.content[1]) for item in taken):
            continue
        cue = _hedge(passage, first, stop)
        if cue is not None:
            end = passage.body_end(first, stop)
            found.append(Found(content=(first, end), cue=cue, source=None, rule="hedge", form="hedge"))
    return found


def _clauses(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a passage, cut at semicolons outside quotations."""
    for first, stop in passage.sentences:
        begin = first
        for index in range(first, stop):
            if passage.words[index].text == ";" and passage.inside[index] < 0:
                yield begin, index
                begin = index + 1
        if begin < stop:
            yield begin, stop


def _hedge(passage: Passage, first: int, stop: int) -> tuple[int, int] | None:
    """Return the hedging words of a sentence."""
    for index in range(first, stop):
        low = passage.low(index)
        if low in HEDGES:
            return index, index + 1
        phrase = next(
            (words for words in HEDGE_PHRASES if all(passage.low(index + n) == word for n, word in enumerate(words))),
            None,
        )
        if phrase is not None:
            return index, index + len(phrase)
        if low in RUMOUR_AUXILIARIES and _is_rumour(passage, index, first, stop):
            return index, index + 1
    return None


def _is_rumour(passage: Passage, index: int, first: int, stop: int) -> bool:
    """Say whether a conditional reports hearsay: not behind `si`, not `habría que`."""
    words = [passage.low(k) for k in range(first, stop)]
    following = index + 1
    while passage.low(following) in ADVERBS:
        following += 1
    low = passage.low(following)
    # A condition without `si` (`con más lluvia, habría …`) makes it no rumour either.
    if (
        "si" in words
        or words[0] in {"con", "sin", "de"}
        or low == "que"
        or passage.low(index - 1) in {"me", "nos", "te"}
    ):
        return False
    if passage.low(index).startswith("habría"):
        return low.endswith(("do", "to", "cho", "so"))
    return (
        passage.low(index).startswith("estaría")
        or low.endswith(("ado", "ido", "ando", "endo"))
        or passage.low(index).startswith(("sería", "tendría"))
    )


def nominal(passage: Passage) -> list[Found]:
    """Find nouns that stand for a statement and its content.

    For example `la denuncia de los vecinos de que …`, `en un comunicado: «…»`.
    """
    found = []
    for index, word in enumerate(passage.words):
        if word.low in STATEMENT_NOUNS and word.tag != "VERB":
            item = _nominal_at(passage, index)
            if item is not None:
                found.append(item)
    return found


def _nominal_at(passage: Passage, index: int) -> Found | None:
    """Make the attribution of one statement noun with `de que`."""
    first, stop = passage.bounds(index)
    at = index + 1
    source: tuple[int, int] | None = None
    if passage.low(at) in {"de", "del"} and passage.low(at + 1) != "que":
        end = noun_phrase(passage, at + 1, stop)
        if end == at + 1 or passage.low(end) != "de" or passage.low(end + 1) != "que":
            return None
        source = (at + 1, end)
        at = end
    if passage.low(at) == "," and source is None:
        at = _over_aside(passage, at, stop)
    if passage.low(at) != "de" or passage.low(at + 1) != "que" or at + 2 >= stop:
        return None
    if source is None and passage.low(index - 1) in {"su", "sus"}:
        source = (index - 1, index)
    head = index - (passage.words[index - 1].tag == "DET" and not source)
    cue = (head, index + 1) if source and source[0] > index else (index if source else head, at + 1)
    end = clause_end(passage, at + 1, stop)
    if all(passage.words[k].tag in {"DET", "PUNCT", "ADV", "CCONJ"} for k in range(first, index)):
        end = _before_main_verb(passage, at + 1, end)
    return Found(content=(at + 1, end), cue=cue, source=source, rule="nominal", form="indirect")


def _over_aside(passage: Passage, comma: int, stop: int) -> int:
    """Return the place behind an aside between commas: `el rumor, recogido por un diario, de que`."""
    closing = next((k for k in range(comma + 1, min(stop, comma + 15)) if passage.words[k].text == ","), comma)
    if any(is_finite(passage, k) or passage.low(k) == "que" for k in range(comma + 1, closing)):
        return comma
    return closing + 1 if closing > comma else comma


def _before_main_verb(passage: Passage, begin: int, end: int) -> int:
    """Cut a clause before the verb whose subject the noun is: `El rumor de que cerraría | alarmó al barrio`."""
    seen = False
    joined = False
    for index in range(begin + 1, end):
        if passage.low(index) in {"que", "y", "e", "quien", "donde", "cuando", "porque", "si", "ni", "o"}:
            joined = True
        if is_finite(passage, index) and not is_finite(passage, index - 1):
            if seen and not joined:
                while (
                    passage.low(index - 1) in {"no", "se", "le", "les", "lo", "ya"}
                    or passage.words[index - 1].text == ","
                ):
                    index -= 1  # noqa: PLW2901
                return index
            seen, joined = True, False
    return end


def labels(passage: Passage) -> list[Found]:
    """Find `Speaker: words` and `«words»: speaker` in headlines and short lines."""
    found = []
    for first, stop in passage.sentences:
        colon = next((k for k in range(first, stop) if passage.words[k].text == ":" and passage.inside[k] < 0), None)
        if colon is None or colon + 1 >= stop or colon == first:
            continue
        end = passage.body_end(first, stop)
        if (
            passage.inside[first] >= 0
            and passage.quotes[passage.inside[first]][1] == colon
            and (
                noun_phrase(passage, colon + 1, end) == end or (passage.low(colon + 1) in SPEAKERS and end - colon <= 6)
            )
        ):
            found.append(
                Found(
                    content=(first, colon),
                    cue=(colon, colon + 1),
                    source=(colon + 1, end),
                    rule="label",
                    form="headline",
                )
            )
        elif _is_label(passage, first, colon):
            quote = passage.inside[colon + 1] >= 0
            last = max(end, passage.quotes[passage.inside[colon + 1]][1]) if quote else end
            if quote or _speaks(passage, first, colon):
                found.append(
                    Found(
                        content=(colon + 1, last),
                        cue=(colon, colon + 1),
                        source=(first, colon),
                        rule="label",
                        form="headline",
                    )
                )
    return found


def _is_label(passage: Passage, first: int, colon: int) -> bool:
    """Say whether what stands before the colon is a bare noun phrase."""
    if colon - first > _LONGEST_LABEL:
        return False
    return colon in {noun_phrase(passage, first, colon, appositions=False), noun_phrase(passage, first, colon)}


def _speaks(passage: Passage, first: int, colon: int) -> bool:
    """Say whether the phrase names somebody who can speak, and the passage is a headline or dialogue line."""
    words = [passage.words[k] for k in range(first, colon)]
    return (
        any(word.low in SPEAKERS for word in words[:2])
        or words[0].text.startswith("@")
        or any(word.low in COMMUNICATION for word in words[:2] if not passage.title)
    )
