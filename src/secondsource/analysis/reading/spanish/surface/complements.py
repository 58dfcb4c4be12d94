"""What a verb group reports: finds `que`, a colon, a quotation or an object behind it, or words said before it."""

from __future__ import annotations

from secondsource.analysis.reading.spanish.surface.borders import Found, clause_end, quote_end
from secondsource.analysis.reading.spanish.surface.cues import Cue, manner_end
from secondsource.analysis.reading.spanish.surface.inversion import has_own_cue, inverted, is_fronted
from secondsource.analysis.reading.spanish.surface.objects import address_start, object_kind, over_times
from secondsource.analysis.reading.spanish.surface.phrases import is_finite
from secondsource.analysis.reading.spanish.surface.subjects import skip_adjuncts, source_after, source_before
from secondsource.analysis.reading.spanish.words import Passage

_QUESTION_WORDS = frozenset("si cómo qué quién quiénes cuándo dónde cuánto cuántos cuántas por cuál cuáles".split())
_THAT = frozenset(
    ("saying", "declaring", "asking", "addressing", "prepositional", "thinking", "planning", "showing", "quoting")
)


def complement(passage: Passage, cue: Cue) -> Found | None:
    """Return the attribution that a verb group makes, or None when it reports no words."""
    first, stop = passage.bounds(cue.verb)
    if stop <= cue.stop and cue.first <= first:
        return None
    words_before = is_fronted(passage, cue, first)
    ahead = _ahead(passage, cue, stop)
    kind = _kind_at(passage, cue, ahead, stop)
    if kind == "quote" and object_kind(passage, cue, stop) and cue.stop < ahead:
        # `calificó la imputación de «montaje»`: the quoted word is part of what was said.
        kind = "object"
    if kind == "que" and words_before and ahead > cue.stop and passage.is_mark(_before(passage, cue)):
        # `«Cayó», relató un pastor que lo vio`: the clause says who speaks.
        kind = ""
    if kind == "colon" and (ends := quote_end(passage, ahead + 1)) is not None and has_own_cue(passage, ends):
        # `rechazó tal extremo: «…», zanjó`: the quotation has a verb of its own.
        kind = object_kind(passage, cue, stop)
    if kind in {"object", "question"} and words_before and _is_parenthesis(passage, cue, first, stop):
        kind = ""
    if kind in {"que", "colon", "quote"} and not (kind == "quote" and words_before):
        return _following(passage, cue, kind, ahead, (first, stop))
    if words_before:
        found = inverted(passage, cue, first, stop)
        if found is not None:
            return found
    if kind:
        return _following(passage, cue, kind, ahead, (first, stop))
    return _clitic_content(passage, cue, first)


def _before(passage: Passage, cue: Cue) -> int:
    """Return the last word before the group that is no comma."""
    return next((k for k in range(cue.first - 1, -1, -1) if passage.words[k].text != ","), 0)


def _is_parenthesis(passage: Passage, cue: Cue, first: int, stop: int) -> bool:
    """Say whether verb and speaker stand between commas inside what was said: `Quien la filtró, admite Montes, …`."""
    source = source_after(passage, cue.stop, stop)
    if source is None or passage.words[cue.stop].tag not in {"PROPN", "DET", "NOUN"} or source_before(passage, cue.first, first) is not None:
        return False
    at = source[1] - (passage.words[source[1] - 1].text == ",")
    return at < stop and passage.words[at].text == ","


def _ahead(passage: Passage, cue: Cue, stop: int) -> int:
    """Return the first place after the group that is `que`, a colon, a mark, a comma, a verb or the sentence's end."""
    index = cue.stop
    while index < stop:
        word = passage.words[index]
        if word.text == "(":
            index = next((k for k in range(index, stop) if passage.words[k].text == ")"), index)
        elif word.low in {"que", ":", ";"} or passage.is_mark(index) and not is_name(passage, index, stop):
            return index
        elif index == cue.stop and (
            word.low in _QUESTION_WORDS - {"por"} or (word.low == "por" and passage.low(index + 1) in {"qué", "quién"})
        ):
            return index
        elif word.text == ",":
            beyond = _over_aside(passage, index, stop)
            if beyond is None:
                return index
            index = beyond
        elif is_finite(passage, index) and word.low != "hace":
            return index
        index += 1
    return stop


def is_name(passage: Passage, index: int, stop: int) -> bool:
    """Say whether the mark opens a nickname or title inside a name and not what was said."""
    number = passage.inside[index]
    if number < 0:
        return False
    first, end = passage.quotes[number]
    if first != index:
        return passage.words[first].start < passage.words[index].start
    before = passage.words[first - 1] if first else None
    return (
        end - first <= 6
        and before is not None
        and before.tag in {"NOUN", "PROPN"}
        and end < stop
        and (passage.words[end].tag == "PROPN" or passage.words[end].low in {"que", ":"})
    )


def _over_aside(passage: Passage, comma: int, stop: int) -> int | None:
    """Return the last word before `que` or a colon when an aside between commas leads there (`dijo, en rueda de prensa, que`)."""
    for index in range(comma + 1, min(stop, comma + 30)):
        word = passage.words[index]
        if word.low in {"que", ":"} and passage.words[index - 1].text == "," and index > comma + 1:
            return index - 1
        if word.text == ":" and not any(is_finite(passage, k) for k in range(comma + 1, index)):
            return index - 1
        name = passage.inside[index] >= 0 and passage.quotes[passage.inside[index]][1] - passage.quotes[passage.inside[index]][0] <= 6
        if word.low in {"que", "quien", "y"} or (passage.is_mark(index) and not name) or word.text in ".;":
            return None
        if is_finite(passage, index):
            return None
    return None


def _kind_at(passage: Passage, cue: Cue, ahead: int, stop: int) -> str:
    """Name the complement that starts at or before `ahead`."""
    classes = cue.classes
    low = passage.low(ahead) if ahead < stop else ""
    if ahead < stop and low == ":":
        return "colon" if ahead + 1 < len(passage.words) and _may_quote(cue) else ""
    if low == "que" and ahead < stop:
        if ahead == cue.stop or _clause_may_follow(passage, cue, ahead):
            return "que" if classes & _THAT else ""
    elif (
        ahead < stop
        and passage.is_mark(ahead)
        and passage.inside[ahead] >= 0
        and passage.inside[ahead] != passage.inside[cue.verb]
    ):
        if _may_quote(cue) or ahead == cue.stop:
            return "quote"
    elif ahead < stop and low in _QUESTION_WORDS and ahead == cue.stop and classes & {"saying", "declaring"}:
        return "question"
    if (
        cue.stop < stop
        and cue.stop > cue.verb + 1
        and "prepositional" in classes
        and passage.words[cue.stop - 1].tag == "ADP"
    ):
        return "object"
    if cue.stop >= stop or passage.words[cue.stop].tag == "PUNCT" and not passage.is_mark(cue.stop):
        return ""
    return object_kind(passage, cue, stop)


def _may_quote(cue: Cue) -> bool:
    """Say whether the verb introduces quoted words."""
    return bool(
        cue.classes & {"saying", "declaring", "asking", "quoting", "addressing", "prepositional", "thinking"}
    ) and not (cue.classes <= {"showing"})


def _clause_may_follow(passage: Passage, cue: Cue, ahead: int) -> bool:
    """Say whether `que` at `ahead` opens what was said although other words stand between."""
    index = skip_adjuncts(passage, cue.stop, ahead)
    if index >= ahead or passage.words[ahead - 1].text == ",":
        return True
    if passage.low(index) in {"lo", "el", "la", "los", "las"} and index == ahead - 1:
        return False
    after = source_after(passage, cue.stop, ahead)
    if after is None or after[1] < ahead and skip_adjuncts(passage, after[1], ahead) < ahead:
        return False
    has_subject = source_before(passage, cue.first, passage.bounds(cue.verb)[0]) is not None
    return not has_subject and bool(cue.classes & {"saying", "declaring", "asking", "thinking"})


def _following(passage: Passage, cue: Cue, kind: str, ahead: int, bounds: tuple[int, int]) -> Found | None:
    """Make the attribution whose content stands behind its cue."""
    first, stop = bounds
    cue_stop = cue.stop
    source = source_before(passage, cue.first, first)
    form = "indirect"
    if kind == "colon":
        begin = ahead + 1
        if manner_end(passage, cue.stop, ahead) == ahead or ahead == cue.stop:
            cue_stop = ahead + 1
        end = quote_end(passage, begin) or clause_end(passage, begin, stop, cue)
        form = "direct" if passage.is_mark(begin) else "indirect"
    elif kind == "quote":
        begin = ahead
        end = max(
            quote_end(passage, begin) or begin,
            clause_end(passage, begin, stop, cue) if _continues(passage, begin, stop) else 0,
        )
        form = "direct"
    elif kind in {"object", "address", "question"}:
        begin = over_times(passage, cue.stop, stop)
        if kind == "address":
            begin = address_start(passage, cue, begin, stop)
        if cue.passive and (agent := _agent(passage, begin, stop)) and passage.low(begin) == "por":
            begin = agent[1]
        end = clause_end(passage, begin, stop, cue)
    elif kind == "con":
        begin = next(k for k in range(cue.stop, stop) if passage.low(k) == "con") + 1
        end = clause_end(passage, begin, stop, cue)
    elif kind == "recipient-object":
        begin = skip_adjuncts(passage, cue.stop, stop)
        end = clause_end(passage, begin, stop, cue)
    else:
        begin = ahead
        end = clause_end(passage, begin, stop, cue)
        form = "mixed" if any(passage.is_mark(k) for k in range(begin, end)) else "indirect"
    if kind in {"que", "quote", "colon"} and cue_stop == cue.stop:
        moved = manner_end(passage, cue.stop, ahead)
        cue_stop = moved if moved > cue.stop else cue_stop
    if (
        source is None
        and kind in {"que", "quote", "colon"}
        and not cue.passive
        and not (cue.reflexive and kind == "que" and cue.lemma not in {"quejar"})
    ):
        source = source_after(passage, max(cue_stop if kind != "colon" else cue.stop, cue.stop), ahead)
    if cue.passive and (agent := _agent(passage, cue.stop, ahead)):
        source = agent
    if end <= begin:
        return None
    return Found(content=(begin, end), cue=(cue.first, cue_stop), source=source, rule=kind, form=form, verb=cue.verb)


def _agent(passage: Passage, first: int, ahead: int) -> tuple[int, int] | None:
    """Return the agent of a passive: `fue informado por la fiscalía`."""
    for index in range(first, ahead):
        if passage.low(index) == "por":
            return source_after(passage, index + 1, ahead)
    return None


def _continues(passage: Passage, begin: int, stop: int) -> bool:
    """Say whether the sentence goes on behind a quotation as part of what was said (`dijo "no" a todo`)."""
    end = quote_end(passage, begin)
    return end is None or (
        end < stop and passage.words[end].tag != "PUNCT" and passage.low(end) not in {"y", "e", "pero"}
    )


def _clitic_content(passage: Passage, cue: Cue, first: int) -> Found | None:
    """Make the attribution of a clitic that stands for what is said: `lo negó`."""
    if cue.clitic is None or not cue.classes & {"declaring"} or passage.low(cue.clitic) != "lo":
        return None
    source = source_before(passage, min(cue.clitic, cue.first), first)
    return Found(
        content=(cue.clitic, cue.clitic + 1),
        cue=(cue.first, cue.stop),
        source=source,
        rule="clitic",
        form="indirect",
        verb=cue.verb,
    )
