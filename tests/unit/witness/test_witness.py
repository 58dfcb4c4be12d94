"""A witness signs only what continues what it signed before; every other case by its status."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from secondsource.errors import RuleError, StorageError
from secondsource.trust.signing.signer import KeySigner, sign_text, verifier_of, witness_of
from secondsource.trust.tlog import cosignature, merkle, note
from secondsource.trust.tlog.checkpoint import Checkpoint
from secondsource.trust.tlog.policy import LogPolicy
from secondsource.trust.witness.request import MOST_BYTES, RefusedError, Request
from secondsource.trust.witness.witness import Witness

NAME = "desk.example/log"
LOG = KeySigner(name=NAME, private=Ed25519PrivateKey.from_private_bytes(b"\x31" * 32))
NEW_LOG = KeySigner(name=NAME, private=Ed25519PrivateKey.from_private_bytes(b"\x32" * 32))
STRANGER = KeySigner(name=NAME, private=Ed25519PrivateKey.from_private_bytes(b"\x33" * 32))
WITNESS = KeySigner(name="witness.example/w1", private=Ed25519PrivateKey.from_private_bytes(b"\x34" * 32))
POLICY = LogPolicy(logs=(verifier_of(LOG), verifier_of(NEW_LOG)), witnesses={}, groups={}, quorum="none")
OPEN_FROM = 1_900_000_000


@dataclass
class Log:
    """A log in memory that can also lie."""

    tree: merkle.Tree = field(default_factory=merkle.Tree)
    story: str = "honest"

    def grow(self, size: int) -> Log:
        for number in range(len(self.tree), size):
            self.tree.append(merkle.leaf_hash(f"{self.story} {number}".encode()))
        return self

    def text(self, size: int) -> str:
        return Checkpoint(log_origin=NAME, size=size, root=self.tree.root(size)).text()

    def signed(self, size: int, *signers: KeySigner) -> bytes:
        text = self.text(size)
        return note.join(text, [sign_text(text, signer) for signer in signers or (LOG,)])

    def request(self, old: int, size: int) -> bytes:
        proof = tuple(self.tree.consistency_proof(old, size)) if 0 < old <= size else ()
        return Request(old=old, proof=proof, checkpoint=self.signed(size)).encode()


@pytest.fixture
def log() -> Log:
    return Log().grow(40)


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness(tmp_path, WITNESS, POLICY, clock=lambda: OPEN_FROM)


def refusal(witness: Witness, data: bytes) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        witness.add_checkpoint(data)
    return caught.value


def last(witness: Witness) -> int:
    with witness.state.locked(NAME):
        found = witness.state.last(NAME)
    return found.checkpoint.size if found else -1


def test_a_growing_log_is_signed_step_by_step(witness: Witness, log: Log) -> None:
    for old, size in [(0, 3), (3, 3), (3, 17), (17, 40)]:
        line = witness.add_checkpoint(log.request(old, size))
        parsed = note.parse(log.signed(size) + line)
        (found,) = note.verify(parsed, [witness_of(WITNESS)])
        assert found.key == WITNESS.key
        assert cosignature.time_of(parsed.signatures[-1]) == OPEN_FROM
        stored = witness.state.published(witness.state.place(NAME).name)
        assert stored is not None
        kept = note.parse(stored)
        assert len(note.verify(kept, [verifier_of(LOG)])) == len(note.verify(kept, [witness_of(WITNESS)])) == 1
    assert last(witness) == 40


def test_an_empty_log_may_come_first(witness: Witness, log: Log) -> None:
    witness.add_checkpoint(log.request(0, 0))
    assert last(witness) == 0
    witness.add_checkpoint(log.request(0, 9))
    assert last(witness) == 9


def test_either_of_a_log_s_two_keys_will_do_and_strangers_are_passed_over(witness: Witness, log: Log) -> None:
    witness.add_checkpoint(Request(old=0, proof=(), checkpoint=log.signed(5, NEW_LOG, STRANGER)).encode())
    stored = witness.state.published(witness.state.place(NAME).name)
    assert stored is not None
    assert len(note.parse(stored).signatures) == 2  # the log's and the witness's; never a stranger's


def test_400_old_size_beyond_the_new(witness: Witness, log: Log) -> None:
    data = Request(old=9, proof=(), checkpoint=log.signed(5)).encode()
    assert refusal(witness, data).status == 400


def test_403_without_the_log_s_signature(witness: Witness, log: Log) -> None:
    data = Request(old=0, proof=(), checkpoint=log.signed(5, STRANGER)).encode()
    assert refusal(witness, data).status == 403


def test_403_when_the_log_s_own_line_does_not_fit(witness: Witness, log: Log) -> None:
    spoiled = note.join(log.text(5), [sign_text("another\n", LOG), sign_text(log.text(5), NEW_LOG)])
    assert refusal(witness, Request(old=0, proof=(), checkpoint=spoiled).encode()).status == 403


def test_404_for_an_unknown_log(witness: Witness) -> None:
    text = Checkpoint(log_origin="other.example/log", size=0, root=merkle.EMPTY_ROOT).text()
    data = Request(old=0, proof=(), checkpoint=note.join(text, [sign_text(text, LOG)])).encode()
    assert refusal(witness, data).status == 404


def test_409_says_from_where_to_begin(witness: Witness, log: Log) -> None:
    witness.add_checkpoint(log.request(0, 17))
    for old, size in [(0, 40), (3, 40), (18, 40), (0, 5)]:
        refused = refusal(witness, log.request(old, size))
        assert (refused.status, refused.size) == (409, 17)
    assert last(witness) == 17


def test_a_rollback_cannot_be_asked_for(witness: Witness, log: Log) -> None:
    witness.add_checkpoint(log.request(0, 17))
    data = Request(old=17, proof=(), checkpoint=log.signed(5)).encode()
    assert refusal(witness, data).status == 400
    assert last(witness) == 17


@pytest.mark.parametrize("size", [17, 18, 40])
def test_422_for_a_fork_and_the_evidence_is_kept(witness: Witness, log: Log, size: int) -> None:
    witness.add_checkpoint(log.request(0, 17))
    data = Log(story="forked").grow(40).request(17, size)
    assert refusal(witness, data).status == 422
    assert last(witness) == 17
    (kept,) = (witness.state.place(NAME) / "evidence").iterdir()
    assert kept.read_bytes() == data


def test_422_for_a_proof_that_is_none(witness: Witness, log: Log) -> None:
    witness.add_checkpoint(log.request(0, 17))
    for proof in ((), (bytes(32),), tuple(log.tree.consistency_proof(17, 40))[::-1]):
        assert refusal(witness, Request(old=17, proof=proof, checkpoint=log.signed(40)).encode()).status == 422
    same = Request(old=17, proof=(bytes(32),), checkpoint=log.signed(17)).encode()
    assert refusal(witness, same).status == 422


def test_422_for_a_proof_from_nothing(witness: Witness, log: Log) -> None:
    data = Request(old=0, proof=(bytes(32),), checkpoint=log.signed(5)).encode()
    assert refusal(witness, data).status == 422


def test_422_for_an_empty_log_with_another_root(witness: Witness) -> None:
    text = Checkpoint(log_origin=NAME, size=0, root=bytes(32)).text()
    data = Request(old=0, proof=(), checkpoint=note.join(text, [sign_text(text, LOG)])).encode()
    assert refusal(witness, data).status == 422


def test_evidence_cannot_fill_the_disk(witness: Witness, log: Log) -> None:
    witness.add_checkpoint(log.request(0, 17))
    for number in range(70):
        refusal(witness, Log(story=f"fork {number}").grow(40).request(17, 40))
    assert len(list((witness.state.place(NAME) / "evidence").iterdir())) == 64


def test_strangers_with_wrong_proofs_take_no_room_from_a_fork(witness: Witness, log: Log) -> None:
    """Anybody can take what the log honestly published and send it with proofs that do not fit."""
    witness.add_checkpoint(log.request(0, 17))
    for number in range(70):
        for size in (17, 40):
            wrong = Request(old=17, proof=(number.to_bytes(32),), checkpoint=log.signed(size)).encode()
            assert refusal(witness, wrong).status == 422
    folder = witness.state.place(NAME) / "evidence"
    assert len(list(folder.iterdir())) == 1
    fork = Log(story="forked").grow(40).request(17, 40)
    refusal(witness, fork)
    assert fork in {path.read_bytes() for path in folder.iterdir()}
    witness.add_checkpoint(log.request(17, 40))
    assert [path.read_bytes() for path in folder.iterdir()] == [fork], "the honest one is cleared"


HASH = note.encode_base64(bytes(32)).encode()
GOOD = Log().grow(3).request(0, 3)
MALFORMED = [
    pytest.param(b"", id="nothing"),
    pytest.param(b"old 0\n", id="no checkpoint"),
    pytest.param(b"old 0\n\n", id="an empty checkpoint"),
    pytest.param(GOOD.replace(b"old 0", b"old 00"), id="leading zero"),
    pytest.param(GOOD.replace(b"old 0", b"old -1"), id="negative"),
    pytest.param(GOOD.replace(b"old 0", b"old +0"), id="plus"),
    pytest.param(GOOD.replace(b"old 0", "old \u0660".encode()), id="another script's digit"),
    pytest.param(GOOD.replace(b"old 0", b"old 9223372036854775808"), id="too large"),
    pytest.param(GOOD.replace(b"old 0", b"old  0"), id="two spaces"),
    pytest.param(GOOD.replace(b"old 0", b"OLD 0"), id="capitals"),
    pytest.param(GOOD.replace(b"old 0\n", b"old 0\r\n"), id="carriage return"),
    pytest.param(GOOD.replace(b"old 0\n", b"old 0\n" + HASH[:-1] + b"\n"), id="base64 cut off"),
    pytest.param(GOOD.replace(b"old 0\n", b"old 0\nAAAA\n"), id="a short hash"),
    pytest.param(GOOD.replace(b"old 0\n", b"old 0\n" + (HASH + b"\n") * 64), id="64 hashes"),
    pytest.param(b"\n" + GOOD, id="an empty line first"),
    pytest.param(GOOD[:-1], id="checkpoint cut off"),
    pytest.param(GOOD + b"x" * MOST_BYTES, id="too long"),
]


@pytest.mark.parametrize("data", MALFORMED)
def test_400_for_what_is_no_request(witness: Witness, data: bytes) -> None:
    assert refusal(witness, data).status == 400
    assert last(witness) == -1


def test_400_for_a_signed_text_that_is_no_checkpoint(witness: Witness) -> None:
    text = f"{NAME}\nthree\n"
    data = Request(old=0, proof=(), checkpoint=note.join(text, [sign_text(text, LOG)])).encode()
    assert refusal(witness, data).status == 400


@given(st.binary(max_size=200))
def test_any_bytes_are_a_request_or_a_refusal(data: bytes) -> None:
    try:
        parsed = Request.parse(data)
    except RefusedError:
        return
    assert parsed.encode() == data


def test_a_damaged_memory_never_counts_as_none(witness: Witness, log: Log) -> None:
    witness.add_checkpoint(log.request(0, 17))
    path = witness.state.place(NAME) / "checkpoint"
    good = path.read_bytes()
    for damaged in (b"", good[:-9], good.replace(b"17", b"16"), log.signed(17)):
        path.write_bytes(damaged)
        with pytest.raises(StorageError, match="damaged"):
            witness.add_checkpoint(log.request(0, 40))
    path.write_bytes(good)
    witness.add_checkpoint(log.request(17, 40))


def test_a_clock_that_went_back_stops_it(witness: Witness, log: Log, tmp_path: Path) -> None:
    witness.add_checkpoint(log.request(0, 17))
    back = Witness(tmp_path, WITNESS, POLICY, clock=lambda: OPEN_FROM - 1)
    with pytest.raises(RuleError, match="earlier time"):
        back.add_checkpoint(log.request(17, 40))
    assert last(witness) == 17


def test_a_disk_that_refuses_means_no_signature(witness: Witness, log: Log) -> None:
    witness.add_checkpoint(log.request(0, 3))
    (witness.state.place(NAME) / ".checkpoint.part").mkdir()
    with pytest.raises(StorageError, match="Nothing was signed"):
        witness.add_checkpoint(log.request(3, 40))
    assert last(witness) == 3


def test_a_crash_before_the_disk_has_it_gives_no_signature(
    witness: Witness, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    witness.add_checkpoint(log.request(0, 3))
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        witness.add_checkpoint(log.request(3, 40))
    monkeypatch.undo()
    assert last(witness) == 3


def test_many_at_once_never_get_two_stories_signed(witness: Witness) -> None:
    """Twenty askers with two stories: of each size at most one root is ever signed, and sizes only grow."""
    stories = [Log(story="one").grow(12), Log(story="two").grow(12)]
    signed: list[tuple[int, bytes]] = []

    def ask(story: Log) -> None:
        old = 0
        for size in range(1, 13):
            try:
                witness.add_checkpoint(story.request(old, size))
                signed.append((size, story.tree.root(size)))
                old = size
            except RefusedError as refused:
                old = refused.size if refused.size is not None and refused.size < size else old

    threads = [threading.Thread(target=ask, args=(stories[n % 2],)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert signed
    assert len({root for _, root in signed}) == len({size for size, _ in signed})
    assert last(witness) == max(size for size, _ in signed)
