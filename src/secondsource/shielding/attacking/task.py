"""The task of attacking one file, as the confined process does it."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from typing import Any, Final

from secondsource.documents.extract import UnreadableError
from secondsource.documents.limits import Limits
from secondsource.shielding.attacking.attack import attack_bytes
from secondsource.shielding.attacking.leak import Attacked, as_plain, from_plain
from secondsource.shielding.attacking.naming.suspects import Name, Suspect
from secondsource.shielding.attacking.opening.failure import NotOpenedError

TASK: Final = "secondsource.shielding.attacking.task:attack"
LIMITS: Final = Limits(
    cpu_seconds=600, seconds=1200.0, memory_bytes=4 * 1024**3, files_per_process=20, pages=2000, archive_bytes=1024**3
)
"""An attack looks at every part in many ways; it is run once, before something leaves, and may take its time."""
_REFUSALS: Final = {
    "encrypted": ("encrypted", "The file needs a password, so nothing can be said about what it holds."),
    "beyond-limit": ("too-large", "The file holds more than is looked into, so nothing can be said about it."),
}


def options_for(name: str, suspects: tuple[Suspect, ...]) -> dict[str, Any]:
    """Return what the task needs besides the bytes, as JSON carries it."""
    return {"name": name, "suspects": [asdict(suspect) for suspect in suspects]}


def attack(data: bytes, options: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    """Attack one file; `options` holds its `name` and the `suspects`.

    Raises:
        UnreadableError: if the file cannot be opened.
    """
    logging.disable()
    suspects = tuple(_suspect(one) for one in options["suspects"])
    try:
        attacked = attack_bytes(data, options["name"], suspects, limits)
    except NotOpenedError as error:
        damaged = ("damaged", "The file is damaged, so nothing can be said about what it holds.")
        raise UnreadableError(*_REFUSALS.get(error.why, damaged)) from error
    return {}, json.dumps(as_plain(attacked)).encode()


def from_answer(payload: bytes) -> Attacked:
    """Build the value from an answer of the confined process, trusting nothing about its shape.

    Raises:
        ValueError: if a part is missing or of the wrong kind.
    """
    plain = json.loads(payload)
    if not isinstance(plain, dict):
        message = "not the answer of an attack"
        raise ValueError(message)  # noqa: TRY004 - to the caller it is one more wrong value
    return from_plain(plain)


def _suspect(plain: dict[str, Any]) -> Suspect:
    names = tuple(Name(**{field: tuple(value) for field, value in name.items()}) for name in plain["names"])
    lists = {field: tuple(plain[field]) for field in ("called", "codes", "phones", "phrases", "shown")}
    return Suspect(id=str(plain["id"]), watched=bool(plain["watched"]), names=names, **lists)
