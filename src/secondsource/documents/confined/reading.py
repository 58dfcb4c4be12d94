"""The task of reading a report, as the confined process does it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from secondsource.documents.extract import Extract, UnreadableError, refuse_unusable_text, refusing_damage
from secondsource.documents.limits import Limits

Reader = Callable[[bytes, Limits], Extract]

TASK = "secondsource.documents.confined.reading:read"
READERS = {
    ".htm": ("html", "read_html"),
    ".html": ("html", "read_html"),
    ".xhtml": ("html", "read_html"),
    ".pdf": ("pdf", "read_pdf"),
    ".docx": ("docx", "read_docx"),
    ".xlsx": ("office.sheets", "read_sheets"),
    ".pptx": ("office.slides", "read_slides"),
    ".odt": ("office.open_document", "read_open_document"),
    ".ods": ("office.open_document", "read_open_document"),
    ".odp": ("office.open_document", "read_open_document"),
    ".eml": ("eml", "read_message"),
}
"""Suffix to reader. Each is loaded when its first file comes: trafilatura alone takes half a second."""


def prepare(options: dict[str, Any]) -> None:
    """Load the reader of a format and the libraries it stands on."""
    load_reader(options["suffix"])


def load_reader(suffix: str) -> Reader:
    """Return the reader of one format."""
    module, name = READERS[suffix]
    reader: Reader = getattr(importlib.import_module(f"secondsource.documents.readers.{module}"), name)
    return reader


def read(data: bytes, options: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    """Read one file and return its extract.

    Raises:
        UnreadableError: if there is nothing to read, or more than may be read.
    """
    reader = load_reader(options["suffix"])
    with refusing_damage(UnreadableError, "The file is damaged or not what its name says."):
        extract = reader(data, limits)
    refuse_unusable_text(extract.text, limits)
    return extract.as_answer(), b""
