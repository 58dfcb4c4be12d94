"""The ways the details of an entry are written: numbers, accounts, addresses, places, nicknames."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from secondsource.shielding.matching.index.names import PARTICLES, plain
from secondsource.shielding.register.common_words import COMMON, word_set
from secondsource.shielding.register.entry import Protected

STREETS: Final = word_set("""
    calle c cl avenida avda av ave carrera cra kr carretera ctra plaza pza pl paseo po camino cno callejon cjon
    calzada calz bulevar boulevard blvd privada priv prolongacion prol ronda rda pasaje pje jiron jr street st
    road rd lane ln drive dr court ct square sq place terrace way rua via
    """)
"""Words for a street, whole and shortened, folded."""
HOUSE: Final = ("", "n", "no", "num", "numero", "nro", "nr", "number", "numer")
"""What may stand before a house number, folded."""
SHARED_MAILBOXES: Final = word_set("""
    info contact contacto mail office admin news noticias press prensa redaccion desk hello hola support editor tips
    """)
"""Local parts that name nobody."""
SHORTEST_TAIL: Final = 8
"""Digits at the end of a telephone number that are enough to know it by."""


class Way(Enum):
    """How a detail is recognised."""

    NUMBER = "number"
    """Digits, no further digit touching; digits before may belong to it."""
    CODE = "code"
    """Letters and digits at word borders, however parted."""
    WORDS = "words"
    """Words at word borders."""
    CAPITAL = "capital"
    """One common or short word: only with a capital letter."""
    STREET = "street"
    """As `WORDS`; the word for the street beside it belongs to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One thing to look for."""

    letters: str
    """Folded."""
    way: Way
    lead: str = ""
    """Of a number: the digits that may stand before it."""


def details_of(entry: Protected) -> Iterator[Detail]:
    """Yield everything to look for besides the names."""
    for phone in entry.phones:
        digits = plain(phone)
        tail = digits[-SHORTEST_TAIL:] if len(digits) > SHORTEST_TAIL else digits
        if len(tail) > 4:
            yield Detail(letters=tail, way=Way.NUMBER, lead="00" + digits[: len(digits) - len(tail)])
    for number in (*entry.numbers, *entry.plates):
        yield from _codes(plain(number))
    for handle in entry.handles:
        letters = plain(handle)
        yield Detail(letters=letters, way=Way.CODE if len(letters) > 4 else Way.CAPITAL)
    for email in entry.emails:
        yield Detail(letters=plain(email), way=Way.CODE)
        local = plain(email.partition("@")[0].partition("+")[0])
        if len(local) > 4 and local not in SHARED_MAILBOXES and local not in COMMON:
            yield Detail(letters=local, way=Way.CODE)
    for address in entry.addresses:
        yield from _address(address)
    for words in (*entry.places, *entry.nicknames):
        yield from _words(words)


def _codes(letters: str) -> Iterator[Detail]:
    """Yield an identity or plate number, and its digits alone where they are long enough to say who it is."""
    if len(letters) > 3:
        yield Detail(letters=letters, way=Way.NUMBER if letters.isdigit() else Way.CODE)
    digits = re.sub(r"^\D{0,2}(\d{7,})\D?$", r"\1", letters)
    if digits != letters and digits.isdigit():
        yield Detail(letters=digits, way=Way.NUMBER)


def _address(address: str) -> Iterator[Detail]:
    """Yield a street with its house number in both orders, the word for the street left open."""
    words = [plain(word) for word in re.findall(r"[^\W\d_]+|\d+\w?", address)]
    words = [word for word in words if word]
    numbers = [word for word in words if word[0].isdigit()]
    street = [word for word in words if not word[0].isdigit() and word not in STREETS and word not in HOUSE]
    if not street:
        return
    core = "".join(street)
    if not numbers:
        yield Detail(letters="".join(words), way=Way.WORDS)
        return
    for house in HOUSE:
        yield Detail(letters=core + house + numbers[0], way=Way.STREET)
    yield Detail(letters=numbers[0] + core, way=Way.STREET)
    if street[0] in PARTICLES:
        short = "".join(word for word in street if word not in PARTICLES)
        yield from (Detail(letters=short + house + numbers[0], way=Way.STREET) for house in HOUSE)


def _words(text: str) -> Iterator[Detail]:
    """Yield a place or nickname; without its article only with a capital."""
    words = [plain(word) for word in text.split()]
    whole = "".join(words)
    core = "".join(word for place, word in enumerate(words) if place or word not in {*PARTICLES, "the"})
    single = len(words) == 1
    if whole:
        yield Detail(letters=whole, way=Way.CAPITAL if single and (whole in COMMON or len(whole) < 5) else Way.WORDS)
    if core and core != whole and len(core) > 2:
        yield Detail(letters=core, way=Way.CAPITAL)
