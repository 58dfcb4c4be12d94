"""Noun phrases read from light or parsed tags: where one that may speak ends."""

from __future__ import annotations

import re

from secondsource.analysis.reading.spanish.lexicon import ADVERBS, TIME_WORDS
from secondsource.analysis.reading.spanish.verbs import verb_forms
from secondsource.analysis.reading.spanish.words import Passage

_NOMINAL = frozenset(("DET", "NUM", "ADJ", "NOUN", "PROPN"))
_PRONOUNS = frozenset(
    "él ella ellos ellas usted ustedes nadie alguien este esta éste ésta éstos ese esos quien quienes uno una ambos ambas".split()
)
_ANONYMOUS = re.compile(r"anonim|anónim|identific|reserva|nombre|condición|identidad")
_ROLE_PREPOSITIONS = frozenset(("para", "contra", "ante"))
_CANDIDATES = frozenset("candidato candidata aspirante precandidato precandidata".split())


def noun_phrase(passage: Passage, first: int, limit: int, *, appositions: bool = True, whole: bool = False, relative: bool = False) -> int:
    """Return where the noun phrase that starts at `first` ends (exclusive); `first` itself when there is none.

    Args:
        passage: The paragraph.
        first: First word.
        limit: Where to stop at the latest.
        appositions: Take in appositions and the clauses that say who speaks.
        relative: Take in any relative clause without a comma (`un pastor que lo vio`).
        whole: The phrase is known to end at `limit` or at a comma: take in any modifier (`la manta colgada en el puente`).
    """
    stop = core(passage, first, limit)
    if stop == first or not appositions:
        return stop
    stop = _modifiers(passage, stop, limit) if whole else _relative(passage, stop, limit, free=relative)
    while stop < limit and passage.words[stop].text == ",":
        end = _apposition(passage, stop + 1, limit, whole=whole)
        if end is None:
            break
        # The closing comma belongs to the phrase when something follows it.
        stop = end
        if stop < limit and passage.words[stop].text == ",":
            again = _apposition(passage, stop + 1, limit, whole=whole)
            if again is None:
                return stop + 1
    return stop


def core(passage: Passage, first: int, limit: int, *, times: bool = False) -> int:
    """Return the end of a phrase without its appositions and relative clauses."""
    if first >= limit or not (
        passage.words[first].tag in _NOMINAL or passage.low(first) in _PRONOUNS or passage.is_mark(first)
    ):
        return first
    if passage.low(first) in TIME_WORDS and not times and not passage.words[first].text[0].isupper():
        return first
    if passage.low(first) in {"este", "esta", "el", "la"} and passage.low(first + 1) in TIME_WORDS:
        return first
    index, heads = first, 0
    while index < limit:
        word = passage.words[index]
        following = passage.words[index + 1] if index + 1 < limit else None
        if word.tag in _NOMINAL or word.low in _PRONOUNS:
            if heads and (word.tag == "DET" or (word.tag == "NUM" and word.text.isalpha())) and not word.text[0].isupper() and passage.words[index - 1].tag in {"NOUN", "PROPN", "ADJ"}:
                break  # A new phrase begins: `dijo el ministro el lunes`.
            heads += word.tag in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"} or word.low in _PRONOUNS
        elif (
            heads
            and word.low in {"de", "del"}
            and following is not None
            and _nominal_after_of(passage, index + 1, limit)
        ):
            pass
        elif (
            heads
            and word.low in {"y", "e"}
            and following is not None
            and following.tag in {"DET", "PROPN", "NOUN", "ADJ"}
            and not _opens_clause(passage, index + 1, limit)
        ):
            index = core(passage, index + 1, limit)
            continue
        elif (
            heads
            and word.low in _ROLE_PREPOSITIONS
            and following is not None
            and following.tag in {"DET", "PROPN"}
            and passage.words[index - 1].tag == "NOUN"
        ):
            pass
        elif (
            heads
            and word.low in {"a", "en", "con", "por"}
            and _governs(passage, index - 1)
            and following is not None
            and following.tag in _NOMINAL
        ):
            pass
        elif (
            heads
            and word.low in {"a", "en"}
            and passage.low(index - 1) in _CANDIDATES | {"experto", "experta", "especialista", "doctor"}
        ):
            pass
        elif word.text == "(":
            closing = next((k for k in range(index, limit) if passage.words[k].text == ")"), None)
            if closing is None:
                break
            index = closing
        elif passage.is_mark(index) and passage.inside[index] >= 0 and _short_quote(passage, index):
            index = passage.quotes[passage.inside[index]][1] - 1
            heads += 1
        else:
            break
        index += 1
    while index > first and (
        passage.low(index - 1) in {"de", "del", "y", "e"}
        or (passage.words[index - 1].tag == "DET" and index - first > 1)
    ):
        index -= 1
    return index if heads else first


def _governs(passage: Passage, index: int) -> bool:
    """Say whether the word is an adjective that takes a preposition: `cercana a`, `firmada en`, `familiarizado con`."""
    word = passage.words[index]
    return word.low.rstrip("s").endswith(
        ("ado", "ada", "ido", "ida", "rito", "rita", "cercana", "cercano", "ajena", "ajeno", "próxima", "próximo")
    ) and word.tag in {
        "ADJ",
        "NOUN",
        "VERB",
    }


def _modifiers(passage: Passage, stop: int, limit: int) -> int:
    """Take in prepositional phrases and relative clauses up to `limit` or the next comma."""
    end = stop
    while end < limit and passage.words[end].text not in {",", ";", ":", "—"} and not passage.is_mark(end):
        end += 1
    opener = passage.words[stop] if stop < limit else None
    if opener is None or end == stop or passage.words[end - 1].tag in {"ADP", "DET", "CCONJ", "SCONJ"}:
        return stop
    if opener.low in {"que", "quien", "donde"}:
        return end if any(is_finite(passage, k) for k in range(stop, end)) else stop
    if any(passage.low(k) in {"que", "quien", "donde"} for k in range(stop, end)) and not any(
        is_finite(passage, k) for k in range(stop, end)
    ):
        return stop
    if opener.tag not in {"ADP", "ADJ", "VERB"} or any(
        is_finite(passage, k) and not any(passage.low(j) in {"que", "quien", "donde"} for j in range(stop, k))
        for k in range(stop, end)
    ):
        return stop
    return end


def _nominal_after_of(passage: Passage, index: int, limit: int) -> bool:
    """Say whether a noun follows `de`."""
    return index < limit and (
        passage.words[index].tag in _NOMINAL or passage.low(index) in _PRONOUNS or passage.is_mark(index)
    )


def _short_quote(passage: Passage, index: int) -> bool:
    """Say whether the quotation here is a name or nickname."""
    first, stop = passage.quotes[passage.inside[index]]
    return index == first and stop - first <= 7 and not any(word.tag == "VERB" for word in passage.words[first:stop])


def _opens_clause(passage: Passage, index: int, limit: int) -> bool:
    """Say whether a finite verb stands close behind, so that `y` joins clauses and not nouns."""
    end = core(passage, index, limit) if passage.words[index].low not in {"y", "e"} else index
    return (
        end < limit
        and passage.words[end].tag == "VERB"
        and end - index <= 6
        and is_finite(passage, end)
        and not _reporting(passage, end)
    )


def _reporting(passage: Passage, index: int) -> bool:
    return passage.low(index) in verb_forms()


def is_finite(passage: Passage, index: int) -> bool:
    """Say whether the word is a finite verb."""
    word = passage.words[index]
    if word.tag != "VERB":
        return False
    if word.feats:
        return "VerbForm=Fin" in word.feats or not ("VerbForm=" in word.feats)
    return not word.low.endswith(("ar", "er", "ir", "ando", "iendo", "arse", "erse", "irse"))


def _relative(passage: Passage, stop: int, limit: int, *, free: bool = False) -> int:
    """Take in a relative clause that says who speaks: `testigos que pidieron el anonimato`."""
    at = stop + (stop < limit and passage.words[stop].text == ",")
    if passage.low(at) not in {"que", "quien", "quienes", "cuyo", "cuya", "cuyos"} or at + 1 >= limit:
        return stop
    end = at + 1
    while end < limit and passage.words[end].text not in {",", ";", ":", ".", "—"} and not passage.is_mark(end):
        end += 1
    words = " ".join(word.low for word in passage.words[at:end])
    if _ANONYMOUS.search(words) or passage.low(at).startswith("cuy") or (free and at == stop):
        return end
    return stop


def _apposition(passage: Passage, first: int, limit: int, *, whole: bool = False) -> int | None:
    """Return the end of the apposition that starts at `first`, or None when the segment is none."""
    if first >= limit:
        return None
    end = first
    while (
        end < limit
        and passage.words[end].text not in {",", ";", ":", "—", ".", "("}
        and not (passage.is_mark(end) and not _short_quote_mark(passage, end))
    ):
        end += 1
    opener = passage.words[first]
    text = " ".join(word.low for word in passage.words[first:end])
    if opener.low in {"que", "quien", "quienes", "cuyo", "cuya", "cuyos"}:
        return end if whole or _ANONYMOUS.search(text) or opener.low.startswith("cuy") else None
    if opener.low in {"de", "del", "uno", "una"} and end - first <= 12 and not any(is_finite(passage, k) for k in range(first, end)):
        return end
    if opener.low in ADVERBS | TIME_WORDS or opener.low in {"bajo"} and not _ANONYMOUS.search(text):
        return None
    if opener.low in {"bajo", "quien"}:
        return end
    if opener.tag not in {"NOUN", "DET", "PROPN", "ADJ", "NUM"} and opener.low not in {"ex", "hasta", "también"}:
        return None
    if opener.low in {"este", "esta", "el", "la"} and passage.low(first + 1) in TIME_WORDS:
        return None
    for index in range(first, end):
        if is_finite(passage, index) and not any(
            passage.low(k) in {"que", "quien", "quienes", "donde", "cuyo", "cuya"} for k in range(first, index)
        ):
            return None
    return end


def _short_quote_mark(passage: Passage, index: int) -> bool:
    """Say whether a mark opens or closes a name or nickname."""
    number = passage.inside[index]
    return number >= 0 and _short_quote(passage, passage.quotes[number][0])
