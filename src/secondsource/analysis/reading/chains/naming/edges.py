"""Where a source phrase really begins and ends: without dateline, circumstance, enumeration or a sentence before."""

from __future__ import annotations

import re

from secondsource.analysis.reading.chains.naming import words
from secondsource.analysis.reading.chains.naming.names import Names
from secondsource.analysis.reading.chains.naming.nouns import known_noun
from secondsource.analysis.reading.chains.naming.own_names import EDGE, with_apposed_name, with_given_name
from secondsource.core.vetting.report import Span

_ADVERBIAL = re.compile(
    r"(?:(?:on|in|at|after|before|during|asked|questioned|pressed|contacted|reached|approached|en|tras|desde|durante|después|antes|preguntad[oa]s?"
    r"|interrogad[oa]s?|consultad[oa]s?|contactad[oa]s?|requerid[oa]s?)\s|el\s+\d|el\s+(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b)[^,]{2,60},\s+(?=\S)"
    r"|(?:the day before|the previous day|yesterday|today|la víspera|el día anterior|ayer|anoche|hoy),\s+(?=\S)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?:que|which|who|whose|cuy[oa]s?|quien(?:es)?)\b[^,]{2,90},\s+(?=\S)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[a-zà-ÿ]{3})[.!?]\s+(?=[A-ZÀ-Þ])")
_DATELINE = re.compile(r"(?:[A-ZÀ-Þ][^\n(—–]{1,40}\([^)\n]{2,40}\)\s*[.—–-]+|[A-ZÀ-Þ][A-ZÀ-Þ .,'-]{2,40}[—–])\s+")
_DURATION = re.compile(
    r"(?:(?:about|nearly|almost|over|some|casi|unos|unas|cerca de|más de)\s+)?(?:an?|un|una|[a-zé]+|\d+)\s+"
    r"(?:hours?|minutes?|days?|weeks?|months?|years?|horas?|minutos?|días?|semanas?|mes(?:es)?|años?)[^,]{0,25},\s+",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(
    r"(?:one|two|three|four|five|six|first(?:ly)?|second(?:ly)?|third(?:ly)?|lastly|uno|dos|tres|cuatro|cinco|primero"
    r"|segundo|tercero|por último)\s?:\s+",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"(?:the|an?|this|that|his|her|its|their|el|la|los|las|un|una|su|sus|est[ae]|es[ae])\s+", re.IGNORECASE
)


def trimmed(text: str, span: Span, names: Names) -> tuple[int, int]:
    """Return the bounds of the phrase at `span`, with a name it cuts through and without what only leads up to it."""
    start, end = _trim(text, span.start, span.end)
    start = with_given_name(start, names)
    if text[start - 2 : start] == ", " and text[end : end + 1] == "," and _DETERMINED.match(text, start, end):
        start = with_apposed_name(start, names)
    if dateline := _DATELINE.match(text, start, end):
        start = dateline.end()
    if duration := _DURATION.match(text, start, end):
        start = duration.end()
    if enumerated := _ENUMERATED.match(text, start, end):
        start = enumerated.end()
    while adverbial := _ADVERBIAL.match(text, start, end) or (start > span.start and _ASIDE.match(text, start, end)):
        start = adverbial.end()
    if broken := _SENTENCE_END.search(text, start, end):
        # A span that runs over a sentence's end is cut wrongly; the speaker stands next to the verb.
        start = broken.end()
    end = _with_name(text, start, end, names)
    return start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE + ".":
        end -= 1
    return start, end


def _with_name(text: str, start: int, end: int, names: Names) -> int:
    """Take in a name right after a lone noun, which a span may have cut off: `el diario | Name`."""
    if (
        len(text[start:end].split()) <= 3
        and text[end : end + 1] == " "
        and known_noun(names.folded[start:end].split()[-1] if start < end else "")
    ):
        following = names.inside(end + 1, end + 60)
        if (
            following
            and following[0].span.start - end <= 5
            and words.fold(text[end : following[0].span.start]).strip() in {"", "el", "la", "the"}
        ):
            return following[0].span.end
    return end
