"""Kill the drop while many sources send, again and again; then open all that was acknowledged.

    .venv/bin/python -m tests.trials.killed_while_receiving 200

Every source sends words and a file of random length, returns at times, and notes what was acknowledged. A source whose
connection broke sends the same form again, as a person would. At the end every acknowledged form must open with the
member's key, hold exactly what was sent, and be there once; and no answer may have been a fault of the server's.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import io
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.drop.serving import Served
from tests.drop.source import number, with_files

from secondsource.trust.custody.sealing.identities import ItemKey, new_item_key, unwrap
from secondsource.trust.custody.sealing.messages import open_message
from secondsource.trust.custody.sealing.streams import open_sealed_file
from secondsource.trust.custody.spool.items import list_items

LENGTHS = (0, 900, 40_000, 300_000, 2_000_000)


@dataclass
class Told:
    """What came out of a trial."""

    kills: int = 0
    acknowledged: int = 0
    kept: int = 0
    broken_off: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class Crowd:
    """Many sources at once."""

    def __init__(self, port: int, clients: int) -> None:
        self.port = port
        self.over = threading.Event()
        self.lock = threading.Lock()
        self.acknowledged: dict[str, str] = {}
        self.told = Told()
        self.threads = [threading.Thread(target=self._send, args=(one,)) for one in range(clients)]

    def _send(self, seed: int) -> None:
        chance = random.Random(seed)
        while not self.over.is_set():
            words, once = f"report {chance.getrandbits(64):x}", number()
            data = chance.randbytes(chance.choice(LENGTHS))
            kind, body = with_files({"number": once, "text": words}, [("f", data)] if data else [])
            while not self.over.is_set():
                status = self._ask(kind, body)
                if status == 201:
                    with self.lock:
                        self.acknowledged[words] = hashlib.sha256(data).hexdigest() if data else ""
                    break
                time.sleep(0.1 + chance.random() / 2)

    def _ask(self, kind: str, body: bytes) -> int:
        """Return the answer's status, 0 where the connection broke."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            with contextlib.closing(connection):
                connection.request("POST", "/en/send", body, {"Content-Type": kind})
                answer = connection.getresponse()
                answer.read()
        except (OSError, http.client.HTTPException):
            with self.lock:
                self.told.broken_off += 1
            return 0
        with self.lock:
            self.told.answers[answer.status] += 1
            if answer.status not in {201, 507}:
                self.told.faults.append(f"answered {answer.status}")
        return answer.status


def trial(
    folder: Path, *, kills: int, clients: int = 64, seconds_between: tuple[float, float] = (0.3, 3.0), seed: int = 0
) -> Told:
    """Run one trial in an empty folder and return what came out."""
    member = new_item_key()
    (folder / "recipients.txt").write_text(f"{member.recipient}\n", encoding="utf-8")
    (folder / "drop.toml").write_text("[limits]\nitems_a_day = 1000000\nfree_mib = 1\n", encoding="utf-8")
    chance = random.Random(seed)
    running = Served(folder)
    crowd = Crowd(running.port, clients)
    for thread in crowd.threads:
        thread.start()
    try:
        for _ in range(kills):
            time.sleep(chance.uniform(*seconds_between))
            running.kill()
            crowd.told.kills += 1
            running = Served(folder, running.port)
        time.sleep(seconds_between[1])
    finally:
        crowd.over.set()
        for thread in crowd.threads:
            thread.join()
        running.stop()
    _check(folder / "spool", member, crowd)
    return crowd.told


def _check(spool: Path, member: ItemKey, crowd: Crowd) -> None:
    """Open everything and note what is missing, doubled or other than sent."""
    seen: Counter[str] = Counter()
    for item in list_items(spool):
        identity = unwrap((item.folder / "key.age").read_bytes(), member.identity)
        message = open_message((item.folder / "message.age").read_bytes(), identity)
        seen[message.text] += 1
        for part in message.parts:
            open_sealed_file(item.folder / part.file, identity, io.BytesIO(), part=part)
        digest = message.parts[0].sha256 if message.parts else ""
        if crowd.acknowledged.get(message.text, digest) != digest:
            crowd.told.faults.append(f"{message.text}: another file")
    crowd.told.kept = sum(seen.values())
    crowd.told.acknowledged = len(crowd.acknowledged)
    crowd.told.faults += [f"{words}: lost" for words in crowd.acknowledged if not seen[words]]
    crowd.told.faults += [f"{words}: {count} times" for words, count in seen.items() if count > 1]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        began = time.monotonic()
        print(trial(Path(place), kills=int(sys.argv[1])), f"{time.monotonic() - began:.0f} s")  # noqa: T201 - a command
