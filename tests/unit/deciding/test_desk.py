"""The desk on disk: five members, copies of the folder, a stick between them, and whoever tries to cheat."""

from __future__ import annotations

import shutil
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.worlds.voters import DAY, HOUR, NOW, POLICY, SUBJECT, later, seats, signer

from secondsource.actions.deciding import gathering, moving
from secondsource.actions.deciding.desk import Desk, write_once
from secondsource.actions.deciding.drafting import RoundWish
from secondsource.actions.deciding.reading import last_entry, log_history, read_motion
from secondsource.core.release.papers import DeclarationKind, Vote
from secondsource.core.release.policy import Action
from secondsource.core.release.rounds import RoundStanding
from secondsource.errors import (
    AccessError,
    InputError,
    IntegrityError,
    RuleError,
    SecondSourceError,
    StorageError,
)
from secondsource.trust.statements import seats_file
from secondsource.trust.statements.assemble import assemble
from secondsource.trust.statements.history import keys_that_signed
from secondsource.trust.tlog import note

WHY = b"We have checked the list line by line.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk whose first policy is in force."""
    made = Desk(tmp_path / "desk")
    write_once(made.seats_path(1), seats_file.text(POLICY).encode())
    return made


def moved(desk: Desk, action: Action = Action.GO, *, seconded: bool = True) -> str:
    """Return the id of a motion, seconded by seat 2."""
    name = moving.move(desk, action=action, subject=SUBJECT, text=WHY, signer=signer(1), now=NOW).motion
    if seconded:
        moving.declare(desk, name, DeclarationKind.SECOND, signer(2), NOW)
    return name


def opened(desk: Desk, action: Action = Action.GO, wish: RoundWish | None = None) -> str:
    name = moved(desk, action)
    moving.open_round(desk, name, wish or RoundWish(), signer(1), NOW)
    return name


def voted(desk: Desk, name: str, *numbers: int, vote: Vote = Vote.YES, now: datetime = NOW + HOUR) -> None:
    for number in numbers:
        moving.vote(desk, name, vote, signer(number), now)


def standing(desk: Desk, name: str, now: datetime = NOW + 2 * HOUR) -> RoundStanding:
    held = read_motion(desk, name)
    return held.standing(held.rounds[-1], now)


def refusal(error: pytest.ExceptionInfo[SecondSourceError]) -> str:
    return error.value.code


def test_a_first_policy_is_decided_by_its_own_seats(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    text = seats_file.text(POLICY).encode()
    name = moving.move(desk, action=Action.MEMBERSHIP, subject="seats", text=text, signer=signer(1), now=NOW).motion
    moving.declare(desk, name, DeclarationKind.SECOND, signer(2), NOW)
    moving.open_round(desk, name, RoundWish(), signer(1), NOW)
    voted(desk, name, 1, 2)
    with pytest.raises(RuleError):
        gathering.put_together(desk, name, NOW + 2 * HOUR)
    voted(desk, name, 3)
    gathering.put_together(desk, name, NOW + 2 * HOUR)
    assert desk.in_force() is None
    assert gathering.enact(desk, name) == POLICY
    assert desk.in_force() == POLICY


def test_a_new_policy_takes_the_old_seats_and_the_new(desk: Desk) -> None:
    new = later(seats=seats(3, 4, 5, 6, 7))
    text = seats_file.text(new).encode()
    name = moving.move(desk, action=Action.MEMBERSHIP, subject="seats", text=text, signer=signer(1), now=NOW).motion
    moving.declare(desk, name, DeclarationKind.SECOND, signer(6), NOW)
    with pytest.raises(RuleError):
        moving.open_round(desk, name, RoundWish(), signer(1), NOW)  # a seat that is not yet in force cannot second
    moving.declare(desk, name, DeclarationKind.SECOND, signer(2), NOW)
    moving.open_round(desk, name, RoundWish(), signer(1), NOW)
    voted(desk, name, 1, 2, 3, 6)
    assert standing(desk, name) is RoundStanding.OPEN
    with pytest.raises(RuleError):
        gathering.enact(desk, name)
    voted(desk, name, 7)
    assert len(note.parse(gathering.put_together(desk, name, NOW + 2 * HOUR).read_bytes()).signatures) == 5
    assert gathering.enact(desk, name).version == 2
    assert read_motion(desk, name).rounds[0].note is not None


def test_a_motion_is_seconded_voted_and_put_together(desk: Desk) -> None:
    name = opened(desk)
    voted(desk, name, 1, 2)
    voted(desk, name, 4, vote=Vote.ABSTAIN)
    with pytest.raises(RuleError) as refused:
        gathering.put_together(desk, name, NOW + 2 * HOUR)
    assert "missing are seat-3, seat-5" in refused.value.sentence
    voted(desk, name, 5)
    path = gathering.put_together(desk, name, NOW + 2 * HOUR)
    parsed = note.parse(path.read_bytes())
    assert keys_that_signed(parsed, [POLICY]) == {signer(number).key for number in (1, 2, 5)}
    assert parsed.text == (path.parent / "statement.txt").read_text(encoding="utf-8")
    assert gathering.put_together(desk, name, NOW + 9 * DAY) == path


def test_a_go_is_issued_when_its_round_closes(desk: Desk) -> None:
    held = read_motion(desk, opened(desk, wish=RoundWish(closes_in=5 * HOUR))).rounds[0]
    assert held.statement.issued == NOW + 5 * HOUR
    cancel = read_motion(desk, opened(desk, Action.CANCEL)).rounds[0]
    assert cancel.statement.issued == NOW


def test_nobody_seconds_their_own_motion_and_no_round_opens_without_a_second(desk: Desk) -> None:
    name = moved(desk, seconded=False)
    with pytest.raises(RuleError) as own:
        moving.declare(desk, name, DeclarationKind.SECOND, signer(1), NOW)
    with pytest.raises(RuleError) as unseconded:
        moving.open_round(desk, name, RoundWish(), signer(1), NOW)
    assert (refusal(own), refusal(unseconded)) == ("second-own", "motion-unseconded")


def test_a_stranger_and_a_seat_under_another_name_are_no_voices(desk: Desk) -> None:
    name = opened(desk)
    for who in (signer(8), signer(3, "seat-4")):
        with pytest.raises(AccessError) as refused:
            moving.vote(desk, name, Vote.YES, who, NOW + HOUR)
        assert refusal(refused) == "seat-unknown"


def test_a_vote_cannot_be_changed(desk: Desk) -> None:
    name = opened(desk)
    voted(desk, name, 3, vote=Vote.NO)
    with pytest.raises(RuleError) as refused:
        voted(desk, name, 3)
    assert refusal(refused) == "voted-already"


def test_who_takes_no_part_does_not_vote_and_earlier_votes_do_not_count(desk: Desk) -> None:
    name = opened(desk)
    voted(desk, name, 1, 2, 3)
    moving.declare(desk, moved(desk), DeclarationKind.RECUSAL, signer(4), NOW)
    with pytest.raises(RuleError):
        moving.declare(desk, name, DeclarationKind.RECUSAL, signer(3), NOW + HOUR)  # it has carried
    other = opened(desk)
    voted(desk, other, 1, 2)
    moving.declare(desk, other, DeclarationKind.RECUSAL, signer(2), NOW + HOUR)
    voted(desk, other, 3, 4)
    assert standing(desk, other) is RoundStanding.CARRIED
    assert read_motion(desk, other).tally(read_motion(desk, other).rounds[0], NOW + 2 * HOUR).counts[0].recused == (
        "seat-2",
    )
    with pytest.raises(RuleError) as refused:
        moving.vote(desk, other, Vote.NO, signer(2), NOW + HOUR)
    assert refusal(refused) == "seat-recused"


def test_a_closed_round_never_reopens(desk: Desk, tmp_path: Path) -> None:
    name = opened(desk)
    shutil.copytree(desk.folder, tmp_path / "copy")
    copy = Desk(tmp_path / "copy")
    voted(desk, name, 1, 2)
    voted(copy, name, 3)
    brought = copy.round_path(name, 1) / "seat-3.ballot"
    with pytest.raises(RuleError):
        moving.vote(desk, name, Vote.YES, signer(4), NOW + DAY)
    assert gathering.take(desk, [brought], NOW + DAY)[0].why == f"No round of motion {name} is open."
    moving.open_round(desk, name, RoundWish(), signer(2), NOW + DAY)
    assert gathering.take(desk, [brought], NOW + DAY)[0].to is None
    shutil.copy(brought, desk.round_path(name, 1))  # by hand, past the commands
    held = read_motion(desk, name)
    assert [held.standing(one, NOW + DAY) for one in held.rounds] == [RoundStanding.EXPIRED, RoundStanding.OPEN]
    with pytest.raises(RuleError):
        gathering.put_together(desk, name, NOW + DAY)


def test_a_round_ends_when_another_policy_comes_into_force(desk: Desk) -> None:
    name, other = opened(desk), opened(desk)
    voted(desk, other, 1, 2, 3)
    write_once(desk.seats_path(2), seats_file.text(later(seats=seats(1, 2, 3, 6, 7))).encode())
    with pytest.raises(RuleError) as closed:
        voted(desk, name, 1)
    assert refusal(closed) == "round-closed"
    with pytest.raises(RuleError) as refused:
        gathering.put_together(desk, other, NOW + 2 * HOUR)
    assert "another policy is in force" in refused.value.sentence
    moving.open_round(desk, name, RoundWish(), signer(6), NOW + 2 * HOUR)
    voted(desk, name, 1, 6, 7, now=NOW + 3 * HOUR)
    assert standing(desk, name, NOW + 3 * HOUR) is RoundStanding.CARRIED


def test_no_round_opens_beside_an_open_or_a_carried_one(desk: Desk) -> None:
    name = opened(desk)
    with pytest.raises(RuleError) as still_open:
        moving.open_round(desk, name, RoundWish(), signer(1), NOW + HOUR)
    assert "round 1 is still open" in still_open.value.sentence
    voted(desk, name, 1, 2, 3)
    with pytest.raises(RuleError) as carried:
        moving.open_round(desk, name, RoundWish(), signer(1), NOW + 30 * HOUR)
    assert "round 1 has carried" in carried.value.sentence


def test_a_round_that_cannot_be_won_any_more_makes_room_for_the_next(desk: Desk) -> None:
    name = opened(desk)
    voted(desk, name, 1, 2, 3, vote=Vote.NO)
    assert standing(desk, name) is RoundStanding.LOST
    moving.open_round(desk, name, RoundWish(), signer(4), NOW + 2 * HOUR)
    voted(desk, name, 1, 2, 3, now=NOW + 3 * HOUR)
    assert standing(desk, name, NOW + 3 * HOUR) is RoundStanding.CARRIED


@pytest.mark.parametrize(
    "wish", [RoundWish(closes_in=73 * HOUR), RoundWish(lasts=400 * DAY), RoundWish(lasts=timedelta(0))]
)
def test_a_round_keeps_its_limits(desk: Desk, wish: RoundWish) -> None:
    name = moved(desk)
    with pytest.raises((RuleError, IntegrityError)):
        moving.open_round(desk, name, wish, signer(1), NOW)
    assert not desk.round_path(name, 1).exists()


def test_one_seat_holds_in_one_step(desk: Desk) -> None:
    path = gathering.hold(desk, subject=SUBJECT, text=WHY, lasts=None, signer=signer(4), now=NOW)
    statement = read_motion(desk, path.parent.parent.name).rounds[0].statement
    assert statement.action is Action.HOLD
    assert statement.expires == NOW + 48 * HOUR
    with pytest.raises(RuleError):
        gathering.hold(desk, subject=SUBJECT, text=WHY, lasts=49 * HOUR, signer=signer(4), now=NOW)


def test_where_a_hold_takes_two_no_seat_holds_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    policy = seats_file.text(POLICY).replace("threshold hold 1", "threshold hold 2")
    write_once(desk.seats_path(1), policy.encode())
    with pytest.raises(RuleError) as refused:
        gathering.hold(desk, subject=SUBJECT, text=WHY, lasts=None, signer=signer(4), now=NOW)
    assert refusal(refused) == "hold-takes-more"


def test_a_folder_on_a_stick_is_taken_in_whole_and_twice_is_no_harm(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other")
    write_once(other.seats_path(1), seats_file.text(POLICY).encode())
    name = opened(desk)
    voted(desk, name, 1, 2)
    stick = tmp_path / "stick"
    shutil.copytree(desk.motion_path(name), stick / "from-seat-1" / name)
    for _ in range(2):
        taken = gathering.take(other, [stick], NOW + 2 * HOUR)
        assert [one.why for one in taken] == [""] * 5
    voted(other, name, 3)
    gathering.put_together(other, name, NOW + 2 * HOUR)
    shutil.rmtree(stick)
    shutil.copytree(other.motion_path(name), stick)
    assert all(one.to for one in gathering.take(desk, [stick], NOW + 3 * HOUR))
    assert read_motion(desk, name).rounds[0].note is not None
    assert (desk.motion_path(name) / "text.txt").read_bytes() == WHY


def test_what_a_stranger_brings_is_refused_by_itself(desk: Desk, tmp_path: Path) -> None:
    name = opened(desk)
    voted(desk, name, 1)
    good = (desk.round_path(name, 1) / "seat-1.ballot").read_bytes()
    bad = {
        "changed.ballot": good.replace(b"vote: yes", b"vote: no "),
        "other-round.ballot": good.replace(b"round: 1", b"round: 2"),
        "huge.ballot": good + b"x" * 10_000_000,
        "rubbish.ballot": b"\xff\x00",
        "empty.ballot": b"",
    }
    for file, data in bad.items():
        (tmp_path / file).write_bytes(data)
    taken = gathering.take(desk, [tmp_path / file for file in bad], NOW + 2 * HOUR)
    assert [one.to for one in taken] == [None] * len(bad)
    assert all(one.why for one in taken)
    shutil.copy(tmp_path / "changed.ballot", desk.round_path(name, 1))
    held = read_motion(desk, name)
    assert [aside.file for aside in held.rounds[0].set_aside] == ["changed.ballot"]
    assert held.tally(held.rounds[0], NOW + 2 * HOUR).counts[0].yes == ("seat-1",)


def test_two_papers_of_one_name_are_never_overwritten(desk: Desk, tmp_path: Path) -> None:
    copy = Desk(tmp_path / "copy")
    shutil.copytree(desk.folder, copy.folder)
    mine, theirs = (
        moved(desk),
        moving.move(copy, action=Action.CANCEL, subject=SUBJECT, text=WHY, signer=signer(3), now=NOW).motion,
    )
    assert mine == theirs
    taken = gathering.take(desk, [copy.motion_path(theirs)], NOW)
    assert "says something else" in taken[0].why
    assert read_motion(desk, mine).motion.action is Action.GO


def test_a_crash_between_two_files_of_a_motion_stops_nobody(desk: Desk) -> None:
    write_once(desk.motion_path("m-0001") / "text.txt", b"half a motion\n")
    assert desk.motions() == ()
    assert moved(desk) == "m-0002"
    name = opened(desk)
    (desk.round_path(name, 1) / "statement.txt").unlink()
    voted(desk, name, 1, 2, 3)
    assert gathering.put_together(desk, name, NOW + 2 * HOUR).is_file()


def test_a_changed_text_stops_the_vote(desk: Desk) -> None:
    name = opened(desk)
    (desk.motion_path(name) / "text.txt").write_bytes(WHY + b"Or not.\n")
    with pytest.raises(InputError) as refused:
        voted(desk, name, 1)
    assert refusal(refused) == "motion-text-differs"


def test_a_text_that_hides_something_is_not_moved(desk: Desk) -> None:
    for text in ("go \u202eton od".encode(), b"", b"\xff"):
        with pytest.raises(IntegrityError):
            moving.move(desk, action=Action.GO, subject=SUBJECT, text=text, signer=signer(1), now=NOW)
    assert desk.motions() == ()


def test_the_spoiler_is_named_and_nothing_is_put_together(desk: Desk) -> None:
    held = read_motion(desk, opened(desk)).rounds[0]
    text = held.statement.text()
    good = [note.sign(text, signer(number).name, signer(number).private) for number in (1, 2, 3)]
    spoiler = note.sign("something else\n", signer(4).name, signer(4).private)
    stranger = note.sign(text, signer(8).name, signer(8).private)
    for bad, who in ((spoiler, "seat-4"), (stranger, "seat-8")):
        with pytest.raises(IntegrityError) as refused:
            assemble(held.statement, [*good, bad], [POLICY])
        assert refusal(refused) == "statement-line-wrong"
        assert who in refused.value.sentence
    with pytest.raises(RuleError) as short:
        assemble(held.statement, [good[0], good[0], good[1]], [POLICY])
    assert "not yet: seat-3, seat-4, seat-5" in short.value.sentence
    assert len(note.parse(assemble(held.statement, [*good, good[0]], [POLICY])).signatures) == 3


def test_two_who_write_one_paper_at_once_agree_on_one(tmp_path: Path) -> None:
    path, refused = tmp_path / "folder" / "paper.txt", []

    def write(data: bytes) -> None:
        try:
            write_once(path, data)
        except RuleError as error:
            refused.append(error.code)

    threads = [threading.Thread(target=write, args=(bytes([65 + number]) * 1000,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["paper-exists"] * 7
    assert len(set(path.read_bytes())) == 1
    assert [one.name for one in path.parent.iterdir()] == ["paper.txt"]


def test_a_folder_that_cannot_be_written_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("no folder", encoding="utf-8")
    with pytest.raises(StorageError) as refused:
        write_once(tmp_path / "desk" / "seats" / "policy-1.txt", b"x")
    assert refusal(refused) == "desk-unwritable"


def test_without_a_log_nothing_stands_before_the_voters(desk: Desk) -> None:
    assert last_entry(log_history(desk, NOW), SUBJECT) is None


@pytest.mark.parametrize("name", ["m-0009", "../../etc", ""])
def test_a_motion_that_is_not_there_is_refused(desk: Desk, name: str) -> None:
    with pytest.raises((InputError, IntegrityError)):
        read_motion(desk, name)
