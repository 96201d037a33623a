"""Rulebooks kept between runs: a help for the next start that never matters otherwise."""

import hashlib
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.rulebook import Rulebook, RulebookError, shelf
from engine.rulebook import load as reading
from fazhi.paths import kept_folder, rules_folder

Start = Callable[[], Rulebook]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the rules, to edit."""
    return Path(shutil.copytree(rules_folder(), tmp_path / "rules"))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where rulebooks are kept; it does not exist yet."""
    return tmp_path / "cache" / "fazhi"


@pytest.fixture
def start(rules: Path, kept: Path) -> Start:
    """Load the rules as a new process would."""
    return lambda: shelf.load(rules, None, kept)


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one whenever the YAML itself is read."""
    times: list[str] = []
    original = reading.load

    def load(folder: Path, overlay: Path | None = None) -> Rulebook:
        times.append("read")
        return original(folder, overlay)

    monkeypatch.setattr(reading, "load", load)
    return times


def the_one(kept: Path) -> Path:
    (path,) = kept.iterdir()
    return path


def same(one: Rulebook, other: Rulebook) -> bool:
    """By all that they hold; parts of a lexicon know no equality."""
    return repr(one) == repr(other)


def test_the_second_start_takes_what_the_first_one_read(start: Start, read_files: list[str]) -> None:
    first, second = start(), start()
    assert len(read_files) == 1
    assert same(first, second)


def test_an_edited_rule_counts_at_once(start: Start, rules: Path, read_files: list[str]) -> None:
    before = start()
    file = rules / "version.yaml"
    file.write_text(file.read_text("utf-8").replace(before.version, f"{before.version}-1"), "utf-8")
    after = start()
    assert (after.version, len(read_files)) == (f"{before.version}-1", 2)
    assert after.digest != before.digest


def test_an_overlay_is_kept_by_itself(rules: Path, kept: Path, tmp_path: Path, read_files: list[str]) -> None:
    overlay = tmp_path / "overlay"
    (overlay / "schemes").mkdir(parents=True)
    (overlay / "schemes/weights.yaml").write_text("must: 9\n", "utf-8")
    weights = [shelf.load(rules, over, kept).weights["must"] for over in (None, overlay, None, overlay)]
    assert weights == [weights[0], 9, weights[0], 9]
    assert len(read_files) == 2


def test_mistakes_are_told_at_every_start(start: Start, rules: Path) -> None:
    start()
    (rules / "schemes/weights.yml").write_text("must: 9\n", "utf-8")
    for _ in range(2):
        with pytest.raises(RulebookError, match=r"weights\.yml"):
            start()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[:-1], id="cut short"),
        pytest.param(lambda data: data[: len(data) // 2] + b"?" + data[len(data) // 2 + 1 :], id="one byte"),
    ],
)
def test_a_damaged_file_is_made_anew(
    damage: Callable[[bytes], bytes], start: Start, kept: Path, read_files: list[str]
) -> None:
    first = start()
    path = the_one(kept)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert same(start(), first)
    assert (the_one(kept).read_bytes(), len(read_files)) == (whole, 2)


def test_a_foreign_pickle_runs_nothing(start: Start, kept: Path, tmp_path: Path) -> None:
    class Hostile:
        def __reduce__(self) -> tuple[object, ...]:
            return os.mkdir, (str(tmp_path / "taken"),)

    first = start()
    data = pickle.dumps(Hostile())
    the_one(kept).write_bytes(hashlib.sha256(data).digest() + data)
    assert same(start(), first)
    assert not (tmp_path / "taken").exists()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows keeps the folders of users apart")
def test_a_file_that_others_may_write_is_not_read(start: Start, kept: Path, read_files: list[str]) -> None:
    start()
    the_one(kept).chmod(0o666)
    start()
    assert len(read_files) == 2
    assert the_one(kept).stat().st_mode & 0o777 == 0o600


def test_where_nothing_can_be_kept_the_files_are_read(
    start: Start, kept: Path, read_files: list[str]
) -> None:
    kept.parent.write_text("a file in the place of the folder", "utf-8")
    assert same(start(), start())
    assert len(read_files) == 2


def test_only_the_newest_are_kept(start: Start, kept: Path) -> None:
    kept.mkdir(parents=True)
    for number in range(20):
        old = kept / f"{number}.rulebook"
        old.write_bytes(b"")
        os.utime(old, (number, number))
    start()
    assert len(list(kept.iterdir())) == shelf.MOST


def test_the_folder_is_the_one_for_such_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert kept_folder() == tmp_path / "fazhi"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert kept_folder() != Path("relative/fazhi")
