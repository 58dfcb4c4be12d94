"""Origins that may be one, with a chance and a reason: they widen the range of independent origins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from secondsource.analysis.tracing.likeness import Likeness
from secondsource.analysis.tracing.origins import Group
from secondsource.analysis.tracing.speakers.affiliations import Membership
from secondsource.analysis.tracing.speakers.cast import Role, compare_roles
from secondsource.analysis.tracing.speakers.names import Sameness
from secondsource.core.vetting.tracing import Origin, Tie

ONE_SPEAKER = 0.5
"""One speaker on two occasions: not independent witnesses of the same thing."""
ONE_CIRCLE = 0.4
MAYBE_SPEAKER = 0.35
UNNAMED_ALIKE = 0.35
REFUSED = 0.25
KEPT = 6
"""Suspicions kept for one origin, the surest first."""
UNNAMED_COSINE = 0.5
COMPARED_UP_TO = 800
"""Origins up to which unnamed ones are compared with all others."""

Suspect = Callable[[int, int, float, str], None]


def with_suspicions(
    origins: Sequence[Origin],
    groups: Sequence[Group],
    refused: Sequence[Tie],
    circles: Mapping[Role, Membership],
    likeness: Likeness,
) -> tuple[Origin, ...]:
    """Return the origins with what they may be one with.

    Args:
        origins: one a group, in the same order.
        groups: the statements behind them.
        refused: ties that a clash of dates, occasions or names did not let through.
        circles: groups the speakers belong to.
        likeness: of contents.
    """
    found: list[dict[str, tuple[float, str]]] = [{} for _ in origins]

    def suspect(one: int, two: int, chance: float, why: str) -> None:
        for here, there in ((one, two), (two, one)):
            known = found[here].get(origins[there].id)
            if known is None or known[0] < chance:
                found[here][origins[there].id] = (chance, why)

    home = {u.id: number for number, group in enumerate(groups) for u in group.members}
    for tie in refused:
        one, two = home[tie.a], home[tie.b]
        if one != two:
            suspect(
                one, two, round(min(REFUSED, tie.weight), 2), f"{tie.evidence}; but dates, occasions or names differ"
            )
    for blocks, chance, why in (
        (_by_role(groups), ONE_SPEAKER, "the same speaker on another occasion"),
        (_by_circle(groups, circles), ONE_CIRCLE, "speakers of one group"),
    ):
        for name, numbers in blocks.items():
            for place, one in enumerate(numbers):
                for two in numbers[place + 1 : place + 1 + KEPT]:
                    suspect(one, two, chance, f"{why}: {name}")
    _unnamed(groups, likeness, suspect)
    return tuple(
        replace(
            origin,
            likely_same_as=tuple(
                (other, chance, why)
                for other, (chance, why) in sorted(mine.items(), key=lambda item: (-item[1][0], item[0]))[:KEPT]
            ),
        )
        for origin, mine in zip(origins, found, strict=True)
    )


def _by_role(groups: Sequence[Group]) -> dict[str, list[int]]:
    """Return the groups of each named speaker."""
    blocks: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        for role in sorted(group.roles, key=lambda r: r.name):
            blocks.setdefault(role.name, []).append(number)
    return blocks


def _by_circle(groups: Sequence[Group], circles: Mapping[Role, Membership]) -> dict[str, list[int]]:
    """Return the groups of each circle."""
    blocks: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        for circle in sorted({circles[role].circle for role in group.roles if role in circles}):
            blocks.setdefault(circle, []).append(number)
    return blocks


def _unnamed(groups: Sequence[Group], likeness: Likeness, suspect: Suspect) -> None:
    """Suspect that an unnamed speaker, or a name that is part of another, is one with whoever says the same."""
    if len(groups) > COMPARED_UP_TO:
        return
    heard = [number for number, group in enumerate(groups) if not group.own_voice]
    roles = [groups[number].roles for number in heard]
    for row, cosines in enumerate(likeness.best([groups[number].members for number in heard])):
        # Few say nearly the same, so that names need be compared for those alone.
        for column in np.flatnonzero(cosines[:row] >= UNNAMED_COSINE).tolist():
            bare = not roles[row] or not roles[column]
            if bare:
                chance, why = UNNAMED_ALIKE, "an unnamed speaker says nearly the same"
            elif any(compare_roles(a, b) is Sameness.MAY for a in roles[row] for b in roles[column]):
                chance, why = MAYBE_SPEAKER, "the names may be one speaker's, and they say nearly the same"
            else:
                continue
            suspect(heard[row], heard[column], chance, f"{why} (likeness {cosines[column]:.2f})")
