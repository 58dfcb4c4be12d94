"""A finding that a person answers for: what is found on a claim, how sure, on what grounds, what would change it.

The figures are proposed by the counting room; the words are a person's. Two things are computed and cannot be argued
with: a claim of a single origin gets no word of likelihood, and high confidence is not given to what is not
corroborated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from secondsource.core.vetting.grading.assessment import reason
from secondsource.core.vetting.grading.scales import Scale, scale
from secondsource.core.vetting.judging.likelihood import word_steps
from secondsource.core.vetting.judging.separation import mixed_sentences
from secondsource.errors import RuleError

CORROBORATED = 2
"""Independent origins that high confidence takes."""


class Confidence(StrEnum):
    """How good the evidence is (JP 2-0); says nothing of how probable the thing is."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The desk's finding on one claim."""

    claim: str
    """The claim's id."""
    text: str
    """The claim in one sentence."""
    likelihood: str | None
    """An ICD 203 word; None when none is given, with the reason in `grounds`."""
    confidence: Confidence
    grounds: str
    """What the judgement rests on, and what is assumed."""
    would_change: str
    """What would change it."""
    changed: str
    """What has changed since the last one; empty for the first."""
    origins: int | None
    """Low end of the count when it was written; None when nothing was counted."""
    by: str
    at: datetime


def check_judgement(one: Judgement, *, earlier: bool) -> None:
    """Check a finding before it is kept.

    Args:
        one: the finding.
        earlier: whether there is an older one on this claim.

    Raises:
        RuleError: `likelihood-word`, `single-origin`, `confidence-too-high`, `likelihood-with-confidence`,
            `reason-missing`.
    """
    if one.likelihood is not None and one.likelihood not in {step.value for step in word_steps()}:
        raise RuleError("likelihood-word", "This is no word of the scale.", "Choose one of the seven words of ICD 203.")
    corroborated = one.origins is not None and one.origins >= CORROBORATED
    if one.likelihood is not None and not corroborated:
        raise RuleError(
            "single-origin",
            "Two independent origins are not certain here, so no word of likelihood is given.",
            "Leave the likelihood empty and say that there may be a single origin.",
        )
    if one.confidence is Confidence.HIGH and not corroborated:
        raise RuleError(
            "confidence-too-high",
            "High confidence takes information that is corroborated, and two independent origins are not certain here.",
            "Choose low or moderate, or find another origin.",
        )
    for text in (one.grounds, one.would_change, one.changed if earlier else one.grounds):
        reason(text)
    for text in (one.text, one.grounds, one.would_change, one.changed):
        check_separation(text)


def check_separation(text: str) -> None:
    """Refuse a text that has likelihood and confidence in one sentence.

    Raises:
        RuleError: `likelihood-with-confidence`, with the first such sentence.
    """
    for mixed in mixed_sentences(text):
        raise RuleError(
            "likelihood-with-confidence",
            f"“{mixed.likelihood}” and “{mixed.confidence}” stand in one sentence.",
            "Say how probable it is in one sentence and how good the evidence is in another.",
        )


def worded(one: Judgement, language: str) -> tuple[str, ...]:
    """Return the judgement in words, likelihood and confidence in two sentences.

    Args:
        one: the finding.
        language: `en` or `es`.
    """
    icd203: Scale = scale("icd203")
    with_word, with_confidence = (icd203.sentences[axis].said(language) for axis in ("likelihood", "confidence"))
    confidence = icd203.axes["confidence"].step(one.confidence.value)
    step = icd203.axes["likelihood"].step(one.likelihood or "")
    first = one.text if step is None else with_word.format(word=step.name.said(language), claim=one.text)
    return first, with_confidence.format(confidence=confidence.name.said(language) if confidence else "")
