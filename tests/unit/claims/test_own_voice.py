"""Sentences in an outlet's own voice, taken only when others are quoted on the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.unit.claims.story import Story

from secondsource.analysis.claims.own_voice import own_voice
from secondsource.analysis.embeddings import Embedder
from secondsource.core.vetting.report import Report, Span
from secondsource.core.vetting.statement import Form, Position, Reading, Sentence, Statement

EMBEDDER = Embedder()
QUOTED = (
    "the opening of the gates of the dam has been called off",
    "the crew will open the gates of the dam on Friday",
)


def proposed(sentence: str) -> tuple[Statement, ...]:
    story = Story()
    for file in ("alder.md", "birch.md", "cedar.md"):
        for content in QUOTED:
            story.say(file, "River Crew", content)
    reports = [
        *story.reports,
        Report(file="dune.md", sha256="0" * 64, text=sentence, outlet="The Dune", published=date(2031, 5, 9)),
    ]
    own = Reading(
        report="dune.md",
        statements=(),
        sentences=(Sentence(span=Span(0, len(sentence)), paragraph=0, language="en"),),
        persons=(),
        methods=(),
    )
    return own_voice(reports, [*story.readings(), own], EMBEDDER)


def test_a_status_told_without_a_source_is_the_outlets_own() -> None:
    (made,) = proposed("The crew has called off the opening of the gates of the dam.")
    assert (made.form, made.position) == (Form.OWN_VOICE, Position.ANNOUNCES_CANCEL)
    assert [s.name for s in made.chain] == ["The Dune", "The Dune"]
    assert made.said_on == date(2031, 5, 9)
    assert made.content.text == "The crew has called off the opening of the gates of the dam."


def test_a_doubt_about_what_others_say_is_taken() -> None:
    (made,) = proposed("It is unclear whether the crew will open the gates of the dam.")
    assert made.position is Position.DOUBTS


def test_other_news_is_left_alone() -> None:
    assert proposed("The village choir has called off its concert because of the rain.") == ()
    assert proposed("The crew painted the gates of the dam.") == ()


def test_what_is_attributed_already_is_not_proposed_again() -> None:
    story = Story()
    for file in ("alder.md", "birch.md", "cedar.md", "dune.md"):
        story.say(file, "River Crew", QUOTED[0])
    readings = [
        replace(r, sentences=(Sentence(span=s.content.span, paragraph=0, language="en"),))
        for r, s in zip(story.readings(), story.statements, strict=True)
    ]
    assert own_voice(story.reports, readings, EMBEDDER) == ()
