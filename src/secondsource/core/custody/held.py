"""What custody knows of an item without opening it, and what follows: who was exposed to it, when it may go.

Nothing here tells what an item is about: an id drawn by lot, a day, and the pseudonyms of seats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from secondsource.errors import InputError, RuleError

_ID = re.compile(r"[0-9a-f]{32}")


class Holding(StrEnum):
    """How many members an item takes to be opened."""

    WRAPPED = "wrapped"
    """Its key is wrapped to each member: any one opens it alone."""
    SHARED = "shared"
    """Its key is split: k members open it together, by a motion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A member who holds the key, or a share of it."""

    member: str
    share: str | None = None
    """Hash of the share; None where the whole key is wrapped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One item in custody."""

    id: str
    """32 hexadecimal digits."""
    day: date
    """On which it came in, UTC."""
    holding: Holding
    generation: int
    """Of its wraps; 1 and up, one more with every re-wrapping."""
    holders: tuple[Holder, ...]
    threshold: int | None = None
    """How many shares open it; None where it is wrapped."""
    recipient: str | None = None
    """Of the item's own key, once a member has opened it or sealed it here."""
    keep_until: date | None = None
    """The day from which it may be erased; None while no policy has been set."""
    locked: bool = False
    """Nothing erases a locked item, not even a quorum, until it is unlocked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapRecord:
    """That some items were once held in some way, as the journal has it."""

    items: tuple[str, ...]
    members: tuple[str, ...]
    holding: Holding


def check_id(text: str) -> str:
    """Return an item's id as it stands.

    Raises:
        InputError: `item-unknown`.
    """
    if not _ID.fullmatch(text):
        raise InputError("item-unknown", f"{text} is no id of an item.", "List them with `tips list`.")
    return text


def exposure(member: str, records: Iterable[WrapRecord]) -> tuple[str, ...]:
    """Return the items that a member could ever have opened alone, sorted; re-wrapping takes none of them back.

    A share alone opens nothing, so that items held in shares never stand here.
    """
    return tuple(
        sorted(
            {item for one in records if one.holding is Holding.WRAPPED and member in one.members for item in one.items}
        )
    )


def keep_for(held: Held, days: int) -> date:
    """Return the day from which an item may go.

    Raises:
        InputError: `retention-unfit`.
    """
    if not 1 <= days <= 36_500:
        raise InputError("retention-unfit", "Items are kept for one day or more.", "Name a number of days.")
    return held.day + timedelta(days=days)


def due(items: Iterable[Held], today: date) -> tuple[Held, ...]:
    """Return the items whose time is over and that nothing locks, the oldest first."""
    over = (one for one in items if not one.locked and one.keep_until is not None and one.keep_until <= today)
    return tuple(sorted(over, key=lambda one: (one.day, one.id)))


def check_erasable(items: Iterable[Held]) -> None:
    """Check that no item is locked.

    Raises:
        RuleError: `item-locked`.
    """
    locked = [one.id for one in items if one.locked]
    if locked:
        raise RuleError(
            "item-locked",
            f"Locked, and therefore kept: {', '.join(locked)}.",
            "Unlock what may go by a motion of its own, then erase.",
        )
