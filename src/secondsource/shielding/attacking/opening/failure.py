"""The one way an opener says that it cannot see inside."""

from __future__ import annotations


class NotOpenedError(Exception):
    """A part cannot be opened, so nothing can be said about what it holds."""

    def __init__(self, why: str) -> None:
        """Keep the reason.

        Args:
            why: `encrypted`, `damaged`, `beyond-limit` or `legacy-format`.
        """
        super().__init__(why)
        self.why = why
