"""Every refusal Second Source makes: a stable code, one clear sentence and the next step.

One base class and five branches. The branch says whose move it is; the command line turns it into an
exit status and the web desk into an HTTP status. Lower floors raise these and never print or exit.
"""

from __future__ import annotations

from typing import ClassVar


class SecondSourceError(Exception):
    """Second Source could not do what was asked."""

    exit_status: ClassVar[int] = 1
    """What the command line ends with; documented in `docs/reference/errors.md`."""

    def __init__(self, code: str, sentence: str, next_step: str = "") -> None:
        """Keep the three parts of a refusal.

        Args:
            code: stable, lower-case, hyphenated; documented and never reused for another meaning.
            sentence: what is wrong, in one sentence a person in a hurry understands.
            next_step: what to do about it; empty only where nothing can be done.
        """
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.next_step = next_step

    def __reduce__(self) -> tuple[type[SecondSourceError], tuple[str, str, str]]:
        """Travel between processes whole: a worker's refusal is the run's refusal."""
        return type(self), (self.code, self.sentence, self.next_step)

    def __str__(self) -> str:
        """Return the sentence and the next step, as one would read them out."""
        return f"{self.sentence} {self.next_step}".strip()


class InputError(SecondSourceError):
    """What was handed in cannot be used as it is."""

    exit_status = 2


class RuleError(SecondSourceError):
    """A rule of the desk forbids this step."""

    exit_status = 3


class IntegrityError(SecondSourceError):
    """Something does not match its hash, signature or record."""

    exit_status = 4


class AccessError(SecondSourceError):
    """The person, process or file system does not permit this."""

    exit_status = 5


class StorageError(SecondSourceError):
    """Something could not be kept: disk full, read-only, or damaged."""

    exit_status = 6
