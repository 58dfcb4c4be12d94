"""What leaves after a release: exports to others' formats, and a sealed hand-over to a named partner."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from secondsource.actions.desk import access
from secondsource.actions.desk.letting_out.keeping import opened
from secondsource.publishing.dossier.archive import unpack
from secondsource.publishing.exports.formats import Exported, Format, export
from secondsource.publishing.guard import Guard
from secondsource.publishing.handover.package import HandedOver
from secondsource.publishing.handover.package import hand_over as seal_to
from secondsource.store.letting_out import changes, lookups
from secondsource.store.team import journal


def dossier(*, member: str, case: str, digest: str) -> bytes:
    """Return the dossier's archive as it went out.

    Raises:
        AccessError: `case-unknown`, `release-unknown`.
    """
    access.reading(case, member)
    return lookups.dossier(case, digest)


def export_to(
    *, actor: str, case: str, digest: str, wanted: str, register: Path, passphrase: str, now: datetime
) -> Exported:
    """Write a release in somebody else's format (a value of `Format`), searched for protected people.

    Raises:
        AccessError: `case-unknown`, `role-needed`, `release-unknown`, `register-shut`.
        RuleError: `release-names-protected`, `export-nothing-public`. InputError: `export-page-missing`.
    """
    access.working(case, actor)
    lookups.dossier(case, digest)
    release = lookups.frozen(case, digest).release
    guard = Guard(opened(register, passphrase))
    about: journal.About = {"digest": digest, "format": wanted}
    with journal.entry(actor=actor, verb="release.export", now=now, case=case, about=about):
        return export(release, Format(wanted), guard=guard)


def hand_over(
    *, actor: str, case: str, digest: str, partner: str, recipients: tuple[str, ...], now: datetime
) -> HandedOver:
    """Seal the dossier for a named partner; only the holders of the partner's keys can open it.

    Raises:
        AccessError: `case-unknown`, `role-needed`, `release-unknown`.
        InputError: `recipient-unreadable`, `partner-missing`.
    """
    access.working(case, actor)
    files = unpack(lookups.dossier(case, digest))
    done = seal_to(files, recipients, partner=partner, day=now.date())
    with journal.entry(actor=actor, verb="release.hand-over", now=now, case=case, about={"digest": digest}) as about:
        changes.hand_over(
            case=case,
            digest=digest,
            partner=done.record.partner,
            recipients=done.record.recipients,
            sha256=done.record.sha256,
            member=actor,
            now=now,
        )
        about["sha256"] = done.record.sha256
    return done
