"""The cast of a case: every named speaker once, under one name, whatever the report, the spelling or the language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from secondsource.analysis.tracing.function_words import FUNCTION_WORDS
from secondsource.analysis.tracing.speakers.names import (
    Sameness,
    abbreviates,
    compare_bodies,
    compare_persons,
    core,
    person_words,
    same_outlet,
    shortens,
)
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.statement import Speaker, SpeakerKind, Statement

LARGEST_BLOCK = 400
"""Names that share a word and are still compared one by one."""

MEDIA = {
    "video": "video",
    "videos": "video",
    "clip": "video",
    "footage": "video",
    "grabacion": "video",
    "recording": "video",
    "letter": "letter",
    "carta": "letter",
    "message": "message",
    "mensaje": "message",
    "communique": "communique",
    "comunicado": "communique",
    "manifiesto": "communique",
    "manifesto": "communique",
    "audio": "audio",
    "leaflet": "leaflet",
    "panfleto": "leaflet",
    "banner": "banner",
    "manta": "banner",
    "pancarta": "banner",
}
"""Folded words for documents that speak for somebody, in both languages, to one word each."""

_MARKED = re.compile(r"[A-ZÁÉÍÓÚÜÑ0-9@#_.]")
_BODIES = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.GROUP, SpeakerKind.OUTLET})


@dataclass(frozen=True, slots=True)
class Role:
    """One speaker of the case."""

    name: str
    """The fullest, then the most frequent spelling."""
    kind: SpeakerKind


@dataclass(slots=True)
class Cast:
    """Looks up who a link of a chain is."""

    roles: dict[tuple[str, str], Role] = field(default_factory=dict)
    """(name, report or "") to the role; a bare surname may be one person here and another there."""

    def role(self, speaker: Speaker, report: str) -> Role:
        """Return the role of a named link; an unnamed one is a role of its own, in this report only."""
        medium = medium_of(speaker)
        if medium is not None:
            return self.roles.get((speaker.name, ""), Role(medium, SpeakerKind.DOCUMENT))
        if nameless(speaker):
            return Role(f"{fold(speaker.name)} ({report})", SpeakerKind.UNNAMED)
        found = self.roles.get((speaker.name, report)) or self.roles.get((speaker.name, ""))
        return found or Role(speaker.name, speaker.kind)


def nameless(speaker: Speaker) -> bool:
    """Say whether a link names nobody, whatever kind it was read as: `its editors` describes, `K1te` names.

    A name has a capital, a figure or a sign such as @ or a dot; a capital on a word that can begin a sentence
    (`Un portavoz`) is none.
    """
    if speaker.kind is SpeakerKind.UNNAMED:
        return True
    first, *rest = speaker.name.split() or [""]
    if _MARKED.search(" ".join(rest)) or (first.casefold() not in FUNCTION_WORDS and _MARKED.search(first)):
        return False
    return speaker.kind is not SpeakerKind.DOCUMENT


def medium_of(speaker: Speaker) -> str | None:
    """Return the document an unnamed or document speaker speaks through: `masked man in the video` gives `video`.

    Several reports then mean one video, unless dates say otherwise; a man alone stays whoever he is.
    """
    if speaker.kind is not SpeakerKind.DOCUMENT and not nameless(speaker):
        return None
    found = next((MEDIA[word] for word in reversed(fold(speaker.name).split()) if word in MEDIA), None)
    if found is None and speaker.kind is SpeakerKind.DOCUMENT:
        return " ".join(core(speaker.name))
    return found


def compare_roles(a: Role, b: Role) -> Sameness:
    """Compare two roles of one cast: equal ones are one; otherwise at most a part or a branch of the other."""
    if a == b or (a.name == b.name and a.kind is not SpeakerKind.UNNAMED):
        return Sameness.SAME
    if SpeakerKind.UNNAMED in {a.kind, b.kind}:
        return Sameness.MAY
    if SpeakerKind.DOCUMENT in {a.kind, b.kind}:
        # A video or a letter speaks for whoever made it; a person named elsewhere is somebody else.
        return Sameness.DIFFERENT if SpeakerKind.PERSON in {a.kind, b.kind} else Sameness.MAY
    if a.kind is SpeakerKind.PERSON and b.kind is SpeakerKind.PERSON:
        return Sameness.MAY if compare_persons(a.name, b.name) is Sameness.MAY else Sameness.DIFFERENT
    if a.kind in _BODIES and b.kind in _BODIES:
        return Sameness.DIFFERENT if compare_bodies(a.name, b.name) is Sameness.DIFFERENT else Sameness.MAY
    return Sameness.DIFFERENT


def cast_of(statements: Sequence[Statement]) -> Cast:
    """Return the cast of all links of all chains."""
    seen: Counter[tuple[str, SpeakerKind]] = Counter()
    places: dict[str, set[str]] = {}
    for statement in statements:
        for link in statement.chain:
            if not nameless(link):
                seen[link.name, link.kind] += 1
                places.setdefault(link.name, set()).add(statement.report)
    kinds: dict[str, Counter[SpeakerKind]] = {}
    for (name, kind), number in seen.items():
        kinds.setdefault(name, Counter())[kind] += number
    kind_of = _settled({name: max(sorted(counts), key=lambda k: counts[k]) for name, counts in kinds.items()})
    often = {name: counts.total() for name, counts in kinds.items()}
    cast = Cast()
    _enter_bodies(cast, [n for n, k in kind_of.items() if k in _BODIES], kind_of, often)
    _enter_persons(cast, [n for n, k in kind_of.items() if k is SpeakerKind.PERSON], often, places)
    bodies = {core(name): cast.roles[name, ""] for name, kind in kind_of.items() if kind in _BODIES}
    for name, kind in kind_of.items():
        words = core(name)
        # `the Harbour Watch report` speaks for Harbour Watch.
        owner = next((bodies[words[:n]] for n in range(len(words) - 1, 0, -1) if words[:n] in bodies), None)
        if kind is SpeakerKind.DOCUMENT and owner is not None:
            cast.roles[name, ""] = owner
    return cast


def _settled(kind_of: dict[str, SpeakerKind]) -> dict[str, SpeakerKind]:
    """Settle names taken for a person here and a body there: a branch of a body is one, a known surname a person."""
    bodies = {core(name) for name, kind in kind_of.items() if kind in _BODIES and len(core(name)) > 0}
    surnames = {
        person_words(name)[-1]
        for name, kind in kind_of.items()
        if kind is SpeakerKind.PERSON and len(person_words(name)) > 1 and core(name)[:1] not in bodies
    }
    settled = dict(kind_of)
    for name, kind in kind_of.items():
        words = core(name)
        branch = words in bodies or any(words[:n] in bodies and words[0] not in surnames for n in range(1, len(words)))
        if kind is SpeakerKind.PERSON and branch:
            settled[name] = SpeakerKind.GROUP
        elif kind in {SpeakerKind.ORGANISATION, SpeakerKind.GROUP} and len(words) == 1 and words[0] in surnames:
            settled[name] = SpeakerKind.PERSON
    return settled


def _enter_bodies(cast: Cast, names: list[str], kind_of: dict[str, SpeakerKind], often: dict[str, int]) -> None:
    """Enter organisations, groups and outlets: equal names join, and a short form with the one body it can mean.

    Branches and parts do not join.
    """
    for members in _joined(names, core, lambda a, b: _same_body(a, b, kind_of)):
        best = _best(members, often)
        role = Role(best, kind_of[best])
        for name in members:
            cast.roles[name, ""] = role
    bodies = [name for name in names if kind_of[name] is not SpeakerKind.OUTLET]
    by_key: dict[str, list[str]] = {}
    for name in bodies:
        for key in {*core(name), name[:1].upper()}:
            by_key.setdefault(key, []).append(name)
    for name in bodies:
        words = core(name)[:1]
        near = [other for key in (*words, name[:1]) for other in by_key.get(key, ())[:LARGEST_BLOCK]]
        whole = {cast.roles[other, ""] for other in near if shortens(name, other) or abbreviates(name, other)}
        if len(whole) == 1:
            cast.roles[name, ""] = whole.pop()


def _same_body(a: str, b: str, kind_of: dict[str, SpeakerKind]) -> bool:
    """Say whether two bodies are one; outlets have their own short forms."""
    if kind_of[a] is SpeakerKind.OUTLET and kind_of[b] is SpeakerKind.OUTLET:
        return same_outlet(a, b)
    return compare_bodies(a, b) is Sameness.SAME


def _enter_persons(cast: Cast, names: list[str], often: dict[str, int], places: dict[str, set[str]]) -> None:
    """Enter persons; a bare surname is the one full name that fits, in its own report if several fit."""
    full = [name for name in names if len(person_words(name)) > 1]
    bare = [name for name in names if len(person_words(name)) <= 1]
    for members in _joined(full, person_words, lambda a, b: compare_persons(a, b) is Sameness.SAME):
        role = Role(_best(members, often), SpeakerKind.PERSON)
        for name in members:
            cast.roles[name, ""] = role
    by_word: dict[str, list[str]] = {}
    for name in full:
        for word in person_words(name):
            by_word.setdefault(word[:3], []).append(name)
    lonely: list[str] = []
    for name in bare:
        near = by_word.get("".join(person_words(name))[:3], [])
        fits = [other for other in near if compare_persons(name, other) is Sameness.MAY]
        roles = {cast.roles[other, ""] for other in fits}
        if len(roles) == 1:
            cast.roles[name, ""] = roles.pop()
            continue
        for report in places[name]:
            here = {cast.roles[other, ""] for other in fits if report in places[other]}
            if len(here) == 1:
                cast.roles[name, report] = here.pop()
        lonely.append(name)
    for members in _joined(lonely, person_words, lambda a, b: compare_persons(a, b) is Sameness.SAME):
        role = Role(_best(members, often), SpeakerKind.PERSON)
        for name in members:
            cast.roles[name, ""] = role


def _best(names: Iterable[str], often: dict[str, int]) -> str:
    """Return the fullest name, then the most frequent, then the first by letters."""
    return min(names, key=lambda n: (-len(core(n)), -often[n], n))


def _joined(
    names: Iterable[str], words: Callable[[str], tuple[str, ...]], same: Callable[[str, str], bool]
) -> list[list[str]]:
    """Return `names` in groups that are one, comparing only names that share the beginning of a word."""
    ordered = sorted(names)
    leader = {name: name for name in ordered}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    blocks: dict[str, list[str]] = {}
    for name in ordered:
        parts = words(name)
        keys = {part[:3] for part in parts} | {"".join(part[0] for part in parts)}
        for key in keys:
            blocks.setdefault(key, []).append(name)
    for block in blocks.values():
        for place, name in enumerate(block[:LARGEST_BLOCK]):
            for other in block[place + 1 : LARGEST_BLOCK]:
                if find(name) != find(other) and same(name, other):
                    leader[find(other)] = find(name)
    groups: dict[str, list[str]] = {}
    for name in ordered:
        groups.setdefault(find(name), []).append(name)
    return list(groups.values())
