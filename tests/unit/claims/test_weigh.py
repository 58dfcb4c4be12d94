"""Weighing an invented folder: claims, counts, contradictions, timeline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.claims.story import Story

from secondsource.analysis.claims.weigh import Weighed, weigh
from secondsource.analysis.embeddings import Embedder
from secondsource.core.vetting.decisions import Decisions
from secondsource.core.vetting.finding import Claim, ContradictionKind
from secondsource.core.vetting.statement import Position

EMBEDDER = Embedder()
THREAT = "the crew will open the gates of the dam on Friday unless the council stops the works"
OFF = "the opening of the gates has been called off"


def weighed(story: Story, decisions: Decisions | None = None, **circles: str) -> Weighed:
    return weigh(
        story.reports,
        story.readings(),
        story.statements,
        story.tracing(**circles),
        decisions=decisions or Decisions(),
        embedder=EMBEDDER,
    )


def claim_with(result: Weighed, statement: str) -> Claim:
    return next(c for c in result.claims if statement in (*c.supporting, *c.denying, *c.unsure))


@pytest.fixture
def story() -> Story:
    told = Story()
    threat, cancel, resume = date(2031, 5, 2), date(2031, 5, 4), date(2031, 5, 6)
    for day, file in enumerate(("alder.md", "birch.md", "cedar.md"), start=3):
        told.say(
            file, "River Crew", THREAT, on=threat, position=Position.ANNOUNCES_THREAT, published=date(2031, 5, day)
        )
    told.say("dogwood.md", "River Crew", OFF, on=cancel, position=Position.ANNOUNCES_CANCEL, published=date(2031, 5, 5))
    told.say(
        "encina.md",
        "River Crew",
        "la apertura de las compuertas queda cancelada",
        on=cancel,
        position=Position.ANNOUNCES_CANCEL,
        language="es",
        published=date(2031, 5, 5),
    )
    told.say(
        "fir.md",
        "Lena Quist",
        "the opening of the gates goes ahead",
        on=resume,
        position=Position.ANNOUNCES_RESUME,
        published=date(2031, 5, 6),
    )
    return told


def test_relays_of_one_speaker_are_one_origin(story: Story) -> None:
    found = claim_with(weighed(story), story.statements[0].id)
    assert len(found.supporting) == 3
    assert (found.origins.low, found.origins.likely, found.origins.high) == (1, 1, 1)
    assert found.single_origin
    assert found.likelihood is None
    assert found.origins.reasons


def test_one_act_in_two_languages_is_one_claim(story: Story) -> None:
    found = claim_with(weighed(story), story.statements[3].id)
    assert set(found.supporting) == {story.statements[3].id, story.statements[4].id}


def test_going_on_contradicts_being_off_and_a_speaker_supersedes_itself(story: Story) -> None:
    kinds = {frozenset((c.a, c.b)): c for c in weighed(story).contradictions}
    threat, off, on = (story.statements[k].id for k in (0, 3, 5))
    assert kinds[frozenset((on, off))].kind is ContradictionKind.CONTRADICTS
    superseded = kinds[frozenset((off, threat))]
    assert superseded.kind is ContradictionKind.SUPERSEDES
    assert superseded.a == off
    assert "2031-05-04 / 2031-05-02" in superseded.why


def test_the_timeline_joins_relays_and_keeps_the_undated(story: Story) -> None:
    story.say("gum.md", "@gatekeeper7", "the plan is off for good", position=Position.ANNOUNCES_CANCEL)
    entries = weighed(story).timeline
    assert [(e.date, e.act, len(e.statements)) for e in entries] == [
        (date(2031, 5, 2), "threatened", 3),
        (date(2031, 5, 4), "cancelled", 2),
        (date(2031, 5, 6), "resumed", 1),
        (None, "cancelled", 1),
    ]
    assert "2031-05-10" in (entries[-1].date_basis or "")


def test_order_and_file_names_change_no_count(story: Story) -> None:
    before = weighed(story)
    backwards = weigh(
        story.reports[::-1],
        story.readings()[::-1],
        story.statements[::-1],
        replace(story.tracing(), origins=story.tracing().origins[::-1]),
        decisions=Decisions(),
        embedder=EMBEDDER,
    )
    assert backwards == before


def test_a_denial_stands_in_the_claim_it_denies() -> None:
    told = Story()
    yes = told.say("alder.md", "Lena Quist", "two divers were kidnapped at the dam on Sunday")
    told.say("birch.md", "Omar Vidal", "two divers were abducted at the dam")
    no = told.say("cedar.md", "River Crew", "the kidnapping of the divers never took place", position=Position.DENIES)
    open_ = told.say(
        "dogwood.md",
        "Hydrology Institute",
        "it could not confirm that the divers had been kidnapped",
        position=Position.CANNOT_CONFIRM,
    )
    result = weighed(told)
    found = claim_with(result, yes)
    assert no in found.denying
    assert open_ in found.unsure
    assert found.origins.high == 2
    assert any({c.a, c.b} == {no, yes} for c in result.contradictions)


def test_unnamed_voices_are_never_new_for_sure() -> None:
    told = Story()
    told.say("alder.md", "a neighbour", "the tunnel under the dam is flooded")
    told.say("birch.md", "an engineer", "the tunnel under the dam is flooded")
    found = weighed(told).claims[0]
    assert (found.origins.low, found.origins.high) == (1, 2)
    assert any("Not known from whom" in r for r in found.origins.reasons)


def test_members_of_one_circle_may_be_one_voice() -> None:
    told = Story()
    for file, who in (("alder.md", "Lena Quist"), ("birch.md", "Omar Vidal")):
        told.say(file, who, "the tunnel under the dam is flooded", on=date(2031, 5, 3))
    apart, together = weighed(told).claims[0], weighed(told, Lena_Quist="River Crew", Omar_Vidal="River Crew").claims[0]
    assert (apart.origins.low, apart.origins.likely) == (2, 2)
    assert (together.origins.low, together.origins.likely, together.origins.high) == (1, 1, 2)
    assert together.likelihood is None


def test_a_likelihood_needs_grades_and_two_origins() -> None:
    told = Story()
    for file, who in (("alder.md", "Lena Quist"), ("birch.md", "Omar Vidal"), ("cedar.md", "Hydrology Institute")):
        told.say(file, who, "the tunnel under the dam is flooded", on=date(2031, 5, 3))
    plain = weighed(told)
    assert plain.claims[0].likelihood is None
    assert any("graded" in note for note in plain.notes)
    graded = weighed(told, Decisions(grades=(("Lena Quist", "B"), ("omar vidal", "C")))).claims[0]
    assert graded.likelihood is not None
    assert graded.likelihood.word in {"likely", "very likely"}
    assert graded.likelihood.prior == 0.5
    assert len(graded.leave_one_out) == 3


def test_an_outlet_that_names_nobody_is_no_origin() -> None:
    told = Story()
    told.say("alder.md", "Lena Quist", "the tunnel under the dam is flooded", on=date(2031, 5, 3))
    told.say("birch.md", "The Birch", "the tunnel under the dam is flooded")
    found = weighed(told).claims[0]
    assert (found.mentions, found.origins.high) == (2, 1)


def test_two_figures_for_one_thing_clash_and_two_things_do_not() -> None:
    told = Story()
    a = told.say("alder.md", "Lena Quist", "they would publish 40 names of inspectors", on=date(2031, 5, 3))
    b = told.say("birch.md", "Omar Vidal", "they would publish 55 names of inspectors", on=date(2031, 5, 3))
    pairs = [{c.a, c.b} for c in weighed(told).contradictions]
    assert {a, b} in pairs


def test_who_knew_and_did_not_know_is_a_correction() -> None:
    told = Story()
    first = told.say(
        "alder.md", "Lena Quist", "the council did not know who held the keys of the gates", on=date(2031, 5, 3)
    )
    later = told.say(
        "alder.md", "Lena Quist", "the council did know who held the keys of the gates", on=date(2031, 5, 4)
    )
    (found,) = [c for c in weighed(told).contradictions if {c.a, c.b} == {first, later}]
    assert (found.kind, found.a) == (ContradictionKind.CORRECTS, later)


def test_the_editor_merges_and_splits_claims(story: Story) -> None:
    ids = [s.id for s in story.statements]
    split = weighed(story, Decisions(split_claims=(frozenset({ids[0]}),)))
    assert claim_with(split, ids[0]).supporting == (ids[0],)
    merged = weighed(story, Decisions(merged_claims=(frozenset({ids[3], ids[5]}),)))
    assert ids[5] in (*(c := claim_with(merged, ids[3])).supporting, *c.denying)


def test_nothing_said_is_nothing_weighed() -> None:
    assert weighed(Story()) == Weighed(claims=(), contradictions=(), timeline=(), people=())
