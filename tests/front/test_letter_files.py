"""The letter at the command line: where it goes, on which template, and what is refused."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.usefixtures("house")
def test_a_letter_goes_to_a_file_or_a_pipe(file: Path, tmp_path: Path, run: Run) -> None:
    assert run("score", file, "-o", tmp_path / "letter.pdf").code == 0
    with (tmp_path / "piped.pdf").open("wb") as pipe:
        command = [sys.executable, "-m", "fazhi", "score", str(file), "--format", "pdf"]
        assert subprocess.run(command, stdout=pipe, check=False).returncode == 0
    assert (tmp_path / "letter.pdf").read_bytes()[:5] == b"%PDF-"
    assert (tmp_path / "piped.pdf").read_bytes()[:5] == b"%PDF-"


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_no_letter_goes_to_a_terminal(file: Path) -> None:
    import pty

    parent, child = pty.openpty()
    command = [sys.executable, "-m", "fazhi", "score", str(file), "--format", "docx"]
    done = subprocess.run(command, stdout=child, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    os.close(child)
    os.close(parent)
    assert done.returncode == 2
    assert done.stderr.startswith("docx 不是文字，不能显示在屏幕上")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("x", "y", "--format", "pdf"), "几份也不能连在一起输出"),
        (("x", "--template", "redhead"), "--template 只用于 pdf，这里的格式是 text"),
        (("x", "--template", "none", "--format", "pdf"), "「none」不是模板，也不是模板文件"),
    ],
)
def test_what_makes_no_sense_with_letters_is_refused(
    arguments: tuple[str, ...], said: str, run: Run, file: Path
) -> None:
    done = run("score", *(file if argument == "x" else argument for argument in arguments))
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.usefixtures("house")
def test_a_template_that_does_not_work_is_told_with_the_reason(run: Run, file: Path, tmp_path: Path) -> None:
    template = tmp_path / "own.typ"
    template.write_text("#nothing-of-that-name", encoding="utf-8")
    done = run("score", file, "--template", template, "-o", tmp_path / "letter.pdf")
    assert done.code == 2
    assert "own.typ」不能使用：unknown variable: nothing-of-that-name" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["own.typ", file.name]
