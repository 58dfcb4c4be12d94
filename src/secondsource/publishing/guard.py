"""The last look at words before they leave: nobody of the register may stand in them.

It searches as the attack does, by another path than the redaction went. What leaves is not mended here: it is refused,
because a name at this place means that something before it failed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from secondsource.errors import RuleError
from secondsource.shielding.attacking.naming.searching import Search, Sighting
from secondsource.shielding.attacking.naming.suspects import suspects_of
from secondsource.shielding.register.entry import Register


class Guard:
    """Looks for the people of one register."""

    def __init__(self, register: Register) -> None:
        """Make ready; an empty register lets everything pass, and whoever calls has to say so."""
        self._search = Search(suspects_of(register))
        self.knows = len(register)
        """How many people it looks for."""

    def check(self, texts: Iterable[str]) -> None:
        """Refuse texts in which somebody of the register is found.

        Raises:
            RuleError: `release-names-protected`; it says how many and never whom.
        """
        found = {one.suspect.id for text in texts for one in self._search.find(text) if _grave(one)}
        if found:
            raise RuleError(
                "release-names-protected",
                f"{len(found)} protected people or their details stand in what was about to leave. Nothing was made.",
                "Redact the release again, then attack it to see where they stand.",
            )


def _grave(one: Sighting) -> bool:
    """Say whether a sighting stops a release; whom the register only watches, a person decides about."""
    return (one.strong or one.detail) and not one.suspect.watched


def strings_of(plain: Any) -> Iterator[str]:
    """Yield every string of plain JSON data, keys too."""
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict):
        for key, value in plain.items():
            yield key
            yield from strings_of(value)
    elif isinstance(plain, list):
        for item in plain:
            yield from strings_of(item)
