"""What a source who returned finds and does: read, add, take back, erase, close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from secondsource.errors import IntegrityError, SecondSourceError
from secondsource.trust.custody.codenames.codename import SourceKeys, derive_root, read_codename, source_keys
from secondsource.trust.custody.sealing.messages import Message, MessageKind, open_message
from secondsource.trust.custody.spool.items import erase_item, find_item
from secondsource.trust.custody.spool.layout import read_salt
from secondsource.trust.custody.spool.mailboxes import (
    LetterKind,
    close_mailbox,
    erase_letter,
    letters,
    mailbox_exists,
)
from secondsource.web.drop.answers import Refusal
from secondsource.web.drop.flood import Flood
from secondsource.web.drop.receiving import Receiver
from secondsource.web.drop.tokens import Tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One letter, opened for the source it is for."""

    id: str
    message: Message = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxView:
    """What a source sees."""

    token: str = field(repr=False)
    replies: tuple[Opened, ...]
    receipts: tuple[Opened, ...]


class Mailboxes:
    """The steps of sources who returned."""

    def __init__(
        self, spool: Path, flood: Flood, receiver: Receiver, tokens: Tokens, today: Callable[[], dt.date]
    ) -> None:
        """Keep the rooms it works with."""
        self._spool = spool
        self._flood = flood
        self._receiver = receiver
        self._tokens = tokens
        self._today = today
        self._salt = read_salt(spool)

    async def enter(self, typed: str) -> bytes:
        """Return the root of a codename that leads to a mailbox.

        Raises:
            Refusal: 422 no codename, 404 no such mailbox, 503 too many wait.
        """
        try:
            codename = read_codename(typed)
        except SecondSourceError:
            raise Refusal(422, "no-codename") from None
        root = await self._flood.slowly(derive_root, codename, self._salt)
        if not mailbox_exists(self._spool, source_keys(root).mailbox):
            raise Refusal(404, "no-mailbox")
        return root

    def returned(self, fields: Mapping[str, str]) -> SourceKeys:
        """Return the keys of the source whose token stands in a form.

        Raises:
            Refusal: 403 token over, 409 mailbox gone.
        """
        keys = source_keys(self._tokens.read(fields.get("token", "")))
        if not mailbox_exists(self._spool, keys.mailbox):
            raise Refusal(409, "mailbox-gone")
        return keys

    async def look(self, root: bytes) -> MailboxView:
        """Return what lies in the mailbox, opened, with a fresh token.

        Raises:
            Refusal: 409 mailbox gone.
        """
        opened = await self._flood.on_disk(self._open, source_keys(root))
        return MailboxView(
            token=self._tokens.make(root),
            replies=tuple(one for one in opened if one.message.kind is MessageKind.REPLY),
            receipts=tuple(one for one in opened if one.message.kind is MessageKind.RECEIPT),
        )

    async def take_back(self, fields: Mapping[str, str], language: str) -> bool:
        """Take back one item: erased where nobody fetched it yet, else the desk is asked not to use it.

        Returns:
            Whether it was erased here.

        Raises:
            Refusal: 403, 404 not an item of this source, 409.
        """
        keys, letter = self.returned(fields), fields.get("letter", "")
        opened = await self._flood.on_disk(self._open, keys)
        receipt = next((one for one in opened if one.id == letter and one.message.kind is MessageKind.RECEIPT), None)
        if receipt is None:
            raise Refusal(404, "unreadable")
        erased = await self._flood.on_disk(self._erase, receipt.message.about)
        if not erased:
            about = receipt.message.about
            await self._receiver.tell_desk(MessageKind.WITHDRAWAL, keys, language=language, about=about)
        await self._flood.on_disk(erase_letter, self._spool, keys.mailbox, receipt.id, self._today())
        return erased

    async def forget(self, fields: Mapping[str, str]) -> None:
        """Erase one reply that the source has read.

        Raises:
            Refusal: 403, 404, 409.
        """
        keys = self.returned(fields)
        known = {one.id for one in letters(self._spool, keys.mailbox) if one.kind is LetterKind.REPLY}
        if fields.get("letter", "") not in known:
            raise Refusal(404, "unreadable")
        await self._flood.on_disk(erase_letter, self._spool, keys.mailbox, fields["letter"], self._today())

    async def close(self, fields: Mapping[str, str], language: str) -> None:
        """Tell the desk that the source will not return, and erase the mailbox.

        Raises:
            Refusal: 403, 409, 422 where the box was not ticked.
        """
        keys = self.returned(fields)
        if fields.get("sure") != "yes":
            raise Refusal(422, "not-sure")
        await self._receiver.tell_desk(MessageKind.CLOSING, keys, language=language)
        await self._flood.on_disk(close_mailbox, self._spool, keys.mailbox, self._today())

    def _open(self, keys: SourceKeys) -> list[Opened]:
        if not mailbox_exists(self._spool, keys.mailbox):
            raise Refusal(409, "mailbox-gone")
        opened = []
        for letter in letters(self._spool, keys.mailbox):
            try:
                opened.append(Opened(id=letter.id, message=open_message(letter.sealed, keys.identity)))
            except IntegrityError:
                continue  # A damaged letter must not hide the others.
        return opened

    def _erase(self, item: str) -> bool:
        found = find_item(self._spool, item)
        if found is None:
            return False
        erase_item(self._spool, found, self._today())
        return True
