"""A log as a folder of static files: appended atomically, durable before it is acknowledged, served by anything.

What an append does, in this order: take the folder's lock; write the new tiles and entry bundles aside, flush, rename
them, flush their folders; write the new signed checkpoint aside, flush, rename, flush. The rename of the checkpoint is
the one moment at which the entries exist. A crash before it leaves files beyond the checkpoint, which no reader looks
at; a crash after it leaves the whole append. Readers need no lock.

A log must never sign two checkpoints of one size. So a checkpoint that was signed and flushed when the machine stopped
is not thrown away: everything that it speaks of is on the disk, and the next opening publishes it.
"""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from secondsource.errors import IntegrityError, RuleError, StorageError
from secondsource.trust.durable import aside_of, flush, open_file, write_all
from secondsource.trust.tlog import merkle, note, tiles
from secondsource.trust.tlog.checkpoint import Checkpoint, open_signed
from secondsource.trust.tlog.proof import Proof

CHECKPOINT = "checkpoint"
LOCK = ".lock"
MOST_FILE_BYTES = tiles.WIDTH * (tiles.MOST_ENTRY_BYTES + 2)
"""No file of a log is longer, so no more than this (and one byte, to notice) is ever read of one."""

SignText = Callable[[str], note.Signature]
"""Signs a checkpoint text with the log's own key."""


@dataclass(frozen=True, slots=True)
class LogReader:
    """Reads a log's files and checks all that it hands out against the signed checkpoint."""

    folder: Path
    key: note.Verifier

    def checkpoint(self) -> Checkpoint:
        """Return the current checkpoint, its signature checked.

        Raises:
            StorageError: `log-unreadable`; IntegrityError: malformed or not signed by this log.
        """
        return open_signed(self.checkpoint_bytes(), self.key)[0]

    def checkpoint_bytes(self) -> bytes:
        """Return the published checkpoint note."""
        return self._read(CHECKPOINT)

    def entry(self, index: int) -> bytes:
        """Return one entry, checked by its inclusion proof."""
        checkpoint = self.checkpoint()
        found = self._entry(index, checkpoint.size)
        proof = merkle.inclusion_proof(index, checkpoint.size, self._nodes(checkpoint.size))
        merkle.verify_inclusion(index, checkpoint.size, merkle.leaf_hash(found), proof, checkpoint.root)
        return found

    def entries(self) -> list[bytes]:
        """Return all entries, checked by recomputing the root from them."""
        return self.entries_of(self.checkpoint())[0]

    def entries_of(self, checkpoint: Checkpoint) -> tuple[list[bytes], merkle.Tree]:
        """Return the entries of a checkpoint that the caller has checked, and their tree, whose root is its root.

        Raises:
            IntegrityError: `log-damaged`. StorageError: `log-unreadable`.
        """
        tree = merkle.Tree()
        found = []
        for number in range(-(-checkpoint.size // tiles.WIDTH)):
            width = min(tiles.WIDTH, checkpoint.size - number * tiles.WIDTH)
            bundle = tiles.decode_entries(self._read(tiles.Tile(None, number, width).path()), width)
            tree.extend(bundle)
            found += bundle
        if tree.root() != checkpoint.root:
            raise IntegrityError("log-damaged", "The log's entries do not add up to its checkpoint.", "Restore a copy.")
        return found, tree

    def proof(self, index: int) -> Proof:
        """Return what a reader can carry offline to check entry `index`."""
        data = self.checkpoint_bytes()
        checkpoint, _ = open_signed(data, self.key)
        hashes = merkle.inclusion_proof(index, checkpoint.size, self._nodes(checkpoint.size))
        return Proof(index=index, hashes=tuple(hashes), checkpoint=data)

    def consistency(self, old: int) -> list[bytes]:
        """Return the proof that the log of `old` entries is a prefix of the current one."""
        size = self.checkpoint().size
        return merkle.consistency_proof(old, size, self._nodes(size))

    def _entry(self, index: int, size: int) -> bytes:
        if not 0 <= index < size:
            raise IntegrityError("log-index-outside", f"Entry {index} does not exist in a log of {size} entries.")
        number, place = divmod(index, tiles.WIDTH)
        width = min(tiles.WIDTH, size - number * tiles.WIDTH)
        return tiles.decode_entries(self._read(tiles.Tile(None, number, width).path()), width)[place]

    def _nodes(self, size: int) -> merkle.NodeReader:
        seen: dict[tiles.Tile, bytes] = {}

        def read(level: int, number: int) -> bytes:
            tile = tiles.tile_for(level, number, size)
            if tile not in seen:
                seen[tile] = self._read(tile.path())
            return tiles.node_in(seen[tile], tile, level, number)

        return read

    def _read(self, name: str) -> bytes:
        try:
            with open_file(self.folder / name) as file:
                data = file.read(MOST_FILE_BYTES + 1)
        except OSError as error:
            raise StorageError(
                "log-unreadable",
                f"The log's file {name} could not be read: {error.strerror or error}.",
                "Check the folder's path, or restore the file from a copy or a mirror.",
            ) from error
        return data


class LogWriter:
    """The one process that appends. Opening it takes the folder's lock until it is closed."""

    def __init__(self, folder: Path, key: note.VerifierKey, sign: SignText) -> None:
        """Open a log's folder for appending; start an empty log where there is none.

        Raises:
            RuleError: `log-in-use`, when another process appends.
            IntegrityError: the files do not add up to the checkpoint.
            StorageError: the folder cannot be written.
        """
        self.reader = LogReader(folder, key)
        self._folder, self._key, self._sign = folder, key, sign
        with _storage(folder):
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = (folder / LOCK).open("a")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise RuleError(
                "log-in-use", f"Another process is appending to {folder}.", "Wait until it is done, then try again."
            ) from None
        self._tree = merkle.Tree()
        self._tail: list[bytes] = []
        self._sure = False
        try:
            self._load()
        except BaseException:
            self.close()
            raise

    def _load(self) -> None:
        """Learn from the disk what the log is; finish what a stopped machine had signed."""
        with _storage(self._folder):
            self._finish(aside_of(self._folder / CHECKPOINT))
        if (self._folder / CHECKPOINT).exists():
            entries, self._tree = self.reader.entries_of(self.reader.checkpoint())
            self._tail = entries[max(len(entries) - 1, 0) // tiles.WIDTH * tiles.WIDTH :]
        elif (self._folder / "tile").exists():
            # To begin anew here would be to sign that what was said was never said.
            raise IntegrityError("log-damaged", "The log has entries and no checkpoint.", "Restore a copy.")
        else:
            self._tree, self._tail = merkle.Tree(), []
            self._publish()
        self._sure = True

    def _finish(self, aside: Path) -> None:
        """Publish a signed checkpoint that was about to be published, if it is whole."""
        if not aside.exists():
            return
        try:
            signed, _ = open_signed(aside.read_bytes(), self._key)
            _, tree = self.reader.entries_of(signed)
            if (self._folder / CHECKPOINT).exists():
                now = self.reader.checkpoint()
                whole = now.size < signed.size and tree.root(now.size) == now.root
            else:
                whole = True
        except (IntegrityError, StorageError):
            whole = False
        if whole:
            flush(aside)
            aside.replace(self._folder / CHECKPOINT)
            flush(self._folder)
        else:
            aside.unlink()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the lock back."""
        self.close()

    def close(self) -> None:
        """Give the lock back."""
        self._lock.close()

    def append(self, entries: Sequence[bytes]) -> range:
        """Append entries in one step and return their indices; when this returns they are on the disk.

        Raises:
            RuleError: `log-entry-too-long`.
            StorageError: the disk refused. Readers see what they saw before, save where the disk failed after the
                checkpoint had got its name; the next append looks at the disk first.
        """
        if any(len(entry) > tiles.MOST_ENTRY_BYTES for entry in entries):
            raise RuleError("log-entry-too-long", f"An entry may hold {tiles.MOST_ENTRY_BYTES:,} bytes at most.")
        if not self._sure:
            self._load()  # the last append was cut short: only the disk knows how far it went
        old = len(self._tree)
        if not entries:
            return range(old, old)
        # The bundle that was last may have been full: then the new entries begin a fresh one.
        kept = self._tail if old % tiles.WIDTH else []
        pending = [*kept, *entries]
        first = old - len(kept)
        self._sure = False
        self._tree.extend(entries)
        with _storage(self._folder):
            write_all(self._files(old, first, pending), below=self._folder)
        self._publish()
        self._sure = True
        size = len(self._tree)
        self._tail = pending[(size - 1) // tiles.WIDTH * tiles.WIDTH - first :]
        return range(old, size)

    def _files(self, old: int, first: int, pending: Sequence[bytes]) -> Iterator[tuple[Path, bytes]]:
        """Yield every tile that holds something new; `pending` are the entries from index `first` on."""
        for tile in tiles.tiles_of(len(self._tree), start=old):
            if tile.level is None:
                at = tile.number * tiles.WIDTH - first
                data = tiles.encode_entries(pending[at : at + tile.width])
            else:
                data = self._tree.nodes(tile.level * tiles.HEIGHT, tile.number * tiles.WIDTH, tile.width)
            yield self._folder / tile.path(), data

    def _publish(self) -> None:
        made = Checkpoint(log_origin=self._key.name, size=len(self._tree), root=self._tree.root())
        text = made.text()
        data = note.join(text, [self._sign(text)])
        open_signed(data, self._key)  # never publish a line that a verifier would refuse
        with _storage(self._folder):
            write_all([(self._folder / CHECKPOINT, data)], below=self._folder)


@contextlib.contextmanager
def _storage(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            "log-unwritable",
            f"The log in {path} could not be written: {error.strerror or error}.",
            "Free some space or check permissions; see what the log holds before you append again.",
        ) from error
