"""Taking in exhibits, and what the worker makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from secondsource.core.codec import to_plain
from secondsource.core.vetting.report import Report, SkippedReport
from secondsource.store.evidence.blobs import Blob
from secondsource.store.evidence.changes.words import put_words
from secondsource.store.evidence.models import CustodyRow, ExhibitRow, ReportRow
from secondsource.store.evidence.values import Act, CleanCopy, ExhibitState
from secondsource.store.team.models import CaseRow


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReady:
    """What the worker made of one exhibit."""

    kind: str
    sensitive: bool
    clean: CleanCopy | None
    refusal: tuple[str, str] | None
    sealed: str
    """Id of the blob with the sealed original; empty where it stays in plain."""
    report: Report | SkippedReport


def add_exhibit(*, case: str, name: str, how: str, blob: Blob, member: str, now: datetime) -> str:
    """Keep a new exhibit that is still to be read and cleaned, and return its key."""
    row = ExhibitRow.objects.create(
        case=CaseRow.objects.get(key=case),
        name=name,
        how=how,
        sha256=blob.sha256,
        size=blob.size,
        original=blob.id,
        taken_in_at=now,
        taken_in_by=member,
    )
    note(exhibit=row.key, act=Act.RECEIVED, member=member, why="", now=now)
    return row.key


def note(*, exhibit: str, act: Act, member: str, why: str, now: datetime) -> None:
    """Add a line to an exhibit's custody."""
    row = ExhibitRow.objects.only("pk").get(key=exhibit)
    CustodyRow.objects.create(exhibit=row, at=now, member=member, act=act.value, why=why)


def make_ready(*, exhibit: str, made: MadeReady, now: datetime) -> None:
    """Keep the clean copy, the report and the account of an exhibit."""
    row = ExhibitRow.objects.select_related("case").get(key=exhibit)
    row.kind = made.kind
    row.sensitive = made.sensitive
    row.state = (ExhibitState.READY if made.clean else ExhibitState.REFUSED).value
    if made.clean is not None:
        row.copy = made.clean.blob
        row.copy_sha256, row.copy_size = made.clean.sha256, made.clean.size
        row.copy_suffix = made.clean.suffix
        row.removals = [list(removal) for removal in made.clean.removals]
        row.notes = list(made.clean.notes)
        note(exhibit=exhibit, act=Act.CLEANED, member="", why="", now=now)
    if made.refusal is not None:
        row.refusal_code, row.refusal = made.refusal
        note(exhibit=exhibit, act=Act.REFUSED, member="", why=made.refusal[0], now=now)
    if made.sealed:
        row.original, row.sealed = made.sealed, True
        note(exhibit=exhibit, act=Act.SEALED, member="", why="", now=now)
    row.save()
    _put_report(row, made.report)


def _put_report(row: ExhibitRow, report: Report | SkippedReport) -> None:
    columns: dict[str, object] = {"skipped_code": "" if isinstance(report, Report) else report.code}
    if isinstance(report, Report):
        columns |= {
            "title": (report.title or "")[:400],
            "outlet": (report.outlet or "")[:200],
            "published": report.published,
            "language": (report.language or "")[:8],
        }
        put_words(row.case, "report", {row.name: f"{report.title or ''} {report.outlet or ''} {report.text}"})
    shared = {"case": row.case, "file": row.name, "plain": to_plain(report)}
    ReportRow.objects.update_or_create(exhibit=row, defaults=shared | columns)
