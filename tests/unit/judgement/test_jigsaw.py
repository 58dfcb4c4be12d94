"""The jigsaw test: what only joins when the releases lie side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from secondsource.core.release.harm.jigsaw import ELSEWHERE, Attribute, Jigsaw, JigsawStanding, Mention, jigsaw

BRAE = Attribute(kind="village", value="Brae")
TEACHER = Attribute(kind="work", value="teacher")
FORTY = Attribute(kind="age", value="40s")
MARCH = Attribute(kind="day", value="4 March")
PEOPLE = {BRAE: 900, TEACHER: 60, FORTY: 12_000, MARCH: 30}
ATTRIBUTES = [BRAE, TEACHER, FORTY, MARCH]


def said(release: str, *attributes: Attribute, person: str = "p-1") -> Mention:
    return Mention(release=release, person=person, attributes=frozenset(attributes))


def only(*mentions: Mention) -> Jigsaw:
    (found,) = jigsaw(mentions, "r-2", PEOPLE)
    return found


def test_a_first_release_joins_with_nothing() -> None:
    assert only(said("r-2", BRAE, TEACHER)).standing is JigsawStanding.APART


def test_two_releases_without_a_shared_attribute_stay_apart() -> None:
    found = only(said("r-1", BRAE, TEACHER), said("r-2", FORTY, MARCH))
    assert found.standing is JigsawStanding.APART
    assert found.joints == ()


def test_a_shared_attribute_joins_and_says_what_is_new() -> None:
    found = only(said("r-1", BRAE, TEACHER), said("r-2", BRAE, MARCH))
    assert found.standing is JigsawStanding.TELLING
    assert [(one.one, one.other, one.through) for one in found.joints] == [("r-1", "r-2", (BRAE,))]
    assert found.new == ((MARCH, TEACHER),)
    assert found.at_most == 30


def test_an_attribute_that_two_people_of_a_release_share_does_not_join() -> None:
    found = jigsaw(
        [said("r-1", BRAE, TEACHER), said("r-1", BRAE, person="p-2"), said("r-2", BRAE, MARCH)], "r-2", PEOPLE
    )
    assert [one.standing for one in found] == [JigsawStanding.APART]


def test_what_was_joined_before_is_not_new() -> None:
    before = [said("r-0", BRAE, TEACHER), said("r-1", BRAE, MARCH)]
    assert only(*before, said("r-2", BRAE)).standing is JigsawStanding.APART


def test_a_release_can_bridge_two_that_were_apart() -> None:
    found = only(said("r-0", BRAE, TEACHER), said("r-1", MARCH, FORTY), said("r-2", BRAE, MARCH))
    assert (FORTY, TEACHER) in found.new


def test_public_knowledge_joins_as_well() -> None:
    found = only(said(ELSEWHERE, TEACHER, BRAE), said("r-2", TEACHER, FORTY))
    assert found.standing is JigsawStanding.TELLING


def test_what_nobody_has_estimated_gives_no_figure() -> None:
    (found,) = jigsaw([said("r-1", BRAE, TEACHER), said("r-2", BRAE, MARCH)], "r-2", {})
    assert found.standing is JigsawStanding.TELLING
    assert found.at_most is None


RELEASES = st.lists(
    st.builds(
        Mention,
        release=st.sampled_from(["r-0", "r-1", "r-2"]),
        person=st.sampled_from(["p-1", "p-2"]),
        attributes=st.frozensets(st.sampled_from(ATTRIBUTES), max_size=3),
    ),
    max_size=8,
)


@given(RELEASES)
def test_the_order_does_not_matter_and_new_pairs_stood_together_nowhere(mentions: list[Mention]) -> None:
    found = jigsaw(mentions, "r-2", PEOPLE)
    assert found == jigsaw(mentions[::-1], "r-2", PEOPLE)
    for one in found:
        for pair in one.new:
            own = [m for m in mentions if m.person == one.person]
            together = [
                release
                for release in {m.release for m in own}
                if set(pair) <= frozenset[Attribute]().union(*(m.attributes for m in own if m.release == release))
            ]
            assert together == []


@given(RELEASES)
def test_saying_less_never_makes_more_join(mentions: list[Mention]) -> None:
    silent = [m for m in mentions if m.release != "r-2"]
    assert jigsaw(silent, "r-2", PEOPLE) == ()
