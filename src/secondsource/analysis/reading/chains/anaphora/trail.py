"""The trail of voices met and heard in a report, and looking back along it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from secondsource.analysis.reading.chains.voice import Voice

_LOOK_BACK = 60
"""How many mentions a pronoun or description may look back over; keeps the pass linear."""


class Trail:
    """Voices in the order they were met, each with whether it stood prominently."""

    def __init__(self) -> None:
        """Start with nobody met."""
        self._met: list[tuple[Voice, bool]] = []

    def add(self, voice: Voice, *, prominent: bool = True) -> None:
        """Note a voice; `prominent` when it spoke or is its sentence's subject."""
        self._met.append((voice, prominent))

    def back(self, fits: Callable[[Voice], bool], *, subjects: bool = False, within: int = _LOOK_BACK) -> Voice | None:
        """Return the last voice of the last `within` that fits, with `subjects` only prominent ones."""
        for voice, prominent in reversed(self._met[-within:]):
            if (prominent or not subjects) and fits(voice):
                return voice
        return None

    def most_met(self, fits: Callable[[Voice], bool]) -> Voice | None:
        """Return the name met most often lately, the later of equals."""
        recent = [voice for voice, _ in self._met[-_LOOK_BACK:] if fits(voice)]
        counts = Counter(voice.name for voice in recent)
        return max(reversed(recent), key=lambda voice: counts[voice.name], default=None)
