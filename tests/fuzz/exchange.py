"""Change exports and dossiers at random: nothing but a refusal may come back, and no changed dossier may pass.

    python tests/fuzz/exchange.py imports 12000
    python tests/fuzz/exchange.py dossiers 6000

Needs nothing but this project. Exports are changed inside their JSON as well, because a broken one ends long before
its fields are looked at. The same numbers give the same changes.
"""

from __future__ import annotations

import json
import random
import sys
import traceback
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.worlds import exports
from tests.worlds.letting_out import COPIES, release

from secondsource.actions.taking_in.take import laid_out
from secondsource.documents.extract import UnreadableError
from secondsource.documents.imports.detect import take_in
from secondsource.documents.imports.taken import Peer
from secondsource.documents.limits import Limits
from secondsource.errors import SecondSourceError
from secondsource.publishing.dossier.archive import pack, unpack
from secondsource.publishing.dossier.build import dossier_files
from secondsource.publishing.dossier.check import check_files
from secondsource.publishing.dossier.manifest import MANIFEST, listing

SMALL = Limits(archive_bytes=200_000, archive_parts=50)
PIECES = [
    b"null",
    b"[]",
    b"{}",
    b"1",
    b'"x"',
    b"\n",
    b"\r",
    b",",
    b'"',
    b"\xff",
    b"\0",
    b"1e999",
    b"[[[[",
    b"{'a':",
    b"",
]
VALUES = [None, 1, -1, [], {}, "x", True, [None], {"a": None}, [[1]], 1.5]
NOW = datetime(2031, 3, 6, tzinfo=UTC)


def changed_json(value: Any, chance: random.Random) -> Any:
    if chance.random() < 0.15:
        return chance.choice(VALUES)
    if isinstance(value, dict):
        return {key: changed_json(inner, chance) for key, inner in value.items() if chance.random() > 0.05}
    if isinstance(value, list):
        return [changed_json(inner, chance) for inner in value]
    return value


def changed(data: bytes, chance: random.Random) -> bytes:
    """Change a file: its JSON, line by line where it is lines, or its bytes."""
    if chance.random() < 0.4:
        with suppress(ValueError):
            return b"\n".join(json.dumps(changed_json(json.loads(one), chance)).encode() for one in data.splitlines())
    if not data:
        return chance.choice(PIECES)
    place = chance.randrange(len(data))
    made = data[:place] + chance.choice(PIECES) + data[place + chance.randint(0, 6) :]
    return made[: chance.randrange(len(made) + 1)] if chance.random() < 0.1 else made


def samples() -> list[dict[str, bytes]]:
    folders = [
        *(exports.journalist_interface(), exports.transcript(), exports.globaleaks(), exports.entities()),
        *(exports.atlos_csv(), exports.atlos_zip()),
        *(exports.archiver_json(), exports.archiver_csv(), exports.archiver_html()),
    ]
    return [*folders, {"a.wacz": exports.wacz()}, {"a.zip": exports.packed(exports.globaleaks())}]


def one_import(files: Mapping[str, bytes], chance: random.Random) -> None:
    made = dict(files)
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(sorted(made))
        made[name] = changed(made[name], chance)
    with suppress(UnreadableError):
        laid_out(take_in(made, chance.choice([None, None, *Peer]), SMALL))


def one_dossier(files: Mapping[str, bytes], archive: bytes, chance: random.Random) -> None:
    flipped = bytearray(archive)
    flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    with suppress(SecondSourceError):
        check_files(unpack(bytes(flipped)), now=NOW)
        message = "a changed archive passed"
        raise AssertionError(message)
    made = dict(files)
    name = chance.choice(sorted(made))
    made[name] = changed(made[name], chance)
    if chance.random() < 0.7:
        made[MANIFEST] = listing(made).encode()
    with suppress(SecondSourceError):
        check_files(made, now=NOW)


def run(rounds: int, one: Callable[[random.Random], None]) -> int:
    """Do the rounds; print each kind of fault once, with the number that brings it back."""
    seen: set[tuple[str, str, int]] = set()
    for number in range(rounds):
        try:
            one(random.Random(number))
        except Exception as error:  # noqa: BLE001 - every kind is wanted
            place = traceback.extract_tb(error.__traceback__)[-1]
            kind = (type(error).__name__, Path(place.filename).name, place.lineno or 0)
            if kind not in seen:
                seen.add(kind)
                sys.stdout.write(f"{number} {kind} {error!r:.200}\n")
    sys.stdout.write(f"{len(seen)} kinds of fault in {rounds} rounds\n")
    return min(len(seen), 1)


def main() -> int:
    warnings.simplefilter("ignore")
    what, rounds = sys.argv[1], int(sys.argv[2])
    if what == "imports":
        known = samples()
        return run(rounds, lambda chance: one_import(chance.choice(known), chance))
    files = dossier_files(release(), COPIES)
    archive = pack(files)
    return run(rounds, lambda chance: one_dossier(files, archive, chance))


if __name__ == "__main__":
    sys.exit(main())
