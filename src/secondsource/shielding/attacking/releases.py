"""Attacks that need a second text: a public original, or another release of the same story.

What is masked in one text is read off the other between the same words. Reflowing, reformatting and cutting do not
help against it, because only the neighbouring words are compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from secondsource.shielding.attacking.leak import Check, Leak, Place, Severity
from secondsource.shielding.attacking.naming.searching import Search
from secondsource.shielding.attacking.naming.spelling import fold
from secondsource.shielding.attacking.naming.words import word_set

_WORDS: Final = re.compile(r"\[[^\]\n]{1,40}\]|<[A-Z_]+[ _-]?\d*>|[█■▇▓▮]+|\*{3,}|_{4,}|X{4,}|[^\W_]+(?:[-'’][^\W_]+)*")
_MASK: Final = re.compile(
    r"\[(?:redacted|removed|name withheld|censurado|suprimido|tachado|nombre omitido|\W{2,}|[A-Z][\w -]*)\]|"
    r"<[A-Z_]+[ _-]?\d*>|"
    r"[█■▇▓▮]+|\*{3,}|_{4,}|X{4,}",
    re.IGNORECASE,
)
_ROLES: Final = word_set("witness testigo person persona source fuente victim subject individual declarante")
_LABEL: Final = re.compile(r"\d{1,4}|[A-Z]{1,2}|[0-9a-f]{4,}|[A-Z]\d{1,3}")
_BESIDE: Final = 3
"""Words on either side that must agree."""
_LONGEST: Final = 8
"""Words that one mask may stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unmasked:
    """What another text has where this one has a mask or nothing."""

    mask: str
    """The mask or pseudonym; empty where the words are just missing."""
    words: str


def against_originals(path: tuple[str, ...], text: str, originals: Mapping[str, str], search: Search) -> list[Leak]:
    """Return what the originals tell about the masks of a text.

    Args:
        path: the file the text is of.
        text: what a reader of the release reads.
        originals: public texts by name.
        search: knows whom to look for.
    """
    found: dict[tuple[str, str, str], Leak] = {}
    for name, original in originals.items():
        for one in _unmasked(text, original):
            named = {sighting.suspect.id for sighting in search.find(one.words)}
            if not named and not (one.mask and any(word[:1].isupper() for word in one.words.split())):
                continue
            for suspect in named or {""}:
                leak = Leak(
                    check=Check.PUBLIC_ORIGINAL,
                    severity=Severity.BLOCK,
                    place=Place(path=path, slot="masked-words" if one.mask else "missing-words"),
                    how="same-words-around-it",
                    suspect=suspect,
                    detail=f"original-{list(originals).index(name) + 1}",
                    excerpt=f"{one.mask or '-'} = {one.words}",
                )
                found.setdefault((suspect, one.mask, one.words), leak)
    return list(found.values())


def across_releases(texts: Mapping[tuple[str, ...], str], search: Search) -> list[Leak]:
    """Return what releases tell about one another: masks clear elsewhere, pseudonyms that can be joined."""
    leaks: list[Leak] = []
    for path, text in texts.items():
        others = {"/".join(other): known for other, known in texts.items() if other != path}
        leaks += [leak for leak in against_originals(path, text, others, search) if leak.suspect]
        leaks += _joined(path, text, {other: known for other, known in texts.items() if other != path})
    return leaks


def _joined(path: tuple[str, ...], text: str, others: Mapping[tuple[str, ...], str]) -> Iterator[Leak]:
    """Yield pseudonyms that stand between the same words elsewhere under the same or another label."""
    for number, known in enumerate(others.values(), start=1):
        linked = {(one.mask, one.words) for one in _unmasked(text, known) if one.mask and _is_label(one.words)}
        for mask, label in sorted(linked):
            yield Leak(
                check=Check.JOINED_PSEUDONYM,
                severity=Severity.WARN,
                place=Place(path=path, slot="masked-words"),
                how="same-words-around-it",
                detail=f"file-{number}",
                excerpt=f"{mask} = {label}",
            )


def _is_label(words: str) -> bool:
    parts = words.split()
    return bool(_MASK.fullmatch(words)) or (len(parts) == 2 and parts[0].lower() in _ROLES)


def _unmasked(text: str, other: str) -> Iterator[_Unmasked]:
    """Yield each mask, or place where words are missing, with what the other text has there."""
    words = _masks_joined(_WORDS.findall(text))
    theirs = _masks_joined(_WORDS.findall(other))
    mine, folded = [fold(word) for word in words], [fold(word) for word in theirs]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(folded) - _BESIDE + 1):
        places[tuple(folded[at : at + _BESIDE])].append(at)
    for at in range(_BESIDE, len(words) - _BESIDE + 1):
        masked = _is_label(words[at]) or bool(_MASK.fullmatch(words[at]))
        left = tuple(mine[at - _BESIDE : at])
        right = tuple(mine[at + masked : at + masked + _BESIDE])
        if len(right) < _BESIDE:
            continue
        for place in places.get(left, ())[:50]:
            start = place + _BESIDE
            for end in range(start + 1, min(start + _LONGEST, len(folded) - _BESIDE) + 1):
                if tuple(folded[end : end + _BESIDE]) == right:
                    clear = " ".join(theirs[start:end])
                    if fold(clear) != mine[at] or not masked:
                        yield _Unmasked(mask=words[at] if masked else "", words=clear)
                    break


def _masks_joined(words: list[str]) -> list[str]:
    """Return the words with each role and its label as one: `Witness`, `7` become `Witness 7`."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1].lower() in _ROLES and _LABEL.fullmatch(word):
            joined[-1] = f"{joined[-1]} {word}"
        else:
            joined.append(word)
    return joined
