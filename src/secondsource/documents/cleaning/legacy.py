"""Old office formats (.doc, .xls, .ppt, .rtf): converted by LibreOffice where it is installed, else refused.

LibreOffice is a large program reading a hostile file, so it runs with a throw-away home, bounded memory, processor time
and file size, no environment of ours, and without a network where the kernel lets us take it away.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from secondsource.documents.cleaning.cleaned import UncleanableError

_SECONDS = 120
_MEMORY = 4 * 1024**3
_FILE_BYTES = 256 * 1024**2
_TARGETS = {
    ".doc": "docx",
    ".dot": "docx",
    ".rtf": "docx",
    ".xls": "xlsx",
    ".xlt": "xlsx",
    ".ppt": "pptx",
    ".pps": "pptx",
}


def convert_legacy(data: bytes, suffix: str) -> tuple[bytes, str]:
    """Return the file in its present-day format, and that format's suffix; it is not clean yet.

    Raises:
        UncleanableError: code `legacy-format`, if LibreOffice is not installed, does not know the file or fails.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    target = _TARGETS.get(suffix, "docx" if data.startswith(b"{\\rtf") else "")
    if program is None or not target:
        raise UncleanableError(
            "legacy-format",
            "It is an old office format (.doc, .xls, .ppt, .rtf); install LibreOffice, or save it in a newer format.",
        )
    with tempfile.TemporaryDirectory(prefix="secondsource-") as name:
        folder = Path(name)
        source = folder / f"in{suffix or '.rtf'}"
        source.write_bytes(data)
        _run(program, target, source, folder)
        converted = folder / f"in.{target}"
        if not converted.is_file():
            raise UncleanableError("legacy-format", "LibreOffice could not convert the file.")
        return converted.read_bytes(), f".{target}"


def _run(program: str, target: str, source: Path, folder: Path) -> None:
    command = [
        program,
        f"-env:UserInstallation=file://{folder}/home",
        *("--headless", "--norestore", "--nologo", "--nolockcheck", "--convert-to", target, "--outdir", str(folder)),
        str(source),
    ]
    unshare = shutil.which("unshare")
    if unshare and _can_leave_network(unshare):
        command = [unshare, "--user", "--map-root-user", "--net", *command]
    process = subprocess.Popen(  # noqa: S603 - a program of the system with fixed arguments, no shell
        command,
        cwd=folder,
        env={"PATH": os.defpath, "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_confine,  # noqa: PLW1509 - one thread only at this place, and the limits must hold from the start
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        raise UncleanableError("too-slow", "Converting the file took too long.") from None
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _can_leave_network(unshare: str) -> bool:
    """Say whether the kernel lets an ordinary user start a program without a network."""
    command = [unshare, "--user", "--map-root-user", "--net", "true"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0  # noqa: S603 - fixed arguments


def _confine() -> None:
    for which, bound in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, _FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(which, (bound, bound))
