"""A register as encrypted bytes: Argon2id for the passphrase, ChaCha20-Poly1305 for the content.

Layout: magic, memory in KiB, passes and lanes (4 bytes each, big-endian), salt (16), nonce (12), ciphertext with its
tag. All before the ciphertext is authenticated with it. The content is JSON padded with spaces to whole blocks, so
that the size of the file does not count the people. Salt and nonce are fresh at every write. RFC 9106, RFC 8439.
"""

from __future__ import annotations

import json
import secrets
import struct
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from secondsource.core.codec import from_plain, to_plain
from secondsource.errors import InputError, IntegrityError
from secondsource.shielding.register.entry import Register

MAGIC: Final = b"second-source register 1\n"
MEMORY: Final = 64 * 1024
"""KiB: the second recommendation of RFC 9106, section 4."""
PASSES: Final = 3
LANES: Final = 4
SHORTEST: Final = 8
"""Characters of a passphrase; what is shorter is guessed whatever the derivation costs."""
BLOCK: Final = 16 * 1024
"""Bytes the content is padded to."""
_COSTS: Final = struct.Struct(">III")
_MOST: Final = (1024 * 1024, 16, 16)
"""Memory, passes and lanes that are taken from a file; a hostile one could ask for all memory."""


def is_sealed(data: bytes) -> bool:
    """Say whether these bytes are a sealed register."""
    return data.startswith(MAGIC)


def seal(register: Register, passphrase: str) -> bytes:
    """Return `register` encrypted under `passphrase`.

    Raises:
        InputError: `register-passphrase-short`: fewer than eight characters.
    """
    if len(passphrase) < SHORTEST:
        raise InputError(
            "register-passphrase-short",
            f"The passphrase has fewer than {SHORTEST} characters.",
            "Take five or more words that nobody would guess.",
        )
    head = MAGIC + _COSTS.pack(MEMORY, PASSES, LANES) + secrets.token_bytes(28)
    content = json.dumps(to_plain(register), ensure_ascii=False).encode()
    content += b" " * (-len(content) % BLOCK)
    return head + ChaCha20Poly1305(_key(head, passphrase)).encrypt(head[-12:], content, head)


def unseal(data: bytes, passphrase: str) -> Register:
    """Return the register in `data`.

    Raises:
        IntegrityError: `register-locked`: a wrong passphrase or changed bytes, which cannot be told apart;
            `register-damaged`: it opens but does not hold a register of this version.
    """
    size = len(MAGIC) + _COSTS.size + 28
    head, locked = data[:size], data[size:]
    if not is_sealed(data) or len(head) < size:
        raise _damaged()
    try:
        content = ChaCha20Poly1305(_key(head, passphrase)).decrypt(head[-12:], locked, head)
    except InvalidTag as error:
        raise IntegrityError(
            "register-locked",
            "The register does not open: the passphrase is wrong, or the file was changed.",
            "Try the passphrase again; if it is right, take the last copy that opened.",
        ) from error
    try:
        return from_plain(Register, json.loads(content))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _damaged() from error


def _key(head: bytes, passphrase: str) -> bytes:
    memory, passes, lanes = _COSTS.unpack_from(head, len(MAGIC))
    if memory > _MOST[0] or not 1 <= passes <= _MOST[1] or not 1 <= lanes <= _MOST[2] or memory < 8 * lanes:
        raise _damaged()
    salt = head[-28:-12]
    return Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory).derive(
        passphrase.encode()
    )


def _damaged() -> IntegrityError:
    return IntegrityError(
        "register-damaged",
        "This is not a register of this version, or it is damaged.",
        "Take the last copy that opened.",
    )
