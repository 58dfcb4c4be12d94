"""The embargo: a release stays in by itself until its day has come and every condition is met.

Nothing counts down to publication. When the day comes and the gate is shut, the release is held and, where the desk
wants that, one sentence says so in public. The sentence is the desk's own and never names a condition: which check is
missing would tell those who want it out, or not out, where to press.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from secondsource.core.release.gate.gate import GateReading
from secondsource.core.release.gate.policy import GatePolicy


class EmbargoStanding(StrEnum):
    """Why a release is still in."""

    LIFTED = "lifted"
    """Its day has come and every condition is met."""
    WAITS = "waits"
    """Its day has not come."""
    HELD = "held"
    """Its day has come, or it has none, and a condition is not met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embargo:
    """How a release is held."""

    standing: EmbargoStanding
    until: datetime | None
    unmet: int
    """Conditions not met, for the desk alone."""

    def public_reason(self, policy: GatePolicy, language: str) -> str:
        """Return the sentence for the public; empty where the desk wants none or nothing is held."""
        said = policy.says_why and self.standing is EmbargoStanding.HELD
        return policy.public_reason.said(language) if said else ""


def embargo(reading: GateReading, until: datetime | None, now: datetime) -> Embargo:
    """Say whether a release may leave now.

    Args:
        reading: the gate as it stands now, never as it stood.
        until: the day before which it stays in even with everything met.
        now: aware.
    """
    if until is not None and now < until:
        standing = EmbargoStanding.WAITS
    else:
        standing = EmbargoStanding.LIFTED if reading.open else EmbargoStanding.HELD
    return Embargo(standing=standing, until=until, unmet=len(reading.unmet))
