"""The task of taking one file apart into layers, as the confined process does it."""

from __future__ import annotations

import json
import logging
from typing import Any

from secondsource.documents.layers.dispatch import layers_of
from secondsource.documents.layers.layered import Layered
from secondsource.documents.limits import Limits

TASK = "secondsource.documents.layers.task:look"
LIMITS = Limits(cpu_seconds=120, seconds=180.0, memory_bytes=3 * 1024**3, files_per_process=50)
"""Pictures take more time and memory to decode than texts take to read."""


def look(data: bytes, options: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    """Take one file apart; `options` holds its `name`. The layers travel as bytes, because they may be long.

    Raises:
        UnreadableError: if it cannot be opened.
    """
    logging.disable()
    found = layers_of(data, options["name"], limits)
    return {}, json.dumps(found.as_answer()).encode()


def from_payload(payload: bytes) -> Layered:
    """Build the value from the answer of the confined process, trusting nothing about its shape.

    Raises:
        ValueError: if it makes no sense.
    """
    answer = json.loads(payload)
    if not isinstance(answer, dict):
        message = "not a file in layers"
        raise ValueError(message)  # noqa: TRY004 - to the caller it is one more wrong value
    return Layered.from_answer(answer)
