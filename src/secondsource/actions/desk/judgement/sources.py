"""Sources: revealing details, traces in the files, promises and warnings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from secondsource.actions.desk import access
from secondsource.core.release.harm.sources import PromiseKind, SourceWarning, Trace, TraceCheck, Treatment
from secondsource.core.vetting.grading.assessment import reason
from secondsource.errors import AccessError, InputError, RuleError
from secondsource.store.judgement.changes import sources as changes
from secondsource.store.judgement.lookups import sources as lookups
from secondsource.store.judgement.values import HeldDetail, HeldPromise
from secondsource.store.letting_out import lookups as letting_out
from secondsource.store.team import journal


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenSources:
    """All that a case has about its sources."""

    details: tuple[HeldDetail, ...]
    promises: tuple[HeldPromise, ...]
    warnings: tuple[SourceWarning, ...]
    traces: tuple[TraceCheck, ...]


def see(*, actor: str, case: str, digest: str = "") -> SeenSources:
    """Return what a case has about its sources, and the traces looked for in one frozen content.

    Raises:
        AccessError: as `access.reading`.
    """
    access.reading(case, actor)
    return SeenSources(
        details=lookups.details(case),
        promises=lookups.promises(case),
        warnings=lookups.warnings(case),
        traces=lookups.traces(case, digest) if digest else (),
    )


def add_detail(*, actor: str, case: str, source: str, what: str, could_know: int | None, now: datetime) -> str:
    """List a detail that could lead to its source, and return its key.

    Raises:
        AccessError: as `access.working`. InputError: `source-unnamed`. RuleError: `reason-missing`.
    """
    access.working(case, actor)
    named = _source(source)
    reason(what)
    with journal.entry(actor=actor, verb="source.detail", now=now, case=case) as about:
        key = changes.add_detail(case=case, source=named, what=what.strip(), could_know=could_know, by=actor, now=now)
        about["detail"] = key
    return key


def treat_detail(
    *, actor: str, case: str, detail: str, treatment: Treatment, could_know_after: int | None, now: datetime
) -> None:
    """Say what was done about a detail; blurring needs a new estimate.

    Raises:
        AccessError: as `access.working`; `detail-unknown`. InputError: `estimate-missing`.
    """
    access.working(case, actor)
    if treatment is Treatment.BLURRED and could_know_after is None:
        raise InputError(
            "estimate-missing",
            "A blurred detail needs a new estimate.",
            "Say how many people could know what is left of it.",
        )
    with journal.entry(actor=actor, verb="source.treat", now=now, case=case, about={"detail": detail}):
        changes.treat_detail(
            case=case,
            detail=detail,
            treatment=treatment,
            could_know_after=could_know_after,
            by=actor,
            now=now,
        )


def look_for_traces(*, actor: str, case: str, digest: str, found: Mapping[Trace, bool | None], now: datetime) -> None:
    """Say which traces were looked for in a frozen content, and whether it is clear of them.

    Raises:
        AccessError: as `access.working`; `frozen-unknown`. RuleError: `own-work`.
    """
    access.working(case, actor)
    frozen = letting_out.frozen(case, digest)
    if actor in {frozen.author, frozen.frozen_by} and any(found.values()):
        raise RuleError(
            "own-work", "Nobody clears their own text of traces.", "Ask a colleague who did not write it to look."
        )
    with journal.entry(actor=actor, verb="source.traces", now=now, case=case, about={"content": digest}):
        for trace, clear in found.items():
            changes.add_trace(case=case, digest=digest, trace=trace, clear=clear, by=actor, now=now)


def promise(*, actor: str, case: str, source: str, kind: PromiseKind, words: str, now: datetime) -> str:
    """Record a promise to a source and return its key.

    Raises:
        AccessError: as `access.working`. InputError: `source-unnamed`.
    """
    access.working(case, actor)
    named = _source(source)
    with journal.entry(actor=actor, verb="promise.make", now=now, case=case) as about:
        key = changes.add_promise(case=case, source=named, kind=kind.value, words=words.strip(), by=actor, now=now)
        about["promise"] = key
    return key


def judge_promise(*, actor: str, case: str, promise: str, kept: bool, now: datetime) -> None:
    """Say whether a promise is kept; whoever made it cannot.

    Raises:
        AccessError: as `access.working`; `promise-unknown`. RuleError: `own-work`.
    """
    access.working(case, actor)
    held = next((one.promise for one in lookups.promises(case) if one.promise.id == promise), None)
    if held is None:
        raise AccessError("promise-unknown", "There is no such promise here.", "Go back to the page of sources.")
    if held.made_by == actor:
        raise RuleError(
            "own-work", "Who made a promise does not say whether it is kept.", "Ask a colleague to hold the text to it."
        )
    with journal.entry(actor=actor, verb="promise.judge", now=now, case=case, about={"promise": promise}):
        changes.judge_promise(case=case, promise=held, kept=kept, by=actor)


def warn(*, actor: str, case: str, source: str, warned: bool, why_not: str, now: datetime) -> None:
    """Record that a source was warned, or why not.

    Raises:
        AccessError: as `access.working`. InputError: `source-unnamed`. RuleError: `reason-missing`.
    """
    access.working(case, actor)
    named = _source(source)
    if not warned:
        reason(why_not)
    with journal.entry(actor=actor, verb="source.warn", now=now, case=case):
        changes.add_warning(case=case, source=named, warned=warned, why_not=why_not.strip(), by=actor, now=now)


def _source(text: str) -> str:
    if not text.strip():
        raise InputError(
            "source-unnamed", "The desk needs a word for this source.", "Write one that is no name, such as source-3."
        )
    return text.strip()
