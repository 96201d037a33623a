"""The same run on a scheduler and several workers, all of them processes of this machine."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from fazhi.console import Exit
from tests.batch.conftest import SAMPLES, batch, contents

COPIES = 16


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "县"
    folder.mkdir()
    text = (SAMPLES / "county-gaps.html").read_text("utf-8")
    for number in range(COPIES):
        (folder / f"{number:03}.html").write_text(f"{text}\n<p>附件{number}</p>\n", "utf-8")
    (folder / "坏.pdf").write_bytes(b"%PDF-1.4 cut short")
    return folder


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    settings = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with LocalCluster(**settings) as one:  # type: ignore[no-untyped-call]
        yield one


def test_a_cluster_gives_the_same_bytes_and_a_lost_worker_loses_nothing(
    cluster: LocalCluster, reports: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    lost = next(worker.process.process.pid for worker in cluster.workers.values())

    def lose() -> None:
        while len(list(output.glob("records/**/*.json"))) < 3:
            time.sleep(0.02)
        os.kill(lost, signal.SIGKILL)

    losing = threading.Thread(target=lose)
    losing.start()
    done = batch(reports, "-o", output, "--scheduler", cluster.scheduler_address)
    losing.join()
    assert done.returncode == Exit.UNREADABLE  # the broken file, and no other
    batch(reports, "-o", tmp_path / "here", "--jobs", "2")
    assert contents(output) == contents(tmp_path / "here")


def test_no_scheduler_is_told_in_a_sentence(reports: Path, tmp_path: Path) -> None:
    done = batch(reports, "-o", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:1")
    assert done.returncode == Exit.USAGE
    assert "连接不上调度器" in done.stderr
    assert "Traceback" not in done.stderr
