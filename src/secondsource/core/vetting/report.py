"""What was received: spans of text, reports, and files that could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a report's text, in Unicode code points, end exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards or starts before the text."""
        if not 0 <= self.start <= self.end:
            message = f"not a span: {self.start}..{self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        """Return the length in code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A span together with the words it covers, so that evidence can be read without the report."""

    text: str
    start: int
    end: int

    @classmethod
    def cut(cls, text: str, span: Span) -> Quote:
        """Cut `span` out of a report's `text`."""
        return cls(text=span.of(text), start=span.start, end=span.end)

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One document received or collected, as read."""

    file: str
    """Path relative to the folder, with forward slashes."""
    sha256: str
    """Digest of the file's bytes."""
    text: str
    """The decoded body (what follows the front matter; for `.txt` the whole file). All spans count in it."""
    title: str | None = None
    outlet: str | None = None
    """The publisher as the report names it; None when unknown."""
    published: date | None = None
    published_basis: str | None = None
    """Where the date comes from, e.g. `front matter: published`, `page metadata`, `file name`."""
    language: str | None = None
    """ISO 639-1 of most of the text, or None when unknown."""
    language_basis: str | None = None
    via: tuple[str, ...] = ()
    """Agencies or outlets the report itself credits as a whole (front matter `via`, a byline such as AP)."""
    author: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()
    """What had to be guessed or left out while reading, one sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedReport:
    """A file that was not read, and why. A class of its own, so that nobody can count it as a report."""

    file: str
    sha256: str | None
    """None when not even the bytes could be read."""
    code: str
    reason: str
    """One sentence for the editor."""
