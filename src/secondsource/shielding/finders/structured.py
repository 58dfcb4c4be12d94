"""Identifiers with a shape: telephone numbers, addresses of mail and web, papers, plates, accounts, coordinates, dates.

Where a number carries a check digit it is computed (python-stdnum; phonenumbers for telephone plans), and a number that
fails it is pointed out as a number, not masked as what it is not. What is found here is masked without asking.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import phonenumbers
from stdnum import iban
from stdnum.es import dni, nie
from stdnum.mx import curp, rfc

from secondsource.shielding.finders.dates import find_dates
from secondsource.shielding.finders.found import Found
from secondsource.shielding.finders.places import find_places

_MAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,80}\s?(?:@|\(at\)|\[at\]|\(arroba\))\s?[\w-]{1,63}(?:\s?\.[\w-]{1,63}){1,8}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:https?|ftp|sftp|mailto|tel|geo|hxxps?)://?[^\s<>\"'»”]+|www\.[^\s<>\"'»”]+|"
    r"\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.(?:com|org|net|info|onion|gob|gov|edu|int|io|me|tv|mx|es|ar|co|cl|pe|uk|example)\b(?:/[^\s<>\"'»”]*)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.])@[\w.]{2,40}(?<!\.)")
_ANGLE = r"\d{1,3}°\s?\d{1,2}[′']\s?(?:\d{1,2}(?:\.\d{1,8})?[″\"]\s?)?[NSEWO]"
_SPOT = re.compile(
    r"[-+]?\d{1,3}\.\d{3,16}°?(?:\s?[NS])?\s?[,;/ ]\s{0,2}[-+]?\d{1,3}\.\d{3,16}°?(?:\s?[EWO]\b)?"
    rf"|{_ANGLE}(?:[\s,]{{1,4}}{_ANGLE})?"
)
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{2,4}){3,8}\b")
_PAPER = re.compile(
    r"\b(?:[XYZ][-\s.]?)?\d[\d.]{6,9}[-\s.]?[A-Z]\b|\b[A-Z]{4}\d{6}[A-Z]{6}[A-Z0-9]\d\b|\b[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}\b",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"(?:\b(?:no|nos|nº|núm|num|nr|number|número|case|file|docket|application|expediente|exp|causa|caso|folio|carpeta|"
    r"averiguación|sumario|proceso|rol)\b\.?\s{0,3}(?:of\s|de\s|no\.?\s?|nº\s?|n°\s?|núm\.?\s?){0,3}:?\s{0,3})"
    r"(?P<value>[A-Z]{0,6}[-/ ]?\d\w{0,30}(?:[/.\-]\w{1,30}){0,8})"
    r"|(?<![\w.,/])(?P<bare>\d{2,6}/\d{2,4}|[A-Z]{2,5}[-/]\d{2,}[-/]\d{2,})(?![\w/])",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"(?<![\w-])(?:\d{4}[ -]?[BCDFGHJKLMNPRSTVWXYZ]{3}|[A-Z]{3}[- ]?\d{2,4}(?:[- ]?[A-Z0-9]{1,2})?"
    r"|[A-Z]{2}[ -]?\d{2}[ -]?[A-Z]{3})(?![\w-])"
)
_PLATE_WORD = re.compile(
    r"\b(?:plate|plates|registration|licence|license|placas?|matrículas?|patente|chapa)\b", re.IGNORECASE
)
_PHONE = re.compile(r"(?<![\w./-])\+?\(?\d[\d\s().\-–/]{5,20}\d(?!\w)")
_PHONE_WORD = re.compile(
    r"\b(?:tel|phone|call|mobile|cell|whatsapp|fax|teléfono|telefono|llam\w+|celular|móvil|movil)\b", re.IGNORECASE
)
_REGIONS = (
    "ES",
    "MX",
    "US",
    "GB",
    "AR",
    "CO",
    "CL",
    "PE",
    "GT",
    "HN",
    "SV",
    "EC",
    "VE",
    "BO",
    "PY",
    "UY",
    "CR",
    "NI",
    "PA",
)
_NEAR = 24


def find_structured(text: str) -> tuple[Found, ...]:
    """Return the identifiers in a text, in order; some may overlap."""
    found = [
        *_all(_MAIL, text, "email", "the shape of a mail address"),
        *_all(_ADDRESS, text, "url", "the shape of a web address"),
        *_all(_HANDLE, text, "handle", "the shape of an account name"),
        *_all(_SPOT, text, "coordinates", "the shape of coordinates"),
        *find_dates(text),
        *find_places(text),
        *_checked(_ACCOUNT, text, "iban", iban.is_valid),
        *_checked(_PAPER, text, "id", _is_paper),
        *_cases(text),
        *_plates(text),
        *_phones(text),
    ]
    return tuple(sorted(found))


def _all(pattern: re.Pattern[str], text: str, kind: str, why: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        yield Found(start=match.start(), end=match.end(), kind=kind, certain=True, why=why)


def _checked(pattern: re.Pattern[str], text: str, kind: str, is_valid: Callable[[str], bool]) -> Iterator[Found]:
    """Yield what has the shape: masked where the check digit fits, else for a person to decide."""
    for match in pattern.finditer(text):
        fits = is_valid(match[0])
        why = "its check digit fits" if fits else "the shape, but the check digit does not fit"
        yield Found(start=match.start(), end=match.end(), kind=kind, certain=fits, why=why)


def _is_paper(value: str) -> bool:
    """Say whether a value is a Spanish DNI or NIE or a Mexican CURP or RFC by its check digit."""
    plain = re.sub(r"[\s.\-]", "", value).upper()
    return dni.is_valid(plain) or nie.is_valid(plain) or curp.is_valid(plain) or rfc.is_valid(plain)


def _cases(text: str) -> Iterator[Found]:
    for match in _CASE.finditer(text):
        name = "value" if match["value"] else "bare"
        certain = name == "bare" or any(letter in match[name] for letter in "/-") or len(match[name]) > 3
        yield Found(
            start=match.start(name), end=match.end(name), kind="case", certain=certain, why="the shape of a file number"
        )


def _plates(text: str) -> Iterator[Found]:
    for match in _PLATE.finditer(text):
        told = bool(_PLATE_WORD.search(text, max(0, match.start() - _NEAR), match.start()))
        why = "the shape of a number plate" + (" after a word for one" if told else "")
        yield Found(start=match.start(), end=match.end(), kind="plate", certain=told, why=why)


def _phones(text: str) -> Iterator[Found]:
    for match in _PHONE.finditer(text):
        digits = sum(letter.isdigit() for letter in match[0])
        if not 7 <= digits <= 15:
            continue
        told = bool(_PHONE_WORD.search(text, max(0, match.start() - _NEAR), match.start()))
        certain = told or _is_phone(match[0])
        why = "the shape of a telephone number" + (" that some country uses" if certain and not told else "")
        yield Found(start=match.start(), end=match.end(), kind="phone", certain=certain, why=why)


@lru_cache(maxsize=4096)
def _is_phone(value: str) -> bool:
    """Say whether some telephone plan of the regions we know has this number."""
    for region in (None,) if value.lstrip("(").startswith("+") else _REGIONS:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(value, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False
