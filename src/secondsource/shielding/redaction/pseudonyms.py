"""Names that stand for protected people: the same throughout a dossier, telling nothing, different in every release.

A number is drawn by HMAC-SHA-256 from a key of the release and the person's id (RFC 2104). Nobody without the key can
tell who it is, in which order people were entered, or that two releases speak of one person; and everybody's token has
the same width, whatever their name, gender or initials.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable

from secondsource.errors import InputError

KEY_BYTES = 32
_DIGITS = 3
_WORDS = {
    "en": {"person": "Person", "other": "withheld"},
    "es": {"person": "Persona", "other": "reservado"},
}
KINDS = {
    "en": {
        "phone": "phone",
        "email": "e-mail",
        "url": "web address",
        "handle": "account",
        "date": "date",
        "number": "number",
        "case": "file number",
        "plate": "plate",
        "coordinates": "place",
        "iban": "account number",
        "id": "identity number",
        "name": "name",
        "group": "group",
        "address": "address",
    },
    "es": {
        "phone": "teléfono",
        "email": "correo",
        "url": "dirección web",
        "handle": "cuenta",
        "date": "fecha",
        "number": "número",
        "case": "número de expediente",
        "plate": "placa",
        "coordinates": "lugar",
        "iban": "número de cuenta",
        "id": "número de identidad",
        "name": "nombre",
        "group": "grupo",
        "address": "dirección",
    },
}


def new_key() -> bytes:
    """Return a key for one release."""
    return secrets.token_bytes(KEY_BYTES)


class Pseudonyms:
    """The names of one release."""

    def __init__(self, key: bytes, people: Iterable[str]) -> None:
        """Draw a number for every id in `people`.

        Raises:
            InputError: code `pseudonym-key-wrong`, if the key is not of `KEY_BYTES` bytes.
        """
        if len(key) != KEY_BYTES:
            raise InputError(
                "pseudonym-key-wrong",
                f"A pseudonym key has {KEY_BYTES} bytes; this file has {len(key)}.",
                "Name the key file of this release, or leave the option out to make a new one.",
            )
        self._numbers = _drawn(key, sorted(set(people)))

    def of_person(self, person: str, language: str) -> str:
        """Return the name of a person: `Person 417`, `Persona 417`."""
        return f"{_WORDS[language]['person']} {self._numbers[person]}"

    @staticmethod
    def of_kind(kind: str, language: str) -> str:
        """Return what stands for an identifier: `[phone]`, `[teléfono]`."""
        return f"[{KINDS[language].get(kind, _WORDS[language]['other'])}]"


def _drawn(key: bytes, people: list[str]) -> dict[str, str]:
    """Return a number of equal width for each id, all different.

    The ids are taken in the order of their digests, so that who gives way when two draw the same number does not
    depend on the register's order.
    """
    width = max(_DIGITS, len(str(4 * len(people))))
    low, count = 10 ** (width - 1), 9 * 10 ** (width - 1)
    digests = sorted((_digest(key, person, 0), person) for person in people)
    taken: set[int] = set()
    numbers: dict[str, str] = {}
    for digest, person in digests:
        attempt = 0
        number = low + int.from_bytes(digest[:8]) % count
        while number in taken:
            attempt += 1
            number = low + int.from_bytes(_digest(key, person, attempt)[:8]) % count
        taken.add(number)
        numbers[person] = str(number)
    return numbers


def _digest(key: bytes, person: str, attempt: int) -> bytes:
    message = b"secondsource/pseudonym/v1\0" + attempt.to_bytes(4) + person.encode()
    return hmac.new(key, message, hashlib.sha256).digest()
