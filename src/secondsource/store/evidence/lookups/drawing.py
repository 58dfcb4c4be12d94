"""What the drawing of one claim's origins needs, looked up for that claim alone."""

from __future__ import annotations

from django.db.models import Q

from secondsource.core.codec import from_plain
from secondsource.core.vetting.finding import Claim, Findings
from secondsource.core.vetting.report import Report
from secondsource.core.vetting.tracing import Reuse
from secondsource.publishing.findings.parts.index import Index, build
from secondsource.store.evidence.lookups.findings import origins
from secondsource.store.evidence.models import ReportRow, ReuseRow
from secondsource.store.evidence.values import HeldStatement


def index_of(case: str, claim: Claim, held: tuple[HeldStatement, ...]) -> Index:
    """Return the look-ups of the findings page, with this claim and what bears on it alone; reports have no text."""
    files = {one.statement.report for one in held}
    rows = ReportRow.objects.filter(case__key=case, file__in=files, skipped_code="")
    found = tuple(
        Report(
            file=file,
            sha256="",
            text="",
            title=title or None,
            outlet=outlet or None,
            published=published,
            language=language or None,
        )
        for file, title, outlet, published, language in rows.order_by("file").values_list(
            "file", "title", "outlet", "published", "language"
        )
    )
    shared = ReuseRow.objects.filter(Q(a__in=files), Q(b__in=files), case__key=case).order_by("id")
    return build(
        Findings(
            reports=found,
            statements=tuple(one.statement for one in held),
            reuse=tuple(from_plain(Reuse, row.plain) for row in shared),
            origins=origins(case, {one.origin for one in held if one.origin}),
            claims=(claim,),
            contradictions=(),
            timeline=(),
            people=(),
        )
    )
