"""The jigsaw test: what a reader of *all* releases of a case can put together about somebody.

Each release speaks of people by fresh pseudonyms, so that nothing but what is said of them joins two mentions. A
reader joins them when both carry the same telling attribute: the same ship, the same day in the same village. The test
plays that reader, with the desk's own knowledge of who is who, and compares what could be put together before this
release with what can be put together with it. Two releases that join hold three attributes at least, the shared one and
one of each; and three harmless attributes (postal code, birth date, sex) singled out 87 % of all people in the United
States census of 1990 (Sweeney, 2000). So whatever joins anew is looked at by people, however common each part is.

It is an over-cautious reader, never a proof of safety: what somebody remembers or reads elsewhere it cannot know, save
what the desk enters as `elsewhere`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

ELSEWHERE = "elsewhere"
"""Stands for a release when an attribute is public knowledge."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Attribute:
    """Something said of a person, by kind and value: (`village`, `Brae`)."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What one release says of one person."""

    release: str
    person: str
    """The desk's own id, never published."""
    attributes: frozenset[Attribute]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """Two releases that a reader can join, and through what."""

    one: str
    other: str
    through: tuple[Attribute, ...]


class JigsawStanding(StrEnum):
    """What the test says of one person."""

    APART = "apart"
    """Nothing can be put together that one release did not say by itself."""
    TELLING = "telling"
    """Something new can be put together, and people have to look at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jigsaw:
    """What a reader can put together about one person with this release."""

    person: str
    standing: JigsawStanding
    joints: tuple[Joint, ...] = ()
    profile: tuple[Attribute, ...] = ()
    """All that stands together now."""
    new: tuple[tuple[Attribute, Attribute], ...] = ()
    """Pairs that stood together in no release and could not be put together before."""
    at_most: int | None = None
    """At most so many people fit: the smallest estimate among the joined attributes; None where there is none."""


def jigsaw(
    mentions: Iterable[Mention],
    this: str,
    people: Mapping[Attribute, int],
) -> tuple[Jigsaw, ...]:
    """Test this release against all earlier ones.

    Args:
        mentions: what each release says of each person, this one included, in any order.
        this: the release to be tested.
        people: how many people share an attribute, by a careful lower estimate; what is not estimated is unknown.

    Returns:
        One answer a person that this release mentions, by person.
    """
    gathered = _gathered(mentions)
    shared = _bearers(gathered)
    persons = sorted({mention.person for mention in gathered if mention.release == this})
    return tuple(
        _of_person([one for one in gathered if one.person == person], this, people, shared) for person in persons
    )


def _gathered(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Put together what one release says of one person in several places."""
    found: dict[tuple[str, str], frozenset[Attribute]] = {}
    for one in mentions:
        place = (one.release, one.person)
        found[place] = found.get(place, frozenset()) | one.attributes
    return tuple(
        Mention(release=release, person=person, attributes=attributes)
        for (release, person), attributes in sorted(found.items(), key=lambda item: item[0])
    )


def _bearers(mentions: Iterable[Mention]) -> dict[tuple[str, Attribute], int]:
    """Count the people to whom a release gives an attribute."""
    found: dict[tuple[str, Attribute], int] = {}
    for one in mentions:
        for attribute in one.attributes:
            found[one.release, attribute] = found.get((one.release, attribute), 0) + 1
    return found


def _of_person(
    mentions: Sequence[Mention],
    this: str,
    people: Mapping[Attribute, int],
    shared: dict[tuple[str, Attribute], int],
) -> Jigsaw:
    """Test one person."""
    person = mentions[0].person
    joints = tuple(
        joint
        for place, one in enumerate(mentions)
        for other in mentions[place + 1 :]
        if (joint := _joint(one, other, shared)) is not None
    )
    reached = _reached(this, joints)
    profile = frozenset[Attribute]().union(*(one.attributes for one in mentions if one.release in reached))
    before = [one for one in joints if this not in {one.one, one.other}]
    known = [
        frozenset[Attribute]().union(
            *(one.attributes for one in mentions if one.release in _reached(mention.release, before))
        )
        for mention in mentions
    ]
    ordered = sorted(profile)
    new = tuple(
        (one, other)
        for place, one in enumerate(ordered)
        for other in ordered[place + 1 :]
        if not any({one, other} <= group for group in known)
    )
    if not new:
        return Jigsaw(person=person, standing=JigsawStanding.APART, joints=joints, profile=tuple(ordered))
    return Jigsaw(
        person=person,
        standing=JigsawStanding.TELLING,
        joints=joints,
        profile=tuple(ordered),
        new=new,
        at_most=min((people[attribute] for attribute in ordered if attribute in people), default=None),
    )


def _joint(one: Mention, other: Mention, shared: dict[tuple[str, Attribute], int]) -> Joint | None:
    """Say through what a reader joins two mentions: attributes that each release gives to one person alone."""
    through = tuple(
        sorted(
            attribute
            for attribute in one.attributes & other.attributes
            if shared[one.release, attribute] == shared[other.release, attribute] == 1
        )
    )
    return Joint(one=one.release, other=other.release, through=through) if through else None


def _reached(start: str, joints: Iterable[Joint]) -> frozenset[str]:
    """Return every release that a reader reaches from one, over joints of joints."""
    reached, links = {start}, [(joint.one, joint.other) for joint in joints]
    while True:
        more = {place for link in links if reached & set(link) for place in link} - reached
        if not more:
            return frozenset(reached)
        reached |= more
