"""One fresh age identity for every item, wrapped to the members: the drop never holds what opens it.

The wrapped identity is an age file whose content is an age identity file, so that two calls of the stock `age` open an
item: `age -d -i member.key key.age > item.key`, then `age -d -i item.key message.age`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from secondsource.errors import InputError
from secondsource.trust.custody.keys.age import check_recipient, new_identity, recipient_of, seal, unseal

WRAPPED_KEY = "key.age"
"""Where the identity of an item lies that any member may open alone."""

KeyWrapping = Callable[[str], Mapping[str, bytes]]
"""Turns an item's identity into the files that lie beside the item: one for all members, or a share for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemKey:
    """The key of one item."""

    identity: str = field(repr=False)
    """74 characters; forgotten once wrapped."""
    recipient: str


def new_item_key() -> ItemKey:
    """Return a fresh key that no other item has."""
    identity = new_identity()
    return ItemKey(identity=identity, recipient=recipient_of(identity))


def wrap_for_members(identity: str, recipients: Sequence[str]) -> dict[str, bytes]:
    """Return the identity sealed to every member, under the name it has beside the item.

    Raises:
        InputError: `recipient-unreadable`, also when there is none.
    """
    return {WRAPPED_KEY: seal(f"{identity}\n".encode(), recipients)}


def unwrap(wrapped: bytes, member_identity: str) -> str:
    """Return the item's identity.

    Raises:
        AccessError: `sealed-for-others`. IntegrityError: `sealed-damaged`. InputError: `identity-unreadable`.
    """
    identity = unseal(wrapped, member_identity).decode("ascii", "replace").strip()
    recipient_of(identity)
    return identity


def read_recipients(text: str) -> tuple[str, ...]:
    """Return the recipients of a file as `age -R` takes it: one a line, `#` before remarks, each counted once.

    Raises:
        InputError: `recipients-none`; `recipient-unreadable`.
    """
    lines = (line.strip() for line in text.splitlines())
    found = tuple(dict.fromkeys(check_recipient(line) for line in lines if line and not line.startswith("#")))
    if not found:
        raise InputError(
            "recipients-none",
            "The list of recipients is empty: what arrives could be opened by nobody.",
            "Put one line for each member into it, as `secondsource keys` shows them.",
        )
    return found
