"""Items in custody: sealed, opened alone or together, wrapped anew, and destroyed by a quorum alone."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.worlds.custody import CustodyWorld, everything_in
from tests.worlds.voters import signer

from secondsource.actions.custody import erasing, marks, opening, wrapping
from secondsource.actions.custody.deciding import decided
from secondsource.actions.custody.members import admit, take_revocation, write_recipients
from secondsource.actions.custody.sealing import seal_files
from secondsource.actions.deciding import gathering, moving
from secondsource.actions.deciding.drafting import RoundWish
from secondsource.core.custody import held as custody_rules
from secondsource.core.custody.held import Held, Holding
from secondsource.core.custody.roster import SUBJECT, Roster, parse_roster
from secondsource.core.release.papers import DeclarationKind, Vote
from secondsource.core.release.policy import Action
from secondsource.errors import AccessError, InputError, IntegrityError, RuleError, SecondSourceError
from secondsource.trust.custody.keys.member_key import fresh
from secondsource.trust.custody.keys.revocation import card_of, revoke
from secondsource.trust.custody.records import deletion, journal
from secondsource.trust.custody.shares import share_file
from secondsource.trust.custody.shares.share_file import Share
from secondsource.trust.tlog import note

CANARY = "lighthouse keeper Berta Quill"


@pytest.fixture
def world(tmp_path: Path) -> CustodyWorld:
    return CustodyWorld(tmp_path)


def sealed(world: CustodyWorld, threshold: int | None = None, text: str = CANARY) -> Held:
    source = world.folder / "ledger.csv"
    source.write_text(f"crate;7\nsigned;{CANARY}\n")
    return seal_files(
        world.custody,
        [source],
        text=text,
        members=world.members(),
        threshold=threshold,
        by="seat-1",
        today=world.today,
    )


def handed(world: CustodyWorld, item: str, *numbers: int, to: int = 1) -> list[Share]:
    """Have members hand over their shares to a colleague, and return what the colleague reads."""
    opener = world.custody.roster().member(f"seat-{to}")
    return [
        share
        for number in numbers
        for share in opening.read_handed(
            opening.hand_over(world.custody, world.keys[number], items=[item], to=opener, now=world.now),
            world.keys[to],
        )
    ]


def opened(world: CustodyWorld, item: str, number: int = 1, shares: list[Share] | None = None) -> opening.Opened:
    return opening.open_item(
        world.custody,
        world.keys[number],
        item=item,
        reason="to compare the crates",
        shares=shares or [],
        now=world.now,
        members=world.members(),
    )


def test_nothing_readable_lies_in_the_folder_and_any_member_opens_alone(world: CustodyWorld, tmp_path: Path) -> None:
    held = sealed(world)
    found = everything_in(world.custody.root)
    for secret in (CANARY.encode(), b"ledger", b"crate", b"to compare"):
        assert secret not in found
    for number in range(1, 6):
        assert opened(world, held.id, number).message.text == CANARY
    paths = opening.write_originals(world.custody, opened(world, held.id), tmp_path / "out")
    assert [path.name for path in paths] == ["message.txt", "file-1.csv"]
    assert paths[1].read_text() == f"crate;7\nsigned;{CANARY}\n"
    with pytest.raises(InputError, match="there already"):
        opening.write_originals(world.custody, opened(world, held.id), tmp_path / "out")
    found = everything_in(world.custody.root)
    assert b"to compare" not in found, "the reason is sealed as well"


def test_whoever_opens_the_original_is_written_down_with_a_reason(world: CustodyWorld) -> None:
    held = sealed(world)
    with pytest.raises(InputError, match="says why"):
        opening.open_item(
            world.custody,
            world.keys[2],
            item=held.id,
            reason=" ",
            shares=[],
            now=world.now,
            members=world.members(),
        )
    opened(world, held.id, 2)
    last = journal.read(world.custody.journal_path)[-1]
    assert (last.event.verb, last.event.by, last.event.about["item"]) == ("opened", "seat-2", held.id)
    (reason,) = marks.marks_of(world.custody, held.id, marks.label_keys(world.custody, world.keys[4]))
    assert (reason.by, reason.kind, reason.text) == ("seat-2", marks.MarkKind.REASON, "to compare the crates")


@pytest.mark.skipif(not shutil.which("age"), reason="needs Debian's age, which is not installed")
def test_stock_age_opens_an_item_by_a_member_s_identity_alone(world: CustodyWorld, tmp_path: Path) -> None:
    held = sealed(world)
    (tmp_path / "member").write_text(world.keys[3].identity)
    wrapped = world.custody.wraps(held) / "key.age"
    identity = subprocess.run(
        ["age", "-d", "-i", str(tmp_path / "member"), str(wrapped)], capture_output=True, check=True
    ).stdout
    (tmp_path / "item").write_bytes(identity)
    message = world.custody.item_folder(held.id) / "message.age"
    plain = subprocess.run(
        ["age", "-d", "-i", str(tmp_path / "item"), str(message)], capture_output=True, check=True
    ).stdout
    assert CANARY.encode() in plain


def test_a_shared_item_takes_a_motion_and_k_members(world: CustodyWorld) -> None:
    held = sealed(world, 3)
    assert held.holding is Holding.SHARED
    with pytest.raises(RuleError, match="has not decided"):
        handed(world, held.id, 2)
    with pytest.raises(RuleError, match="has not decided"):
        opened(world, held.id)
    world.decide(opening.open_subject(held.id), b"The crates must be compared.\n")
    with pytest.raises(RuleError, match="1 of the 3 shares"):
        opened(world, held.id)
    two = handed(world, held.id, 2)
    with pytest.raises(RuleError, match="2 of the 3 shares"):
        opened(world, held.id, shares=[*two, *two])
    assert opened(world, held.id, shares=handed(world, held.id, 2, 4)).message.text == CANARY
    verbs = [line.event.verb for line in journal.read(world.custody.journal_path)]
    assert verbs[-1] == "opened"
    assert verbs.count("handed-over") == 3, "every share that left its member is written down"


def test_shares_handed_to_one_member_are_nothing_to_another(world: CustodyWorld) -> None:
    held = sealed(world, 3)
    world.decide(opening.open_subject(held.id), b"The crates must be compared.\n")
    to = world.custody.roster().member("seat-1")
    data = opening.hand_over(world.custody, world.keys[2], items=[held.id], to=to, now=world.now)
    with pytest.raises(AccessError, match="sealed for others"):
        opening.read_handed(data, world.keys[5])
    other = sealed(world, 3)
    with pytest.raises(RuleError, match=r"1 of the 3"):
        opening.identity_of(world.custody, other, world.keys[1], opening.read_handed(data, world.keys[1]))


def test_a_hold_a_cancel_and_an_expiry_each_stop_a_decision(world: CustodyWorld) -> None:
    world.decide("open-x", b"Let us open it.\n")
    assert decided(world.desk, "open-x", world.now).text == "Let us open it.\n"
    early, late = world.now - timedelta(hours=3), world.now + timedelta(days=3)
    for moment, why in ((early, "cooling off"), (late, "expired")):
        with pytest.raises(RuleError, match=why):
            decided(world.desk, "open-x", moment)
    with pytest.raises(RuleError, match="no motion"):
        decided(world.desk, "open-y", world.now)
    world.decide("open-x", b"Not yet.\n", Action.CANCEL)
    with pytest.raises(RuleError, match="cancelled"):
        decided(world.desk, "open-x", world.now)
    world.decide("open-x", b"Now then.\n")
    assert decided(world.desk, "open-x", world.now).text == "Now then.\n"
    world.reseat(1, 2, 3, 4)
    with pytest.raises(RuleError, match="under the policy in force"):
        decided(world.desk, "open-x", world.now)


def test_the_ballot_of_a_suspended_seat_is_left_out_and_no_threshold_falls(world: CustodyWorld) -> None:
    moved = moving.move(
        world.desk, action=Action.GO, subject="open-z", text=b"Open it.\n", signer=signer(1), now=world.now
    )
    moving.declare(world.desk, moved.motion, DeclarationKind.SECOND, signer(2), world.now)
    moving.open_round(world.desk, moved.motion, RoundWish(), signer(1), world.now)
    for number in (1, 2, 3):
        moving.vote(world.desk, moved.motion, Vote.YES, signer(number), world.now)
    with pytest.raises(RuleError, match="not enough seats"):
        gathering.put_together(world.desk, moved.motion, world.now, ["seat-3"])
    moving.vote(world.desk, moved.motion, Vote.YES, signer(4), world.now)
    made = gathering.put_together(world.desk, moved.motion, world.now, ["seat-3"])
    names = {line.name for line in note.parse(made.read_bytes()).signatures}
    assert names == {f"desk.example/seat-{number}" for number in (1, 2, 4)}


def test_a_roster_takes_a_quorum_and_one_key_stands_in_it_once(world: CustodyWorld) -> None:
    roster = world.custody.roster()
    assert parse_roster(roster.text()) == roster
    members = roster.members
    with pytest.raises(InputError, match="recipient stands in it twice"):
        Roster(members=(members[0], replace(members[0], name="seat-9", voice="x" * 30)))
    for broken in (roster.text()[:-1], roster.text().replace("age1", "age2"), "x" + roster.text(), ""):
        with pytest.raises(InputError, match="roster cannot be read"):
            parse_roster(broken)
    world.now += timedelta(days=3)
    with pytest.raises(RuleError, match="has not decided"):
        admit(world.custody, world.now)
    rows = write_recipients(world.custody, frozenset({"seat-5"})).read_text().split()
    assert [row for row in rows if row.startswith("age1")] == [one.recipient for one in members[:4]]


def test_a_revocation_made_beforehand_ends_what_is_sealed_to_a_member(world: CustodyWorld, tmp_path: Path) -> None:
    file = tmp_path / "revocation"
    file.write_bytes(revoke(world.keys[4]))
    assert take_revocation(world.custody, file, world.now) == "seat-4"
    assert [one.name for one in world.members()] == ["seat-1", "seat-2", "seat-3", "seat-5"]
    assert world.keys[4].recipient not in (world.custody.root / "recipients.txt").read_text()
    forged = fresh("seat-5")
    file.write_bytes(revoke(forged))
    with pytest.raises(InputError, match="revokes no key"):
        take_revocation(world.custody, file, world.now)
    text = note.parse(revoke(world.keys[5])).text
    file.write_bytes(note.join(text, note.parse(revoke(forged)).signatures))
    with pytest.raises(SecondSourceError):
        take_revocation(world.custody, file, world.now)


def test_wrapping_anew_ends_future_access_and_exposure_remembers_the_past(world: CustodyWorld) -> None:
    alone, together = sealed(world), sealed(world, 3)
    stolen = world.keys[5]
    world.reseat(1, 2, 3, 4)
    world.decide(opening.REWRAP, b"Seat 5 has gone.\n")
    shares = handed(world, together.id, 2, 3)
    old = opening.own_share(world.custody, together, world.keys[4])
    done = wrapping.rewrap(world.custody, world.keys[1], members=world.members(), shares=shares, today=world.today)
    assert set(done.done) == {alone.id, together.id}
    for item in (alone.id, together.id):
        held = world.custody.held(item)
        assert (held.generation, [one.member for one in held.holders]) == (2, [f"seat-{n}" for n in range(1, 5)])
        with pytest.raises((AccessError, RuleError)):
            opening.identity_of(world.custody, held, stolen)
        assert not (world.custody.item_folder(item) / "wraps-1").exists()
    held = world.custody.held(together.id)
    fresh_shares = [opening.own_share(world.custody, held, world.keys[number]) for number in (1, 2)]
    with pytest.raises(IntegrityError, match="do not open"):
        share_file.combine([*fresh_shares, old], [one.share for one in held.holders if one.share])
    exposed = wrapping.exposed_to(world.custody, ["seat-5", "seat-1"])
    assert exposed == {"seat-5": (alone.id,), "seat-1": (alone.id,)}, "a share exposes nothing"
    later = sealed(world)
    assert later.id not in wrapping.exposed_to(world.custody, ["seat-5"])["seat-5"]
    again = wrapping.rewrap(world.custody, world.keys[1], members=world.members(), shares=[], today=world.today)
    assert again.done == ()


def test_wrapping_anew_says_what_waits_for_shares_and_what_stays_closed(world: CustodyWorld) -> None:
    together = sealed(world, 3)
    mine = seal_files(
        world.custody,
        [],
        text="for seat 2 alone",
        members=[card_of(world.keys[2])],
        threshold=None,
        by="seat-2",
        today=world.today,
    )
    world.reseat(1, 2, 3, 4)
    found = wrapping.rewrap(world.custody, world.keys[1], members=world.members(), shares=[], today=world.today)
    assert (found.done, found.waiting, found.closed) == ((), (together.id,), (mine.id,))


def test_a_threshold_never_falls_because_members_are_gone(world: CustodyWorld) -> None:
    together = sealed(world, 5)
    world.reseat(1, 2, 3, 4)
    world.decide(opening.REWRAP, b"Seat 5 has gone.\n")
    shares = handed(world, together.id, 2, 3, 4)
    found = wrapping.rewrap(world.custody, world.keys[1], members=world.members(), shares=shares, today=world.today)
    assert found.waiting == (together.id,)
    assert world.custody.held(together.id) == together


def test_labels_are_sealed_signed_and_closed_to_who_has_left(world: CustodyWorld) -> None:
    held = sealed(world)

    def put(number: int, text: str) -> None:
        marks.put_mark(
            world.custody,
            world.keys[number],
            item=held.id,
            kind=marks.MarkKind.NOTE,
            text=text,
            today=world.today,
            members=world.members(),
        )

    def texts(number: int) -> set[str]:
        keys = marks.label_keys(world.custody, world.keys[number])
        return {mark.text for mark in marks.marks_of(world.custody, held.id, keys)}

    put(5, "before: the crates look odd")
    world.reseat(1, 2, 3, 4)
    wrapping.rewrap(world.custody, world.keys[1], members=world.members(), shares=[], today=world.today)
    put(1, "after: seat 5 must not read this")
    assert texts(2) == {"before: the crates look odd", "after: seat 5 must not read this"}
    assert texts(5) == set()
    assert b"look odd" not in everything_in(world.custody.root)
    sizes = {path.stat().st_size // 4096 for path in world.custody.marks(held.id).glob("*.age")}
    assert len(sizes) == 1, "long or short, they have one size but for age's own random header"
    forger = fresh("seat-2")
    marks.put_mark(
        world.custody,
        forger,
        item=held.id,
        kind=marks.MarkKind.NOTE,
        text="forged in the name of seat 2",
        today=world.today,
        members=world.members(),
    )
    assert "forged in the name of seat 2" not in texts(1)


def test_destroying_takes_a_quorum_on_exactly_these_items(world: CustodyWorld) -> None:
    first, second = sealed(world), sealed(world, 3)
    items = [first.id, second.id]
    with pytest.raises(RuleError, match="has not decided"):
        erasing.erase(world.custody, items, signer(1), world.now)
    world.decide(erasing.erase_subject(items), erasing.erase_text(items).encode())
    with pytest.raises(RuleError, match="has not decided"):
        erasing.erase(world.custody, [first.id], signer(1), world.now)
    with pytest.raises(AccessError, match="no seat"):
        erasing.erase(world.custody, items, signer(7), world.now)
    erasing.lock(world.custody, first.id, "seat-4", world.today)
    with pytest.raises(RuleError, match="Locked"):
        erasing.erase(world.custody, items, signer(1), world.now)
    with pytest.raises(RuleError, match="has not decided"):
        erasing.unlock_item(world.custody, first.id, world.now)
    world.decide(f"unlock-{first.id}", b"It may go.\n")
    erasing.unlock_item(world.custody, first.id, world.now)
    path = erasing.erase(world.custody, items, signer(1), world.now)
    assert not list((world.custody.root / "items").iterdir())
    record = deletion.parse(note.parse(path.read_bytes()).text)
    assert (record.count, record.items_sha256) == (2, deletion.items_digest(items))
    assert record.journal in {line.digest for line in journal.read(world.custody.journal_path)}
    with pytest.raises(InputError, match="no item"):
        opened(world, first.id)


def test_only_what_is_over_is_due_and_nothing_goes_by_itself(world: CustodyWorld) -> None:
    held = sealed(world)
    assert erasing.keep(world.custody, 30, "seat-1", world.today) == 1
    assert custody_rules.due(world.custody.all_held(), world.today + timedelta(days=29)) == ()
    assert [one.id for one in custody_rules.due(world.custody.all_held(), world.today + timedelta(days=30))] == [
        held.id
    ]
    erasing.lock(world.custody, held.id, "seat-4", world.today)
    assert custody_rules.due(world.custody.all_held(), world.today + timedelta(days=60)) == ()
    with pytest.raises(InputError, match="one day or more"):
        custody_rules.keep_for(held, 0)


def test_a_journal_that_was_changed_says_at_which_line(tmp_path: Path) -> None:
    path = tmp_path / "journal.txt"
    for number in range(5):
        journal.append(path, [journal.Event(verb="locked", by="seat-1", about={"n": number})], CustodyWorld.now.date())
    assert [line.event.about["n"] for line in journal.read(path)] == list(range(5))
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"half')
    assert len(journal.read(path)) == 5
    journal.append(path, [journal.Event(verb="locked", by="seat-1", about={"n": 5})], CustodyWorld.now.date())
    assert len(journal.read(path)) == 6
    rows = whole.splitlines(keepends=True)
    for broken in (
        whole.replace(b'"n":2', b'"n":7'),
        b"".join([*rows[:2], *rows[3:]]),
        b"".join([rows[1], rows[0], *rows[2:]]),
        b"rubbish\n" + whole,
    ):
        path.write_bytes(broken)
        with pytest.raises(IntegrityError, match="does not follow"):
            journal.read(path)


def test_the_subject_of_the_roster_is_no_item() -> None:
    assert SUBJECT == "custody-members"
