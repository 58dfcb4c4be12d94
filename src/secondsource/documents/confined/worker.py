"""The process that reads hostile files: started by `sandbox`, one request after another until end of input.

A request is two frames, a JSON head (`suffix`) and the bytes of the file. Two answers follow: `ready` once
the reader's libraries are loaded, so that their loading is not counted against the file, and the extract or
the refusal. Everything the process needs comes through the pipe; it never opens the file itself.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
import warnings
from collections.abc import Callable
from typing import Any, BinaryIO

from secondsource.documents.confined.confinement import allow_processor_time, confine
from secondsource.documents.confined.frames import HEADER, framed_json, parse_json
from secondsource.documents.extract import Extract, UnreadableError, refuse_unusable_text
from secondsource.documents.limits import Limits

Reader = Callable[[bytes, Limits], Extract]

READERS = {
    ".htm": ("html", "read_html"),
    ".html": ("html", "read_html"),
    ".xhtml": ("html", "read_html"),
    ".pdf": ("pdf", "read_pdf"),
    ".docx": ("docx", "read_docx"),
    ".eml": ("eml", "read_message"),
}
"""Suffix to reader. Each is loaded when its first file comes: trafilatura alone takes half a second."""


def main() -> None:
    """Serve requests from standard input until it ends."""
    limits = Limits.from_mapping(parse_json(sys.argv[1].encode()))
    requests = sys.stdin.buffer
    # What a library prints must not end up among the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    logging.disable()
    warnings.simplefilter("ignore")
    confine(limits, int(sys.argv[2]))
    while (head := _read_frame(requests)) is not None:
        data = _read_frame(requests) or b""
        reader = load_reader(parse_json(head)["suffix"])
        _send(answers, {"ready": True})
        allow_processor_time(limits)
        _send(answers, answer(reader, data, limits))


def load_reader(suffix: str) -> Reader:
    """Load the reader of one format and the libraries it stands on."""
    module, name = READERS[suffix]
    reader: Reader = getattr(importlib.import_module(f"secondsource.documents.readers.{module}"), name)
    return reader


def answer(reader: Reader, data: bytes, limits: Limits) -> dict[str, Any]:
    """Read one file and return the answer to send: an extract, or a code and a sentence."""
    try:
        return {"extract": _read(reader, data, limits).as_answer()}
    except UnreadableError as refusal:
        return {"code": refusal.code, "sentence": refusal.sentence}
    except MemoryError:
        return {"code": "too-much-memory", "sentence": "Reading the file takes more memory than one report may use."}
    except RecursionError:
        return {"code": "too-deeply-nested", "sentence": "The file is nested too deeply to be a report."}
    except Exception as error:  # noqa: BLE001  # whatever a parser trips over, the file is skipped and the run goes on
        sentence = f"The file is damaged or not what its name says ({type(error).__name__})."
        return {"code": "damaged", "sentence": sentence}


def _read(reader: Reader, data: bytes, limits: Limits) -> Extract:
    extract = reader(data, limits)
    refuse_unusable_text(extract.text, limits)
    return extract


def _read_frame(stream: BinaryIO) -> bytes | None:
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    return stream.read(HEADER.unpack(header)[0])


def _send(stream: BinaryIO, message: dict[str, Any]) -> None:
    stream.write(framed_json(message))
    stream.flush()


if __name__ == "__main__":
    main()
