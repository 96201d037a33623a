"""The same work on a cluster of Dask: reports go there, results come back, and only this machine writes.

A machine that is lost takes nothing with it: the scheduler gives its reports to others, and what has not
come back is not recorded, so a later run would do it.
"""

from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import partial

from distributed import Client, KilledWorker
from distributed.comm.core import CommClosedError

from fazhi.batch import messages
from fazhi.batch.guard import own_guard
from fazhi.batch.lanes import Handle
from fazhi.batch.values import Limits, RunError, Scored, Setting
from fazhi.batch.work import GivenUp, handle, prepare, score

_FEWEST = 4  # reports under way, while the cluster is still small


class ClusterError(RunError):
    """The cluster cannot be reached, or was lost."""


@contextmanager
def cluster(setting: Setting, address: str, limits: Limits) -> Iterator[tuple[Handle, int]]:
    """On the workers behind the scheduler at ``address``, two reports for each of their threads.

    Raises:
        ClusterError: the scheduler cannot be reached, or is lost on the way.
    """
    try:
        client = Client(address, timeout="15s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        detail = str(error).split("\n")[0]
        raise ClusterError(messages.NO_SCHEDULER.format(address=address, reason=detail)) from error

    def there(data: bytes, name: str, asked: Setting) -> Scored:
        try:
            future = client.submit(_guarded, data, name, asked, limits, pure=False)
            result: Scored = future.result()
        except KilledWorker:
            raise GivenUp(messages.CRASHED) from None
        except (CancelledError, CommClosedError) as error:
            raise ClusterError(messages.LOST_SCHEDULER) from error
        return result

    with client:
        threads = sum(client.nthreads().values())  # type: ignore[no-untyped-call]
        yield partial(handle, setting=setting, score=there), max(2 * threads, _FEWEST)


def _guarded(data: bytes, name: str, setting: Setting, limits: Limits) -> Scored:
    """On the cluster: score in a process beside the worker's own, which must survive whatever happens."""
    return own_guard(limits, (prepare, (setting,))).call(score, data, name, setting)
