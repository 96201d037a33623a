"""What a cold `fazhi score` costs, beside the floor of importing what it is made of.

    python benchmarks/cold_start.py [REPORT] [--runs N]

Runs both commands in turn and prints, for each, the median wall time and the largest memory, then the
pairwise ratio. The allowance is 1.5 times the floor plus 0.5 seconds, and 250 MB. As where the program is
installed, bytecode and the rulebook are kept by the first run, which is not counted; --first counts a start
without a kept rulebook.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

HOME = Path(__file__).parent.parent
FLOOR = (sys.executable, "-c", "import durable.engine, jieba, yaml, click, rich")
PROBE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, file=sys.stderr)
sys.exit(done.returncode)
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("report", nargs="?", type=Path, default=HOME / "samples/county-good.txt")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--first", action="store_true", help="as on a machine that has never run it")
    options = parser.parse_args()
    score = (sys.executable, "-m", "fazhi", "score", str(options.report))
    with tempfile.TemporaryDirectory() as kept:
        environment = {**os.environ, "XDG_CACHE_HOME": "/dev/null" if options.first else kept}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        runs = [(_run(score, environment), _run(FLOOR, environment)) for _ in range(options.runs + 1)]
    pairs = runs[1:]  # the first one warms up
    ours, floor = ([pair[side][0] for pair in pairs] for side in (0, 1))
    memory = max(pair[0][1] for pair in pairs)
    allowed = [1.5 * seconds + 0.5 for seconds in floor]
    print(f"score   {statistics.median(ours):6.3f} s   {memory} MB")
    print(f"floor   {statistics.median(floor):6.3f} s")
    print(f"ratio   {statistics.median(a / b for a, b in zip(ours, floor, strict=True)):6.2f}")
    print(f"allowed {statistics.median(allowed):6.3f} s   250 MB")


def _run(command: Sequence[str], environment: Mapping[str, str]) -> tuple[float, int]:
    """Wall seconds and megabytes of one run."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *command], stderr=subprocess.PIPE, check=True, cwd=HOME, env=environment
    )
    return time.perf_counter() - start, int(done.stderr.split()[-1])


if __name__ == "__main__":
    main()
