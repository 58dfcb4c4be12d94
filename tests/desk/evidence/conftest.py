"""Ada's case filled with the invented quarry story."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.desk.evidence.world import Filled, fill_case


@pytest.fixture
def quarry(desk: Cast) -> Filled:
    return fill_case(desk.case, desk.bo)
