"""Where a reported clause ends."""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.analysis.reading.spanish.lexicon import ADVERBS
from secondsource.analysis.reading.spanish.surface.cues import Cue, cue_at
from secondsource.analysis.reading.spanish.surface.phrases import is_finite
from secondsource.analysis.reading.spanish.surface.subjects import source_before
from secondsource.analysis.reading.spanish.words import Passage

_ENDS_CLAUSE = (
    "en declaraciones",
    "en entrevista",
    "en una entrevista",
    "en rueda de",
    "en conferencia de",
    "en una rueda",
    "en diálogo con",
    "al tiempo que",
    "a la vez que",
    "tras lo cual",
    "según",
    "de acuerdo con",
    "durante una entrevista",
    "en un comunicado",
)

_TAKEN_UP = ("cosa que", "algo que", "lo cual", "extremo que", "hecho que", "versión que", "afirmación que")
"""Openers of a clause in which the narrator takes up what was said."""

_SUBORDINATORS = frozenset(("pese", "aunque", "si", "cuando", "mientras"))

_CONJUNCTIONS = frozenset(("y", "e", "pero", "aunque"))
_TIME_CONJUNCTIONS = frozenset(("cuando", "mientras", "tras", "luego", "después"))


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in words of a passage; stops are exclusive."""

    content: tuple[int, int]
    cue: tuple[int, int]
    source: tuple[int, int] | None
    rule: str
    form: str
    """A value of `Form`."""
    verb: int = -1
    """The main verb, or -1 for cues that are no verbs."""


def quote_end(passage: Passage, begin: int) -> int | None:
    """Return the end of the quotation that opens at `begin`."""
    if begin < len(passage.words) and passage.inside[begin] >= 0 and passage.quotes[passage.inside[begin]][0] == begin:
        return passage.quotes[passage.inside[begin]][1]
    return None


def clause_end(passage: Passage, begin: int, stop: int, cue: Cue | None = None) -> int:
    """Return where a reported clause that starts at `begin` ends.

    Before a new cue of the same subject, an aside on the occasion, or the stop.
    """
    end = passage.body_end(begin, stop)
    if cue is not None:
        end = _subordinate_end(passage, cue, begin, _relative_end(passage, cue, begin, end))
    index = begin + 1
    while index < end:
        word = passage.words[index]
        if (
            passage.inside[index] >= 0
            and passage.inside[index] != passage.inside[begin - 1 if begin else 0]
            and passage.quotes[passage.inside[index]][0] == index
        ):
            index = passage.quotes[passage.inside[index]][1]
            continue
        if word.text == "—" or (
            word.text == ")" and not any(passage.words[k].text == "(" for k in range(begin, index))
        ):
            return index
        if word.text == ";" or (word.text == ":" and quote_end(passage, index + 1) is not None):
            return index
        if word.text in {",", "y", "e", "pero"} and _new_statement(passage, index, end, cue):
            return index
        index += 1
    return end


def _relative_end(passage: Passage, cue: Cue, begin: int, end: int) -> int:
    """End the content with its relative clause: `el jefe, quien prometió no vender, anunció …`."""
    if not _in_relative_clause(passage, cue):
        return end
    for index in range(begin, end - 1):
        if passage.words[index].text == "," and passage.inside[index] == passage.inside[cue.verb]:
            after = index + 1
            while after < end - 1 and passage.low(after) in {"no", "se", "le", "les", "lo", "ya", "también"}:
                after += 1
            if is_finite(passage, after):
                return index
    return end


def _in_relative_clause(passage: Passage, cue: Cue) -> bool:
    """Say whether the group stands in a relative clause behind a comma: `, quien ya en mayo pidió`."""
    first, _ = passage.bounds(cue.verb)
    comma = next((k for k in range(cue.first - 1, first, -1) if passage.words[k].text == ","), None)
    if comma is None:
        return False
    opener = comma + 1
    while opener < cue.first and passage.words[opener].tag in {"ADP", "DET"}:
        opener += 1
    return passage.low(opener) in {"que", "quien", "quienes", "donde"}


def _subordinate_end(passage: Passage, cue: Cue, begin: int, end: int) -> int:
    """End the content with its clause where a fronted clause holds the cue.

    For example `Aunque el alcalde negó los cargos, el juez …`.
    """
    first, _ = passage.bounds(cue.verb)
    opens = passage.low(first) in _SUBORDINATORS or (passage.low(first), passage.low(first + 1)) == ("a", "pesar")
    opens = opens or (cue.kind == "infinitive" and passage.low(first) in {"al", "tras", "luego", "después", "antes"})
    if not opens or any(passage.words[k].text == "," for k in range(first, cue.first)):
        return end
    comma = next(
        (
            k
            for k in range(begin, end)
            if passage.words[k].text == "," and passage.inside[k] == passage.inside[cue.verb]
        ),
        end,
    )
    return comma if any(is_finite(passage, k) for k in range(comma, end)) else end


def _new_statement(passage: Passage, index: int, end: int, cue: Cue | None) -> bool:
    """Say whether at a comma or `y` another statement of the same subject, or an aside, begins."""
    comma = passage.words[index].text == ","
    following = " ".join(passage.low(k) for k in range(index + 1, min(index + 5, end)))
    if comma and following.startswith(_ENDS_CLAUSE):
        # `, según` inside what was said is an attribution of its own and stays in; the others tell the occasion.
        return not following.startswith(("según", "de acuerdo con"))
    if comma and following.startswith(_TAKEN_UP):
        return True
    at = index + 1 + (comma and passage.low(index + 1) in _CONJUNCTIONS)
    conjunction = passage.low(at - 1) in _CONJUNCTIONS
    if comma and following.startswith("si bien"):
        at, conjunction = index + 3, True
    while at < end and (passage.low(at) in ADVERBS or passage.low(at) in {"no", "se", "le", "les", "lo"}):
        at += 1
    if at >= end or cue is None:
        return False
    if comma and passage.low(cue.stop) != "que" and passage.low(index + 1) in _TIME_CONJUNCTIONS:
        return True
    if _second_speaker(passage, index, end, conjunction=conjunction):
        return True
    return (conjunction or comma) and _is_sister(passage, at, cue, conjunction=conjunction)


def _second_speaker(passage: Passage, index: int, end: int, *, conjunction: bool) -> bool:
    """Say whether at a comma or `y` somebody else begins to speak: `…, pero el juez dijo que`, `y otro que`."""
    comma = passage.words[index].text == ","
    if ((comma and conjunction) or passage.low(index + 1) in {"mientras", "pero"}) and _other_speaker(
        passage, index + 1, end
    ):
        return True
    if comma or passage.low(index) not in {"y", "e"}:
        return False
    if passage.low(index + 1) in {"otro", "otra", "otros", "otras"} and passage.low(index + 2) == "que":
        return True
    return passage.words[index + 1].tag in {"DET", "PROPN"} and _other_speaker(passage, index, end)


def _other_speaker(passage: Passage, first: int, end: int) -> bool:
    """Say whether another speaker's statement begins behind `, pero`: a subject, a finite verb of saying and `que`."""
    begin = first + 1 + (passage.low(first + 1) == "que")
    if passage.low(begin) == "que":
        return False
    for index in range(begin + 1, min(end, begin + 16)):
        if passage.words[index].text in ",;:" and not source_before(passage, index + 1, begin):
            return False
        cue = cue_at(passage, index)
        if cue is not None and cue.kind == "finite" and cue.classes & {"saying", "declaring", "asking"}:
            return source_before(passage, cue.first, begin) is not None
        if is_finite(passage, index) and cue is None and passage.low(index) not in {"ha", "han", "había", "habían"}:
            return False
    return False


def _is_sister(passage: Passage, at: int, cue: Cue, *, conjunction: bool) -> bool:
    """Say whether the verb at `at` reports words of the same subject as `cue`."""
    other = cue_at(passage, at if passage.low(at) not in {"ha", "han", "había", "habían"} else at + 1)
    if other is None or other.passive:
        return False
    if other.kind == "gerund":
        return True
    if other.kind != "finite" or other.tense != cue.tense or other.plural != cue.plural or "thinking" in other.classes:
        return False
    if passage.parsed and conjunction:
        head = passage.words[other.verb].head
        if passage.words[other.verb].dep == "conj" and head == cue.verb:
            return True
    return conjunction
