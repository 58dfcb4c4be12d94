"""How much of a stranger's file is read before the reader gives up, as one value."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Self

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds within which one file may be read; a file beyond any of them is skipped with a sentence.

    The defaults let through every report an editor would read in full and end everything else within
    a minute and a gigabyte.
    """

    file_bytes: int = 64 * MEBIBYTE
    """Largest file opened at all."""
    text_characters: int = 20_000_000
    """Longest text of one report, in code points: about 3 million words, four long encyclopaedia volumes."""
    front_matter_characters: int = 16_384
    """Longest front matter parsed; a longer one is left unread and noted."""
    front_matter_depth: int = 6
    """Deepest nesting of lists and mappings in a front matter."""
    front_matter_nodes: int = 500
    """Most values in a front matter."""
    pages: int = 500
    """Most pages of a PDF."""
    archive_parts: int = 5_000
    """Most parts inside a `.docx`, which is a ZIP archive."""
    archive_bytes: int = 256 * MEBIBYTE
    """Most bytes all parts of a `.docx` may take once inflated, counted while inflating, not as declared."""
    message_parts: int = 1_000
    """Most parts of an e-mail."""
    message_depth: int = 50
    """Deepest nesting of the parts of an e-mail."""
    element_depth: int = 250
    """Deepest nesting of HTML elements; the parser itself stops at 256."""
    page_elements: int = 25_000
    """Most HTML elements among which the main text is searched for; a longer page is read whole."""
    seconds: float = 60.0
    """Longest wait for one file, by the clock on the wall; long, because other work slows a machine down."""
    cpu_seconds: int = 20
    """Most processor time for one file."""
    start_seconds: float = 90.0
    """Longest wait for the reading process to start and load its libraries; a busy machine needs several."""
    memory_bytes: int = 1024 * MEBIBYTE
    """Address space of the reading process."""
    open_files: int = 64
    """Most files the reading process may hold open."""
    answer_bytes: int = 128 * MEBIBYTE
    """Longest answer taken from the reading process; text in an answer takes up to six bytes a character."""
    files_per_process: int = 200
    """After so many files the reading process is replaced, so that what leaks does not pile up."""

    def __post_init__(self) -> None:
        """Refuse a bound that lets nothing through.

        Raises:
            ValueError: if any bound is zero or less.
        """
        for field in fields(self):
            if getattr(self, field.name) <= 0:
                message = f"a limit must be above zero: {field.name}"
                raise ValueError(message)

    def as_mapping(self) -> dict[str, int | float]:
        """Return the bounds by name, as the reading process receives them."""
        return asdict(self)

    @classmethod
    def from_mapping(cls, mapping: dict[str, int | float]) -> Self:
        """Build the value again from `as_mapping`."""
        return cls(**mapping)  # type: ignore[arg-type]  # one mapping carries both whole and broken numbers
