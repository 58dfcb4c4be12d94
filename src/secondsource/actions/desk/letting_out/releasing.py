"""Letting a frozen content out: gate open, the seats' statement in force, every byte the reviewed one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from secondsource.actions.announcing import pages
from secondsource.actions.deciding.desk import Desk
from secondsource.actions.desk import access
from secondsource.actions.desk.judgement import gate as gate_room
from secondsource.actions.desk.letting_out.feeding import bound_lines, decision_on, fed_of
from secondsource.core.release.gate.gate import GateReading
from secondsource.core.release.status import Standing
from secondsource.errors import RuleError
from secondsource.publishing.dossier.archive import pack
from secondsource.publishing.dossier.build import Papers, dossier_files
from secondsource.publishing.dossier.check import check_files
from secondsource.publishing.findings.wording import said
from secondsource.store.letting_out import changes, lookups
from secondsource.store.letting_out.values import Frozen
from secondsource.store.team import journal
from secondsource.trust.statements import seats_file
from secondsource.trust.tlog import note
from secondsource.trust.verifying.reading import read_some
from secondsource.trust.verifying.site import LOG_POLICY, MOST_TEXT_BYTES, Asked, Site, open_site

_CORRECTED = "corrects-content-sha256: "
_WITHDRAWN = "withdraws-content-sha256: "


def motion_text(*, member: str, case: str, digest: str) -> str:
    """Return the text of the motion that would let a frozen content out; neutral, for it is public before the content.

    It also pins the head of the desk's journal, so that nobody can rewrite what was done before the vote.

    Raises:
        AccessError: `case-unknown`, `frozen-unknown`.
    """
    access.reading(case, member)
    held = lookups.frozen(case, digest)
    draft = lookups.draft(case, held.draft)
    corrected = [one.digest for one in lookups.released(case) if one.draft == draft.follows]
    number, head = journal.head()
    lines = [
        *both(f"This decision lets out one content on the subject {held.subject} and no other."),
        "",
        *bound_lines(held),
        *(f"{_CORRECTED}{one}" for one in corrected),
        f"journal-head: {number} {head}",
    ]
    return "\n".join(lines) + "\n"


def withdrawal_text(*, member: str, case: str, digest: str) -> str:
    """Return the text of the motion that would withdraw a release.

    Raises:
        AccessError: `case-unknown`, `release-unknown`.
    """
    access.working(case, member)
    lookups.dossier(case, digest)
    subject = lookups.frozen(case, digest).subject
    said_of = both(f"The desk withdraws what it let out on the subject {subject}.")
    return "\n".join((*said_of, "", f"{_WITHDRAWN}{digest}", ""))


def both(sentence: str) -> tuple[str, str]:
    """Return one of our sentences in English and in Spanish: what becomes public is said in both."""
    return sentence, said(sentence, "es").text


def gate_of(desk: Desk, *, register: Path, case: str, digest: str, now: datetime) -> GateReading:
    """Return how the gate stands for a frozen content.

    Raises:
        AccessError: `frozen-unknown`.
    """
    fed = fed_of(desk, register=register, case=case, digest=digest, now=now)
    policy = gate_room.policy_in(desk.folder.parent)  # beside the papers, in the desk's own folder
    return gate_room.read(policy=policy, case=case, digest=digest, fed=fed, now=now)


def let_out(desk: Desk, *, actor: str, case: str, digest: str, register: Path, now: datetime) -> str:
    """Let a frozen content out and return the SHA-256 of its dossier's archive.

    Raises:
        AccessError: `case-unknown`, `role-needed`, `frozen-unknown`.
        RuleError: `own-work`, `released-already`, `content-changed`, `gate-shut`, `embargoed`, `not-decided`,
            `dossier-unbound`.
        IntegrityError: something is not what was reviewed.
    """
    access.working(case, actor)
    held = lookups.frozen(case, digest)
    if actor in {held.author, held.frozen_by}:
        raise changes.own_work()
    if lookups.released_of(case, digest) is not None:
        raise RuleError("released-already", "This content has gone out.", "To change it, begin a correction.")
    _check_current(desk, held, register, now)
    decided = decision_on(desk, held, now)
    if decided is None or decided.round is None or decided.round.note is None:
        raise _undecided("no motion to let it out has carried")
    moment = now.replace(microsecond=0)
    site = open_site(desk.site, Asked(now=moment))
    index = _in_force(site, held, decided.round.note, moment)
    files = dossier_files(
        held.release,
        {one.name: one.data for one in lookups.copies(case, digest)},
        _papers(site, index, decided.held.text),
    )
    check_files(files, now=moment)
    archive = pack(files)
    about: journal.About = {"digest": digest, "motion": decided.held.motion.motion, "entry": index}
    with journal.entry(actor=actor, verb="release.let-out", now=now, case=case, about=about):
        changes.let_out(
            case=case,
            digest=digest,
            member=actor,
            motion=decided.held.motion.motion,
            entry=index,
            dossier=archive,
            now=now,
        )
    pages.build(desk.site, moment)
    found = lookups.released_of(case, digest)
    return found.dossier_sha256 if found else ""


def _check_current(desk: Desk, held: Frozen, register: Path, now: datetime) -> None:
    if not held.newest or held.outdated:
        raise RuleError(
            "content-changed",
            "The draft was changed after this content was frozen and reviewed.",
            "Freeze it again; line check, redaction, gate and vote begin anew on the new digest.",
        )
    reading = gate_of(desk, register=register, case=held.case, digest=held.digest, now=now)
    if not reading.open:
        raise RuleError(
            "gate-shut",
            f"The gate is shut: {len(reading.unmet)} conditions are not met.",
            "The page of the gate says for each who can meet it and how.",
        )
    embargo = lookups.draft(held.case, held.draft).embargo
    if embargo is not None and now < embargo:
        raise RuleError(
            "embargoed",
            "The day before which this must not go out has not come.",
            "Wait; it does not go out by itself either.",
        )


def _in_force(site: Site, held: Frozen, signed: bytes, now: datetime) -> int:
    """Return the index of the statement that lets this content out, if it is what holds now.

    Raises:
        RuleError: `not-decided`.
    """
    if signed not in site.entries:
        raise _undecided("its statement is not in the public log")
    status = site.status(held.subject, now)
    if status.standing is Standing.PENDING:
        raise _undecided("its statement is cooling off, and any seat may still hold it")
    if not status.may_go or status.index is None or site.entries[status.index] != signed:
        raise _undecided("the public log holds it, has cancelled it, or says something newer")
    return status.index


def _papers(site: Site, index: int, text: bytes) -> Papers:
    policy = site.history.entries[index].policy
    if policy is None:
        raise _undecided("its entry has no policy")
    folder = site.folder / "statement"
    return Papers(
        note=site.entries[index],
        proof=read_some(folder / f"{index}.tlog-proof", note.MOST_BYTES),
        text=text,
        seats=seats_file.text(policy).encode(),
        log_policy=read_some(site.folder / LOG_POLICY, MOST_TEXT_BYTES),
    )


def _undecided(why: str) -> RuleError:
    return RuleError(
        "not-decided",
        f"The desk's seats have not let this content out: {why}.",
        "Move it with the text the release page gives, and publish the statement once it has carried.",
    )
