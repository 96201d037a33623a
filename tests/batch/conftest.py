"""Small provinces: folders and archives of sample reports, and the results of runs on them."""

import hashlib
import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fazhi.cli import main

SAMPLES = Path(__file__).parent.parent.parent / "samples"
Run = Callable[..., int]


def contents(folder: Path) -> Mapping[str, str]:
    """Every file below the folder with the digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def archive(entries: Mapping[str, bytes]) -> bytes:
    """A zip archive with UTF-8 names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(name, data)
    return packed.getvalue()


def batch(*arguments: Path | str, **settings: float) -> subprocess.CompletedProcess[str]:
    """The program as its users start it."""
    command = [sys.executable, "-m", "fazhi", "batch", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, **settings)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """Reports in folders and archives, and beside them what always lies about in such folders."""
    folder = tmp_path / "青原省"
    (folder / "云岭市").mkdir(parents=True)
    shutil.copy(SAMPLES / "city.docx", folder / "云岭市" / "云岭市2022.docx")
    shutil.copy(SAMPLES / "county-good.txt", folder / "云岭市" / "望溪区2024.txt")
    shutil.copy(SAMPLES / "county-gaps.html", folder / "青岑县2023.html")
    (folder / "部门.zip").write_bytes(
        archive(
            {
                "市场监管局.txt": (SAMPLES / "department.txt").read_bytes(),
                "统计表.xlsx": b"PK",
                "乡镇.zip": archive({"柳溪镇.docx": (SAMPLES / "township.docx").read_bytes()}),
            }
        )
    )
    (folder / "扫描件.pdf").write_bytes(b"%PDF-1.4 cut short")
    (folder / "通知.txt").write_text("关于召开会议的通知\n\n请于明日上午九时到会。\n", "utf-8")
    (folder / "云岭市" / "~$云岭市2022.docx").write_bytes(b"lock")
    (folder / ".DS_Store").write_bytes(b"hidden")
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """``fazhi batch`` in this process, without workers; the code it ends with."""

    def go(*arguments: Path | str, output: str = "out") -> int:
        code = main(["batch", *map(str, arguments), "-o", str(tmp_path / output), "--jobs", "1"])
        capsys.readouterr()
        return code

    return go
