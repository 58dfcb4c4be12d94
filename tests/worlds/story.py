"""A desk in a process of its own, for the story in a browser: real server, real files, a clock that the story sets.

Run as `python -m tests.worlds.story FOLDER PORT`. The cast, an empty log with three witnesses and a register with one
protected person are there; everything else the story does through pages.
"""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tests.worlds.desk import ORIGIN, WITNESSES

from secondsource.actions.announcing.publish import begin
from secondsource.actions.shielding.registers import keep_register
from secondsource.cli.serving import desk
from secondsource.shielding.register.entry import Protected, Register
from secondsource.trust.signing import key_file
from secondsource.trust.signing.signer import witness_of

PASSPHRASE = "seven quiet boats at dawn"  # noqa: S105 - of an invented log
REGISTER_WORDS = "nine slow gulls at noon"
CLOCK = "story-clock.txt"
CAST = "cast.json"
BEGINS = datetime(2031, 3, 20, 12, tzinfo=UTC)
DIVER = Protected(id="p-1", name="Teodoro Alcázar Rial", kind="held diver")


class StoryClock(datetime):
    """Tells the hour that stands in a file."""

    file = Path(CLOCK)

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        del tz
        return datetime.fromisoformat(cls.file.read_text(encoding="ascii"))


def main(folder: Path, port: int) -> None:
    """Set the desk up and serve it until the process is ended."""
    desk.prepare(folder)
    cast = importlib.import_module("tests.cast").cast_desk()
    members = importlib.import_module("secondsource.store.team.models").MemberRow
    for number, name in enumerate(("ada", "bo", "cy"), start=1):
        members.objects.filter(name=name).update(seat=f"seat-{number}")
    papers = folder / "papers"
    papers.mkdir()
    log = key_file.create(papers / "log.key", ORIGIN, PASSPHRASE)
    begin(papers, log, {name: witness_of(signer) for name, signer in WITNESSES.items()}, 2)
    keep_register(folder / "register", Register(entries=(DIVER,)), REGISTER_WORDS, new=True)
    StoryClock.file = folder / CLOCK
    StoryClock.file.write_text(BEGINS.isoformat(), encoding="ascii")
    setattr(importlib.import_module("secondsource.web.desk.base.asking"), "datetime", StoryClock)  # noqa: B010 - mypy
    (folder / CAST).write_text(json.dumps(asdict(cast)), encoding="utf-8")
    application = importlib.import_module("secondsource.web.desk.wsgi").application
    http = importlib.import_module("django.core.servers.basehttp")
    server = http.ThreadedWSGIServer(("127.0.0.1", port), http.WSGIRequestHandler)
    server.set_app(application)
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
