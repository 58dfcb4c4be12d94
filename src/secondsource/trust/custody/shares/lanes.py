"""GF(2^8) with the polynomial x^8+x^4+x^3+x+1 (0x11b), on all bytes of a secret at once.

A secret of n bytes is one integer of n lanes. Lanes are added by XOR and multiplied by a *public* scalar (a share's
number, or what follows from share numbers alone). No table is read at a secret place and no branch depends on a secret
value, so that neither caches nor branch predictors are steered by it. What that is worth in Python: integers drop
leading zero bytes, so that the time of one operation can tell, very faintly, whether the first byte is zero; and freed
memory is not wiped. The machine that combines sees the secret in any case: use one that is offline and yours.
"""

from __future__ import annotations


def pack(data: bytes) -> int:
    """Return bytes as lanes."""
    return int.from_bytes(data, "big")


def unpack(lanes: int, length: int) -> bytes:
    """Return lanes as bytes."""
    return lanes.to_bytes(length, "big")


def times(lanes: int, scalar: int, length: int) -> int:
    """Multiply every lane by a scalar.

    Args:
        lanes: secret.
        scalar: 0 to 255, public.
        length: how many lanes.
    """
    ones = int.from_bytes(b"\x01" * length, "big")
    product = 0
    for place in range(7, -1, -1):
        carried = product >> 7 & ones
        product = ((product & (ones * 0x7F)) << 1) ^ (carried * 0x1B)
        product ^= lanes * (scalar >> place & 1)
    return product


def multiply(one: int, other: int) -> int:
    """Multiply two public elements."""
    return times(one, other, 1)


def inverse(element: int) -> int:
    """Return the inverse of a public element, element^254; of 0 it is 0."""
    result = 1
    for _ in range(254):
        result = multiply(result, element)
    return result
