"""Processor time, several ways of doing one thing in turn, so that what disturbs one disturbs all."""

import argparse
import statistics
import time
from collections.abc import Callable, Mapping, Sequence

Work = Callable[[], object]


def options(about: str, arguments: Sequence[str], *, reports: int) -> argparse.Namespace:
    """How many reports of how many characters, and how often."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--reports", type=int, default=reports)
    parser.add_argument("--chars", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args(arguments)


def side_by_side(ways: Mapping[str, Work], rounds: int) -> dict[str, float]:
    """The median processor seconds of each way; one round before the first warms up."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, work in ways.items():
            start = time.process_time()
            work()
            if number:
                taken[name].append(time.process_time() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def table(taken: Mapping[str, float], unit: str, count: int) -> None:
    """Print each way with its time for one of ``count`` units, and how often the first goes into it."""
    base = next(iter(taken.values()))
    for name, seconds in taken.items():
        print(f"{name:38} {1000 * seconds / count:9.3f} ms a {unit}   x {seconds / base:8.2f}")
