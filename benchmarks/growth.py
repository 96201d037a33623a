"""How time and memory grow: with reports, with their length, with rules, with workers.

    python -m benchmarks growth [--reports 1,10,100] [--lengths 2000,20000,200000] [--rules 50,100,2000]

Reports: whole runs of ``fazhi batch``, by one process alone and by two workers; wall time without the start,
and the largest process. Length: one report in this process. Rules: one judgement in this process, by a
rulebook cut short, or repeated under new names. The last column is the cost of one unit beside that in the
first row: 1 is linear.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks import corpus
from benchmarks.damaged import Peaks
from benchmarks.shares import whole
from engine import reading
from engine.inference import Case, Engine, compile_rules, judge
from engine.model import Fact
from engine.rulebook import Rule
from fazhi import pipeline
from fazhi.pipeline import Options


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--reports", type=_numbers, default=[1, 10, 100])
    parser.add_argument("--lengths", type=_numbers, default=[2000, 20_000, 200_000])
    parser.add_argument("--rules", type=_numbers, default=[50, 100, 200, 500, 2000])
    parser.add_argument("--chars", type=int, default=5000)
    asked = parser.parse_args(arguments)
    _of_length(asked.lengths)
    _of_rules(asked.rules, asked.chars)
    _of_reports(asked.reports, asked.chars)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _of_reports(counts: Sequence[int], chars: int) -> None:
    print("reports  seconds alone  seconds by two  alone / by two  MB alone  MB by two  a report, x")
    first = None
    with tempfile.TemporaryDirectory() as where:
        start = {
            jobs: _run(Path(where), 1, chars, jobs)[0] for jobs in (1, 2)
        }  # loading, and the first report
        for count in counts:
            (alone, memory), (by_two, memory_by_two) = (
                _run(Path(where), count + 1, chars, jobs) for jobs in (1, 2)
            )
            alone, by_two = alone - start[1], by_two - start[2]
            first = first or alone / count
            print(
                f"{count:7} {alone:14.1f} {by_two:15.1f} {alone / by_two:15.2f} {memory:9} {memory_by_two:10}"
                f" {alone / count / first:13.2f}",
                flush=True,
            )


def _run(where: Path, count: int, chars: int, jobs: int) -> tuple[float, int]:
    """Wall seconds of a run, and the megabytes of its largest process."""
    reports = where / f"reports-{count}"
    if not reports.exists():
        corpus.write(reports, count, chars)
    output = where / f"out-{count}-{jobs}"
    command = [sys.executable, "-m", "fazhi", "batch", str(reports), "-o", str(output), "--jobs", str(jobs)]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        peaks = Peaks(process.pid)
        process.wait()
        taken = time.perf_counter() - begun
        peaks.stop()
    return taken, peaks.largest


def _of_length(lengths: Sequence[int]) -> None:
    print("characters  seconds  a character, x")
    first = None
    for length in lengths:
        (text,) = corpus.reports(1, length)
        seconds = _seconds(partial(whole, text.encode(), Options()))
        first = first or seconds / length
        print(f"{length:10} {seconds:8.3f} {seconds / length / first:15.2f}", flush=True)


def _of_rules(counts: Sequence[int], chars: int) -> None:
    print("rules  seconds to compile  first report  later ones  a rule of a first, x  of a later, x")
    rulebook = pipeline.load_rules(None).rulebook
    (text,) = corpus.reports(1, chars)
    card = pipeline.score_source(reading.read_bytes(text.encode(), "a.txt"), Options())
    facts = (*card.facts, *card.conclusions)
    first_of_all = None
    for count in counts:
        rules = _cut_or_repeated(rulebook.rules, count)
        begun = time.process_time()
        with compile_rules(rules) as engine:
            compiled = time.process_time() - begun
            names = [rule.id for rule in rules]
            later = _seconds(partial(_judged, engine, facts, names))
            first = _seconds(partial(_judged, engine, facts, names, anew=True))
        first_of_all = first_of_all or (first / count, later / count)
        a_rule = [now / count / then for now, then in zip((first, later), first_of_all, strict=True)]
        print(
            f"{count:5} {compiled:19.3f} {first:13.4f} {later:11.4f} {a_rule[0]:21.2f} {a_rule[1]:12.2f}",
            flush=True,
        )


def _judged(engine: Engine, facts: Sequence[Fact], names: Sequence[str], *, anew: bool = False) -> None:
    if anew:
        engine.forget()
    judge(Case(engine, facts), names)


def _cut_or_repeated(rules: Sequence[Rule], count: int) -> list[Rule]:
    """The first rules, or all of them again and again under new names."""
    return [
        replace(rules[number % len(rules)], id=f"{rules[number % len(rules)].id}-{number}")
        for number in range(count)
    ]


def _seconds(work: Callable[[], object]) -> float:
    """The least processor seconds of three, after one to warm up."""
    taken = []
    for _ in range(4):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken[1:])
