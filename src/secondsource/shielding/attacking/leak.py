"""What an attack finds: where, how, and whom, as frozen values that hold no name unless they are asked for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final


class Severity(StrEnum):
    """Whether a find stops a release."""

    BLOCK = "block"
    """Somebody can be found, or nobody can say that they cannot."""
    WARN = "warn"
    """A person should look; by itself it names nobody."""


class Check(StrEnum):
    """Every kind of find, in the words of `docs/reference/leaks.md`."""

    NAME = "name"
    """A protected person, whole or by a part that is theirs alone here."""
    DETAIL = "detail"
    """A number, account, address or place of a protected person."""
    NAME_PART = "name-part"
    """A part of a name that may be somebody else's."""
    TEXT_UNDER_BOX = "text-under-box"
    """Text still lies under something painted over it."""
    TRANSLUCENT_BOX = "translucent-box"
    """A box through which its ground can be told."""
    PARTIAL_BOX = "partial-box"
    """A box that leaves parts of letters outside."""
    UNAPPLIED_REDACTION = "unapplied-redaction"
    """A mark that asks for redaction and was never applied."""
    GAP = "gap"
    """A gap as wide as the names of fewer than five suspects."""
    REVISION = "earlier-revision"
    """The file carries its own past."""
    PUBLIC_ORIGINAL = "public-original"
    """What is masked here is readable in an original that was given."""
    JOINED_PSEUDONYM = "joined-pseudonym"
    """A pseudonym that can be told to be the same across files."""
    METADATA = "metadata"
    """A field that says who made this, when or with what, and is not on the list of harmless ones."""
    LOCATION = "location"
    """Coordinates of where a picture was taken."""
    UNOPENED = "unopened-part"
    """A part that could not be opened, so nothing can be said about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something was found."""

    path: tuple[str, ...]
    """From the file to the innermost part, such as `("case.zip", "word/comments.xml")`."""
    slot: str
    """What kind of hiding place: `page-text`, `annotation`, `file-name`, ...; listed in the reference."""
    page: int = 0
    """Page of a PDF or frame of a picture, from 1; 0 where there is none."""
    box: tuple[float, float, float, float] | None = None
    """Left, bottom, right, top: points from the lower left corner of a page, or pixels from the top of a picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """One thing found."""

    check: Check
    severity: Severity
    place: Place
    how: str = "as-written"
    """Through which view it was seen: `as-written`, `letters-run-together`, `reversed`, `hexadecimal`, ..."""
    suspect: str = ""
    """Number of the register's entry (`p-1`); empty where nobody is named."""
    detail: str = ""
    """Figures such as the size of an anonymity set; never words of the document."""
    excerpt: str = ""
    """The words themselves. They name people: shown only on request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """Something the attack did not look into, said so that silence is not taken for safety."""

    path: tuple[str, ...]
    what: str
    """`character-recognition`, `gap-widths`, `sound`, `pages-beyond-limit`, ...; listed in the reference."""


SECOND_LOOKS: Final = frozenset({"character-recognition", "gap-widths", "picture-not-decoded"})
"""What may be left out without leaving a part unseen: the words of a page, its widths and its pixels are attacked
by other means as well. Everything else that was not checked may hold anybody, so that nothing can be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attacked:
    """All that one file gave."""

    leaks: tuple[Leak, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    text: str = field(default="", repr=False)
    """What a reader of the file would read, for comparison with originals and other releases."""


def as_plain(attacked: Attacked) -> dict[str, Any]:
    """Return the value as JSON would have it, whole; `from_plain` reads it back."""
    return {
        "leaks": [leak_as_plain(one) for one in attacked.leaks],
        "unchecked": [{"path": list(one.path), "what": one.what} for one in attacked.unchecked],
        "text": attacked.text,
    }


def leak_as_plain(leak: Leak) -> dict[str, Any]:
    """Return one leak as JSON would have it, its excerpt included."""
    place = leak.place
    return {
        "check": leak.check.value,
        "severity": leak.severity.value,
        "path": list(place.path),
        "slot": place.slot,
        "page": place.page,
        "box": None if place.box is None else [round(edge, 2) for edge in place.box],
        "how": leak.how,
        "suspect": leak.suspect,
        "detail": leak.detail,
        "excerpt": leak.excerpt,
    }


def from_plain(plain: dict[str, Any]) -> Attacked:
    """Read what `as_plain` wrote, and take nothing that is of another shape.

    Raises:
        ValueError: if a field is missing or of the wrong type.
    """
    try:
        return Attacked(
            leaks=tuple(_leak(one) for one in plain["leaks"]),
            unchecked=tuple(Unchecked(path=_path(one["path"]), what=str(one["what"])) for one in plain["unchecked"]),
            text=str(plain["text"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        message = "not the answer of an attack"
        raise ValueError(message) from error


def _leak(plain: dict[str, Any]) -> Leak:
    box = plain["box"]
    left, bottom, right, top = (0.0,) * 4 if box is None else (float(edge) for edge in box)
    return Leak(
        check=Check(plain["check"]),
        severity=Severity(plain["severity"]),
        place=Place(
            path=_path(plain["path"]),
            slot=str(plain["slot"]),
            page=int(plain["page"]),
            box=None if box is None else (left, bottom, right, top),
        ),
        how=str(plain["how"]),
        suspect=str(plain["suspect"]),
        detail=str(plain["detail"]),
        excerpt=str(plain["excerpt"]),
    )


def _path(parts: list[Any]) -> tuple[str, ...]:
    return tuple(str(part) for part in parts)
