"""Ada's case with the quarry story, everything judged once, and one frozen content by Ada."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.cast import Cast
from tests.desk.evidence.world import Filled, fill_case
from tests.desk.judgement.filling import fill
from tests.desk.letting_out.filling import drafted, frozen
from tests.desk.team import filling as team_filling

from secondsource.store.judgement.lookups import people
from secondsource.store.team.models import MemberRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What lies in the judged case."""

    quarry: Filled
    digest: str
    mayor: str
    owner: str
    fay: str
    gus: str


@pytest.fixture
def quarry(desk: Cast) -> Filled:
    team_filling.fill(desk)
    return fill_case(desk.case, desk.bo)


@pytest.fixture
def digest(desk: Cast, quarry: Filled, settings: Settings, tmp_path: Path) -> str:  # noqa: ARG001 - the case comes first
    """Return the digest of a content that Ada wrote and froze."""
    settings.DESK = tmp_path
    return frozen(desk, drafted(desk))


@pytest.fixture
def judged(desk: Cast, quarry: Filled, digest: str) -> Judged:
    fill(desk)
    mayor, owner = people.people(desk.case)
    return Judged(
        quarry=quarry,
        digest=digest,
        mayor=mayor.person.id,
        owner=owner.person.id,
        fay=MemberRow.objects.get(name="fay").key,
        gus=MemberRow.objects.get(name="gus").key,
    )
