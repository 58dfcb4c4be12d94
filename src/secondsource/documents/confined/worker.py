"""The process that reads hostile files: started by `sandbox`, one request after another until end of input.

A request is two frames, a JSON head (`task`, `options`) and the bytes of the file. Two answers follow: `ready` once
the task's libraries are loaded, so that their loading is not counted against the file, and what the task found or the
refusal, with the bytes it made in a frame behind it. A task is named as `package.module:function`, so that upper floors
run their own work in here without this floor knowing them. Everything the process needs comes through the pipe; it
never opens the file itself.
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
from secondsource.documents.extract import UnreadableError
from secondsource.documents.limits import Limits

Task = Callable[[bytes, dict[str, Any], Limits], tuple[dict[str, Any], bytes]]
"""From the bytes of a file, options and bounds to what JSON can carry, and bytes; loads its own libraries."""


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
        request = parse_json(head)
        task = load_task(request["task"], request["options"])
        _send(answers, {"ready": True})
        allow_processor_time(limits)
        message, payload = answer(task, data, request["options"], limits)
        _send(answers, message | {"payload": len(payload)})
        answers.write(payload)
        answers.flush()


def load_task(name: str, options: dict[str, Any]) -> Task:
    """Load a task and, where its module knows how (`prepare`), the libraries this file will need."""
    module_name, _, function = name.partition(":")
    module = importlib.import_module(module_name)
    if hasattr(module, "prepare"):
        module.prepare(options)
    task: Task = getattr(module, function)
    return task


def answer(task: Task, data: bytes, options: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    """Do the task and return the answer to send: what it found, or a code and a sentence."""
    try:
        found, payload = task(data, options, limits)
    except UnreadableError as refusal:
        return _refused(refusal.code, refusal.sentence)
    except MemoryError:
        return _refused(code="too-much-memory", sentence="Reading the file takes more memory than one report may use.")
    except RecursionError:
        return _refused("too-deeply-nested", "The file is nested too deeply to be a report.")
    except Exception as error:  # noqa: BLE001  # whatever a parser trips over, the file is skipped and the run goes on
        sentence = f"The file is damaged or not what its name says ({type(error).__name__})."
        return _refused("damaged", sentence)
    return {"found": found}, payload


def _refused(code: str, sentence: str) -> tuple[dict[str, Any], bytes]:
    return {"code": code, "sentence": sentence}, b""


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
