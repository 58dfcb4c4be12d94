"""Where what was said begins and ends around a verb group, read from punctuation, `que` and quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.analysis.reading.spanish.cues import Cue, cue_at, manner_end
from secondsource.analysis.reading.spanish.lexicon import ADVERBS, COMMUNICATION, TIME_WORDS
from secondsource.analysis.reading.spanish.phrases import is_finite, skip_adjuncts, source_after, source_before
from secondsource.analysis.reading.spanish.words import Passage

_QUESTION_WORDS = frozenset("si cómo qué quién quiénes cuándo dónde cuánto cuántos cuántas por cuál cuáles".split())
_OBJECT_CLASSES = frozenset(("declaring", "asking", "planning", "prepositional", "addressing"))
_INFINITIVE_CLASSES = frozenset(("declaring", "asking", "planning", "thinking", "prepositional"))
_INFINITIVE_SAYING = frozenset(
    "asegurar afirmar decir confesar manifestar declarar sostener recordar argumentar alegar considerar".split()
)
_THAT = frozenset(
    ("saying", "declaring", "asking", "addressing", "prepositional", "thinking", "planning", "showing", "quoting")
)
_ENDS_CLAUSE = ("en declaraciones", "en entrevista", "en una entrevista", "en rueda de", "en conferencia de", "en una rueda", "en diálogo con",
                "al tiempo que", "a la vez que", "tras lo cual", "según", "de acuerdo con", "durante una entrevista", "en un comunicado")  # fmt: skip


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


def complement(passage: Passage, cue: Cue) -> Found | None:
    """Return the attribution that a verb group makes, or None when it reports no words."""
    first, stop = passage.bounds(cue.verb)
    if stop <= cue.stop and cue.first <= first:
        return None
    fronted = _fronted(passage, cue, first)
    ahead = _ahead(passage, cue, stop)
    kind = _kind_at(passage, cue, ahead, stop)
    if kind in {"que", "colon", "quote"} and not (kind == "quote" and fronted):
        return _following(passage, cue, kind, ahead, (first, stop))
    if fronted:
        inverted = _inverted(passage, cue, first, stop)
        if inverted is not None:
            return inverted
    if kind:
        return _following(passage, cue, kind, ahead, (first, stop))
    return _clitic_content(passage, cue, first)


def _fronted(passage: Passage, cue: Cue, first: int) -> bool:
    """Say whether the words said may stand before the verb group: a comma, mark or dash touches it."""
    before = cue.first - 1
    while before >= 0 and passage.low(before) in {"le", "les", "lo", "me", "nos"}:
        before -= 1
    if before < 0:
        return False
    if before < first and passage.inside[before] < 0:
        return False
    return passage.words[before].text in {",", "—", "–", "-"} or passage.is_mark(before)


def _ahead(passage: Passage, cue: Cue, stop: int) -> int:
    """Return the first place after the group that is `que`, a colon, a mark, a comma, a verb or the sentence's end."""
    index = cue.stop
    while index < stop:
        word = passage.words[index]
        if word.text == "(":
            index = next((k for k in range(index, stop) if passage.words[k].text == ")"), index)
        elif word.low in {"que", ":", ";"} or passage.is_mark(index) and not _is_name(passage, index, stop):
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
        elif is_finite(passage, index):
            return index
        index += 1
    return stop


def _is_name(passage: Passage, index: int, stop: int) -> bool:
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
        if word.low in {"que", "quien", "y"} or passage.is_mark(index) or word.text in ".;":
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
    return _object_kind(passage, cue, stop)


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


def _object_kind(passage: Passage, cue: Cue, stop: int) -> str:
    """Say whether an infinitive or a noun phrase right behind the verb is what was said."""
    classes = cue.classes
    at = _over_times(passage, cue.stop, stop)
    if at >= stop:
        return ""
    word = passage.words[at]
    if word.low.endswith(
        ("ar", "er", "ir", "arse", "erse", "irse", "arlo", "arla", "erlo", "erla", "irlo", "irla")
    ) and word.tag in {"VERB", "NOUN", "AUX"}:
        return "object" if classes & _INFINITIVE_CLASSES or cue.lemma in _INFINITIVE_SAYING else ""
    if word.low in {"no", "haber"} and classes & _INFINITIVE_CLASSES:
        return "object"
    if classes & {"addressing"} and cue.kind != "participle":
        if any(passage.low(k) in {"a", "de", "por"} for k in range(at, min(stop, at + 14))) and word.low in {
            "a",
            "al",
            "de",
            "por",
        }:
            return "address"
    if classes & _OBJECT_CLASSES & {"declaring", "asking"} and (
        word.tag in {"DET", "NOUN", "NUM", "ADJ", "PROPN"}
        or word.low in {"lo", "cualquier", "toda"}
        or word.text in '"«“'
    ):
        return "object" if not (cue.passive) else ""
    if classes & {"declaring", "asking"} and word.low in {"a", "al"} and not cue.passive:
        beyond = skip_adjuncts(passage, at, stop)
        if beyond < stop and (
            passage.words[beyond].tag == "DET" or passage.words[beyond].low.endswith(("ar", "er", "ir"))
        ):
            return "recipient-object"
    if (
        word.low in {"a", "al"}
        and cue.lemma in {"amenazar"}
        and any(passage.low(k) == "con" for k in range(at, min(stop, at + 10)))
    ):
        return "con"
    if word.low in {"a", "al"} and cue.lemma in {"considerar", "describir", "calificar", "definir"}:
        return "object"
    if cue.lemma in {"calificar", "tachar", "tildar"} and word.low in {"de", "como"}:
        return "object"
    return ""


def _over_times(passage: Passage, first: int, stop: int) -> int:
    """Return the place behind adverbs and days that stand between a verb and its object (`anunció este miércoles el fin`)."""
    index = first
    while index < stop:
        if passage.low(index) in {"el", "este", "esta"} and passage.low(index + 1) in TIME_WORDS:
            index += 2
        elif passage.low(index) in ADVERBS | TIME_WORDS and passage.words[index].text[0].islower():
            index += 1
        else:
            break
    return index


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
        end = _quote_end(passage, begin) or clause_end(passage, begin, stop, cue)
        form = "direct" if passage.is_mark(begin) else "indirect"
    elif kind == "quote":
        begin = ahead
        end = max(
            _quote_end(passage, begin) or begin,
            clause_end(passage, begin, stop, cue) if _continues(passage, begin, stop) else 0,
        )
        form = "direct"
    elif kind in {"object", "address", "question"}:
        begin = _over_times(passage, cue.stop, stop)
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


def _quote_end(passage: Passage, begin: int) -> int | None:
    """Return the end of the quotation that opens at `begin`."""
    if begin < len(passage.words) and passage.inside[begin] >= 0 and passage.quotes[passage.inside[begin]][0] == begin:
        return passage.quotes[passage.inside[begin]][1]
    return None


def _continues(passage: Passage, begin: int, stop: int) -> bool:
    """Say whether the sentence goes on behind a quotation as part of what was said (`dijo "no" a todo`)."""
    end = _quote_end(passage, begin)
    return end is None or (
        end < stop and passage.words[end].tag != "PUNCT" and passage.low(end) not in {"y", "e", "pero"}
    )


def clause_end(passage: Passage, begin: int, stop: int, cue: Cue | None = None) -> int:
    """Return where a reported clause that starts at `begin` ends: before a new cue of the same subject, an aside on the occasion, or the stop."""
    end = passage.body_end(begin, stop)
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
        if word.text == ";":
            return index
        if word.text in {",", "y", "e", "pero"} and _new_statement(passage, index, end, cue):
            return index
        index += 1
    return end


def _new_statement(passage: Passage, index: int, end: int, cue: Cue | None) -> bool:
    """Say whether at a comma or `y` another statement of the same subject, or an aside, begins."""
    at = index
    comma = passage.words[at].text == ","
    following = " ".join(passage.low(k) for k in range(index + 1, min(index + 5, end)))
    if comma and following.startswith(_ENDS_CLAUSE):
        # `, según` inside what was said is an attribution of its own and stays in; the others tell the occasion.
        return not following.startswith(("según", "de acuerdo con"))
    if comma and passage.low(at + 1) in {"y", "e", "pero", "aunque"}:
        at += 1
    at += 1
    conjunction = passage.low(at - 1) in {"y", "e", "pero", "aunque"}
    while at < end and (passage.low(at) in ADVERBS or passage.low(at) in {"no", "se", "le", "les", "lo"}):
        at += 1
    if at >= end or cue is None:
        return False
    if comma and conjunction or passage.low(index + 1) in {"mientras", "pero"}:
        other = _other_speaker(passage, index + 1, end)
        if other:
            return True
    return (conjunction or comma) and _is_sister(passage, at, cue, conjunction=conjunction)


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


def _inverted(passage: Passage, cue: Cue, first: int, stop: int) -> Found | None:
    """Make the attribution whose content stands before its cue: `"…", dijo X`, `La obra seguirá, informó X`."""
    if not cue.classes & {"saying", "declaring", "asking", "quoting", "thinking", "prepositional"}:
        return None
    before = cue.first - 1
    while passage.low(before) in {"le", "les", "lo", "me", "nos"}:
        before -= 1
    closing = before if passage.is_mark(before) and passage.inside[before] >= 0 else before - 1
    quoted = closing >= 0 and passage.inside[closing] >= 0 and passage.inside[closing] != passage.inside[cue.verb]
    source_limit = passage.body_end(cue.stop, stop)
    cue_stop = manner_end(passage, cue.stop, source_limit)
    source = source_after(passage, cue_stop, source_limit)
    if quoted:
        opened = passage.quotes[passage.inside[closing]][0]
        begin = _content_start(passage, opened, first)
    else:
        if (
            not _is_clause(passage, first, before)
            or source is None
            and cue.stop < source_limit
            and passage.words[cue.stop].tag not in {"PUNCT", "ADP", "ADV"}
        ):
            return None
        begin = _clause_start(passage, first, before)
    end = closing + 1 if quoted else before
    if source is None and cue.kind != "gerund" and not quoted and cue.reflexive:
        pass
    end = _split_end(passage, cue, source, (begin, end), quoted=quoted)
    return Found(
        content=(begin, end),
        cue=(cue.first, cue_stop),
        source=source,
        rule="inverted",
        form="direct" if quoted else "indirect",
        verb=cue.verb,
    )


def _content_start(passage: Passage, opened: int, first: int) -> int:
    """Return where the content begins: at the quotation, or earlier when it only ends a sentence (`El puente «está mal», dijo X`)."""
    if opened <= first or passage.inside[opened - 1] >= 0:
        return opened
    begin = opened
    while begin > first and passage.words[begin - 1].text not in {":", ";", ".", "—"}:
        begin -= 1
    words = range(begin, opened)
    if passage.words[opened - 1].text in {",", ":"} or not any(
        is_finite(passage, k) or passage.words[k].tag in {"NOUN", "PROPN"} for k in words
    ):
        return opened
    return begin


def _is_clause(passage: Passage, first: int, stop: int) -> bool:
    """Say whether a finite verb outside relative clauses stands in first..stop, so that it is no mere subject."""
    for index in range(first, stop):
        if is_finite(passage, index):
            opener = next(
                (
                    k
                    for k in range(index - 1, first - 1, -1)
                    if passage.low(k) in {"que", "quien", "donde", "cuyo", "cuya", ","}
                ),
                None,
            )
            if opener is None or passage.words[opener].text == ",":
                return True
    return False


def _clause_start(passage: Passage, first: int, before: int) -> int:
    """Return the first word of the clause that ends at `before`."""
    begin = before
    while begin > first and passage.words[begin - 1].text not in {";", ":"}:
        begin -= 1
    return begin + (passage.words[begin].text in {"-", "—", "•", "*"})


def _split_end(
    passage: Passage, cue: Cue, source: tuple[int, int] | None, content: tuple[int, int], *, quoted: bool
) -> int:
    """Return where the content ends when it goes on behind its cue (`«A», dijo X, «B»`)."""
    at = source[1] if source else cue.stop
    if source and passage.words[at - 1].text == ",":
        at -= 1
    limit = len(passage.words)
    at = skip_adjuncts(passage, at, limit) if at < limit and passage.words[at].text not in {",", ".", "—", ":"} else at
    start = at
    while at < limit and passage.words[at].text in {",", ".", "—", ":", ";"} and passage.inside[at] < 0:
        at += 1
    if not quoted or at >= limit or at == start:
        return content[1]
    end = _quote_end(passage, at)
    if end is None or _has_own_cue(passage, end):
        return content[1]
    return end


def _has_own_cue(passage: Passage, end: int) -> bool:
    """Say whether another verb of saying stands right behind a quotation."""
    at = end
    while at < len(passage.words) and passage.words[at].text in {",", "—", "-"}:
        at += 1
    return end < at < len(passage.words) and any(
        cue_at(passage, k) is not None for k in (at, at + 1) if k < len(passage.words)
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


def mentions_document(passage: Passage, first: int, stop: int) -> bool:
    """Say whether a communication (a letter, a video) is named in first..stop."""
    return any(passage.low(k) in COMMUNICATION for k in range(first, stop))
