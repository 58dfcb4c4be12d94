"""Processes that `serve` starts end with it, however it ends, so that none is left holding the port or the lock."""

from __future__ import annotations

import ctypes
import os
import signal

TOGETHER = "SECONDSOURCE_TOGETHER"
"""Set by `serve` for the processes it starts."""
PR_SET_PDEATHSIG = 1
"""https://man7.org/linux/man-pages/man2/prctl.2.html"""


def end_with_parent() -> None:
    """Ask the system to end this process when the one that started it is gone; elsewhere than on Linux do nothing."""
    try:
        prctl = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):
        return
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def end_with_server() -> None:
    """Do so if `serve` started this process; another server has its own ways."""
    if os.environ.get(TOGETHER):
        end_with_parent()
