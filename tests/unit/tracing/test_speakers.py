import pytest
from tests.unit.tracing.story import report, say

from secondsource.analysis.tracing.speakers.cast import Role, cast_of, compare_roles
from secondsource.analysis.tracing.speakers.names import Sameness, compare_bodies, compare_persons, same_outlet
from secondsource.core.vetting.statement import SpeakerKind


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Glenda Parubek", "Glynda Parubek", Sameness.SAME),
        ("Dr. Ana María Souto", "Ana Maria Souto", Sameness.SAME),
        ("A. Souto", "Ana Souto", Sameness.SAME),
        ("Ana Souto Vidal", "Ana Souto", Sameness.SAME),
        ("Souto", "Ana Souto", Sameness.MAY),
        ("@AnaSouto", "Ana Souto", Sameness.SAME),
        ("Ana Souto", "Luis Souto", Sameness.DIFFERENT),
        ("Ana Souto", "Ana Prieto", Sameness.DIFFERENT),
        ("K1te and Glenda Parubek", "Glynda Parubek y K1te", Sameness.SAME),
        ("K1te and Glenda Parubek", "Glenda Parubek", Sameness.MAY),
        ("Lee", "Leo", Sameness.DIFFERENT),
    ],
)
def test_persons(a: str, b: str, expected: Sameness) -> None:
    assert compare_persons(a, b) is expected
    assert compare_persons(b, a) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("the Ministry of Health", "Ministerio de Salud", Sameness.SAME),
        ("Reporteros Sin Fronteras", "Reporteros sin Fronteras", Sameness.SAME),
        ("Department of Public Works", "DPW", Sameness.SAME),
        ("Harbour Watch", "Harbour Watch North", Sameness.MAY),
        ("Harbour Watch", "Harbor Watch", Sameness.SAME),
        ("Harbour Watch", "Forest Watch", Sameness.DIFFERENT),
    ],
)
def test_bodies(a: str, b: str, expected: Sameness) -> None:
    assert compare_bodies(a, b) is expected
    assert compare_bodies(b, a) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("The Pier", "The Pier Online", True),
        ("HTM Desk", "Harbour Tides Monthly", True),
        ("diario El Faro", "El Faro (blog)", True),
        ("Times", "Coast Times", False),
        ("Coast Times", "Coast Courier", False),
    ],
)
def test_outlets(a: str, b: str, expected: bool) -> None:  # noqa: FBT001 - a table's column
    assert same_outlet(a, b) is expected


def test_a_surname_is_the_one_person_who_bears_it() -> None:
    first = report("a.md", "Pier Post", "one two three four")
    second = report("b.md", "Lake Times", "one two three four")
    said = [
        say(first, "one", "P:Ana Souto"),
        say(first, "two", "P:Souto"),
        say(second, "three", "P:Luis Prieto"),
        say(second, "four", "P:Marta Prieto"),
        say(first, "four", "P:Prieto"),
    ]
    cast = cast_of(said)
    assert cast.role(said[1].chain[1], "a.md").name == "Ana Souto"
    assert cast.role(said[4].chain[1], "a.md").name == "Prieto"


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("B:its engineers", SpeakerKind.UNNAMED),
        ("P:deputy harbour master", SpeakerKind.UNNAMED),
        ("B:Un vecino", SpeakerKind.UNNAMED),
        ("P:K1te", SpeakerKind.PERSON),
        ("P:@kite_77", SpeakerKind.PERSON),
        ("B:Brightwater", SpeakerKind.ORGANISATION),
        ("B:the letter", SpeakerKind.DOCUMENT),
    ],
)
def test_a_description_is_no_name(link: str, kind: SpeakerKind) -> None:
    said = say(report("a.md", "Pier Post", "one"), "one", link)
    assert cast_of([said]).role(said.chain[1], "a.md").kind is kind


def test_a_certain_k1te_is_k1te() -> None:
    first, second = report("a.md", "Pier Post", "one"), report("b.md", "El Faro", "dos", language="es")
    said = [say(first, "one", "P:K1te"), say(second, "dos", "B:Un tal K1te")]
    cast = cast_of(said)
    assert cast.role(said[0].chain[1], "a.md").name == cast.role(said[1].chain[1], "b.md").name


def test_unnamed_speakers_are_never_one_across_reports() -> None:
    first, second = report("a.md", "Pier Post", "one"), report("b.md", "Lake Times", "one")
    said = [say(first, "one", "U:an official"), say(second, "one", "U:an official")]
    cast = cast_of(said)
    assert cast.role(said[0].chain[1], "a.md") != cast.role(said[1].chain[1], "b.md")


def test_a_video_may_be_a_groups_but_not_another_persons() -> None:
    video = Role("video", SpeakerKind.DOCUMENT)
    assert compare_roles(video, Role("Harbour Watch", SpeakerKind.GROUP)) is Sameness.MAY
    assert compare_roles(video, Role("Ana Souto", SpeakerKind.PERSON)) is Sameness.DIFFERENT
