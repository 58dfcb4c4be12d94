"""Whatever a stranger does to the files, the verifier answers, and never says go to anything but what was said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.worlds.desk import HOUR, NOON, SUBJECT, World

from secondsource.core.release.policy import Action
from secondsource.trust.verifying.answers import Outcome
from secondsource.trust.verifying.carried import Carried, verify_carried
from secondsource.trust.verifying.site import Asked, verify_site

LATER = NOON + 13 * HOUR
READER = Asked(now=LATER)
FILES = ("checkpoint", "log.policy", "tile/entries/000.p/2", "tile/0/000.p/2", "text")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("verifying") / "desk")
    made.say(Action.GO, 1, 2, 3)
    made.witness(NOON)  # from this first sight on it cools off
    made.witness(NOON + 12 * HOUR)
    yield made
    (answer,) = verify_site(made.site, made.asked(LATER))
    assert answer.outcome is Outcome.GO, "the files were put back each time"


def chosen(world: World, name: str) -> Path:
    """Return a file of the site; of the texts, that of the go."""
    if name != "text":
        return world.site / name
    return next(path for path in (world.site / "text").iterdir() if path.read_bytes() != world.first)


damage = st.one_of(
    st.tuples(st.just("change"), st.integers(0, 10**6), st.binary(min_size=1, max_size=3)),
    st.tuples(st.just("cut"), st.integers(0, 10**6), st.just(b"")),
    st.tuples(st.just("insert"), st.integers(0, 10**6), st.binary(min_size=1, max_size=40)),
)


def damaged(data: bytes, how: tuple[str, int, bytes]) -> bytes:
    kind, place, new = how
    at = place % (len(data) + 1)
    if kind == "cut":
        return data[:at]
    return data[:at] + new + (data[at:] if kind == "insert" else data[at + len(new) :])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(FILES), how=damage)
def test_a_damaged_site_is_answered_and_says_go_only_to_what_was_said(
    world: World, name: str, how: tuple[str, int, bytes]
) -> None:
    path = chosen(world, name)
    whole = path.read_bytes()
    try:
        path.write_bytes(damaged(whole, how))
        (answer,) = verify_site(world.site, world.asked(LATER), SUBJECT)
    finally:
        path.write_bytes(whole)
    if answer.outcome is Outcome.GO:
        assert (answer.action, answer.index) == (Action.GO, 1)
        # Two of three witnesses are enough, so a line that became a stranger's may be missed; entries may not.
        assert name in {"checkpoint", "tile/0/000.p/2"} or damaged(whole, how) == whole


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(("note", "proof", "seats", "log_policy")), how=damage)
def test_damaged_carried_files_are_answered(world: World, name: str, how: tuple[str, int, bytes]) -> None:
    folder = world.site / "statement"
    files = {
        "note": (folder / "1.note").read_bytes(),
        "proof": (folder / "1.tlog-proof").read_bytes(),
        "seats": world.first,
        "log_policy": world.log_policy,
    }
    broken = damaged(files[name], how)
    answer = verify_carried(Carried(**(files | {name: broken})), world.asked(LATER))
    assert answer.outcome is not Outcome.GO
    if answer.outcome is not Outcome.REFUSED:
        assert name == "proof" or broken == files[name]


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300))
def test_arbitrary_bytes_for_a_note_or_proof_are_refused(data: bytes) -> None:
    for values in ({"note": data}, {"proof": data}, {"seats": data}, {"log_policy": data}):
        empty = {"note": b"", "proof": b"", "seats": b"", "log_policy": b""}
        assert verify_carried(Carried(**(empty | values)), READER).outcome is Outcome.REFUSED
