"""A register at rest: opens with its passphrase only, says nothing by its size, refuses changed bytes."""

import struct

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from secondsource.errors import InputError, IntegrityError
from secondsource.shielding.register.entry import Protected, Register
from secondsource.shielding.register.sealing import BLOCK, MAGIC, MEMORY, PASSES, is_sealed, seal, unseal

REGISTER = Register(entries=(Protected(id="p-1", name="Inés Quiroga Bastida", why="lives there"),))
PASSPHRASE = "seven quiet herons"  # noqa: S105 - invented


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return seal(REGISTER, PASSPHRASE)


def test_it_opens_with_its_passphrase(sealed: bytes) -> None:
    assert is_sealed(sealed)
    assert unseal(sealed, PASSPHRASE) == REGISTER


def test_no_name_can_be_read_in_it_and_two_sealings_differ(sealed: bytes) -> None:
    assert b"Quiroga" not in sealed
    assert seal(REGISTER, PASSPHRASE) != sealed


def test_its_size_does_not_count_the_people(sealed: bytes) -> None:
    assert len(seal(Register(), PASSPHRASE)) == len(sealed)
    assert (len(sealed) - len(MAGIC) - 12 - 28 - 16) % BLOCK == 0


def test_the_derivation_is_as_costly_as_promised() -> None:
    assert MEMORY >= 64 * 1024
    assert PASSES >= 3


def test_a_wrong_passphrase_and_a_changed_byte_are_refused(sealed: bytes) -> None:
    with pytest.raises(IntegrityError) as refused:
        unseal(sealed, "seven quiet heron")
    assert refused.value.code == "register-locked"
    for place in (len(MAGIC) + 20, -1):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(IntegrityError):
            unseal(bytes(changed), PASSPHRASE)


def test_a_file_that_asks_for_all_memory_is_refused(sealed: bytes) -> None:
    hungry = sealed[: len(MAGIC)] + b"\xff\xff\xff\xff" + sealed[len(MAGIC) + 4 :]
    with pytest.raises(IntegrityError) as refused:
        unseal(hungry, PASSPHRASE)
    assert refused.value.code == "register-damaged"


@pytest.mark.parametrize("data", [b"", MAGIC, MAGIC + b"short"])
def test_a_cut_file_is_refused(data: bytes) -> None:
    with pytest.raises(IntegrityError):
        unseal(data, PASSPHRASE)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(InputError):
        seal(REGISTER, "short")


@pytest.mark.parametrize("content", [b"1", b"[]", b'{"entries": [3]}', b'{"entries": 4}', b"[" * 100_000, b"\xff"])
def test_a_register_that_opens_but_holds_something_else_is_refused(content: bytes) -> None:
    head = MAGIC + struct.pack(">III", 8, 1, 1) + bytes(28)
    key = Argon2id(salt=bytes(16), length=32, iterations=1, lanes=1, memory_cost=8).derive(b"ocho cartas sin sello")
    with pytest.raises(IntegrityError) as refused:
        unseal(head + ChaCha20Poly1305(key).encrypt(head[-12:], content, head), "ocho cartas sin sello")
    assert refused.value.code == "register-damaged"
