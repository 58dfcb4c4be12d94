"""What every step of a release needs: the register's file, and the bytes of a frozen content."""

from __future__ import annotations

import hashlib
from pathlib import Path

from secondsource.actions.shielding.registers import open_register
from secondsource.errors import AccessError, IntegrityError
from secondsource.publishing.dossier.build import contents
from secondsource.shielding.register.entry import Register
from secondsource.store.letting_out import lookups
from secondsource.store.letting_out.values import Frozen


def opened(register: Path, passphrase: str) -> Register:
    """Open the desk's register.

    Raises:
        AccessError: `register-shut`, for a wrong passphrase. InputError: `register-unreadable`.
    """
    try:
        return open_register(register, lambda: passphrase).register
    except IntegrityError as error:
        raise AccessError(
            "register-shut",
            "The register does not open with this passphrase.",
            "Try again; if it is right, the file was changed: take the last copy that opened.",
        ) from error


def register_digest(register: Path) -> str:
    """Return the SHA-256 of the register as it lies there, sealed; empty where there is none."""
    return hashlib.sha256(register.read_bytes()).hexdigest() if register.is_file() else ""


def contents_of(held: Frozen) -> dict[str, bytes]:
    """Return everything of the dossier but the statement.

    Raises:
        IntegrityError: `exhibit-foreign`, when a kept copy is not the one that was frozen.
    """
    copies = {one.name: one.data for one in lookups.copies(held.case, held.digest)}
    return contents(held.release, copies)
