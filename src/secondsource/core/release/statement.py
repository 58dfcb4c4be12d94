"""The statement: what the desk says of one subject, as the text that its seats sign.

desk.example/log
secondsource statement v1
policy: 3                    the policy's version in force when it was voted; 0 for the first membership only
motion: m-0007
round: 1
action: go                   go, hold, cancel, release or membership
subject: harbour-list        an id; never a name or place: the log is for ever
supersedes: none             the last entry on this subject that the voters had before them
issued: 2031-03-05T18:00:00Z
expires: 2031-03-08T18:00:00Z
text-sha256: 64 digits       the full text lies beside it; of a membership it is the new seats file

The keys stand in this order, each once; what deviates is refused, because these bytes are signed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from secondsource.core.release import lines
from secondsource.core.release.lines import malformed
from secondsource.core.release.policy import LONGEST_HOLD, Action

KIND = "statement"
KEYS = (
    *("policy", "motion", "round", "action", "subject"),
    *("supersedes", "issued", "expires", "text-sha256"),
)
SEATS = "seats"
"""The subject of every membership statement, and of no other."""
LONGEST = timedelta(days=366)
"""What was said longer ago has to be said again."""
MOST_ROUNDS = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What k seats sign.

    Raises:
        PaperError: `paper-malformed`, when its values do not go together.
    """

    log_origin: str
    """The log it is written for."""
    policy: int
    """Version in force when it was voted; 0 only for the first membership."""
    motion: str
    round: int
    action: Action
    subject: str
    supersedes: int | None
    """Index of the last entry on this subject that the voters had before them; None when there was none."""
    issued: datetime
    """UTC, whole seconds. For go and release the close of voting: what lets out counts from there."""
    expires: datetime | None
    """None (`never`) for a membership, and only there."""
    text_sha256: str

    def __post_init__(self) -> None:
        """Refuse values that do not go together."""
        membership = self.action is Action.MEMBERSHIP
        if membership != (self.subject == SEATS):
            raise malformed(f"the subject {SEATS!r} and the action 'membership' go together only")
        if membership != (self.expires is None):
            raise malformed("a membership never expires, and everything else does")
        if self.policy == 0 and not membership:
            raise malformed("only a membership can come before the first policy")
        if not 1 <= self.round <= MOST_ROUNDS:
            raise malformed(f"rounds are numbered 1 to {MOST_ROUNDS}")
        if self.expires is not None:
            longest = LONGEST_HOLD if self.action is Action.HOLD else LONGEST
            if not timedelta(0) < self.expires - self.issued <= longest:
                hours = longest // timedelta(hours=1)
                raise malformed(f"it expires before it is issued, or more than {hours} hours after")

    def text(self) -> str:
        """Return the canonical text; `Statement.parse(s.text()) == s`."""
        return lines.write(
            lines.origin(self.log_origin),
            KIND,
            {
                "policy": str(self.policy),
                "motion": lines.identifier(self.motion),
                "round": str(self.round),
                "action": self.action.value,
                "subject": lines.identifier(self.subject),
                "supersedes": lines.NONE if self.supersedes is None else str(self.supersedes),
                "issued": lines.write_time(self.issued),
                "expires": lines.NEVER if self.expires is None else lines.write_time(self.expires),
                "text-sha256": lines.sha256(self.text_sha256),
            },
        )

    @classmethod
    def parse(cls, text: str) -> Statement:
        """Read a statement's text strictly.

        Raises:
            PaperError: `paper-malformed`, with what is wrong.
        """
        log_origin, found = lines.read(text, KIND, KEYS)
        return cls(
            log_origin=log_origin,
            policy=lines.number(found["policy"]),
            motion=lines.identifier(found["motion"]),
            round=lines.number(found["round"]),
            action=action_of(found["action"]),
            subject=lines.identifier(found["subject"]),
            supersedes=lines.number_or_none(found["supersedes"]),
            issued=lines.time(found["issued"]),
            expires=None if found["expires"] == lines.NEVER else lines.time(found["expires"]),
            text_sha256=lines.sha256(found["text-sha256"]),
        )


def action_of(word: str) -> Action:
    """Read an action's word."""
    try:
        return Action(word)
    except ValueError:
        raise malformed(f"{word!r} is none of {', '.join(Action)}") from None
