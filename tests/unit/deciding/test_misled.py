"""Voters who are to sign what they did not see: hidden text, a folder that changes, a round that looks ahead."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import pytest
from tests.worlds.voters import HOUR, LOG, NOW, POLICY, SUBJECT, motion, signer

from secondsource.actions.deciding import gathering, moving
from secondsource.actions.deciding.desk import Desk, write_once
from secondsource.actions.deciding.drafting import RoundWish, open_one
from secondsource.actions.deciding.reading import read_motion
from secondsource.core.release.papers import DeclarationKind, Vote
from secondsource.core.release.policy import Action
from secondsource.errors import RuleError
from secondsource.trust.statements import papers, seats_file


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "desk")
    write_once(made.seats_path(1), seats_file.text(POLICY).encode())
    return made


def opened(desk: Desk, wish: RoundWish | None = None, *, text: bytes = b"All is checked.\n") -> str:
    name = moving.move(desk, action=Action.GO, subject=SUBJECT, text=text, signer=signer(1), now=NOW).motion
    moving.declare(desk, name, DeclarationKind.SECOND, signer(2), NOW)
    moving.open_round(desk, name, wish or RoundWish(), signer(1), NOW)
    return name


@pytest.mark.parametrize(
    "text",
    [
        b"Publish the list.\x1b[2K\rKeep the list at home.\n",
        "Keep the list \u202eat home.\n".encode(),
        b"Keep the list\xff\n",
        b"\n",
    ],
    ids=["terminal", "bidi", "no-utf-8", "empty"],
)
def test_a_text_that_hides_something_is_never_shown_to_a_voter(desk: Desk, tmp_path: Path, text: bytes) -> None:
    crafted = motion(Action.GO, motion="m-0009", log_origin=LOG, text_sha256=hashlib.sha256(text).hexdigest())
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "motion.txt").write_bytes(papers.seal(crafted, signer(1)))
    (stick / "text.txt").write_bytes(text)
    (taken,) = gathering.take(desk, [stick], NOW)
    assert taken.to is None
    assert taken.why.startswith("This text cannot be read")
    assert desk.motions() == ()


def test_a_folder_that_changes_while_somebody_reads_gets_no_vote(desk: Desk) -> None:
    name = opened(desk)
    shown = open_one(read_motion(desk, name), NOW).statement
    other = opened(desk, text=b"Something else.\n")
    for path in desk.round_path(other, 1).parent.rglob("*.txt"):
        # whoever writes into the folder swaps the whole motion, its own signature included
        target = desk.motion_path(name) / path.relative_to(desk.motion_path(other))
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    with pytest.raises(RuleError) as refused:
        moving.vote(desk, name, Vote.YES, signer(3), NOW + HOUR, shown)
    assert refused.value.code == "round-changed"
    assert not list(desk.motion_path(name).rglob("*.ballot"))


def test_nobody_says_yes_to_a_round_that_claims_sight_of_what_is_still_to_come(desk: Desk) -> None:
    name = opened(desk, RoundWish(supersedes=7))
    moving.vote(desk, name, Vote.NO, signer(2), NOW + HOUR)
    with pytest.raises(RuleError) as refused:
        moving.vote(desk, name, Vote.YES, signer(3), NOW + HOUR)
    assert refused.value.code == "round-ahead"


def test_what_was_shown_is_what_is_signed(desk: Desk) -> None:
    name = opened(desk)
    moment: datetime = NOW + HOUR
    shown = open_one(read_motion(desk, name), moment).statement
    assert moving.vote(desk, name, Vote.YES, signer(3), moment, shown).is_file()
