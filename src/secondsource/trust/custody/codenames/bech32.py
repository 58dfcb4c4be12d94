"""Bech32 (BIP 173, https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki): how age writes its keys.

Only the writing half: reading is done by age itself, which checks what is written here.
"""

from __future__ import annotations

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK_DIGITS = 6


def encode(prefix: str, data: bytes) -> str:
    """Return `data` under a prefix in small letters, with its check digits."""
    digits = _in_fives(data)
    spread = [*(ord(letter) >> 5 for letter in prefix), 0, *(ord(letter) & 31 for letter in prefix)]
    check = _polymod([*spread, *digits, *[0] * _CHECK_DIGITS]) ^ 1
    digits += [(check >> 5 * (_CHECK_DIGITS - 1 - place)) & 31 for place in range(_CHECK_DIGITS)]
    return f"{prefix}1{''.join(_LETTERS[digit] for digit in digits)}"


def _in_fives(data: bytes) -> list[int]:
    """Return bytes as digits of five bits, zeros filling the last."""
    bits = len(data) * 8
    wide = int.from_bytes(data, "big") << (-bits % 5)
    count = -(-bits // 5)
    return [(wide >> 5 * (count - 1 - place)) & 31 for place in range(count)]


def _polymod(digits: list[int]) -> int:
    value = 1
    for digit in digits:
        top = value >> 25
        value = (value & 0x1FFFFFF) << 5 ^ digit
        for place, term in enumerate(_GENERATOR):
            value ^= term if (top >> place) & 1 else 0
    return value
