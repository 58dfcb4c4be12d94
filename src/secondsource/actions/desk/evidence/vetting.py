"""Asking for a vetting of a case. The work itself is in `work`, which the web's processes never load.

The queue (django-tasks) only wakes the worker. What is to be done stands in our own rows: exhibits that wait and runs
that are not ended. A worker that was killed finds its work there at its next start, whatever the queue remembers.
"""

from __future__ import annotations

import importlib
from datetime import datetime

from django_tasks import task

from secondsource.actions.desk import access
from secondsource.store.evidence.changes import runs as changes
from secondsource.store.evidence.lookups import runs as lookups
from secondsource.store.team import journal

WORK = "secondsource.actions.desk.evidence.work"


@task()
def vet_case(run: str) -> str:
    """Do one run; called by the worker alone."""
    # Models and parsers, 300 MB of them, are loaded here and in no process that answers pages.
    outcome: str = importlib.import_module(WORK).do(run)
    return outcome


def ask(*, actor: str, case: str, now: datetime) -> str:
    """Ask for a vetting of the case as it stands now, and return the run's key.

    Raises:
        AccessError: as `access.working`.
    """
    access.working(case, actor)
    with journal.entry(actor=actor, verb="vetting.ask", now=now, case=case) as about:
        run = queue(case=case, member=actor, now=now)
        about["run"] = run
    return run


def queue(*, case: str, member: str, now: datetime) -> str:
    """Queue a run inside the caller's entry; one that waits already will do."""
    run, new = changes.ask(case=case, member=member, now=now)
    if new:
        vet_case.enqueue(run)
    return run


def queue_unfinished() -> int:
    """Wake the worker for everything that is still to be done; return how much that is."""
    runs = lookups.unfinished()
    for run in runs:
        vet_case.enqueue(run.key)
    return len(runs)
