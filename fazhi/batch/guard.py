"""Calls in a worker process that may hang or crash: the caller learns of it and lives on."""

import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from fazhi.batch import messages
from fazhi.batch.values import Limits, RunError
from fazhi.batch.work import GivenUp

_Result = TypeVar("_Result")
Preparation = tuple[Callable[..., object], Sequence[Any]]  # what a worker does first, whatever time it takes


class Closed(Exception):
    """The run is being stopped: the call has no result."""


class StartError(RunError):
    """No worker gets as far as its first report."""


class Guard:
    """One worker process, started when it is needed and again when it is lost. One call at a time."""

    def __init__(self, limits: Limits, preparation: Preparation) -> None:
        self._limits = limits
        self._preparation = preparation
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._closed = False

    def call(self, function: Callable[..., _Result], *arguments: Any) -> _Result:
        """What ``function`` returns in the worker; it and ``arguments`` must be picklable.

        A worker that crashes gets a second chance: it may have been ended from outside.

        Raises:
            GivenUp: the limits were passed, or the worker crashed twice.
            Closed: the guard was closed meanwhile.
            Exception: what the function raised.
        """
        for _ in range(2):
            ended = None
            try:
                done, answer = self._exchange(function, arguments)
            except (EOFError, OSError):
                ended = self._end()
            else:
                if done:
                    result: _Result = answer
                    return result
                raise answer
            if self._closed:
                raise Closed
            if ended == -signal.SIGALRM:
                raise GivenUp(messages.TIMED_OUT)
        raise GivenUp(messages.CRASHED)

    def close(self) -> None:
        """End the worker, whatever it is at."""
        self._closed = True
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _exchange(self, function: Callable[..., Any], arguments: Sequence[Any]) -> Any:
        if self._connection is None:
            self._connection = self._prepared()
        self._connection.send((function, arguments))
        return self._connection.recv()

    def _prepared(self) -> Connection:
        connection = self._connection = self._start()
        try:
            connection.send(self._preparation)
            done, answer = connection.recv()
        except (EOFError, OSError) as error:
            done, answer = False, error
        if not done:
            self.close()
            raise StartError(messages.CANNOT_START) from answer
        return connection

    def _start(self) -> Connection:
        ours, theirs = Pipe()
        command = [sys.executable, "-P", "-m", "fazhi.batch.worker", str(theirs.fileno())]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                [*command, str(self._limits.seconds), str(self._limits.megabytes)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # what C libraries say when they die
                pass_fds=[theirs.fileno()],
                process_group=0,  # Ctrl-C is for us: we end it
            )
        if self._closed:
            self.close()
        return ours

    def _end(self) -> int | None:
        connection, process = self._connection, self._process
        self._connection = self._process = None
        if connection is not None:
            connection.close()
        return process.wait() if process is not None else None


@contextmanager
def guards(count: int, limits: Limits, preparation: Preparation) -> Iterator["queue.SimpleQueue[Guard]"]:
    """``count`` guards, to be taken and put back by as many threads; closed in the end."""
    made = [Guard(limits, preparation) for _ in range(count)]
    free: queue.SimpleQueue[Guard] = queue.SimpleQueue()
    for guard in made:
        free.put(guard)
    try:
        yield free
    finally:
        for guard in made:
            guard.close()


_MINE = threading.local()


def own_guard(limits: Limits, preparation: Preparation) -> Guard:
    """The guard of this thread, kept for its next call; its worker ends with this process."""
    wanted = (limits, preparation)
    if getattr(_MINE, "wanted", None) != wanted:
        if hasattr(_MINE, "guard"):
            _MINE.guard.close()
        _MINE.guard, _MINE.wanted = Guard(limits, preparation), wanted
    guard: Guard = _MINE.guard
    return guard
