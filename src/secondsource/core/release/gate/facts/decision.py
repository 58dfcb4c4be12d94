"""Facts about who did what, the decision of the seats, and the bytes: items 16 and 17."""

from __future__ import annotations

from secondsource.core.release.gate.conditions import Reading, State
from secondsource.core.release.gate.facts.reading import DECIDERS, Limits, met, told, unknown, unmet, worst
from secondsource.core.release.gate.records import Records

ROLES_OF_DECIDERS = 2


def own_work_kept_apart(records: Records, _limits: Limits) -> Reading:
    """Item 16: neither the lines nor the redaction were checked by somebody who wrote or froze the text."""
    fed = records.fed
    if fed.author is None or fed.frozen_by is None or fed.redaction_checked_by is None or records.lines is None:
        return unknown()
    writers = records.authors | {fed.author, fed.frozen_by}
    return worst([], sorted(({fed.redaction_checked_by} | _line_checkers(records)) & writers))


def no_conflict(records: Records, _limits: Limits) -> Reading:
    """Item 16: each who checked or answered says for themself that they have no interest in it."""
    own = [one for one in records.answers if one.fact == "no-conflict"]
    conflicted = sorted({one.by for one in own if one.value is False})
    unsure = sorted({one.by for one in own if one.value is None})
    checked = _line_checkers(records) | {one.by for one in records.answers if one.value}
    if records.fed.redaction_checked_by is not None:
        checked.add(records.fed.redaction_checked_by)
    if conflicted or unsure or not checked:
        return worst(unsure, conflicted) if conflicted or unsure else unknown()
    silent = sorted(checked - {one.by for one in own if one.value})
    return Reading(state=State.UNKNOWN, about=tuple(silent), asked=False) if silent else met()


def quorum_carried(records: Records, _limits: Limits) -> Reading:
    """Item 16: a quorum said yes to these bytes, and what was said against it is kept."""
    quorum = records.fed.quorum
    if quorum is None:
        return unknown()
    return told(quorum.carried and quorum.dissent_kept)


def deciders_apart(records: Records, limits: Limits) -> Reading:
    """Item 16: enough who said yes did not write it; they hold two roles; one has not checked it either."""
    quorum = records.fed.quorum
    if quorum is None or records.fed.author is None:
        return unknown()
    writers = records.authors | {records.fed.author, records.fed.frozen_by}
    apart = [(member, role) for member, role in quorum.yes if member not in writers]
    members = {member for member, _ in apart}
    fresh = members - _line_checkers(records) - {records.fed.redaction_checked_by}
    enough = len(members) >= max(limits.deciders, DECIDERS) and len({role for _, role in apart}) >= ROLES_OF_DECIDERS
    return met() if enough and fresh else unmet()


def no_hold(records: Records, _limits: Limits) -> Reading:
    """Item 16: nobody holds it."""
    holds = records.fed.open_holds
    return unknown() if holds is None else worst([], [str(holds)] if holds else [])


def bytes_as_reviewed(records: Records, _limits: Limits) -> Reading:
    """Item 17: reviewed, bundled and asked about are one and the same digest."""
    fed = records.fed
    if fed.reviewed_sha256 is None or fed.bundle_sha256 is None:
        return unknown()
    return told(records.digest == fed.reviewed_sha256 == fed.bundle_sha256)


def derivation_shown(records: Records, _limits: Limits) -> Reading:
    """Item 17: the way from the sealed original can be shown."""
    return told(records.fed.derived)


def _line_checkers(records: Records) -> set[str]:
    return {one.mark.by for one in records.lines or () if one.mark is not None}
