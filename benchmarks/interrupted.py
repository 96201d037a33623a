"""A run killed at random moments, again and again, beside one that was left alone.

    python -m benchmarks interrupted [--reports 2000] [--chars 2000] [--kills 20] [--jobs 2]

Each time the run is started anew on the same results, killed with SIGKILL after a random time, and in the
end left to finish. After every kill each finished file, and in the end every file, is compared with that of
the undisturbed run.
"""

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks import corpus


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--chars", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--jobs", default="2")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        reports, alone, killed = (Path(folder) / name for name in ("reports", "alone", "killed"))
        corpus.write(reports, asked.reports, asked.chars)
        start = time.perf_counter()
        _run(reports, alone, asked.jobs).wait()
        whole = time.perf_counter() - start
        whole_run = digests(alone)
        print(f"undisturbed: {asked.reports} reports, {len(whole_run)} files, {whole:.0f} s", flush=True)
        wrong: list[str] = []
        dice = random.Random(1)  # noqa: S311 - repeatable, no secret
        for kill in range(1, asked.kills + 1):
            process = _run(reports, killed, asked.jobs)
            time.sleep(dice.uniform(0, 2.5 * whole / asked.kills))
            over = process.poll() is not None
            process.kill()
            process.wait()
            finished = {name: digest for name, digest in digests(killed).items() if not _is_draft(name)}
            wrong += _different(finished.items() - whole_run.items())
            told = f"{len(finished)} finished files, different so far: {len(wrong)}"
            print(f"kill {kill:2}: {told}{', the run was over' if over else ''}", flush=True)
        _run(reports, killed, asked.jobs).wait()
        wrong += _different(digests(killed).items() ^ whole_run.items())
        print(f"different files in the end: {len(wrong)} {sorted(wrong)[:5] or ''}")
        sys.exit(bool(wrong))


def digests(folder: Path) -> Mapping[str, str]:
    """Every file below the folder with the digest of its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def _is_draft(name: str) -> bool:
    return name.rsplit("/", 1)[-1].startswith(".") or name.startswith("store.draft/")


def _different(files: Iterable[tuple[str, str]]) -> list[str]:
    return sorted({name for name, _ in files})


def _run(reports: Path, output: Path, jobs: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "fazhi", "batch", str(reports), "-o", str(output), "--jobs", jobs]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
