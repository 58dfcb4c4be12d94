"""Reading a hostile file in a process of its own, which is killed when it takes too long or breaks.

One process reads many files, because its libraries take a second to load; it is replaced after a crash, a
timeout, a broken limit, or a few hundred files. Nothing is trusted that comes back: answers are JSON, capped
in length and checked in shape.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from secondsource.documents.confined.frames import HEADER, framed, framed_json, parse_json
from secondsource.documents.confined.reading import TASK
from secondsource.documents.extract import Extract, UnreadableError
from secondsource.documents.limits import Limits

_CHUNK = 1 << 16
_WORKER = "secondsource.documents.confined.worker"
_PACKAGE_ROOT = str(Path(__file__).parents[3])


class _EndedError(Exception):
    """The process closed its end of the pipe."""


class Sandbox:
    """A reading process, started with the first file; use as a context manager."""

    def __init__(self, limits: Limits) -> None:
        """Keep the bounds of every file read here; nothing is started yet."""
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._files_read = 0

    def __enter__(self) -> Self:
        """Return the sandbox itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process, whatever happened."""
        self.close()

    @property
    def process_id(self) -> int | None:
        """The running process, or None."""
        return None if self._process is None else self._process.pid

    def read(self, data: bytes, suffix: str) -> Extract:
        """Read the bytes of one file by the reader of its suffix.

        Raises:
            UnreadableError: if the file cannot be read within the limits; a fresh process serves the next one.
        """
        found, _ = self.run(TASK, data, {"suffix": suffix})
        try:
            return Extract.from_answer(found)
        except ValueError:
            raise _senseless() from None

    def run(self, task: str, data: bytes, options: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Do a task on the bytes of one file and return what it found, and the bytes it made.

        Args:
            task: `package.module:function`, see `worker`.
            data: the bytes of the file.
            options: what JSON can carry.

        Raises:
            UnreadableError: if the file cannot be worked on within the limits; a fresh process serves the next one.
        """
        if self._files_read >= self._limits.files_per_process:
            self.close()
        process = self._start()
        self._files_read += 1
        phase, budget = "start", self._limits.start_seconds
        try:
            deadline = time.monotonic() + budget
            self._write(process, framed_json({"task": task, "options": options}) + framed(data), deadline)
            self._read_answer(process, deadline)
            phase, budget = "read", self._limits.seconds
            deadline = time.monotonic() + budget
            message = self._read_answer(process, deadline)
            payload = self._read_payload(process, message, deadline)
        except TimeoutError:
            self.close()
            raise UnreadableError("too-slow", _too_slow(phase, budget)) from None
        except (_EndedError, OSError):
            raise _why_ended(self._reap(), self._limits) from None
        except ValueError:
            self.close()
            raise _senseless() from None
        except BaseException:
            # An interrupted exchange leaves half an answer in the pipe.
            self.close()
            raise
        return _found(message), payload

    def close(self) -> None:
        """Kill the process and all it may have started."""
        self._reap()

    def _start(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._reap()
        self._process = _launch(self._limits)
        self._files_read = 0
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                os.set_blocking(stream.fileno(), False)
        return self._process

    def _reap(self) -> int:
        """End the process and return how it ended, negative for a signal."""
        process, self._process = self._process, None
        if process is None:
            return 0
        # A process that ended by itself keeps its own reason; killing it would replace it.
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.2 if process.stdout is not None and _at_end(process.stdout.fileno()) else 0)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        status = process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        return status

    def _write(self, process: subprocess.Popen[bytes], data: bytes, deadline: float) -> None:
        assert process.stdin is not None  # noqa: S101  # opened by `_start`
        descriptor, view = process.stdin.fileno(), memoryview(data)
        while view:
            _wait(descriptor, select.POLLOUT, deadline)
            view = view[os.write(descriptor, view[: _CHUNK * 16]) :]

    def _read_answer(self, process: subprocess.Popen[bytes], deadline: float) -> dict[str, Any]:
        assert process.stdout is not None  # noqa: S101  # opened by `_start`
        descriptor = process.stdout.fileno()
        length = HEADER.unpack(_read_exactly(descriptor, HEADER.size, deadline))[0]
        if length > self._limits.answer_bytes:
            message = "an answer longer than any report"
            raise ValueError(message)
        return parse_json(_read_exactly(descriptor, length, deadline))

    def _read_payload(self, process: subprocess.Popen[bytes], message: dict[str, Any], deadline: float) -> bytes:
        assert process.stdout is not None  # noqa: S101  # opened by `_start`
        length = message.get("payload")
        if not isinstance(length, int) or not 0 <= length <= self._limits.answer_bytes:
            complaint = "an answer longer than any file"
            raise ValueError(complaint)
        return _read_exactly(process.stdout.fileno(), length, deadline)


def _launch(limits: Limits) -> subprocess.Popen[bytes]:
    """Start a reading process.

    Raises:
        UnreadableError: code `reader-unavailable`, if the machine will not start one.
    """
    bounds = json.dumps(limits.as_mapping())
    search_path = os.pathsep.join(filter(None, (_PACKAGE_ROOT, os.environ.get("PYTHONPATH"))))
    try:
        # Paths are all it learns about this machine's settings; a session of its own lets the group be killed.
        return subprocess.Popen(  # noqa: S603  # our own module, no shell
            [sys.executable, "-P", "-s", "-m", _WORKER, bounds, str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd="/",
            env={"PYTHONPATH": search_path, "OMP_NUM_THREADS": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            start_new_session=True,
        )
    except OSError as error:
        reason = error.strerror or type(error).__name__
        sentence = f"No process to read the file in could be started: {reason}."
        raise UnreadableError("reader-unavailable", sentence) from error


def _read_exactly(descriptor: int, count: int, deadline: float) -> bytes:
    data = bytearray()
    while len(data) < count:
        _wait(descriptor, select.POLLIN, deadline)
        chunk = os.read(descriptor, min(_CHUNK * 16, count - len(data)))
        if not chunk:
            raise _EndedError
        data += chunk
    return bytes(data)


def _wait(descriptor: int, event: int, deadline: float) -> None:
    """Wait until the pipe can be used; `poll`, because `select` fails beyond 1,024 open files."""
    poll = select.poll()
    poll.register(descriptor, event)
    remaining = deadline - time.monotonic()
    if remaining <= 0 or not poll.poll(remaining * 1000):
        raise TimeoutError


def _at_end(descriptor: int) -> bool:
    """Say whether the other side of the pipe is closed."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return any(event & select.POLLHUP for _, event in poll.poll(0))


def _found(message: dict[str, Any]) -> dict[str, Any]:
    code, sentence, found = message.get("code"), message.get("sentence"), message.get("found")
    if isinstance(code, str) and isinstance(sentence, str):
        raise UnreadableError(code, sentence)
    if isinstance(found, dict):
        return found
    raise _senseless()


def _senseless() -> UnreadableError:
    return UnreadableError("damaged", "Reading the file gave an answer that makes no sense.")


def _too_slow(phase: str, seconds: float) -> str:
    if phase == "start":
        return f"The reading process did not start within {seconds:g} seconds; the machine may be overloaded."
    return f"Reading the file took longer than {seconds:g} seconds."


def _why_ended(status: int, limits: Limits) -> UnreadableError:
    if status == -signal.SIGXCPU:
        return UnreadableError(
            "too-slow", f"Reading the file took more than {limits.cpu_seconds} seconds of processor time."
        )
    return UnreadableError("reader-ended", "The process reading the file ended unexpectedly; the file may be hostile.")
