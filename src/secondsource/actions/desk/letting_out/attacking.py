"""Attacking a frozen content before it leaves: the whole dossier, as somebody would who wants to find people in it."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from secondsource.actions.attacking.attack import attack_files, report_as_plain
from secondsource.actions.desk import access
from secondsource.actions.desk.letting_out.keeping import contents_of, opened, register_digest
from secondsource.actions.files import write_whole
from secondsource.store.letting_out import changes, lookups
from secondsource.store.team import journal


def attack(*, actor: str, case: str, digest: str, register: Path, passphrase: str, now: datetime) -> bool:
    """Attack what would go out and keep the report without the words; return whether it blocks.

    Raises:
        AccessError: `case-unknown`, `role-needed`, `frozen-unknown`, `register-shut`.
    """
    access.working(case, actor)
    held = lookups.frozen(case, digest)
    people = opened(register, passphrase)
    folder = Path(tempfile.mkdtemp(prefix="secondsource-"))
    try:
        for name, data in contents_of(held).items():
            write_whole(folder / name, data, durable=False)
        found = attack_files([folder], people)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    report = report_as_plain(found, show_names=False)
    # What nobody looked into blocks like a leak: silence is not safety.
    blocks = bool(report["blocks"] or found.unseen())
    with journal.entry(actor=actor, verb="release.attack", now=now, case=case, about={"digest": digest}) as about:
        changes.keep_attack(
            case=case,
            digest=digest,
            register_sha256=register_digest(register),
            blocks=blocks,
            report=report,
            member=actor,
            now=now,
        )
        about["blocks"] = blocks
    return blocks
