"""Scoring in this process alone, each report within limits of time and memory.

They are weaker than a worker's: a report that hangs in C, or takes the process with it, ends the run.
"""

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.reading.limits import MEGABYTE
from fazhi.batch import messages
from fazhi.batch.values import Item, Limits, Outcome, Setting
from fazhi.batch.work import GivenUp, give_up, handle, reason_of

_STATM = Path("/proc/self/statm")  # Linux, where alone memory can be limited


def handle_alone(item: Item, setting: Setting, limits: Limits) -> Outcome:
    """As ``handle``; a report that passes the limits is recorded."""
    try:
        with limited(limits):
            return handle(item, setting)
    except (GivenUp, MemoryError) as error:  # while it was read or written
        return give_up(item, setting, "failed", reason_of(error))


@contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Within so many seconds and megabytes. Raises GivenUp or MemoryError where they are passed."""
    with _timed(limits.seconds), _bounded(limits.megabytes):
        yield


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    """Raises GivenUp when the time is over, and again each second where that was swallowed."""
    if threading.current_thread() is not threading.main_thread():
        yield  # no signal would reach it
        return

    def give_up_now(*_: object) -> None:
        raise GivenUp(messages.TIMED_OUT)

    before = signal.signal(signal.SIGALRM, give_up_now)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _bounded(megabytes: int) -> Iterator[None]:
    """So many megabytes beside what is in use; nothing where the kernel does not tell how much that is."""
    if not _STATM.exists():
        yield
        return
    used = int(_STATM.read_text("ascii").split()[5]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = used + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard < 0 else min(most, hard), hard))  # -1: no limit
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
