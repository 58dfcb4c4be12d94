"""What the status pages show, worked out from a site whose log was checked; no words of a language in here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from secondsource.core.release.counting import Counted
from secondsource.core.release.history import Entry
from secondsource.core.release.policy import Action, SeatPolicy
from secondsource.core.release.statement import Statement
from secondsource.core.release.status import MAX_AGE, Standing, Status
from secondsource.trust.signing import spoken
from secondsource.trust.statements import seats_file
from secondsource.trust.tlog.proof import Proof
from secondsource.trust.verifying.site import Site

NONE = "none"
PENDING = "pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One entry of a subject's history."""

    index: int
    statement: Statement
    ends: datetime | None
    signed: tuple[str, ...]
    missing: tuple[str, ...]
    """Seats of the policy in force then that have not signed; a pseudonym each, never a person."""
    needed: int
    why_not: str
    """Why it does not count; English; empty when it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The very texts that a reader's own tools, or the page's script, can check."""

    note: str
    proof: str
    seats: str
    """The seats file in force at the entry."""
    log_policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectView:
    """One subject's page."""

    status: Status
    verdict: str
    """`go`, `release`, `hold`, `cancel`, `pending` or `none`."""
    good_until: datetime | None
    """From when on a copy of this page means HOLD: the statement's end or a day after the witnesses, what is first."""
    text: str | None
    """The full text of the statement that the verdict rests on."""
    current: Past | None
    history: tuple[Past, ...]
    """Newest first."""
    shown: Shown | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsView:
    """One version of the seats."""

    index: int
    policy: SeatPolicy
    sha256: str
    words: dict[str, str]
    """Twelve words by language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """The whole site at one moment."""

    site: Site
    now: datetime
    subjects: tuple[SubjectView, ...]
    seats: tuple[SeatsView, ...]
    """Every version, the newest first; the last is the one to pin."""
    fresh_until: datetime | None
    """When the witnesses' word will be a day old; None where too few have given it."""


def view(site: Site, log_policy: str, now: datetime) -> SiteView:
    """Return what the pages of a site show at `now` (UTC)."""
    fresh_until = None if site.witnessed.quorum_at is None else site.witnessed.quorum_at + MAX_AGE
    return SiteView(
        site=site,
        now=now,
        subjects=tuple(_subject(site, subject, log_policy, fresh_until, now) for subject in site.history.subjects()),
        seats=_seats(site),
        fresh_until=fresh_until,
    )


def _subject(site: Site, subject: str, log_policy: str, fresh_until: datetime | None, now: datetime) -> SubjectView:
    status = site.status(subject, now)
    not_counted = dict(status.not_counted)
    history = tuple(
        _past(entry, entry.statement, not_counted.get(entry.index, ""))
        for entry in reversed(site.history.entries)
        if entry.statement is not None and entry.statement.subject == subject
    )
    current = next((past for past in history if past.index == status.index), None)
    ends = [moment for moment in (status.until, fresh_until) if moment is not None]
    return SubjectView(
        status=status,
        verdict=_verdict(status),
        good_until=min(ends) if ends and current is not None else None,
        text=None if current is None else _text(site, current.statement.text_sha256),
        current=current,
        history=history,
        shown=None if current is None else _shown(site, current.index, log_policy),
    )


def _verdict(status: Status) -> str:
    if status.standing is Standing.NONE or status.action is None:
        return NONE
    return PENDING if status.standing is Standing.PENDING else status.action.value


def _past(entry: Entry, statement: Statement, why_not: str) -> Past:
    policy = entry.policy
    return Past(
        index=entry.index,
        statement=statement,
        ends=Counted(entry=entry, statement=statement).end,
        signed=entry.seats,
        missing=() if policy is None else tuple(one.name for one in policy.seats if one.name not in entry.seats),
        needed=0 if policy is None else policy.threshold(statement.action),
        why_not=why_not,
    )


def _shown(site: Site, index: int, log_policy: str) -> Shown | None:
    policy = site.history.entries[index].policy
    if policy is None:
        return None
    hashes = tuple(site.tree.inclusion_proof(index))
    proof = Proof(index=index, hashes=hashes, checkpoint=site.witnessed.signed)
    return Shown(
        note=site.entries[index].decode(),
        proof=proof.encode().decode(),
        seats=seats_file.text(policy),
        log_policy=log_policy,
    )


def _seats(site: Site) -> tuple[SeatsView, ...]:
    policies = iter(site.history.policies)
    found = []
    for entry in site.history.entries:
        if entry.counts and entry.statement is not None and entry.statement.action is Action.MEMBERSHIP:
            policy = next(policies)
            data = seats_file.text(policy).encode()
            words = {language: " ".join(spoken.fingerprint(data, language)) for language in spoken.LANGUAGES}
            found.append(SeatsView(index=entry.index, policy=policy, sha256=seats_file.fingerprint(data), words=words))
    return tuple(reversed(found))


def _text(site: Site, sha256: str) -> str | None:
    data = site.text(sha256)
    return None if data is None else data.decode("utf-8", "replace")
