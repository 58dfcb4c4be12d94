"""`según X`, `de acuerdo con X` and their kin."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.analysis.reading.spanish.conjugation import listed
from secondsource.analysis.reading.spanish.lexicon import ACCORDING, COMMUNICATION, SPEAKERS
from secondsource.analysis.reading.spanish.surface.borders import Found, clause_end
from secondsource.analysis.reading.spanish.surface.cues import Cue
from secondsource.analysis.reading.spanish.surface.phrases import is_finite, noun_phrase
from secondsource.analysis.reading.spanish.surface.subjects import skip_adjuncts
from secondsource.analysis.reading.spanish.words import Passage

_NOT_SPEAKERS = listed(
    """caso situación ley norma reglamento orden plan necesidad gusto temporada momento época día lugar tamaño edad"""
)
_AGREEMENT = listed(
    """está están estoy estamos estaba estaban estuvo estuvieron puso pusieron ponerse estar esté estén mostró
    mostraron"""
)
# `a su juicio`, `en su opinión`: what stands before and behind the possessive.
_OWN_VIEW = frozenset((("a", "juicio"), ("en", "opinión"), ("a", "entender"), ("a", "parecer"), ("en", "palabras")))
_OPENS_CLAUSE = frozenset(("que", "porque", "pues", "aunque"))
_OPENERS = frozenset(words[0] for words in ACCORDING)


def according(passage: Passage, cues: Sequence[Cue]) -> list[Found]:
    """Find `según X`, `de acuerdo con X` and their kin."""
    found = []
    for index in range(len(passage.words)):
        if passage.low(index) == "para":
            found += [item for item in [_opinion(passage, index)] if item]
            continue
        if passage.low(index + 1) in {"su", "sus"} and (passage.low(index), passage.low(index + 2)) in _OWN_VIEW:
            found += [item for item in [_own_view(passage, index)] if item]
            continue
        if passage.low(index) not in _OPENERS:
            continue
        opening = next(
            (words for words in ACCORDING if all(passage.low(index + n) == word for n, word in enumerate(words))), None
        )
        if opening is None or (opening[0] == "de" and passage.low(index - 1) in _AGREEMENT):
            continue
        item = _according_at(passage, index, index + len(opening), cues)
        if item is not None:
            found.append(item)
    return found


def _according_at(passage: Passage, first: int, stop: int, cues: Sequence[Cue]) -> Found | None:
    """Make the attribution of one opening at words first..stop."""
    begin, end = passage.bounds(first)
    if passage.low(stop) in {"el", "la", "los", "las"} and passage.low(stop + 1) in {"cual", "cuales"}:
        # `octavillas según las cuales la huelga sigue`: the relative stands for the leaflets.
        told = (stop + 2, clause_end(passage, stop + 2, end))
        return Found(content=told, cue=(first, stop), source=(stop, stop + 2), rule="according", form="indirect")
    verb = next((cue for cue in cues if cue.first in {stop, stop + 1} and cue.kind == "finite"), None)
    cue_stop = stop
    if (
        verb is not None
        and passage.low(first) == "según"
        and (verb.first == stop or passage.low(stop) in {"lo", "le", "les", "nos", "me"})
    ):
        cue_stop = verb.stop
        subject = skip_adjuncts(passage, cue_stop, end)
        source_stop = noun_phrase(passage, subject, end)
        source = (subject, source_stop) if source_stop > subject else None
        if source is None and not verb.reflexive and passage.words[min(cue_stop, end - 1)].tag not in {"PUNCT", "ADP"}:
            return None
    else:
        source_stop = noun_phrase(passage, stop, passage.body_end(stop, end), whole=_at_opening(passage, first, begin))
        if source_stop == stop and _at_opening(passage, first, begin):
            source_stop = _up_to_comma(passage, stop, end)
        if (
            source_stop == stop
            or passage.low(stop) in {"se", "cómo"}
            or passage.low(stop + (passage.words[stop].tag == "DET")) in _NOT_SPEAKERS
        ):
            return None
        source = (stop, source_stop)
        touches = (
            first > begin
            and passage.words[first - 1].text not in {",", ";", "—", "("}
            and not passage.is_mark(first - 1)
        )
        if touches and passage.low(first) == "según" and not _can_speak(passage, stop, source_stop):
            return None  # `varía según la hora`
    aside_stop = source[1] if source else cue_stop
    content = _scope(passage, first, aside_stop, (begin, end))
    if content is None:
        return None
    return Found(content=content, cue=(first, cue_stop), source=source, rule="according", form="indirect")


def _up_to_comma(passage: Passage, stop: int, end: int) -> int:
    """Return where a speaker with a relative clause ends: `De acuerdo con el abogado que le paga el gremio, …`."""
    core = noun_phrase(passage, stop, end, appositions=False)
    comma = next((k for k in range(core, end) if passage.words[k].text == ","), None)
    related = comma is not None and core > stop and passage.low(core) in {"que", "quien"}
    return comma if related and comma is not None else stop


def _can_speak(passage: Passage, first: int, stop: int) -> bool:
    """Say whether a phrase names a person, body or document."""
    words = [passage.words[k] for k in range(first, stop)]
    return any(
        word.low in SPEAKERS | COMMUNICATION
        or word.tag == "PROPN"
        or word.low in {"su", "sus", "él", "ella", "ellos", "ellas"}
        for word in words
    )


def _own_view(passage: Passage, first: int) -> Found | None:
    """Make the attribution of `A su juicio, …`."""
    content = _scope(passage, first, first + 3, passage.bounds(first))
    if content is None:
        return None
    return Found(
        content=content, cue=(first + 2, first + 3), source=(first + 1, first + 2), rule="opinion", form="indirect"
    )


def _opinion(passage: Passage, first: int) -> Found | None:
    """Make the attribution of `Para los economistas, …`: persons at the head of a sentence."""
    begin, end = passage.bounds(first)
    begin = next((k + 1 for k in range(first - 1, begin - 1, -1) if passage.words[k].text == ";"), begin)
    stop = noun_phrase(passage, first + 1, passage.body_end(first, end), whole=True)
    words = [passage.words[k] for k in range(first + 1, stop)]
    person = any(word.low in SPEAKERS for word in words[:2]) or (words and words[0].tag == "PROPN" and len(words) >= 2)
    closed = stop < end and (passage.words[stop].text == "," or passage.words[stop - 1].text == ",")
    if not (_at_opening(passage, first, begin) and person and closed):
        return None
    content = _scope(passage, first, stop, (begin, end))
    if content is None or not any(is_finite(passage, k) for k in range(*content)):
        return None
    return Found(content=content, cue=(first, first + 1), source=(first + 1, stop), rule="opinion", form="indirect")


def _at_opening(passage: Passage, first: int, begin: int) -> bool:
    """Say whether nothing but marks and conjunctions stands before."""
    return all(
        passage.words[k].tag in {"PUNCT", "CCONJ", "ADV"} or passage.low(k) in {"pero", "y"}
        for k in range(begin, first)
    )


def _scope(passage: Passage, first: int, aside_stop: int, bounds: tuple[int, int]) -> tuple[int, int] | None:
    """Return the content around an `according to` phrase at first..aside_stop."""
    begin, end = bounds
    body = passage.body_end(begin, end)
    after = aside_stop
    while after < body and passage.words[after].text not in {",", ";", ":"} and passage.words[after - 1].text != ",":
        if is_finite(passage, after) or passage.is_mark(after):
            break
        after += 1
    if after < body and passage.words[after].text in {",", ":"}:
        after += 1
    start = begin
    for index in range(first - 1, begin - 1, -1):
        # A complement that opens right before the aside holds it: `dijo que, según X, …`.
        if passage.low(index) in _OPENS_CLAUSE and passage.words[index + 1].text == "," and index + 2 >= first:
            return (after, clause_end(passage, after, end)) if after < body else None
        if passage.low(index) == "que" and index + 1 == first:
            last = next((k for k in range(aside_stop, body) if passage.words[k].text == ","), body)
            return (aside_stop, last) if aside_stop < last else None
        if passage.words[index].text in {";", "("}:
            start = index + 1
            break
    opens = _at_opening(passage, first, start)
    if opens:
        return (after, clause_end(passage, after, end)) if after < body else None
    left = passage.body_end(start, first)
    goes_on = (
        after < body and passage.words[after - 1].text == "," and any(is_finite(passage, k) for k in range(after, body))
    )
    left_is_clause = any(is_finite(passage, k) for k in range(start, left))
    if goes_on and (not left_is_clause or passage.low(after) not in {"quien", "quienes", "que", "y", "pero", "aunque"}):
        return start, clause_end(passage, after, end)
    return (start, left) if left > start else None
