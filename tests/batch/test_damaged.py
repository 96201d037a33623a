"""Good reports among all kinds of damage: every good one is scored, every other one listed with a reason."""

import json
from pathlib import Path

from benchmarks.damaged import KINDS, Peaks, write
from fazhi.console import Exit
from tests.batch.test_interruptions import started

GOOD = 6


def test_damage_costs_no_good_report_and_swells_no_process(tmp_path: Path) -> None:
    good, bad = write(tmp_path / "报告", GOOD, len(KINDS) + 8, 2000)
    with started(tmp_path / "报告", "-o", tmp_path / "out", "--jobs", "2") as process:
        peaks = Peaks(process.pid)
        process.communicate()
        peaks.stop()
    assert process.returncode == Exit.UNREADABLE
    told = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert {one["report"] for one in told["ranking"]} == good
    assert {one["input"] for one in told["unread"]} == bad
    assert all(one["outcome"] == "unread" and one["reason"] for one in told["unread"])
    assert peaks.largest < 400
