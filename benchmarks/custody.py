"""Time custody: sealing, opening, splitting, combining, wrapping anew. Prints the rows for docs/benchmarks.md.

Usage: .venv/bin/python benchmarks/custody.py [ITEMS]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.worlds.custody import TODAY, CustodyWorld

from secondsource.actions.custody import wrapping
from secondsource.actions.custody.folder import wrapped_event, write
from secondsource.actions.custody.opening import identity_of
from secondsource.actions.custody.sealing import seal_files, wrap
from secondsource.core.codec import canonical, to_plain
from secondsource.core.custody.held import Held, Holding
from secondsource.trust.custody.keys import age, member_key
from secondsource.trust.custody.sealing.identities import new_item_key
from secondsource.trust.custody.shares import share_file


def rate(name: str, times: int, work: Callable[[int], object]) -> None:
    start, processor = time.perf_counter(), time.process_time()
    for number in range(times):
        work(number)
    taken, used = time.perf_counter() - start, time.process_time() - processor
    print(f"| {name} | {times / taken:,.0f} /s | {1000 * used / times:.2f} ms |")


def main(items: int) -> None:
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print("| what | rate | processor time each |\n|---|---|---|")
    members = [age.new_identity() for _ in range(5)]
    recipients = [age.recipient_of(one) for one in members]
    identities = [age.new_identity() for _ in range(100)]
    rate("wrap an item's key to 5 members", 200, lambda n: age.seal(identities[n % 100].encode(), recipients))
    sealed = age.seal(identities[0].encode(), recipients)
    rate("open a wrapped key", 200, lambda _: age.unseal(sealed, members[2]))
    rate("split 3 of 5 and seal the shares", 100, lambda n: share_file.split_for(identities[n], recipients, 3))
    made = share_file.split_for(identities[0], recipients, 3)
    shares = [share_file.open_share(data, key) for data, key in zip(made.files, members, strict=True)]
    rate(
        "open 3 shares and combine",
        100,
        lambda _: [
            share_file.combine([share_file.open_share(made.files[n], members[n]) for n in (0, 2, 4)], made.hashes)
        ],
    )
    rate("combine 3 opened shares", 500, lambda _: share_file.combine(shares[:3], made.hashes))
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "key"
        member_key.create(path, member_key.fresh("seat-1"), "harbour lantern seven")
        rate("unlock a member key file", 5, lambda _: member_key.unlock(path, "harbour lantern seven"))
        world = CustodyWorld(Path(name))
        rate(
            "seal words as an item, durably",
            30,
            lambda n: seal_files(
                world.custody, [], text=f"words {n}", members=world.members(), threshold=None, by="seat-1", today=TODAY
            ),
        )
    with tempfile.TemporaryDirectory() as name:
        rewrapping(CustodyWorld(Path(name)), items)


def rewrapping(world: CustodyWorld, items: int) -> None:
    """Wrap many items anew, after one of five members has left."""
    custody, members = world.custody, world.members()
    held: list[Held] = []
    files: list[tuple[Path, bytes]] = []
    for number in range(items):
        key = new_item_key()
        made = wrap(key.identity, members, None)
        one = Held(
            id=f"{number:032x}",
            day=TODAY,
            holding=Holding.WRAPPED,
            generation=1,
            holders=made.holders,
            recipient=key.recipient,
        )
        held.append(one)
        files += [(custody.wraps(one) / "key.age", made.files["key.age"])]
        files += [(custody.item_folder(one.id) / "item.json", canonical(to_plain(replace(one))))]
    write(files, below=custody.root)
    custody.note(
        TODAY, wrapped_event("seat-1", [one.id for one in held], [one.name for one in members], Holding.WRAPPED)
    )
    world.reseat(1, 2, 3, 4)
    start, processor = time.perf_counter(), time.process_time()
    done = wrapping.rewrap(custody, world.keys[1], members=world.members(), shares=[], today=TODAY)
    taken, used = time.perf_counter() - start, time.process_time() - processor
    assert len(done.done) == items
    identity_of(custody, custody.held(held[-1].id), world.keys[4])
    print(
        f"| wrap {items:,} items anew, durably | {items / taken:,.0f} /s ({taken:.1f} s) "
        f"| {1000 * used / items:.2f} ms |"
    )
    start = time.perf_counter()
    exposed = wrapping.exposed_to(custody, ["seat-5"])["seat-5"]
    print(f"| exposure of one seat among {len(exposed):,} items | {time.perf_counter() - start:.2f} s | |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
