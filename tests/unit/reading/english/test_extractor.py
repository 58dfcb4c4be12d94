import pytest

from secondsource.analysis.reading.english.extractor import EnglishExtractor, merge
from secondsource.analysis.reading.english.rules import attributions as by_rules
from secondsource.analysis.reading.segments import paragraphs
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Attribution, Form, Strength

TEXT = "The harbour office said that the ferry would not sail, but divers fear a storm."


def tagged(content: str, source: str | None = None, cue: str | None = None) -> Attribution:
    """A find of the tagger, by its words in `TEXT`."""

    def place(words: str) -> Span:
        start = TEXT.index(words)
        return Span(start, start + len(words))

    return Attribution(
        content=place(content),
        source=place(source) if source else None,
        cue=place(cue) if cue else None,
        fired=("tagger",),
        confidence=0.9,
    )


def test_without_weights_the_rules_read_alone_and_say_so() -> None:
    extractor = EnglishExtractor(None)
    (first, *_) = extractor.attributions(TEXT, paragraphs(TEXT))
    assert first.strength is Strength.CHECK
    assert first.fired == ("rule:clause",)
    assert len(extractor.notes) == 1
    assert all("tagger" not in method for method in extractor.methods)


def test_what_both_find_is_strong_and_keeps_the_tagger_s_borders() -> None:
    mine = tagged("the ferry would not sail", "The harbour office", "said")
    found = merge(TEXT, [mine], by_rules(TEXT, paragraphs(TEXT)))
    strong = [one for one in found if one.strength is Strength.STRONG]
    assert [one.content for one in strong] == [mine.content]
    assert strong[0].fired == ("tagger", "rule:clause")
    assert strong[0].confidence == 0.9


def test_a_speaker_the_tagger_has_missed_comes_from_the_rule() -> None:
    found = merge(TEXT, [tagged("the ferry would not sail")], by_rules(TEXT, paragraphs(TEXT)))
    strong = next(one for one in found if one.strength is Strength.STRONG)
    assert strong.source is not None
    assert strong.source.of(TEXT) == "The harbour office"


def test_what_the_tagger_alone_finds_should_be_checked() -> None:
    (only,) = merge(TEXT, [tagged("a storm", "divers", "fear")], [])
    assert only.strength is Strength.CHECK
    assert only.fired == ("tagger",)


def test_frames_the_tagger_does_not_know_are_kept() -> None:
    text = "As the Post reported on Tuesday:\n\nThe crane was sold in May. Nobody was told."
    found = merge(text, [], by_rules(text, paragraphs(text)))
    assert [one.form for one in found] == [Form.BLOCK]


def test_a_mere_verb_of_attitude_is_not_kept_beside_the_tagger() -> None:
    text = "The council backed the plan."
    rules_alone = by_rules(text, paragraphs(text))
    assert len(rules_alone) == 1
    assert merge(text, [], rules_alone) == []


def test_an_empty_report_says_nothing() -> None:
    assert EnglishExtractor(None).attributions("", []) == []


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        (
            "The kilns, the foreman argued, were never inspected in winter.",
            "The kilns, the foreman argued, were never inspected in winter",
            "the foreman",
        ),
        (
            "Unless the crane is sold, it goes on, the yard will close at noon.",
            "Unless the crane is sold, it goes on, the yard will close at noon",
            "it",
        ),
        (
            "The harbour office told residents of Lindmoor and Saltby to stay indoors.",
            "residents of Lindmoor and Saltby to stay indoors",
            "The harbour office",
        ),
    ],
)
def test_what_rules_see_in_plain_sight_is_kept_where_the_tagger_sees_nothing(
    text: str, content: str, source: str
) -> None:
    (found,) = merge(text, [], by_rules(text, paragraphs(text)))
    assert content.endswith(found.content.of(text))
    assert found.source is not None
    assert found.source.of(text) == source


@pytest.mark.parametrize(
    "text",
    ["Growers, ministers and the northern states, met in the old hall.", "The show will go on in May, rain or not."],
)
def test_nouns_and_plain_going_on_are_no_parentheses(text: str) -> None:
    assert merge(text, [], by_rules(text, paragraphs(text))) == []
