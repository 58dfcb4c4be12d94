"""Each line is one construction: the sentence, who says it, and the words said."""

import pytest

from secondsource.analysis.reading.english.rules import attributions
from secondsource.analysis.reading.segments import paragraphs
from secondsource.core.vetting.statement import Attribution, Form


def read(text: str) -> list[Attribution]:
    return attributions(text, paragraphs(text))


def said(text: str) -> list[tuple[str | None, str]]:
    return [(one.source.of(text) if one.source else None, one.content.of(text)) for one in read(text)]


INDIRECT = [
    ("The harbour office said that the ferry would not sail.", "The harbour office", "that the ferry would not sail"),
    ("Ida Holm says the ferry is safe.", "Ida Holm", "the ferry is safe"),
    ("Holm, who runs the yard, said on Monday the crane was sold.", "Holm, who runs the yard,", "the crane was sold"),
    ("Two divers told the Lindmoor Post that the wreck had moved.", "Two divers", "that the wreck had moved"),
    ("She told reporters on Friday that nobody had called.", "She", "that nobody had called"),
    ("The ministry denied that any money was missing.", "The ministry", "that any money was missing"),
    ("Engineers warned that the dam might not hold.", "Engineers", "that the dam might not hold"),
    ("He has repeatedly claimed the map was forged.", "He", "the map was forged"),
    ("The mayor did not say whether the bridge would open.", "The mayor", "whether the bridge would open"),
    ("In a letter to the board, Oda Berg wrote that the wells were dry.", "Oda Berg", "that the wells were dry"),
    ("On Tuesday the union announced a strike.", "the union", "a strike"),
    ("Berg believes that the seeds were swapped.", "Berg", "that the seeds were swapped"),
    ("Some growers doubt that rain will come.", "Some growers", "that rain will come"),
    ("It went on: “The wells are dry.”", "It", "“The wells are dry.”"),
    ("Berg spoke of a theft in the night.", "Berg", "a theft in the night"),
]
ACTS = [
    ("The group threatened to block the road.", "The group", "to block the road"),
    ("The growers vowed to fight the ruling.", "The growers", "to fight the ruling"),
    ("The union demands his release by Friday.", "The union", "his release by Friday"),
    ("Residents called for an inquiry.", "Residents", "an inquiry"),
    ("The club called off the race on Saturday.", "The club", "the race on Saturday"),
    ("The board decided to close the mine.", "The board", "to close the mine"),
    ("The coach urged fans to stay at home.", "The coach", "fans to stay at home"),
    ("The clerk asked whether the vote was valid.", "The clerk", "whether the vote was valid"),
]
DIRECT = [
    ("“The crane is sold,” Holm said.", "Holm", "“The crane is sold,”"),
    ("“The crane is sold,” said Ida Holm, the yard's owner.", "Ida Holm, the yard's owner", "“The crane is sold,”"),
    ('"Is it sold?" Holm asked.', "Holm", '"Is it sold?"'),
    ("Holm said: “The crane is sold.”", "Holm", "“The crane is sold.”"),
    ("Holm, the owner, told the Post, “We sold it.”", "Holm, the owner,", "“We sold it.”"),
    ("“We sold it,” the firm wrote in a report last week.", "the firm", "“We sold it,”"),
    ("The yard released a statement on Monday: “We sold it.”", "The yard", "“We sold it.”"),
    ("“We sold it,” the two owners are quoted as saying.", "the two owners", "“We sold it,”"),
    ("Holm was quoted in the Post as saying that the crane was old.", "Holm", "that the crane was old"),
    ("The page read “Gone fishing”.", "The page", "“Gone fishing”"),
]
FRAMES = [
    ("According to the Post, the ferry ran aground.", "the Post", "the ferry ran aground"),
    ("The ferry ran aground, according to the Post.", "the Post", "The ferry ran aground"),
    ("In the words of Ida Holm, the plan is dead.", "Ida Holm", "the plan is dead"),
    ("In Holm's view, the plan is dead.", "Holm's", "the plan is dead"),
    ("As the Post reported on Tuesday, the plan is dead.", "the Post", "the plan is dead"),
    ("As far as the clerk knows, the vote was valid.", "the clerk", "the vote was valid"),
    ("The vote was valid, the clerk said.", "the clerk", "The vote was valid"),
    ("The video demands an apology.", "The video", "an apology"),
    ("A message says that the line will open.", "A message", "that the line will open"),
    ("The leaflet claims the water is safe.", "The leaflet", "the water is safe"),
    ("Berg's claim that the map was forged surprised many.", "Berg's", "that the map was forged surprised many"),
    ("Bridge stays shut, officials say", "officials", "Bridge stays shut"),
    ("Minister: no new bridge this year", "Minister", "no new bridge this year"),
]


@pytest.mark.parametrize(("text", "source", "content"), INDIRECT + ACTS + DIRECT + FRAMES)
def test_one_statement_is_found(text: str, source: str, content: str) -> None:
    assert said(text) == [(source, content)]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("The union denied the theft and threatened to sue.", ["the theft", "to sue"]),
        ("Holm said the crane was old, adding that it would be sold.", ["the crane was old", "that it would be sold"]),
        ("Holm says the crane is old, but Berg says it is new.", ["the crane is old", "it is new"]),
    ],
)
def test_several_statements_of_one_sentence_are_parted(text: str, contents: list[str]) -> None:
    assert [content for _, content in said(text)] == contents


def test_a_participle_speaks_for_the_sentence_s_subject() -> None:
    text = "Holm closed the yard on Friday, saying that the crane was unsafe."
    assert said(text) == [("Holm", "that the crane was unsafe")]


def test_a_second_sentence_in_quotation_marks_goes_on() -> None:
    text = "“We sold it,” Holm said. “Nobody asked.”"
    (only,) = read(text)
    assert only.content.of(text) == text
    assert "rule:floating-quote" in only.fired


def test_a_quotation_may_run_around_its_speaker() -> None:
    text = "“We sold it,” Holm said, “and nobody asked.”"
    (only,) = read(text)
    assert only.content.of(text) == "“We sold it,” Holm said, “and nobody asked.”"
    assert only.form is Form.DIRECT


@pytest.mark.parametrize("adverb", ["reportedly", "allegedly", "supposedly", "apparently"])
def test_adverbs_of_hearsay_have_no_named_speaker(adverb: str) -> None:
    text = f"The crane was {adverb} sold in May, and a new one came."
    (only,) = read(text)
    assert only.source is None
    assert only.form is Form.HEDGE
    assert only.content.of(text) == f"The crane was {adverb} sold in May"


def test_hearsay_in_the_passive_has_no_named_speaker() -> None:
    text = "The owner is said to live in Lindmoor."
    (only,) = read(text)
    assert only.source is None
    assert only.content.of(text) == "The owner is said to live in Lindmoor"


def test_a_frame_introduces_the_paragraph_below() -> None:
    text = "As the Post reported on Tuesday:\n\nThe crane was sold in May. Nobody was told.\n\nThe yard is closed."
    (only,) = read(text)
    assert only.form is Form.BLOCK
    assert only.source is not None
    assert only.source.of(text) == "the Post"
    assert only.content.of(text) == "The crane was sold in May. Nobody was told."


def test_free_indirect_speech_is_carried_over() -> None:
    text = "The yard was closed on Friday, Holm said. The crane will be sold because it is too old."
    _, carried = read(text)
    assert carried.form is Form.CARRIED
    assert carried.source is not None
    assert carried.source.of(text) == "Holm"


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left at noon.",
        "The report was late.",
        "His claims were many.",
        "He read the paper and left.",
        "The plan cost two million.",
        "New reports of snow came in.",
        "The state has 4,000 miles of road.",
        "She pointed at the map.",
        "They continued along the coast road.",
        "The call lasted an hour.",
        "A promise is a promise.",
        "The orders were shipped in May.",
        "The hotel offers rooms with a view.",
        "He ordered fish.",
        "The meeting was held on Monday.",
        "Demand for steel rose by a tenth.",
        "The band went on tour.",
        "Notes lay on the table.",
        "The show ran for a year.",
        "The film “Long Night” opened in May.",
    ],
)
def test_what_nobody_says_is_left_alone(text: str) -> None:
    assert said(text) == []


def test_other_paragraphs_are_left_out() -> None:
    text = "Holm said the crane was old.\n\nBerg said it was new."
    found = attributions(text, paragraphs(text)[1:])
    assert [one.content.of(text) for one in found] == ["it was new"]
