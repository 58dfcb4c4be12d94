"""The desk's journal: one transaction, one entry, each chained to the one before.

An inner hash chain cannot show that its tail was cut, so its head is also pinned in the public log
(docs/explanation/desk.md). Changing or deleting an entry is refused by triggers in the database itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from django.db import transaction

from secondsource.core.digests import framed_digest
from secondsource.errors import IntegrityError, StorageError
from secondsource.store.team.models import JournalHeadRow, JournalRow
from secondsource.store.team.values import JournalEntry

DOMAIN = "journal/v1"
FIRST = "0" * 64
"""What the first entry has for its predecessor."""
HEAD = 1
"""The key of the one head row."""

PAGE = 100
"""Entries a page."""
MOST = 2**62
"""Beyond any number an entry can have, within what the databases count."""

_open: ContextVar[bool] = ContextVar("entry-open", default=False)

About = dict[str, str | int | bool | list[str]]
"""Keys and digests of what was touched; never words of a source."""


@contextmanager
def entry(*, actor: str, verb: str, now: datetime, case: str = "", about: About | None = None) -> Iterator[About]:
    """Do one thing: everything inside is one transaction and ends as one journal entry, or as nothing.

    Args:
        actor: the acting member's key; empty for the desk itself.
        verb: what is done, `area.verb`, e.g. `statement.accept`.
        now: the moment, aware.
        case: the case's key, or empty.
        about: what is touched, as far as known before.

    Yields:
        The entry's `about`, to be completed inside the block.

    Raises:
        StorageError: `journal-missing` when the database was not set up by the desk's own migrations.
        RuntimeError: an entry stands open already, which is a fault of ours: one act is one entry.
    """
    if _open.get():
        message = f"{verb} inside another act: one act is one transaction and one entry"
        raise RuntimeError(message)
    noted: About = dict(about or {})
    token = _open.set(True)
    try:
        with _one_act(actor=actor, verb=verb, now=now, case=case, noted=noted):
            yield noted
    finally:
        _open.reset(token)


@contextmanager
def _one_act(*, actor: str, verb: str, now: datetime, case: str, noted: About) -> Iterator[None]:
    with transaction.atomic():
        # The head is locked first: on PostgreSQL two acts then stand in line here instead of failing at commit.
        head = JournalHeadRow.objects.select_for_update().filter(id=HEAD).first()
        if head is None:
            raise StorageError("journal-missing", "The desk's journal is missing.", "Run `secondsource desk doctor`.")
        yield
        append(head, actor=actor, case=case, verb=verb, now=now, about=noted)


def append(head: JournalHeadRow, *, actor: str, case: str, verb: str, now: datetime, about: About) -> None:
    """Write the entry after `head` and move the head; the caller holds the transaction."""
    at = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = json.dumps(about, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    number = head.number + 1
    digest = digest_of(number, at, actor, case, verb, text, head.digest)
    JournalRow.objects.create(
        number=number, at=at, actor=actor, case=case, verb=verb, about=text, previous=head.digest, digest=digest
    )
    head.number, head.digest = number, digest
    head.save(update_fields=["number", "digest"])


def digest_of(number: int, at: str, actor: str, case: str, verb: str, about: str, previous: str) -> str:
    """Return an entry's digest over its predecessor's."""
    return framed_digest(DOMAIN, str(number), at, actor, case, verb, about, previous)


def head() -> tuple[int, str]:
    """Return the number and digest of the last entry; (0, 64 zeros) before any."""
    row = JournalHeadRow.objects.filter(id=HEAD).first()
    return (row.number, row.digest) if row else (0, FIRST)


def last_moment() -> str:
    """Return when the last entry was written, as it stands there; empty before any."""
    return JournalRow.objects.order_by("-number").values_list("at", flat=True).first() or ""


def entries(*, case: str | None = None, after: int = 0, most: int = 500) -> tuple[JournalEntry, ...]:
    """Return entries in order, of one case or of all."""
    rows = JournalRow.objects.filter(number__gt=after)
    if case is not None:
        rows = rows.filter(case=case)
    return tuple(_value(row) for row in rows[:most])


def latest(*, case: str, before: int | None = None) -> tuple[JournalEntry, ...]:
    """Return the newest entries of one case, or of none for an empty key; before a number, the page that follows."""
    rows = JournalRow.objects.filter(case=case)
    if before is not None:
        rows = rows.filter(number__lt=min(before, MOST))
    return tuple(_value(row) for row in rows.order_by("-number")[:PAGE])


def entries_by(actor: str) -> tuple[JournalEntry, ...]:
    """Return everything a member did, in order."""
    return tuple(_value(row) for row in JournalRow.objects.filter(actor=actor))


def known_digests(digests: list[str]) -> frozenset[str]:
    """Return those of the digests that are entries of this journal, or its beginning."""
    rows = JournalRow.objects.filter(digest__in=digests).values_list("digest", flat=True)
    return frozenset(rows) | ({FIRST} & set(digests))


def check() -> int:
    """Recompute the whole chain and return how many entries it has.

    Raises:
        IntegrityError: `journal-broken` at the first entry that does not follow from the one before, or when the
            head does not match the last entry.
    """
    previous, number = FIRST, 0
    for row in JournalRow.objects.iterator(chunk_size=2000):
        number += 1
        right = digest_of(row.number, row.at, row.actor, row.case, row.verb, row.about, previous)
        if row.number != number or row.previous != previous or row.digest != right:
            raise _broken(number)
        previous = row.digest
    if head() != (number, previous):
        raise _broken(number)
    return number


def _broken(number: int) -> IntegrityError:
    return IntegrityError(
        "journal-broken",
        f"The desk's journal does not hold together at entry {number}.",
        "Stop working, keep the database as it is, and compare with a backup and with the head in the public log.",
    )


def _value(row: JournalRow) -> JournalEntry:
    return JournalEntry(
        number=row.number,
        at=row.at,
        actor=row.actor,
        case=row.case,
        verb=row.verb,
        about=row.about,
        previous=row.previous,
        digest=row.digest,
    )
