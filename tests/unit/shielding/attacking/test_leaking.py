"""Every leaking document is found to leak, and no clean one is."""

from __future__ import annotations

import pytest
from tests.unit.shielding.attacking.leaking.catalogue import CLEAN, LEAKING, REGISTER

from secondsource.documents.limits import Limits
from secondsource.shielding.attacking.attack import attack_bytes
from secondsource.shielding.attacking.leak import Attacked, Severity
from secondsource.shielding.attacking.naming.suspects import suspects_of
from secondsource.shielding.register.table import read_table

SUSPECTS = suspects_of(read_table(REGISTER.encode()).register)
NAMELESS = {"pdf-translucent-picture", "jpeg-location", "png-partial-box", "png-translucent-box"}
"""Leaks that need somebody to look, because no letters are left to read."""


def attacked(name: str, data: bytes) -> Attacked:
    return attack_bytes(data, name, SUSPECTS, Limits())


@pytest.mark.parametrize("slot", LEAKING)
def test_a_leak_is_found(slot: str) -> None:
    name, make = LEAKING[slot]
    leaks = attacked(name, make()).leaks
    grave = [leak for leak in leaks if leak.severity == Severity.BLOCK]
    assert grave, leaks
    if slot not in NAMELESS and slot != "pdf-gap":
        assert {leak.suspect for leak in grave if leak.suspect} == {"p-1"}


@pytest.mark.parametrize("slot", CLEAN)
def test_nothing_is_found_in_a_clean_document(slot: str) -> None:
    name, make = CLEAN[slot]
    assert [leak for leak in attacked(name, make()).leaks if leak.severity == Severity.BLOCK] == []


def test_there_are_enough_of_both() -> None:
    assert len(LEAKING) >= 40
    assert len(CLEAN) >= 15
