"""The recovery sheet: an age identity in groups, each with two letters that tell whether it was copied rightly.

The identity stands on the sheet a second time in one line, as every age program wants it, so that whatever is left of
this project is not needed to open what was sealed. The groups are for people: of 58 letters nobody finds the wrong one.

    01  QQYX5V wt        group 1, its check letters
    ...
    10  TJ9R pz

The check letters are the first ten bits of a SHA-256 over number and group: a wrong group passes one time in 1,024,
and the whole has the checksum of Bech32 besides.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from secondsource.errors import InputError
from secondsource.trust.custody.keys import age

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
"""Bech32's: no letter that is taken for another. BIP 173."""
_GROUP = 6
_LETTERS = age.IDENTITY_CHARACTERS - len(age.PREFIX)
_ROW = re.compile(rf"^\W*(\d{{1,2}})\W+([0-9a-z]{{1,{_GROUP}}})\s+([0-9a-z]{{2}})\s*$", re.IGNORECASE | re.MULTILINE)
_WHOLE = re.compile(rf"{age.PREFIX}[0-9A-Z]{{{_LETTERS}}}", re.IGNORECASE)
GROUPS = -(-_LETTERS // _GROUP)
"""How many groups a sheet has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group of letters."""

    number: int
    """From 1."""
    letters: str
    check: str

    def line(self) -> str:
        """Return it as it stands on the sheet."""
        return f"{self.number:02}  {self.letters} {self.check}"


def groups_of(identity: str) -> tuple[Group, ...]:
    """Return an identity's groups."""
    letters = identity.removeprefix(age.PREFIX)
    parts = [letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP)]
    return tuple(
        Group(number=number, letters=part, check=check_of(number, part)) for number, part in enumerate(parts, start=1)
    )


def check_of(number: int, letters: str) -> str:
    """Return the two check letters of a group."""
    digest = hashlib.sha256(f"secondsource/sheet/v1\0{number}\0{letters.upper()}".encode()).digest()
    bits = int.from_bytes(digest[:2], "big") >> 6
    return _ALPHABET[bits >> 5] + _ALPHABET[bits & 31]


def read(text: str) -> str:
    """Return the identity that a typed or scanned sheet holds.

    Args:
        text: the groups, one a line with their numbers and check letters, in any order; or the identity in one line.

    Raises:
        InputError: `sheet-groups`, naming the groups that are wrong or missing; `identity-unreadable`.
    """
    found = {int(number): (letters.upper(), check.lower()) for number, letters, check in _ROW.findall(text)}
    if found:
        wrong = [
            number
            for number in range(1, GROUPS + 1)
            if number not in found or check_of(number, found[number][0]) != found[number][1]
        ]
        if wrong:
            raise InputError(
                "sheet-groups",
                f"Wrong or missing on this sheet: group {', '.join(str(number) for number in wrong)}.",
                "Compare these groups with the paper, letter by letter; the others are right.",
            )
        identity = age.PREFIX + "".join(found[number][0] for number in range(1, GROUPS + 1))
    else:
        whole = _WHOLE.search("".join(text.split()))
        identity = whole.group().upper() if whole else ""
    age.recipient_of(identity)
    return identity
