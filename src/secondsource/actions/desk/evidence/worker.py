"""The desk's one worker: takes up what a killed one left, then waits for work."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from secondsource.actions.desk.evidence import preparing, vetting
from secondsource.errors import RuleError
from secondsource.store.evidence.changes import runs as changes

LOCK = "worker.lock"


@contextmanager
def only_worker() -> Iterator[int]:
    """Hold the desk's worker's place, take up what is unfinished, and say how many runs that is.

    The system frees the lock when the process ends in whatever way, so a run that is under way while the lock is
    free can only be one whose worker was killed.

    Raises:
        RuleError: `worker-running`.
    """
    folder = Path(settings.DESK)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RuleError(
                "worker-running",
                "This desk has a worker already.",
                "One is enough; `secondsource serve` starts its own. Stop that one first.",
            ) from None
        preparing.sweep()
        changes.forget_queue()
        yield vetting.queue_unfinished()


def work(*, until_idle: bool = False) -> None:
    """Do what the queue has; wait for more until stopped, or end when there is nothing left."""
    call_command("db_worker", verbosity=0, interval=1, batch=until_idle, startup_delay=False, reload=False)
