"""Which names of a report are one bearer's: parts of a person's name, a body's short form, an acronym in brackets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from secondsource.analysis.reading.chains.naming import given_names, words
from secondsource.analysis.reading.chains.naming.bearers import Bearer
from secondsource.core.vetting.report import Span

Key = tuple[str, ...]
"""The folded words of a name."""

_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Raw:
    """A name as it stands, before it is known whose it is."""

    span: Span
    key: Key
    shown: str
    opens: bool
    """Whether it is the subject its sentence opens with."""
    article: str
    title: str
    """Folded title before it, such as `mrs`; empty without one."""


def bearers_of(text: str, raw: Sequence[Raw]) -> dict[Key, Bearer]:
    """Give each different name a bearer; names that can only be one bearer's share theirs."""
    shown: dict[Key, Counter[str]] = {}
    for item in raw:
        shown.setdefault(item.key, Counter())[f"{item.article} {item.shown}".strip()] += 1
    bearers = {key: Bearer(max(names, key=lambda name: (names[name], len(name), name))) for key, names in shown.items()}
    titled = {item.key for item in raw if item.title}
    wholes = [key for key in bearers if _may_be_person(key)]
    parts: dict[str, list[Key]] = {}
    for key in wholes:
        for token in key:
            parts.setdefault(token, []).append(key)
    for key in bearers:
        if len(key) == 1 and (whole := _whole_of(key[0], parts.get(key[0], []))):
            bearers[key] = bearers[whole]
        elif len(key) > 1 and key[0] in parts:
            longer = [whole for whole in parts[key[0]] if len(whole) > len(key) and set(key) <= set(whole)]
            if longer:
                bearers[key] = bearers[longer[0]]
    _share_short_forms(bearers, titled)
    _share_head_nouns(bearers)
    _share_acronyms(text, raw, bearers)
    return bearers


def _share_short_forms(bearers: dict[Key, Bearer], titled: set[Key]) -> None:
    """Let a body's name without its last generic words be the body: `Lind` is Lind Chemicals; with a title, nobody's.

    A branch (`Harbour Watch North`) keeps apart, as its last word is none that bodies have.
    """
    shortened: dict[Key, list[Key]] = {}
    for key in bearers:
        bare = key
        while len(bare) > 1 and _of_a_body(bare[-1]):
            bare = bare[:-1]
        for cut in {bare, (*bare[:-1], _POSSESSIVE.sub("", bare[-1]))} - {key}:
            shortened.setdefault(cut, []).append(key)
    for short, longer in shortened.items():
        one = {id(bearers[key]): bearers[key] for key in longer}
        if short in bearers and short not in titled and len(one) == 1 and not _of_a_body(short[-1]):
            bearers[short] = next(iter(one.values()))


def _share_head_nouns(bearers: dict[Key, Bearer]) -> None:
    """Let a lone noun in capitals be the one body it can be short for: `the Ministry`, `el Registro`."""
    wholes: dict[str, dict[int, Bearer]] = {}
    for key, bearer in bearers.items():
        if len(key) > 1:
            for token in {key[0], key[-1]}:
                wholes.setdefault(token, {})[id(bearer)] = bearer
    for key in bearers:
        one = wholes.get(key[0], {})
        if len(key) == 1 and _of_a_body(key[0]) and len(one) == 1:
            bearers[key] = next(iter(one.values()))


def _of_a_body(token: str) -> bool:
    return token in words.BODY and token not in given_names.MALE and token not in given_names.FEMALE


def _share_acronyms(text: str, raw: Sequence[Raw], bearers: dict[Key, Bearer]) -> None:
    """Let an acronym right behind a name in brackets be that name: `Lind Port Authority (LPA)`."""
    for long, short in pairwise(raw):
        between = text[long.span.end : short.span.start]
        alone = len(short.key) == 1 and short.shown.isupper() and 2 <= len(short.shown) <= _LONGEST_ACRONYM
        if alone and between == " (" and text[short.span.end : short.span.end + 1] in {")", ","} and len(long.key) > 1:
            bearers[short.key] = bearers[long.key]


_LONGEST_ACRONYM = 8


def _whole_of(part: str, wholes: list[Key]) -> Key | None:
    """Return the person's name a lone word stands for: a surname first, then a given name; no body for its branch."""
    for whole in wholes:
        if whole[-1] == part:
            return whole
    for whole in wholes:
        given = whole[0] in given_names.MALE or whole[0] in given_names.FEMALE
        if given and (part != whole[0] or part in given_names.MALE or part in given_names.FEMALE):
            return whole
    return None


def _may_be_person(key: Key) -> bool:
    if not 2 <= len(key) <= 4:
        return False
    if key[0] in given_names.MALE or key[0] in given_names.FEMALE:
        return True
    return not any(
        token in words.BODY or token in words.PAPER_NAME or token in words.PLACE_NAME or token in words.AGENCIES
        for token in key
    )
