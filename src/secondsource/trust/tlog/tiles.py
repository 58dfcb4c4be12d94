"""Tiles: a log as static files (C2SP tlog-tiles, https://c2sp.org/tlog-tiles).

A tile holds up to 256 hashes of one level; tile level L holds tree level 8 L. Names are `tile/<L>/<N>[.p/<W>]`, with N
in groups of three digits, all but the last marked x: 1234067 is `x001/x234/067`. Entries lie in bundles
`tile/entries/<N>[.p/<W>]`, each entry framed by its length in two bytes, big-endian.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.errors import IntegrityError
from secondsource.trust.tlog import merkle

HEIGHT = 8
WIDTH = 1 << HEIGHT
MOST_ENTRY_BYTES = 65_535
_PATH = re.compile(r"tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")
TOP_LEVEL = 63
"""The highest tile level a name may carry."""


class TileError(IntegrityError):
    """A tile's name or content is malformed."""


def _malformed(why: str) -> TileError:
    return TileError("tile-malformed", f"This is not a tile: {why}.", "Get the file again from the log.")


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """A tile's place: level (None: entries), number, and how many of its 256 places are filled."""

    level: int | None
    number: int
    width: int = WIDTH

    def path(self) -> str:
        """Return its name below the log's prefix."""
        groups = [f"{self.number % 1000:03d}"]
        rest = self.number // 1000
        while rest:
            groups.append(f"x{rest % 1000:03d}")
            rest //= 1000
        level = "entries" if self.level is None else str(self.level)
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{level}/{'/'.join(reversed(groups))}{partial}"

    @classmethod
    def parse(cls, path: str) -> Tile:
        """Read a tile's name; `Tile.parse(t.path()) == t`.

        Raises:
            TileError: `tile-malformed`.
        """
        match = _PATH.fullmatch(path)
        if match is None:
            raise _malformed(f"no tile is called {path!r}")
        level = None if match[1] == "entries" else int(match[1])
        number = int(match[2].replace("x", "").replace("/", ""))
        width = int(match[3]) if match[3] else WIDTH
        tile = cls(level, number, width)
        if (level or 0) > TOP_LEVEL or tile.path() != path:
            raise _malformed(f"no tile is called {path!r}")
        return tile


def tiles_of(size: int, start: int = 0) -> list[Tile]:
    """Return the tiles and entry bundles of a log of `size` entries that hold anything from entry `start` on.

    None of them is empty. With `start` the size before an append, these are the files that the append writes.
    """
    found = []
    level = -1
    while level < 0 or size >> (HEIGHT * level):
        shift = HEIGHT * max(level, 0)
        count, before = size >> shift, start >> shift
        numbers = range(before // WIDTH, -(-count // WIDTH)) if count > before else range(0)
        kind = None if level < 0 else level
        found += [Tile(kind, number, min(WIDTH, count - number * WIDTH)) for number in numbers]
        level += 1
    return found


def hashes_of(tile: Tile, read: merkle.NodeReader) -> bytes:
    """Return a hash tile's bytes from the tree's nodes."""
    if tile.level is None:
        raise _malformed("an entry bundle holds no hashes")
    first = tile.number * WIDTH
    return b"".join(read(tile.level * HEIGHT, first + place) for place in range(tile.width))


def node_in(tile_bytes: bytes, tile: Tile, level: int, number: int) -> bytes:
    """Return the hash of node (level, number) out of the tile that covers it.

    Args:
        tile_bytes: the tile's content.
        tile: its place; its level times 8 is at most `level`.
        level: tree level wanted.
        number: node number at that level.

    Raises:
        TileError: the tile is too short or does not cover that node.
    """
    if tile.level is None or len(tile_bytes) != tile.width * merkle.HASH_BYTES:
        raise _malformed("its length does not fit its width")
    height = level - tile.level * HEIGHT
    if not 0 <= height < HEIGHT:
        raise _malformed("it lies on another level")
    start = (number << height) - tile.number * WIDTH
    if start < 0 or start + (1 << height) > tile.width:
        raise _malformed("it does not cover that node")
    row = [tile_bytes[(start + n) * 32 : (start + n + 1) * 32] for n in range(1 << height)]
    while len(row) > 1:
        row = [merkle.node_hash(row[n], row[n + 1]) for n in range(0, len(row), 2)]
    return row[0]


def tile_for(level: int, number: int, size: int) -> Tile:
    """Return the tile of a log of `size` entries that holds node (level, number)."""
    tile_level = level // HEIGHT
    place = (number << (level % HEIGHT)) // WIDTH
    count = size >> (HEIGHT * tile_level)
    return Tile(tile_level, place, min(WIDTH, count - place * WIDTH))


def encode_entries(entries: Sequence[bytes]) -> bytes:
    """Return an entry bundle's bytes.

    Raises:
        TileError: an entry is longer than 65,535 bytes, or there are more than 256.
    """
    if len(entries) > WIDTH or any(len(entry) > MOST_ENTRY_BYTES for entry in entries):
        raise _malformed("an entry is too long, or there are too many")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def decode_entries(data: bytes, width: int) -> list[bytes]:
    """Read an entry bundle of `width` entries.

    Raises:
        TileError: it holds fewer or more bytes than its entries say.
    """
    entries = []
    at = 0
    for _ in range(width):
        length = int.from_bytes(data[at : at + 2], "big")
        if at + 2 + length > len(data):
            raise _malformed("its entries are cut off")
        entries.append(data[at + 2 : at + 2 + length])
        at += 2 + length
    if at != len(data):
        raise _malformed("something follows its entries")
    return entries
