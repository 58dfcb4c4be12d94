"""The public log from the browser: publish what has carried, ask the witnesses, take their answers, write the pages.

The log's key opens with a passphrase that is typed for each act and kept nowhere. It signs checkpoints, and never
speaks for the desk: that only the seats can.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from secondsource.actions.announcing import pages
from secondsource.actions.announcing.folder import Announcing
from secondsource.actions.announcing.publish import append
from secondsource.actions.announcing.witnesses import attach, request
from secondsource.actions.deciding import gathering
from secondsource.actions.deciding.desk import Desk
from secondsource.actions.deciding.reading import read_motion
from secondsource.actions.desk import access
from secondsource.actions.desk.motions.handing_in import whole_second
from secondsource.core.release.policy import Action
from secondsource.errors import RuleError
from secondsource.publishing.status.views import SiteView, view
from secondsource.store.team import journal
from secondsource.trust.log_folder import CHECKPOINT
from secondsource.trust.signing import key_file
from secondsource.trust.tlog import note
from secondsource.trust.verifying.reading import read_some
from secondsource.trust.verifying.site import LOG_POLICY, Asked, open_site


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicLog:
    """The log as the desk's members see it."""

    shown: SiteView | None
    """None where no log was begun."""
    waiting: tuple[str, ...]
    """Motions whose statement is put together and not published."""
    witnesses: tuple[str, ...]


def look(desk: Desk, member: str, now: datetime) -> PublicLog:
    """Return the log, checked as a reader would check it.

    Raises:
        AccessError: `member-dormant`. SecondSourceError: the log does not add up.
    """
    access.standing(member)
    if not (desk.site / CHECKPOINT).is_file():
        return PublicLog(shown=None, waiting=(), witnesses=())
    site = open_site(desk.site, Asked(now=now))
    shown = view(site, read_some(desk.site / LOG_POLICY, note.MOST_BYTES).decode(), now)
    published = set(site.entries)
    waiting = []
    for name in desk.motions():
        made = next((one.note for one in read_motion(desk, name).rounds if one.note is not None), None)
        if made is not None and made not in published:
            waiting.append(name)
    return PublicLog(shown=shown, waiting=tuple(waiting), witnesses=tuple(site.log_policy.witnesses))


def publish(desk: Desk, *, actor: str, name: str, passphrase: str, now: datetime) -> int:
    """Publish a carried motion's statement with its text, and write the pages; return its index in the log.

    A membership is put in force in the same act: from its entry on, readers hold statements against the new seats.

    Raises:
        RuleError: `motion-without-statement`, `statement-not-heard`. AccessError: `passphrase-wrong`, `member-dormant`.
        SecondSourceError: the log or its key cannot be used.
    """
    access.standing(actor)
    held = read_motion(desk, name)
    made = next((one.note for one in reversed(held.rounds) if one.note is not None), None)
    if made is None:
        raise RuleError(
            "motion-without-statement",
            f"Motion {name} has no statement to publish.",
            "Put it together first, once its round has carried.",
        )
    announcing = Announcing(desk.folder)
    announcing.log_policy()
    signer = key_file.open_key(announcing.key_path, passphrase)
    moment = whole_second(now)
    with journal.entry(actor=actor, verb="log.publish", now=now, about={"motion": name}) as about:
        index = append(announcing, made, held.text, signer, moment)
        about["index"] = index
        if held.motion.action is Action.MEMBERSHIP:
            gathering.enact(desk, name)
    pages.build(desk.site, moment)
    return index


def ask_witness(desk: Desk, *, member: str, witness: str) -> bytes:
    """Return the request that asks a witness to cosign the log as it is now.

    Raises:
        InputError: `witness-unknown`. AccessError: `member-dormant`.
    """
    access.standing(member)
    return request(Announcing(desk.folder), witness)


def take_witness(desk: Desk, *, actor: str, reply: bytes, now: datetime) -> tuple[str, ...]:
    """Put a witness's lines under the checkpoint, write the pages, and return the witnesses' names.

    Raises:
        IntegrityError: `witness-line-wrong`. AccessError: `member-dormant`.
    """
    access.standing(actor)
    with journal.entry(actor=actor, verb="log.witness", now=now) as about:
        names = attach(Announcing(desk.folder), [reply.replace(b"\r\n", b"\n").strip(b"\n") + b"\n"])
        about["witnesses"] = list(names)
    pages.build(desk.site, whole_second(now))
    return names
