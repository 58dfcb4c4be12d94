"""A share as its member keeps it: one age file, for that member alone, that knows what it belongs to.

    secondsource share v1
    recipient: age1...              of the item whose identity was split
    threshold: 3
    hashes: <SHA-256> <SHA-256> ... of all shares, in the order of the members
    share: <hexadecimal: the value's bytes and the place, as HashiCorp Vault writes shares>

The secret is the item's age identity, 74 letters: whoever combines shares by other means holds what Debian's `age`
opens with. A share that was swapped misses its hash. Shares that fit one another and combine to anything but the
identity of `recipient` are refused: nothing is ever opened with a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from secondsource.core.digests import framed_digest
from secondsource.core.release import lines
from secondsource.errors import IntegrityError, RuleError, SecondSourceError
from secondsource.trust.custody.keys import age
from secondsource.trust.custody.shares import shamir

_TITLE = lines.title("share")
_TEXT = re.compile(
    rf"{_TITLE}\nrecipient: (age1[0-9a-z]{{58}})\nthreshold: ([1-9][0-9]{{0,2}})\n"
    r"hashes: ((?:[0-9a-f]{64} )*[0-9a-f]{64})\nshare: ([0-9a-f]{4,400})\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One opened share."""

    recipient: str
    """Of the item it belongs to."""
    threshold: int
    hashes: tuple[str, ...]
    """Of all shares of this splitting."""
    data: bytes = field(repr=False)
    """In Vault's format."""

    def text(self) -> str:
        """Return what is sealed to the member."""
        return (
            f"{_TITLE}\nrecipient: {self.recipient}\nthreshold: {self.threshold}\n"
            f"hashes: {' '.join(self.hashes)}\nshare: {self.data.hex()}\n"
        )

    @property
    def digest(self) -> str:
        """Its hash, which may be published: it tells nothing of the share, which is random."""
        return share_hash(self.recipient, self.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Splitting:
    """What became of one identity."""

    hashes: tuple[str, ...]
    """By member, for the journal."""
    files: tuple[bytes, ...]
    """By member: an age file each."""


def share_hash(recipient: str, share: bytes) -> str:
    """Return the hash of a share, bound to its item."""
    return framed_digest("share", recipient, share.hex())


def split_for(identity: str, members: Sequence[str], threshold: int) -> Splitting:
    """Split an item's identity among members, by a fresh polynomial.

    Args:
        identity: the item's age identity.
        members: their recipients, in order.
        threshold: how many of them are needed.

    Raises:
        InputError: `shares-numbers`, `recipient-unreadable`. RuleError: `shares-one-member`.
    """
    if len(set(members)) < len(members):
        raise RuleError(
            "shares-one-member", "One member would get two shares.", "Name every member once; one key is one share."
        )
    recipient = age.recipient_of(identity)
    parts = shamir.split(identity.encode(), len(members), threshold)
    hashes = tuple(share_hash(recipient, part) for part in parts)
    shares = (Share(recipient=recipient, threshold=threshold, hashes=hashes, data=part) for part in parts)
    files = tuple(age.seal(share.text().encode(), [to]) for share, to in zip(shares, members, strict=True))
    return Splitting(hashes=hashes, files=files)


def wrap_in_shares(identity: str, recipients: Sequence[str], threshold: int) -> dict[str, bytes]:
    """Return the files `share-1.age` and so on, for whoever stores an item with shares instead of a wrapped key."""
    made = split_for(identity, recipients, threshold)
    return {f"share-{number}.age": data for number, data in enumerate(made.files, start=1)}


def open_share(data: bytes, identity: str) -> Share:
    """Open a member's share.

    Raises:
        AccessError: `sealed-for-others`. IntegrityError: `sealed-damaged`, `share-malformed`, `share-wrong`.
    """
    return read_share(age.unseal(data, identity).decode("ascii", "replace"))


def read_share(text: str) -> Share:
    """Read an opened share's text.

    Raises:
        IntegrityError: `share-malformed`, `share-wrong`.
    """
    match = _TEXT.fullmatch(text)
    if match is None:
        raise IntegrityError("share-malformed", "This is no share.", "Take the file that was sealed to you as one.")
    share = Share(
        recipient=match[1], threshold=int(match[2]), hashes=tuple(match[3].split(" ")), data=bytes.fromhex(match[4])
    )
    if share.digest not in share.hashes:
        raise _wrong("one of them does not fit its own hash")
    return share


def combine(shares: Sequence[Share], hashes: Sequence[str] = ()) -> str:
    """Return the item's identity.

    Args:
        shares: of one splitting, each from another member.
        hashes: those that the journal published; a share that misses them is refused.

    Raises:
        RuleError: `shares-too-few`. IntegrityError: `share-wrong`. InputError: `shares-unfit`.
    """
    distinct = {share.digest: share for share in shares}
    first = shares[0] if shares else None
    if first is None or len(distinct) < first.threshold:
        needed = first.threshold if first else 2
        raise RuleError(
            "shares-too-few",
            f"{len(distinct)} of the {needed} shares that are needed are here.",
            "Ask further members to hand theirs over; fewer tell nothing about the content.",
        )
    if len({(share.recipient, share.threshold, share.hashes) for share in shares}) != 1:
        raise _wrong("they come from different splittings")
    if set(distinct) - set(hashes or first.hashes):
        raise _wrong("one of them is not among the published hashes")
    try:
        identity = shamir.combine([share.data for share in distinct.values()]).decode("ascii")
        recipient = age.recipient_of(identity)
    except (UnicodeDecodeError, SecondSourceError):
        raise _wrong("together they are no key") from None
    if recipient != first.recipient:
        raise _wrong("together they are another item's key")
    return identity


def _wrong(why: str) -> IntegrityError:
    return IntegrityError(
        "share-wrong", f"These shares do not open the item: {why}.", "Have each member open and hand over theirs anew."
    )
