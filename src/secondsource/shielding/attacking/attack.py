"""The attack on one file: its kind by its bytes, then every part of it down to the last.

A path of its own: it shares no search with the redaction, and takes files apart by other libraries where there are
any. `attack_bytes` is pure; on a stranger's file it belongs into a confined process (see `attacking.confined`).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Final

from secondsource.documents.limits import Limits
from secondsource.shielding.attacking.images import media, pictures
from secondsource.shielding.attacking.leak import Attacked, Check, Place, Severity
from secondsource.shielding.attacking.naming.suspects import Suspect
from secondsource.shielding.attacking.opening import archives, carving, kinds, mail, markup, office
from secondsource.shielding.attacking.opening.failure import NotOpenedError
from secondsource.shielding.attacking.pdf import attack as pdf
from secondsource.shielding.attacking.walk import Opener, Walk

_OPENERS: Final[dict[kinds.Looks, Opener]] = {
    kinds.Looks.PDF: pdf.attack_pdf,
    kinds.Looks.OFFICE: office.attack_office,
    kinds.Looks.ZIP: archives.attack_zip,
    kinds.Looks.TAR: archives.attack_tar,
    kinds.Looks.PACKED: archives.attack_packed,
    kinds.Looks.PICTURE: pictures.attack_picture,
    kinds.Looks.MEDIA: media.attack_media,
    kinds.Looks.MARKUP: markup.attack_markup,
    kinds.Looks.MAIL: mail.attack_mail,
    kinds.Looks.TEXT: markup.attack_text,
}


def attack_bytes(data: bytes, name: str, suspects: Sequence[Suspect], limits: Limits) -> Attacked:
    """Try to find suspects, or anything else that should not leave, in one file.

    Args:
        data: the file's bytes.
        name: its name, which is attacked too.
        suspects: whom to look for; without any, only what needs no name is checked.
        limits: bounds on pages, parts and bytes; what lies beyond them blocks.

    Returns:
        Every find with its place; what was not checked; the text a reader would read.

    Raises:
        NotOpenedError: if the file itself cannot be opened, so that nothing can be said.
    """
    walk = Walk(suspects, limits, _open)
    path = walk.named((), name)
    with warnings.catch_warnings():
        # What a library finds odd about a stranger's file is the attack's to judge.
        warnings.simplefilter("ignore")
        _take_apart(walk, data, path)
    return walk.attacked()


def _open(walk: Walk, data: bytes, path: tuple[str, ...]) -> None:
    """Take a part apart; one that cannot be opened blocks, because it may hold anything."""
    try:
        _take_apart(walk, data, path)
    except NotOpenedError as error:
        walk.raw(data, path)
        walk.leak(Check.UNOPENED, Severity.BLOCK, Place(path=path, slot=error.why))


def _take_apart(walk: Walk, data: bytes, path: tuple[str, ...]) -> None:
    if not data:
        return
    looks = kinds.looks_of(data, path[-1])
    walk.raw(data, path)
    opener = _OPENERS.get(looks)
    if opener is None:
        carving.attack_unknown(walk, data, path)
    else:
        _use(opener, walk, data, path)
        if looks not in {kinds.Looks.TEXT, kinds.Looks.MARKUP, kinds.Looks.MAIL, kinds.Looks.PDF}:
            carving.attack_second_kind(walk, data, path)


def _use(opener: Opener, walk: Walk, data: bytes, path: tuple[str, ...]) -> None:
    """Let an opener work; where it trips, what was found so far stays, and the rest counts as unopened.

    Raises:
        NotOpenedError: as the opener.
    """
    try:
        opener(walk, data, path)
    except (NotOpenedError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - parsers of a dozen formats raise anything on bytes made to break them
        walk.leak(Check.UNOPENED, Severity.BLOCK, Place(path=path, slot="damaged"))
