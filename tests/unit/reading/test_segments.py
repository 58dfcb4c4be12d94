from secondsource.analysis.reading.segments import paragraphs, sentences, words
from secondsource.core.vetting.report import Span


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


def blocks(text: str) -> list[str]:
    return [span.of(text) for span in paragraphs(text)]


def test_each_line_of_a_news_file_is_a_paragraph() -> None:
    text = (
        "Bridge stays shut\nThe ministry said on Monday that the bridge would stay shut for a third week in a row.\nEnd"
    )
    assert blocks(text) == text.split("\n")


def test_blank_lines_part_paragraphs_whatever_the_line_ends() -> None:
    assert blocks("\r\n  One.  \r\n \t\r\nTwo.\r\rThree.\u2029Four.") == ["One.", "Two.", "Three.", "Four."]


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "The harbour office of Lindmoor told reporters on Thursday evening that\n"
        "the ferry would not sail before the weekend, because the engine had to\n"
        "be taken apart and a part was missing. The captain, who has served on\n"
        "the line for twenty years, agreed.\n"
        "A second paragraph starts here although no blank line stands between\n"
        "the two, and it too is broken at the same width as the first one was.\n"
    )
    assert len(blocks(text)) == 2
    assert blocks(text)[1].startswith("A second paragraph")


def test_short_lines_and_lists_are_not_joined() -> None:
    assert len(blocks("Name: Oda Berg\nPlace: Lindmoor\nDate: 4 May\nStatus: open")) == 4


def test_abbreviations_initials_and_decimals_do_not_end_a_sentence() -> None:
    assert len(split("Dr. Ida B. Holm of St. Mary's paid $3.5 million to U.S. Steel on Nov. 5 at 4 p.m. sharp.")) == 1
    assert len(split("La Dra. Inés G. Robles, de EE. UU., pagó 3.5 millones al Sr. Paz el art. 14 dice no.")) == 1


def test_a_sentence_may_end_with_an_abbreviation() -> None:
    assert split("They moved to the U.S. The firm followed.") == ["They moved to the U.S.", "The firm followed."]


def test_words_that_look_like_abbreviations_still_end_sentences() -> None:
    assert len(split("The man was ill. Berg drove on. He said no. Nobody came.")) == 4
    assert len(split("Cayeron al mar. Robles los vio. Dijo que no. Nadie vino.")) == 4


def test_closing_marks_belong_to_the_sentence_they_close() -> None:
    assert split("“We stay.” He left.") == ["“We stay.”", "He left."]
    assert split("«Nos quedamos». ¿Y ella? Se fue.") == ["«Nos quedamos».", "¿Y ella?", "Se fue."]


def test_words_keep_their_inner_marks() -> None:
    text = "Can't pay 3.5% by e-mail, señor."
    assert [span.of(text) for span in words(text, Span(0, len(text)))] == [
        "Can't",
        "pay",
        "3.5",
        "by",
        "e-mail",
        "señor",
    ]
