"""A run that is stopped, killed or deprived of a worker ends with the bytes of one that was not."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fazhi.console import Exit
from tests.batch.conftest import SAMPLES, batch, contents

COPIES = 24  # enough that a run is still at work when it is disturbed, on a busy machine too


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports that differ by a line at their end."""
    folder = tmp_path_factory.mktemp("reports") / "县"
    folder.mkdir()
    text = (SAMPLES / "county-good.txt").read_text("utf-8")
    for number in range(COPIES):
        (folder / f"{number:03}.txt").write_text(f"{text}\n附件{number}\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def undisturbed(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("undisturbed") / "out"
    assert batch(reports, "-o", output, "--jobs", "2").returncode == Exit.DONE
    return output


def started(*arguments: Path | str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "fazhi", "batch", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


def until(count: int, output: Path, process: subprocess.Popen[str]) -> None:
    """Wait for so many records, or the end."""
    while process.poll() is None and len(list(output.glob("records/**/*.json"))) < count:
        time.sleep(0.01)


def test_killed_again_and_again_it_ends_with_the_same_bytes(
    reports: Path, undisturbed: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    for count in (0, 4, 9):
        with started(reports, "-o", output, "--jobs", "2") as process:
            until(count, output, process)
            process.kill()
    assert batch(reports, "-o", output, "--jobs", "2").returncode == Exit.DONE
    assert contents(output) == contents(undisturbed)


def test_ctrl_c_ends_it_at_once_and_says_how_to_go_on(
    reports: Path, undisturbed: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    with started(reports, "-o", output, "--jobs", "2") as process:
        until(1, output, process)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == Exit.INTERRUPTED
    assert "重新运行同一命令" in said
    assert "Traceback" not in said
    assert 1 <= len(list(output.glob("records/**/*.json"))) < COPIES
    assert batch(reports, "-o", output, "--jobs", "2").returncode == Exit.DONE
    assert contents(output) == contents(undisturbed)


def test_a_worker_ended_from_outside_changes_nothing(
    reports: Path, undisturbed: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    with started(reports, "-o", output, "--jobs", "2") as process:
        until(3, output, process)
        workers = children(process.pid)
        os.kill(workers[0], signal.SIGKILL)
        process.communicate()
    assert len(workers) == 2
    assert process.returncode == Exit.DONE
    assert contents(output) == contents(undisturbed)


def test_two_runs_on_one_folder_do_not_meet(reports: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    with started(reports, "-o", output, "--jobs", "2") as process:
        until(1, output, process)
        second = batch(reports, "-o", output, "--jobs", "2")
        process.kill()
    assert second.returncode == Exit.USAGE
    assert "正由另一次" in second.stderr


def test_a_record_that_cannot_be_written_ends_the_run_with_its_reason(reports: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    shutil.copytree(reports, tmp_path / "县")
    batch(tmp_path / "县", "-o", output, "--jobs", "1")
    shutil.rmtree(output / "records")
    (output / "records").write_bytes(b"in the way")
    done = batch(tmp_path / "县", "-o", output, "--jobs", "2")
    assert done.returncode == Exit.USAGE
    assert "无法写入" in done.stderr


def children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text("utf-8").split()]
