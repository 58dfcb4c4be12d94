"""The desk's own diagonal rate: how often digit and letter stand at the same place (A1, B2, C3, D4, E5).

A quality alarm, not a mark for anybody. Digit and letter answer two questions, so a desk that judges both in isolation
lands on the diagonal about as often as its letters and digits do by themselves; that rate is given beside it. In 1,400
US Army reports the rate was 87 % (Baker, McKendry and Mace, 1968), which nobody held for independent judgement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from secondsource.core.vetting.grading.grade import Grade
from secondsource.core.vetting.grading.scales import scale

FEWEST = 20
"""With fewer judged grades a rate says nothing, and none is given."""
ALARM = 0.75
"""Above this share the desk is told to look at how it grades. A choice of this project, not a published limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagonal:
    """How a set of grades lies."""

    judged: int
    """Grades with a letter A-E and a digit 1-5."""
    on: int
    """How many of these lie on the diagonal."""
    missing: int
    """Grades with F or 6; they lie nowhere and count in no rate."""
    by_chance: float | None
    """The rate that the same letters and digits would give if they had nothing to do with each other, 0-1."""

    @property
    def rate(self) -> float | None:
        """Share on the diagonal, 0-1; None below `FEWEST` judged grades."""
        return self.on / self.judged if self.judged >= FEWEST else None

    @property
    def alarm(self) -> bool:
        """Whether the rate is so high, and so far above chance, that somebody should look."""
        return self.rate is not None and self.rate > ALARM and self.rate > (self.by_chance or 0.0)


def diagonal(grades: Iterable[Grade]) -> Diagonal:
    """Count single assessors' grades, each by itself; resolved grades would count a compromise as a judgement."""
    axes = scale("admiralty").axes
    letters: Counter[int] = Counter()
    digits: Counter[int] = Counter()
    on = missing = 0
    for grade in grades:
        letter = axes["reliability"].place(grade.letter.value)
        digit = axes["credibility"].place(grade.digit.value)
        if letter is None or digit is None:
            missing += 1
            continue
        letters[letter] += 1
        digits[digit] += 1
        on += letter == digit
    judged = letters.total()
    chance = sum(letters[place] * digits[place] for place in letters) / judged**2 if judged else None
    return Diagonal(judged=judged, on=on, missing=missing, by_chance=chance)
