"""Fetters a process puts on itself before it touches a stranger's file.

Resource limits are certain. Cutting the network off uses an empty network namespace (Linux
`namespaces(7)`), which some kernels deny to ordinary users; then the process still holds no open socket and
no library it loads asks for one. The C calls go through `ctypes` because `os.unshare` came with Python 3.12.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal

from secondsource.documents.limits import Limits

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38


def confine(limits: Limits, parent: int) -> None:
    """Bound memory, files and network of this process for good, and tie its life to its parent's.

    Args:
        limits: the bounds.
        parent: process id of the process that started this one.
    """
    _forbid_privileges(parent)
    _leave_the_network()
    hard_cpu = limits.cpu_seconds * (limits.files_per_process + 1) + int(limits.start_seconds)
    for which, soft, hard in (
        (resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes),
        (resource.RLIMIT_CPU, hard_cpu, hard_cpu + 1),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_NOFILE, limits.open_files, limits.open_files),
        (resource.RLIMIT_NPROC, 0, 0),
    ):
        _lower(which, soft, hard)


def allow_processor_time(limits: Limits) -> None:
    """Let this process use `cpu_seconds` more; the kernel ends it when they are used up."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    _lower(resource.RLIMIT_CPU, used + limits.cpu_seconds, resource.getrlimit(resource.RLIMIT_CPU)[1])


def _lower(which: int, soft: int, hard: int) -> None:
    """Set a limit, never above the one this process was started with."""
    ceiling = resource.getrlimit(which)[1]
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(which, (soft, hard))


def _forbid_privileges(parent: int) -> None:
    call = ctypes.CDLL(None, use_errno=True)
    call.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    call.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    call.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        # The parent ended before the call above could tie us to it.
        os._exit(1)


def _leave_the_network() -> bool:
    """Move into a network namespace without interfaces; say whether the kernel allowed it."""
    call = ctypes.CDLL(None, use_errno=True)
    # An ordinary user must own a user namespace first; root needs none, and keeps its access to files.
    return bool(call.unshare(_CLONE_NEWNET) == 0 or call.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)
