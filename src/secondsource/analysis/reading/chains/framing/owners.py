"""Whose a document is and where it appeared, from the words right round its mention."""

from __future__ import annotations

import re

from secondsource.analysis.reading.chains.naming import words
from secondsource.analysis.reading.chains.naming.bearers import Bearer
from secondsource.analysis.reading.chains.naming.names import Names
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import SpeakerKind

_AUTHOR = re.compile(
    r"(?:\s+(?:online|recently|interno|interna|oficial|conjunto|conjunta))?\s+(?P<by>(?:[a-zé]+(?:ed|en|ten|t)\s+)?by"
    r"|from|of|attributed\s+to|credited\s+to|signed\s+by"
    r"|(?:firmad|subid|difundid|publicad|emitid|grabad|divulgad|elaborad|enviad|escrit|compartid|realizad"
    r"|redactad)[oa]s?\s+por|atribuid[oa]s?\s+a(?:l(?=\s))?"
    r"|por|del?)\s+"
)
_WHERE = re.compile(
    r"(?:\s+(?:published|posted|printed|aired|broadcast|publicad[oa]|difundid[oa]|emitid[oa]|concedid[oa]))?\s+(?:in"
    r"|with|to|by|on|en|con|para|a|de)\s+"
    r"(?:(?:the|el|la|al)\s+)?(?:[\w-]+\s+){0,3}?$"
)
PUT_OUT = (
    r"(?:put\s+out|published|released|issued|posted|sent|wrote|circulated|presented|made\s+public|public(?:[oó]|aron)"
    r"|difundi(?:[oó]|eron)|emiti(?:[oó]|eron)|envi(?:[oó]|aron)|divulg(?:[oó]|aron)|present(?:[oó]|aron)|hizo\s+p[uú]blic[oa]"
    r"|escribi(?:[oó]|eron)|colg(?:[oó]|aron)|subi(?:[oó]|eron))"
)
_RELATIVE_AUTHOR = re.compile(rf"\s+(?:that|which|que)\s+(?P<who>[^,.;:“”«»]{{3,70}}?)\s+{PUT_OUT}\b")
CARRIED = re.compile(
    r"\b(?:carried|published|ran|aired|broadcast|printed|publico|difundio|emitio|recogio|publicaba|publica|carries"
    r"|publishes|reprodujo)\s+$"
)
_APART = 4
"""Most code points between an outlet and the verb that says it carries something."""


def author(match: re.Match[str], names: Names, sentence: Span) -> tuple[Span | None, bool]:
    """Return the phrase after `by`, `from`, `of`, and whether the document is only attributed to it."""
    text = match.string
    relative = _RELATIVE_AUTHOR.match(text, match.end(), sentence.end)
    if relative is not None and names.inside(*relative.span("who")):
        return Span(*relative.span("who")), False
    link = _AUTHOR.match(text, match.end(), sentence.end)
    if link is None:
        return None, False
    stop = re.compile(
        r"[,.;:“”\"«»(]|\s(?:says?|said|states?|stated|claims?|warns?|adds?|dice|dijo|afirma|asegura|sostiene"
        r"|in which|that|which|who|on|posted|dated|published|que|en el|en la|fechad|publicad|filtrad|obtenid|conocid"
        r"|a la que|al que)"
    ).search(text, link.end(), sentence.end)
    end = stop.start() if stop else sentence.end
    named = names.inside(link.end(), end)
    first = next(iter(text[link.end() : end].split()), "")
    strong = link["by"] not in {"of", "de", "del", "por"}
    weak_by = link["by"] in {"of", "de", "del"}
    plain = any(
        words.singular(word) in words.PERSON | words.ORGANISATION | words.GROUP
        for word in text[link.end() : end].split()[:4]
    )
    named = [item for item in named if words.PLATFORM.isdisjoint(words.fold(item.bearer.name).split())]
    starts_with_name = bool(named) and named[0].span.start - link.end() <= 30
    if weak_by and first.isdecimal():
        return None, False
    if strong or starts_with_name or plain:
        # `video of the attack`, `acta de inspección`: what it is about, not whose it is.
        return (
            (Span(link.end(), end), "attribu" in link["by"] or "atribu" in link["by"])
            if starts_with_name or plain
            else (None, False)
        )
    return None, False


def carrier(match: re.Match[str], names: Names, sentence: Span) -> Bearer | None:
    """Return the outlet that is said to carry a talk or report: `X published an interview`."""
    carried = CARRIED.search(match.string, sentence.start, match.start())
    if carried is None or carried.end() < match.start() - 1:
        return None
    before = [item for item in names.inside(sentence.start, carried.start()) if not item.bearer.place]
    if not before or before[-1].bearer.kind is SpeakerKind.PERSON or carried.start() - before[-1].span.end > _APART:
        return None
    if words.singular(match["noun"]) in words.TALK:
        # Whoever carries an interview is an outlet.
        before[-1].bearer.kind = SpeakerKind.OUTLET
    return before[-1].bearer if before[-1].bearer.kind is SpeakerKind.OUTLET else None


def outlet(match: re.Match[str], names: Names, sentence: Span) -> Bearer | None:
    """Return the outlet the document appeared in: `a report in the newspaper X`, `an interview with X`."""
    for named in names.inside(match.end(), min(sentence.end, match.end() + 70))[:1]:
        gap = match.string[match.end() : named.span.start]
        interview = words.singular(match["noun"]) in words.TALK
        fits = _WHERE.fullmatch(gap)
        if fits is None or words.fold(named.bearer.name) in words.PLATFORM or named.bearer.kind is SpeakerKind.PERSON:
            return None
        outlet_said = any(words.singular(word) in words.OUTLET for word in gap.split())
        if (
            outlet_said
            or named.bearer.kind is SpeakerKind.OUTLET
            or (interview and not named.bearer.place)
            or (
                " in " in f"{gap} "
                and match["noun"] in {"report", "reporte", "article", "column"}
                and not named.bearer.place
            )
        ):
            return named.bearer
    return None
