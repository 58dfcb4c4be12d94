"""Dates and stretches of time in English and Spanish, in digits and in words: days, months, seasons, years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from secondsource.shielding.finders.found import Found

_SPANISH = (
    r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre|"
    r"(?:ene|feb|mar|abr|may|jun|jul|ago|sep|sept|oct|nov|dic)\b\.?)"
)
_ENGLISH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\b\.?)"
)
_MONTH = rf"(?:{_SPANISH}|{_ENGLISH})"
_LONG_SPANISH = r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)"
_YEAR = r"(?:1[89]|20)\d\d"
_NUMERAL = (
    r"(?:primero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|"
    r"dieci[a-zéó]{3,6}|veinte|veinti[a-zéóú]{2,6}|treinta(?:\s+y\s+uno)?)"
)
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
    r"fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|(?:twenty|thirty)[\s-][a-z]{3,7})"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º|°|ª)?"
_OF = r"(?:\s{1,3}(?:of|del?|de\s+del|de\s+el|del\s+año|de\s+este|in))?(?:\s{1,3}the)?\s{1,3}"
_SEASON = (
    r"(?:primavera|verano|otoño|invierno|spring|summer|autumn|winter|(?:primer|segundo|tercer|cuarto|último)\s+"
    r"(?:semestre|trimestre|bimestre)|(?:first|second|third|fourth|last)\s+(?:half|quarter))"
)
_PART = (
    r"(?:a\s+)?(?:principios|comienzos|inicios|mediados|finales|fines|noche|madrugada|mañana|tarde|"
    r"early|late|mid|the\s+(?:beginning|middle|end)\s+of)"
)
DATE: Final = re.compile(
    rf"(?<![\w])(?:(?:el\s+(?:día\s+)?|los\s+días\s+)(?=[\dpudtcsonv]))?(?:{_PART}\s+(?:del?\s+)?)?(?:"
    # 3 y 4 de mayo de 2031; 3-mayo-2031; tres de mayo; 3rd May 2031; May 3, 2031
    rf"(?:{_DAY}(?:\s?(?:,|-|–|y|e|a|al|and|to)\s?(?:el\s+)?)){{0,4}}{_DAY}(?:{_OF}|\s?[-/.]\s?){_MONTH}(?!\w)"
    rf"(?:,?{_OF}(?:{_YEAR})|\s?[-/.]\s?(?:{_YEAR}|\d\d)\b)?"
    rf"|{_NUMERAL}\s+(?:días\s+)?(?:del\s+mes\s+)?de\s+{_LONG_SPANISH}(?:\s+del?\s+(?:año\s+)?(?:{_YEAR}|dos\s+mil(?:\s+\w+)?))?"
    rf"|(?:the\s+)?{_ORDINAL}\s+(?:day\s+)?of\s+{_ENGLISH}(?:,?\s+{_YEAR})?"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?(?!\d)"
    # mayo, junio y julio de 2031; mayo; otoño de 2031; el año 2031
    rf"|(?:{_MONTH}\s?(?:,|-|–|/|y|e|a|and|to)\s?){{1,4}}{_MONTH}(?:,?{_OF}{_YEAR})?"
    rf"|{_MONTH}(?:,?{_OF}|\s?[-/]\s?){_YEAR}|{_LONG_SPANISH}"
    rf"|{_SEASON}(?:,?{_OF}{_YEAR})|(?:años?|years?|since|desde|in|en)\s+{_YEAR}"
    rf"|\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?(?:{_YEAR}|\d\d)"
    rf"|{_YEAR}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}(?:[T ]\d\d:\d\d(?::\d\d)?)?"
    rf")(?!\w)",
    re.IGNORECASE,
)
"""The article goes with a Spanish date: `el 3 de mayo` and `los días 3 y 4` would tell one day from two."""


def find_dates(text: str) -> Iterator[Found]:
    """Yield the dates in a text."""
    for match in DATE.finditer(text):
        yield Found(start=match.start(), end=match.end(), kind="date", certain=True, why="the shape of a date")
