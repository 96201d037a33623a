"""A worker may hang, crash or swell; who called it learns that, and the next call works."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fazhi.batch import messages
from fazhi.batch.guard import Closed, Guard, StartError
from fazhi.batch.values import Limits
from fazhi.batch.work import GivenUp
from tests.batch import hazards


@pytest.fixture
def guard() -> Iterator[Guard]:
    one = Guard(Limits(seconds=1, megabytes=400), (hazards.nothing, ()))
    yield one
    one.close()


def test_a_worker_is_another_process_and_the_same_for_many_calls(guard: Guard) -> None:
    first = guard.call(hazards.nothing)
    assert first != os.getpid()
    assert guard.call(hazards.nothing) == first


def test_a_hang_is_given_up_after_the_time_allowed(guard: Guard) -> None:
    first = guard.call(hazards.nothing)
    with pytest.raises(GivenUp) as told:
        guard.call(hazards.hang)
    assert told.value.message == messages.TIMED_OUT
    assert guard.call(hazards.nothing) != first


def test_a_crash_is_given_up_after_a_second_try(guard: Guard) -> None:
    with pytest.raises(GivenUp) as told:
        guard.call(hazards.crash)
    assert told.value.message == messages.CRASHED
    assert guard.call(hazards.nothing)


def test_a_worker_ended_from_outside_loses_nothing(guard: Guard, tmp_path: Path) -> None:
    assert guard.call(hazards.crash_once, tmp_path / "mark")


def test_memory_beyond_the_limit_is_given_up_and_the_worker_lives(guard: Guard) -> None:
    first = guard.call(hazards.nothing)
    with pytest.raises(GivenUp) as told:
        guard.call(hazards.devour)
    assert told.value.message == messages.OUT_OF_MEMORY
    assert guard.call(hazards.nothing) == first


def test_a_bug_is_told_by_its_name(guard: Guard) -> None:
    with pytest.raises(GivenUp) as told:
        guard.call(hazards.fail)
    assert told.value.message.reason == "程序内部出错：LocalError: of its own kind"


def test_closing_ends_a_worker_in_the_middle_of_a_call() -> None:
    patient = Guard(Limits(seconds=600, megabytes=400), (hazards.nothing, ()))
    worker = patient.call(hazards.nothing)
    closing = threading.Timer(0.2, patient.close)
    closing.start()
    with pytest.raises(Closed):
        patient.call(hazards.hang)
    closing.join()
    assert not alive(worker)


def test_a_worker_that_cannot_start_ends_the_run_and_says_why() -> None:
    starved = Guard(Limits(seconds=1, megabytes=400), (hazards.devour, ()))
    with pytest.raises(StartError, match="--memory"):
        starved.call(hazards.nothing)


def test_workers_do_not_outlive_a_killed_parent() -> None:
    code = (
        "import sys, threading\n"
        "from fazhi.batch.guard import Guard\n"
        "from fazhi.batch.values import Limits\n"
        "from tests.batch import hazards\n"
        "idle, busy = (Guard(Limits(2, 400), (hazards.nothing, ())) for _ in range(2))\n"
        "print(idle.call(hazards.nothing), busy.call(hazards.nothing), flush=True)\n"
        "busy.call(hazards.hang)\n"
    )
    root = Path(__file__).parent.parent.parent
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=root
    ) as parent:
        assert parent.stdout is not None
        workers = [int(worker) for worker in parent.stdout.readline().split()]
        parent.kill()
    deadline = time.monotonic() + 60
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [worker for worker in workers if alive(worker)]


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
