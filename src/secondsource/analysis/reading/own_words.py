"""Sentences that nobody is quoted on and that are somebody's own words all the same.

Three kinds: a report that is a press release, a correction or a letter speaks in every sentence that is not somebody
else's; an outlet tells what it checked, got wrong, expects or could not find (`this newspaper could not establish
whether`, `No debimos hacerlo`); and it says that nobody has shown any proof. All other narration stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto

from secondsource.analysis.reading.quotation import quotations
from secondsource.core.vetting.report import Report, Span
from secondsource.core.vetting.statement import Attribution, Form, Sentence, Strength

FIRED = "own-words"
"""The name of this method in `Attribution.fired`."""


class Genre(Enum):
    """What kind of text a report is."""

    NEWS = auto()
    RELEASE = auto()
    """A press release, public statement or correction: its sentences are its publisher's."""
    LETTER = auto()
    """A letter to an editor: its sentences are its signatory's."""


_HEAD = 4
"""Paragraphs at the top in which a text says what it is."""
_SHORT = 14
_FEWEST = 4
"""Words of a sentence that can be a statement."""
_COVERED = 0.4
"""Share of a sentence from which it counts as told by what was found in it."""
_RELEASE = re.compile(
    r"\W*(?:(?:press|news|media)\s+(?:release|statement)|for\s+immediate\s+release|(?:public|joint|open)\s+statement"
    r"|corrections?(?:\s+(?:and|&)\s+clarifications?)?\W*$|clarifications?\W*$|(?:an?\s+)?(?:correction|apology)\b"
    r"|comunicado(?:\s+(?:de\s+prensa|público|conjunto|oficial))?\W*(?:$|\d)|nota\s+de\s+prensa|bolet[ií]n\s+de\s+prensa"
    r"|a\s+la\s+opini[oó]n\s+p[uú]blica|pronunciamiento|para\s+(?:su\s+)?(?:difusi[oó]n|publicaci[oó]n)\s+inmediata"
    r"|fe\s+de\s+(?:erratas|errores)|rectificaci[oó]n(?:es)?\W*$|aclaraci[oó]n(?:es)?\W*$)",
    re.IGNORECASE,
)
_APOLOGY = re.compile(
    r".*[:–—-]\s*(?:an\s+apology|a\s+correction|una\s+disculpa|una\s+rectificaci[oó]n)\W*$", re.IGNORECASE
)
_LABEL = re.compile(
    r".*\((?:press\s+release|statement|open\s+letter|comunicado|nota\s+de\s+prensa|carta\s+abierta|pronunciamiento)\)$",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:Sir|Madam|Sirs|Dear\s+(?:Sir|Madam|Editor|Editors)|To\s+the\s+Editor|Se[ñn]or(?:a)?\s+director(?:a)?"
    r"|Sr(?:a)?\.\s+[Dd]irector(?:a)?|Estimad[oa]\s+director(?:a)?)\s*[,:.–—]"
)
_SIGNATURE = re.compile(
    r"(?:(?:Dra?|Prof|Sra?|Mr|Mrs|Ms)\.?\s+)?[A-ZÀ-Þ][\w'’.-]+(?:\s+(?:(?:de|del|la|van|von)\s+)*[A-ZÀ-Þ][\w'’.-]*){1,4}"
)
_SELF_EN = (
    r"(?:we|I|this\s+(?:newspaper|paper|magazine|site|outlet|station|programme|program|blog|newsroom|network)"
    r"|our\s+(?:own\s+)?(?:\w+\s+){1,2}?)"
)
_SELF_ES = (
    r"(?:est[ae]\s+(?:redacción|revista|emisora|cadena|casa|publicación|diario|periódico|medio|portal|semanario|boletín"
    r"|blog|canal)|nosotros|nuestr[oa]\s+\w+)"
)
_CHECKED_EN = (
    r"(?:(?:have|has|had|did|do|does|could|can)?(?:\s*n[’']t|\s*not|\s+never|\s+also|\s+now|\s+all)?\s*(?:been\s+)?"
    r"(?:seen|shown|checked|verif\w+|confirm\w*|establish\w*|reviewed|obtained|examined|compared|downloaded|opened|able\s+to)"
    r"|cannot|were\s+(?:wrong|unable)|was\s+(?:wrong|unable)|regrets?|apologi[sz]es?|withdraws?|retracts?|stands?\s+by"
    r"|should\s+(?:not\s+)?have|put\b|assess\w*|estimates?|expects?|regards?|doubts?|suspects?|reckons?|bets?|sees?\s+no"
    r"|takes?\s+no|suggests?|knows?\b|do(?:es)?\s*(?:n[’']t|\s+not)\s+(?:know|think|believe)|think\b|believe\b)"
)
_CHECKED_ES = (
    r"(?:(?:no|nunca|tampoco|ya|también)\s+)?(?:(?:ha|han)\s+(?:podido|visto|comprobado|verificado|consultado|revisado"
    r"|tenido|logrado)|pudo|puede|vio|tuvo|comprobó|verificó|constató|consultó|carece|lamenta|retira|rectifica|mantiene"
    r"|sostiene|calcula|estima|sabe)\b"
)
_WE_ES = (
    r"(?:hemos\s+(?:podido|visto|comprobado|verificado|consultado|revisado)|pudimos|podemos|debimos|lamentamos|pedimos"
    r"|retiramos|rectificamos|desmentimos|sabemos|creemos|consideramos|estimamos|calculamos|constatamos|comprobamos"
    r"|verificamos|nos\s+equivocamos|(?:me\s+temo|apuesto\s+a|creo|dudo|sospecho|calculo)\s+que)"
)
_OWN = re.compile(
    rf"\W*(?:(?:but|and|so|still|yet|here|now)\W+)?{_SELF_EN}\s+{_CHECKED_EN}"
    rf"|\W*(?:(?:pero|y|tampoco|sin\s+embargo|así\s+que)\W+)?{_SELF_ES}\s+{_CHECKED_ES}"
    rf"|\W*(?:(?:pero|y|yo|tampoco|no|ni)\s+){{0,2}}{_WE_ES}\b"
    r"|\W*(?:para\s+mí\s+que|a\s+mi\s+juicio|en\s+mi\s+opinión|a\s+nuestro\s+juicio|in\s+(?:my|our)\s+(?:view|opinion))\b"
    r"|.*,\s+(?:in\s+(?:my|our)\s+(?:view|opinion|assessment)|as\s+this\s+(?:newspaper|paper)\b|como\s+pudo\s+comprobar\s+est[ae]\b)"
    r"|.*\b(?:this\s+newspaper|this\s+paper|est[ae]\s+(?:diario|periódico|redacción|revista))\s+(?:could|can|has|ha|no|pudo)\b",
    re.IGNORECASE,
)
_PUT_RIGHT = re.compile(
    r"(?:that|this)\s+(?:was|is|were)\s+(?:wrong|incorrect|untrue|false|a\s+mistake|an\s+error)\b"
    r"|the\s+correct\s+(?:figure|name|date|number|spelling|amount)\b"
    r"|(?:es[ao]|est[ae]|la|el)\s+(?:información|dato|cifra|afirmación|noticia|imagen)\s+(?:era|es|fue)\s+(?:fals[ao]"
    r"|erróne[ao]|incorrect[ao]|inexact[ao])|(?:la|el)\s+(?:cifra|dato|nombre|fecha)\s+correct[ao]\b",
    re.IGNORECASE,
)
_NO_PROOF = re.compile(
    r"(?:neither|none|nobody|no\s+one|no\s+\w+)\b[^.;:]{0,60}?\b(?:has|have|was|were)\s+(?:ever\s+|so\s+far\s+|yet\s+)?"
    r"(?:shown|produced|offered|presented|provided|vouched|confirmed|verified|published|come\s+forward)\b"
    r"|(?:ningun[oa]|nadie|ni\s+un[oa]?)\b[^.;:]{0,60}?\b(?:ha|han|fue|fueron)\s+(?:mostrado|presentado|aportado|ofrecido"
    r"|exhibido|confirmado|verificado|demostrado|probado|desmentido|publicad[oa])\b",
    re.IGNORECASE,
)


def with_own_words(
    report: Report, paragraphs: Sequence[Span], sentences: Sequence[Sentence], found: Sequence[Attribution]
) -> list[Attribution]:
    """Return `found` with the sentences added that are the publisher's or a letter writer's own words.

    Args:
        report: The report.
        paragraphs: Its paragraphs, in order.
        sentences: Its sentences, in order.
        found: Attributions found by other means; sentences they tell the most of are left to them.
    """
    text = report.text
    genre = genre_of(report, paragraphs)
    signature, letter = _signed(text, paragraphs) if genre is Genre.LETTER else (None, Span(0, 0))
    told = sorted(
        [span for one in found for span in (one.content, one.cue, one.source) if span is not None]
        # A quotation nobody is found for is somebody's, only not the publisher's.
        + quotations(text, paragraphs)
    )
    added: list[Attribution] = []
    for sentence in sentences:
        words = sentence.span.of(text)
        if not _is_declared(words) or _covered(sentence.span, told) >= _COVERED:
            continue
        mine = signature is not None and letter.contains(sentence.span)
        speaks = bool(_OWN.match(words) or _PUT_RIGHT.match(words) or _NO_PROOF.match(words))
        if mine or speaks or genre is Genre.RELEASE:
            added.append(
                Attribution(
                    content=sentence.span,
                    source=signature if mine else None,
                    form=Form.BLOCK if mine else Form.OWN_VOICE,
                    fired=(FIRED,),
                    strength=Strength.CHECK,
                )
            )
    return [*found, *added]


def genre_of(report: Report, paragraphs: Sequence[Span]) -> Genre:
    """Return what kind of text a report says it is, by its outlet's label and the short lines at its head."""
    text = report.text
    head = [span.of(text) for span in paragraphs[:_HEAD]]
    if any(_SALUTATION.match(line) for line in head):
        return Genre.LETTER
    short = [line for line in [report.title or "", *head] if len(line.split()) <= _SHORT]
    labelled = bool(report.outlet and _LABEL.match(report.outlet))
    if labelled or any(_RELEASE.match(line) or _APOLOGY.match(line) for line in short):
        return Genre.RELEASE
    return Genre.NEWS


def _signed(text: str, paragraphs: Sequence[Span]) -> tuple[Span | None, Span]:
    """Return a letter's signature and the stretch from its salutation to there."""
    opening = next(number for number, span in enumerate(paragraphs) if _SALUTATION.match(span.of(text)))
    for span in paragraphs[opening + 1 :]:
        if _SIGNATURE.fullmatch(span.of(text).rstrip(",. ")):
            return span, Span(paragraphs[opening].start, span.start)
    return None, Span(0, 0)


def _is_declared(words: str) -> bool:
    """Say whether a sentence states something: neither a heading, nor a question, nor a credit."""
    ended = words.rstrip("\"'”’»)*_ ").endswith((".", "!", "…", ";"))
    return ended and len(words.split()) >= _FEWEST


def _covered(sentence: Span, told: Sequence[Span]) -> float:
    """Return the share of a sentence that attributions take up, 0-1."""
    inside = list(_overlaps(sentence, told))
    taken, reached = 0, sentence.start
    for start, end in inside:
        taken += max(0, end - max(start, reached))
        reached = max(reached, end)
    return taken / max(1, len(sentence))


def _overlaps(sentence: Span, told: Sequence[Span]) -> Iterator[tuple[int, int]]:
    for span in told:
        if span.overlaps(sentence):
            yield max(span.start, sentence.start), min(span.end, sentence.end)
