from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from secondsource.analysis.claims.evidence import Evidence
from secondsource.analysis.claims.grouping import Group
from secondsource.analysis.claims.meaning.facets import read_facets
from secondsource.analysis.claims.meaning.stance import Stance
from secondsource.analysis.claims.titles import title
from secondsource.core.vetting.report import Quote
from secondsource.core.vetting.statement import Form, Modality, Position, Speaker, SpeakerKind, Statement, Strength


def said(number: int, text: str) -> Statement:
    return Statement(
        id=f"s-{number:012x}",
        report="a.md",
        content=Quote(text=text, start=0, end=len(text)),
        cue=None,
        source=None,
        chain=(Speaker(name="Harbour Desk", kind=SpeakerKind.ORGANISATION),),
        said_on=date(2031, 5, 4),
        said_on_basis=None,
        position=Position.AFFIRMS,
        modality=Modality.ASSERTED,
        form=Form.INDIRECT,
        language="en",
        fired=("tagger",),
        strength=Strength.CHECK,
    )


def heading(*texts: str) -> str:
    statements = [said(i, text) for i, text in enumerate(texts)]
    evidence = Evidence(
        statements=statements,
        facets=[read_facets(s) for s in statements],
        vectors=np.zeros((len(texts), 4), dtype=np.float32),
        refused={},
        stances=[Stance.SUPPORTS] * len(texts),
        origins=[None] * len(texts),
        reports={},
    )
    return title(Group(members=tuple(range(len(texts))), typical=(0.0,) * len(texts)), evidence)


@pytest.mark.parametrize(
    ("clear", "unclear"),
    [
        ("The harbour gates had been closed since Monday", "they had been closed since Monday morning"),
        ("Las compuertas estaban cerradas desde el lunes", "lo estaban, según él, desde la mañana del lunes"),
        ("The harbour firm hid two reports from the town", "the harbour firm of having hidden two reports"),
        ("The harbour gates must stay closed for a week", "to stay away from the harbour gates for a week"),
    ],
)
def test_a_claim_is_headed_by_words_that_stand_without_their_report(clear: str, unclear: str) -> None:
    assert heading(unclear, clear) == heading(clear, unclear) == clear


def test_marks_of_a_page_stay_out_of_the_heading() -> None:
    assert heading("that the **gates** stay closed until Friday night") == "The gates stay closed until Friday night"
