"""Shares: any k open, fewer never, and what does not belong is an error and never rubbish."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pyshamir
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.errors import AccessError, InputError, IntegrityError, RuleError
from secondsource.trust.custody.keys import age
from secondsource.trust.custody.shares import lanes, shamir, share_file

MEMBERS = [age.new_identity() for _ in range(5)]
RECIPIENTS = [age.recipient_of(one) for one in MEMBERS]


def slow_product(one: int, other: int) -> int:
    """Multiply in GF(2^8) as one does on paper."""
    product = 0
    for place in range(8):
        product ^= (one << place) if other >> place & 1 else 0
    for place in range(15, 7, -1):
        product ^= (0x11B << (place - 8)) if product >> place & 1 else 0
    return product


def test_the_field_is_the_one_of_aes() -> None:
    assert lanes.multiply(0x57, 0x83) == 0xC1, "FIPS 197, section 4.2"
    for one, other in itertools.product(range(0, 256, 5), range(256)):
        assert lanes.multiply(one, other) == slow_product(one, other)
    assert all(lanes.multiply(one, lanes.inverse(one)) == 1 for one in range(1, 256))


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=80), st.integers(0, 255))
def test_all_lanes_are_multiplied_as_each_would_be(data: bytes, scalar: int) -> None:
    product = lanes.unpack(lanes.times(lanes.pack(data), scalar, len(data)), len(data))
    assert product == bytes(lanes.multiply(byte, scalar) for byte in data)


@settings(max_examples=30, deadline=None)
@given(st.binary(min_size=1, max_size=80), st.integers(2, 6), st.integers(0, 4), st.randoms())
def test_any_k_shares_combine_and_pyshamir_agrees_both_ways(
    secret: bytes, threshold: int, more: int, chance: object
) -> None:
    shares = shamir.split(secret, threshold + more, threshold)
    picked = chance.sample(shares, threshold)  # type: ignore[attr-defined]
    assert shamir.combine(picked) == secret
    assert bytes(pyshamir.combine([bytearray(share) for share in picked])) == secret
    others = [bytes(share) for share in pyshamir.split(secret, threshold + more, threshold)]
    if all(share[-1] for share in others):  # it may use place 0, which is the secret itself; ours refuse it
        assert shamir.combine(others[-threshold:]) == secret


def test_numbers_that_split_nothing_are_refused() -> None:
    for count, threshold in ((1, 1), (3, 1), (2, 3), (256, 2)):
        with pytest.raises(InputError, match="Nothing can be split"):
            shamir.split(b"x", count, threshold)
    shares = shamir.split(b"secret", 3, 2)
    for wrong in ([], shares[:1], [shares[0], shares[0]], [shares[0], shares[1][:-1]], [b"", b""], [b"a\0", b"b\1"]):
        with pytest.raises(InputError, match="do not belong together"):
            shamir.combine(wrong)


def opened(identity: str, threshold: int = 3) -> list[share_file.Share]:
    made = share_file.split_for(identity, RECIPIENTS, threshold)
    return [share_file.open_share(data, key) for data, key in zip(made.files, MEMBERS, strict=True)]


def test_every_three_of_five_open_and_no_two_do() -> None:
    identity = age.new_identity()
    shares = opened(identity)
    for three in itertools.combinations(shares, 3):
        assert share_file.combine(three, shares[0].hashes) == identity
    for two in itertools.combinations(shares, 2):
        with pytest.raises(RuleError, match="2 of the 3 shares"):
            share_file.combine(two)
        with pytest.raises(RuleError, match="2 of the 3 shares"):
            share_file.combine([*two, two[0]])
        lowered = [replace(share, threshold=2) for share in two]  # somebody lies about the threshold
        with pytest.raises(IntegrityError, match="together they are"):
            share_file.combine(lowered)
    with pytest.raises(RuleError, match="0 of the 2"):
        share_file.combine([])


def test_swapped_and_changed_shares_are_an_error_and_never_rubbish() -> None:
    one, other = opened(age.new_identity()), opened(age.new_identity())
    with pytest.raises(IntegrityError, match="different splittings"):
        share_file.combine([one[0], one[1], other[2]])
    again = replace(other[2], recipient=one[0].recipient, hashes=one[0].hashes)
    with pytest.raises(IntegrityError, match="not among the published hashes"):
        share_file.combine([one[0], one[1], again])
    lying = tuple(sorted({again.digest, one[0].digest, one[1].digest}))
    forged = [replace(share, hashes=lying) for share in (one[0], one[1], again)]
    with pytest.raises(IntegrityError, match="together they are"):
        share_file.combine(forged)
    with pytest.raises(IntegrityError, match="not among the published hashes"):
        share_file.combine(forged, one[0].hashes)
    ours = [replace(share, recipient=other[0].recipient) for share in one[:3]]
    hashes = tuple(share.digest for share in ours)
    with pytest.raises(IntegrityError, match="another item's key"):
        share_file.combine([replace(share, hashes=hashes) for share in ours])


def test_a_share_opens_for_its_member_alone_and_names_what_it_belongs_to() -> None:
    identity = age.new_identity()
    made = share_file.split_for(identity, RECIPIENTS, 3)
    assert len(set(made.hashes)) == 5
    assert len({len(age.unseal(data, key)) for data, key in zip(made.files, MEMBERS, strict=True)}) == 1
    with pytest.raises(AccessError, match="sealed for others"):
        share_file.open_share(made.files[0], MEMBERS[1])
    with pytest.raises(IntegrityError, match="no share"):
        share_file.open_share(age.seal(b"not a share", [RECIPIENTS[0]]), MEMBERS[0])
    spoilt = share_file.open_share(made.files[0], MEMBERS[0])
    text = replace(spoilt, data=spoilt.data[:-1] + bytes([spoilt.data[-1] ^ 1])).text()
    with pytest.raises(IntegrityError, match="its own hash"):
        share_file.open_share(age.seal(text.encode(), [RECIPIENTS[0]]), MEMBERS[0])
    with pytest.raises(RuleError, match="two shares"):
        share_file.split_for(identity, [*RECIPIENTS, RECIPIENTS[0]], 3)
    assert sorted(share_file.wrap_in_shares(identity, RECIPIENTS, 3)) == [f"share-{n}.age" for n in range(1, 6)]
