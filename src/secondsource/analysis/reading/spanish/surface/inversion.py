"""Words said that stand before their verb: `«…», dijo X`, `La obra seguirá, informó X`."""

from __future__ import annotations

from secondsource.analysis.reading.spanish.surface.borders import Found, quote_end
from secondsource.analysis.reading.spanish.surface.cues import Cue, cue_at
from secondsource.analysis.reading.spanish.surface.phrases import is_finite, manner_end
from secondsource.analysis.reading.spanish.surface.subjects import skip_adjuncts, source_after
from secondsource.analysis.reading.spanish.words import Passage


def is_fronted(passage: Passage, cue: Cue, first: int) -> bool:
    """Say whether the words said may stand before the verb group: a comma, mark or dash touches it."""
    before = cue.first - 1
    while before >= 0 and passage.low(before) in {"le", "les", "lo", "me", "nos"}:
        before -= 1
    if before < 0:
        return False
    if before < first and passage.inside[before] < 0:
        return False
    return passage.words[before].text in {",", "—", "–", "-"} or passage.is_mark(before)


def inverted(passage: Passage, cue: Cue, first: int, stop: int) -> Found | None:
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
    source = source_after(passage, cue_stop, source_limit, relative=quoted)
    if quoted:
        opened = passage.quotes[passage.inside[closing]][0]
        begin = _content_start(passage, opened, first)
    else:
        if source is None and cue.stop < source_limit and passage.words[cue.stop].tag not in {"PUNCT", "ADP", "ADV"}:
            return None
        begin = _clause_start(passage, first, before)
    end = closing + 1 if quoted else before
    whole = _split_end(passage, cue, source, (begin, end), quoted=quoted)
    # `El autobús, dijo el chofer, se quedó sin frenos`: what stands before is no clause unless it goes on behind.
    alone = passage.low(cue.stop) == ","  # `El autobús, recordó, se quedó sin frenos`
    goes_on = (source is not None or alone) and whole > end and _is_clause(passage, end, whole)
    if not quoted and not goes_on and not _is_clause(passage, first, before):
        return None
    end = whole
    return Found(
        content=(begin, end),
        cue=(cue.first, cue_stop),
        source=source,
        rule="inverted",
        form="direct" if quoted else "indirect",
        verb=cue.verb,
    )


def _content_start(passage: Passage, opened: int, first: int) -> int:
    """Return where the content begins.

    At the quotation, or earlier when it only ends a sentence (`El puente «está mal», dijo X`).
    """
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
            if any(is_finite(passage, k) for k in range(opener + 1, index)):
                return True  # the relative clause has its verb already: `las ovejas que pastan allí tienen`
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
    if (
        not quoted
        and start < at < passage.bounds(cue.verb)[1]
        and passage.words[start].text == ","
        and not _is_own(passage, at)
    ):
        # `La obra, dijo X, seguirá`: what was said goes on to the end of the sentence.
        return passage.body_end(at, passage.bounds(cue.verb)[1])
    if not quoted or at >= limit or at == start:
        return content[1]
    end = quote_end(passage, at)
    if end is None or has_own_cue(passage, end):
        return content[1]
    return end


def _is_own(passage: Passage, at: int) -> bool:
    """Say whether what follows a speaker's comma is an aside or a new clause and not the rest of what was said."""
    word = passage.words[at]
    return (
        word.tag in {"ADP", "ADV", "CCONJ", "SCONJ"}
        or word.low in {"que", "quien", "quienes"}
        or word.low.endswith(("ando", "iendo"))
        or (cue_at(passage, at) is not None)
    )


def has_own_cue(passage: Passage, end: int) -> bool:
    """Say whether another verb of saying stands right behind a quotation."""
    at = end
    while at < len(passage.words) and passage.words[at].text in {",", "—", "-"}:
        at += 1
    return end < at < len(passage.words) and any(
        cue_at(passage, k) is not None for k in (at, at + 1) if k < len(passage.words)
    )
