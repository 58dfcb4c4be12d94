import pytest

from secondsource.analysis.reading.quotation import quotations
from secondsource.analysis.reading.segments import paragraphs


def quoted(text: str) -> list[str]:
    return [span.of(text) for span in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We stay,” said Ida.", ["“We stay,”"]),
        ('"We stay," said Ida. "Here."', ['"We stay,"', '"Here."']),
        ("«No hay nada», dijo Inés.", ["«No hay nada»"]),
        ("``We stay,'' said Ida.", ["``We stay,''"]),
        ("‘We’re here to stay,’ said Ida.", ["‘We’re here to stay,’"]),
        ("'We don't know,' she said.", ["'We don't know,'"]),
        ("“He told me ‘stay’ and I did,” said Ida.", ["“He told me ‘stay’ and I did,”"]),
        ("«Me dijo “quédate” y me quedé», contó.", ["«Me dijo “quédate” y me quedé»"]),
        ('The plank is 6\'2" long and 4" wide.', []),
        ("The workers' hall and the '90s, rock 'n' roll.", []),
        ("—No hay nada —dijo Inés—. Seguimos mañana.", ["—No hay nada", "Seguimos mañana."]),
        ("A stray »» is nothing.", []),
        ("Nothing is quoted — he went — here.", []),
    ],
)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_each_paragraph_of_a_long_quotation_opens_again() -> None:
    text = "“We stay, said the first.\n\n“And we work.”"
    assert quoted(text) == ["“We stay, said the first.", "“And we work.”"]


def test_an_unclosed_straight_mark_ends_with_its_sentence() -> None:
    assert quoted('She said: "We stay. Then she left the room.') == ['"We stay.']


def test_an_odd_mark_does_not_shift_the_others() -> None:
    text = 'A sign with "one word. Later: "We stay," she said. "Here," he said.'
    assert quoted(text)[1:] == ['"We stay,"', '"Here,"']
