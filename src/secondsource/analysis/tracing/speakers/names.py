"""Comparing names: folding, spelling variants, short forms, acronyms, outlets."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from rapidfuzz import fuzz

from secondsource.analysis.tracing.speakers.institutions import EMPTY, HEADS, IN_ENGLISH, OUTLET_WORDS, TITLES
from secondsource.core.vetting.folding import fold

SPELLING = 82
"""Least rapidfuzz ratio (0-100) of two words that may be one name in two spellings; one letter in six."""
SHORTEST_VARIED = 5
"""Letters below which a name must be spelt alike: short names differ by one letter all the time."""

LONGEST_ACRONYM = 8
"""Letters beyond which a word in capitals is no acronym."""

_WORD = re.compile(r"[^\W_]+")
_BRACKETED = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_AND = re.compile(r"\s+(?:and|y|e|&)\s+|\s*[;/]\s*")
_OF = re.compile(r"\s+(?:of|for|de|del)\s+")
_POSSESSIVE = re.compile(r"['’]s\b")


class Sameness(Enum):
    """What two names say about their bearers."""

    SAME = "same"
    MAY = "may"
    """One name is part of the other, or one is a group's and the other a branch's: not enough to join."""
    DIFFERENT = "different"


@lru_cache(maxsize=65536)
def core(name: str) -> tuple[str, ...]:
    """Return the words of a name that count: no articles, brackets or possessives; institutions in English."""
    outside = _BRACKETED.sub("", name).strip() or name
    words = _WORD.findall(_POSSESSIVE.sub("", fold(outside)))
    kept = tuple(IN_ENGLISH.get(word, word) for word in words if word not in EMPTY)
    return kept or tuple(words)


@lru_cache(maxsize=65536)
def person_words(name: str) -> tuple[str, ...]:
    """Return a person's name words, without titles."""
    words = _WORD.findall(_POSSESSIVE.sub("", fold(_BRACKETED.sub("", name).strip() or name)))
    kept = tuple(word for word in words if word not in TITLES and (len(word) == 1 or word not in EMPTY))
    return kept or tuple(words)


def bracketed(name: str) -> str | None:
    """Return what stands in brackets behind a name: `B. Lind (Harbour Watch)` gives `Harbour Watch`."""
    found = _BRACKETED.search(name)
    return found.group().strip(" ()[]") if found else None


def spelt_alike(a: str, b: str) -> bool:
    """Say whether two folded words may be one name in two spellings."""
    return a == b or (min(len(a), len(b)) >= SHORTEST_VARIED and fuzz.ratio(a, b) >= SPELLING)


def compare_persons(a: str, b: str) -> Sameness:
    """Compare two persons' names: spelling variants and initials are one, a bare surname or first name may be."""
    parts_a, parts_b = _parts(a), _parts(b)
    if len(parts_a) > 1 or len(parts_b) > 1:
        return _compare_pairs(parts_a, parts_b)
    one, two = person_words(a), person_words(b)
    if one == two or "".join(one) == "".join(two):
        return Sameness.SAME
    if not one or not two:
        return Sameness.DIFFERENT
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    if len(short) == 1:
        if len(long) == 1:
            return Sameness.SAME if spelt_alike(short[0], long[0]) else Sameness.DIFFERENT
        return Sameness.MAY if any(spelt_alike(short[0], word) for word in long) else Sameness.DIFFERENT
    # Two words or more on both sides: the given name agrees (or its initial), and a family name does.
    given = spelt_alike(short[0], long[0]) or (min(len(short[0]), len(long[0])) == 1 and short[0][0] == long[0][0])
    family = any(spelt_alike(word, other) for word in short[1:] for other in long[1:])
    return Sameness.SAME if given and family else Sameness.DIFFERENT


def _parts(name: str) -> list[str]:
    """Return the persons of a name such as `A. Lind and B. Roe`."""
    return [part for part in _AND.split(_BRACKETED.sub("", name)) if part.strip()]


def _compare_pairs(one: list[str], two: list[str]) -> Sameness:
    """Compare persons who speak together: the same company is one speaker, one of them alone may be."""
    met = {(x, y) for x in one for y in two if compare_persons(x, y) is not Sameness.DIFFERENT}
    if not met:
        return Sameness.DIFFERENT
    everybody = len({x for x, _ in met}) == len(one) and len({y for _, y in met}) == len(two)
    return Sameness.SAME if everybody else Sameness.MAY


def acronym(words: tuple[str, ...]) -> str:
    """Return the initials of a name of two words or more, else an empty string."""
    return "".join(word[0] for word in words) if len(words) >= 2 else ""


def compare_bodies(a: str, b: str) -> Sameness:
    """Compare two names of bodies, groups or outlets; a branch (`Harbour Watch North`) may be the body."""
    one, two = core(a), core(b)
    if sorted(one) == sorted(two) or "".join(one) == "".join(two):
        return Sameness.SAME
    if not one or not two:
        return Sameness.DIFFERENT
    initials_a, initials_b = acronym(one), acronym(two)
    initials = (initials_a and (initials_a,) == two) or (initials_b and (initials_b,) == one)
    if initials or abbreviates(a, b) or abbreviates(b, a):
        return Sameness.SAME
    if len(one) == len(two) and all(
        spelt_alike(x, y) or _one_root(x, y) for x, y in zip(sorted(one), sorted(two), strict=True)
    ):
        return Sameness.SAME
    if set(one) < set(two) or set(two) < set(one):
        return Sameness.MAY
    return Sameness.DIFFERENT


def abbreviates(short: str, name: str) -> bool:
    """Say whether `short`, a word in capitals, is made of the beginnings of all words of `name`, in their language.

    `COMARE` abbreviates Comité de Marineros Retirados; one to three letters a word.
    """
    letters = _BRACKETED.sub("", short).strip()
    if not 3 <= len(letters) <= LONGEST_ACRONYM or not letters.isalpha() or not letters.isupper():
        return False
    words = [word for word in _WORD.findall(fold(_BRACKETED.sub("", name))) if word not in EMPTY]
    ends = {0}
    for word in words:
        ends = {
            end + taken
            for end in ends
            for taken in range(1, 4)
            if fold(letters)[end : end + taken] == word[:taken] and end + taken <= len(letters)
        }
    return len(words) >= 2 and len(letters) in ends


def shortens(short: str, name: str) -> bool:
    """Say whether `short` may be what people call the body `name`: some of its words, one of them its very own.

    `Lind` and `the Lind institute` are short for the Lind Food Institute; `Harbour Watch` is not short for Harbour
    Watch North, which has no head noun more, nor the University of Lind for the laboratory of that university.
    """
    one, two = set(core(short)), set(core(name))
    heads = one & HEADS
    return (
        one < two
        and (heads == {_head_noun(name)} or (not heads and bool(two & HEADS)))
        and bool(one - HEADS - set(IN_ENGLISH.values()))
    )


def _head_noun(name: str) -> str:
    """Return the English noun that says what kind of body a name is; empty when none does."""
    own = _POSSESSIVE.split(fold(_BRACKETED.sub("", name)))[-1]
    part = _OF.split(own)[0]
    return next((word for word in reversed(core(part)) if word in HEADS), "")


def _one_root(a: str, b: str) -> bool:
    """Say whether two long words share their root, as cognates do (`cooperative`, `cooperativa`)."""
    return min(len(a), len(b)) >= 7 and a[:6] == b[:6]


@lru_cache(maxsize=65536)
def outlet_words(name: str) -> tuple[str, ...]:
    """Return an outlet's name without `newspaper`, `blog` and the like, nor what follows a comma or a slash."""
    head = re.split(r"[,/;]", _BRACKETED.sub("", name))[0].strip() or name
    words = tuple(word for word in _WORD.findall(fold(head)) if word not in EMPTY)
    kept = tuple(word for word in words if word not in OUTLET_WORDS)
    return kept or words


def same_outlet(a: str, b: str) -> bool:
    """Say whether two names are one outlet's: equal, the beginning of the other, or its initials.

    `The Pier` is `The Pier Online`; `HTM Desk` is `Harbour Tides Monthly`; `Times` is not `Coast Times`.
    """
    one, two = outlet_words(a), outlet_words(b)
    if not one or not two:
        return False
    if one == two or "".join(one) == "".join(two):
        return True
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    if long[: len(short)] == short and len("".join(short)) >= 4:
        return True
    return any(len(x) >= 3 and y[0] == x for x, y in ((acronym(one), two), (acronym(two), one)))
