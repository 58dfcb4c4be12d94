"""From a tip to a folder that can be vetted: clean copies, and the original beside them as it came, sealed.

    OUT/reports/      clean copies and the message's words: what `vet` reads
    OUT/sealed/       the item's sealed files and wraps; `age` and a member's key open them

The originals are opened in memory and cleaned in the confined process; they do not touch the disk.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from secondsource.actions.custody.folder import Custody, storage, write
from secondsource.actions.custody.opening import Opened, identity_of, message_of, neutral_name, part_bytes
from secondsource.actions.shielding.cleaning import CleanCopy, clean_bytes
from secondsource.documents.cleaning.task import LIMITS
from secondsource.documents.confined.sandbox import Sandbox
from secondsource.documents.opening import too_large
from secondsource.errors import InputError
from secondsource.trust.custody.keys.member_key import MemberKey
from secondsource.trust.custody.records.journal import Event
from secondsource.trust.custody.shares.share_file import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """A tip, ready to be vetted."""

    reports: Path
    copies: tuple[CleanCopy, ...]
    """What became of each file; one that cannot be cleaned stays sealed only."""


def take_out(
    custody: Custody,
    key: MemberKey,
    *,
    item: str,
    out: Path,
    today: date,
    shares: Sequence[Share] = (),
    pixels: bool = False,
) -> TakenOut:
    """Write clean copies of a tip and its sealed original into a new folder, whole or not at all.

    Raises:
        InputError: `out-exists`, `item-unknown`. AccessError: `sealed-for-others`. RuleError: `shares-too-few`.
    """
    if out.exists():
        raise InputError("out-exists", f"{out} is there already.", "Name a folder that does not exist yet.")
    held = custody.held(item)
    identity = identity_of(custody, held, key, shares)
    opened = Opened(held=held, message=message_of(custody, item, identity), identity=identity)
    custody.note(today, Event(verb="cleaned", by=key.name, about={"item": item, "files": len(opened.message.parts)}))
    with storage(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    try:
        reports = aside / "reports"
        with storage(aside):
            reports.mkdir(mode=0o700)
            shutil.copytree(custody.item_folder(item), aside / "sealed")
        copies = _clean_all(custody, opened, reports, pixels=pixels)
        if opened.message.text:
            write([(reports / "message.txt", f"{opened.message.text}\n".encode())], below=aside)
        with storage(out):
            aside.rename(out)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return TakenOut(reports=out / "reports", copies=copies)


def _clean_all(custody: Custody, opened: Opened, reports: Path, *, pixels: bool) -> tuple[CleanCopy, ...]:
    done = []
    with Sandbox(LIMITS) as sandbox:
        for part in opened.message.parts:
            name = Path(neutral_name(part))
            if part.size > LIMITS.file_bytes:  # refused before two gigabytes are opened in memory
                why = too_large(part.size, LIMITS)
                done.append(CleanCopy(original=name, copy=None, cleaned=None, refusal=(why.code, why.sentence)))
            else:
                done.append(clean_bytes(part_bytes(custody, opened, part), name, reports, sandbox, pixels=pixels))
    return tuple(done)
