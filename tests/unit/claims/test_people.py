"""Who is named, and why naming could harm."""

from __future__ import annotations

from tests.unit.claims.story import Story

from secondsource.analysis.claims.people import people
from secondsource.core.vetting.decisions import Decisions
from secondsource.core.vetting.finding import Person


def found(story: Story, *names: tuple[str, str, str | None], decisions: Decisions | None = None) -> dict[str, Person]:
    return {
        p.name: p for p in people(story.reports, story.readings(*names), story.statements, decisions or Decisions())
    }


def test_an_accused_official_is_not_harmless() -> None:
    story = Story()
    story.say("alder.md", "a neighbour", "Pia Holm, the water minister, has worked with the smugglers")
    person = found(story, ("alder.md", "Pia Holm", "water minister"))["Pia Holm"]
    assert person.private is False
    assert person.harm_hint.startswith("An official is accused by a source nobody has identified")


def test_a_handle_is_a_person_and_a_group_is_not() -> None:
    story = Story()
    story.say("alder.md", "@gatekeeper7", "the plan is off")
    story.say("alder.md", "River Crew", "the plan is on")
    everybody = found(story)
    assert set(everybody) == {"@gatekeeper7"}
    assert "handle" in everybody["@gatekeeper7"].harm_hint


def test_a_short_name_joins_the_one_full_name() -> None:
    story = Story()
    story.say("alder.md", "River Crew", "Lena Quist spoke at the dam")
    story.say("birch.md", "River Crew", "Quist left before noon")
    everybody = found(story, ("alder.md", "Lena Quist", None), ("birch.md", "Quist", None))
    assert list(everybody) == ["Lena Quist"]
    assert len(everybody["Lena Quist"].mentions) == 2


def test_relatives_are_private_and_the_editor_decides_otherwise() -> None:
    story = Story()
    story.say("alder.md", "River Crew", "Ada Holm was at home that night")
    name = ("alder.md", "Ada Holm", "sister of the diver")
    assert found(story, name)["Ada Holm"].private is True
    told = Decisions(private=(("Ada Holm", False),))
    assert found(story, name, decisions=told)["Ada Holm"].private is False


def test_everybody_has_a_hint() -> None:
    story = Story()
    story.say("alder.md", "Lena Quist", "Omar Vidal was kidnapped at the dam")
    everybody = found(story, ("alder.md", "Omar Vidal", None))
    assert all(p.harm_hint for p in everybody.values())
    assert "victim" in everybody["Omar Vidal"].harm_hint
    assert next(iter(everybody)) == "Omar Vidal"
