"""The list of tips, as one member's key shows it: what it opens, with its labels, notes and to whom it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from secondsource.actions.custody.folder import Custody
from secondsource.actions.custody.marks import Mark, MarkKind, label_keys, marks_of, put_mark
from secondsource.actions.custody.opening import own_share
from secondsource.actions.deciding.desk import read_file
from secondsource.core.custody.held import Held, Holding
from secondsource.core.custody.roster import Member
from secondsource.errors import SecondSourceError
from secondsource.trust.custody.keys.member_key import MemberKey
from secondsource.trust.custody.sealing.identities import WRAPPED_KEY, unwrap

Change = tuple[MarkKind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """One item, and what the members have written of it."""

    held: Held
    marks: tuple[Mark, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that stand, sorted."""
        added = {mark.text for mark in self.marks if mark.kind is MarkKind.LABEL}
        removed = {mark.text for mark in self.marks if mark.kind is MarkKind.UNLABEL}
        return tuple(sorted(added - removed))

    @property
    def assigned(self) -> str:
        """The member it was given to last; empty where to nobody."""
        return next((mark.text for mark in reversed(self.marks) if mark.kind is MarkKind.ASSIGNED), "")

    @property
    def notes(self) -> tuple[Mark, ...]:
        """All notes and reasons, the oldest day first."""
        return tuple(mark for mark in self.marks if mark.kind in {MarkKind.NOTE, MarkKind.REASON, MarkKind.REPLIED})


def tips(custody: Custody, key: MemberKey) -> tuple[Tip, ...]:
    """Return what a member's key shows: items it opens alone, and items it holds a share of; the oldest first."""
    identities = label_keys(custody, key)
    return tuple(
        Tip(held=held, marks=marks_of(custody, held.id, identities))
        for held in custody.all_held()
        if _shows(custody, held, key)
    )


def tip(custody: Custody, key: MemberKey, item: str) -> Tip:
    """Return one item with its marks.

    Raises:
        InputError: `item-unknown`.
    """
    return Tip(held=custody.held(item), marks=marks_of(custody, item, label_keys(custody, key)))


def mark(
    custody: Custody, key: MemberKey, *, item: str, changes: Sequence[Change], today: date, members: Sequence[Member]
) -> None:
    """Write labels, notes and assignments of an item; a member it is given to must be on the roster.

    Raises:
        InputError: `item-unknown`, `mark-too-long`, `roster-member-unknown`.
    """
    for kind, text in changes:
        if kind is MarkKind.ASSIGNED:
            custody.roster().member(text)
    for kind, text in changes:
        put_mark(custody, key, item=item, kind=kind, text=text, today=today, members=members)


def _shows(custody: Custody, held: Held, key: MemberKey) -> bool:
    """Say whether a key opens an item, or a share of it: by opening, since names are no proof."""
    try:
        if held.holding is Holding.SHARED:
            own_share(custody, held, key)
        else:
            unwrap(read_file(custody.wraps(held) / WRAPPED_KEY), key.identity)
    except SecondSourceError:
        return False
    return True
