"""Refuses a sentence that speaks of likelihood and of confidence at once (ICD 203, standard 2).

"We have high confidence that it is unlikely" is read in two ways by two readers. Likelihood says how probable the
thing is; confidence says how good our evidence is. Each gets a sentence of its own. The check errs on the safe side: a
sentence of everyday words that could be meant either way is held up, and the writer splits it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'»”’)\]]*\s+|\n+")
_LIKELIHOOD = {
    "en": re.compile(
        r"\b(?:un|most )?likely\b|\blikelihood\b|\b(?:im)?probab(?:le|ly|ility|ilities)\b"
        r"|\balmost (?:certain|no chance)|\bnearly certain"
        r"|\broughly even|\beven (?:chance|odds)|\bodds\b|\bremote(?:ly)?\b|\bchances?\b"
        r"|\d{1,3}(?:[.,]\d+)? ?(?:%|per ?cent\b)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:im)?probab(?:le|les|lemente|ilidad|ilidades)\b|\bcasi (?:segur[oa]|con certeza|ninguna posibilidad)"
        r"|\bposibilidad(?:es)?\b|\bremot[oa]s?\b|\bverosímil(?:es|mente)?\b|\d{1,3}(?:[.,]\d+)? ?(?:%|por ciento\b)",
        re.IGNORECASE,
    ),
}
_CONFIDENCE = {
    "en": re.compile(r"\bconfiden(?:ce|t|tly)\b", re.IGNORECASE),
    "es": re.compile(
        r"\b(?:confianza|confiad[oa]s?|confiamos|certidumbre|grado de certeza|nivel de certeza)\b", re.IGNORECASE
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed:
    """A sentence that says both, with the words that do."""

    sentence: str
    likelihood: str
    confidence: str


def sentences(text: str) -> tuple[str, ...]:
    """Cut a text into sentences; a semicolon or colon does not end one, since both halves are read together."""
    return tuple(part.strip() for part in _SENTENCE_END.split(text) if part.strip())


def mixed_sentences(text: str) -> tuple[Mixed, ...]:
    """Return the sentences in which likelihood and confidence stand together, in either language or across both."""
    return tuple(found for sentence in sentences(text) if (found := _mixed(sentence)) is not None)


def _mixed(sentence: str) -> Mixed | None:
    likelihood = next((found for pattern in _LIKELIHOOD.values() if (found := pattern.search(sentence))), None)
    confidence = next((found for pattern in _CONFIDENCE.values() if (found := pattern.search(sentence))), None)
    if likelihood is None or confidence is None:
        return None
    return Mixed(sentence=sentence, likelihood=likelihood.group(), confidence=confidence.group())
