"""Good reports among damaged files: every good one scored, every bad one listed, no hang, no swelling.

python -m benchmarks damaged [--good 2000] [--bad 500] [--chars 2000] [--jobs 2]
"""

import argparse
import io
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import corpus

SAMPLES = corpus.HOME / "samples"
Dice = random.Random


def truncated_docx(dice: Dice) -> bytes:
    """A Word document whose download broke off."""
    data = (SAMPLES / "city.docx").read_bytes()
    return data[: dice.randrange(8, len(data) - 30)]


def garbled_docx(dice: Dice) -> bytes:
    """A Word document whose text no longer unpacks."""
    data = bytearray((SAMPLES / "township.docx").read_bytes())
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        part = file.getinfo("word/document.xml")
    start = part.header_offset + 30 + len(part.filename)
    data[start : start + 400] = dice.randbytes(400)
    return bytes(data)


def broken_pdf(dice: Dice) -> bytes:
    """A PDF without its end and with noise in its middle."""
    data = bytearray((SAMPLES / "province.pdf").read_bytes()[: dice.randrange(200, 4000)])
    data[100:140] = dice.randbytes(40)
    return bytes(data)


def scan(_dice: Dice) -> bytes:
    """A PDF of one blank page."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


def noise(dice: Dice) -> bytes:
    """Bytes that are no text in any encoding."""
    return dice.randbytes(20_000)


def mixed_encodings(dice: Dice) -> bytes:
    """One text pasted together from UTF-8 and GB18030, torn between two bytes of a character."""
    text = corpus.reports(1, 2000, dice.randrange(1000))[0]
    half = len(text) // 2
    return text[:half].encode()[:-1] + text[half:].encode("gb18030")


def word_bomb(_dice: Dice) -> bytes:
    """A Word document of 300 MB in 300 kB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        with file.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(b" " * 1_000_000)
    return packed.getvalue()


def long_line(dice: Dice) -> bytes:
    """A text of 49 MB in one line: within what is read, and far too long."""
    return f"第{dice.randrange(1000)}号".encode() + "县".encode() * 16_300_000


def long_page(_dice: Dice) -> bytes:
    """A web page of tags nested a hundred thousand deep."""
    return b"<html><body>" + b"<div>" * 100_000 + "正文".encode()


def old_word(_dice: Dice) -> bytes:
    """A document of Word 97."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") * 40


def empty(_dice: Dice) -> bytes:
    """Nothing."""
    return b""


KINDS: Mapping[Callable[[Dice], bytes], str] = {  # damage → suffix of the file
    truncated_docx: ".docx",
    garbled_docx: ".docx",
    broken_pdf: ".pdf",
    scan: ".pdf",
    noise: ".txt",
    mixed_encodings: ".txt",
    old_word: ".doc",
    empty: ".txt",
    long_page: ".html",
    word_bomb: ".docx",
    long_line: ".txt",
}
_HEAVY = (word_bomb, long_line)  # a hundredth of the files: they are tens of megabytes each


def write(folder: Path, good: int, bad: int, chars: int) -> tuple[set[str], set[str]]:
    """Good and damaged files side by side; their labels."""
    corpus.write(folder, good, chars)
    dice = Dice(1)
    light = [kind for kind in KINDS if kind not in _HEAVY]
    chosen = [light[number % len(light)] for number in range(bad)]
    for place, kind in zip(range(0, bad, max(1, bad // 10)), _HEAVY * 5, strict=False):
        chosen[place] = kind
    places = [path.relative_to(folder.parent).as_posix() for path in folder.rglob("*.txt")]
    damaged = set()
    for number, kind in enumerate(chosen):
        path = folder / f"{number % 50:04}" / f"bad-{number:06}-{kind.__name__}{KINDS[kind]}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(kind(dice))
        damaged.add(path.relative_to(folder.parent).as_posix())
    return set(places), damaged


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--good", type=int, default=2000)
    parser.add_argument("--bad", type=int, default=500)
    parser.add_argument("--chars", type=int, default=2000)
    parser.add_argument("--jobs", default="2")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as where:
        folder, output = Path(where) / "reports", Path(where) / "out"
        good, bad = write(folder, asked.good, asked.bad, asked.chars)
        command = [
            sys.executable,
            "-m",
            "fazhi",
            "batch",
            str(folder),
            "-o",
            str(output),
            "--jobs",
            asked.jobs,
        ]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            peaks = Peaks(process.pid)
            process.wait()
            peaks.stop()
        told = json.loads((output / "summary.json").read_text("utf-8"))
        scored = {one["report"] for one in told["ranking"]} | {one["input"] for one in told["duplicates"]}
        unread = {one["input"]: one["reason"] for one in told["unread"]}
        others = {one["input"] for one in told["not_reports"]}
        print(f"good: {len(good)}, of them scored: {len(good & scored)}")
        print(f"bad: {len(bad)}, of them listed with a reason: {len(bad & unread.keys())}")
        print(
            f"bad, read, and found to be no report: {len(bad & others)}; scored: {sorted(bad & scored)[:3]}"
        )
        print(f"largest process: {peaks.largest} MB")
        for reason, count in Counter(unread.values()).most_common():
            print(f"{count:6}  {reason}")
        sys.exit(good != good & scored or bool(bad - unread.keys() - others))


class Peaks:
    """The largest memory that any process of a run has had, looked at until it ends. In MB."""

    def __init__(self, process: int) -> None:
        self.largest = 0
        self._process = process
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> None:
        """Look no longer."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.is_set():
            self.largest = max([self.largest, *map(_peak, (self._process, *_children(self._process)))])
            time.sleep(0.2)


def _children(process: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{process}/task").glob("*/children"))
        return [int(child) for task in tasks for child in task.read_text("utf-8").split()]
    except OSError:
        return []


def _peak(process: int) -> int:
    """VmHWM, which includes what is shared with other processes."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)
