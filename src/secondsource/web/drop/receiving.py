"""Take in what a source sends: seal it while it arrives, and say it arrived only when the disk has it.

An item's id and a new source's codename come out of what was sent and of the number in the form. So a form that is sent
twice - reloaded, or sent again because the answer got lost - is one item with one codename.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from secondsource.core.digests import framed_digest
from secondsource.errors import RuleError
from secondsource.trust.custody.codenames.codename import Codename, SourceKeys, codename_from, derive_root, source_keys
from secondsource.trust.custody.sealing.identities import ItemKey, new_item_key, wrap_for_members
from secondsource.trust.custody.sealing.messages import (
    LONGEST_TEXT,
    Message,
    MessageKind,
    Part,
    open_message,
    seal_message,
)
from secondsource.trust.custody.sealing.streams import SealingStream
from secondsource.trust.custody.shares.share_file import wrap_in_shares
from secondsource.trust.custody.spool.items import MESSAGE, abandon_item, begin_item, commit_item
from secondsource.trust.custody.spool.layout import is_id, read_salt
from secondsource.trust.custody.spool.mailboxes import LetterKind, letters, mailbox_exists, open_mailbox, put_receipt
from secondsource.web.drop.answers import Refusal, Request
from secondsource.web.drop.flood import Flood
from secondsource.web.drop.forms import Field, FileBegins, FileEnds, read_form
from secondsource.web.drop.settings import DropSettings

_TITLE_CHARACTERS = 200
_MEDIA_CHARACTERS = 100

Returning = Callable[[Mapping[str, str]], SourceKeys | None]
"""From the fields read so far to the keys of a source who returned; None for a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What was kept, as the source is told."""

    message: Message = field(repr=False)
    """As sealed to the members."""
    keys: SourceKeys
    codename: Codename | None
    """Of a new source."""


@dataclass(slots=True)
class _Arriving:
    """What has arrived of one form."""

    fields: dict[str, str] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    stream: SealingStream | None = None
    keys: SourceKeys | None = None
    """Of a source who returned, once known."""

    def text(self) -> str:
        """Return the words as they came, with one kind of line end and without control characters."""
        lines = self.fields.get("text", "").replace("\r\n", "\n").replace("\r", "\n").strip()
        return "".join(letter for letter in lines if letter in "\n\t" or unicodedata.category(letter) != "Cc")

    def number(self) -> str:
        """Return the form's own number, or a new one where a browser left it out."""
        given = self.fields.get("number", "")
        return given if is_id(given) else secrets.token_hex(16)


class Receiver:
    """Takes in what arrives at one drop."""

    def __init__(self, settings: DropSettings, flood: Flood, today: Callable[[], dt.date]) -> None:
        """Keep where to and how much."""
        self._settings = settings
        self._spool = settings.spool
        self._flood = flood
        self._today = today
        self._salt = read_salt(settings.spool)

    async def receive(self, request: Request, language: str, returning: Returning) -> Received:
        """Take in one form with words and files.

        Raises:
            Refusal: it cannot be taken. SourceLeftError: it was cut; nothing is left of it.
            StorageError: `spool-full`; nothing is left of it.
        """
        day = self._today()
        with self._flood.upload(request.length()):
            self._flood.check_day(day)
            aside = await self._flood.on_disk(begin_item, self._spool)
            try:
                key = new_item_key()
                arriving = await self._arrive(request, aside, key, returning)
                return await self._keep(aside, key, arriving, (day, language))
            finally:
                await self._flood.on_disk(abandon_item, aside)

    async def tell_desk(self, kind: MessageKind, keys: SourceKeys, *, language: str, about: str = "") -> None:
        """Send the desk a message that a source's step makes, without words of the source.

        Raises:
            StorageError: `spool-full`.
        """
        day = self._today()
        message = Message(
            kind=kind,
            item=secrets.token_hex(16),
            day=day,
            language=language,
            mailbox=keys.mailbox,
            reply_to=keys.recipient,
            about=about,
        )
        await self._flood.on_disk(self._commit_alone, message)

    async def _arrive(self, request: Request, aside: Path, key: ItemKey, returning: Returning) -> _Arriving:
        arriving = _Arriving()
        begun: FileBegins | None = None
        try:
            async for event in read_form(request, files=self._settings.limits.files):
                match event:
                    case Field():
                        arriving.fields[event.name] = event.value
                    case FileBegins():
                        # Refuses a source who is none before anything is sealed.
                        arriving.keys = arriving.keys or returning(arriving.fields)
                        begun = event
                        path = aside / f"file-{len(arriving.parts) + 1}.age"
                        arriving.stream = await self._flood.on_disk(SealingStream, path, key.recipient)
                    case FileEnds() if begun and arriving.stream:
                        arriving.parts.append(await self._finish(begun, arriving))
                    case bytes() | bytearray() if arriving.stream:
                        await self._flood.on_disk(arriving.stream.write, event)
        finally:
            if arriving.stream:
                await self._flood.on_disk(arriving.stream.abort)
        arriving.keys = arriving.keys or returning(arriving.fields)
        return arriving

    async def _finish(self, begun: FileBegins, arriving: _Arriving) -> Part:
        stream, arriving.stream = arriving.stream, None
        if stream is None:
            raise Refusal(400, "unreadable")
        sealed = await self._flood.on_disk(stream.finish)
        return Part(
            file=f"file-{len(arriving.parts) + 1}.age",
            title=begun.title[:_TITLE_CHARACTERS],
            media_type=begun.media_type[:_MEDIA_CHARACTERS],
            size=sealed.size,
            sha256=sealed.sha256,
        )

    async def _keep(self, aside: Path, key: ItemKey, arriving: _Arriving, when: tuple[dt.date, str]) -> Received:
        text, keys, (day, language) = arriving.text(), arriving.keys, when
        if not text and not arriving.parts:
            raise Refusal(422, "nothing-sent")
        if len(text) > LONGEST_TEXT:
            raise Refusal(413, "too-long")
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() if text else ""
        seed = framed_digest("sent/v1", arriving.number(), digest, *(part.sha256 for part in arriving.parts))
        codename = None
        if keys is None:
            codename = codename_from(hashlib.sha256(self._salt + seed.encode()).digest(), language)
            keys = source_keys(await self._flood.slowly(derive_root, codename, self._salt))
        message = Message(
            kind=MessageKind.SUBMISSION if codename else MessageKind.ADDITION,
            item=framed_digest("item/v1", seed, keys.mailbox)[:32],
            day=day,
            language=language,
            text=text,
            parts=tuple(arriving.parts),
            mailbox=keys.mailbox,
            reply_to=keys.recipient,
            sha256=digest,
        )
        await self._flood.on_disk(self._commit, aside, key, message, keys, codename is not None)
        return Received(message=message, keys=keys, codename=codename)

    def _commit(self, aside: Path, key: ItemKey, message: Message, keys: SourceKeys, is_new: bool) -> None:  # noqa: FBT001
        """Put the item where the desk finds it and its receipt where the source does, once each."""
        if not is_new and not mailbox_exists(self._spool, keys.mailbox):
            raise Refusal(409, "mailbox-gone")
        known = letters(self._spool, keys.mailbox) if mailbox_exists(self._spool, keys.mailbox) else ()
        if len(known) >= self._settings.limits.letters:
            raise Refusal(409, "mailbox-full")
        receipts = (letter for letter in known if letter.kind is LetterKind.RECEIPT)
        if any(open_message(letter.sealed, keys.identity).about == message.item for letter in receipts):
            return
        try:
            commit_item(self._spool, aside, message.item, self._files(message, key), message.day)
        except RuleError:
            pass  # Sent before, and killed before the receipt was written; it is written now.
        else:
            self._flood.count_item()
        # No hash and no size: who forces a codename out of a source must not be able to prove which paper was sent.
        nothing = Part(file="", title="", media_type="", size=0, sha256="")
        receipt = replace(
            message,
            kind=MessageKind.RECEIPT,
            about=message.item,
            text="",
            sha256="",
            parts=(nothing,) * len(message.parts),
        )
        open_mailbox(self._spool, keys.mailbox, message.day)
        put_receipt(self._spool, keys.mailbox, seal_message(receipt, keys.recipient), message.day)

    def _commit_alone(self, message: Message) -> None:
        aside = begin_item(self._spool)
        try:
            commit_item(self._spool, aside, message.item, self._files(message, new_item_key()), message.day)
        finally:
            abandon_item(aside)

    def _files(self, message: Message, key: ItemKey) -> dict[str, bytes]:
        recipients, threshold = self._settings.recipients, self._settings.threshold
        if threshold > 1:
            wrapped = wrap_in_shares(key.identity, recipients, threshold)
        else:
            wrapped = wrap_for_members(key.identity, recipients)
        return {MESSAGE: seal_message(message, key.recipient), **wrapped}
