"""Likelihood in words (ICD 203) and reliability as a prior (Admiralty letters, AJP-2.1).

The words are row 1 of Intelligence Community Directive 203 (2015); bands share their edges, the lower edge belongs to
the band. Figures are rounded to five points and clipped to 5-95 %, because nothing here is calibrated on a desk's own
outcomes; 0 and 100 are not on the scale.
"""

from __future__ import annotations

from secondsource.core.vetting.finding import Likelihood

BETA_OF_LETTER: dict[str, tuple[float, float]] = {
    "A": (19.0, 1.0),
    "B": (9.0, 2.0),
    "C": (5.0, 3.0),
    "D": (3.0, 4.0),
    "E": (2.0, 6.0),
    "F": (2.0, 2.0),
}
"""Admiralty letter -> Beta(a, b) of being right at first hand. A proposal of this project, not a validated scale.
F is *missing*: it says nothing in either direction."""

_BANDS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
)
_STEP = 0.05


def letter_of(grade: str | None) -> str:
    """Return a known letter, `F` (missing) for anything else."""
    letter = (grade or "F").strip().upper()
    return letter if letter in BETA_OF_LETTER else "F"


def rounded(chance: float) -> float:
    """Round to five points and clip to .05-.95."""
    return round(min(0.95, max(0.05, round(chance / _STEP) * _STEP)), 2)


def word_for(chance: float) -> str:
    """Return the ICD 203 word of a chance between 0 and 1."""
    return next((word for edge, word in _BANDS if chance < edge), "almost certain")


def likelihood(middle: float, low: float, high: float, prior: float) -> Likelihood:
    """Word a posterior with its 90 % interval.

    Args:
        middle: posterior, 0-1; the word is that of its rounded value.
        low: fifth percentile.
        high: ninety-fifth percentile.
        prior: what was assumed before any report.
    """
    return Likelihood(word=word_for(rounded(middle)), low=rounded(low), high=rounded(high), prior=prior)
