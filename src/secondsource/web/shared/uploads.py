"""How files come in over the web: to the desk's own disk, from members alone, and never more than is taken in.

Django reads a form before any view sees it. Without a bound a stranger could fill the disk by sending files to any
address, and files would lie in the system's common folder. This handler is the only one that is installed.
"""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

MEBIBYTE = 1024 * 1024
LARGEST_FILE = 64 * MEBIBYTE
"""As the readers of documents have it."""
LARGEST_FORM = 1024 * MEBIBYTE
"""All files of one form together."""


class MembersUpload(TemporaryFileUploadHandler):
    """Keeps the files of a signed-in member's form in the desk's folder until its view has read them."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Begin with nothing received."""
        super().__init__(*arguments, **named)
        self.received = 0
        self.in_file = 0

    def new_file(self, *arguments: Any, **named: Any) -> None:
        """Refuse a stranger's file before a byte of it is kept."""
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            raise StopUpload(connection_reset=True)
        self.in_file = 0
        super().new_file(*arguments, **named)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece; a file beyond the bound is kept up to it and a little more, for the view to refuse by name."""
        self.received += len(raw_data)
        self.in_file += len(raw_data)
        if self.received > LARGEST_FORM:
            raise StopUpload(connection_reset=True)
        if self.in_file <= LARGEST_FILE + MEBIBYTE:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> Any:
        """Hand over the file, with the size that was kept."""
        return super().file_complete(min(file_size, self.file.tell()))
