"""Who speaks: the subject before or behind a verb group."""

from __future__ import annotations

from secondsource.analysis.reading.spanish.conjugation import listed
from secondsource.analysis.reading.spanish.lexicon import ADVERBS, TIME_UNITS, TIME_WORDS
from secondsource.analysis.reading.spanish.surface.phrases import _NOMINAL, _PRONOUNS, core, noun_phrase
from secondsource.analysis.reading.spanish.verbs import verb_forms
from secondsource.analysis.reading.spanish.words import Passage

_PARTS_OF_DAYS = listed("víspera noche tarde madrugada jornada")


def source_after(passage: Passage, first: int, limit: int, *, relative: bool = False) -> tuple[int, int] | None:
    """Return the subject that follows a verb, past recipients, adverbs and times.

    For example `dijo ayer a la prensa el ministro`.
    """
    index = skip_adjuncts(passage, first, limit)
    stop = noun_phrase(passage, index, limit, relative=relative)
    return (index, stop) if stop > index else None


def skip_adjuncts(passage: Passage, first: int, limit: int) -> int:
    """Return the place behind times, adverbs and recipients that stand at `first`."""
    index = first
    while index < limit:
        word = passage.words[index]
        if (
            word.low in ADVERBS
            or word.tag == "ADV"
            or (word.low == "más" and passage.low(index + 1) in {"tarde", "adelante"})
            or (word.low in TIME_WORDS and word.text[0].islower())
            or word.low.endswith("mente")
        ):
            index += 1
        elif word.low in {"el", "este", "esta", "la"} and passage.low(index + 1) in TIME_WORDS:
            index += 2
        elif word.low == "desde" and passage.low(index + 1) == "hace":
            index = core(passage, index + 2, limit, times=True)
        elif word.low in {"a", "al", "ante", "en", "con", "durante", "tras", "desde", "por"} or (
            word.low in {"de", "del"} and index > first
        ):
            after = core(passage, index + 1, limit)
            if after == index + 1:
                return index
            index = after
        else:
            return index
    return index


def source_before(passage: Passage, cue_first: int, start: int) -> tuple[int, int] | None:
    """Return the subject that ends right before the verb group, with its appositions."""
    end = _strip_asides(passage, cue_first, start)
    if end <= start:
        return None
    if passage.low(end - 1) in {"que", "quien", "quienes"} or (
        passage.low(end - 1) in {"cual", "cuales"} and passage.low(end - 2) in {"el", "la", "los", "las"}
    ):
        return _relative_source(passage, end, start)
    relative = relative_before(passage, end, start)
    if relative is not None:
        return relative, relative + 1
    for first in range(start, end):
        if not _may_begin(passage, first, start):
            continue
        stop = noun_phrase(passage, first, end, whole=True)
        if stop == end or (stop == end - 1 and passage.words[stop].text == ","):
            return None if tells_time(passage, first, end) else (first, end)
    return None


def relative_before(passage: Passage, end: int, start: int) -> int | None:
    """Return the `quien` or `, que` that stands before a verb with only times and places between.

    For example `quienes ya en otoño exigían`.
    """
    for index in range(end - 1, max(start, end - 6) - 1, -1):
        word = passage.words[index]
        if word.low in {"quien", "quienes"} or (word.low == "que" and passage.low(index - 1) == ","):
            return index if index < end - 1 else None
        if (
            word.tag not in {"ADV", "ADP"}
            and word.low not in ADVERBS | TIME_WORDS
            and passage.words[index - 1].tag != "ADP"
        ):
            return None
    return None


def tells_time(passage: Passage, first: int, stop: int) -> bool:
    """Say whether the phrase is a time and no speaker: `media hora después`, `una semana antes`."""
    words = [passage.words[k] for k in range(first, stop)]
    return any(word.low in TIME_WORDS | TIME_UNITS for word in words) and not any(
        word.tag in {"NOUN", "PROPN"} and word.low not in TIME_WORDS | TIME_UNITS for word in words
    )


def without_times(passage: Passage, source: tuple[int, int]) -> tuple[int, int]:
    """Cut off a time that stands before or behind a speaker: `La víspera, la portavoz`, `el juez, dos días después`."""
    first, stop = source
    commas = [k for k in range(first, stop) if passage.words[k].text == ","]
    if commas and (tells_time(passage, first, commas[0]) or passage.low(commas[0] - 1) in _PARTS_OF_DAYS):
        first, commas = commas[0] + 1, commas[1:]
    for comma in commas:
        if any(passage.low(k) in TIME_UNITS for k in range(comma + 1, min(stop, comma + 3))):
            return first, comma
    return first, stop


def _strip_asides(passage: Passage, cue_first: int, start: int) -> int:
    """Walk back over adverbs and over asides between commas (`, en una entrevista,`)."""
    end = cue_first
    while end > start and (
        passage.low(end - 1) in ADVERBS or passage.low(end - 1) in {"le", "les", "me", "nos", "lo", "la", "los", "las"}
    ):
        if passage.low(end - 1) in {"la", "los", "las"} and passage.words[end - 1].tag == "NOUN":
            break
        end -= 1
    while end - 1 > start and passage.words[end - 1].text == ",":
        opening = next((k for k in range(end - 2, start - 1, -1) if passage.words[k].text == ","), None)
        if opening is None or opening == start:
            break
        opener = passage.words[opening + 1]
        if (opener.tag in {"ADP", "ADV"} and opener.low not in {"de", "bajo", "también"}) or opener.low.endswith(
            ("ando", "iendo")
        ):
            end = opening
        else:
            break
    return end


def _relative_source(passage: Passage, end: int, start: int) -> tuple[int, int] | None:
    """Return a relative pronoun as the source; none when `que` opens a complement."""
    at = end - 1
    if passage.low(at) in {"cual", "cuales"}:
        return at - 1, end
    before = passage.words[at - 1] if at > start else None
    if passage.low(at) != "que":
        return at, end
    if before is None or before.tag == "VERB" or (before.low in verb_forms() and before.tag != "NOUN"):
        return None
    return (at, end) if before.tag in {"NOUN", "PROPN", "ADJ", "PRON", "PUNCT", "NUM", "DET"} else None


def _may_begin(passage: Passage, first: int, start: int) -> bool:
    """Say whether a subject may begin at `first`."""
    word = passage.words[first]
    if word.tag not in _NOMINAL and word.low not in _PRONOUNS and not passage.is_mark(first):
        return False
    if word.low in {"tanto", "embargo"}:
        return False
    if first == start:
        return True
    before = passage.words[first - 1]
    if before.tag in {"CCONJ", "SCONJ"} or before.text in {",", ";", ":", "—", "("} or passage.is_mark(first - 1):
        return True
    return (word.tag == "DET" and before.tag not in {"ADP", "DET", "ADJ", "VERB"}) or before.tag == "ADV"
