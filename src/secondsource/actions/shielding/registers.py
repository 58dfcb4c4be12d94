"""Opening and keeping registers of protected people: sealed files and plain tables through one door."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from secondsource.actions.files import write_whole
from secondsource.errors import InputError
from secondsource.shielding.register.entry import Register
from secondsource.shielding.register.sealing import is_sealed, seal, unseal
from secondsource.shielding.register.table import Read, read_table


def open_register(path: Path, passphrase: Callable[[], str]) -> Read:
    """Read a register, sealed or a plain CSV table.

    Args:
        path: the file.
        passphrase: asked only for a sealed register.

    Raises:
        InputError: `register-unreadable`, `register-name`.
        IntegrityError: `register-locked`, `register-damaged`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            "register-unreadable",
            f"The register {path} could not be read: {error.strerror or error}.",
            "Check the path and its permissions.",
        ) from error
    return Read(register=unseal(data, passphrase())) if is_sealed(data) else read_table(data)


def open_sealed(path: Path, passphrase: str) -> Register:
    """Read a register that has to be sealed, because it will be written back.

    Raises:
        InputError: `register-not-sealed`, and as `open_register`.
    """
    read = open_register(path, lambda: passphrase)
    if not is_sealed(path.read_bytes()):
        raise InputError(
            "register-not-sealed",
            "This register is a plain table; entries are only added to sealed ones.",
            "Make a sealed one with register new, then register import.",
        )
    return read.register


def keep_register(path: Path, register: Register, passphrase: str, *, new: bool = False) -> None:
    """Seal a register into a file, in one step.

    Raises:
        InputError: `register-exists`: a new register would replace a file; `register-passphrase-short`.
        StorageError: `output-unwritable`.
    """
    if new and path.exists():
        raise InputError("register-exists", f"There already is a file {path}.", "Choose another name.")
    write_whole(path, seal(register, passphrase))
