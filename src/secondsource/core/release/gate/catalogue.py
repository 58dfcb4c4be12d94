"""The facts the gate asks for and the seventeen items they belong to, as data in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from secondsource.core.vetting.grading.scales import Words

ROLES = ("vetter", "second", "editor", "lawyer")
"""Roles that may answer and waive; an observer may not."""


class Kind(StrEnum):
    """Where the answer to a fact comes from."""

    RECORDS = "records"
    """Computed; nobody can simply say so."""
    HAND = "hand"
    """Answered by members who did not write the text."""
    VOTE = "vote"
    """The decision of the seats, which is asked last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEntry:
    """One fact, as people read it."""

    name: str
    item: int
    kind: Kind
    says: Words
    who: Words
    how: Words
    roles: tuple[str, ...] = ()
    """Roles that must be among those who answer by hand."""
    waivable_by: frozenset[str] = frozenset()
    """Roles that may waive it together; empty: nobody may, whatever a desk's policy says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One of the seventeen items."""

    number: int
    title: Words


@cache
def facts() -> Mapping[str, FactEntry]:
    """Return every fact of the house by name, in the order of the items."""
    return {entry["name"]: _fact(entry) for entry in _data()["facts"]}


@cache
def items() -> tuple[Item, ...]:
    """Return the items in order."""
    return tuple(
        Item(number=entry["number"], title=Words(en=entry["en"], es=entry["es"])) for entry in _data()["items"]
    )


@cache
def texts() -> Mapping[str, Words]:
    """Return the texts that belong to no single fact: `held`, and `who` and `how` of a desk's own facts."""
    return {name: Words(**words) for name, words in _data()["texts"].items()}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("facts.toml").read_text(encoding="utf-8"))


def _fact(entry: dict[str, Any]) -> FactEntry:
    return FactEntry(
        name=entry["name"],
        item=entry["item"],
        kind=Kind(entry["kind"]),
        says=Words(en=entry["en"], es=entry["es"]),
        who=Words(en=entry["who_en"], es=entry["who_es"]),
        how=Words(en=entry["how_en"], es=entry["how_es"]),
        roles=tuple(entry.get("roles", ())),
        waivable_by=frozenset(entry.get("waivable_by", ())),
    )
