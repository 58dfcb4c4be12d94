"""Throw bytes at what reads a register or a text: nothing but a refusal may come back.

    pip install atheris
    python tests/fuzz/shielding.py table|sealed|find [-max_total_time=600] [CORPUS]

`table` reads a register as a table, writes it and reads it back. `sealed` opens a sealed register, once with the bytes
as its file and once with the bytes as its content. `find` looks for people in any text: hits lie in it, in order.
"""

from __future__ import annotations

import secrets
import struct
import sys
from itertools import pairwise

import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore]  # it has no types

with atheris.instrument_imports(include=["secondsource"]):
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    from secondsource.errors import SecondSourceError
    from secondsource.shielding.matching.matcher import Matcher
    from secondsource.shielding.register.entry import Protected, Register
    from secondsource.shielding.register.sealing import MAGIC, unseal
    from secondsource.shielding.register.table import read_table, write_table

PASSPHRASE = "five words nobody would guess"  # noqa: S105 - invented
COSTS = struct.pack(">III", 8, 1, 1)
"""The cheapest that a file may ask for."""
SALT = secrets.token_bytes(28)
KEY = Argon2id(salt=SALT[:16], length=32, iterations=1, lanes=1, memory_cost=8).derive(PASSPHRASE.encode())
HEAD = MAGIC + COSTS + SALT
NAMES = ("Inés Lucía Quiroga Bastida", "Desmond O'Hanlon", "Вадим Рябцев", "Omar al-Sabbagh")
PEOPLE = tuple(
    Protected(
        id=f"p-{n}",
        name=name,
        nicknames=("la Grulla",),
        phones=("+34 600 555 012",),
        emails=("grulla@correo.example",),
        addresses=("Calle del Olmo 12",),
        handles=("@grulla77",),
    )
    for n, name in enumerate(NAMES, start=1)
)
MATCHER = Matcher(Register(entries=PEOPLE))


def table(data: bytes) -> None:
    """A table is read or refused, and what was read can be written and read again."""
    try:
        register = read_table(data).register
    except SecondSourceError:
        return
    written = write_table(register).encode()
    if len(read_table(written).register) != len(register):
        raise AssertionError("The table that was written holds other people than the one that was read.")


def sealed(data: bytes) -> None:
    """A sealed register is read or refused, whatever its head and its content."""
    costly = HEAD[:-40] if not data else MAGIC + COSTS + data
    for file in (data, costly, HEAD + ChaCha20Poly1305(KEY).encrypt(HEAD[-12:], data, HEAD)):
        try:
            unseal(file, PASSPHRASE)
        except SecondSourceError:
            continue


def find(data: bytes) -> None:
    """Hits lie within the text, in order and apart."""
    read = atheris.FuzzedDataProvider(data)
    text = read.ConsumeUnicode(400) if read.ConsumeBool() else data[1:].decode("utf-8", "replace")
    hits = MATCHER.find(text)
    if not all(0 <= hit.start < hit.end <= len(text) for hit in hits):
        raise AssertionError("A hit lies outside the text.")
    if not all(one.end <= other.start for one, other in pairwise(hits)):
        raise AssertionError("Hits overlap.")


if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *sys.argv[2:]], {"table": table, "sealed": sealed, "find": find}[sys.argv[1]])
    atheris.Fuzz()
