"""Statements made without a verb: `according to`, adverbs of hearsay, nouns of saying, headlines."""

from __future__ import annotations

from secondsource.analysis.reading.english.lexicon import (
    AUXILIARIES,
    BE_FORMS,
    DOCUMENT_NOUNS,
    HEDGES,
    PEOPLE_NOUNS,
    SAYING_NOUNS,
)
from secondsource.analysis.reading.english.rules.finds import Find
from secondsource.analysis.reading.english.rules.phrases import DETERMINERS, is_verb, phrase_after, subject_before
from secondsource.analysis.reading.english.rules.tokens import Sentence
from secondsource.analysis.reading.english.verbs import CUE_VERBS
from secondsource.analysis.reading.segments import word_set
from secondsource.core.vetting.statement import Form

_VIEWS = word_set("words view opinion telling account eyes estimation judgment judgement reckoning version")
_BREAKS = frozenset({",", ";", ":", "—", "–", "--"})
_CLAUSE_BREAKS = word_set("and but while because although though when after before which who that if as since where")
_LONGEST_HEADLINE = 20
_LONGEST_OPENING = 14


def frame_finds(sentence: Sentence, *, headline: bool) -> list[Find]:
    """Return the statements of one sentence that no verb of saying makes.

    Args:
        sentence: The sentence.
        headline: True when it may be a title: a short paragraph of its own.
    """
    found: list[Find] = []
    words = sentence.words
    for index, word in enumerate(words):
        find = None
        if word == "according" and sentence.word(index + 1) == "to":
            find = _according(sentence, index, index + 2, "according-to")
        elif index == 0 and word == "as":
            find = _as_far_as(sentence)
        elif word in _VIEWS:
            find = _view(sentence, index)
        elif word in SAYING_NOUNS:
            find = _noun(sentence, index)
        elif word in HEDGES:
            find = _hedge(sentence, index)
        elif word == ":" and sentence.is_quote(index + 1):
            find = _colon_quote(sentence, index)
        if find is not None:
            found.append(find)
    if headline and not found:
        title = _colon(sentence)
        found += [title] if title else []
    return found


def _as_far_as(sentence: Sentence) -> Find | None:
    """Return `As far as the clerk knows, ...` and `As best she can tell, ...`."""
    words = sentence.words
    if sentence.word(1) not in {"best", "far"} or "," not in words[:_LONGEST_OPENING]:
        return None
    comma = words.index(",")
    verb = comma - 1
    if words[verb] not in {"tell", "see", "know", "knows", "knew", "remember", "remembers"}:
        return None
    start = 3 if words[2] == "as" else 2
    end = verb
    while end > start and words[end - 1] in AUXILIARIES:
        end -= 1
    return Find("in-the-view-of", (comma + 1, sentence.last), (end, comma), (start, end), 0) if end > start else None


def _colon_quote(sentence: Sentence, colon: int) -> Find | None:
    """Return `The office released a statement on Monday: “...”`, whatever the verb."""
    for index in range(1, colon):
        if is_verb(sentence, index) or sentence.words[index].endswith("ed"):
            source = subject_before(sentence, index)
            if source is None:
                return None
            quotes = [place for place in range(colon, sentence.last) if sentence.is_quote(place)]
            return Find("colon-quote", (colon + 1, quotes[-1] + 1), (index, colon), source, source[0])
    return None


def _according(sentence: Sentence, cue: int, source: int, rule: str) -> Find | None:
    """Return `according to X, ...`, `..., according to X` and `..., according to X, ...`."""
    end = phrase_after(sentence, source)
    if end <= source:
        return None
    words = sentence.words
    opening = cue == 0 or (cue <= 2 and words[cue - 1] not in _BREAKS and not is_verb(sentence, cue - 1))
    if opening:
        start = end + (sentence.word(end) == ",")
        return Find(rule, (start, sentence.last), (cue, source), (source, end), cue) if start < sentence.last else None
    after_that = next(
        (i for i in range(cue - 1, max(-1, cue - 4), -1) if words[i] in {"that", "but", "and", "while"}), None
    )
    if after_that is not None and words[cue - 1] in {words[after_that], ","} and cue - after_that <= 2:
        start = end + (sentence.word(end) == ",")
        return Find(rule, (start, sentence.last), (cue, source), (source, end), cue) if start < sentence.last else None
    before = cue - 1 if words[cue - 1] in _BREAKS else cue
    start = 1 if words[0] in {"but", "and"} else 0
    goes_on = sentence.word(end) == "," and end < sentence.last - 3 and not sentence.words[end + 1].endswith("ing")
    stop = sentence.last if goes_on and words[end + 1] not in _CLAUSE_BREAKS else before
    if stop <= start:
        return None
    return Find(rule, (start, stop), (cue, source), (source, end), cue, after=False)


def _view(sentence: Sentence, index: int) -> Find | None:
    """Return `in X's view, ...` and `in the words of X, ...`."""
    words = sentence.words
    first = next((i for i in range(index - 1, max(-1, index - 7), -1) if words[i] in {"in", "by"}), None)
    if first is None:
        return None
    if sentence.word(index + 1) == "of" and words[index - 1] == "the":
        return _according(sentence, first, index + 2, "in-the-view-of")
    owner = (first + 1, index)
    owned = words[index - 1].endswith(("'s", "'")) or words[index - 1] in {"his", "her", "their", "its", "my"}
    if not owned:
        return None
    around = _according_owner(sentence, first, index + 1)
    return Find("in-the-view-of", around, (first, index + 1), owner, first, after=first == 0) if around else None


def _according_owner(sentence: Sentence, cue: int, end: int) -> tuple[int, int] | None:
    """Return the words beside `in X's view`: what follows it at the head of the sentence, else all around it."""
    if cue == 0:
        start = end + (sentence.word(end) == ",")
        return (start, sentence.last) if start < sentence.last else None
    if sentence.words[cue - 1] != "," and sentence.word(end) != ",":
        return None
    return 0, sentence.last if end < sentence.last else cue


def _noun(sentence: Sentence, index: int) -> Find | None:
    """Return `X's claim that ...`, `a warning that ...`, `reports that ...`."""
    words = sentence.words
    that = index + 1
    by = None
    if sentence.word(that) in {"by", "from"}:
        by = (that + 1, phrase_after(sentence, that + 1))
        that = by[1]
    if sentence.word(that) in BE_FORMS and sentence.word(that + 1) in {"that", "to"}:
        owner = _owner(sentence, index)
        said = (that + 1, sentence.last)
        return Find("noun", said, (index, that + 1), owner, owner[0]) if owner and that + 3 < sentence.last else None
    if sentence.word(that) != "that" or that + 2 >= sentence.last or (words[index] in CUE_VERBS and index == 0):
        return None
    source = by if by and by[1] > by[0] else _owner(sentence, index)
    return Find("noun", (that, sentence.last), (index, index + 1), source, source[0] if source else index)


def _owner(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """Return who owns the noun: `his claim`, `the mayor's repeated claim`; or whose verb gives it: `made the claim`."""
    words = sentence.words
    for place in range(index - 1, max(-1, index - 4), -1):
        if words[place] in {"his", "her", "their", "its", "my", "our", "your"}:
            return place, place + 1
        if words[place].endswith(("'s", "s'")):
            return subject_before(sentence, place + 1)
        if is_verb(sentence, place):
            return subject_before(sentence, place)
    return None


def _hedge(sentence: Sentence, index: int) -> Find | None:
    """Return the clause around an adverb of hearsay."""
    words = sentence.words
    start = index
    while start > 0 and words[start - 1] not in _BREAKS and words[start - 1] not in _CLAUSE_BREAKS:
        start -= 1
    end = index + 1
    while end < sentence.last and words[end] not in _BREAKS:
        end += 1
    if end - start < 3:
        return None
    return Find("hedge", (start, end), (index, index + 1), None, index, after=False, form=Form.HEDGE)


def _colon(sentence: Sentence) -> Find | None:
    """Return `Minister: no deal this year`."""
    words = sentence.words
    if ":" not in words[:7] or len(words) > _LONGEST_HEADLINE or words[-1] in {".", ":"}:
        return None
    colon = words.index(":")
    speaks = colon and (words[colon - 1] in PEOPLE_NOUNS | DOCUMENT_NOUNS or (colon <= 3 and _is_name(sentence, colon)))
    if not speaks or colon + 2 >= sentence.last:
        return None
    return Find("headline", (colon + 1, sentence.last), (colon, colon + 1), (0, colon), 0, form=Form.HEADLINE)


def _is_name(sentence: Sentence, end: int) -> bool:
    """Say whether all words before `end` begin with a capital and none is a determiner."""
    return all(sentence.titles[:end]) and sentence.words[0] not in DETERMINERS
