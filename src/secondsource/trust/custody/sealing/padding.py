"""Sizes that tell little: messages come in three sizes, files in few.

Files are padded after PADME (Nikitin et al., Reducing Metadata Leakage from Encrypted Files and Communication with
PURBs, PETS 2019, https://doi.org/10.2478/popets-2019-0056): at most 12 % more, and the size tells O(log log n) bits.
The padding itself is that of ISO/IEC 7816-4: one byte 0x80, then zeros, so that its beginning can be found again.
age itself adds a header of some 300 bytes, part of it random in length.
"""

from __future__ import annotations

from collections.abc import Iterator

from secondsource.errors import InputError, IntegrityError

SMALLEST_FILE = 65_536
"""Bytes; every smaller file looks like this."""

MESSAGE_SIZES = (8_192, 65_536, 524_288)
"""Bytes of a padded message; the largest holds 100,000 characters of any script."""

MARK = b"\x80"
_ZEROS = bytes(65_536)


def padded_length(size: int) -> int:
    """Return the length that a file of `size` bytes is padded to: more than `size`, for the mark has its place."""
    length = size + 1
    if length <= SMALLEST_FILE:
        return SMALLEST_FILE
    exponent = length.bit_length() - 1
    kept = exponent.bit_length()
    step = 1 << (exponent - kept)
    return -(-length // step) * step


def padding(size: int) -> Iterator[bytes]:
    """Yield what follows the `size` bytes of a file, in pieces of at most 64 KiB."""
    yield MARK
    left = padded_length(size) - size - 1
    while left:
        piece = _ZEROS[:left]
        left -= len(piece)
        yield piece


def pad_message(data: bytes) -> bytes:
    """Return a message in the smallest size of `MESSAGE_SIZES` that holds it.

    Raises:
        InputError: `message-too-long`.
    """
    for size in MESSAGE_SIZES:
        if len(data) < size:
            return data + MARK + bytes(size - len(data) - 1)
    raise InputError(
        "message-too-long", "The message is longer than fits.", "Send the rest as a file, or in a second message."
    )


def unpad_message(padded: bytes) -> bytes:
    """Return a message without its padding.

    Raises:
        IntegrityError: `padding-damaged`.
    """
    data, mark, zeros = padded.rpartition(MARK)
    if not mark or zeros.strip(b"\0"):
        raise damaged()
    return data


class Unpadder:
    """Takes the padding off a file that comes in pieces, in memory of one piece."""

    def __init__(self) -> None:
        """Start with nothing held back."""
        self._mark_held = False
        self._zeros_held = 0

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """Yield what is certain not to be padding; a mark and the zeros behind it are held back."""
        body = piece.rstrip(b"\0")
        zeros = len(piece) - len(body)
        if not body:
            self._zeros_held += zeros
            return
        yield from self._released()
        ends_in_mark = body.endswith(MARK)
        yield body.removesuffix(MARK) if ends_in_mark else body
        self._mark_held, self._zeros_held = ends_in_mark, zeros

    def finish(self) -> None:
        """Check that what is held back is padding.

        Raises:
            IntegrityError: `padding-damaged`.
        """
        if not self._mark_held:
            raise damaged()

    def _released(self) -> Iterator[bytes]:
        if self._mark_held:
            yield MARK
        while self._zeros_held:
            piece = _ZEROS[: self._zeros_held]
            self._zeros_held -= len(piece)
            yield piece


def damaged() -> IntegrityError:
    """Return the refusal of what does not end in padding."""
    return IntegrityError(
        "padding-damaged", "What was sealed does not end as it should.", "Take another copy; nothing of it was used."
    )
