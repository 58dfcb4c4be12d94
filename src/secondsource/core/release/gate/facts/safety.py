"""Facts about sources, traces and what still identifies: items 6, 7 and 10."""

from __future__ import annotations

from secondsource.core.release.gate.conditions import Reading
from secondsource.core.release.gate.facts.reading import Limits, told, unknown, worst
from secondsource.core.release.gate.records import Records
from secondsource.core.release.harm.people import PersonRole
from secondsource.core.release.harm.sources import Exposure, exposure, traces


def sources_covered(records: Records, limits: Limits) -> Reading:
    """Item 6: no detail that few could know."""
    found = {one.id: exposure(one, limits.few) for one in records.details}
    return worst(
        [detail for detail, each in found.items() if each is Exposure.UNKNOWN],
        [detail for detail, each in found.items() if each is Exposure.EXPOSED],
    )


def traces_clear(records: Records, _limits: Limits) -> Reading:
    """Item 6: every kind of trace was looked for by somebody who did not write the text."""
    apart = [one for one in records.traces if one.clear is not True or one.by not in records.authors]
    found = traces(apart)
    return worst(
        [trace.value for trace, clear in found.items() if clear is None],
        [trace.value for trace, clear in found.items() if clear is False],
    )


def spans_decided(records: Records, _limits: Limits) -> Reading:
    """Item 7: nothing that the search found is undecided."""
    left = records.fed.undecided_spans
    return unknown() if left is None else worst([], [str(left)] if left else [])


def attack_clear(records: Records, _limits: Limits) -> Reading:
    """Item 7: the attack on these bytes found nothing."""
    return told(records.fed.attack_clear)


def promises_kept(records: Records, _limits: Limits) -> Reading:
    """Item 10: each promise is kept, as somebody else than its maker and than the author says."""
    apart = {one.id: None if one.kept_by in records.authors and one.kept else one.settled for one in records.promises}
    return worst(
        [promise for promise, kept in apart.items() if kept is None],
        [promise for promise, kept in apart.items() if kept is False],
    )


def sources_warned(records: Records, _limits: Limits) -> Reading:
    """Item 10: each source was warned or it is written why not; also those with whom there is a promise or a detail."""
    known = {one.id for one in records.people if one.role is PersonRole.SOURCE}
    known |= {one.source for one in records.promises} | {one.source for one in records.details}
    given = {one.source: one.settled for one in records.warnings}
    return worst(
        sorted(source for source in known | given.keys() if given.get(source) is None),
        sorted(source for source, done in given.items() if done is False),
    )
