"""Padding and codenames, whatever goes in."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from secondsource.trust.custody.codenames.codename import WORDS, Codename, read_codename
from secondsource.trust.custody.codenames.words import folded
from secondsource.trust.custody.sealing.padding import (
    MARK,
    MESSAGE_SIZES,
    SMALLEST_FILE,
    Unpadder,
    pad_message,
    padded_length,
    padding,
    unpad_message,
)

SIZES = st.integers(min_value=0, max_value=2**42)
CONTENT = st.lists(st.sampled_from([b"\x80", b"\0", b"\0" * 70_000, b"a", b"\x80\0", b"words"]), max_size=12).map(
    b"".join
)


@given(SIZES)
def test_a_padded_file_is_longer_and_by_little(size: int) -> None:
    length = padded_length(size)
    assert length > size
    assert length <= max(SMALLEST_FILE, math.ceil((size + 1) * 1.12))


@given(SIZES)
def test_sizes_fall_into_few_buckets(size: int) -> None:
    length = padded_length(size)
    # PADME keeps as many bits below the highest as the exponent's own length; the rest are zero.
    exponent = length.bit_length() - 1
    assert length == SMALLEST_FILE or length % (1 << (exponent - exponent.bit_length())) == 0


@given(SIZES, SIZES)
def test_a_longer_file_never_looks_shorter(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert padded_length(low) <= padded_length(high)


@given(CONTENT, st.integers(min_value=1, max_value=100_000))
def test_any_content_in_any_pieces_comes_back(content: bytes, piece: int) -> None:
    padded = content + b"".join(padding(len(content)))
    assert len(padded) == padded_length(len(content))
    unpadder = Unpadder()
    back = b"".join(
        part for start in range(0, len(padded), piece) for part in unpadder.feed(padded[start : start + piece])
    )
    unpadder.finish()
    assert back == content


@given(st.binary(max_size=20_000))
def test_any_message_comes_back_from_one_of_three_sizes(data: bytes) -> None:
    padded = pad_message(data)
    assert len(padded) in MESSAGE_SIZES
    assert padded[len(data) :].startswith(MARK)
    assert unpad_message(padded) == data


@given(
    st.sampled_from(["en", "es"]),
    st.lists(st.integers(min_value=0, max_value=2047), min_size=WORDS, max_size=WORDS),
    st.sampled_from([str.upper, str.title, folded, lambda text: text.replace(" ", "\n"), lambda text: f" {text}. "]),
)
def test_every_codename_is_read_back_however_it_is_typed(language: str, places: list[int], typed: object) -> None:
    made = Codename(language=language, places=tuple(places))
    assert callable(typed)
    assert made.packed() in {read_codename(typed(str(made))).packed(), *_of_both_lists(made)}


def _of_both_lists(made: Codename) -> set[bytes]:
    """Return the codename itself where its words stand in both lists; such a one is never given out."""
    from secondsource.trust.custody.codenames.words import word_list  # noqa: PLC0415 - used here only

    other = word_list("es" if made.language == "en" else "en")
    return {made.packed()} if all(other.place(word) is not None for word in str(made).split()) else set()
