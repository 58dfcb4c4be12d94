"""Noun phrases read from light or parsed tags: where one that may speak ends."""

from __future__ import annotations

import re

from secondsource.analysis.reading.spanish.conjugation import listed
from secondsource.analysis.reading.spanish.lexicon import ADVERBS, COMMUNICATION, TIME_WORDS
from secondsource.analysis.reading.spanish.verbs import verb_forms
from secondsource.analysis.reading.spanish.words import Passage

_NOMINAL = frozenset(("DET", "NUM", "ADJ", "NOUN", "PROPN"))
_PRONOUNS = listed(
    """él ella ellos ellas usted ustedes nadie alguien este esta éste ésta éstos ese esos quien quienes uno una ambos
    ambas"""
)
_ANONYMOUS = re.compile(r"anonim|anónim|identific|no ser citad|reserva|nombre|condición|identidad")
_ROLE_PREPOSITIONS = frozenset(("para", "contra", "ante"))
_SEEKERS = listed("candidato candidata aspirante precandidato precandidata experto experta especialista doctor")
_LONGEST_OF = 12


def noun_phrase(
    passage: Passage, first: int, limit: int, *, appositions: bool = True, whole: bool = False, relative: bool = False
) -> int:
    """Return where the noun phrase that starts at `first` ends (exclusive); `first` itself when there is none.

    Args:
        passage: The paragraph.
        first: First word.
        limit: Where to stop at the latest.
        appositions: Take in appositions and the clauses that say who speaks.
        relative: Take in any relative clause without a comma (`un pastor que lo vio`).
        whole: The phrase is known to end at `limit` or at a comma: take in any modifier (`la nota pegada en la
            puerta`).
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
    if first >= limit or not (_is_nominal(passage, first) or passage.is_mark(first)):
        return first
    if passage.low(first) in TIME_WORDS and not times and not passage.words[first].text[0].isupper():
        return first
    if passage.low(first) in {"este", "esta", "el", "la"} and passage.low(first + 1) in TIME_WORDS:
        return first
    index, heads = first, 0
    while index < limit:
        word = passage.words[index]
        if _is_nominal(passage, index):
            if heads and _begins_anew(passage, index):
                break  # `dijo el ministro | el lunes`
            heads += word.tag != "DET" or word.low in _PRONOUNS
        elif heads and word.low in {"y", "e"} and _joins(passage, index + 1, limit):
            index = core(passage, index + 1, limit)
            continue
        elif not (heads and _links(passage, index, limit)):
            beyond = _over_insert(passage, index, limit)
            if beyond is None:
                break
            heads += word.text != "("
            index = beyond
        index += 1
    while index > first and (
        passage.low(index - 1) in {"de", "del", "y", "e"}
        or (passage.words[index - 1].tag == "DET" and index - first > 1)
    ):
        index -= 1
    return index if heads else first


def _is_nominal(passage: Passage, index: int) -> bool:
    """Say whether the word can be part of a noun phrase without more."""
    return passage.words[index].tag in _NOMINAL or passage.low(index) in _PRONOUNS


def _begins_anew(passage: Passage, index: int) -> bool:
    """Say whether a determiner or numeral begins another phrase."""
    word = passage.words[index]
    determines = word.tag == "DET" or (word.tag == "NUM" and word.text.isalpha())
    return determines and not word.text[0].isupper() and passage.words[index - 1].tag in {"NOUN", "PROPN", "ADJ"}


def _joins(passage: Passage, index: int, limit: int) -> bool:
    """Say whether `y` joins another noun and not a clause."""
    if index >= limit or passage.words[index].tag not in {"DET", "PROPN", "NOUN", "ADJ"}:
        return False
    return not _opens_clause(passage, index, limit)


def _links(passage: Passage, index: int, limit: int) -> bool:
    """Say whether a preposition binds what follows to the phrase."""
    if index + 1 >= limit:
        return False
    low, after, before = passage.low(index), passage.words[index + 1].tag, passage.words[index - 1]
    if low in {"de", "del"}:
        return _nominal_after_of(passage, index + 1, limit)
    if low in _ROLE_PREPOSITIONS:
        return after in {"DET", "PROPN"} and before.tag == "NOUN"
    if low in {"a", "en"} and before.low in _SEEKERS:
        return True
    return low in {"a", "en", "con", "por"} and _governs(passage, index - 1) and after in _NOMINAL


def _over_insert(passage: Passage, index: int, limit: int) -> int | None:
    """Return the last word of a bracket or of a name in quotation marks that starts here."""
    if passage.words[index].text == "(":
        return next((k for k in range(index, limit) if passage.words[k].text == ")"), None)
    if passage.is_mark(index) and passage.inside[index] >= 0 and _short_quote(passage, index):
        return passage.quotes[passage.inside[index]][1] - 1
    return None


def _governs(passage: Passage, index: int) -> bool:
    """Say whether the word is an adjective that takes a preposition: `ajena a`, `escrita por`, `vinculado con`."""
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
        return "VerbForm=Fin" in word.feats or "VerbForm=" not in word.feats
    return not word.low.endswith(("ar", "er", "ir", "ando", "iendo", "arse", "erse", "irse"))


def _relative(passage: Passage, stop: int, limit: int, *, free: bool = False) -> int:
    """Take in a relative clause that says who speaks: `obreros que hablaron sin dar su nombre`."""
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
    unnamed = _ANONYMOUS.search(" ".join(word.low for word in passage.words[first:end])) is not None
    verbless = not any(is_finite(passage, k) and not _in_relative(passage, first, k) for k in range(first, end))
    if opener.low in {"que", "quien", "quienes", "cuyo", "cuya", "cuyos"}:
        fits = whole or unnamed or opener.low.startswith("cuy")
    elif opener.low == "bajo":
        fits = unnamed
    elif opener.low in {"de", "del", "uno", "una"}:
        fits = verbless and end - first <= _LONGEST_OF
    elif opener.low in ADVERBS | TIME_WORDS or (opener.tag == "DET" and passage.low(first + 1) in TIME_WORDS):
        fits = False
    else:
        fits = verbless and (opener.tag in {"NOUN", "DET", "PROPN", "ADJ", "NUM"} or opener.low in {"ex", "hasta"})
    return end if fits else None


def _in_relative(passage: Passage, first: int, index: int) -> bool:
    """Say whether a relative opens between `first` and `index`."""
    return any(passage.low(k) in {"que", "quien", "quienes", "donde", "cuyo", "cuya"} for k in range(first, index))


def _short_quote_mark(passage: Passage, index: int) -> bool:
    """Say whether a mark opens or closes a name or nickname."""
    number = passage.inside[index]
    return number >= 0 and _short_quote(passage, passage.quotes[number][0])


def manner_end(passage: Passage, index: int, limit: int) -> int:
    """Return the end of an adjoining phrase of manner.

    For example `en un comunicado`, `en rueda de prensa`) that starts at `index`, else `index`.
    """
    if passage.low(index) not in {"en", "a", "mediante", "por", "vía", "con"}:
        return index
    at = index + 1
    if passage.low(index) == "a" and (passage.low(at), passage.low(at + 1)) == ("través", "de"):
        at += 2
    elif passage.low(index) == "a":
        return index
    while at < limit and (passage.words[at].tag in {"DET", "ADJ"} or passage.low(at) in {"breve", "extenso"}):
        at += 1
    if at >= limit or passage.low(at) not in COMMUNICATION | {
        "redes",
        "twitter",
        "facebook",
        "x",
        "público",
        "privado",
    }:
        return index
    at += 1
    while at < limit and (
        passage.words[at].tag == "ADJ"
        or (passage.low(at) == "de" and passage.low(at + 1) == "prensa")
        or passage.low(at) in {"prensa", "oficial", "sociales", "público", "pública", "escrito", "escrita"}
    ):
        at += 1
    return at
