"""Whoever bears a name, and what the words beside each mention tell: kind, gender, role, or that it is a place."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from secondsource.analysis.reading.chains.naming import given_names, words
from secondsource.analysis.reading.chains.naming.nouns import (
    DETERMINERS,
    PREPOSITIONS,
    apposed_noun,
    first_noun,
    kind_of,
    known_noun,
)
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import SpeakerKind

_BEFORE = re.compile(r"((?:[\w'’-]+[ \xa0]){1,8})$")
_BEFORE_COMMA = re.compile(
    r"(?<!\w)(?:the|an?|his|her|its|their|el|la|los|las|un|una|su|sus)[ \xa0]([^,.;:\n“”\"«»]{3,90}),[ \xa0]$",
    re.IGNORECASE,
)
_AFTER = re.compile(r",[ \xa0]((?:[\w'’.-]+[ \xa0]){0,14}[\w'’-]+)([,.;)])")
# A name that closes an opening phrase (`According to X, the voice ...`) has the main clause after its comma.
_ADVERBIAL = re.compile(
    r"(?:^|[.!?\n]\s+)(?:according to|in|on|at|by|for|after|before|from"
    r"|según|de acuerdo con|en|tras|con|para|desde|por)\b[^,.!?\n]*$",
    re.IGNORECASE,
)
_WHO = re.compile(r",?[ \xa0](?:who|whose|quien|quienes)\b")
# `PORT CITY (Agency) —`, `PORT CITY, March 3 —`: what stands there is where the report was written.
_DATELINE = re.compile(r"(?:,[^\n—–(]{1,30})?[ \xa0]*(?:\([^)\n]{2,40}\)\s*[.—–-]|—|–|\.-|\s-\s)")
_ALIAS = re.compile(
    r"\b(?:se presenta como|un tal|una tal|el alias|the alias|nicknamed|apodad[oa])[ \xa0]$", re.IGNORECASE
)
_AGED = re.compile(r",[ \xa0](?:de[ \xa0])?\d{1,2}(?:,|[ \xa0]años\b)")
_LONGEST_PERSON = 4
"""Words a person's name has at most."""
_SHORTEST_GIVEN = 3
_OF_PLACES = words.word_set("san santa santo port puerto villa ciudad lake mount fort rio cerro valle isla cabo")
_FOR_WOMEN = frozenset({"mrs", "ms", "miss", "sra", "srta", "dona", "lady", "dra", "sor"})
_FOR_MEN = frozenset({"mr", "sr", "don", "sir", "lord", "fray"})
IN_PLACE = re.compile(
    r"\b(?:in|at|near|en|cerca de|(?:gobierno|estado|ciudad|provincia|puerto|municipio|frontera|alcalde|alcaldesa"
    r"|gobernadora?|vecin[oa]s|habitantes|residentes|concejala?|barrio|playa|costa|pueblo) (?:con|de)"
    r"|(?:government|city|state|town|province|port|border|mayor|governor|residents|people|village|district|coast)"
    r" (?:of|with))[ \xa0]?$",
    re.IGNORECASE,
)


@dataclass(slots=True, eq=False)
class Bearer:
    """Whoever bears a name in this report."""

    name: str
    kind: SpeakerKind | None = None
    gender: str = ""
    """`m`, `f` or empty when nothing tells."""
    plural: bool = False
    heads: set[str] = field(default_factory=set)
    """Folded nouns that stand beside the name: `fiscal`, `firm`."""
    described_as: str | None = None
    place: bool = False
    """Whether the name stands where places stand."""


def describe(text: str, folded: str, span: Span, article: str, bearer: Bearer) -> None:
    """Add what the words beside one mention say about its bearer."""
    start, end = span.start, span.end
    if _WHO.match(text, end) or _AGED.match(text, end):
        bearer.heads.add("person")
    if IN_PLACE.search(text, max(0, start - 24), start):
        bearer.place = True
    if _DATELINE.match(text, end) and text[max(0, start - 1) : start] in {"", "\n"} and text[start:end].isupper():
        bearer.place = True
    if _ALIAS.search(text, max(0, start - 24), start):
        bearer.kind = SpeakerKind.PERSON
    if article in {"Los", "Las"}:
        bearer.plural = True
    if article in {"The", "El", "La"} and len(span.of(text).split()) <= 3 and not bearer.place:
        # A capital article in mid-sentence is part of a title, as papers have it.
        bearer.heads.add("newspaper")
    before = _BEFORE.search(folded, max(0, start - 90), start)
    head, described = _head_before(before.group(1).split()) if before else (None, None)
    if head is None and (comma := _BEFORE_COMMA.search(text, max(0, start - 100), start)):
        head, described = first_noun(words.fold(comma.group(1)).split()), comma.group(1)
    after = _AFTER.match(text, end) if head is None else None
    if after and (after.group(2) == "," or not _ADVERBIAL.search(text, max(0, start - 160), start)):
        said = after.group(1)
        noun = apposed_noun(words.fold(said).split())
        noun = None if noun and words.is_plural(noun) and not bearer.plural else noun
        head, described = (noun, re.sub(r"^(?:an?|the|el|la|un|una) ", "", said).strip()) if noun else (None, None)
    if head is not None:
        bearer.heads.add(head)
        bearer.described_as = bearer.described_as or described
        _gender_of(head, before.group(1).split() if before else [], bearer)


def entitle(title: str, bearer: Bearer) -> None:
    """Take kind and gender from a title such as `mrs` or `sr`; offices (`minister`) tell neither by themselves."""
    gender = "f" if title in _FOR_WOMEN else "m" if title in _FOR_MEN else ""
    if gender or title in {"dr", "prof"}:
        bearer.heads.add("person")
        bearer.gender = bearer.gender or gender


def _gender_of(head: str, before: list[str], bearer: Bearer) -> None:
    """Read a gender off the noun or its article."""
    if head.endswith(("man",)) or head in {
        "father",
        "brother",
        "son",
        "husband",
        "padre",
        "hermano",
        "hijo",
        "abogado",
    }:
        bearer.gender = bearer.gender or ("f" if head.endswith("woman") else "m")
    elif (
        head in {"mother", "sister", "daughter", "wife", "widow", "viuda", "madre", "landlady", "aunt", "grandmother"}
        or (head in words.PERSON and head.endswith(("dora", "tora", "ada", "sora")))
        or (head in words.PERSON and {"la", "una"} & set(before))
    ):
        bearer.gender = bearer.gender or "f"
    elif head in words.PERSON and {"el", "un"} & set(before):
        bearer.gender = bearer.gender or "m"


def _head_before(before: list[str]) -> tuple[str | None, str | None]:
    """Return the noun that introduces a name, and the description, from the folded words before it."""
    if not before or before[-1] in PREPOSITIONS or before[-1] in DETERMINERS:
        return None, None
    start = max((number for number, word in enumerate(before) if word in DETERMINERS), default=-1)
    phrase = before[start + 1 :]
    if known_noun(phrase[-1]):
        return phrase[-1], " ".join(phrase if start >= 0 else phrase[-1:])
    plain = len(phrase) <= 5 and all(word not in words.FUNCTION or word in {"de", "en", "del"} for word in phrase)
    if (
        plain
        and start >= 0
        and known_noun(phrase[0])
        and before[start] in {"el", "la", "los", "las", "un", "una", "su", "sus", "del", "al"}
    ):
        return phrase[0], " ".join(phrase)
    return None, None


def settle(key: tuple[str, ...], bearer: Bearer) -> None:
    """Decide a bearer's kind from all that was seen; leave it open rather than guess."""
    kinds = Counter(kind for head in sorted(bearer.heads) if (kind := kind_of(head)) not in {None, SpeakerKind.UNNAMED})
    given = "m" if key[0] in given_names.MALE else "f" if key[0] in given_names.FEMALE else ""
    bearer.gender = bearer.gender or given or _gender_by_ending(key)
    if bearer.plural and kinds[SpeakerKind.PERSON]:
        # `Los ...` with people's nouns beside it is a group's name.
        bearer.kind = SpeakerKind.GROUP
    elif any(token in words.AGENCIES for token in key):
        bearer.kind = SpeakerKind.OUTLET
    elif kinds:
        bearer.kind = bearer.kind or kinds.most_common(1)[0][0]
    elif "person" in bearer.heads and not any(token in words.BODY for token in key):
        # A title, an age or `who` beside it: somebody, whatever the office.
        bearer.kind = bearer.kind or SpeakerKind.PERSON
    elif bearer.kind is None:
        bearer.place = bearer.place or (len(key) > 1 and key[0] in _OF_PLACES and not words.BODY.intersection(key))
        bearer.kind = _kind_by_name(key, bearer, given=bool(given))


def _gender_by_ending(key: tuple[str, ...]) -> str:
    """Return the gender that a given name's last letter makes likely in both languages; only agreement draws on it."""
    if not 2 <= len(key) <= _LONGEST_PERSON or any(token in words.BODY for token in key):
        return ""
    return {"a": "f", "o": "m"}.get(key[0][-1], "") if len(key[0]) >= _SHORTEST_GIVEN else ""


def inherit(bearers: dict[tuple[str, ...], Bearer]) -> None:
    """Give a branch (`Harbour Watch North`) the kind of the body whose whole name it begins with."""
    for key, bearer in bearers.items():
        if bearer.kind is None and len(key) > 1:
            mother = next((bearers[key[:cut]] for cut in range(len(key) - 1, 0, -1) if key[:cut] in bearers), None)
            if mother is not None and mother.kind in {SpeakerKind.GROUP, SpeakerKind.ORGANISATION}:
                bearer.kind = mother.kind


def _kind_by_name(key: tuple[str, ...], bearer: Bearer, *, given: bool) -> SpeakerKind | None:
    if key[0].startswith("@"):
        return SpeakerKind.PERSON
    if any(token in words.BODY for token in key):
        return SpeakerKind.ORGANISATION
    if given and len(key) <= 4:
        return SpeakerKind.PERSON
    if any(token in words.PAPER_NAME for token in key):
        return SpeakerKind.OUTLET
    if bearer.plural:
        return SpeakerKind.GROUP
    return None
