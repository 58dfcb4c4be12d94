"""Dates of saying: English and Spanish date expressions, resolved against the day a report was published.

An expression is found by its words and resolved by a small calendar rule; how it was worked out is kept in words,
so that an editor can check it. The readings follow TimeML's for news (Pustejovsky and others, 2003): a weekday
without a marker is the last one, the day of publication included; a date without a year lies in the year that puts
it closest before publication. Vague expressions (`last month`) are found but have no day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from secondsource.core.vetting.report import Span


def _numbered(*names: str, start: int) -> dict[str, int]:
    return {name: number for number, row in enumerate(names, start=start) for name in row.split()}


_WEEKDAYS = _numbered(
    "monday mon lunes",
    "tuesday tues tue martes",
    "wednesday wed miércoles miercoles",
    "thursday thurs thu jueves",
    "friday fri viernes",
    "saturday sat sábado sabado",
    "sunday sun domingo",
    start=0,
)
_MONTHS = _numbered(
    "january jan enero ene",
    "february feb febrero",
    "march mar marzo",
    "april apr abril abr",
    "may mayo",
    "june jun junio",
    "july jul julio",
    "august aug agosto ago",
    "september sept sep septiembre setiembre",
    "october oct octubre",
    "november nov noviembre",
    "december dec diciembre dic",
    start=1,
)
_NUMBERS = _numbered(
    "a an one un uno una",
    "two dos",
    "three tres",
    "four cuatro",
    "five cinco",
    "six seis",
    "seven siete",
    "eight ocho",
    "nine nueve",
    "ten diez",
    start=1,
)


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_MONTH, _WEEKDAY, _NUMBER = _any(_MONTHS), _any(_WEEKDAYS), _any(_NUMBERS)
_EXPRESSION = re.compile(
    rf"""(?<![\w-])(?:
      (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
    | (?P<month_en>{_MONTH})\.?\s+(?P<day_en>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year_en>(?:19|20)\d\d))?
    | (?P<day_es>\d{{1,2}})(?:st|nd|rd|th|º|\.º)?\s+(?:of\s+|de\s+)?(?P<month_es>{_MONTH})(?:\.(?=\s))?
        (?:,?\s+(?:del?\s+)?(?P<year_es>(?:19|20)\d\d))?
    | (?P<past_day>yesterday|ayer|anoche|last\s+night|the\s+(?:day|night|evening)\s+before
        |the\s+previous\s+(?:day|evening|night)
        |la\s+víspera|(?:el|la)\s+(?:día|noche|tarde)\s+anterior)
    | (?P<day_before>anteayer|antier|antes\s+de\s+ayer|the\s+day\s+before\s+yesterday)
    | (?P<same_day>(?:earlier\s+)?today|this\s+(?:morning|afternoon|evening)|tonight|hoy
        |est[ae]\s+(?:mañana|tarde|noche|madrugada|mediodía)
        |(?:\w+\s+)?hours?\s+(?:ago|earlier)|hace\s+(?:un[ao]s?\s+|\w+\s+)?horas?|horas\s+antes|minutos\s+antes|minutes\s+(?:ago|earlier))
    | (?P<ago_en>\d+|{_NUMBER})\s+days?\s+(?:ago|earlier|before)
    | hace\s+(?P<ago_es>\d+|{_NUMBER})\s+días?(?:\s+atrás)?
    | (?P<ago_es_after>\d+|{_NUMBER})\s+días?\s+(?:atrás|antes)
    | (?P<next_weekday>(?:next|this\s+coming|coming|próximo)\s+(?:{_WEEKDAY})\b
        |(?:{_WEEKDAY})\s+(?:que\s+viene|próximo|next))
    | (?P<fortnight>a\s+fortnight\s+(?:ago|earlier)|hace\s+quince\s+días)
    | (?:last|(?:el\s+)?pasado)\s+(?P<last_weekday>{_WEEKDAY})
    | (?P<last_weekday_es>{_WEEKDAY})\s+pasado
    | (?P<weekday>{_WEEKDAY})
    | (?P<vague>(?:(?:early|late|earlier|later)\s+)?(?:last|this|the\s+previous)\s+
        (?:week|month|year|weekend|spring|summer|autumn|fall|winter)
        |(?:some\s+|several\s+|a\s+few\s+|(?:{_NUMBER}|\d+)\s+)?(?:weeks?|months?|years?|days)\s+(?:ago|earlier|before|later)
        |recently|over\s+the\s+weekend|(?:early|late)\s+in\s+(?:{_MONTH})|in\s+(?:{_MONTH})(?:\s+(?:19|20)\d\d)?|in\s+(?:19|20)\d\d
        |hace\s+(?:(?:un[ao]s?|poc[ao]s?|vari[ao]s|algun[ao]s|{_NUMBER}|\d+)\s+)?(?:días|semanas?|mes(?:es)?|años?|tiempo)
        |(?:la|el)\s+(?:semana|mes|año|fin\s+de\s+semana)\s+(?:pasad[ao]|anterior)|(?:el|la)\s+pasad[ao]\s+(?:semana|mes|año)
        |(?:días|semanas|meses|años)\s+(?:atrás|antes|después|más\s+tarde)|recientemente
        |(?:a\s+)?(?:finales|mediados|principios|comienzos)\s+de\s+(?:{_MONTH}|(?:19|20)\d\d)|en\s+(?:{_MONTH})(?:\s+de\s+(?:19|20)\d\d)?)
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
# One of these words, or a figure, stands in every expression: a quick look spares most sentences the long pattern.
_TRIGGER_WORDS = (
    frozenset(_WEEKDAYS)
    | frozenset(_MONTHS)
    | frozenset(
        _numbered(
            "yesterday ayer anoche night day evening víspera anterior anteayer antier today morning afternoon",
            "tonight hoy mañana tarde noche madrugada mediodía hour hours hora horas minutos minutes days fortnight",
            "días día week weeks month months year years weekend spring summer autumn fall winter recently",
            "semana semanas mes meses año años tiempo fin recientemente finales mediados principios comienzos",
            start=0,
        )
    )
)
_WORD = re.compile(r"\w+")
# A date that follows one of these is a deadline, a starting point or a thing planned, not a day on which somebody
# spoke.
_NOT_SAYING = re.compile(
    r"(?:\b(?:for|until|till|by|before|after|since|from|para|hasta|desde|antes de|después de|tras"
    r"|partir de|before the|due)"
    r"(?:\s+(?:the|el|la|este|esta|next|last|this))?|\b(?:antes|después|partir) del)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """A date expression where it stands."""

    span: Span
    day: date | None
    """None when the words or the lack of a publication date leave it open."""
    basis: str
    """How the day was worked out, in words."""


def find(text: str, region: Span, published: date | None) -> list[DateExpression]:
    """Return the date expressions of `text` inside `region`, in order, that can tell when something was said.

    Args:
        text: The report's text; anything in it that is not to be read (what is said) should be blanked out.
        region: Where to look.
        published: The report's date, to resolve relative expressions; None when unknown.
    """
    found: list[DateExpression] = []
    here = text[region.start : region.end].lower()
    words = _WORD.findall(here)
    if _TRIGGER_WORDS.isdisjoint(words) and not any(word[0].isdecimal() for word in words):
        return found
    for match in _EXPRESSION.finditer(text, region.start, region.end):
        if match["next_weekday"] or _NOT_SAYING.search(text, max(0, match.start() - 24), match.start()):
            continue
        day, how = resolve(match, published)
        quoted = " ".join(match.group().split())
        found.append(DateExpression(span=Span(match.start(), match.end()), day=day, basis=f"“{quoted}”: {how}"))
    return found


def resolve(match: re.Match[str], published: date | None) -> tuple[date | None, str]:
    """Return the day a matched expression means and how it was worked out."""
    if match["iso"] or match["month_en"] or match["month_es"]:
        return _iso(match["iso"]) if match["iso"] else _calendar(match, published)
    if match["vague"]:
        return None, "too vague for a day"
    if published is None:
        return None, "the report has no date to count from"
    if match["weekday"]:
        return last_weekday(
            _WEEKDAYS[match["weekday"].lower()], published
        ), f"the last one up to {published.isoformat()}"
    before = match["last_weekday"] or match["last_weekday_es"]
    if before:
        day = last_weekday(_WEEKDAYS[before.lower()], published - timedelta(days=1))
        return day, f"the last one before {published.isoformat()}"
    days = _days_back(match)
    return published - timedelta(
        days=days
    ), f"{days} days before the report of {published.isoformat()}" if days else "the report's day"


def last_weekday(weekday: int, published: date) -> date:
    """Return the latest day up to and including `published` that falls on `weekday` (0 is Monday)."""
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def _days_back(match: re.Match[str]) -> int:
    if match["same_day"]:
        return 0
    if match["past_day"]:
        return 1
    if match["day_before"]:
        return 2
    if match["fortnight"]:
        return 14
    count = (match["ago_en"] or match["ago_es"] or match["ago_es_after"]).lower()
    return min(int(count), 3650) if count.isdecimal() else _NUMBERS[count]


def _iso(words: str) -> tuple[date | None, str]:
    try:
        return date.fromisoformat(words), "as written"
    except ValueError:
        return None, "no such day"


def _calendar(match: re.Match[str], published: date | None) -> tuple[date | None, str]:
    """Resolve a day and month; without a year, the one that puts it closest before publication."""
    month = _MONTHS[(match["month_en"] or match["month_es"]).lower()]
    day = int(match["day_en"] or match["day_es"])
    year = match["year_en"] or match["year_es"]
    if year is not None:
        return _day(int(year), month, day), "as written"
    if published is None:
        return None, "the year is unknown, the report has no date"
    this_year = _day(published.year, month, day)
    # A day of slack: a report may be dated in a time zone behind the one it tells of.
    if this_year is not None and this_year <= published + timedelta(days=1):
        return this_year, f"year of the report ({published.year})"
    return _day(published.year - 1, month, day), f"the year before the report's, as {published.year} would lie ahead"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
