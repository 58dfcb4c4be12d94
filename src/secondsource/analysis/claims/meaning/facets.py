"""What one statement asserts: acts upon a plan, predicates with sign, numbers, names and weekdays.

Facets are read from the words alone, by the lexicon, so that an editor can see why two statements were taken to
agree or to clash. They complete sentence vectors, which see neither negation nor opposites.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from secondsource.analysis.claims.meaning.affairs import AFFAIRS
from secondsource.analysis.claims.meaning.figures import MONTHS, figures_of
from secondsource.analysis.claims.meaning.lexicon import DIMENSIONS
from secondsource.analysis.claims.meaning.phrases import ACTS, DOUBTS, FORECASTS, NEGATIONS, WEEKDAYS
from secondsource.analysis.claims.meaning.plain import (
    COMING_OUT,
    NONE_OUT,
    NOT_OUT,
    OR_ELSE,
    UNWANTED,
    VOW_CUE,
    VOWING,
    plain,
)
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.statement import Position, Statement

_CLAUSE_REACH = 28
"""Characters before a predicate in which a negation still governs it: about four words."""


_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_EITHER_WAY = re.compile(r"\bwhether\b|\b(?:sea|sean|fuera|fueran)\b[^.;]{0,40}(?:\bno\b|\bo\b)")
_BACKGROUND = re.compile(
    r"\b(?:(?:if|unless|should|in case|si|en caso de|a menos que)\b[^,;.]{0,50}"
    r"|(?:had|habia|habian)(?: (?:at|first|been|already|initially|then|sido|ya|primero|antes))* )$"
)
"""What makes an act supposed (`if it goes ahead`) or past and gone (`had been called off`)."""
_WEEKDAY = re.compile(r"\b(?:" + "|".join(WEEKDAYS) + r")\b")
_OPENING = re.compile(r"[.!?…:«“\"]\s*$")
_BREAK = re.compile(r"[,;:.!?()«»\"“”]|\b(?:but|because|sino|porque|pero)\b")
_SENTENCE = re.compile(r"[.;!?]")
_NAME_REACH = 3
_NOT_TURNED = frozenset({"final"})
"""Dimensions a negation beside them does not turn: `will not publish for now`."""
_CLAUSE_END = r"(?=\s*(?:$|[,.;:!?”\"»)]|and\b|but\b|again\b|for\b|y\b))"


class Act(StrEnum):
    """What is done to an announced plan."""

    THREATEN = "threaten"
    CANCEL = "cancel"
    RESUME = "resume"
    DELAY = "delay"


_ACT_OF_POSITION = {
    Position.ANNOUNCES_THREAT: Act.THREATEN,
    Position.ANNOUNCES_CANCEL: Act.CANCEL,
    Position.ANNOUNCES_RESUME: Act.RESUME,
    Position.ANNOUNCES_DELAY: Act.DELAY,
}
_TELLING = frozenset({Position.AFFIRMS, Position.ANNOUNCES, Position.CORRECTS, Position.SPECULATES})
"""Positions under which words about going on or cancelling tell the plan's status; a warning or a doubt does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The readable skeleton of one statement."""

    act: Act | None
    """From the statement's position or, failing that, its words."""
    act_in_words: Act | None
    """What the words alone say, None when only the position says it."""
    signs: tuple[tuple[str, int], ...]
    """(dimension, +1 or -1), sorted; negation is worked in."""
    negative: bool
    """The whole is denied or called false by its own words."""
    numbers: frozenset[str]
    names: frozenset[str]
    """Folded capitalised words that do not open a sentence."""
    words: frozenset[str]
    """Folded stems of the longer words, for shared key nouns."""
    weekdays: frozenset[int]

    def sign(self, dimension: str) -> int | None:
        """Return +1, -1, or None when the statement does not speak of `dimension`."""
        return next((sign for name, sign in self.signs if name == dimension), None)


def read_facets(statement: Statement) -> Facets:
    """Read what `statement` asserts from its content, position and language, and an announcement from its cue."""
    facets = facets_of(statement.content.text, statement.language, statement.position)
    vowed = statement.cue is not None and VOW_CUE.search(fold(statement.cue.text))
    if facets.act is None and vowed and statement.position is Position.ANNOUNCES:
        return replace(facets, act=Act.THREATEN)
    return facets


@lru_cache(maxsize=1 << 15)
def facets_of(text: str, language: str, position: Position = Position.AFFIRMS) -> Facets:
    """Read the facets of `text`.

    Args:
        text: what was said.
        language: ISO 639-1; anything but `es` is read with the English lexicon.
        position: what the speaker does with it; an announcement outranks the words.
    """
    folded = plain(fold(text))
    language = language if language in DIMENSIONS else "en"
    denied = _negation_ends(folded, language)
    signs = _signs(folded, language, denied)
    in_words = _act(folded, language, denied)
    # A denial whose own words hold the no (`there is no change of date`) tells the status; `denied that ...` does not.
    tells = position in _TELLING or (position is Position.DENIES and bool(denied))
    announced = _ACT_OF_POSITION.get(position) or (in_words if tells else None)
    if announced is not None and NONE_OUT.search(folded):
        announced = Act.CANCEL
    elif position in _TELLING | {Position.DENIES} and NOT_OUT.search(folded) and announced is not Act.DELAY:
        announced = in_words = Act.CANCEL
    elif announced is Act.RESUME and OR_ELSE.search(folded):
        announced = Act.THREATEN
    if in_words is None and announced in {Act.CANCEL, Act.RESUME} and signs.get("removed") is not None:
        # Read as a plan called off because somebody is suspended.
        announced = None
    called_false = signs.get("genuine") == -1 or signs.get("happened") == -1
    stems = frozenset(w[:6] for w in _WORD.findall(folded) if len(w) > 4)
    return Facets(
        act=announced,
        act_in_words=in_words,
        signs=tuple(sorted(signs.items())),
        negative=called_false or (bool(signs) and all(s < 0 for s in signs.values())),
        numbers=figures_of(folded),
        names=_names(text),
        words=stems,
        weekdays=frozenset(WEEKDAYS[name] for name in _WEEKDAY.findall(folded)),
    )


def voices_doubt(text: str, language: str) -> bool:
    """Say whether `text` itself says that something is not established."""
    return bool(_phrases("doubt", language).search(fold(text)))


def voices_forecast(text: str, language: str) -> bool:
    """Say whether `text` gives an assessment of what will come."""
    return bool(_phrases("forecast", language).search(fold(text)))


def _signs(folded: str, language: str, denied: list[int]) -> dict[str, int]:
    """Return each dimension the text speaks of with its sign; where a text says both, no wins (`not hurt, alive`)."""
    signs: dict[str, int] = {}
    for hit in _dimension_pattern(language).finditer(folded):
        name, _, side = (hit.lastgroup or "").rpartition("_")
        sign = 1 if side == "yes" else -1
        if name in _NOT_TURNED:
            signs[name] = sign
            continue
        # `did not happen` is negative as a phrase already; only a plain yes is turned round.
        if UNWANTED.search(_SENTENCE.split(folded[: hit.start()])[-1]):
            continue
        if sign > 0 and _negated(folded, hit.start(), denied):
            sign = -1
        elif sign < 0 and _negated(folded, hit.start(), denied):
            sign = 1
        signs[name] = min(signs.get(name, sign), sign)
    if "freed" in signs:
        # Who is let go was held: the holding is background.
        signs.pop("held", None)
    if _EITHER_WAY.search(folded):
        signs.pop("genuine", None)
    return signs


def _act(folded: str, language: str, denied: list[int]) -> Act | None:
    """Return the act the words name; a delay outranks the others, because `will not happen on Monday` is one."""
    found: list[Act] = []
    for hit in _act_pattern(language).finditer(folded):
        act = Act(hit.lastgroup or "")
        if _BACKGROUND.search(folded[: hit.start()]):
            continue
        if _negated(folded, hit.start(), denied) and act is not Act.DELAY:
            act = Act.RESUME if act is Act.CANCEL else Act.CANCEL
        found.append(act)
    if not found and NONE_OUT.search(folded):
        return Act.CANCEL
    if Act.DELAY in found:
        return Act.DELAY
    if not found and (VOWING.search(folded) or COMING_OUT.search(folded)):
        return Act.THREATEN
    return found[-1] if found else None


def _negation_ends(folded: str, language: str) -> list[int]:
    """Return the offsets at which a negation word ends."""
    return [hit.end() for hit in _phrases("negation", language).finditer(folded)]


def _negated(folded: str, start: int, denied: list[int]) -> bool:
    """Say whether a negation stands shortly before `start` with no clause break between."""
    near = (end for end in denied if 0 <= start - end <= _CLAUSE_REACH)
    return sum(not _BREAK.search(folded, end, start) for end in near) % 2 == 1


def _names(text: str) -> frozenset[str]:
    """Return capitalised words that do not open a sentence, folded."""
    found: set[str] = set()
    for hit in _WORD.finditer(text):
        word = hit[0]
        if not word[0].isupper() or len(word) < 3:
            continue
        opener = not hit.start() or _OPENING.search(text[max(0, hit.start() - _NAME_REACH) : hit.start()])
        if not opener:
            folded = fold(word)
            if folded not in MONTHS and folded not in WEEKDAYS:
                found.add(folded)
    return frozenset(found)


def stems_pattern(stems: str) -> str:
    """Turn a lexicon line into a regular expression; longer entries first, so that phrases win over stems."""
    entries = sorted(stems.split(), key=len, reverse=True)
    return "|".join(
        re.escape(e.rstrip("$&").replace("_", " ")) + {"$": r"\b", "&": _CLAUSE_END}.get(e[-1], r"\w*") for e in entries
    )


@cache
def _dimension_pattern(language: str) -> re.Pattern[str]:
    """Return one expression for all dimensions; the group's name tells dimension and side."""
    entries: list[tuple[int, str]] = []
    for name, sides in (AFFAIRS[language] | DIMENSIONS[language]).items():
        for side, stems in zip(("yes", "no"), sides, strict=True):
            if stems:
                entries.append((max(map(len, stems.split())), f"(?P<{name}_{side}>{stems_pattern(stems)})"))
    # The no side first: `not real` and `unverified` must not be read as their opposites.
    ordered = sorted((pattern for _, pattern in entries), key=lambda p: "_yes>" in p.split("(", 2)[1])
    return re.compile(r"\b(?:" + "|".join(ordered) + ")")


@cache
def _act_pattern(language: str) -> re.Pattern[str]:
    """Return one expression for all acts."""
    order = ("delay", "cancel", "resume")
    return re.compile(r"\b(?:" + "|".join(f"(?P<{a}>{stems_pattern(ACTS[language][a])})" for a in order) + ")")


@cache
def _phrases(kind: str, language: str) -> re.Pattern[str]:
    """Return the expression of one list of phrases."""
    table = {"doubt": DOUBTS, "forecast": FORECASTS, "negation": NEGATIONS}[kind]
    contraction = r"|(?<=n)'t\b" if kind == "negation" else ""
    return re.compile(rf"\b(?:{stems_pattern(table.get(language, table['en']))}){contraction}")
