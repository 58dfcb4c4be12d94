"""An invented desk with five members, their keys, a roster that a quorum admitted, and a spool with tips."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from tests.worlds.voters import DAY, HOUR, NOW, POLICY, signer

from secondsource.actions.custody.folder import Custody
from secondsource.actions.custody.members import admit
from secondsource.actions.deciding import gathering, moving
from secondsource.actions.deciding.desk import Desk, write_once
from secondsource.actions.deciding.drafting import RoundWish
from secondsource.core.custody.roster import SUBJECT, Member, Roster
from secondsource.core.release.papers import DeclarationKind, Vote
from secondsource.core.release.policy import Action
from secondsource.trust.custody.keys.member_key import MemberKey, fresh
from secondsource.trust.custody.keys.revocation import card_of
from secondsource.trust.custody.sealing.identities import new_item_key, wrap_for_members
from secondsource.trust.custody.sealing.messages import Message, MessageKind, Part, seal_message
from secondsource.trust.custody.sealing.streams import SealingStream
from secondsource.trust.custody.spool.items import begin_item, commit_item
from secondsource.trust.custody.spool.layout import new_id, prepare
from secondsource.trust.custody.spool.mailboxes import open_mailbox
from secondsource.trust.statements import seats_file

TODAY = NOW.date()
TEXT = "The tide table of Port Salgado was changed at night."


@dataclass
class CustodyWorld:
    """A desk's folder with custody in it."""

    folder: Path
    keys: dict[int, MemberKey] = field(default_factory=lambda: {n: fresh(f"seat-{n}") for n in range(1, 6)})
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.desk = Desk(self.folder / "desk")
        write_once(self.desk.seats_path(1), seats_file.text(POLICY).encode())
        self.custody = Custody(self.desk)
        self.admit(1, 2, 3, 4, 5)

    def decide(self, subject: str, text: bytes, action: Action = Action.GO, voters: tuple[int, ...] = (1, 2, 3)) -> str:
        """Carry a motion and let its cooling-off pass."""
        moved = moving.move(
            self.desk, action=action, subject=subject, text=text, signer=signer(voters[0]), now=self.now
        )
        moving.declare(self.desk, moved.motion, DeclarationKind.SECOND, signer(voters[1]), self.now)
        moving.open_round(
            self.desk, moved.motion, RoundWish(closes_in=HOUR, lasts=2 * DAY), signer(voters[0]), self.now
        )
        for number in voters:
            moving.vote(self.desk, moved.motion, Vote.YES, signer(number), self.now)
        gathering.put_together(self.desk, moved.motion, self.now)
        self.now += 13 * HOUR + HOUR
        return moved.motion

    def admit(self, *numbers: int) -> Roster:
        roster = Roster(members=tuple(card_of(self.keys[number]) for number in numbers))
        self.decide(SUBJECT, roster.text().encode())
        return admit(self.custody, self.now)

    def reseat(self, *numbers: int) -> None:
        """Put a policy with other seats in force."""
        old = self.desk.in_force()
        assert old is not None
        seats = tuple(seat for seat in POLICY.seats if int(seat.name.removeprefix("seat-")) in numbers)
        newer = type(old)(
            log_origin=old.log_origin,
            version=old.version + 1,
            log_policy_sha256=old.log_policy_sha256,
            seats=seats,
            thresholds=old.thresholds,
            hold_lasts=old.hold_lasts,
            hold_rate=old.hold_rate,
            hold_window=old.hold_window,
            cooling_off=old.cooling_off,
        )
        write_once(self.desk.seats_path(newer.version), seats_file.text(newer).encode())

    @property
    def today(self) -> date:
        return self.now.date()

    def members(self) -> tuple[Member, ...]:
        return self.custody.live()


def spool_with(folder: Path, recipients: list[str], count: int = 1, *, files: int = 1) -> tuple[Path, list[str], str]:
    """Make a spool with tips in it, as the drop would; return it, their ids, and the identity of the source."""
    prepare(folder, TODAY)
    source = new_item_key()
    mailbox = new_id()
    open_mailbox(folder, mailbox, TODAY)
    ids = []
    for number in range(count):
        key, item = new_item_key(), new_id()
        aside = begin_item(folder)
        parts = []
        for place in range(1, files + 1):
            with SealingStream(aside / f"file-{place}.age", key.recipient) as stream:
                stream.write(f"Quay report {number}.{place}, said Ana Ruiz.\n".encode())
                sealed = stream.finish()
            parts.append(
                Part(
                    file=f"file-{place}.age",
                    title=f"quay {place}.txt",
                    media_type="text/plain",
                    size=sealed.size,
                    sha256=sealed.sha256,
                )
            )
        message = Message(
            kind=MessageKind.SUBMISSION,
            item=item,
            day=TODAY,
            text=f"{TEXT} ({number})",
            parts=tuple(parts),
            mailbox=mailbox,
            reply_to=source.recipient,
        )
        commit_item(
            folder,
            aside,
            item,
            {"message.age": seal_message(message, key.recipient), **wrap_for_members(key.identity, recipients)},
            TODAY,
        )
        ids.append(item)
    return folder, ids, source.identity


def everything_in(folder: Path) -> bytes:
    """Return all bytes and names below a folder, for looking for what must not be there."""
    out = io.BytesIO()
    for path in sorted(folder.rglob("*")):
        out.write(str(path.relative_to(folder)).encode() + b"\n")
        if path.is_file():
            out.write(path.read_bytes())
    return out.getvalue()
