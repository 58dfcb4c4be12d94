"""Whose export it is, and taking it in: judged by what lies in it, never by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final

from secondsource.documents.imports.opening import ZIP_MAGIC, unzip
from secondsource.documents.imports.peers import archiver, atlos, folder, followthemoney, globaleaks, securedrop, wacz
from secondsource.documents.imports.taken import LIMITS, LeftOut, Peer, TakenIn, Taking
from secondsource.documents.limits import Limits

Files = Mapping[str, bytes]
_FITS: Final[tuple[tuple[Peer, Callable[[Files], bool]], ...]] = (
    (Peer.WACZ, wacz.fits),
    (Peer.GLOBALEAKS, globaleaks.fits),
    (Peer.ATLOS, atlos.fits),
    (Peer.AUTO_ARCHIVER, archiver.fits),
    (Peer.SECUREDROP, securedrop.fits),
    (Peer.FOLLOW_THE_MONEY, followthemoney.fits),
)
"""From the most to the least particular."""
_TAKE: Final[Mapping[Peer, Callable[[Taking], None]]] = {
    Peer.FOLDER: folder.take,
    Peer.SECUREDROP: securedrop.take,
    Peer.GLOBALEAKS: globaleaks.take,
    Peer.ATLOS: atlos.take,
    Peer.AUTO_ARCHIVER: archiver.take,
    Peer.FOLLOW_THE_MONEY: followthemoney.take,
}
_WEB_ARCHIVE: Final = ".wacz"


def opened(files: Files, limits: Limits = LIMITS) -> tuple[dict[str, bytes], tuple[LeftOut, ...]]:
    """Return what an export holds: files as they are, or what one archive that stands alone has in it.

    Raises:
        UnreadableError: the archive is damaged, or inflates to more than it may.
    """
    if len(files) == 1:
        ((path, data),) = files.items()
        if data.startswith(ZIP_MAGIC) and PurePosixPath(path).suffix.lower() in {".zip", ""}:
            inside, left_out = unzip(data, limits)
            return inside, tuple(left_out)
    return dict(files), ()


def peer_of(files: Files) -> Peer:
    """Return whose export some files are; what nobody is known to write is a folder."""
    return next((peer for peer, fits in _FITS if fits(files)), Peer.FOLDER)


def take_in(files: Files, peer: Peer | None = None, limits: Limits = LIMITS) -> TakenIn:
    """Take an export in.

    Args:
        files: its files by path with forward slashes; one archive alone is opened.
        peer: whose export it is; None to judge by what lies in it.
        limits: bounds on what is opened.

    Raises:
        UnreadableError: the archive is damaged, or inflates to more than it may.
    """
    inside, left_out = opened(files, limits)
    chosen = peer or peer_of(inside)
    if chosen is Peer.WACZ:
        # The archive itself is the evidence: it is read, and not taken apart.
        inside, left_out = dict(files), ()
    web = {path for path in inside if chosen is Peer.WACZ or PurePosixPath(path).suffix.lower() == _WEB_ARCHIVE}
    taking = Taking(files=inside, limits=limits, left_out=list(left_out))
    for path in sorted(web):
        wacz.take_packed(path, taking)
    if chosen is Peer.WACZ or web == set(inside) != set():
        return taking.taken(Peer.WACZ)
    taking.files = {path: data for path, data in inside.items() if path not in web}
    _TAKE[chosen](taking)
    return taking.taken(chosen)
