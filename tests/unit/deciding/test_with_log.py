"""The desk beside its own log: what was published lies before the next voters, and rations are known in time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.worlds.voters import DAY, HOUR, LOG, NOW, POLICY, SUBJECT, membership, signer

from secondsource.actions.announcing.folder import Announcing
from secondsource.actions.announcing.publish import append, begin
from secondsource.actions.deciding import gathering, moving
from secondsource.actions.deciding.desk import Desk, read_file, write_once
from secondsource.actions.deciding.drafting import RoundWish
from secondsource.actions.deciding.reading import last_entry, log_history, read_motion
from secondsource.core.release.papers import DeclarationKind, Vote
from secondsource.core.release.policy import Action
from secondsource.core.release.status import Standing, status_of
from secondsource.errors import IntegrityError, RuleError
from secondsource.trust.signing.signer import KeySigner
from secondsource.trust.statements import seats_file

WHY = b"Somebody on the list was threatened this morning.\n"
LOG_KEY = KeySigner(name=LOG, private=signer(8).private)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk whose first policy stands in its log and is in force."""
    made = Desk(tmp_path / "desk")
    log = begin(made.folder, LOG_KEY, {}, 0)
    vouched = replace(POLICY, log_policy_sha256=seats_file.fingerprint(read_file(log.site / "log.policy")))
    text = seats_file.text(vouched).encode()
    append(log, membership(vouched, 1, 2, 3), text, LOG_KEY, NOW)
    write_once(made.seats_path(1), text)
    return made


def published(desk: Desk, path: Path) -> int:
    """Publish a statement note that was put together, and return its index."""
    text = read_motion(desk, path.parent.parent.name).text
    return append(Announcing(desk.folder), path.read_bytes(), text, LOG_KEY, NOW)


def held(desk: Desk, number: int, hours: int = 0) -> Path:
    return gathering.hold(desk, subject=SUBJECT, text=WHY, lasts=None, signer=signer(number), now=NOW + hours * HOUR)


def decided(desk: Desk, action: Action) -> Path:
    """Return the note of a decision that three seats carry with the log before their eyes."""
    name = moving.move(desk, action=action, subject=SUBJECT, text=WHY, signer=signer(1), now=NOW).motion
    moving.declare(desk, name, DeclarationKind.SECOND, signer(2), NOW)
    before = last_entry(log_history(desk, NOW), SUBJECT)
    moving.open_round(desk, name, RoundWish(supersedes=before), signer(1), NOW)
    for number in (1, 2, 3):
        moving.vote(desk, name, Vote.YES, signer(number), NOW + HOUR)
    return gathering.put_together(desk, name, NOW + 2 * HOUR)


def test_a_quorum_that_sees_the_log_lifts_a_hold_and_a_cancel(desk: Desk) -> None:
    assert published(desk, held(desk, 5)) == 1
    assert published(desk, decided(desk, Action.CANCEL)) == 2
    assert published(desk, decided(desk, Action.GO)) == 3
    found = status_of(SUBJECT, log_history(desk, NOW), NOW + 2 * DAY)
    assert (found.standing, found.action, found.index) == (Standing.CURRENT, Action.GO, 3)


def test_a_seat_is_told_that_its_holds_are_spent_before_anything_is_written(desk: Desk) -> None:
    for hours in (0, 1):
        published(desk, held(desk, 5, hours))
    before = desk.motions()
    with pytest.raises(RuleError) as refused:
        held(desk, 5, 2)
    assert refused.value.code == "hold-spent"
    assert desk.motions() == before
    published(desk, held(desk, 4, 2))


def test_a_damaged_log_stops_the_next_round_instead_of_being_taken_for_none(desk: Desk) -> None:
    checkpoint = desk.site / "checkpoint"
    checkpoint.write_bytes(checkpoint.read_bytes().replace(b"\n1\n", b"\n2\n"))
    with pytest.raises(IntegrityError):
        held(desk, 5)
