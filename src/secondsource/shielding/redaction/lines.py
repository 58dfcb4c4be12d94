"""How the lines of a page read after redaction, each on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.shielding.redaction.redact import Redacted
from secondsource.shielding.redaction.spans import Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedLine:
    """One line."""

    text: str
    masked: bool
    """Something of it was masked."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """What was cut out of the original, and what stands for it."""

    start: int
    end: int
    mask: str


def redacted_lines(original: str, redacted: Redacted, places: Sequence[tuple[int, int]]) -> tuple[RedactedLine, ...]:
    """Return each line of a text as it reads after redaction.

    Args:
        original: the text that was redacted.
        redacted: what became of it.
        places: where the lines stand in the original (start, end), in order.

    Returns:
        One value for each place; a mask that goes over several lines stands in the first, the others lose its words.
    """
    cuts = _cuts(redacted)
    lines = []
    for start, end in places:
        pieces, at, masked = [], start, False
        for cut in cuts:
            if cut.end <= start or cut.start >= end:
                continue
            masked = True
            pieces.append(original[at : max(at, cut.start)])
            pieces.append(cut.mask if cut.start >= start else "")
            at = max(at, min(cut.end, end))
        pieces.append(original[at:end])
        lines.append(RedactedLine(text="".join(pieces).strip(), masked=masked))
    return tuple(lines)


def _cuts(redacted: Redacted) -> list[_Cut]:
    """Return what was cut. A title goes with its name, so a cut may begin before its span; the masks' places tell."""
    cuts = []
    before_original = before_redacted = 0
    gone = (span for span in redacted.spans if span.fate is not Fate.KEPT)
    for span, (start, end) in zip(gone, redacted.masks, strict=True):
        begins = before_original + start - before_redacted
        cuts.append(_Cut(begins, span.end, redacted.text[start:end]))
        before_original, before_redacted = span.end, end
    return cuts
