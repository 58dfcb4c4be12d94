"""Freezing a draft: decide every open stretch of words, redact, and keep the very bytes that everything is bound to.

The register opens with a passphrase that is typed for each act and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from secondsource.actions.desk import access
from secondsource.actions.desk.letting_out.keeping import opened, register_digest
from secondsource.actions.desk.letting_out.masking import OpenSpan, mask, open_spans
from secondsource.core.vetting.decisions_words import folded
from secondsource.errors import RuleError
from secondsource.store.letting_out import changes, lookups
from secondsource.store.letting_out.values import Draft
from secondsource.store.team import journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """One choice out of a form."""

    masked: bool
    picture: bool = False
    reason: str = ""


def look_through(
    *, actor: str, case: str, draft: str, register: Path, passphrase: str, now: datetime
) -> tuple[OpenSpan, ...]:
    """Return what is still open in a draft. Opening the register is an act of its own in the journal.

    Raises:
        AccessError: `case-unknown`, `role-needed`, `draft-unknown`, `register-shut`.
        InputError: the register or an exhibit cannot be read.
    """
    access.working(case, actor)
    held = lookups.draft(case, draft)
    people = opened(register, passphrase)
    with journal.entry(actor=actor, verb="release.look-through", now=now, case=case, about={"draft": draft}):
        return open_spans(held, people)


def choose(*, actor: str, case: str, draft: str, chosen: Mapping[str, Choosing], now: datetime) -> None:
    """Keep choices about stretches of words.

    Raises:
        AccessError: `case-unknown`, `role-needed`, `draft-unknown`.
        RuleError: `reason-missing`, when words are to stand and nobody says why.
    """
    access.working(case, actor)
    lookups.draft(case, draft)
    for one in chosen.values():
        if not one.masked and not one.reason.strip():
            raise RuleError("reason-missing", "What is to stand needs a reason.", "Write one, however short.")
    with journal.entry(
        actor=actor, verb="release.choose", now=now, case=case, about={"draft": draft, "choices": len(chosen)}
    ):
        for words, one in chosen.items():
            changes.choose(
                case=case,
                draft=draft,
                words=words if one.picture else folded(words),
                masked=one.masked,
                picture=one.picture,
                reason=one.reason,
                member=actor,
                now=now,
            )


def freeze(*, actor: str, case: str, draft: str, register: Path, passphrase: str, now: datetime) -> str:
    """Redact a draft and freeze it; return the digest that everything after is bound to.

    Raises:
        RuleError: `undecided`, while a stretch of words is open; `draft-changed`; `draft-unsaid`.
        AccessError: `case-unknown`, `role-needed`, `draft-unknown`, `register-shut`.
    """
    access.working(case, actor)
    held = lookups.draft(case, draft)
    _check_said(held)
    people = opened(register, passphrase)
    waiting = open_spans(held, people)
    if waiting:
        raise RuleError(
            "undecided",
            f"{len(waiting)} stretches of words are undecided, so nothing was frozen.",
            "Decide about each of them: masked, or left with a reason.",
        )
    done = mask(held, people)
    with journal.entry(actor=actor, verb="release.freeze", now=now, case=case, about={"draft": draft}) as about:
        digest = changes.freeze(
            held,
            release=done.release,
            copies=done.copies,
            masked=done.masked,
            register_sha256=register_digest(register),
            member=actor,
            now=now,
        )
        about["digest"] = digest
    return digest


def look_over(*, actor: str, case: str, digest: str, now: datetime) -> None:
    """Say that the redaction is right; by somebody who neither wrote it, nor chose its words, nor froze it.

    Raises:
        RuleError: `own-work`. AccessError: `case-unknown`, `role-needed`, `frozen-unknown`.
    """
    access.working(case, actor)
    held = lookups.frozen(case, digest)
    if actor in {one.member for one in lookups.draft(case, held.draft).choices}:
        raise changes.own_work()
    with journal.entry(actor=actor, verb="release.look-over", now=now, case=case, about={"digest": digest}):
        changes.look_over(case=case, digest=digest, member=actor, now=now)


def _check_said(draft: Draft) -> None:
    release = draft.release
    missing = not release.summary.strip() or not release.checked or not release.unchecked or not release.claims
    if missing or not release.corrections.strip():
        raise RuleError(
            "draft-unsaid",
            "A release says what it claims, what was checked, what was not, and how to ask for a correction.",
            "Complete these parts of the draft.",
        )
