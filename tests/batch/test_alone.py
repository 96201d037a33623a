"""Also without workers, a report that hangs or swells is recorded and the rest go on."""

import json
import signal
import time
from pathlib import Path

import pytest

import fazhi
from engine.model import Scorecard, Source
from fazhi.batch import alone, messages, work
from fazhi.batch.values import Limits
from fazhi.cli import main
from fazhi.console import Exit
from fazhi.pipeline import Options, score_source
from tests.batch import hazards


@pytest.fixture
def hazardous(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports that are named after what they do to the process."""

    def scored(source: Source, options: Options) -> Scorecard:
        if source.name == "hang.txt":
            while True:
                time.sleep(0.1)
        if source.name == "devour.txt":
            hazards.devour()
        return score_source(source, options)

    monkeypatch.setattr(work, "score_source", scored)


@pytest.mark.usefixtures("hazardous")
def test_what_passes_the_limits_is_listed_and_the_rest_scored(
    province: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = (province / "云岭市" / "望溪区2024.txt").read_bytes()
    folder = tmp_path / "县"
    folder.mkdir()
    for name in ("a.txt", "devour.txt", "hang.txt", "z.txt"):
        (folder / name).write_bytes(good)
    output = tmp_path / "out"
    asked = ["--jobs", "1", "--timeout", "10", "--memory", "300"]
    assert main(["batch", str(folder), "-o", str(output), *asked]) == Exit.UNREADABLE
    capsys.readouterr()
    told = json.loads((output / "summary.json").read_text("utf-8"))
    assert {one["input"]: one["reason"] for one in told["unread"]} == {
        "县/devour.txt": messages.OUT_OF_MEMORY.reason,
        "县/hang.txt": messages.TIMED_OUT.reason,
    }
    assert told["counts"]["scored"] == 2
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def test_the_limits_end_with_the_report() -> None:
    with alone.limited(Limits(seconds=1, megabytes=50)), pytest.raises(MemoryError):
        bytearray(2**30)
    assert bytearray(2**28)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_what_tells_too_much_for_the_store_is_listed_and_the_rest_scored(
    province: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, output = tmp_path / "县", tmp_path / "out"
    folder.mkdir()
    report = (province / "云岭市" / "望溪区2024.txt").read_text("utf-8")
    (folder / "one.txt").write_text(report, "utf-8")
    (folder / "three.txt").write_text(report + report + report, "utf-8")
    monkeypatch.setattr(work, "MOST_FACTS", len(fazhi.facts(folder / "one.txt")) + 20)
    assert main(["batch", str(folder), "-o", str(output), "--jobs", "1"]) == Exit.UNREADABLE
    capsys.readouterr()
    told = json.loads((output / "summary.json").read_text("utf-8"))
    assert [(one["input"], one["reason"]) for one in told["unread"]] == [
        ("县/three.txt", messages.TOO_MUCH_TOLD.reason)
    ]
    assert told["counts"]["scored"] == 1
