"""Against floods: what all sources together may use. Nobody is told apart, so nobody can be shut out by name.

Over Tor every source comes from the same address; a limit for each address would shut out all of them with one.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from secondsource.trust.custody.spool.items import list_items
from secondsource.trust.custody.spool.layout import bytes_free
from secondsource.web.drop.answers import Refusal
from secondsource.web.drop.settings import DropSettings

Taken = ParamSpec("Taken")
Given = TypeVar("Given")
_MIB = 2**20
_SLOW_SLOTS = 2
_DISK_THREADS = 16
_SEALED_SHARE = 8
"""Sealing and padding make a file longer by less than one part in this many, and by `_SEALED_BYTES`."""
_SEALED_BYTES = 2 * _MIB


class Flood:
    """The budgets of one drop."""

    def __init__(self, settings: DropSettings) -> None:
        """Start with nothing used but what lies in the spool already."""
        self.limits = settings.limits
        self._spool = settings.spool
        self._uploads = 0
        self._promised = 0
        self._waiting = 0
        self._day = dt.date.min
        self._items_today = 0
        self._slow = ThreadPoolExecutor(_SLOW_SLOTS, "slow")
        self._disk = ThreadPoolExecutor(_DISK_THREADS, "disk")

    def has_room(self, more: int = 0) -> bool:
        """Tell whether the disk takes `more` bytes on top of what is on its way."""
        needed = self._promised + more + self.limits.free_mib * _MIB
        return bytes_free(self._spool) >= needed

    def check_day(self, day: dt.date) -> None:
        """Refuse when the day's submissions are used up.

        Raises:
            Refusal: 503.
        """
        if day != self._day:
            self._day = day
            self._items_today = sum(item.day == day for item in list_items(self._spool))
        if self._items_today >= self.limits.items_a_day:
            raise Refusal(503, "enough-today")

    def count_item(self) -> None:
        """Count one submission that was kept."""
        self._items_today += 1

    @contextmanager
    def upload(self, length: int) -> Iterator[None]:
        """Keep a place and the room for one submission of `length` bytes while it arrives.

        Raises:
            Refusal: 413 too large, 503 too many at once, 507 no room.
        """
        if length > self.limits.submission_mib * _MIB:
            raise Refusal(413, "too-large")
        if self._uploads >= self.limits.uploads_at_once:
            raise Refusal(503, "busy")
        promised = length + length // _SEALED_SHARE + _SEALED_BYTES
        if not self.has_room(promised):
            raise Refusal(507, "full")
        self._uploads += 1
        self._promised += promised
        try:
            yield
        finally:
            self._uploads -= 1
            self._promised -= promised

    async def slowly(self, work: Callable[Taken, Given], /, *given: Taken.args, **named: Taken.kwargs) -> Given:
        """Do slow work in one of few places, in turn.

        Raises:
            Refusal: 503 where too many wait.
        """
        if self._waiting >= self.limits.waiting:
            raise Refusal(503, "busy")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._slow, lambda: work(*given, **named))
        finally:
            self._waiting -= 1

    async def on_disk(self, work: Callable[Taken, Given], /, *given: Taken.args, **named: Taken.kwargs) -> Given:
        """Do work that waits for the disk, aside."""
        return await asyncio.get_running_loop().run_in_executor(self._disk, lambda: work(*given, **named))

    def stop(self) -> None:
        """Wait for what is under way."""
        self._slow.shutdown()
        self._disk.shutdown()
