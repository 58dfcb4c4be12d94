"""What all formats share: ids drawn anew for every export, words on one line, the words for grades."""

from __future__ import annotations

import unicodedata
import uuid
from typing import Final

from secondsource.core.release.letting_out.parts import LIKELIHOODS, Judgement, ReleasedStatement

CREDIBILITY: Final = {1: "confirmed", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable"}
RELIABILITY: Final = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
}
"""The words of the Admiralty scale (AJP-2.1). F and 6 have none here: they are missing, not low."""


class FreshIds:
    """Ids of one export. A stable id would join two releases, or one release in two hands."""

    def __init__(self) -> None:
        """Begin with none."""
        self._drawn: dict[str, str] = {}

    def __call__(self, part: str) -> str:
        """Return the random UUID of a part; the same for the same part within this export only."""
        return self._drawn.setdefault(part, str(uuid.uuid4()))


def line(text: str) -> str:
    """Return words on one line in composed form (NFC), so that no reader's tidying changes them."""
    shown = "".join(" " if unicodedata.category(char) in {"Cc", "Cf", "Cs"} else char for char in text)
    return unicodedata.normalize("NFC", " ".join(shown.split()))


def likelihood(judgement: Judgement) -> str | None:
    """Return the word with its band and scale; a number alone would be read on another scale."""
    if judgement.likelihood is None:
        return None
    low, high = LIKELIHOODS[judgement.likelihood]
    return f"{judgement.likelihood} ({low}-{high} %), ICD 203"


def grades(statement: ReleasedStatement) -> tuple[str, ...]:
    """Return a statement's grades in words with their scale; what nobody could judge is left out."""
    found = []
    if statement.reliability is not None:
        found.append(f"Source {statement.reliability}: {RELIABILITY[statement.reliability]} (Admiralty)")
    if statement.credibility is not None:
        found.append(f"Information {statement.credibility}: {CREDIBILITY[statement.credibility]} (Admiralty)")
    return tuple(found)
