"""The gate policy as a plain text file, read strictly: every bad line is named, and nothing of a bad file is used.

    secondsource gate-policy v1
    version: 2
    names: 3
    item 14: legal-reviewed and retention-set and board-told
    fact board-told (editor): The board was told. | Se informó a la junta.
    public reason: We are still checking. | Seguimos comprobando.

`and`, `or` and `waivable by` have the Spanish equals `y`, `o` and `dispensable por`; a condition may use brackets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from secondsource.core.release import lines
from secondsource.core.release.gate.catalogue import ROLES, FactEntry, Kind, facts, items, texts
from secondsource.core.release.gate.conditions import AllOf, AnyOf, Condition, Fact, Waivable, facts_in
from secondsource.core.release.gate.facts.reading import DECIDERS, NAMES, Limits
from secondsource.core.release.gate.policy import GatePolicy, house_condition, strict_enough
from secondsource.core.release.harm.reply import ATTEMPTS
from secondsource.core.release.harm.sources import FEW
from secondsource.core.vetting.grading.scales import Words
from secondsource.errors import InputError

TITLE = lines.title("gate-policy")
MOST_CHARACTERS = 32_768
MOST_FACTS = 10
"""Facts in one item; every combination of their answers is tried out."""
LEAST = {"names": NAMES, "deciders": DECIDERS, "few": FEW, "attempts": ATTEMPTS}
MOST = 100
_TOKEN = re.compile(r"\s*(?:(?P<sign>[()+])|(?P<word>[a-z][a-z0-9-]*))")
_FACT = re.compile(r"(?P<name>[a-z][a-z0-9-]{2,47})(?: \((?P<roles>[a-z+]+)\))?")
_AND, _OR = frozenset({"and", "y"}), frozenset({"or", "o"})
_WAIVABLE = {"waivable": "by", "dispensable": "por"}


class _LineError(Exception):
    """What is wrong with one line, completing the sentence `Line 3: ...`."""


@dataclass(slots=True)
class _Draft:
    """What the lines read so far say."""

    numbers: dict[str, int] = field(default_factory=dict)
    items: dict[int, tuple[int, Condition]] = field(default_factory=dict)
    """Line and condition by item."""
    facts: dict[str, tuple[int, FactEntry]] = field(default_factory=dict)
    reason: Words | None = None


def read_policy(text: str) -> GatePolicy:
    """Read a policy file.

    Args:
        text: the whole file.

    Raises:
        InputError: `gate-policy-unreadable`, with every bad line by number.
    """
    if len(text) > MOST_CHARACTERS:
        raise _refused([f"The file is longer than {MOST_CHARACTERS:,} characters."])
    rows = [(number, row.partition("#")[0].strip()) for number, row in enumerate(text.splitlines(), start=1)]
    rows = [(number, row) for number, row in rows if row]
    if not rows or rows[0][1] != TITLE:
        raise _refused([f"Its first line is not “{TITLE}”."])
    draft, bad = _Draft(), list[str]()
    # Facts are read first, because a condition may stand above the fact that it names.
    for wanted in (True, False):
        for number, row in rows[1:]:
            if row.startswith("fact ") is wanted:
                try:
                    _line(draft, number, row)
                except _LineError as error:
                    bad.append(f"Line {number}: {error}.")
    bad += _unfit(draft)
    if bad:
        raise _refused(sorted(bad, key=_number))
    return _policy(draft)


def _policy(draft: _Draft) -> GatePolicy:
    numbers = draft.numbers
    own = {name: entry for name, (_, entry) in draft.facts.items()}
    conditions = {item.number: house_condition(item.number) for item in items()}
    conditions |= {item: condition for item, (_, condition) in draft.items.items()}
    place = {name: item for item, condition in conditions.items() for name in facts_in(condition)}
    return GatePolicy(
        version=numbers["version"],
        conditions=conditions,
        limits=Limits(**{name: numbers[name] for name in LEAST if name in numbers}),
        own_facts={name: _placed(entry, place[name]) for name, entry in own.items()},
        says_why=draft.reason is not None,
        public_reason=draft.reason or texts()["held"],
    )


def _placed(entry: FactEntry, item: int) -> FactEntry:
    return FactEntry(
        name=entry.name, item=item, kind=entry.kind, says=entry.says, who=entry.who, how=entry.how, roles=entry.roles
    )


def _unfit(draft: _Draft) -> list[str]:
    """Return what is wrong with the file as a whole."""
    bad = [] if "version" in draft.numbers else ["The file has no line “version:”."]
    named = [name for _, condition in draft.items.values() for name in facts_in(condition)]
    for name, (number, _) in draft.facts.items():
        if name not in named:
            bad.append(f"Line {number}: no item asks for {name}.")
    for item, (number, condition) in draft.items.items():
        if not strict_enough(item, condition):
            bad.append(f"Line {number}: item {item} would ask for less than every desk must.")
    return bad


def _line(draft: _Draft, number: int, row: str) -> None:
    key, colon, value = (part.strip() for part in row.partition(":"))
    if not colon or not value:
        raise _LineError("it is no line of the kind “key: value”")
    if key in {"version", *LEAST}:
        _once(key in draft.numbers, key)
        draft.numbers[key] = _figure(key, value)
    elif key == "public reason":
        _once(draft.reason is not None, key)
        draft.reason = _words(value)
    elif match := re.fullmatch(r"item ([0-9]{1,2})", key):
        item = int(match[1])
        if item not in {one.number for one in items()}:
            raise _LineError(f"there is no item {item}")
        _once(item in draft.items, key)
        draft.items[item] = (number, _condition(value, item, draft.facts))
    elif match := _FACT.fullmatch(key.removeprefix("fact ")) if key.startswith("fact ") else None:
        name = match["name"]
        if name in facts():
            raise _LineError(f"{name} is a fact of the house")
        _once(name in draft.facts, key)
        draft.facts[name] = (number, _fact(name, match["roles"], value))
    else:
        raise _LineError(f"{key!r} is no key of this file")


def _fact(name: str, roles: str | None, value: str) -> FactEntry:
    return FactEntry(
        name=name,
        item=0,
        kind=Kind.HAND,
        says=_words(value),
        who=texts()["who"],
        how=texts()["how"],
        roles=_roles(roles) if roles else (),
    )


def _once(before: bool, key: str) -> None:  # noqa: FBT001 - said once, right here
    if before:
        raise _LineError(f"{key!r} stands in it twice")


def _figure(key: str, value: str) -> int:
    least = LEAST.get(key, 1)
    if not re.fullmatch(r"[0-9]{1,6}", value) or int(value) < least or (key != "version" and int(value) > MOST):
        raise _LineError(f"{key} is a whole number, {least} or more")
    return int(value)


def _words(value: str) -> Words:
    parts = [part.strip() for part in value.split("|")]
    if len(parts) != 2 or not all(parts):
        raise _LineError("it needs an English and a Spanish sentence with | between them")
    return Words(en=parts[0], es=parts[1])


def _roles(text: str) -> tuple[str, ...]:
    found = tuple(text.split("+"))
    wrong = next((role for role in found if role not in ROLES), None)
    if wrong is not None:
        raise _LineError(f"{wrong!r} is no role")
    return found


def _condition(text: str, item: int, own: Mapping[str, tuple[int, FactEntry]]) -> Condition:
    """Read a condition: facts of this item and the desk's own, joined by words and brackets."""
    tokens = _tokens(text)
    condition, rest = _any_of(tokens)
    if rest:
        raise _LineError(f"{rest[0]!r} stands where the condition is over")
    names = facts_in(condition)
    for name in sorted(names):
        if name not in own and (name not in facts() or facts()[name].item != item):
            raise _LineError(f"{name} is no fact of item {item}")
    if len(names) > MOST_FACTS:
        raise _LineError(f"it asks for more than {MOST_FACTS} facts")
    return condition


def _tokens(text: str) -> list[str]:
    found, place = list[str](), 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise _LineError(f"{text[place:].strip()[:12]!r} cannot be read")
        found.append(match["sign"] or match["word"])
        place = match.end()
    return found


def _any_of(tokens: list[str]) -> tuple[Condition, list[str]]:
    first, rest = _all_of(tokens)
    parts = [first]
    while rest and rest[0] in _OR:
        part, rest = _all_of(rest[1:])
        parts.append(part)
    return (parts[0] if len(parts) == 1 else AnyOf(parts=tuple(parts))), rest


def _all_of(tokens: list[str]) -> tuple[Condition, list[str]]:
    first, rest = _one(tokens)
    parts = [first]
    while rest and rest[0] in _AND:
        part, rest = _one(rest[1:])
        parts.append(part)
    return (parts[0] if len(parts) == 1 else AllOf(parts=tuple(parts))), rest


def _one(tokens: list[str]) -> tuple[Condition, list[str]]:
    if not tokens:
        raise _LineError("the condition stops too early")
    first, rest = tokens[0], tokens[1:]
    if first == "(":
        inner, rest = _any_of(rest)
        if not rest or rest[0] != ")":
            raise _LineError("a bracket is not closed")
        return inner, rest[1:]
    if first in _AND | _OR | {")", "+"}:
        raise _LineError(f"{first!r} stands where a fact should")
    fact = Fact(name=first)
    if len(rest) > 2 and rest[1] == _WAIVABLE.get(rest[0]):
        roles, rest = [rest[2]], rest[3:]
        while len(rest) > 1 and rest[0] == "+":
            roles, rest = [*roles, rest[1]], rest[2:]
        return Waivable(fact=fact, by=frozenset(_roles("+".join(roles)))), rest
    return fact, rest


def _number(sentence: str) -> tuple[int, str]:
    match = re.match(r"Line ([0-9]+)", sentence)
    return (int(match[1]) if match else 0, sentence)


def _refused(bad: list[str]) -> InputError:
    return InputError(
        "gate-policy-unreadable",
        f"This gate policy cannot be used. {' '.join(bad)}",
        "Correct these lines; nothing of the file was used, and the policy before it stays in force.",
    )
