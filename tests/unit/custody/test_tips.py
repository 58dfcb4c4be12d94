"""Tips on the members' side: collected sealed, sorted sealed, handed to vetting clean, answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.worlds.custody import TEXT, TODAY, CustodyWorld, everything_in, spool_with

from secondsource.actions.custody import wrapping
from secondsource.actions.custody.marks import MarkKind
from secondsource.actions.custody.opening import identity_of, own_share
from secondsource.actions.custody.sealing import seal_files
from secondsource.actions.custody.tips.collecting import collect
from secondsource.actions.custody.tips.replying import reply
from secondsource.actions.custody.tips.triage import mark, tip, tips
from secondsource.actions.custody.tips.vetting import take_out
from secondsource.core.custody.held import Holding
from secondsource.errors import AccessError, InputError, RuleError
from secondsource.trust.custody.keys.member_key import fresh
from secondsource.trust.custody.keys.revocation import card_of
from secondsource.trust.custody.records import journal
from secondsource.trust.custody.sealing.identities import unwrap
from secondsource.trust.custody.sealing.messages import open_message
from secondsource.trust.custody.shares.share_file import wrap_in_shares
from secondsource.trust.custody.spool.items import list_items
from secondsource.trust.custody.spool.mailboxes import close_mailbox, letters


@pytest.fixture
def world(tmp_path: Path) -> CustodyWorld:
    return CustodyWorld(tmp_path)


def recipients(world: CustodyWorld) -> list[str]:
    return [one.recipient for one in world.members()]


def test_tips_are_moved_sealed_and_never_twice(world: CustodyWorld, tmp_path: Path) -> None:
    spool, ids, _ = spool_with(tmp_path / "spool", recipients(world), 3)
    copy = list_items(spool)[0]
    kept = {path.name: path.read_bytes() for path in copy.folder.iterdir()}
    assert set(collect(world.custody, spool, TODAY)) == set(ids)
    assert list_items(spool) == ()
    copy.folder.mkdir()  # as if the run had been killed before the spool was emptied
    for name, data in kept.items():
        (copy.folder / name).write_bytes(data)
    assert collect(world.custody, spool, TODAY) == (copy.id,)
    assert len(world.custody.ids()) == 3
    wrapped = [line for line in journal.read(world.custody.journal_path) if line.event.verb == "wrapped"]
    assert len(wrapped) == 3
    assert TEXT.encode() not in everything_in(world.custody.root)
    with pytest.raises(InputError, match="no spool"):
        collect(world.custody, tmp_path / "nothing", TODAY)


def test_a_half_copied_item_is_copied_anew(world: CustodyWorld, tmp_path: Path) -> None:
    spool, ids, _ = spool_with(tmp_path / "spool", recipients(world))
    for place in ("aside", "items"):
        left = world.custody.root / place / ids[0]
        left.mkdir(parents=True)
        (left / "message.age").write_bytes(b"half")
    collect(world.custody, spool, TODAY)
    assert tips(world.custody, world.keys[2])[0].held.id == ids[0]
    taken = take_out(world.custody, world.keys[2], item=ids[0], out=tmp_path / "out", today=TODAY)
    assert TEXT in (taken.reports / "message.txt").read_text()


def test_members_sort_tips_with_sealed_words(world: CustodyWorld, tmp_path: Path) -> None:
    spool, ids, _ = spool_with(tmp_path / "spool", recipients(world), 2)
    collect(world.custody, spool, TODAY)

    def write(number: int, *changes: tuple[MarkKind, str]) -> None:
        mark(
            world.custody,
            world.keys[number],
            item=ids[0],
            changes=changes,
            today=world.today,
            members=world.members(),
        )

    write(1, (MarkKind.LABEL, "harbour"), (MarkKind.LABEL, "urgent"), (MarkKind.NOTE, "Ana Ruiz is named"))
    write(2, (MarkKind.UNLABEL, "urgent"), (MarkKind.ASSIGNED, "seat-4"))
    found = tip(world.custody, world.keys[5], ids[0])
    assert (found.labels, found.assigned) == (("harbour",), "seat-4")
    assert [one.text for one in found.notes] == ["Ana Ruiz is named"]
    assert not any(word in everything_in(world.custody.root) for word in (b"harbour", b"urgent", b"Ruiz"))
    with pytest.raises(InputError, match="not on the roster"):
        write(1, (MarkKind.ASSIGNED, "seat-9"))
    with pytest.raises(InputError, match="1 to 5000"):
        write(1, (MarkKind.NOTE, "x" * 5001))


def test_a_tip_is_handed_to_vetting_clean_with_the_original_sealed_beside(world: CustodyWorld, tmp_path: Path) -> None:
    spool, ids, _ = spool_with(tmp_path / "spool", recipients(world), files=2)
    collect(world.custody, spool, TODAY)
    taken = take_out(world.custody, world.keys[3], item=ids[0], out=tmp_path / "out", today=TODAY)
    assert [copy.refusal for copy in taken.copies] == [None, None]
    names = sorted(path.name for path in taken.reports.iterdir())
    assert len(names) == 3
    assert all(name.startswith("clean-") or name == "message.txt" for name in names)
    beside = {path.name for path in (tmp_path / "out" / "sealed").rglob("*.age")}
    assert beside == {"message.age", "file-1.age", "file-2.age", "key.age"}
    last = journal.read(world.custody.journal_path)[-1]
    assert (last.event.verb, last.event.by) == ("cleaned", "seat-3")
    with pytest.raises(InputError, match="there already"):
        take_out(world.custody, world.keys[3], item=ids[0], out=tmp_path / "out", today=TODAY)


def test_a_reply_reaches_the_source_and_stands_among_the_notes(world: CustodyWorld, tmp_path: Path) -> None:
    spool, ids, source = spool_with(tmp_path / "spool", recipients(world))
    collect(world.custody, spool, TODAY)

    def answer(item: str, text: str = "Which night was it?") -> str:
        return reply(
            world.custody,
            world.keys[2],
            item=item,
            text=text,
            spool=spool,
            today=TODAY,
            members=world.members(),
        )

    answer(ids[0])
    (box,) = (spool / "mailboxes").iterdir()
    (letter,) = letters(spool, box.name)
    opened = open_message(letter.sealed, source)
    assert (opened.text, opened.about) == ("Which night was it?", ids[0])
    assert [one.kind for one in tip(world.custody, world.keys[1], ids[0]).notes] == [MarkKind.REPLIED]
    assert b"Which night" not in everything_in(tmp_path)
    with pytest.raises(InputError, match="nothing to answer"):
        answer(ids[0], " ")
    close_mailbox(spool, box.name, TODAY)
    with pytest.raises(RuleError, match="closed it"):
        answer(ids[0])
    own = seal_files(world.custody, [], text="ours", members=world.members(), threshold=None, by="seat-1", today=TODAY)
    with pytest.raises(RuleError, match="no source that can return"):
        answer(own.id)


def test_the_duress_workspace_holds_decoys_and_nothing_else(world: CustodyWorld, tmp_path: Path) -> None:
    spool, ids, _ = spool_with(tmp_path / "spool", recipients(world), 2)
    collect(world.custody, spool, TODAY)
    seal_files(world.custody, [], text="shared", members=world.members(), threshold=3, by="seat-1", today=TODAY)
    decoy = fresh("seat-3")  # what the duress slot of seat 3 opens: the same name, another identity
    own = seal_files(
        world.custody, [], text="old notes", members=[card_of(decoy)], threshold=None, by="seat-3", today=TODAY
    )
    assert [one.held.id for one in tips(world.custody, decoy)] == [own.id]
    assert len(tips(world.custody, world.keys[3])) == 3
    with pytest.raises(AccessError, match="sealed for others"):
        take_out(world.custody, decoy, item=ids[0], out=tmp_path / "out", today=TODAY)
    assert not (tmp_path / "out").exists()


def test_a_drop_that_used_shares_is_collected_as_shared(world: CustodyWorld, tmp_path: Path) -> None:
    spool, ids, _ = spool_with(tmp_path / "spool", recipients(world))
    folder = list_items(spool)[0].folder
    identity = unwrap((folder / "key.age").read_bytes(), world.keys[1].identity)
    (folder / "key.age").unlink()
    for name, data in wrap_in_shares(identity, recipients(world), 3).items():
        (folder / name).write_bytes(data)
    collect(world.custody, spool, TODAY)
    held = world.custody.held(ids[0])
    assert held.holding is Holding.SHARED
    assert wrapping.exposed_to(world.custody, ["seat-1"]) == {"seat-1": ()}
    shares = [own_share(world.custody, held, world.keys[number]) for number in (2, 5)]
    assert identity_of(world.custody, held, world.keys[4], shares) == identity
    assert len(tips(world.custody, world.keys[4])) == 1
