"""Likelihood in the words of ICD 203 (2015, row 1), from a chance or an interval.

0 and 100 % are not on the scale: nothing of this desk's kind is that sure. Bands share their edges, and the lower edge
belongs to the band.
"""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.core.vetting.grading.scales import Step, scale

_PERCENT = 100
_LOWEST, _HIGHEST = 0.01, 0.99
_ROUNDING = 9
"""Decimals of a percentage that count: 0.55 must not fall below 55 because of how fractions are stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedInterval:
    """An interval and the words it covers."""

    low: float
    high: float
    words: tuple[str, ...]
    """From the word of the low end to that of the high end, in the order of the scale; never empty."""

    @property
    def word(self) -> str | None:
        """The one word that covers the whole interval; None when it takes several, and so none would be honest."""
        return self.words[0] if len(self.words) == 1 else None


def word_steps() -> tuple[Step, ...]:
    """Return the seven words with their bands, from the least likely."""
    return scale("icd203").axes["likelihood"].steps


def word_of(chance: float) -> str:
    """Return the word of a chance.

    Args:
        chance: 0-1; what lies off the scale is put at its end.
    """
    percent = round(min(_HIGHEST, max(_LOWEST, chance)) * _PERCENT, _ROUNDING)
    steps = word_steps()
    return next(step.value for step in reversed(steps) if step.low is not None and percent >= step.low)


def words_of(low: float, high: float) -> WordedInterval:
    """Return the words that an interval covers.

    Args:
        low: lower end, 0-1.
        high: upper end, 0-1, not below `low`.

    Raises:
        ValueError: the ends are off 0-1 or the wrong way round.
    """
    if not 0.0 <= low <= high <= 1.0:
        message = "an interval lies within 0-1, its lower end first"
        raise ValueError(message)
    order = [step.value for step in word_steps()]
    first, last = order.index(word_of(low)), order.index(word_of(high))
    return WordedInterval(low=low, high=high, words=tuple(order[first : last + 1]))
