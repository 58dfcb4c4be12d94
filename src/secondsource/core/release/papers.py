"""The desk's own papers: motion, declaration, round and ballot, each a text that one seat signs.

They are exchanged as files inside the desk and are never published. Each is bound to what it speaks of: a declaration
and a round to the motion by its hash; a ballot to motion, round, policy, full text and to the very statement that a
yes signs. A paper moved elsewhere is a paper that does not count.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from secondsource.core.release import lines
from secondsource.core.release.lines import malformed
from secondsource.core.release.policy import Action
from secondsource.core.release.statement import action_of


class DeclarationKind(StrEnum):
    """What a seat declares of a motion."""

    SECOND = "second"
    RECUSAL = "recusal"


class Vote(StrEnum):
    """What a ballot says. An abstention says: I have seen it; it lowers no threshold."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text, 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """What a seat asks the desk to say of a subject."""

    log_origin: str
    motion: str
    """Its id, such as m-0007."""
    policy: int
    """Version in force when it was moved; 0 before the first."""
    action: Action
    subject: str
    text_sha256: str
    """Hash of the full text; of a membership, of the new seats file."""
    moved: datetime

    def text(self) -> str:
        """Return the canonical text."""
        return lines.write(
            self.log_origin,
            "motion",
            {
                "motion": lines.identifier(self.motion),
                "policy": str(self.policy),
                "action": self.action.value,
                "subject": lines.identifier(self.subject),
                "text-sha256": lines.sha256(self.text_sha256),
                "moved": lines.write_time(self.moved),
            },
        )

    @classmethod
    def parse(cls, text: str) -> Motion:
        """Read it strictly.

        Raises:
            PaperError: `paper-malformed`.
        """
        log_origin, found = lines.read(
            text, "motion", ("motion", "policy", "action", "subject", "text-sha256", "moved")
        )
        return cls(
            log_origin=log_origin,
            motion=lines.identifier(found["motion"]),
            policy=lines.number(found["policy"]),
            action=action_of(found["action"]),
            subject=lines.identifier(found["subject"]),
            text_sha256=lines.sha256(found["text-sha256"]),
            moved=lines.time(found["moved"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A seat seconds a motion, or takes no part in it."""

    log_origin: str
    kind: DeclarationKind
    motion: str
    motion_sha256: str
    """Hash of the motion's text."""
    given: datetime

    def text(self) -> str:
        """Return the canonical text."""
        return lines.write(
            self.log_origin,
            self.kind.value,
            {
                "motion": lines.identifier(self.motion),
                "motion-sha256": lines.sha256(self.motion_sha256),
                "given": lines.write_time(self.given),
            },
        )

    @classmethod
    def parse(cls, text: str) -> Declaration:
        """Read it strictly.

        Raises:
            PaperError: `paper-malformed`.
        """
        kind = lines.kind_of(text)
        if kind not in set(DeclarationKind):
            raise malformed("it neither seconds nor recuses")
        log_origin, found = lines.read(text, kind, ("motion", "motion-sha256", "given"))
        return cls(
            log_origin=log_origin,
            kind=DeclarationKind(kind),
            motion=lines.identifier(found["motion"]),
            motion_sha256=lines.sha256(found["motion-sha256"]),
            given=lines.time(found["given"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One vote on a motion: under which policy, with what before the voters, and until when."""

    log_origin: str
    motion: str
    motion_sha256: str
    round: int
    policy: int
    """Version in force when it was opened; 0 before the first."""
    supersedes: int | None
    """Index of the last entry on the subject that lies before the voters; None where there is none."""
    opened: datetime
    closes: datetime
    """72 hours after `opened` at most."""
    expires: datetime | None
    """When the statement expires; None for a membership."""

    def text(self) -> str:
        """Return the canonical text."""
        return lines.write(
            self.log_origin,
            "round",
            {
                "motion": lines.identifier(self.motion),
                "motion-sha256": lines.sha256(self.motion_sha256),
                "round": str(self.round),
                "policy": str(self.policy),
                "supersedes": lines.NONE if self.supersedes is None else str(self.supersedes),
                "opened": lines.write_time(self.opened),
                "closes": lines.write_time(self.closes),
                "expires": lines.NEVER if self.expires is None else lines.write_time(self.expires),
            },
        )

    @classmethod
    def parse(cls, text: str) -> Round:
        """Read it strictly.

        Raises:
            PaperError: `paper-malformed`.
        """
        keys = ("motion", "motion-sha256", "round", "policy", "supersedes", "opened", "closes", "expires")
        log_origin, found = lines.read(text, "round", keys)
        return cls(
            log_origin=log_origin,
            motion=lines.identifier(found["motion"]),
            motion_sha256=lines.sha256(found["motion-sha256"]),
            round=lines.number(found["round"]),
            policy=lines.number(found["policy"]),
            supersedes=lines.number_or_none(found["supersedes"]),
            opened=lines.time(found["opened"]),
            closes=lines.time(found["closes"]),
            expires=None if found["expires"] == lines.NEVER else lines.time(found["expires"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """One seat's vote in one round."""

    log_origin: str
    motion: str
    round: int
    policy: int
    text_sha256: str
    statement_sha256: str
    """Hash of the statement's text: nobody signs something else than what they saw."""
    vote: Vote
    cast: datetime
    signature: str | None
    """Base64 of key id and signature over the statement's text; a yes carries it, nothing else does."""

    def __post_init__(self) -> None:
        """Refuse a yes without its signature and a signature without a yes."""
        if (self.vote is Vote.YES) != (self.signature is not None):
            raise malformed("a yes carries a signature over the statement, and nothing else does")

    def text(self) -> str:
        """Return the canonical text."""
        return lines.write(
            self.log_origin,
            "ballot",
            {
                "motion": lines.identifier(self.motion),
                "round": str(self.round),
                "policy": str(self.policy),
                "text-sha256": lines.sha256(self.text_sha256),
                "statement-sha256": lines.sha256(self.statement_sha256),
                "vote": self.vote.value,
                "cast": lines.write_time(self.cast),
                "signature": self.signature or lines.NONE,
            },
        )

    @classmethod
    def parse(cls, text: str) -> Ballot:
        """Read it strictly.

        Raises:
            PaperError: `paper-malformed`.
        """
        keys = ("motion", "round", "policy", "text-sha256", "statement-sha256", "vote", "cast", "signature")
        log_origin, found = lines.read(text, "ballot", keys)
        if found["vote"] not in set(Vote):
            raise malformed(f"{found['vote']!r} is none of {', '.join(Vote)}")
        return cls(
            log_origin=log_origin,
            motion=lines.identifier(found["motion"]),
            round=lines.number(found["round"]),
            policy=lines.number(found["policy"]),
            text_sha256=lines.sha256(found["text-sha256"]),
            statement_sha256=lines.sha256(found["statement-sha256"]),
            vote=Vote(found["vote"]),
            cast=lines.time(found["cast"]),
            signature=None if found["signature"] == lines.NONE else found["signature"],
        )


Paper = Motion | Declaration | Round | Ballot


def parse_paper(text: str) -> Paper:
    """Read any of the desk's papers.

    Raises:
        PaperError: `paper-malformed`.
    """
    match lines.kind_of(text):
        case "motion":
            return Motion.parse(text)
        case "round":
            return Round.parse(text)
        case "ballot":
            return Ballot.parse(text)
        case _:
            return Declaration.parse(text)
