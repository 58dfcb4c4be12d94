"""The people an attack looks for, in the forms that people are written in.

Made from the register anew, without the matcher's rules: a name is a bag of words, some of which are small ones
(`de la`), and it is found wherever two of its words stand together, in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from secondsource.shielding.attacking.naming.spelling import fold, squash
from secondsource.shielding.attacking.naming.words import word_set
from secondsource.shielding.register.entry import Level, Protected, Register

PARTICLES: Final = word_set(
    "de del la las los el y e i da das do dos di von van der den bin ibn al abu ben o mac mc san santa st"
)
TITLES: Final = word_set("mr mrs ms dr dra sr sra srta don dona prof lic ing")
TOKEN: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of one suspect."""

    words: tuple[str, ...]
    """Folded words that carry it, without particles."""
    squashed: tuple[str, ...]
    """Ways to write it without spaces, eight letters or more each where the name allows it."""
    tokens: tuple[str, ...] = ()
    """Ways to write it as one word with boundaries on both sides, as in an account's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """One protected person."""

    id: str
    watched: bool
    """Whether finds are only pointed out."""
    names: tuple[Name, ...] = ()
    called: tuple[str, ...] = ()
    """Folded nicknames and single names, without article."""
    codes: tuple[str, ...] = ()
    """Squashed accounts, plates, numbers of papers, e-mail addresses."""
    phones: tuple[str, ...] = ()
    """Digits only."""
    phrases: tuple[str, ...] = ()
    """Squashed addresses and places."""
    shown: tuple[str, ...] = ()
    """Forms as they would be printed, for the widths of gaps."""


def suspects_of(register: Register) -> tuple[Suspect, ...]:
    """Return everybody in the register as somebody to look for."""
    return tuple(_suspect(entry) for entry in register)


def _suspect(entry: Protected) -> Suspect:
    whole = [one for one in (entry.name, *entry.aliases) if one.strip()]
    names = [made for made in map(name_of, whole) if made]
    called = [*entry.nicknames, *(one for one in whole if name_of(one) is None)]
    codes = [*entry.handles, *entry.plates, *entry.numbers, *entry.emails]
    local_parts = [mail.split("@")[0] for mail in entry.emails if len(mail.split("@")[0]) > 5]
    spelled_out = [re.sub(r"\.", " dot ", mail.replace("@", " at ")) for mail in entry.emails]
    in_spanish = [re.sub(r"\.", " punto ", mail.replace("@", " arroba ")) for mail in entry.emails]
    return Suspect(
        id=entry.id,
        watched=entry.level == Level.WATCH,
        names=tuple(names),
        called=_distinct(" ".join(_without_articles(fold(one))) for one in called),
        codes=_distinct(squash(fold(one))[0] for one in (*codes, *local_parts, *spelled_out, *in_spanish)),
        phones=_distinct(re.sub(r"\D", "", one) for one in entry.phones),
        phrases=_distinct(squash(fold(one))[0] for one in (*entry.addresses, *entry.places)),
        shown=_distinct(form for one in whole for form in printed_forms(one)),
    )


def name_of(written: str) -> Name | None:
    """Return the parts of a name of two words or more, or None for a single word."""
    given, surnames = _halves(written)
    words = (*given, *surnames)
    every = [token for token in TOKEN.findall(fold(written)) if token not in TITLES]
    if len(words) < 2:
        return None
    first, last = words[0], surnames[0] if surnames else words[-1]
    orders = ["".join(every), "".join(words), "".join((*surnames, *given)), first + last, last + first]
    orders += [first + words[-1], "".join(surnames) if len(surnames) > 1 else ""]
    short = [first[0] + last, last + first[0], first[0] + "".join(surnames), first + last[0]]
    reach = 4 if _dense(words) else 7
    return Name(
        words=words,
        squashed=_distinct(one for one in orders if len(one) >= reach or (_dense(words) and len(one) > 1)),
        tokens=_distinct(one for one in (*short, *orders) if len(one) > 5 and one not in words),
    )


def printed_forms(written: str) -> tuple[str, ...]:
    """Return how a name mostly stands in running text: whole, short, surnames alone.

    Rarer forms are left out: each more fits some gap of an honest page by chance.
    """
    plain = " ".join(written.split())
    if "," in plain:
        back, _, front = plain.partition(",")
        plain = f"{front.strip()} {back.strip()}"
    parts = plain.split(" ")
    if len(parts) < 2:
        return (plain,)
    surnames = _printed_surnames(parts)
    given = parts[: len(parts) - len(surnames)]
    forms = (plain, f"{given[0]} {surnames[0]}", " ".join(surnames), surnames[0], " ".join((given[0], *surnames)))
    return _distinct(forms)


def _printed_surnames(parts: list[str]) -> list[str]:
    """Return the last words as surnames: two of three words or more, particles with them."""
    heavy = [place for place, part in enumerate(parts) if fold(part) not in PARTICLES]
    count = 1 if len(heavy) < 3 else 2
    start = heavy[-count]
    while start > 1 and fold(parts[start - 1]) in PARTICLES:
        start -= 1
    return parts[start:]


def _halves(written: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return folded given names and surnames; of three words or more the last two are taken for surnames."""
    if "," in written:
        back, _, front = written.partition(",")
        return _heavy(front), _heavy(back)
    words = _heavy(written)
    count = 2 if len(words) > 2 else 1
    return words[:-count], words[-count:]


def _heavy(text: str) -> tuple[str, ...]:
    small = PARTICLES | TITLES
    found = tuple(token for token in TOKEN.findall(fold(text)) if token not in small and len(token) > 1)
    return found or tuple(token for token in TOKEN.findall(fold(text)) if len(token) > 1)


def _dense(words: tuple[str, ...]) -> bool:
    """Say whether a name is of a script in which few letters say much."""
    return any(letter >= "\u2e80" for word in words for letter in word)


def _without_articles(folded: str) -> list[str]:
    words = TOKEN.findall(folded)
    return [word for word in words if word not in {"el", "la", "los", "las", "the"}] or words


def _distinct(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms if form))
