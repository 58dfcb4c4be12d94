"""The way through a file: what was found, what could not be looked into, and how far one may still go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from secondsource.documents.limits import Limits
from secondsource.shielding.attacking.leak import Attacked, Check, Leak, Place, Severity, Unchecked
from secondsource.shielding.attacking.naming.searching import Search, Sighting
from secondsource.shielding.attacking.naming.suspects import Suspect
from secondsource.shielding.attacking.naming.views import views

DEEPEST: Final = 12
"""Containers inside one another; what lies deeper blocks, because nobody looked."""
_RAW_SLOTS: Final = frozenset({"bytes", "object-bytes", "stream"})
"""Slots that repeat what a better one told."""
_PLAIN: Final = frozenset({"as-written", "letters-run-together", "with-a-letter-wrong", "escapes-undone"})
Opener = Callable[["Walk", bytes, tuple[str, ...]], None]
Box = tuple[float, float, float, float]


class Walk:
    """One attack on one file; the openers of the formats call back here."""

    def __init__(self, suspects: Sequence[Suspect], limits: Limits, opener: Opener) -> None:
        """Make ready.

        Args:
            suspects: whom to look for.
            limits: bounds on parts and bytes, counted over the whole file.
            opener: takes a part apart by its kind.
        """
        self.search = Search(suspects)
        self.limits = limits
        self._opener = opener
        self._leaks: dict[tuple[object, ...], Leak] = {}
        self._unchecked: dict[Unchecked, None] = {}
        self._visible: list[str] = []
        self._parts = 0
        self._bytes = 0

    def attacked(self) -> Attacked:
        """Return all that was found, the gravest first."""
        leaks = [leak for leak in self._leaks.values() if not self._is_told_better(leak)]
        leaks.sort(key=lambda leak: (leak.severity != Severity.BLOCK, leak.place.path, leak.place.page))
        return Attacked(leaks=tuple(leaks), unchecked=tuple(self._unchecked), text="\n\n".join(self._visible))

    def part(self, data: bytes, path: tuple[str, ...], name: str) -> None:
        """Attack a part that lies inside another, under its name; the name is attacked as well.

        Args:
            data: the part's bytes.
            path: the path of what it lies in.
            name: what it is called there.
        """
        inner = self.named(path, name)
        self._parts += 1
        self._bytes += len(data)
        beyond = self._parts > self.limits.archive_parts or self._bytes > self.limits.archive_bytes
        if len(inner) > DEEPEST or beyond:
            self.leak(Check.UNOPENED, Severity.BLOCK, Place(path=inner, slot="beyond-limit"))
            return
        self._opener(self, data, inner)

    def named(self, path: tuple[str, ...], name: str, slot: str = "file-name") -> tuple[str, ...]:
        """Attack a name and return the path that it leads to, with the name taken out where it names somebody."""
        seen = self.text(name, path, slot)
        return (*path, f"part-{self._parts + 1}" if seen else name)

    def text(
        self,
        text: str,
        path: tuple[str, ...],
        slot: str,
        *,
        page: int = 0,
        visible: bool = False,
        locate: Callable[[Sighting], tuple[str, Box | None]] | None = None,
    ) -> bool:
        """Search a text for everybody and keep what is seen; say whether anybody was.

        Args:
            text: the text.
            path: where it stands.
            slot: what hiding place that is.
            page: page or frame, from 1.
            visible: whether a reader would read it, so that it is compared with originals.
            locate: gives slot and box of a sighting where these are known more exactly.
        """
        if visible:
            self._visible.append(text)
        sightings = self.search.find(text)
        for sighting in sightings:
            where, box = (slot, None) if locate is None else locate(sighting)
            self._keep(sighting, text, Place(path=path, slot=where, page=page, box=box), sighting.how)
        return bool(sightings)

    def raw(self, data: bytes, path: tuple[str, ...], slot: str = "bytes") -> None:
        """Search bytes in every view of them; single words of a name do not count there."""
        for text, how in views(data):
            for sighting in self.search.find(text, loose=False):
                shown = how if sighting.how == "as-written" else sighting.how
                self._keep(sighting, text, Place(path=path, slot=slot), shown)

    def leak(
        self,
        check: Check,
        severity: Severity,
        place: Place,
        *,
        how: str = "as-written",
        detail: str = "",
        excerpt: str = "",
    ) -> None:
        """Keep a find that names nobody of the register."""
        leak = Leak(check=check, severity=severity, place=place, how=how, detail=detail, excerpt=excerpt)
        self._leaks.setdefault((check, severity, place, detail), leak)

    def unchecked(self, path: tuple[str, ...], what: str) -> None:
        """Keep that something was not looked into."""
        self._unchecked[Unchecked(path=path, what=what)] = None

    def _keep(self, sighting: Sighting, text: str, place: Place, how: str) -> None:
        severity = Severity.BLOCK if sighting.strong else Severity.WARN
        check = Check.DETAIL if sighting.detail else Check.NAME if sighting.strong else Check.NAME_PART
        key = (check, sighting.suspect.id, place.path, place.slot, place.page)
        if key in self._leaks:
            return
        start, end = max(0, sighting.start - 30), sighting.end + 30
        self._leaks[key] = Leak(
            check=check,
            severity=severity,
            place=place,
            how=how,
            suspect=sighting.suspect.id,
            excerpt=" ".join(text[start:end].replace("\0", " ").split()),
        )

    def _is_told_better(self, leak: Leak) -> bool:
        """Say whether a find in bytes only repeats what was found where those bytes belong."""
        if leak.place.slot not in _RAW_SLOTS or leak.how not in _PLAIN or not leak.suspect:
            return False
        return any(
            other.suspect == leak.suspect and other.place.path[: len(leak.place.path)] == leak.place.path
            for other in self._leaks.values()
            if other.severity == leak.severity and other.place.slot not in _RAW_SLOTS
        )
