"""Findings: the word of the scale, and confidence in a sentence of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.analysis.claims.corroboration.wording import word_for
from secondsource.core.vetting.judging.judgement import Confidence, Judgement, check_judgement, worded
from secondsource.core.vetting.judging.likelihood import word_of, word_steps, words_of
from secondsource.core.vetting.judging.separation import mixed_sentences
from secondsource.errors import RuleError

FOUND = Judgement(
    claim="c-1",
    text="The quay was closed before the fire.",
    likelihood="likely",
    confidence=Confidence.MODERATE,
    grounds="Two pilots saw the barrier; both logs were seen.",
    would_change="A dated picture of the open quay.",
    changed="",
    origins=2,
    by="ada",
    at=datetime(2031, 3, 4, tzinfo=UTC),
)


@given(st.integers(1, 99))
def test_the_word_is_the_one_the_counting_room_uses(percent: int) -> None:
    assert word_of(percent / 100) == word_for(percent / 100)


def test_the_bands_meet_and_the_lower_edge_belongs_to_the_band() -> None:
    steps = word_steps()
    assert [step.high for step in steps[:-1]] == [step.low for step in steps[1:]]
    for step in steps:
        assert step.low is not None
        assert word_of(step.low / 100) == step.value
    assert (word_of(0.0), word_of(1.0)) == ("almost no chance", "almost certain")


@given(st.floats(0, 1), st.floats(0, 1))
def test_an_interval_covers_the_words_of_its_ends(one: float, other: float) -> None:
    low, high = sorted((one, other))
    found = words_of(low, high)
    assert (found.words[0], found.words[-1]) == (word_of(low), word_of(high))
    assert (found.word is None) is (len(found.words) > 1)


@pytest.mark.parametrize(
    "text",
    [
        "We have high confidence that it is unlikely.",
        "It is very likely, and our confidence is moderate.",
        "With low confidence we put it at 60 %.",
        "Es probable, con confianza alta.",
        "Nuestra confianza es baja: casi ninguna posibilidad.",
        "Es muy improbable (confianza moderada).",
        "We are confident; it is almost certain.",
        "Tenemos confianza de que es likely.",
    ],
)
def test_likelihood_and_confidence_in_one_sentence_are_refused(text: str) -> None:
    assert mixed_sentences(text)
    with pytest.raises(RuleError) as refusal:
        check_judgement(replace(FOUND, grounds=text), earlier=False)
    assert refusal.value.code == "likelihood-with-confidence"


@pytest.mark.parametrize(
    "text",
    [
        "It is unlikely. Confidence in this is high.",
        "Es muy probable. La confianza es baja.",
        "He told her in strict confidentiality.",
        "La fuente habló con seguridad. Es casi seguro.",
    ],
)
def test_two_sentences_pass(text: str) -> None:
    assert mixed_sentences(text) == ()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("word", [step.value for step in word_steps()])
@pytest.mark.parametrize("confidence", Confidence)
def test_our_own_sentences_keep_the_rule(language: str, word: str, confidence: Confidence) -> None:
    said = worded(replace(FOUND, likelihood=word, confidence=confidence), language)
    assert len(said) == 2
    assert mixed_sentences(" ".join(said)) == ()


@pytest.mark.parametrize("origins", [None, 0, 1])
def test_a_possible_single_origin_gets_no_word_and_no_high_confidence(origins: int | None) -> None:
    with pytest.raises(RuleError) as word:
        check_judgement(replace(FOUND, origins=origins), earlier=False)
    assert word.value.code == "single-origin"
    with pytest.raises(RuleError) as high:
        check_judgement(replace(FOUND, origins=origins, likelihood=None, confidence=Confidence.HIGH), earlier=False)
    assert high.value.code == "confidence-too-high"
    check_judgement(replace(FOUND, origins=origins, likelihood=None, confidence=Confidence.LOW), earlier=False)


def test_a_finding_says_what_would_change_it_and_what_has_changed() -> None:
    check_judgement(FOUND, earlier=False)
    for bad, earlier in ((replace(FOUND, would_change=" "), False), (FOUND, True)):
        with pytest.raises(RuleError) as refusal:
            check_judgement(bad, earlier=earlier)
        assert refusal.value.code == "reason-missing"
    with pytest.raises(RuleError) as word:
        check_judgement(replace(FOUND, likelihood="pretty sure"), earlier=False)
    assert word.value.code == "likelihood-word"
