"""Gaps, boxes and bytes made to break the attacker."""

from __future__ import annotations

import random
from contextlib import suppress
from itertools import permutations

import pytest
from reportlab.lib.colors import Color
from tests.unit.shielding.attacking.leaking import pdfs
from tests.unit.shielding.attacking.leaking.catalogue import LEAKING
from tests.unit.shielding.attacking.test_leaking import SUSPECTS, attacked

from secondsource.documents.limits import Limits
from secondsource.shielding.attacking.attack import attack_bytes
from secondsource.shielding.attacking.leak import Check, Severity
from secondsource.shielding.attacking.naming.suspects import suspects_of
from secondsource.shielding.attacking.opening.failure import NotOpenedError
from secondsource.shielding.register.table import read_table


def test_a_gap_tells_how_many_suspects_fit() -> None:
    others = ["Bruno Castellan Ferreyra", "Amparo Lindqvist Rojas", "Teo Vasquez"]
    table = "name\n" + "\n".join([pdfs.NAME, *others]) + "\n"
    found = attack_bytes(pdfs.gap(), "a.pdf", suspects_of(read_table(table.encode()).register), Limits())
    (leak,) = [leak for leak in found.leaks if leak.check == Check.GAP]
    assert (leak.severity, leak.detail) == (Severity.BLOCK, "1/4")


def test_a_gap_that_five_fit_hides_each_of_them() -> None:
    # Letters of one width each, in another order: as wide as the name, and somebody else's.
    first, *rest = pdfs.NAME.split()
    orders = sorted({"".join(order) for order in permutations(first[1:])})[:4]
    names = [pdfs.NAME, *(" ".join([first[0] + order, *rest]) for order in orders)]
    table = "name\n" + "\n".join(names) + "\n"
    found = attack_bytes(pdfs.gap(), "a.pdf", suspects_of(read_table(table.encode()).register), Limits())
    assert {(leak.severity, leak.detail) for leak in found.leaks if leak.check == Check.GAP} == {(Severity.WARN, "5/5")}


def test_a_box_is_told_with_its_place() -> None:
    leaks = attacked("a.pdf", pdfs.under_a_box(Color(0, 0, 0))).leaks
    (leak,) = [leak for leak in leaks if leak.check == Check.TEXT_UNDER_BOX]
    assert leak.place.page == 1
    assert leak.place.box is not None
    assert leak.place.box[0] == pytest.approx(40, abs=2)


def test_an_earlier_revision_counts_the_words_it_held() -> None:
    leaks = attacked("a.pdf", pdfs.earlier_revision()).leaks
    assert [leak.severity for leak in leaks if leak.check == Check.REVISION] == [Severity.BLOCK]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_broken_files_are_judged_or_refused(seed: int) -> None:
    dice = random.Random(seed)
    for name, make in dice.sample(list(LEAKING.values()), 20):
        data = bytearray(make())
        for _ in range(dice.choice((1, 5, 40))):
            data[dice.randrange(len(data))] = dice.randrange(256)
        with suppress(NotOpenedError):
            attack_bytes(bytes(data[: dice.randrange(1, len(data) + 1)]), name, SUSPECTS, Limits())
