"""What a verb group reports: finds `que`, a colon, a quotation or an object behind it, or words said before it."""

from __future__ import annotations

from secondsource.analysis.reading.spanish.conjugation import listed
from secondsource.analysis.reading.spanish.surface.borders import Found, clause_end, quote_end
from secondsource.analysis.reading.spanish.surface.cues import Cue
from secondsource.analysis.reading.spanish.surface.inversion import has_own_cue, inverted, is_fronted
from secondsource.analysis.reading.spanish.surface.objects import address_start, object_kind, over_times
from secondsource.analysis.reading.spanish.surface.phrases import is_finite, manner_end
from secondsource.analysis.reading.spanish.surface.subjects import skip_adjuncts, source_after, source_before
from secondsource.analysis.reading.spanish.words import Passage

_QUESTION_WORDS = listed("si cómo qué quién quiénes cuándo dónde cuánto cuántos cuántas por cuál cuáles")
_OF_THAT = listed("informar advertir avisar alertar prevenir notificar convencer quejar lamentar enterar")
"""Verbs that take `de que`, also behind time, place and recipient."""
_TAKE_THAT = listed("hecho riesgo peligro posibilidad probabilidad idea temor")
"""Nouns whose own `de que` is part of what was said: `advirtió del riesgo de que`."""
_TIMES_THAT = listed("después antes luego además pesar aparte")
"""Words whose `de que` opens a clause of its own: `informó el lunes, dos días después de que cerraran`."""
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
    if kind != "colon" and (that := _distant_that(passage, cue, stop)) is not None:
        return _following(passage, cue, "que", that, (first, stop))
    if kind == "quote" and object_kind(passage, cue, stop) and cue.stop < ahead:
        # `calificó la imputación de «montaje»`: the quoted word is part of what was said.
        kind = "object"
    if kind == "que" and words_before and ahead > cue.stop and passage.is_mark(_before(passage, cue)):
        # `«Cayó», relató un pastor que lo vio`: the clause says who speaks.
        kind = ""
    if kind == "que" and words_before and _tells_speaker(passage, cue, ahead, (first, stop)):
        kind = ""
    if kind == "colon" and (ends := quote_end(passage, ahead + 1)) is not None and has_own_cue(passage, ends):
        # `negó esa cifra: «…», remató`: the quotation has a verb of its own.
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


def _tells_speaker(passage: Passage, cue: Cue, ahead: int, bounds: tuple[int, int]) -> bool:
    """Say whether `que` only describes who speaks: `Ha cerrado, indicó una vecina que pidió el anonimato`."""
    first, _ = bounds
    source = source_after(passage, cue.stop, ahead)
    fronted = passage.words[cue.first - 1].text == "," and any(is_finite(passage, k) for k in range(first, cue.first))
    relative = is_finite(passage, ahead + 1 + (passage.low(ahead + 1) in {"no", "se", "lo", "le", "la"}))
    return source is not None and source[1] == ahead and fronted and relative


def _before(passage: Passage, cue: Cue) -> int:
    """Return the last word before the group that is no comma."""
    return next((k for k in range(cue.first - 1, -1, -1) if passage.words[k].text != ","), 0)


def _is_parenthesis(passage: Passage, cue: Cue, first: int, stop: int) -> bool:
    """Say whether verb and speaker stand between commas inside what was said: `Quien la filtró, admite Montes, …`."""
    source = source_after(passage, cue.stop, stop)
    if (
        source is None
        or passage.words[cue.stop].tag not in {"PROPN", "DET", "NOUN"}
        or source_before(passage, cue.first, first) is not None
    ):
        return False
    at = source[1] - (passage.words[source[1] - 1].text == ",")
    return at < stop and passage.words[at].text == ","


def _ahead(passage: Passage, cue: Cue, stop: int) -> int:
    """Return the first place after the group that is `que`, a colon, a mark, a comma, a verb or the sentence's end."""
    index = cue.stop
    behind = skip_adjuncts(passage, cue.stop, stop)
    while index < stop:
        word = passage.words[index]
        if word.text == "(":
            index = next((k for k in range(index, stop) if passage.words[k].text == ")"), index)
        elif (
            word.low in {"que", ":", ";"}
            or (passage.is_mark(index) and not is_name(passage, index, stop))
            or (
                index in {cue.stop, behind}
                and (
                    word.low in _QUESTION_WORDS - {"por"}
                    or (word.low == "por" and passage.low(index + 1) in {"qué", "quién"})
                )
            )
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
    """Return the last word before `que` or a colon when an aside between commas leads there.

    For example `dijo, en rueda de prensa, que`.
    """
    for index in range(comma + 1, min(stop, comma + 30)):
        word = passage.words[index]
        if word.low in {"que", ":"} and passage.words[index - 1].text == "," and index > comma + 1:
            return index - 1
        if word.text == ":" and not any(is_finite(passage, k) for k in range(comma + 1, index)):
            return index - 1
        name = (
            passage.inside[index] >= 0
            and passage.quotes[passage.inside[index]][1] - passage.quotes[passage.inside[index]][0] <= 6
        )
        if word.low in {"que", "quien", "y"} or (passage.is_mark(index) and not name) or word.text in ".;":
            return None
        if is_finite(passage, index):
            return None
    return None


def _kind_at(passage: Passage, cue: Cue, ahead: int, stop: int) -> str:
    """Name the complement that starts at or before `ahead`."""
    low = passage.low(ahead) if ahead < stop else ""
    if low == ":" and ahead + 1 < len(passage.words) and _may_quote(cue):
        return "colon"
    if low == "que" and cue.classes & _THAT and (ahead == cue.stop or _clause_may_follow(passage, cue, ahead)):
        return "que"
    quoted = ahead < stop and passage.is_mark(ahead) and passage.inside[ahead] not in {-1, passage.inside[cue.verb]}
    behind = skip_adjuncts(passage, cue.stop, stop)
    asked = low in _QUESTION_WORDS and ahead in {cue.stop, behind} and cue.classes & {"saying", "declaring"}
    if asked or (quoted and (_may_quote(cue) or ahead == cue.stop)):
        return "question" if asked else "quote"
    if cue.stop >= stop:
        return ""
    if "prepositional" in cue.classes and cue.stop > cue.verb + 1 and passage.words[cue.stop - 1].tag == "ADP":
        return "object"
    nothing = passage.words[cue.stop].tag == "PUNCT" and not passage.is_mark(cue.stop)
    return "" if nothing else object_kind(passage, cue, stop)


def _distant_that(passage: Passage, cue: Cue, stop: int) -> int | None:
    """Return the `que` of a verb whose `de que` stands further on: `informó anoche de que`, `avisó a X de que`."""
    if cue.lemma not in _OF_THAT:
        return None
    for index in range(cue.stop, min(stop - 1, cue.stop + 20)):
        word = passage.words[index]
        if word.low == "de" and passage.low(index + 1) == "que":
            return None if passage.low(index - 1) in _TAKE_THAT | _TIMES_THAT else index + 1
        if word.low == "que" or word.text in {":", ";"} or passage.is_mark(index) or is_finite(passage, index):
            return None
    return None


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
    if after is None or (after[1] < ahead and skip_adjuncts(passage, after[1], ahead) < ahead):
        return False
    has_subject = source_before(passage, cue.first, passage.bounds(cue.verb)[0]) is not None
    return not has_subject and bool(cue.classes & {"saying", "declaring", "asking", "thinking"})


def _following(passage: Passage, cue: Cue, kind: str, ahead: int, bounds: tuple[int, int]) -> Found | None:
    """Make the attribution whose content stands behind its cue."""
    first, stop = bounds
    begin = _begin(passage, cue, kind, ahead, stop)
    end = clause_end(passage, begin, stop, cue)
    quoted = quote_end(passage, begin)
    if kind == "quote" and quoted is not None:
        end = max(quoted, end if _continues(passage, begin, stop) else 0)
    elif kind == "colon" and quoted is not None:
        end = quoted
    if end <= begin:
        return None
    cue_stop = cue.stop
    if kind in {"que", "quote", "colon"}:
        cue_stop = manner_end(passage, cue.stop, ahead)
        if kind == "colon" and ahead in {cue_stop, cue.stop}:
            cue_stop = ahead + 1
    form = "mixed" if kind == "que" and any(passage.is_mark(k) for k in range(begin, end)) else "indirect"
    if kind == "quote" or (kind == "colon" and passage.is_mark(begin)):
        form = "direct"
    source = _speaker(passage, cue, kind, ahead, (first, cue_stop))
    return Found(content=(begin, end), cue=(cue.first, cue_stop), source=source, rule=kind, form=form, verb=cue.verb)


def _begin(passage: Passage, cue: Cue, kind: str, ahead: int, stop: int) -> int:
    """Return where the content behind a cue begins."""
    if kind in {"que", "quote", "colon"}:
        return ahead + (kind == "colon")
    if kind == "con":
        return next(k for k in range(cue.stop, stop) if passage.low(k) == "con") + 1
    if kind == "recipient-object":
        return skip_adjuncts(passage, cue.stop, stop)
    begin = ahead if kind == "question" else over_times(passage, cue.stop, stop)
    if kind == "address":
        begin = address_start(passage, cue, begin, stop)
    if cue.passive and passage.low(begin) == "por" and (agent := _agent(passage, begin, stop)):
        begin = agent[1]
    return begin


def _speaker(passage: Passage, cue: Cue, kind: str, ahead: int, places: tuple[int, int]) -> tuple[int, int] | None:
    """Return the source: the agent of a passive, the subject before the verb, else the one behind it.

    Args:
        passage: The paragraph.
        cue: The verb group.
        kind: The complement.
        ahead: Where the complement starts.
        places: The sentence's first word and the end of the cue with its manner.
    """
    first, cue_stop = places
    if cue.passive and (agent := _agent(passage, cue.stop, ahead)):
        return agent
    source = source_before(passage, cue.first, first)
    impersonal = cue.reflexive and kind == "que" and cue.lemma != "quejar"
    if source is None and kind in {"que", "quote", "colon"} and not cue.passive and not impersonal:
        return source_after(passage, cue.stop if kind == "colon" else cue_stop, ahead)
    return source


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
