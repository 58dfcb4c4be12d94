"""The Merkle tree of RFC 6962: hashes, inclusion and consistency proofs from stored nodes.

Leaf = SHA-256(0x00 || entry), node = SHA-256(0x01 || left || right), empty tree = SHA-256(""). A tree of n leaves is
split at the largest power of two below n (RFC 6962, section 2.1). Proving walks stored complete nodes in O(log n);
verifying follows the loops of RFC 9162, sections 2.1.3.2 and 2.1.4.2, which share no code with proving.

Refused, always: an index outside the tree, a hash that is not 32 bytes, a proof too long or too short, an empty tree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

from secondsource.errors import IntegrityError

HASH_BYTES = 32
_sha256 = hashlib.sha256
EMPTY_ROOT = _sha256(b"").digest()

NodeReader = Callable[[int, int], bytes]
"""(level, number) -> hash of that complete node; level 0 holds the leaves, left to right from 0."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of one entry."""
    return _sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two neighbours."""
    return _sha256(b"\x01" + left + right).digest()


def root(size: int, read: NodeReader) -> bytes:
    """Return the root of the first `size` leaves."""
    if size == 0:
        return EMPTY_ROOT
    return _range_root(0, size, read)


def _fold(hashes: Sequence[bytes]) -> bytes:
    """Join subtree hashes, largest first, from the right."""
    result = hashes[-1]
    for left in reversed(hashes[:-1]):
        result = node_hash(left, result)
    return result


def _range_root(start: int, end: int, read: NodeReader) -> bytes:
    """Return the root of leaves `start`..`end`, where `start` is a multiple of the range's enclosing power of two."""
    parts = []
    at = start
    for level in range((end - start).bit_length() - 1, -1, -1):
        if (end - start) >> level & 1:
            parts.append(read(level, at >> level))
            at += 1 << level
    return _fold(parts)


def inclusion_proof(index: int, size: int, read: NodeReader) -> list[bytes]:
    """Return the hashes that lead from leaf `index` to the root of `size` leaves, leaf's sibling first.

    Raises:
        IntegrityError: `log-index-outside`, when there is no such leaf.
    """
    if not 0 <= index < size:
        raise IntegrityError("log-index-outside", f"Entry {index} does not exist in a log of {size} entries.")
    return _climb(0, index, size, read)


def consistency_proof(old: int, new: int, read: NodeReader) -> list[bytes]:
    """Return the hashes showing that the tree of `old` leaves is a prefix of the one of `new` leaves.

    Raises:
        IntegrityError: `log-size-outside`, when the sizes do not fit.
    """
    if not 0 < old <= new:
        raise IntegrityError("log-size-outside", f"No consistency proof leads from {old} to {new} entries.")
    if old == new:
        return []
    # The last complete subtree of the older tree: both roots are reached from it. If it is the whole older tree, the
    # verifier has its hash already.
    level = (old & -old).bit_length() - 1
    last = (old >> level) - 1
    first = [read(level, last)] if last else []
    return first + _climb(level, last, new, read)


def _climb(level: int, number: int, size: int, read: NodeReader) -> list[bytes]:
    """Return the hashes beside the way from node (level, number) up to the root of `size` leaves.

    On each level the neighbour is a complete node; or, once at most, what is left at the right edge; or there is none,
    and the node goes up alone.
    """
    path = []
    while (size - 1) >> level:
        sibling = number ^ 1
        if sibling < size >> level:
            path.append(read(level, sibling))
        elif sibling << level < size:
            path.append(_range_root(sibling << level, size, read))
        number >>= 1
        level += 1
    return path


def _wrong(sentence: str) -> IntegrityError:
    return IntegrityError(
        "log-proof-wrong", sentence, "Do not rely on it. Get the proof again from another copy of the log."
    )


def verify_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], expected: bytes) -> None:
    """Check that the entry with hash `leaf` stands at `index` in the tree with root `expected` (RFC 9162, 2.1.3.2).

    Raises:
        IntegrityError: `log-proof-wrong`.
    """
    _check_hashes([leaf, expected, *proof])
    if not 0 <= index < size:
        raise _wrong(f"The proof speaks of entry {index} in a log of {size} entries.")
    first, last, result = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise _wrong("The inclusion proof is too long.")
        if first & 1 or first == last:
            result = node_hash(sibling, result)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            result = node_hash(result, sibling)
        first, last = first >> 1, last >> 1
    if last != 0:
        raise _wrong("The inclusion proof is too short.")
    if result != expected:
        raise _wrong("The inclusion proof leads to another root.")


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Check that the tree of `old` leaves is a prefix of the one of `new` leaves (RFC 9162, 2.1.4.2).

    Raises:
        IntegrityError: `log-proof-wrong`.
    """
    _check_hashes([old_root, new_root, *proof])
    if not 0 < old <= new:
        raise _wrong(f"No consistency leads from {old} to {new} entries.")
    if old == new:
        if proof or old_root != new_root:
            raise _wrong("Two trees of one size have two roots: the log has forked." if not proof else "Surplus proof.")
        return
    hashes = list(proof) if old & (old - 1) else [old_root, *proof]
    if not hashes:
        raise _wrong("The consistency proof is too short.")
    first, last = old - 1, new - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    older = newer = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            raise _wrong("The consistency proof is too long.")
        if first & 1 or first == last:
            older, newer = node_hash(sibling, older), node_hash(sibling, newer)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            newer = node_hash(newer, sibling)
        first, last = first >> 1, last >> 1
    if last != 0:
        raise _wrong("The consistency proof is too short.")
    if older != old_root or newer != new_root:
        raise _wrong("The later log does not begin with the earlier one: it has forked or been rewritten.")


def _check_hashes(hashes: Sequence[bytes]) -> None:
    if any(len(item) != HASH_BYTES for item in hashes):
        raise _wrong("A hash is not 32 bytes long.")


class Tree:
    """A growing tree in memory that keeps every complete node, so that proofs cost O(log n).

    Each level is one run of bytes, 32 a node: a tree of n leaves takes 64 n bytes.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._levels = [bytearray()]

    def __len__(self) -> int:
        """Return the number of leaves."""
        return len(self._levels[0]) // HASH_BYTES

    def append(self, leaf: bytes) -> int:
        """Add a leaf hash and return its index."""
        levels = self._levels
        row = levels[0]
        row += leaf
        index = len(row) // HASH_BYTES - 1
        level, count = 1, index + 1
        while not count & 1:
            parent = _sha256(b"\x01" + row[-2 * HASH_BYTES :]).digest()
            if level == len(levels):
                levels.append(bytearray())
            row = levels[level]
            row += parent
            level += 1
            count >>= 1
        return index

    def extend(self, entries: Iterable[bytes]) -> None:
        """Add entries, hashing them; the same as appending one leaf hash after another, and faster."""
        sha256 = _sha256
        levels = self._levels
        levels[0] += b"".join([sha256(b"\x00" + entry).digest() for entry in entries])
        for level, row in enumerate(levels):
            if level + 1 == len(levels):
                if len(row) < 2 * HASH_BYTES:
                    return
                levels.append(bytearray())
            above = levels[level + 1]
            new = bytes(row[2 * len(above) :])
            pairs = range(0, len(new) - HASH_BYTES, 2 * HASH_BYTES)
            above += b"".join([sha256(b"\x01" + new[at : at + 2 * HASH_BYTES]).digest() for at in pairs])

    def truncate(self, size: int) -> None:
        """Take back everything after the first `size` leaves."""
        for level, row in enumerate(self._levels):
            del row[(size >> level) * HASH_BYTES :]

    def node(self, level: int, number: int) -> bytes:
        """Return a complete node's hash."""
        return self.nodes(level, number, 1)

    def nodes(self, level: int, first: int, count: int) -> bytes:
        """Return `count` neighbouring complete nodes' hashes, one after another.

        Raises:
            IntegrityError: `log-size-outside`, when not all of them are there.
        """
        found = bytes(self._levels[level][first * HASH_BYTES : (first + count) * HASH_BYTES])
        if len(found) != count * HASH_BYTES:
            raise IntegrityError("log-size-outside", f"The log has no {count} complete nodes there.")
        return found

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the first `size` leaves (default: all)."""
        return root(len(self) if size is None else size, self.node)

    def inclusion_proof(self, index: int, size: int | None = None) -> list[bytes]:
        """See `inclusion_proof`."""
        return inclusion_proof(index, len(self) if size is None else size, self.node)

    def consistency_proof(self, old: int, new: int | None = None) -> list[bytes]:
        """See `consistency_proof`."""
        return consistency_proof(old, len(self) if new is None else new, self.node)
