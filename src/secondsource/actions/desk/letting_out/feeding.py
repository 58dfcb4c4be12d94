"""What the releasing room tells the gate about a frozen content: from records, and None for what it does not know."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from secondsource.actions.deciding.desk import Desk
from secondsource.actions.deciding.reading import HeldRound, MotionFolder, read_motion
from secondsource.actions.desk.letting_out.keeping import contents_of, register_digest
from secondsource.core.release.gate.records import Fed, Quorum
from secondsource.core.release.policy import LETTING_OUT, Action
from secondsource.core.release.rounds import RoundStanding
from secondsource.errors import SecondSourceError
from secondsource.publishing.dossier.manifest import RELEASE, listing
from secondsource.store.evidence.lookups import exhibits as evidence_exhibits
from secondsource.store.letting_out import lookups
from secondsource.store.letting_out.values import Frozen
from secondsource.store.team import lookups as team_lookups
from secondsource.trust.log_folder import CHECKPOINT
from secondsource.trust.verifying.site import Asked, open_site

CONTENT = "content-sha256: "
"""The line of a motion's text that names a frozen content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A motion to let a frozen content out."""

    held: MotionFolder
    round: HeldRound | None
    """Its last round; None before one was opened."""
    carried: bool


def fed_of(desk: Desk, *, register: Path, case: str, digest: str, now: datetime) -> Fed:
    """Return what is known about one frozen content.

    Raises:
        AccessError: `frozen-unknown`.
    """
    held = lookups.frozen(case, digest)
    draft = lookups.draft(case, held.draft)
    current = held.newest and not held.outdated
    attacked = held.attack
    fresh = attacked is not None and attacked.register_sha256 == register_digest(register)
    return Fed(
        author=held.author,
        frozen_by=held.frozen_by,
        redaction_checked_by=held.looked_over_by or None,
        text="\n".join(held.lines),
        undecided_spans=0 if current and held.register_sha256 == register_digest(register) else None,
        attack_clear=not attacked.blocks if attacked is not None and fresh else None,
        open_holds=len(lookups.open_holds(case)) + held_in_public(desk, held.subject, now),
        quorum=_quorum(desk, held, now),
        reviewed_sha256=held.digest if current and held.looked_over_by else None,
        bundle_sha256=_bundle(held),
        derived=_derived(held),
        earlier=tuple(one.digest for one in lookups.released(case) if one.digest != digest),
        embargo_until=draft.embargo,
    )


def bound_lines(held: Frozen) -> tuple[str, str]:
    """Return the two lines that bind a motion's text to a frozen content and to its dossier.

    Raises:
        IntegrityError: `exhibit-foreign`.
    """
    return f"{CONTENT}{held.digest}", listing(contents_of(held)).binding


def decision_on(desk: Desk, held: Frozen, now: datetime) -> Decided | None:
    """Return the motion to let a frozen content out: the newest that carried, else the newest; None for none."""
    found = []
    for name in desk.motions():
        try:
            motion = read_motion(desk, name)
        except SecondSourceError:
            continue  # what does not hold together decides nothing; the page of motions shows it
        said = motion.text.decode().splitlines()
        if motion.motion.action in LETTING_OUT and f"{CONTENT}{held.digest}" in said:
            last = motion.rounds[-1] if motion.rounds else None
            carried = last is not None and motion.standing(last, now) is RoundStanding.CARRIED
            found.append(Decided(held=motion, round=last, carried=carried))
    return next((one for one in reversed(found) if one.carried), found[-1] if found else None)


def held_in_public(desk: Desk, subject: str, now: datetime) -> int:
    """Return 1 while the public log holds or has cancelled a subject, or cannot be read; else 0."""
    if not (desk.site / CHECKPOINT).is_file():
        return 0
    try:
        status = open_site(desk.site, Asked(now=now)).status(subject, now)
    except SecondSourceError:
        return 1
    return int(status.action in {Action.HOLD, Action.CANCEL})


def _quorum(desk: Desk, held: Frozen, now: datetime) -> Quorum | None:
    decided = decision_on(desk, held, now)
    if decided is None or decided.round is None:
        return None
    counted = decided.held.tally(decided.round, now)
    seats = [name for count in counted.counts for name in count.yes]
    every = all(
        len(count.yes) == len(policy.seats)
        for count, policy in zip(counted.counts, decided.round.policies, strict=True)
    )
    team = {member.seat: (member.key, role.value) for member, role in team_lookups.team_of(held.case) if member.seat}
    # A seat whose member does not work on the case is a voice all the same, under its own name.
    yes = tuple(team.get(name, (name, "seat")) for name in seats)
    return Quorum(carried=decided.carried, full=every, yes=yes if decided.carried else (), dissent_kept=True)


def _bundle(held: Frozen) -> str | None:
    try:
        files = contents_of(held)
    except SecondSourceError:
        return None
    return hashlib.sha256(files[RELEASE]).hexdigest()


def _derived(held: Frozen) -> bool | None:
    """Say whether each copy opens its commitment and leads to an original that the case still holds."""
    originals = {one.sha256 for one in evidence_exhibits.exhibits(held.case)}
    commitments = {one.id: (one.commitment, one.sha256) for one in held.release.exhibits}
    openings = [copy.opening for copy in lookups.copies(held.case, held.digest)]
    if {one.exhibit for one in openings} != commitments.keys():
        return False
    return all(
        commitments[one.exhibit] == (one.commitment, one.copy_sha256) and one.original_sha256 in originals
        for one in openings
    )
