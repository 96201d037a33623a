"""What reports can do to the process that reads them. Workers import these by name."""

import os
import signal
import time
from pathlib import Path


def hang() -> None:
    """As a loop in C does: no signal handler of Python is ever run."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    while True:
        time.sleep(1)


def crash() -> None:
    """As a broken pointer in C does."""
    os.kill(os.getpid(), signal.SIGSEGV)


def crash_once(mark: Path) -> int:
    """As a worker that somebody ends by mistake; the second one lives."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


def devour() -> int:
    """As a bomb does."""
    return len(bytearray(2**31))


def fail() -> None:
    """As a bug does, with an error that cannot be sent."""

    class LocalError(Exception):
        pass

    raise LocalError("of its own kind")


def nothing() -> int:
    """The process that answers."""
    return os.getpid()
