"""What a noun phrase that speaks is made of: pronoun, name, or a description with its head noun, number and complement.

The phrase is read on its own; whom a pronoun or a description takes up is decided in `voices`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from secondsource.analysis.reading.chains.naming import words
from secondsource.analysis.reading.chains.naming.bearers import Bearer
from secondsource.analysis.reading.chains.naming.edges import trimmed
from secondsource.analysis.reading.chains.naming.names import Named, Names
from secondsource.analysis.reading.chains.naming.nouns import first_noun, kind_of
from secondsource.analysis.reading.chains.naming.own_names import (
    EDGE,
    named_as,
    whole_name,
)
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import SpeakerKind


class Shape(Enum):
    """How a phrase points at somebody."""

    PRONOUN = "pronoun"
    RELATIVE = "relative"
    NAME = "name"
    DESCRIPTION = "description"
    FIRST_PERSON = "first person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A source phrase as read."""

    span: Span
    shape: Shape
    name: str
    """The name, or the description without its article and relative clause."""
    head: str = ""
    """Folded pronoun or head noun."""
    kind: SpeakerKind | None = None
    bearers: tuple[Bearer, ...] = ()
    plural: bool = False
    gender: str = ""
    determiner: str = ""
    """Folded article, demonstrative or possessive of a description."""
    definite: bool = False
    possessive: bool = False
    bare: bool = False
    """Whether the description is the noun alone (`the firm`), so that it can only take up somebody named before."""
    complement: Span | None = None
    """The phrase after `of`, `by`, `from`, `de`, `por`: a document's author, a person's body."""
    premodifier: Bearer | None = None
    """The name right before the head noun or its possessor: `a Harbour Watch report`."""


_CUT = re.compile(
    r",|;|:|\s[—–]|\(|\s(?:(?:en|a|de|con|por|sobre)\s+)?(?:el|la|los|las)\s+que\b|\b(?:who|whom|whose|which|that|que|quien(?:es)?|cuy[oa]s?)\b"
    r"|\s(?:speaking|contacted|consulted|interviewed|said to be|contactad[oa]s?|consultad[oa]s?|entrevistad[oa]s?)\b",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"(?:(?P<definite>the same|the|these|those|this|that|both|el mismo|la misma|los mismos|las mismas"
    r"|est[ae] mism[oa]|es[ea] mism[oa]|el propio|la propia|los propios"
    r"|las propias"
    r"|el|la|los|las|est[ae]s?|es[ae]s?|es[oe]s|dich[oa]s?|ambos|ambas)"
    r"|(?P<possessive>his|her|its|their|our|my|su|sus|mi|nuestr[oa]s?)"
    r"|(?P<indefinite>an?|some|several|many|most|other|others|another|various|a few|a second|no"
    r"|un|una|unos|unas|algun[oa]s?|vari[oa]s|much[oa]s|otr[oa]s?|cierto|cierta))\s+",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?P<count>two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of|a number of|a group of|one of|\d+"
    r"|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|decenas de|cientos de|uno de|una de)\s+",
    re.IGNORECASE,
)
_WHERE = frozenset(
    {"in", "on", "at", "near", "with", "inside", "outside", "en", "con", "desde", "sobre", "familiar", "close"}
)
_NAMELESS = re.compile(
    r"could not be named|not be (?:named|identified)|anonymity|anonymously|not authori[sz]ed to|did not (?:want"
    r"|wish) to be|declined to be (?:named|identified)"
    r"|requested not to|no (?:quiso|quisieron|quiere) (?:dar|ser|revelar)|anonimato|no dar su nombre|no ser (?:citad"
    r"|identificad|nombrad)"
    r"|bajo (?:reserva|condici[oó]n)|reserva de (?:su )?(?:identidad|nombre)|pidi[oó] no|pidieron no",
)
_POSSESSED = re.compile(r"['’]s$")
_COMPLEMENT = re.compile(
    r"\s(?:(?:signed|posted|published|released|issued|uploaded|recorded|written|made|sent|put\s+out"
    r"|shared)\s+(?:\w+\s+)?by|by|from|of|attributed\s+to|credited\s+to"
    r"|(?:firmad|subid|difundid|publicad|emitid|grabad|divulgad|elaborad|enviad|escrit|compartid|atribuid|realizad"
    r"|redactad)[oa]s?\s+(?:por|a)\s+(?:el\b|la\b)?|por|del?)\s+",
    re.IGNORECASE,
)


def read(text: str, span: Span, names: Names) -> Phrase:
    """Read the phrase at `span`."""
    start, end = trimmed(text, span, names)
    folded = names.folded
    head = folded[start:end]
    first = head.split()[0] if head.split() else ""
    if len(head.split()) <= 2 and (pronoun := _pronoun(text, Span(start, end), first)):
        return pronoun
    if first in words.RELATIVE and first not in {"that", "que", "which"}:
        return Phrase(span=Span(start, end), shape=Shape.RELATIVE, name=text[start:end], head=first)
    given = named_as(text, start, end, names)
    inside = names.inside(start, end)
    cut = _CUT.search(text, start + 1, end)
    core_end = cut.start() if cut else end
    determiner = _DETERMINER.match(text, start, core_end)
    body = determiner.end() if determiner else start
    counted = _COUNT.match(text, body, core_end)
    named = given or whole_name(text, body, core_end, end, inside)
    if named:
        return _name(Span(start, end), named)
    return _description(
        text, Span(start, core_end), (determiner, counted), names, nameless=bool(_NAMELESS.search(folded, start, end))
    )


def _pronoun(text: str, span: Span, first: str) -> Phrase | None:
    """Read a phrase of one or two words that is a pronoun."""
    name = span.of(text)
    plain = len(name.split()) == 1 or first in {"he", "she", "it", "they", "ellos", "ellas"}
    # An unaccented `el` is an article; only the pronoun stands alone.
    if not plain:
        return None
    if first in words.RELATIVE:
        return Phrase(span=span, shape=Shape.RELATIVE, name=name, head=first)
    if first in words.FIRST:
        return Phrase(span=span, shape=Shape.FIRST_PERSON, name=name, head=first)
    for group, gender, plural, kind in (
        (words.HE, "m", False, SpeakerKind.PERSON),
        (words.SHE, "f", False, SpeakerKind.PERSON),
        (words.ITS_OWNER, "", False, SpeakerKind.PERSON),
        (words.IT, "", False, SpeakerKind.ORGANISATION),
        (words.THEY, "", True, None),
    ):
        if first in group:
            return Phrase(
                span=span, shape=Shape.PRONOUN, name=name, head=first, gender=gender, plural=plural, kind=kind
            )
    return None


def _name(span: Span, named: list[Named]) -> Phrase:
    bearers = tuple(dict.fromkeys(map(id, (item.bearer for item in named))))
    by_id = {id(item.bearer): item.bearer for item in named}
    chosen = tuple(by_id[key] for key in bearers)
    heads = (
        chosen[0].kind
        if len(chosen) == 1
        else SpeakerKind.GROUP
        if any(b.kind is SpeakerKind.GROUP for b in chosen)
        else SpeakerKind.PERSON
    )
    if len(chosen) > 1 and chosen[0].kind is SpeakerKind.OUTLET:
        heads = SpeakerKind.OUTLET
    name = chosen[0].name if len(chosen) == 1 else " and ".join(bearer.name for bearer in chosen)
    return Phrase(
        span=Span(named[0].span.start, named[-1].span.end) if named else span,
        shape=Shape.NAME,
        name=name,
        kind=heads,
        bearers=chosen,
        plural=len(chosen) > 1 or chosen[0].plural,
        gender=chosen[0].gender,
    )


def _description(
    text: str, span: Span, openers: tuple[re.Match[str] | None, re.Match[str] | None], names: Names, *, nameless: bool
) -> Phrase:
    """Read a phrase without a name of its own."""
    determiner, counted = openers
    start = counted.end() if counted else determiner.end() if determiner else span.start
    complement = _COMPLEMENT.search(text, start, span.end)
    noun_end = complement.start() if complement else span.end
    folded = [_POSSESSED.sub("", word).strip("\"'“”«»,.") for word in names.folded[start:noun_end].split()]
    folded = _before_place(folded)
    head = _head(folded) or (folded[-1] if folded else "")
    opening = (determiner.group().strip().lower() if determiner else "") if not counted else ""
    plural = (
        words.is_plural(head)
        or bool(counted)
        or opening in {"los", "las", "some", "several", "many", "algunos", "algunas", "varios", "varias"}
    )
    if counted and counted["count"].lower() in {"one of", "uno de", "una de"}:
        plural = False
    definite = bool(determiner and (determiner["definite"] or determiner["possessive"]))
    kind = SpeakerKind.UNNAMED if nameless else _kind(head, determiner, definite=definite, plural=plural)
    before = names.inside(start, noun_end)
    return Phrase(
        span=span,
        shape=Shape.DESCRIPTION,
        name=_shown(text, determiner, span, nameless=nameless),
        head=head,
        kind=kind,
        plural=plural,
        gender=_gender(opening, head),
        determiner=" ".join(words.fold(determiner.group()).split()) if determiner and not counted else "",
        definite=definite,
        possessive=bool(determiner and determiner["possessive"]),
        bare=complement is None and len(folded) <= 1 and not before,
        complement=Span(complement.end(), span.end) if complement else None,
        premodifier=next((item.bearer for item in before if item.bearer.name.lower() not in words.PLATFORM), None),
    )


def _before_place(folded: list[str]) -> list[str]:
    """Return the words before the first that says where or with what: `a nurse in the ward`."""
    cut = next((number for number, word in enumerate(folded) if number and word in _WHERE), len(folded))
    return folded[:cut]


def _head(folded: list[str]) -> str | None:
    """Return the head among the folded words before the complement: English nouns stand last, Spanish ones first."""
    known = [word for word in folded if kind_of(word) is not None]
    if not known:
        return first_noun(folded)
    documents = [word for word in known if kind_of(word) is SpeakerKind.DOCUMENT]
    # English puts the head last, Spanish first; with one known noun, as nearly always, both agree.
    return documents[-1] if documents else known[-1] if folded[-1] == known[-1] else known[0]


def _gender(opening: str, head: str) -> str:
    """Return the gender that a Spanish article or an English noun tells, else an empty string."""
    if opening in {"la", "una", "las", "unas"} or head.endswith("woman"):
        return "f"
    return "m" if opening in {"el", "un", "los", "unos"} or head.endswith("man") else ""


def _kind(head: str, determiner: re.Match[str] | None, *, definite: bool, plural: bool) -> SpeakerKind | None:
    kind = kind_of(head)
    if kind is SpeakerKind.PERSON or (kind is None and determiner is None):
        if plural:
            return SpeakerKind.GROUP if definite else SpeakerKind.UNNAMED
        indefinite = determiner is not None and determiner["indefinite"] is not None
        return SpeakerKind.UNNAMED if indefinite else SpeakerKind.PERSON if kind else None
    return kind


def _shown(text: str, determiner: re.Match[str] | None, span: Span, *, nameless: bool) -> str:
    """Return the description as shown: no article, at most a line long."""
    keep = determiner is not None and (determiner["possessive"] or determiner["indefinite"]) and not nameless
    start = determiner.end() if determiner and not keep else span.start
    shown = _POSSESSED.sub("", " ".join(text[start : span.end].strip(EDGE).split()))
    return shown if len(shown) <= 100 else shown[:100].rsplit(" ", 1)[0]
