"""What letters to units cost: one after start-up, and many in one process.

    python benchmarks/letters.py [--count N] [--form pdf|docx]

The samples are scored once; then letters are made of them, each with words of its own in title, unit and
every quote, so that nothing of an earlier letter can be used again but what rules say. Prints wall and
processor seconds of the first letter, of a letter at the median and of all, and the memory along the way.
The allowance is 0.3 s for one letter after start-up, 20 s for 100, and memory that stays flat.
"""

import argparse
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import fazhi
from engine.model import Quote, Scorecard
from fazhi.publish import BinaryFormat, render

SAMPLES = Path(__file__).parent.parent / "samples"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--form", choices=("pdf", "docx"), default="pdf")
    options = parser.parse_args()
    walls, processors, memory = [], [], []
    for card in islice(_cards(), options.count):
        wall, processor = time.perf_counter(), time.process_time()
        _letter(card, options.form)
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
        memory.append(_megabytes())
    print("         wall s   processor s")
    print(f"first    {walls[0]:6.3f}   {processors[0]:6.3f}")
    print(f"median   {statistics.median(walls):6.3f}   {statistics.median(processors):6.3f}")
    print(f"all {options.count:4} {sum(walls):6.2f}   {sum(processors):6.2f}")
    at = sorted({0, options.count // 4, options.count // 2, options.count - 1})
    print("memory   " + "   ".join(f"{memory[index]} MB after {index + 1}" for index in at))


def _letter(card: Scorecard, form: BinaryFormat) -> bytes:
    return render(card, form)


def _cards() -> Iterator[Scorecard]:
    """The scorecards of the samples over and over, each time with other words."""
    cards = [fazhi.score(path) for path in sorted(SAMPLES.glob("*.*")) if path.suffix != ".md"]
    for number, card in enumerate(cycle(cards), 1):
        findings = tuple(
            replace(
                one,
                evidence=tuple(_marked(quote, number) for quote in one.evidence),
                near_misses=tuple(_marked(quote, number) for quote in one.near_misses),
            )
            for one in card.findings
        )
        identity = replace(card.identity, title=f"{card.identity.title}第{number}号", unit=f"第{number}县")
        yield replace(card, findings=findings, identity=identity)


def _marked(quote: Quote, number: int) -> Quote:
    return quote._replace(quote=f"{number}、{quote.quote}")


def _megabytes() -> int:
    """Resident now, from the kernel's own account."""
    status = Path("/proc/self/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    main()
