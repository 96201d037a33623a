"""Where reports are scored: in this process, in worker processes beside it, or on a cluster.

Each way gives a function from an input to its outcome, and by how many threads it may be called at once; none
means in the thread that asks.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial

from fazhi.batch.alone import handle_alone
from fazhi.batch.guard import guards
from fazhi.batch.values import Item, Limits, Outcome, Setting
from fazhi.batch.work import GivenUp, give_up, handle, prepare

Handle = Callable[[Item], Outcome]


def alone(setting: Setting, limits: Limits) -> tuple[Handle, int]:
    """In this process and thread: for those who look for a fault, and to measure."""
    return partial(handle_alone, setting=setting, limits=limits), 0


@contextmanager
def workers(setting: Setting, jobs: int, limits: Limits) -> Iterator[tuple[Handle, int]]:
    """In ``jobs`` worker processes. A crash or passed limit is recorded as the result of its report."""
    with guards(jobs, limits, (prepare, (setting,))) as free:

        def handled(item: Item) -> Outcome:
            guard = free.get()
            try:
                return guard.call(handle, item, setting)
            except GivenUp as lost:
                return give_up(item, setting, "failed", lost.message)
            finally:
                free.put(guard)

        yield handled, jobs


def in_lanes(items: Iterable[Item], handle: Handle, lanes: int) -> Iterator[Outcome]:
    """The outcomes as they come, ``lanes`` at once, without more in memory than are under way."""
    if not lanes:
        yield from map(handle, items)
        return
    pool = ThreadPoolExecutor(lanes)
    waiting: set[Future[Outcome]] = set()
    try:
        for item in items:
            if len(waiting) >= 2 * lanes:  # one under way and one to follow at once
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
            waiting.add(pool.submit(handle, item))
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
