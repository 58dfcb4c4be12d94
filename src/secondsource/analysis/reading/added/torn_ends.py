"""What an attribution in the middle of a sentence tears: `agents who, it says, work for the ring`, `calls itself X`.

The outer content runs on over the attribution inside it, which stays a statement of its own; and what a group calls
itself is its name and not what it says: `calls itself the Night Watch has threatened to …` is the Watch's threat.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Attribution, Strength

FIRED = "torn-end"
"""The name of this method in `Attribution.fired`."""

_HANGING = re.compile(
    r"(?:\b(?:who|whom|whose|which|where|quien|quienes|cuyo|cuya|cuyos|cuyas|donde)|(?:el|la|los|las|lo)\s+(?:que|cual(?:es)?))$",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[.!?\n]")
_LONGEST_ASIDE = 80
_CALLED = re.compile(r"\b(?:calls?|calling|called)(?:\s+(?:itself|himself|herself|themselves))?$", re.IGNORECASE)
_THREAT = re.compile(
    r"(?:itself|himself|herself|themselves)?\s*(?P<name>(?:the\s+)?[A-ZÀ-Þ][\w’'-]*(?:\s+(?:of\s+|the\s+|de\s+|del\s+|la\s+)?[A-ZÀ-Þ][\w’'-]*)*)\s+"
    r"(?P<verb>(?:has|have|had)?\s*(?:threatened|vowed|pledged|promised|warned|announced|claimed|said|declared|threatens"
    r"|vows|warns|announces|claims|says))\s+(?=(?:to|that|it|they)\s)"
)


def with_mended_ends(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Return `found` with contents that break off before an aside run on to the end of their clause.

    Args:
        text: The report's text.
        found: Its attributions, in any order.
    """
    return [_named(text, _run_on(text, one, found)) for one in found]


def _run_on(text: str, one: Attribution, found: Sequence[Attribution]) -> Attribution:
    """Carry a content that ends on a relative word over the attribution behind it."""
    end = one.content.end
    if not _HANGING.search(text, max(0, end - 12), end):
        return one
    for other in found:
        follows = end < other.content.start <= end + _LONGEST_ASIDE
        if other.cue is not None and follows and not _STOPS.search(text, end, other.content.start):
            return replace(one, content=Span(one.content.start, other.content.end), fired=(*one.fired, FIRED))
    return one


def _named(text: str, one: Attribution) -> Attribution:
    """Take `calls itself NAME has threatened to …` for what NAME threatens."""
    if one.cue is None or not _CALLED.search(text, one.cue.start, one.cue.end):
        return one
    match = _THREAT.match(text, one.content.start, one.content.end)
    if match is None:
        return one
    return replace(
        one,
        source=Span(match.start("name"), match.end("name")),
        cue=Span(match.start("verb") + len(match["verb"]) - len(match["verb"].lstrip()), match.end("verb")),
        content=Span(match.end(), one.content.end),
        fired=(*one.fired, FIRED),
        strength=Strength.CHECK,
    )
