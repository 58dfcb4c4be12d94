"""A second Python implementation (aics-tlog, written by others) checks what we write, and we check what it writes."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.interop.site import LOG, SECONDS, WITNESSES, made

from secondsource.errors import IntegrityError
from secondsource.trust.log_folder import LogReader
from secondsource.trust.signing.signer import verifier_of, witness_of
from secondsource.trust.tlog import cosignature, merkle, note
from secondsource.trust.tlog.checkpoint import Checkpoint, open_signed

aics = pytest.importorskip(
    "aics_tlog", reason="needs the package aics-tlog, which tools/bootstrap.py installs from requirements/interop.txt"
)


def grown(size: int) -> tuple[merkle.Tree, Any]:
    ours, theirs = merkle.Tree(), aics.MerkleTree()
    for number in range(size):
        ours.append(merkle.leaf_hash(str(number).encode()))
        theirs.append(str(number).encode())
    return ours, theirs


@pytest.mark.slow
def test_both_make_the_same_roots_and_proofs_of_all_sizes_to_300() -> None:
    ours, theirs = grown(300)
    chance = random.Random(5)
    for size in range(301):
        assert ours.root(size) == theirs.root(size)
    for size in range(1, 301):
        for index in chance.sample(range(size), min(size, 12)):
            assert ours.inclusion_proof(index, size) == theirs.inclusion_proof(index, size)
        for old in chance.sample(range(1, size + 1), min(size, 12)):
            assert ours.consistency_proof(old, size) == theirs.consistency_proof(old, size)


@pytest.mark.slow
def test_they_verify_our_proofs_and_refuse_them_when_changed() -> None:
    ours, _ = grown(70)
    chance = random.Random(6)
    for size in range(1, 71):
        root = ours.root(size)
        for index in range(size):
            leaf, proof = merkle.leaf_hash(str(index).encode()), ours.inclusion_proof(index, size)
            assert aics.verify_inclusion(leaf, index, size, proof, root)
            assert not aics.verify_inclusion(leaf, index, size, [*proof, root], root)
        old = chance.randrange(1, size + 1)
        assert aics.verify_consistency(old, size, ours.root(old), root, ours.consistency_proof(old, size))


def test_they_audit_our_tiles_and_our_witnesses(tmp_path: Path) -> None:
    size = 1_000
    site = made(tmp_path, size)
    key = aics.parse_vkey(verifier_of(LOG).encode())
    witnesses = [aics.parse_vkey(witness_of(one).vkey.encode()) for one in WITNESSES]
    parsed = aics.parse_note((site.folder / "checkpoint").read_bytes())
    found = aics.verify_checkpoint(parsed, key, witnesses, quorum=3, expected_origin=LOG.name)
    assert (found.ok, found.size, found.cosignature_count) == (True, size, 3), found.error
    assert set(found.timestamps.values()) == {SECONDS}
    assert not aics.verify_checkpoint(parsed, key, witnesses[:2], quorum=3).ok
    reader = aics.FileSystemTileReader(site.folder)
    report = aics.audit_tiles(reader, size, found.root)
    assert (report.tiles, report.bundles) == (5, 4)
    ours = LogReader(site.folder, verifier_of(LOG))
    for index in (0, 255, 256, 999):
        assert aics.read_entry(reader, index, size) == site.entries[index]
        assert aics.inclusion_proof_from_tiles(reader, index, size) == list(ours.proof(index).hashes)
        assert aics.consistency_proof_from_tiles(reader, index + 1, size) == ours.consistency(index + 1)


def test_we_read_their_log_and_their_witness(tmp_path: Path) -> None:
    entries = [f"theirs {number}".encode() for number in range(700)]
    tree = aics.MerkleTree(entries)
    aics.TileWriter(entries).write_to(tmp_path)
    keys = [Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2)]
    name, witness_name = "theirs.example/log", "theirs.example/w"
    signed = aics.sign_checkpoint(aics.Checkpoint(name, 700, tree.root()), keys[0], name)
    _, line = aics.sign_cosignature(keys[1], witness_name, SECONDS, name, 700, tree.root())
    data = aics.Note(text=signed.text, signatures=(*signed.signatures, line)).to_bytes()
    (tmp_path / "checkpoint").write_bytes(data)
    key = note.VerifierKey.parse(aics.format_vkey(aics.vkey_from_ed25519(name, keys[0].public_key())))
    witness_vkey = aics.format_vkey(aics.cosignature_vkey(witness_name, keys[1].public_key()))
    witness = cosignature.WitnessKey.parse(witness_vkey)
    opened, parsed = open_signed(data, key)
    assert opened == Checkpoint(log_origin=name, size=700, root=tree.root())
    assert note.verify(parsed, [witness]) == (witness,)
    reader = LogReader(tmp_path, key)
    assert reader.entries() == entries
    assert list(reader.proof(600).hashes) == tree.inclusion_proof(600)
    with pytest.raises(IntegrityError):
        open_signed(data.replace(b"\n700\n", b"\n701\n"), key)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"a\n", id="no signature"),
        pytest.param("a\n\n— n+x AAAAAAAA\n".encode(), id="plus in name"),
        pytest.param("a\n\n— n AAAA\n".encode(), id="too short"),
        pytest.param("a\tb\n\n— n AAAAAAAA\n".encode(), id="control character"),
        pytest.param("a\n\n— n AAAAAAA=\n\n".encode(), id="empty line at the end"),
    ],
)
def test_what_they_refuse_we_refuse(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        aics.parse_note(data)
    with pytest.raises(IntegrityError):
        note.parse(data)
