"""The members' roster: whose key is whose. It is the text of a motion, so that nobody adds a recipient alone.

    secondsource members v1
    seat-1 age1... seat-1/voice+...+...      name of the seat, recipient, public key of the member's voice
    seat-2 ...

A recipient smuggled into this list would open everything sealed from then on; it therefore takes a quorum, and a
member whose seat is gone from the policy in force counts no more, whatever the list says.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from secondsource.core.release import lines
from secondsource.errors import InputError

SUBJECT = "custody-members"
"""The subject of the motion whose text a roster is."""
_TITLE = lines.title("members")
_LINE = re.compile(r"([a-z0-9][a-z0-9-]{0,63}) (age1[0-9a-z]{58}) ([ -~]{20,200})")
_MOST = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member's public half."""

    name: str
    """The seat's name."""
    recipient: str
    """What is sealed to them."""
    voice: str
    """A vkey: it signs labels, reasons and a revocation; never a vote."""

    def line(self) -> str:
        """Return the member's line: what `keys show` prints and the roster holds."""
        return f"{self.name} {self.recipient} {self.voice}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """All members.

    Raises:
        InputError: `roster-unreadable`.
    """

    members: tuple[Member, ...]

    def __post_init__(self) -> None:
        """Refuse one name or one recipient that stands twice: one key is one share."""
        for values, what in (
            ([one.name for one in self.members], "name"),
            ([one.recipient for one in self.members], "recipient"),
            ([one.voice for one in self.members], "voice"),
        ):
            if len(set(values)) < len(values):
                raise _unreadable(f"one {what} stands in it twice")
        if not 1 <= len(self.members) <= _MOST:
            raise _unreadable("it names nobody, or too many")

    def text(self) -> str:
        """Return the canonical text."""
        return "".join(f"{line}\n" for line in (_TITLE, *(one.line() for one in self.members)))

    def member(self, name: str) -> Member:
        """Return one member.

        Raises:
            InputError: `roster-member-unknown`.
        """
        for one in self.members:
            if one.name == name:
                return one
        raise InputError("roster-member-unknown", f"{name} is not on the roster.", "Look at it with `custody members`.")

    def live(self, seats: Collection[str], out: Collection[str]) -> tuple[Member, ...]:
        """Return whom new things are sealed to.

        Args:
            seats: names of the seats in force.
            out: names of members that are suspended or revoked.
        """
        return tuple(one for one in self.members if one.name in seats and one.name not in out)


def parse_member(line: str) -> Member:
    """Read one member's line.

    Raises:
        InputError: `roster-unreadable`.
    """
    match = _LINE.fullmatch(line.strip())
    if match is None:
        raise _unreadable("a line is no member's")
    return Member(name=match[1], recipient=match[2], voice=match[3])


def parse_roster(text: str) -> Roster:
    """Read a roster; `parse_roster(r.text()) == r`.

    Raises:
        InputError: `roster-unreadable`.
    """
    rows = text.split("\n")
    if rows[0] != _TITLE or rows[-1] != "":
        raise _unreadable(f"its first line is not {_TITLE!r}, or its last does not end")
    found = Roster(members=tuple(parse_member(row) for row in rows[1:-1]))
    if found.text() != text:
        raise _unreadable("it is not written as it should be")
    return found


def _unreadable(why: str) -> InputError:
    return InputError(
        "roster-unreadable", f"This roster cannot be read: {why}.", "Take the lines as `keys show` prints them."
    )
