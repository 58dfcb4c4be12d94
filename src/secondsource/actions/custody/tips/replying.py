"""Answering a source: words sealed to the key of their codename, left in their mailbox of the spool."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from secondsource.actions.custody.folder import Custody
from secondsource.actions.custody.marks import MarkKind, put_mark
from secondsource.actions.custody.opening import identity_of, message_of
from secondsource.core.custody.roster import Member
from secondsource.errors import InputError, RuleError
from secondsource.trust.custody.keys.member_key import MemberKey
from secondsource.trust.custody.sealing.messages import Message, MessageKind, seal_message
from secondsource.trust.custody.shares.share_file import Share
from secondsource.trust.custody.spool.mailboxes import put_reply


def reply(
    custody: Custody,
    key: MemberKey,
    *,
    item: str,
    text: str,
    spool: Path,
    today: date,
    members: Sequence[Member],
    shares: Sequence[Share] = (),
) -> str:
    """Leave a reply for the source of an item, and return its id; the colleagues find it among the notes.

    Raises:
        RuleError: `reply-nowhere`, `mailbox-closed`. InputError: `item-unknown`, `reply-empty`.
        AccessError: `sealed-for-others`.
    """
    if not text.strip():
        raise InputError("reply-empty", "There is nothing to answer with.", "Write some words.")
    held = custody.held(item)
    message = message_of(custody, item, identity_of(custody, held, key, shares))
    if not message.mailbox or not message.reply_to:
        raise RuleError(
            "reply-nowhere", f"Item {item} came from no source that can return.", "There is no mailbox to answer to."
        )
    answer = Message(
        kind=MessageKind.REPLY,
        item=secrets.token_hex(16),
        day=today,
        language=message.language,
        text=text.strip(),
        about=item,
    )
    left = put_reply(spool, message.mailbox, seal_message(answer, message.reply_to), today)
    put_mark(custody, key, item=item, kind=MarkKind.REPLIED, text=text.strip()[:4000], today=today, members=members)
    return left
