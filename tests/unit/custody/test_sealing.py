"""Sealing: any size in, few sizes out, nothing usable that was cut, and the stock age opens it."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from secondsource.errors import AccessError, InputError, IntegrityError, StorageError
from secondsource.trust.custody.keys.age import seal
from secondsource.trust.custody.sealing.identities import new_item_key, read_recipients, unwrap, wrap_for_members
from secondsource.trust.custody.sealing.messages import Message, MessageKind, Part, open_message, seal_message
from secondsource.trust.custody.sealing.padding import MESSAGE_SIZES, SMALLEST_FILE, pad_message, padded_length
from secondsource.trust.custody.sealing.streams import Sealed, SealingStream, open_sealed_file

DAY = dt.date(2031, 5, 6)
MESSAGE = Message(
    kind=MessageKind.SUBMISSION,
    item="0" * 32,
    day=DAY,
    text="La presa de Vallehondo tiene grietas.\n\U0001f30a",
    parts=(Part(file="file-1.age", title="plano.pdf", media_type="application/pdf", size=5, sha256="a" * 64),),
    mailbox="1" * 32,
)


def sealed(tmp_path: Path, data: bytes, recipient: str, name: str = "file-1.age") -> tuple[Path, Sealed]:
    path = tmp_path / name
    with SealingStream(path, recipient) as stream:
        for start in range(0, len(data), 70_001):
            stream.write(data[start : start + 70_001])
        return path, stream.finish()


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 200_000])
def test_a_file_comes_back_byte_for_byte(tmp_path: Path, size: int) -> None:
    key, data = new_item_key(), bytes(range(251)) * (size // 251) + b"\x80" * (size % 251)
    path, told = sealed(tmp_path, data, key.recipient)
    out = io.BytesIO()
    assert open_sealed_file(path, key.identity, out) == told
    assert out.getvalue() == data


def test_a_file_that_ends_like_padding_comes_back_too(tmp_path: Path) -> None:
    key, data = new_item_key(), b"x\x80" + bytes(150_000) + b"\x80\x80" + bytes(70_000)
    path, _ = sealed(tmp_path, data, key.recipient)
    out = io.BytesIO()
    open_sealed_file(path, key.identity, out)
    assert out.getvalue() == data


def test_small_files_all_have_one_size_on_the_disk(tmp_path: Path) -> None:
    key = new_item_key()
    sizes = {sealed(tmp_path, bytes(n), key.recipient, f"{n}.age")[0].stat().st_size for n in (0, 900, 65_535)}
    # age's own header varies at random by some hundred bytes, whatever it heads.
    assert all(SMALLEST_FILE < size < SMALLEST_FILE + 600 for size in sizes)


def test_a_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    path, _ = sealed(tmp_path, b"x", new_item_key().recipient)
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_was_cut_does_not_open(tmp_path: Path) -> None:
    key = new_item_key()
    path, _ = sealed(tmp_path, bytes(300_000), key.recipient)
    path.write_bytes(path.read_bytes()[:-70_000])
    with pytest.raises(IntegrityError) as caught:
        open_sealed_file(path, key.identity, io.BytesIO())
    assert caught.value.code == "sealed-damaged"


def test_a_stream_that_was_broken_off_holds_nothing_whole(tmp_path: Path) -> None:
    key = new_item_key()
    with SealingStream(tmp_path / "x.age", key.recipient) as stream:
        stream.write(b"half of it")
    with pytest.raises(IntegrityError):
        open_sealed_file(tmp_path / "x.age", key.identity, io.BytesIO())


def test_a_file_that_the_message_does_not_list_is_refused(tmp_path: Path) -> None:
    key = new_item_key()
    path, _ = sealed(tmp_path, b"other", key.recipient)
    with pytest.raises(IntegrityError) as caught:
        open_sealed_file(path, key.identity, io.BytesIO(), part=MESSAGE.parts[0])
    assert caught.value.code == "file-differs"


def test_a_full_disk_is_a_refusal_and_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "full.age").symlink_to("/dev/full")
    with pytest.raises(StorageError):
        SealingStream(tmp_path / "full.age", new_item_key().recipient)
    with pytest.raises(StorageError):
        SealingStream(tmp_path / "nowhere" / "x.age", new_item_key().recipient)


def test_a_message_comes_back_whole() -> None:
    key = new_item_key()
    assert open_message(seal_message(MESSAGE, key.recipient), key.identity) == MESSAGE


def test_messages_of_any_length_have_few_sizes() -> None:
    key = new_item_key()
    texts = ["", "a" * 2_000, "ñ" * 3_000, "日" * 10_000, "\U0001f30a" * 100_000]
    sizes = [
        len(seal_message(Message(kind=MessageKind.REPLY, item="0" * 32, day=DAY, text=t), key.recipient)) for t in texts
    ]
    buckets = [max(size for size in (0, *MESSAGE_SIZES) if size < length) for length in sizes]
    assert buckets == [8_192, 8_192, 8_192, 65_536, 524_288]
    assert all(length - bucket < 600 for length, bucket in zip(sizes, buckets, strict=True))


def test_a_message_longer_than_fits_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        pad_message(bytes(524_288))
    assert caught.value.code == "message-too-long"


def test_what_is_no_message_is_refused() -> None:
    key = new_item_key()
    for plain in (b"", b"words", pad_message(b"[]"), pad_message(b"{}"), pad_message(b'{"format": "x"}')):
        with pytest.raises(IntegrityError):
            open_message(seal(plain, [key.recipient]), key.identity)


def test_each_member_opens_the_wrapped_identity_and_a_stranger_does_not() -> None:
    item, ada, bo, dee = (new_item_key() for _ in range(4))
    wrapped = wrap_for_members(item.identity, [ada.recipient, bo.recipient])["key.age"]
    assert unwrap(wrapped, ada.identity) == unwrap(wrapped, bo.identity) == item.identity
    with pytest.raises(AccessError):
        unwrap(wrapped, dee.identity)


def test_the_list_of_recipients_is_that_of_age() -> None:
    ada, bo = new_item_key().recipient, new_item_key().recipient
    assert read_recipients(f"# ada\n{ada}\n\n  {bo}  \n{ada}\n") == (ada, bo)
    with pytest.raises(InputError) as caught:
        read_recipients("# nobody\n")
    assert caught.value.code == "recipients-none"
    with pytest.raises(InputError):
        read_recipients(ada[:-1])


@pytest.mark.skipif(shutil.which("age") is None, reason="the stock age is not installed here")
def test_the_stock_age_opens_an_item_with_a_members_key_alone(tmp_path: Path) -> None:
    member, item, data = new_item_key(), new_item_key(), b"%PDF-1.7 invented"
    (tmp_path / "member.key").write_text(f"{member.identity}\n")
    (tmp_path / "key.age").write_bytes(wrap_for_members(item.identity, [member.recipient])["key.age"])
    (tmp_path / "message.age").write_bytes(seal_message(MESSAGE, item.recipient))
    path, told = sealed(tmp_path, data, item.recipient)

    def age(key: str, file: str) -> bytes:
        return subprocess.run(["age", "-d", "-i", key, file], cwd=tmp_path, check=True, capture_output=True).stdout

    (tmp_path / "item.key").write_bytes(age("member.key", "key.age"))
    assert MESSAGE.text.split("\n")[0].encode() in age("item.key", "message.age")
    opened = age("item.key", path.name)
    assert opened[: told.size] == data
    assert len(opened) == padded_length(len(data))
