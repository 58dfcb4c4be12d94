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
    "eleven once",
    "twelve doce",
    start=1,
)


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_MONTH, _WEEKDAY, _NUMBER = _any(_MONTHS), _any(_WEEKDAYS), _any(_NUMBERS)
# `the day before the vote`, `dos días antes de la cita` count from the vote and not from a day told.
_BEFORE_WHAT = (
    r"(?!\s+(?:the|an?|his|her|its|their|this|these|those|when|(?-i:[A-Z\d]\w*)"
    r"|(?:s?he|they|it|we|I)\s+(?!had\b))\b)"
)
_OF_WHAT = r"(?!\s+(?:del?|al?|que|than)\b)"
_EXPRESSION = re.compile(
    rf"""(?<![\w-])(?:
      (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
    | (?P<month_en>{_MONTH})\.?\s+(?P<day_en>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year_en>(?:19|20)\d\d))?
    | (?P<day_es>\d{{1,2}})(?:st|nd|rd|th|º|\.º)?\s+(?:of\s+|de\s+)?(?P<month_es>{_MONTH})(?:\.(?=\s))?
        (?:,?\s+(?:del?\s+)?(?P<year_es>(?:19|20)\d\d))?
    | (?P<past_day>yesterday|ayer|anoche|last\s+night)
    | (?P<day_before>anteayer|antier|antes\s+de\s+ayer|the\s+day\s+before\s+yesterday)
    | (?P<same_day>(?:earlier\s+)?today|this\s+(?:morning|afternoon|evening)|tonight|hoy
        |est[ae]\s+(?:mañana|tarde|noche|madrugada|mediodía)
        |(?:\w+\s+)?hours?\s+ago|hace\s+(?:un[ao]s?\s+|\w+\s+)?horas?|minutes\s+ago
        |(?:horas|minutos)\s+antes(?=\s+del?\b)|(?:hours|minutes)\s+before(?=\s+(?:the|an?)\b))
    | (?P<ago_en>\d+|{_NUMBER})\s+(?P<ago_unit_en>days?|weeks?)\s+ago
    | hace\s+(?P<ago_es>\d+|{_NUMBER})\s+(?P<ago_unit_es>días?|semanas?)(?:\s+atrás)?
    | (?P<ago_es_after>\d+|{_NUMBER})\s+(?P<ago_unit_es_after>días?|semanas?)\s+atrás
    | (?P<told_before>(?:
        (?P<back_en>\d+|{_NUMBER})\s+(?P<back_unit_en>days?|weeks?)\s+(?:earlier|previously|before{_BEFORE_WHAT})
        |(?P<back_es>\d+|{_NUMBER})\s+(?P<back_unit_es>días?|semanas?)\s+antes
        |(?:the|on\s+the|a)\s+(?:day|night|evening|afternoon)\s+(?:earlier|before{_BEFORE_WHAT})
        |the\s+previous\s+(?:day|evening|night|afternoon)
        |(?:en\s+)?la\s+víspera|(?:el|la)\s+(?:día|noche|tarde|mañana|jornada)\s+(?:anterior|previ[ao]))
        {_OF_WHAT})
    | (?P<told_after>(?:(?P<on_en>\d+|{_NUMBER})\s+(?P<on_unit_en>days?|weeks?)\s+(?:later|afterwards)
        |(?P<on_es>\d+|{_NUMBER})\s+(?P<on_unit_es>días?|semanas?)\s+(?:después|más\s+tarde)
        |the\s+(?:next|following)\s+(?:day|morning|afternoon|evening|night)|the\s+day\s+after{_BEFORE_WHAT}
        |al\s+(?:otro\s+)?día(?:\s+siguiente)?(?<!al\sdía)|(?:el|a\s+la|la)\s+(?:día|mañana|tarde|noche)\s+siguiente)
        {_OF_WHAT})
    | (?P<told_day>(?:that|the)\s+(?:very\s+)?same\s+(?:day|morning|afternoon|evening|night)
        |that\s+(?:very\s+)?(?:day|morning|afternoon|evening|night)|later\s+(?:that|the\s+same)\s+(?:day|evening|night)
        |(?:ese|aquel|el)\s+mismo\s+día|(?:esa|aquella|la)\s+misma\s+(?:mañana|tarde|noche|madrugada|jornada)
        |es[ae]\s+(?:mañana|tarde|noche|madrugada|día)
        |(?:\w+\s+)?(?:hours?|minutes?)\s+later|(?:\w+\s+)?(?:horas?|minutos?)\s+(?:después|más\s+tarde)
        |(?P<hours_before>(?:\w+\s+)?(?:hours?|minutes?)\s+(?:earlier|before{_BEFORE_WHAT})|(?:\w+\s+)?(?:horas?|minutos?)\s+antes))
        {_OF_WHAT}
    | (?P<clock>at\s+(?:noon|midnight|\d{{1,2}}(?:[.:]\d\d)?\s*[ap]\.?m\b\.?|\d{{1,2}}[.:]\d\d)
        |a\s+las?\s+\d{{1,2}}[.:]\d\d)
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
            "later earlier after afterwards siguiente previa previo noon midnight minute minutes minuto jornada",
            "días día week weeks month months year years weekend spring summer autumn fall winter recently",
            "semana semanas mes meses año años tiempo fin recientemente finales mediados principios comienzos",
            start=0,
        )
    )
)
_SOON = timedelta(days=92)
"""How far ahead a day without a year is rather one to come than one almost a year ago."""
_WORD = re.compile(r"\w+")
# A date that follows one of these is a deadline, a starting point or a thing planned, not a day on which somebody
# spoke.
_NOT_SAYING = re.compile(
    r"(?:\b(?:for|until|till|by|before|after|since|from|para|hasta|desde|antes de|después de|tras"
    r"|partir de|before the|due)"
    r"(?:\s+(?:the|el|la|este|esta|next|last|this))?|\b(?:antes|después|partir) del)\s+$",
    re.IGNORECASE,
)


NOTHING_TOLD = "no day is told before it to count from"
"""Why words that count from a day told have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """A date expression where it stands."""

    span: Span
    day: date | None
    """None when the words or the lack of a publication date leave it open."""
    basis: str
    """How the day was worked out, in words."""
    counted: int | None = None
    """How many days the words lie after the day told last (`the day before`: -1); None when they count from elsewhere.
    `day` is then only what they mean where no day has been told."""
    clock: bool = False
    """Whether it is a bare time of day, which belongs to the day of the story."""


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
        found.append(
            DateExpression(
                span=Span(match.start(), match.end()),
                day=day,
                basis=f"“{quoted}”: {how}",
                counted=_counted(match),
                clock=bool(match["clock"]),
            )
        )
    return found


def resolve(match: re.Match[str], published: date | None) -> tuple[date | None, str]:
    """Return the day a matched expression means and how it was worked out."""
    if match["iso"] or match["month_en"] or match["month_es"]:
        return _iso(match["iso"]) if match["iso"] else _calendar(match, published)
    if match["vague"]:
        return None, "too vague for a day"
    if published is None:
        return None, "the report has no date to count from"
    return _relative(match, published)


def _relative(match: re.Match[str], published: date) -> tuple[date | None, str]:
    """Resolve what counts from the day of publication, or would if no day were told before it."""
    before = match["last_weekday"] or match["last_weekday_es"]
    if match["weekday"]:
        day = last_weekday(_WEEKDAYS[match["weekday"].lower()], published)
        return day, f"the last one up to {published.isoformat()}"
    if before:
        day = last_weekday(_WEEKDAYS[before.lower()], published - timedelta(days=1))
        return day, f"the last one before {published.isoformat()}"
    counted = _counted(match)
    if counted is not None and (counted > 0 or (counted == 0 and not match["hours_before"])):
        return None, NOTHING_TOLD
    days = _days_back(match) if counted is None else -counted
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
    return _count(match, "ago_en", "ago_es", "ago_es_after")


def _count(match: re.Match[str], *groups: str) -> int:
    """Return how many days the first of these groups with words tells; one day where none has any."""
    group = next((name for name in groups if match[name]), None)
    if group is None:
        return 1
    number, unit = match[group].lower(), match[group.replace("_", "_unit_", 1)].lower()
    count = min(int(number), 3650) if number.isdecimal() else _NUMBERS[number]
    return count * (7 if unit.startswith(("week", "semana")) else 1)


def _counted(match: re.Match[str]) -> int | None:
    """Return how many days after the day told last the words lie, None where they count from elsewhere."""
    if match["told_before"]:
        return -_count(match, "back_en", "back_es")
    if match["told_after"]:
        return _count(match, "on_en", "on_es")
    return 0 if match["told_day"] or match["clock"] else None


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
    if this_year is not None and this_year - published <= _SOON:
        return None, "that day lies ahead of the report"
    return _day(published.year - 1, month, day), f"the year before the report's, as {published.year} would lie ahead"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
