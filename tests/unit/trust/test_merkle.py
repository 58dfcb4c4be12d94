"""The tree against the definition in RFC 6962, written down a second time, for every size to 300."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.errors import IntegrityError
from secondsource.trust.tlog import merkle

LEAVES = [merkle.leaf_hash(str(n).encode()) for n in range(300)]


def mth(leaves: list[bytes]) -> bytes:
    """The recursive definition, RFC 6962 section 2.1."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


@pytest.fixture(scope="module")
def tree() -> merkle.Tree:
    grown = merkle.Tree()
    for leaf in LEAVES:
        grown.append(leaf)
    return grown


def test_every_root_to_300_is_the_definition(tree: merkle.Tree) -> None:
    for size in range(301):
        assert tree.root(size) == mth(LEAVES[:size])


@pytest.mark.slow
def test_every_inclusion_proof_to_300_verifies(tree: merkle.Tree) -> None:
    for size in range(1, 301):
        root = tree.root(size)
        for index in range(size):
            proof = tree.inclusion_proof(index, size)
            assert len(proof) <= (size - 1).bit_length()
            merkle.verify_inclusion(index, size, LEAVES[index], proof, root)


@pytest.mark.slow
def test_every_consistency_proof_to_300_verifies(tree: merkle.Tree) -> None:
    roots = [tree.root(size) for size in range(301)]
    for new in range(1, 301):
        for old in range(1, new + 1):
            merkle.verify_consistency(old, new, roots[old], roots[new], tree.consistency_proof(old, new))


@settings(deadline=None)
@given(st.integers(1, 300), st.data())
def test_a_proof_with_anything_changed_is_refused(size: int, data: st.DataObject) -> None:
    tree = merkle.Tree()
    for leaf in LEAVES[:size]:
        tree.append(leaf)
    index = data.draw(st.integers(0, size - 1))
    proof = tree.inclusion_proof(index)
    change = data.draw(st.sampled_from(["leaf", "root", "longer", "shorter", "bit", "index"]))
    leaf, root, at = LEAVES[index], tree.root(), index
    if change == "leaf":
        leaf = merkle.leaf_hash(b"another")
    elif change == "root":
        root = merkle.leaf_hash(b"another")
    elif change == "longer":
        proof = [*proof, proof[-1] if proof else root]
    elif change == "index":
        at = size
    elif not proof:
        return
    elif change == "shorter":
        proof = proof[:-1]
    else:
        place = data.draw(st.integers(0, len(proof) - 1))
        proof[place] = bytes([proof[place][0] ^ 1]) + proof[place][1:]
    with pytest.raises(IntegrityError):
        merkle.verify_inclusion(at, size, leaf, proof, root)


@settings(deadline=None)
@given(st.integers(2, 300), st.data())
def test_a_forked_log_is_refused(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new - 1))
    changed = data.draw(st.integers(0, old - 1))
    honest, forked = merkle.Tree(), merkle.Tree()
    for number, leaf in enumerate(LEAVES[:new]):
        honest.append(leaf)
        forked.append(merkle.leaf_hash(b"rewritten") if number == changed else leaf)
    with pytest.raises(IntegrityError):
        merkle.verify_consistency(old, new, honest.root(old), forked.root(), forked.consistency_proof(old))


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 3)])
def test_sizes_that_do_not_fit_are_refused(old: int, new: int, tree: merkle.Tree) -> None:
    with pytest.raises(IntegrityError):
        tree.consistency_proof(old, new)
    with pytest.raises(IntegrityError):
        merkle.verify_consistency(old, new, tree.root(1), tree.root(3), [])


def test_hashes_that_are_not_32_bytes_are_refused(tree: merkle.Tree) -> None:
    with pytest.raises(IntegrityError):
        merkle.verify_inclusion(0, 2, LEAVES[0], [LEAVES[1][:31]], tree.root(2))
