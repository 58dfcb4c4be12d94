"""Fifty people edit at once while the server and its worker are killed: is any acknowledged edit lost?

Usage: python benchmarks/desk_load.py [--editors 50] [--seconds 300] [--kills 10] [--postgresql] [--folder FOLDER]

Each editor signs in (as test cookies of a desk made for this run), then posts edits one after the other and notes what
the server acknowledged. Meanwhile the serving process, or one of its children, or the background worker is killed with
SIGKILL. At the end every acknowledged edit must be there, no answer may have been 5xx, and the journal must follow.
Traffic goes to 127.0.0.1 only and stops by itself.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.worlds.postgresql import postgresql  # noqa: E402 - the line above finds it

PORT = 8471
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(slots=True)
class Told:
    """What one editor was told."""

    kept: list[str] = field(default_factory=list)
    """Titles whose keeping the server acknowledged."""
    statuses: Counter[int] = field(default_factory=Counter)
    down: int = 0
    """Tries that met no server or were cut off: not acknowledged, so free to be lost."""
    took: list[float] = field(default_factory=list)


class Editor(threading.Thread):
    """Opens cases one after the other, as fast as the server answers."""

    def __init__(self, number: int, cookie: str, until: float, port: int) -> None:
        super().__init__(daemon=True)
        self.number, self.cookie, self.until, self.port = number, cookie, until, port
        self.told = Told()

    def run(self) -> None:
        count = 0
        while time.monotonic() < self.until:
            try:
                self.edit(f"editor {self.number} edit {count}")
            except (OSError, http.client.HTTPException):
                self.told.down += 1
                time.sleep(0.2)
            count += 1

    def edit(self, title: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            page = self.ask(connection, "GET", "/case/new", "", "")
            found = TOKEN.search(page[1])
            if page[0] != 200 or not found:
                return
            csrf = page[2]
            body = urlencode({"csrfmiddlewaretoken": found.group(1), "title": title, "language": "en"})
            begun = time.monotonic()
            status, _, _ = self.ask(connection, "POST", "/case/new", body, csrf)
            self.told.took.append(time.monotonic() - begun)
            if status == 302:
                self.told.kept.append(title)
        finally:
            connection.close()

    def ask(
        self, connection: http.client.HTTPConnection, method: str, path: str, body: str, csrf: str
    ) -> tuple[int, str, str]:
        cookies = f"sessionid={self.cookie}" + (f"; csrftoken={csrf}" if csrf else "")
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request(method, path, body or None, {"Cookie": cookies, **kind})
        answer = connection.getresponse()
        text = answer.read().decode()
        self.told.statuses[answer.status] += 1
        crumb = re.search(r"csrftoken=([^;]+)", answer.headers.get("Set-Cookie", "") or "")
        return answer.status, text, crumb.group(1) if crumb else ""


def desk(folder: Path, environment: dict[str, str], port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "secondsource.cli.main", "serve", "--folder", str(folder), "--port", str(port)]
    started = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    for _ in range(1200):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return started
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise SystemExit("the desk did not answer within a minute")


def children(parent: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(parent)], check=False, capture_output=True, text=True).stdout
    return [int(line) for line in found.split()]


def kill_something(running: subprocess.Popen[bytes], chance: random.Random) -> str:
    """Kill the whole server, one of its web processes, or the worker; say which."""
    below = children(running.pid)
    what = chance.choice(["server", "child", "child"]) if below else "server"
    if what == "server":
        running.kill()
        running.wait()
        return "server"
    os.kill(chance.choice(below), signal.SIGKILL)
    return "one process of it"


def inside(folder: Path, environment: dict[str, str], words: str) -> list[str]:
    """Run a few lines with the desk's own rows and return what they print."""
    code = f"from pathlib import Path\nfrom secondsource.cli.serving import desk\ndesk.prepare(Path({str(folder)!r}))\n"
    done = subprocess.run(
        [sys.executable, "-c", code + words], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.splitlines()


COOKIES = """
from importlib import import_module
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from secondsource.store.team import changes, journal
from secondsource.store.team.models import MemberRow
from secondsource.store.team.values import Standing
from datetime import UTC, datetime
for number in range({editors}):
    with journal.entry(actor="", verb="desk.begin", now=datetime.now(UTC)):
        changes.add_member(name=f"editor {{number}}", password_hash="!", standing=Standing.ACTIVE)
    row = MemberRow.objects.get(name=f"editor {{number}}")
    TOTP.activate(row, "JBSWY3DPEHPK3PXP")
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(row.pk), row.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store.create()
    print(store.session_key)
"""
TITLES = """
import json
from secondsource.store.team import journal
from secondsource.store.team.models import CaseRow, JournalRow
print(json.dumps(list(CaseRow.objects.values_list("title", flat=True))))
print(journal.check())
print(JournalRow.objects.filter(verb="case.open").count())
"""


def load(options: argparse.Namespace, folder: Path, address: str) -> dict[str, object]:
    environment = {**os.environ, "SECONDSOURCE_DATABASE": address}
    cookies = inside(folder, environment, COOKIES.format(editors=options.editors))
    chance = random.Random(options.seed)  # noqa: S311 - the same kills every time
    running = desk(folder, environment, options.port)
    until = time.monotonic() + options.seconds
    editors = [Editor(number, cookie, until, options.port) for number, cookie in enumerate(cookies)]
    for editor in editors:
        editor.start()
    killed: Counter[str] = Counter()
    for _ in range(options.kills):
        time.sleep(max(0.1, options.seconds / (options.kills + 1)))
        what = kill_something(running, chance)
        killed[what] += 1
        if what == "server":
            running = desk(folder, environment, options.port)
    for editor in editors:
        editor.join()
    running.send_signal(signal.SIGTERM)
    running.wait(timeout=60)
    titles, entries, opened = inside(folder, environment, TITLES)
    there = Counter(json.loads(titles))
    kept = [title for editor in editors for title in editor.told.kept]
    statuses = sum((editor.told.statuses for editor in editors), Counter[int]())
    took = sorted(moment for editor in editors for moment in editor.told.took)
    return {
        "database": "PostgreSQL" if address else "SQLite",
        "editors": options.editors,
        "seconds": options.seconds,
        "killed": dict(killed),
        "acknowledged": len(kept),
        "lost": len([title for title in kept if not there[title]]),
        "doubled": len([title for title, times in there.items() if times > 1]),
        "5xx": sum(times for status, times in statuses.items() if status >= 500),
        "statuses": {str(status): times for status, times in sorted(statuses.items())},
        "cut off": sum(editor.told.down for editor in editors),
        "journal entries": int(entries),
        "journal matches cases": int(opened) == sum(there.values()),
        "edit p50 ms": round(statistics.median(took) * 1000) if took else None,
        "edit p95 ms": round(took[int(len(took) * 0.95)] * 1000) if took else None,
        "load average": os.getloadavg()[0],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--editors", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgresql", action="store_true", help="on a durable PostgreSQL made for this run")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="secondsource-load-")))
        address = stack.enter_context(postgresql(durable=True)) if options.postgresql else ""
        found = load(options, folder / "desk", address)
    print(json.dumps(found, indent=2))
    if found["lost"] or found["5xx"] or not found["journal matches cases"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
