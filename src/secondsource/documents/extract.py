"""What a reader finds in one file, and the refusal it raises when there is nothing to find.

The value crosses a pipe from a process that has just parsed a stranger's file, so `from_answer` trusts
nothing about its shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self

from secondsource.documents.limits import Limits


class UnreadableError(Exception):
    """This file cannot be read as a report; it becomes a skipped report and the run goes on."""

    def __init__(self, code: str, sentence: str) -> None:
        """Keep the stable code and the one sentence for the editor."""
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


@contextmanager
def refusing_damage(refusal: type[UnreadableError], sentence: str) -> Iterator[None]:
    """Turn whatever a parser trips over into one refusal, so that a file that holds a damaged one can go on.

    Args:
        refusal: the refusal to raise.
        sentence: what it says.

    Raises:
        UnreadableError: as the parser raised it, or `refusal` with the code `damaged`.
    """
    try:
        yield
    except (UnreadableError, MemoryError, RecursionError):
        raise
    except Exception as error:  # on bytes made to break them, parsers of a dozen formats raise anything
        raise refusal("damaged", sentence) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The text of one file and what the file says about itself; what it does not say stays None."""

    text: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    published_basis: str | None = None
    language: str | None = None
    language_basis: str | None = None
    via: tuple[str, ...] = ()
    author: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()

    def with_notes(self, *notes: str) -> Extract:
        """Return the same extract with `notes` added."""
        return replace(self, notes=(*self.notes, *notes))

    def as_answer(self) -> dict[str, Any]:
        """Return the value as JSON can carry it; the inverse of `from_answer`."""
        answer = asdict(self)
        answer["published"] = self.published.isoformat() if self.published else None
        answer["via"] = list(self.via)
        answer["notes"] = list(self.notes)
        return answer

    @classmethod
    def from_answer(cls, answer: dict[str, Any]) -> Self:
        """Build the value from an answer, checking every part.

        Raises:
            ValueError: if a part is missing or of the wrong kind.
        """
        published = _optional_text(answer, "published")
        text = _optional_text(answer, "text")
        if text is None:
            message = "an answer without text"
            raise ValueError(message)
        return cls(
            text=text,
            title=_optional_text(answer, "title"),
            outlet=_optional_text(answer, "outlet"),
            published=date.fromisoformat(published) if published else None,
            published_basis=_optional_text(answer, "published_basis"),
            language=_optional_text(answer, "language"),
            language_basis=_optional_text(answer, "language_basis"),
            via=_texts(answer, "via"),
            author=_optional_text(answer, "author"),
            url=_optional_text(answer, "url"),
            notes=_texts(answer, "notes"),
        )


def refuse_unusable_text(text: str, limits: Limits) -> None:
    """Refuse a text that is too long, or nothing but white space.

    Raises:
        UnreadableError: code `too-large` or `no-text`.
    """
    if len(text) > limits.text_characters:
        raise UnreadableError("too-large", f"The file holds more than {limits.text_characters} characters of text.")
    if not text.strip():
        raise UnreadableError("no-text", "The file holds no text.")


def one_line(text: object) -> str | None:
    """Return a metadata value on one line with single spaces, or None when nothing is left of it."""
    if not isinstance(text, str):
        return None
    return " ".join(text.replace("\0", " ").split()) or None


def _optional_text(answer: dict[str, Any], name: str) -> str | None:
    value = answer.get(name)
    if value is not None and not isinstance(value, str):
        message = f"not a text: {name}"
        raise ValueError(message)
    return value


def _texts(answer: dict[str, Any], name: str) -> tuple[str, ...]:
    value = answer.get(name)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        message = f"not a list of texts: {name}"
        raise ValueError(message)
    return tuple(value)
