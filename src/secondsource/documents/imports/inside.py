"""The task of taking an export in, as the confined process does it."""

from __future__ import annotations

import logging
from typing import Any

from secondsource.core.codec import to_plain
from secondsource.documents.imports.detect import take_in
from secondsource.documents.imports.taken import Peer
from secondsource.documents.limits import Limits


def take(data: bytes, options: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    """Take an export in; `options` holds `files`, path and length of each, and `peer`. Bytes travel joined.

    Raises:
        UnreadableError: an archive is damaged, or inflates to more than it may.
    """
    logging.disable()
    files, place = {}, 0
    for path, length in options["files"]:
        files[path] = data[place : place + length]
        place += length
    made = take_in(files, Peer(options["peer"]) if options["peer"] else None, limits)
    exhibits = [
        {
            "name": one.name,
            "path": one.path,
            "size": len(one.data),
            "given": one.given,
            "match": one.match.value,
            "about": to_plain(one.about),
        }
        for one in made.exhibits
    ]
    rest = {name: to_plain(getattr(made, name)) for name in ("peer", "reports", "claims", "notes", "left_out")}
    return {**rest, "exhibits": exhibits}, b"".join(one.data for one in made.exhibits)
