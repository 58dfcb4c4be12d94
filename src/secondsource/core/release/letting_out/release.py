"""A release as one value: what the dossier, the exports and the hand-over are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from secondsource.core.codec import canonical, from_plain, to_plain
from secondsource.core.release.letting_out.parts import (
    ReleasedClaim,
    ReleasedContradiction,
    ReleasedExhibit,
    ReleasedStatement,
    Role,
    unfit,
)

SCHEMA = "secondsource/release/1"
FREE_TEXTS = frozenset(
    {
        *("title", "summary", "text", "sentence", "would_change", "speaker", "author", "description"),
        *("resolution", "checked", "unchecked", "corrections", "desk"),
    }
)
"""The fields that hold words somebody wrote; all others hold ids, days, hashes, terms and public web addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What the desk lets out, after redaction."""

    subject: str
    """The subject of the desk's statements, as in its log."""
    title: str
    summary: str
    language: str
    """ISO 639-1 of title, summary and findings."""
    desk: str
    """The desk's public name."""
    day: date
    """The day it goes out."""
    claims: tuple[ReleasedClaim, ...]
    statements: tuple[ReleasedStatement, ...]
    exhibits: tuple[ReleasedExhibit, ...] = ()
    contradictions: tuple[ReleasedContradiction, ...] = ()
    roles: tuple[Role, ...] = ()
    checked: tuple[str, ...] = ()
    """What was checked, one sentence each."""
    unchecked: tuple[str, ...] = ()
    """What was not, one sentence each."""
    corrections: str = ""
    """How to ask for a correction."""

    def __post_init__(self) -> None:
        """Refuse ids that stand twice or lead nowhere."""
        ids = [one.id for one in self.claims] + [one.id for one in self.statements]
        ids += [one.id for one in self.exhibits] + [one.id for one in self.roles]
        twice = [text for text, count in Counter(ids).items() if count > 1]
        twice += [name for name, count in Counter(one.name for one in self.exhibits).items() if count > 1]
        if twice:
            raise unfit(f"{twice[0]} stands twice")
        named = [claim for one in self.statements for claim, _ in one.on]
        named += [one.exhibit for one in self.statements if one.exhibit is not None]
        named += [side for one in self.contradictions for side in (one.a, one.b)]
        lost = [text for text in named if text not in ids]
        if lost:
            raise unfit(f"{lost[0]} is named and not there")

    def on(self, claim: str) -> Iterator[tuple[ReleasedStatement, str]]:
        """Yield the statements on a claim, each with its stance."""
        for statement in self.statements:
            for about, stance in statement.on:
                if about == claim:
                    yield statement, stance.value


def release_bytes(release: Release) -> bytes:
    """Return the canonical JSON (RFC 8785) of a release: the bytes that are hashed, signed and reviewed."""
    return canonical({"schema": SCHEMA, **to_plain(release)})


def release_of(plain: Any) -> Release:
    """Read a release back from plain data; `release_of(json.loads(release_bytes(r))) == r`.

    Raises:
        InputError: `release-unfit`.
    """
    if not isinstance(plain, dict) or plain.get("schema") != SCHEMA:
        raise unfit(f"it does not bear the schema {SCHEMA}")
    try:
        return from_plain(Release, {key: value for key, value in plain.items() if key != "schema"})
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise unfit(f"a field is missing or wrong ({error})") from error


def texts_of(value: Any) -> Iterator[str]:
    """Yield every free text of a release or of one of its parts, in order."""
    if isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    elif is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.name in FREE_TEXTS:
                yield from (inner,) if isinstance(inner, str) else inner
            else:
                yield from texts_of(inner)


def with_texts(value: Any, change: Callable[[str], str]) -> Any:
    """Return a release, or a part of one, with every free text put through `change`: how a release is redacted."""
    if isinstance(value, tuple):
        return tuple(with_texts(item, change) for item in value)
    if not is_dataclass(value) or isinstance(value, (type, StrEnum)):
        return value
    changed = {}
    for field in fields(value):
        inner = getattr(value, field.name)
        if field.name in FREE_TEXTS:
            changed[field.name] = change(inner) if isinstance(inner, str) else tuple(map(change, inner))
        else:
            changed[field.name] = with_texts(inner, change)
    return replace(value, **changed)
