from __future__ import annotations

import pytest
from tests.unit.reading.chains.marked import read_marks, report_of, sentences_of

from secondsource.analysis.reading.chains.persons import persons
from secondsource.analysis.reading.chains.statements import statements
from secondsource.core.vetting.statement import PersonMention


def people(marked: str, language: str) -> tuple[PersonMention, ...]:
    read = read_marks(marked)
    report, sentences = report_of(read.text, language), sentences_of(read.text, language)
    return persons(report, sentences, statements(report, read.attributions, sentences))


@pytest.mark.parametrize(
    ("marked", "language", "expected"),
    [
        ("Police named Tobias Quill, a dock worker, in Low Ferry.", "en", {"Tobias Quill"}),
        ("[1:Mara Odu] <1:told> the newspaper Morning Tide {1:no}.", "en", {"Mara Odu"}),
        ("The Ministry of Water and the Valley Chronicle met.", "en", set()),
        ("La vecina Mara Quiroz vive en Puerto Bajo.", "es", {"Mara Quiroz"}),
        ("[1:El usuario @marea_9] <1:dijo> {1:que no}.", "es", {"@marea_9"}),
    ],
)
def test_who_is_listed(marked: str, language: str, expected: set[str]) -> None:
    assert {mention.name for mention in people(marked, language)} == expected


@pytest.mark.parametrize(
    ("marked", "language", "public"),
    [
        ("The minister Tobias Quill left.", "en", True),
        ("They buried Tobias Quill, a dock worker, there.", "en", False),
        ("They saw James Quill there.", "en", None),
        ("La alcaldesa Mara Quiroz salió.", "es", True),
        ("La vecina Mara Quiroz salió.", "es", False),
    ],
)
def test_public_role(marked: str, language: str, public: bool | None) -> None:  # noqa: FBT001  # a table's column
    assert [mention.public_role for mention in people(marked, language)] == [public]


def test_every_mention_is_listed_under_the_full_name() -> None:
    found = people("The minister Tobias Quill left. Quill will not return.", "en")
    assert [mention.name for mention in found] == ["Tobias Quill", "Tobias Quill"]
