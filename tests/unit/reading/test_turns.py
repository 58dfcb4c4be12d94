"""Transcripts: turns of speech become statements of their speakers."""

from __future__ import annotations

from secondsource.analysis.reading import segments, turns
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Attribution

TALK = """Host: Is the ferry coming back?

Quill: It sails on Friday. Nobody asked us.

Host: And the fare?

Quill: We will not raise it. Who would pay?"""


def _said(text: str, found: list[Attribution] | None = None) -> list[tuple[str, str]]:
    made = turns.with_turns(text, segments.paragraphs(text), found or [])
    return [(one.source.of(text) if one.source else "", one.content.of(text)) for one in made]


def test_answers_are_statements_and_questions_are_not() -> None:
    assert _said(TALK) == [
        ("Quill", "It sails on Friday."),
        ("Quill", "Nobody asked us."),
        ("Quill", "We will not raise it."),
    ]


def test_spanish_labels() -> None:
    text = "P: ¿Vuelve?\n\nR: Vuelve el viernes.\n\nP: ¿Y el precio?\n\nR: No subirá."
    assert _said(text) == [("", "Vuelve el viernes."), ("", "No subirá.")]


def test_a_text_with_one_colon_is_no_transcript() -> None:
    text = "Warning: the quay is wet.\n\nThe ferry sails.\n\nNobody asked."
    assert _said(text) == []


def test_what_others_say_inside_a_turn_stays() -> None:
    text = TALK.replace("And the fare?", "The port says fares rise.")
    start = text.index("The port")
    inner = Attribution(
        source=Span(start, start + 8), cue=Span(start + 9, start + 13), content=Span(start + 14, start + 24)
    )
    assert ("The port", "fares rise") in _said(text, [inner])
