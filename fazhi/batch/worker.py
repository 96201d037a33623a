"""A worker process: calls what it is sent, one at a time, within limits that the kernel keeps.

durable-rules and the reader of pdf are C: a hang in them cannot be interrupted from Python, nor is a crash
caught. So the alarm of the kernel ends this process, also when nobody is left to watch it.
"""

import gc
import resource
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from engine.reading import ReadError
from engine.reading.limits import MEGABYTE
from fazhi.batch.work import PASSED_ON, GivenUp, reason_of
from fazhi.cycles import look_seldom


def serve(connection: Connection, seconds: float, megabytes: int) -> None:
    """Answer calls until the other side is gone. The first one prepares and has no limit of time."""
    look_seldom()
    limit = megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    allowed = 0.0
    while True:
        try:
            function, arguments = connection.recv()
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, allowed)
        answer = _called(function, arguments)
        signal.setitimer(signal.ITIMER_REAL, 0)
        connection.send(answer)
        if not allowed:
            gc.freeze()  # what is prepared stays: never look through it for cycles
        allowed = seconds


def _called(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, function(*arguments)
    except (ReadError, *PASSED_ON) as error:
        return False, error
    except Exception as error:  # noqa: BLE001 - not every error can be sent, its description can
        return False, GivenUp(reason_of(error))


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])), float(sys.argv[2]), int(sys.argv[3]))
