"""The words that are searched, in the same transaction as what they belong to."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from secondsource.store.evidence.models import SearchRow
from secondsource.store.evidence.words import bare_words
from secondsource.store.team.models import CaseRow

AT_ONCE = 400
"""Rows named in one question: databases limit how much one may hold."""


def put_words(case: CaseRow, kind: str, words: Mapping[str, str]) -> None:
    """Keep the words of reports or statements by their names; what did not change is left alone."""
    folded = {ref: " ".join(bare_words(text)) for ref, text in words.items()}
    held: dict[str, SearchRow] = {}
    refs = list(folded)
    for first in range(0, len(refs), AT_ONCE):
        rows = SearchRow.objects.filter(case=case, kind=kind, ref__in=refs[first : first + AT_ONCE])
        held |= {row.ref: row for row in rows}
    changed = []
    for ref, row in held.items():
        if row.words != folded[ref]:
            row.words = folded[ref]
            changed.append(row)
    SearchRow.objects.bulk_update(changed, ["words"], batch_size=AT_ONCE)
    SearchRow.objects.bulk_create(
        SearchRow(case=case, case_key=case.key, kind=kind, ref=ref, words=folded[ref])
        for ref in refs
        if ref not in held
    )


def forget_words(case: CaseRow, kind: str, refs: Collection[str]) -> None:
    """Remove the words of what is no longer there."""
    names = sorted(refs)
    for first in range(0, len(names), AT_ONCE):
        SearchRow.objects.filter(case=case, kind=kind, ref__in=names[first : first + AT_ONCE]).delete()
