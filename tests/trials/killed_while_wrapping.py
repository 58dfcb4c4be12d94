"""Kill a process that wraps items anew, again and again, and look whether every item still opens.

Usage: .venv/bin/python tests/trials/killed_while_wrapping.py [KILLS] [ITEMS]

Between two kills the seats in force change, so that there is always something to wrap. After each kill every item must
open for exactly the members that its own record names, and the journal must read from its first line.
"""

from __future__ import annotations

import pickle
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from tests.worlds.custody import TODAY, CustodyWorld

from secondsource.actions.custody import wrapping
from secondsource.actions.custody.opening import identity_of, message_of
from secondsource.actions.custody.sealing import seal_files
from secondsource.errors import SecondSourceError
from secondsource.trust.custody.records import journal

CHILD = """
import sys, pickle
from pathlib import Path
sys.path.insert(0, {root!r})
from secondsource.actions.custody import wrapping
from secondsource.actions.custody.folder import Custody
from secondsource.actions.deciding.desk import Desk
key, names = pickle.loads(Path({key!r}).read_bytes())
custody = Custody(Desk(Path({desk!r})))
members = tuple(one for one in custody.roster().members if one.name in names)
import datetime
wrapping.BATCH = 4
sys.stdout.write("begun\\n")
sys.stdout.flush()
wrapping.rewrap(custody, key, members=members, shares=[], today=datetime.date(2031, 3, 5))
"""


def trial(kills: int, items: int) -> None:
    """Run it; raises where an item is lost."""
    root = str(Path(__file__).resolve().parent.parent.parent)
    with tempfile.TemporaryDirectory() as name:
        world = CustodyWorld(Path(name))
        ids = [
            seal_files(
                world.custody, [], text=f"words {n}", members=world.members(), threshold=None, by="x", today=TODAY
            ).id
            for n in range(items)
        ]
        chance = random.Random(7)
        killed = halfway = 0
        key_file = Path(name) / "key"
        while killed < kills:
            names = ["seat-1", *chance.sample(["seat-2", "seat-3", "seat-4", "seat-5"], chance.randint(1, 4))]
            key_file.write_bytes(pickle.dumps((world.keys[1], names)))
            code = CHILD.format(root=root, key=str(key_file), desk=str(world.desk.folder))
            with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as child:
                assert child.stdout is not None
                child.stdout.readline()  # it has loaded everything and begins
                time.sleep(chance.random() * 0.3)
                child.send_signal(signal.SIGKILL)
                child.wait()
            killed += child.returncode == -signal.SIGKILL
            generations = {world.custody.held(item).generation for item in ids}
            halfway += len(generations) > 1
            check(world, ids)
        wrapping.rewrap(world.custody, world.keys[1], members=world.members(), shares=[], today=TODAY)
        check(world, ids)
        told = f"{killed} kills, {items} items, none lost; {halfway} kills came halfway\n"
        sys.stdout.write(told)


def check(world: CustodyWorld, ids: list[str]) -> None:
    """Look whether each item opens for those its record names and for nobody else."""
    journal.read(world.custody.journal_path)
    for item in ids:
        held = world.custody.held(item)
        named = {one.member for one in held.holders}
        for number, key in world.keys.items():
            try:
                identity = identity_of(world.custody, held, key)
            except SecondSourceError:
                assert key.name not in named, (item, number)
                continue
            assert key.name in named, (item, number)
            assert message_of(world.custody, item, identity).text.startswith("words ")


if __name__ == "__main__":
    trial(int(sys.argv[1]) if len(sys.argv) > 1 else 50, int(sys.argv[2]) if len(sys.argv) > 2 else 30)
