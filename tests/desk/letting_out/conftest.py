"""Papers beside the filled desk, and a clock that the tests set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.cast import Cast
from tests.worlds.desk import NOON, World
from tests.worlds.seated import Clock, seated

from secondsource.web.desk.base import asking


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Clock]]:
    monkeypatch.setattr(asking, "datetime", Clock)
    Clock.present = NOON
    yield Clock
    Clock.present = NOON


@pytest.fixture
def papers(tmp_path: Path, settings: Settings, clock: type[Clock], desk: Cast) -> World:  # noqa: ARG001
    """Return the papers of a seated desk."""
    settings.DESK = tmp_path
    return seated(tmp_path)
