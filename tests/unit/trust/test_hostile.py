"""What somebody would send to be believed wrongly: each malformed case of the specifications by its name."""

from __future__ import annotations

import base64
from functools import cache

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from secondsource.errors import InputError, IntegrityError
from secondsource.trust.tlog import cosignature, merkle, note, policy, tiles
from secondsource.trust.tlog.checkpoint import Checkpoint, open_signed
from secondsource.trust.tlog.cosignature import WitnessKey
from secondsource.trust.tlog.proof import Proof

PRIVATE = [Ed25519PrivateKey.from_private_bytes(bytes([0x50 + n]) * 32) for n in range(4)]
RAW = [private.public_key().public_bytes_raw() for private in PRIVATE]
TEXT = "desk.example/log\nhold\n"
NAME = "desk.example/seat-1"
KEY = note.VerifierKey(name=NAME, kind=note.ED25519, key=RAW[0])
VKEY = KEY.encode()
IDENTITY = b"\x01" + bytes(31)


# Keys.


@pytest.mark.parametrize(
    "vkey",
    [
        pytest.param("", id="nothing"),
        pytest.param(NAME, id="name alone"),
        pytest.param(VKEY.rpartition("+")[0], id="no key"),
        pytest.param(VKEY.replace("desk", "mesa"), id="another name"),
        pytest.param(VKEY.replace(KEY.key_id.hex(), "00000000"), id="another id"),
        pytest.param(VKEY.replace(KEY.key_id.hex(), KEY.key_id.hex().upper()), id="id in capitals"),
        pytest.param(VKEY[:-4], id="key cut off"),
        pytest.param(VKEY + "AAAA", id="key too long"),
        pytest.param(VKEY.replace("desk", "de sk"), id="space in name"),
        pytest.param(VKEY + "\nx", id="two lines"),
    ],
)
def test_a_malformed_key_line_is_refused(vkey: str) -> None:
    with pytest.raises(note.NoteError):
        note.VerifierKey.parse(vkey)


WEAK = sorted(note._WEAK_KEYS | {key[:-1] + bytes([key[-1] | 0x80]) for key in note._WEAK_KEYS})


@pytest.mark.parametrize("weak", WEAK, ids=lambda key: key.hex()[:8] + key.hex()[-2:])
def test_a_key_under_which_anybody_can_sign_is_refused(weak: bytes) -> None:
    with pytest.raises(note.NoteError, match="anybody"):
        note.VerifierKey(name=NAME, kind=note.ED25519, key=weak)
    with pytest.raises(note.NoteError, match="anybody"):
        WitnessKey(name=NAME, key=weak)


def test_such_a_signature_would_have_been_believed() -> None:
    """Why the list is there: with nobody's private key, one text in eight at least is signed."""
    forged = IDENTITY + bytes(32)
    assert any(note.ed25519_fits(IDENTITY, forged, str(n).encode()) for n in range(64))


# Notes.


def test_a_line_with_a_known_name_and_another_id_is_passed_over() -> None:
    other = note.sign(TEXT, NAME, PRIVATE[1])
    assert note.verify(note.parse(note.join(TEXT, [other])), [KEY]) == ()
    assert note.verify(note.parse(note.join(TEXT, [other, note.sign(TEXT, NAME, PRIVATE[0])])), [KEY]) == (KEY,)


def test_a_line_repeated_is_one_voice() -> None:
    line = note.sign(TEXT, NAME, PRIVATE[0])
    assert note.verify(note.parse(note.join(TEXT, [line] * 5)), [KEY]) == (KEY,)


def test_a_good_line_does_not_excuse_a_bad_one_of_the_same_seat() -> None:
    good = note.sign(TEXT, NAME, PRIVATE[0])
    bad = note.Signature(name=NAME, key_id=good.key_id, data=bytes(64))
    for lines in ([good, bad], [bad, good]):
        with pytest.raises(note.NoteError, match="does not fit"):
            note.verify(note.parse(note.join(TEXT, lines)), [KEY])


@pytest.mark.parametrize("length", [1, 63, 65, 72])
def test_a_signature_of_another_length_spoils_the_note(length: int) -> None:
    line = note.Signature(name=NAME, key_id=KEY.key_id, data=bytes(length))
    with pytest.raises(note.NoteError):
        note.verify(note.parse(note.join(TEXT, [line])), [KEY])


def test_a_hundred_signatures_are_read_as_go_reads_them() -> None:
    line = note.sign(TEXT, NAME, PRIVATE[0])
    assert len(note.parse(note.join(TEXT, [line] * 100)).signatures) == 100


def test_a_text_that_holds_signature_lines_is_split_at_the_last_empty_line() -> None:
    inner = note.join(TEXT, [note.sign(TEXT, NAME, PRIVATE[0])]).decode()
    outer = note.join(inner, [note.sign(inner, "a", PRIVATE[1])])
    assert note.parse(outer).text == inner
    assert note.verify(note.parse(outer), [KEY]) == ()


def test_a_look_alike_name_is_another_name() -> None:
    line = note.sign(TEXT, NAME.replace("e", "\u0435"), PRIVATE[0])
    assert note.verify(note.parse(note.join(TEXT, [line])), [KEY]) == ()


# Checkpoints.


def checkpoint(size: int = 7, root: bytes = b"\x07" * 32) -> str:
    return Checkpoint(log_origin=NAME, size=size, root=root).text()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(checkpoint().replace("\n7\n", "\n9223372036854775808\n"), id="more entries than 63 bits"),
        pytest.param(checkpoint().replace("\n7\n", "\n7.0\n"), id="a fraction"),
        pytest.param(checkpoint().replace("\n7\n", "\n0x7\n"), id="another base"),
        pytest.param(checkpoint().replace("\n7\n", "\n\n7\n"), id="an empty line"),
        pytest.param(checkpoint().replace("Bwc=", "Bwd="), id="base64 not canonical"),
        pytest.param(checkpoint().replace("Bwc=", "Bwc"), id="base64 not padded"),
        pytest.param(checkpoint(0, merkle.EMPTY_ROOT).replace("\n0\n", "\n00\n"), id="two zeroes"),
        pytest.param(checkpoint() + "\n", id="an empty extension"),
    ],
)
def test_a_checkpoint_in_another_form_is_refused(text: str) -> None:
    with pytest.raises(IntegrityError):
        Checkpoint.parse(text)


def test_a_signed_statement_is_no_checkpoint() -> None:
    with pytest.raises(IntegrityError):
        open_signed(note.join(TEXT, [note.sign(TEXT, NAME, PRIVATE[0])]), KEY)


# Cosignatures.

WITNESS = WitnessKey(name="witness.example/w", key=RAW[1])


def cosigned(seconds: int) -> note.Signature:
    data = seconds.to_bytes(8, "big") + PRIVATE[1].sign(cosignature.message(checkpoint(), seconds))
    return note.Signature(name=WITNESS.name, key_id=WITNESS.key_id, data=data)


def test_a_cosignature_fits_its_text_and_its_time_only() -> None:
    good = cosigned(1_900_000_000)
    assert WITNESS.verify(checkpoint(), good)
    assert not WITNESS.verify(checkpoint(8), good)
    later = (1_900_000_001).to_bytes(8, "big") + good.data[8:]
    assert not WITNESS.verify(checkpoint(), note.Signature(name=good.name, key_id=good.key_id, data=later))
    assert not WitnessKey(name=WITNESS.name, key=RAW[2]).verify(checkpoint(), good)


@pytest.mark.parametrize("seconds", [0, 2**63, 2**64 - 1])
def test_a_time_left_out_or_beyond_63_bits_is_refused(seconds: int) -> None:
    assert not WITNESS.verify(checkpoint(), cosigned(seconds))


@pytest.mark.parametrize("length", [0, 8, 64, 71, 73])
def test_a_cosignature_of_another_length_is_refused(length: int) -> None:
    line = note.Signature(
        name=WITNESS.name, key_id=WITNESS.key_id, data=cosigned(1).data[:length] + bytes(length == 73)
    )
    assert WITNESS.verify(checkpoint(), line) is False


def test_a_note_signature_is_no_cosignature_and_the_reverse() -> None:
    plain = note.VerifierKey(name=WITNESS.name, kind=note.ED25519, key=WITNESS.key)
    assert plain.key_id != WITNESS.key_id
    assert not plain.verify(checkpoint(), cosigned(1_900_000_000))
    assert not WITNESS.verify(checkpoint(), note.sign(checkpoint(), WITNESS.name, PRIVATE[1]))
    with pytest.raises(note.NoteError):
        WitnessKey.parse(plain.encode())


# Proofs.

HASH = base64.b64encode(b"\x01" * 32).decode()
GOOD = Proof(index=3, hashes=(b"\x01" * 32,), checkpoint=b"c\n").encode().decode()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GOOD.replace("@v1", "@v2"), id="another version"),
        pytest.param("\n" + GOOD, id="an empty line first"),
        pytest.param(GOOD.replace("index 3", "index 03"), id="leading zero"),
        pytest.param(GOOD.replace("index 3", "index -3"), id="negative"),
        pytest.param(GOOD.replace("index 3", "index"), id="no index"),
        pytest.param(GOOD.replace("index 3\n", ""), id="no index line"),
        pytest.param(GOOD.replace("index 3", "index 3\nindex 3"), id="index twice"),
        pytest.param(GOOD.replace("index 3", "extra AA==\nextra AA==\nindex 3"), id="extra twice"),
        pytest.param(GOOD.replace("index 3", "index 3\nextra AA=="), id="extra after the index"),
        pytest.param(GOOD.replace("index 3", "extra A\nindex 3"), id="extra no base64"),
        pytest.param(GOOD.replace(HASH, "AAAA"), id="a short hash"),
        pytest.param(GOOD.replace(HASH, HASH[:-1]), id="a hash not padded"),
        pytest.param(GOOD.replace(HASH, "\n".join([HASH] * 64)), id="64 hashes"),
        pytest.param(GOOD.replace("\n", "\r\n"), id="carriage returns"),
        pytest.param(GOOD.replace("\n\n", "\n"), id="no empty line"),
        pytest.param(GOOD.partition("\n\n")[0] + "\n\n", id="no checkpoint"),
        pytest.param(GOOD + "x" * note.MOST_BYTES, id="too long"),
    ],
)
def test_a_proof_in_another_form_is_refused(text: str) -> None:
    assert Proof.parse(GOOD.encode()).index == 3
    with pytest.raises(IntegrityError):
        Proof.parse(text.encode())


def test_a_proof_of_an_entry_beyond_the_log_is_refused() -> None:
    leaf = merkle.leaf_hash(b"x")
    for index, size in [(1, 1), (5, 5), (0, 0)]:
        found = Checkpoint(log_origin=NAME, size=size, root=leaf if size else merkle.EMPTY_ROOT)
        with pytest.raises(IntegrityError):
            Proof(index=index, hashes=(), checkpoint=b"c").verify(b"x", found)


def test_an_inner_node_cannot_pass_for_an_entry() -> None:
    """The second pre-image that RFC 6962 prevents by its two prefixes."""
    leaves = [merkle.leaf_hash(text) for text in (b"a", b"b")]
    root = merkle.node_hash(*leaves)
    with pytest.raises(IntegrityError):
        merkle.verify_inclusion(0, 1, merkle.leaf_hash(b"".join(leaves)), [], root)


# The definition of the proofs, RFC 6962 sections 2.1.1 and 2.1.2, written down a second time.

LEAVES = [merkle.leaf_hash(str(n).encode()) for n in range(300)]


@cache
def mth(start: int, end: int) -> bytes:
    if end - start == 1:
        return LEAVES[start]
    split = start + largest_power_below(end - start)
    return merkle.node_hash(mth(start, split), mth(split, end))


def largest_power_below(count: int) -> int:
    power = 1
    while power * 2 < count:
        power *= 2
    return power


def path(index: int, start: int, end: int) -> list[bytes]:
    if end - start == 1:
        return []
    split = start + largest_power_below(end - start)
    if index < split:
        return [*path(index, start, split), mth(split, end)]
    return [*path(index, split, end), mth(start, split)]


def subproof(old: int, start: int, end: int, *, whole: bool) -> list[bytes]:
    if old == end:
        return [] if whole else [mth(start, end)]
    split = start + largest_power_below(end - start)
    if old <= split:
        return [*subproof(old, start, split, whole=whole), mth(split, end)]
    return [*subproof(old, split, end, whole=False), mth(start, split)]


@pytest.mark.slow
def test_every_proof_to_300_is_that_of_the_definition() -> None:
    tree = merkle.Tree()
    for leaf in LEAVES:
        tree.append(leaf)
    for size in range(1, 301):
        for place in range(size):
            assert tree.inclusion_proof(place, size) == path(place, 0, size)
            assert tree.consistency_proof(place + 1, size) == subproof(place + 1, 0, size, whole=True)


def test_a_tree_grown_in_bulk_is_the_same_tree() -> None:
    one, many = merkle.Tree(), merkle.Tree()
    at = 0
    for step in (0, 1, 1, 2, 3, 250, 1, 256, 511, 5):
        entries = [str(n).encode() for n in range(at, at + step)]
        many.extend(entries)
        for entry in entries:
            one.append(merkle.leaf_hash(entry))
        at += step
        assert (len(many), many.root()) == (len(one), one.root())
        assert many._levels == [row for row in one._levels if row] or at == 0
    many.truncate(300)
    assert many.root() == one.root(300)


def test_nodes_that_are_not_there_are_not_made_up() -> None:
    tree = merkle.Tree()
    tree.extend([b"a", b"b", b"c"])
    for level, first, count in [(0, 3, 1), (0, 0, 4), (1, 1, 1)]:
        with pytest.raises(IntegrityError):
            tree.nodes(level, first, count)


# Tiles.


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x00", id="half a length"),
        pytest.param(b"\x00\x05abc", id="entry cut off"),
        pytest.param(b"\x00\x01a\x00\x01", id="second entry missing"),
        pytest.param(b"\x00\x01a\x00\x01b\x00", id="something after the last"),
        pytest.param(b"\x00\x01a\x00\x01b\x00\x01c", id="one entry more"),
    ],
)
def test_a_malformed_entry_bundle_is_refused(data: bytes) -> None:
    with pytest.raises(IntegrityError):
        tiles.decode_entries(data, 2)


@pytest.mark.parametrize("length", [0, 31, 63, 65, 96])
def test_a_hash_tile_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(IntegrityError):
        tiles.node_in(bytes(length), tiles.Tile(0, 0, 2), 0, 0)


# Policies.


def witness_line(name: str, number: int) -> str:
    return f"witness {name} {WitnessKey(name='witness.example/w', key=RAW[number]).vkey.encode()}\n"


LOG_LINE = f"log {VKEY}\n"
THREE = LOG_LINE + "".join(witness_line(f"w{n}", n) for n in (1, 2, 3))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(THREE + "group g 0 w1\nquorum g\n", id="nobody need sign"),
        pytest.param(THREE + "group g 01 w1\nquorum g\n", id="leading zero"),
        pytest.param(THREE + "group g ١ w1\nquorum g\n", id="another script's digit"),
        pytest.param(THREE + "group g 4 w1 w2 w3\nquorum g\n", id="more than there are"),
        pytest.param(THREE + "group g any\nquorum g\n", id="no members"),
        pytest.param(THREE + "group g 1 none\nquorum g\n", id="none as a member"),
        pytest.param(THREE + "group g 1 g\nquorum g\n", id="a group in itself"),
        pytest.param(THREE + "group g 2 w1 w1\nquorum g\n", id="a member twice"),
        pytest.param(THREE + "group w1 1 w2\nquorum w1\n", id="a name twice"),
        pytest.param(THREE + "quorum nobody\n", id="a quorum of nobody"),
        pytest.param(THREE + "quorum\n", id="an empty quorum"),
        pytest.param(THREE + "quorum w\u0456\n", id="a look-alike name"),
        pytest.param(THREE.replace("w1 ", "w1\u00a0", 1) + "quorum none\n", id="another kind of space"),
        pytest.param(THREE.replace("\n", "\r\n") + "quorum none\n", id="carriage returns"),
        pytest.param(LOG_LINE.replace("log ", "Log ") + "quorum none\n", id="capitals"),
        pytest.param(
            LOG_LINE + witness_line("a", 1).replace("witness a", "log") + "quorum none\n", id="witness as log"
        ),
        pytest.param(LOG_LINE + f"witness a {VKEY}\nquorum a\n", id="log as witness"),
    ],
)
def test_a_policy_made_to_be_misread_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        policy.parse(text)


def test_tabs_comments_and_empty_lines_are_allowed() -> None:
    text = "# logs\n\n\t" + THREE.replace(" ", "\t") + "  \n\t# who must sign\ngroup g all w1 w2 w3\nquorum g\n"
    read = policy.parse(text)
    assert read.satisfied(set(RAW[1:4]))
    assert not read.satisfied(set(RAW[1:3]))


@pytest.mark.parametrize("coordinate", range(19))
@pytest.mark.parametrize("sign", [0, 1 << 255])
def test_a_key_has_one_spelling(coordinate: int, sign: int) -> None:
    """A coordinate of 19 or less could be written a second time, the prime added: one key, two voices."""
    twice = (coordinate + 2**255 - 19 + sign).to_bytes(32, "little")
    with pytest.raises(note.NoteError):
        note.VerifierKey(name="desk.example/seat-1", kind=note.ED25519, key=twice)


def test_a_stretched_signature_is_refused() -> None:
    """The group's order added to S must not make a second signature of the same seat (RFC 8032, 5.1.7)."""
    line = note.sign("text\n", "desk.example/seat-1", Ed25519PrivateKey.from_private_bytes(bytes(32)))
    public = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    order = 2**252 + 27742317777372353535851937790883648493
    scalar = int.from_bytes(line.data[32:], "little")
    assert note.ed25519_fits(public, line.data, b"text\n")
    for times in range(1, 15):
        stretched = line.data[:32] + (scalar + times * order).to_bytes(32, "little")
        assert not note.ed25519_fits(public, stretched, b"text\n")
