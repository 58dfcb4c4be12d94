"""One stretch of text that a finder points out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Found:
    """A stretch of a text that could lead to somebody."""

    start: int
    """First character, counted from 0."""
    end: int
    """One past the last."""
    kind: str
    """What it looks like: `phone`, `email`, `date`, `name`, `number`..."""
    certain: bool
    """True: it is masked. False: a person decides, and until then nothing with it may leave."""
    why: str = ""
    """What told it, in words for the person who decides."""
