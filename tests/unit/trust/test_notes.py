"""Notes, checkpoints, cosignatures, proofs, tiles, policies: what is written reads back, the malformed is refused."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from secondsource.errors import InputError, IntegrityError
from secondsource.trust.tlog import cosignature, merkle, note, policy, tiles
from secondsource.trust.tlog.checkpoint import Checkpoint, open_signed
from secondsource.trust.tlog.cosignature import WitnessKey
from secondsource.trust.tlog.proof import Proof

SEATS = [Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in range(1, 6)]
TEXT = "harbour desk\nhold\n"

# The example of the signed-note specification, https://c2sp.org/signed-note.
SPEC_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SPEC_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def vkey(number: int, name: str | None = None) -> note.VerifierKey:
    key = SEATS[number].public_key().public_bytes_raw()
    return note.VerifierKey(name=name or f"desk.example/seat-{number}", kind=note.ED25519, key=key)


def signed(*numbers: int, text: str = TEXT) -> bytes:
    return note.join(text, [note.sign(text, f"desk.example/seat-{n}", SEATS[n]) for n in numbers])


def test_the_example_of_the_specification_verifies() -> None:
    key = note.VerifierKey.parse(SPEC_VKEY)
    assert key.encode() == SPEC_VKEY
    parsed = note.parse(SPEC_NOTE.encode())
    assert note.verify(parsed, [key]) == (key,)
    assert parsed.encode() == SPEC_NOTE.encode()


def test_a_note_reads_back_and_counts_its_seats() -> None:
    parsed = note.parse(signed(0, 1, 2))
    assert parsed.encode() == signed(0, 1, 2)
    assert len(note.verify(parsed, [vkey(n) for n in range(5)])) == 3


def test_a_changed_word_is_refused() -> None:
    forged = signed(0, 1).replace(b"hold", b"go  ", 1)
    with pytest.raises(note.NoteError):
        note.verify(note.parse(forged), [vkey(0), vkey(1)])


def test_one_bad_line_spoils_the_note() -> None:
    other = note.sign("another text\n", "desk.example/seat-2", SEATS[2])
    spoiled = note.join(TEXT, [*note.parse(signed(0, 1)).signatures, other])
    with pytest.raises(note.NoteError):
        note.verify(note.parse(spoiled), [vkey(0), vkey(1), vkey(2)])


def test_one_key_under_two_names_is_one_voice() -> None:
    twice = note.join(TEXT, [note.sign(TEXT, "a", SEATS[0]), note.sign(TEXT, "b", SEATS[0])])
    assert len(note.verify(note.parse(twice), [vkey(0, "a"), vkey(0, "b")])) == 1


def test_unknown_signers_are_passed_over() -> None:
    assert note.verify(note.parse(signed(0, 1)), [vkey(1)]) == (vkey(1),)


GOOD = signed(0)
LINE = GOOD.split(b"\n\n")[1]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(TEXT.encode(), id="no signature"),
        pytest.param(TEXT.encode() + b"\n", id="no signature line"),
        pytest.param(GOOD[:-1], id="last line cut off"),
        pytest.param(b"a\tb\n\n" + LINE, id="control character"),
        pytest.param(b"a\r\n\n" + LINE, id="carriage return"),
        pytest.param(b"\xff\n\n" + LINE, id="not UTF-8"),
        pytest.param(GOOD.replace("—".encode(), b"-"), id="hyphen for dash"),
        pytest.param(GOOD + b"\n", id="empty line at the end"),
        pytest.param(GOOD + b"stray\n", id="stray line"),
        pytest.param("a\n\n— a+b AAAAAAAA\n".encode(), id="plus in name"),
        pytest.param("a\n\n—  AAAAAAAA\n".encode(), id="no name"),
        pytest.param("a\n\n— a\u00a0b AAAAAAAA\n".encode(), id="odd space in name"),
        pytest.param("a\n\n— a AAA\n".encode(), id="bad base64"),
        pytest.param("a\n\n— a AAAAAB==\n".encode(), id="base64 not canonical"),
        pytest.param("a\n\n— a AAAA\n".encode(), id="shorter than a key id"),
        pytest.param(b"a\n\n" + "— a AAAAAAAA\n".encode() * 101, id="too many lines"),
        pytest.param(b"x" * 10_000_000 + b"\n\n" + LINE, id="ten megabytes"),
    ],
)
def test_a_malformed_note_is_refused(data: bytes) -> None:
    with pytest.raises(note.NoteError):
        note.parse(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_note_or_a_refusal(data: bytes) -> None:
    try:
        parsed = note.parse(data)
    except note.NoteError:
        return
    assert parsed.encode() == data


@given(st.integers(0, 2**40), st.binary(min_size=32, max_size=32), st.lists(st.sampled_from(["x", "y z"]), max_size=2))
def test_a_checkpoint_reads_back(size: int, root: bytes, extensions: list[str]) -> None:
    made = Checkpoint(
        log_origin="desk.example/log",
        size=size,
        root=root if size else merkle.EMPTY_ROOT,
        extensions=tuple(extensions),
    )
    assert Checkpoint.parse(made.text()) == made


ROOT64 = base64.b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    "text",
    [
        "o\n1\n",
        f"o\n01\n{ROOT64}\n",
        f"o\n-1\n{ROOT64}\n",
        f"o\n+1\n{ROOT64}\n",
        f"o\n1 \n{ROOT64}\n",
        f"\n1\n{ROOT64}\n",
        "o\n1\nAAAA\n",
        f"o\n1\n{ROOT64}",
        f"o\n1\n{ROOT64}\n\n",
        f"o\n0\n{ROOT64}\n",
        f"o\n١\n{ROOT64}\n",
    ],
)
def test_a_malformed_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(IntegrityError):
        Checkpoint.parse(text)


def test_a_witness_signs_what_it_saw_and_when() -> None:
    made = Checkpoint(log_origin="desk.example/log", size=1, root=bytes(32))
    log = note.sign(made.text(), "desk.example/log", SEATS[0])
    seen = cosignature.cosign(made.text(), "partner.example", SEATS[1], 1_930_000_000)
    data = note.join(made.text(), [log, seen])
    witness = WitnessKey(name="partner.example", key=SEATS[1].public_key().public_bytes_raw())
    assert WitnessKey.parse(witness.vkey.encode()) == witness
    opened, parsed = open_signed(data, vkey(0, "desk.example/log"))
    assert opened == made
    assert note.verify(parsed, [witness]) == (witness,)
    assert cosignature.time_of(parsed.signatures[1]) == 1_930_000_000
    with pytest.raises(IntegrityError):
        open_signed(data, vkey(0, "other.example/log"))
    with pytest.raises(IntegrityError):
        open_signed(data, vkey(2, "desk.example/log"))


@given(st.integers(0, 2**20), st.lists(st.binary(min_size=32, max_size=32), max_size=5), st.none() | st.binary())
def test_a_proof_reads_back(index: int, hashes: list[bytes], extra: bytes | None) -> None:
    made = Proof(index=index, hashes=tuple(hashes), checkpoint=signed(0), extra=extra)
    assert Proof.parse(made.encode()) == made


@given(st.binary(max_size=200))
def test_any_bytes_are_a_proof_or_a_refusal(data: bytes) -> None:
    with pytest.raises(IntegrityError):
        Proof.parse(data)


@given(st.none() | st.integers(0, 63), st.integers(0, 10**9), st.integers(1, 256))
def test_a_tile_name_reads_back(level: int | None, number: int, width: int) -> None:
    made = tiles.Tile(level, number, width)
    assert tiles.Tile.parse(made.path()) == made


def test_tile_names_are_those_of_the_specification() -> None:
    assert tiles.Tile(0, 1_234_067).path() == "tile/0/x001/x234/067"
    assert {tile.path() for tile in tiles.tiles_of(70_000)} >= {"tile/0/272", "tile/0/273.p/112", "tile/1/001.p/17"}
    assert "tile/2/000.p/1" in {tile.path() for tile in tiles.tiles_of(70_000)}


@pytest.mark.parametrize(
    "path",
    ["tile/0/1", "tile/00/001", "tile/0/x000/001", "tile/0/000.p/0", "tile/0/000.p/256", "tile/64/000", "../0/000"],
)
def test_a_tile_name_of_another_form_is_refused(path: str) -> None:
    with pytest.raises(IntegrityError):
        tiles.Tile.parse(path)


@given(st.integers(1, 700), st.integers(1, 700))
def test_what_an_append_writes_is_all_that_is_new(a: int, b: int) -> None:
    old, new = sorted((a, b))
    written = set(tiles.tiles_of(new, start=old))
    assert set(tiles.tiles_of(new)) - set(tiles.tiles_of(old)) <= written <= set(tiles.tiles_of(new))


@given(st.integers(1, 600), st.data())
def test_nodes_come_back_out_of_tiles(size: int, data: st.DataObject) -> None:
    tree = merkle.Tree()
    for number in range(size):
        tree.append(merkle.leaf_hash(str(number).encode()))

    def read(level: int, number: int) -> bytes:
        tile = tiles.tile_for(level, number, size)
        return tiles.node_in(tiles.hashes_of(tile, tree.node), tile, level, number)

    index = data.draw(st.integers(0, size - 1))
    assert merkle.inclusion_proof(index, size, read) == tree.inclusion_proof(index)
    assert merkle.root(size, read) == tree.root()


@given(st.lists(st.binary(max_size=300), max_size=256))
def test_an_entry_bundle_reads_back(entries: list[bytes]) -> None:
    assert tiles.decode_entries(tiles.encode_entries(entries), len(entries)) == entries


def witness_line(number: int, name: str) -> str:
    key = WitnessKey(name=name, key=SEATS[number].public_key().public_bytes_raw())
    return f"witness {name} {key.vkey.encode()}\n"


LOG_LINE = f"log {vkey(0, 'desk.example/log').encode()}\n"


def test_a_policy_asks_for_two_of_three_witnesses() -> None:
    text = LOG_LINE + "".join(witness_line(n, f"w{n}") for n in (1, 2, 3)) + "group g 2 w1 w2 w3\nquorum g\n"
    read = policy.parse(text)
    keys = [read.witnesses[f"w{n}"].key for n in (1, 2, 3)]
    assert not read.satisfied({keys[0]})
    assert read.satisfied({keys[0], keys[2]})
    assert read.missing({keys[0], keys[2]}) == ("w2",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        LOG_LINE,
        "quorum none\n",
        LOG_LINE + "quorum none\nquorum none\n",
        LOG_LINE + "group g 1 later\n" + witness_line(1, "later") + "quorum g\n",
        LOG_LINE + witness_line(1, "a") + witness_line(1, "b") + "quorum none\n",
        LOG_LINE + witness_line(1, "a") + "group g 2 a\nquorum g\n",
        LOG_LINE + witness_line(1, "a") + "group g 1 a\ngroup h 1 a\nquorum h\n",
        LOG_LINE + "witness none x\nquorum none\n",
        LOG_LINE + "nonsense\nquorum none\n",
        LOG_LINE + LOG_LINE + "quorum none\n",
    ],
)
def test_a_policy_that_cannot_be_meant_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        policy.parse(text)
