"""Where the time for one report goes, beside the floor: decoding and one pass for the same terms.

python -m benchmarks shares [--reports 30] [--chars 5000] [--rounds 3]
"""

import json
import time
from collections.abc import Mapping, Sequence

import ahocorasick

from benchmarks import corpus
from benchmarks.measure import options, side_by_side, table
from engine import reading
from engine.inference import Case, Engine, compile_rules, findings, judging, sessions
from engine.model import Source
from engine.outline import outline
from fazhi import pipeline
from fazhi.batch.rows import record_of
from fazhi.pipeline import Loaded, Options
from fazhi.publish import render


def main(arguments: list[str]) -> None:
    """Measure and print."""
    asked = options(__doc__, arguments, reports=30)
    scoring, loaded = Options(), pipeline.load_rules(None)
    texts = [text.encode() for text in corpus.reports(asked.reports, asked.chars)]
    sources = [reading.read_bytes(text, "a.txt") for text in texts]
    outlines = [outline(source, loaded.rulebook.lexicon.outline) for source in sources]
    cards = [pipeline.score_source(source, scoring) for source in sources]
    automaton = terms(loaded)
    chosen = [[finding.rule for finding in card.findings] for card in cards]

    forgetful = compile_rules(loaded.rulebook.rules, loaded.rulebook.conclusions)
    examined = [pipeline.examine(source, scoring) for source in sources]
    profiles = [loaded.rulebook.profiles[card.profile] for card in cards]

    def infer(engine: Engine) -> None:
        for card, names in zip(cards, chosen, strict=True):
            forgetful.forget()
            judging.infer(Case(engine, (*card.facts, *card.conclusions)), names)

    def find() -> None:
        for seen, profile in zip(examined, profiles, strict=True):
            findings.infer(loaded.engine, loaded.terms, seen.report, seen.facts, profile)

    ways = {
        "floor: decode, one automaton pass": lambda: [list(automaton.iter(t.decode())) for t in texts],
        "read bytes": lambda: [reading.read_bytes(text, "a.txt") for text in texts],
        "outline": lambda: [outline(source, loaded.rulebook.lexicon.outline) for source in sources],
        "facts": lambda: [loaded.reader.read(report) for report in outlines],
        "durable-rules, every report a first": lambda: infer(forgetful),
        "durable-rules, later reports": lambda: infer(loaded.engine),
        "conclusions, verdicts, findings": find,
        "scorecard as JSON": lambda: [render(card, "json") for card in cards],
        "rows of the store as JSON": lambda: [json.dumps(record_of(card, loaded.rulebook)) for card in cards],
        "everything, from bytes to JSON": lambda: [whole(text, scoring) for text in texts],
    }
    taken = side_by_side(ways, asked.rounds)
    table(taken, "report", asked.reports)
    alone = durable_alone(sources, loaded, scoring) / asked.reports
    print(f"{'durable-rules alone, reports as firsts':38} {1000 * alone:9.3f} ms a report")
    reading_share = (taken["outline"] + taken["facts"] + taken["read bytes"]) / asked.reports
    print(f"our reading / durable-rules alone: {reading_share / alone:.2f}")
    print(
        f"reports a second of processor time: {asked.reports / taken['everything, from bytes to JSON']:.1f}"
    )


def whole(text: bytes, options: Options) -> tuple[str, str]:
    """What a batch does for one report, writing aside."""
    card = pipeline.score_source(reading.read_bytes(text, "a.txt"), options)
    rulebook = pipeline.load_rules(options.rules).rulebook
    return render(card, "json"), json.dumps(record_of(card, rulebook), ensure_ascii=False)


def terms(loaded: Loaded) -> "ahocorasick.Automaton":
    """An automaton of all terms that the fact room looks for, and nothing beside."""
    automaton = ahocorasick.Automaton()
    for term in loaded.reader._phrases._automaton:  # noqa: SLF001 - the very same terms
        automaton.add_word(term, term)
    automaton.make_automaton()
    return automaton


def durable_alone(sources: Sequence[Source], loaded: Loaded, options: Options) -> float:
    """Processor seconds inside the one door to durable-rules while each source is scored as if the first."""
    run, spent = sessions.Program.run, [0.0]

    def timed(program: sessions.Program, facts: Sequence[Mapping[str, int]]) -> dict[int, set[int]]:
        start = time.process_time()
        try:
            return run(program, facts)
        finally:
            spent[0] += time.process_time() - start

    sessions.Program.run = timed  # type: ignore[assignment,method-assign]
    try:
        for source in sources:
            loaded.engine.forget()
            pipeline.score_source(source, options)
    finally:
        sessions.Program.run = run  # type: ignore[method-assign]
    return spent[0]
