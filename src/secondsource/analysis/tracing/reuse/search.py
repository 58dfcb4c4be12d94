"""All verbatim reuse in a folder: candidates, aligned passages, direction."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.analysis.tracing.reuse.alignment import containment, shared_passages
from secondsource.analysis.tracing.reuse.index import Candidate, candidates
from secondsource.analysis.tracing.reuse.quotations import quoted_spans
from secondsource.analysis.tracing.reuse.shingles import Words, words_of
from secondsource.core.vetting.report import Report, Span
from secondsource.core.vetting.tracing import Passage, Reuse, ReuseKind

SHOWN = 90
"""Characters of a passage shown in the evidence."""
KEPT_REPORTS = 256
"""Reports whose words are kept at hand while pairs are aligned; the rest are read again when needed."""


class _Reader:
    """Words and quotation marks of the reports at hand; the oldest leave first, so that memory stays flat."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = reports
        self._kept: dict[int, tuple[Words, tuple[Span, ...]]] = {}

    def __call__(self, number: int) -> tuple[Words, tuple[Span, ...]]:
        """Return the words and quoted stretches of report `number`."""
        found = self._kept.pop(number, None)
        if found is None:
            text = self._reports[number].text
            found = words_of(text), quoted_spans(text)
            if len(self._kept) >= KEPT_REPORTS:
                self._kept.pop(next(iter(self._kept)))
        self._kept[number] = found
        return found


def verbatim_reuse(reports: Sequence[Report]) -> list[Reuse]:
    """Return the pairs of reports that share passages, with no direction yet, ordered by file.

    Args:
        reports: in any order; the answer depends neither on the order nor, but for `a` and `b`, on the names.
    """
    ordered = sorted(reports, key=lambda report: report.file)
    read = _Reader(ordered)
    found: list[Reuse] = []
    for pair in candidates([report.text for report in ordered], [report.outlet for report in ordered]):
        first, second = ordered[pair.a], ordered[pair.b]
        words_a, words_b = read(pair.a)[0], read(pair.b)[0]
        passages = _passages(ordered, read, pair)
        if not passages:
            continue
        shared = sum(passage.words for passage in passages)
        longest = max(passages, key=lambda passage: passage.words)
        shown = " ".join(longest.a.of(first.text).split())
        shown = shown if len(shown) <= SHOWN else shown[:SHOWN].rsplit(" ", 1)[0] + " …"
        where = "passage" if len(passages) == 1 else f"{len(passages)} passages"
        found.append(
            Reuse(
                a=first.file,
                b=second.file,
                derived=None,
                kind=ReuseKind.VERBATIM,
                passages=passages,
                containment=containment(passages, words_a, words_b),
                evidence=(f"{shared} words shared in {where}: “{shown}”",),
            )
        )
    return found


def _passages(reports: Sequence[Report], read: _Reader, pair: Candidate) -> tuple[Passage, ...]:
    """Align a pair always the same way round, whatever the files are called, so that names change nothing."""
    turned = (reports[pair.b].sha256, reports[pair.b].text) < (reports[pair.a].sha256, reports[pair.a].text)
    one, two = (pair.b, pair.a) if turned else (pair.a, pair.b)
    (words_one, quoted_one), (words_two, quoted_two) = read(one), read(two)
    found = shared_passages((reports[one].text, words_one), (reports[two].text, words_two), (quoted_one, quoted_two))
    if not turned:
        return found
    swapped = (Passage(a=passage.b, b=passage.a, words=passage.words) for passage in found)
    return tuple(sorted(swapped, key=lambda passage: (passage.a, passage.b)))
