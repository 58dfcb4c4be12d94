"""Wrapping anew, killed at random; the long trial stands in tests/trials."""

from __future__ import annotations

import pytest
from tests.trials.killed_while_wrapping import trial


@pytest.mark.slow
def test_no_item_is_lost_by_a_kill_while_wrapping(capsys: pytest.CaptureFixture[str]) -> None:
    trial(3, 8)
    assert "none lost" in capsys.readouterr().out
