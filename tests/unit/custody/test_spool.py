"""The spool: whole items or none, times of whole days, keys erased first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from secondsource.errors import InputError, RuleError, StorageError
from secondsource.trust.custody.sealing.identities import new_item_key
from secondsource.trust.custody.sealing.streams import SealingStream
from secondsource.trust.custody.spool.items import (
    abandon_item,
    begin_item,
    commit_item,
    erase_item,
    find_item,
    list_items,
)
from secondsource.trust.custody.spool.layout import blur, new_id, prepare, read_salt
from secondsource.trust.custody.spool.mailboxes import (
    LetterKind,
    close_mailbox,
    erase_letter,
    letters,
    mailbox_exists,
    open_mailbox,
    put_receipt,
    put_reply,
)

DAY = dt.date(2031, 5, 6)


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    prepare(tmp_path / "spool", DAY)
    return tmp_path / "spool"


def committed(spool: Path, item: str) -> None:
    aside = begin_item(spool)
    with SealingStream(aside / "file-1.age", new_item_key().recipient) as stream:
        stream.write(b"x")
        stream.finish()
    commit_item(spool, aside, item, {"message.age": b"m", "key.age": b"k"}, DAY)


def times(places: list[Path]) -> set[float]:
    return {time for path in places for time in (path.stat().st_mtime, path.stat().st_atime)}


def test_an_item_is_there_as_a_whole(spool: Path) -> None:
    item = new_id()
    committed(spool, item)
    (found,) = list_items(spool)
    assert (found.id, found.day) == (item, DAY)
    assert [path.name for path in found.files()] == ["file-1.age"]
    assert [path.name for path in found.wrapped_keys()] == ["key.age"]
    assert find_item(spool, item) == found


def test_an_item_that_is_here_already_is_not_changed(spool: Path) -> None:
    item = new_id()
    committed(spool, item)
    aside = begin_item(spool)
    with pytest.raises(RuleError) as caught:
        commit_item(spool, aside, item, {"message.age": b"another"}, DAY)
    assert caught.value.code == "item-here-already"
    assert (spool / "incoming" / item / "message.age").read_bytes() == b"m"
    abandon_item(aside)
    assert list((spool / "aside").iterdir()) == []


def test_what_was_not_finished_is_gone_at_the_next_start(spool: Path) -> None:
    aside = begin_item(spool)
    (aside / "file-1.age").write_bytes(b"half")
    (spool / "aside" / "loose").write_bytes(b"half")
    salt = read_salt(spool)
    prepare(spool, DAY)
    assert list((spool / "aside").iterdir()) == []
    assert list_items(spool) == ()
    assert read_salt(spool) == salt


def test_no_time_is_finer_than_a_day(spool: Path) -> None:
    committed(spool, new_id())
    open_mailbox(spool, "a" * 32, DAY)
    put_reply(spool, "a" * 32, b"sealed", DAY)
    letters(spool, "a" * 32)
    leaves = [*spool.glob("incoming/*/*"), *spool.glob("mailboxes/*"), *spool.glob("mailboxes/*/*")]
    changed = {path.stat().st_mtime for path in [spool / "incoming", spool / "mailboxes"]}
    assert len(leaves) == 5
    # Looking into a folder leaves the moment on it, also ours here; the sweep takes it off.
    assert {time % 86_400 for time in times([path for path in leaves if path.is_file()]) | changed} == {0.0}
    everything = [spool, *spool.rglob("*")]
    blur(spool, DAY)
    assert {time % 86_400 for time in times(everything)} == {0.0}


def test_a_sweep_leaves_days_and_makes_the_kernels_own_times_one(spool: Path) -> None:
    committed(spool, new_id())
    committed(spool, new_id())
    before = {path: path.stat().st_mtime for path in spool.rglob("*")}
    blur(spool, DAY + dt.timedelta(days=3))
    assert {path: path.stat().st_mtime for path in spool.rglob("*")} == before
    changed = [path.stat().st_ctime for path in spool.rglob("*")]
    assert max(changed) - min(changed) < 1


def test_folders_and_files_are_for_their_owner_only(spool: Path) -> None:
    committed(spool, new_id())
    open_mailbox(spool, "a" * 32, DAY)
    put_receipt(spool, "a" * 32, b"sealed", DAY)
    assert {path.stat().st_mode & 0o077 for path in [spool, *spool.rglob("*")]} == {0}


def test_erasing_takes_the_item_away(spool: Path) -> None:
    item = new_id()
    committed(spool, item)
    found = find_item(spool, item)
    assert found is not None
    erase_item(spool, found, DAY)
    assert find_item(spool, item) is None
    assert list((spool / "incoming").iterdir()) == []


def test_an_erasure_that_was_cut_short_has_erased_the_keys(spool: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    item = new_id()
    committed(spool, item)
    found = find_item(spool, item)
    assert found is not None

    def cut(_: Path) -> None:
        raise OSError(5, "the disk is gone")

    monkeypatch.setattr("secondsource.trust.custody.spool.items.shutil.rmtree", cut)
    with pytest.raises(StorageError):
        erase_item(spool, found, DAY)
    assert found.wrapped_keys() == ()


def test_letters_are_kept_until_erased(spool: Path) -> None:
    box = new_id()
    open_mailbox(spool, box, DAY)
    first = put_receipt(spool, box, b"1", DAY)
    second = put_reply(spool, box, b"2", DAY + dt.timedelta(days=1))
    assert [(letter.id, letter.kind, letter.sealed) for letter in letters(spool, box)] == [
        (second, LetterKind.REPLY, b"2"),
        (first, LetterKind.RECEIPT, b"1"),
    ]
    erase_letter(spool, box, second, DAY)
    erase_letter(spool, box, second, DAY)
    assert [letter.id for letter in letters(spool, box)] == [first]


def test_nothing_can_be_left_in_a_closed_mailbox(spool: Path) -> None:
    box = new_id()
    open_mailbox(spool, box, DAY)
    put_reply(spool, box, b"1", DAY)
    close_mailbox(spool, box, DAY)
    close_mailbox(spool, box, DAY)
    assert not mailbox_exists(spool, box)
    for leave in (put_reply, put_receipt):
        with pytest.raises(RuleError) as caught:
            leave(spool, box, b"2", DAY)
        assert caught.value.code == "mailbox-closed"


@pytest.mark.parametrize("name", ["", "..", "../incoming", "A" * 32, "a" * 31, "/etc/passwd", "a" * 30 + "/a"])
def test_a_name_that_is_no_id_leads_nowhere(spool: Path, name: str) -> None:
    with pytest.raises(InputError):
        mailbox_exists(spool, name)
    with pytest.raises(InputError):
        erase_letter(spool, "a" * 32, name, DAY)
    assert find_item(spool, name) is None


def test_a_damaged_salt_is_told_at_the_start(spool: Path) -> None:
    (spool / "salt").write_bytes(b"short")
    with pytest.raises(InputError) as caught:
        prepare(spool, DAY)
    assert caught.value.code == "spool-salt-damaged"
