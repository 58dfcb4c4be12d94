"""Puts a draft, a frozen content, an attack and a hold into Ada's case, and papers beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.cast import MORNING, Cast

from secondsource.core.release.letting_out.parts import Judgement, ReleasedClaim, ReleasedStatement, Stance
from secondsource.core.release.letting_out.release import Release
from secondsource.core.vetting.statement import SpeakerKind
from secondsource.shielding.redaction.pseudonyms import new_key
from secondsource.store.letting_out import changes, lookups
from secondsource.store.team import journal

RELEASE = Release(
    subject="harbour-list",
    title="what the harbour list says",
    summary="the list was copied before it was published.",
    language="en",
    desk="the desk",
    day=date(2026, 3, 9),
    claims=(
        ReleasedClaim(
            id="claim-1",
            text="the list was copied.",
            finding=Judgement(sentence="two origins say so."),
            origins_low=2,
            origins_high=2,
        ),
    ),
    statements=(
        ReleasedStatement(
            id="statement-1",
            text="the list was copied",
            language="en",
            speaker="speaker-1",
            kind=SpeakerKind.PERSON,
            on=(("claim-1", Stance.SUPPORTS),),
            origin="origin-1",
        ),
    ),
    checked=("both copies were compared.",),
    unchecked=("who copied it was not checked.",),
    corrections="write to the desk.",
)


def drafted(cast: Cast, release: Release = RELEASE) -> str:
    """Keep a draft by Ada and return its key."""
    with journal.entry(actor=cast.ada, verb="release.begin", now=MORNING, case=cast.case):
        return changes.add_draft(
            case=cast.case, author=cast.ada, release=release, pseudonym_key=new_key(), follows="", now=MORNING
        )


def frozen(cast: Cast, draft: str, release: Release = RELEASE) -> str:
    """Keep a content of a draft as if it had been redacted, and return its digest."""
    with journal.entry(actor=cast.ada, verb="release.freeze", now=MORNING, case=cast.case):
        return changes.freeze(
            lookups.draft(cast.case, draft),
            release=release,
            copies=(),
            masked=0,
            register_sha256="",
            member=cast.ada,
            now=MORNING,
        )


def fill(cast: Cast) -> None:
    """Fill the case."""
    digest = frozen(cast, drafted(cast))
    another = drafted(cast, replace(RELEASE, title="another"))
    with journal.entry(actor=cast.bo, verb="release.attack", now=MORNING + timedelta(hours=1), case=cast.case):
        report = {"files": 1, "blocks": False, "leaks": [], "unchecked": [], "unopened": []}
        changes.keep_attack(
            case=cast.case, digest=digest, register_sha256="", blocks=False, report=report, member=cast.bo, now=MORNING
        )
        changes.add_hold(case=cast.case, member=cast.bo, reason="wait", now=MORNING)
        changes.choose(
            case=cast.case,
            draft=another,
            words="harbour",
            masked=False,
            picture=False,
            reason="a place",
            member=cast.bo,
            now=MORNING,
        )
