"""Shamir's secret sharing (1979), byte by byte, in the format of HashiCorp Vault.

A share of n secret bytes has n + 1 bytes: the values of n random polynomials at one place, and that place (1 to 255)
as its last byte. https://github.com/hashicorp/vault/tree/main/shamir

These shares carry no check: wrong ones combine to rubbish without complaint. Nothing here is therefore used without
what surrounds it: `share_file` binds each share to its item by a published hash, and the combined secret must be the
age identity whose recipient the item names.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import lru_cache

from secondsource.errors import InputError
from secondsource.trust.custody.shares import lanes

MOST_SHARES = 255
MOST_BYTES = 4096
"""Of a secret; ours are 74 bytes long."""


def split(secret: bytes, count: int, threshold: int) -> tuple[bytes, ...]:
    """Split a secret into `count` shares, of which any `threshold` combine to it and fewer tell nothing.

    Args:
        secret: 1 to 4096 bytes.
        count: 2 to 255.
        threshold: 2 to `count`.

    Raises:
        InputError: `shares-numbers`.
    """
    if not (2 <= threshold <= count <= MOST_SHARES and 1 <= len(secret) <= MOST_BYTES):
        raise InputError(
            "shares-numbers",
            f"Nothing can be split into {count} shares of which {threshold} are needed.",
            "Take two or more, and no more than there are members.",
        )
    length = len(secret)
    polynomial = [lanes.pack(secret), *(lanes.pack(secrets.token_bytes(length)) for _ in range(threshold - 1))]
    places = secrets.SystemRandom().sample(range(1, MOST_SHARES + 1), count)
    return tuple(lanes.unpack(_value(polynomial, place, length), length) + bytes([place]) for place in places)


def combine(shares: Sequence[bytes]) -> bytes:
    """Combine shares; whether the result is the secret, the caller has to check.

    Raises:
        InputError: `shares-unfit`, when they cannot belong together.
    """
    places = tuple(share[-1] if share else 0 for share in shares)
    lengths = {len(share) for share in shares}
    if len(shares) < 2 or len(lengths) != 1 or max(lengths) < 2 or 0 in places or len(set(places)) != len(places):
        raise InputError(
            "shares-unfit",
            "These shares do not belong together: too few, of different lengths, or one of them twice.",
            "Gather the shares of one item, each from another member.",
        )
    length = lengths.pop() - 1
    secret = 0
    for share, weight in zip(shares, _weights(places), strict=True):
        secret ^= lanes.times(lanes.pack(share[:-1]), weight, length)
    return lanes.unpack(secret, length)


def _value(polynomial: Sequence[int], place: int, length: int) -> int:
    """Evaluate a polynomial at a public place, by Horner's rule."""
    value = 0
    for coefficient in reversed(polynomial):
        value = lanes.times(value, place, length) ^ coefficient
    return value


@lru_cache(maxsize=64)
def _weights(places: tuple[int, ...]) -> tuple[int, ...]:
    """Return Lagrange's weights at 0; they follow from the places alone, which are public."""
    weights = []
    for at, place in enumerate(places):
        weight = 1
        for other in (*places[:at], *places[at + 1 :]):
            weight = lanes.multiply(weight, lanes.multiply(other, lanes.inverse(other ^ place)))
        weights.append(weight)
    return tuple(weights)
