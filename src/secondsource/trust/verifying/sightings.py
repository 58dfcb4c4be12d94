"""When an announcement became public: the first checkpoint with it that witnesses enough had signed.

    sighting/<size>     the checkpoint of that size, as it was when the quorum of witnesses was first reached

A go or release cools off so that any seat may still hold it. Its own date protects nobody: seats that agree in secret
can write any date into what they sign, and show it when the waiting seems over. So the cooling-off runs from the later
of the two, the date and the first sight. Each sighting is checked like the log's own checkpoint. Whoever takes
sightings away makes a go younger, never older; without any, the witnesses' newest word is the first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from secondsource.core.release.counting import governing, hear
from secondsource.core.release.history import History
from secondsource.core.release.policy import LETTING_OUT
from secondsource.errors import SecondSourceError
from secondsource.trust.tlog import merkle, note
from secondsource.trust.tlog.policy import LogPolicy
from secondsource.trust.verifying.checkpoints import Witnessed, check_growth, open_witnessed
from secondsource.trust.verifying.reading import read_some

SIGHTINGS = "sighting"
MOST_TRIED = 8
"""Sightings looked at for one entry; after so many that do not fit, the newest word counts."""
_SIZE = re.compile(r"[1-9][0-9]{0,18}")


def sighting_path(folder: Path, size: int) -> Path:
    """Return where the first witnessed checkpoint of a size lies in a site folder."""
    return folder / SIGHTINGS / str(size)


@dataclass(slots=True, kw_only=True)
class Sightings:
    """The sightings of one site, read only where one is asked for."""

    folder: Path
    log_policy: LogPolicy
    newest: Witnessed
    """The log's checkpoint, its lines checked."""
    tree: merkle.Tree
    now: datetime
    _sizes: list[int] = field(init=False)
    _known: dict[int, datetime | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """List what is there."""
        place = self.folder / SIGHTINGS
        names = [path.name for path in place.iterdir()] if place.is_dir() else []
        sizes = (int(name) for name in names if _SIZE.fullmatch(name))
        self._sizes = sorted(size for size in sizes if size <= self.newest.checkpoint.size)

    def since(self, index: int) -> datetime | None:
        """Return when the quorum of witnesses had first vouched for a log with this entry, as far as can be shown.

        Raises:
            IntegrityError: `log-forked`, when a sighting shows that the log once held something else.
        """
        first = bisect_right(self._sizes, index)
        for size in self._sizes[first : first + MOST_TRIED]:
            if size not in self._known:
                self._known[size] = self._seen(size)
            if (moment := self._known[size]) is not None:
                return moment
        return self.newest.quorum_at

    def _seen(self, size: int) -> datetime | None:
        try:
            data = read_some(sighting_path(self.folder, size), note.MOST_BYTES)
            found = open_witnessed(data, self.log_policy, now=self.now)
        except SecondSourceError:
            return None
        if found.checkpoint.size != size:
            return None
        check_growth(found.checkpoint, self.tree)
        return found.quorum_at


def with_first_sight(history: History, sightings: Sightings) -> History:
    """Return the history with the first sight of every go and release that governs its subject.

    Raises:
        IntegrityError: as in `Sightings.since`.
    """
    since = {index: sightings.since(index) for index in _letting_out(history, sightings.now)}
    if not since:
        return history
    entries = [replace(one, public_since=since[one.index]) if one.index in since else one for one in history.entries]
    return replace(history, entries=tuple(entries))


def _letting_out(history: History, now: datetime) -> Iterable[int]:
    """Yield the entries whose cooling-off somebody may ask for."""
    by_subject = hear(history).by_subject
    for subject in history.subjects():
        latest, _ = governing(by_subject.get(subject, ()))
        if latest is not None and latest.statement.action in LETTING_OUT and not latest.expired(now):
            yield latest.index
