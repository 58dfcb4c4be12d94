"""The statements of a folder with everything read from them, side by side by index, for the steps that compare them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from secondsource.analysis.claims.meaning.facets import Facets
from secondsource.analysis.claims.meaning.stance import Stance
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.report import Report
from secondsource.core.vetting.statement import SpeakerKind, Statement
from secondsource.core.vetting.tracing import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Statements in canonical order with what was worked out for each."""

    statements: Sequence[Statement]
    facets: Sequence[Facets]
    vectors: NDArray[np.float32]
    """Array (n, d) of unit rows."""
    refused: Mapping[int, NDArray[np.float32]]
    """For statements that say no: the unit vector of what they refuse, the no taken off."""
    stances: Sequence[Stance]
    """Towards the claim each statement stands in."""
    origins: Sequence[Origin | None]
    reports: dict[str, Report]
    """By file."""

    def date_of(self, i: int) -> date | None:
        """When statement `i` was said: its own date, else when its origin first spoke."""
        origin = self.origins[i]
        return self.statements[i].said_on or (origin.first_said if origin else None)

    def published(self, i: int) -> date:
        """When the report of statement `i` appeared; far in the future when unknown, so that it sorts last."""
        report = self.reports.get(self.statements[i].report)
        return (report.published if report else None) or date.max

    def speaker_key(self, i: int) -> str:
        """Return one key for one speaker across the folder: the canonical name, or the origin where nobody is named."""
        origin = self.origins[i]
        speaker = self.statements[i].speaker
        if origin is None:
            return f"{self.statements[i].report}|{fold(speaker.name)}"
        return origin.id if origin.kind is SpeakerKind.UNNAMED else fold(origin.speaker)

    def speaker_name(self, i: int) -> str:
        """Return the name to show for the speaker of statement `i`."""
        origin = self.origins[i]
        return origin.speaker if origin else self.statements[i].speaker.name

    def speaker_kind(self, i: int) -> SpeakerKind:
        """Return the kind of the origin of statement `i`, or of its ultimate speaker."""
        origin = self.origins[i]
        return origin.kind if origin else self.statements[i].speaker.kind

    def same_circle(self, i: int, j: int) -> bool:
        """Say whether the speakers of two statements are described as members of one circle."""
        circles = [o.circle if (o := self.origins[k]) else None for k in (i, j)]
        return circles[0] is not None and circles[0] == circles[1]

    def standing(self, i: int) -> tuple[date, str, int]:
        """Sort key by first appearance: earliest published report, then place in it."""
        statement = self.statements[i]
        return (self.published(i), statement.report, statement.content.start)

    def cosine(self, i: int, j: int) -> float:
        """Return the likeness of two contents, -1 to 1."""
        return float(self.vectors[i] @ self.vectors[j])
