"""Inference beside clipspy and zen-engine: the same facts, the same rules, the same verdicts.

    python -m benchmarks inference [--reports 10] [--chars 5000] [--rounds 3]

The rules are those of the Rulebook, made into each peer's own form:

- CLIPS: a defrule for each distinct condition on one fact, one for each branch of a step over what holds,
  and a ladder, as in our strata; counting is done in Python, as on our side.
- zen-engine: an expression for each step over the facts grouped by kind; the ladder is done in Python.
- the reference evaluator: plain Python, the second key of every verdict.

Conclusions are given to all as facts. Verdicts that differ from ours are counted and told.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from benchmarks import corpus
from benchmarks.clips_rules import Clips
from benchmarks.measure import options, side_by_side, table
from benchmarks.zen_rules import Zen
from engine import reading
from engine.inference import Case, Engine, compile_rules, judging
from engine.inference.reference import FactIndex, decide
from engine.model import Fact
from engine.rulebook.rules import Decision
from fazhi import pipeline

Facts = Sequence[Fact]
Steps = dict[str, str]  # rule → the step that decides


def main(arguments: list[str]) -> None:
    """Measure and print."""
    asked = options(__doc__, arguments, reports=10)
    loaded = pipeline.load_rules(None)
    sources = (reading.read_bytes(text.encode(), "a") for text in corpus.reports(asked.reports, asked.chars))
    cards = [pipeline.score_source(source, pipeline.Options()) for source in sources]
    given = [(*card.facts, *card.conclusions) for card in cards]
    rules = loaded.engine.rules
    forgetful = compile_rules(list(rules.values()))
    clips_rules, zen_rules = Clips(list(rules.values())), Zen(list(rules.values()))
    ways: dict[str, Callable[[Facts], Steps]] = {
        "durable-rules, every report a first": lambda facts: ours(forgetful, facts, anew=True),
        "durable-rules, later reports": lambda facts: ours(loaded.engine, facts),
        "CLIPS": clips_rules.judge,
        "zen-engine": zen_rules.judge,
        "reference evaluator": lambda facts: reference(rules.values(), facts),
    }
    expected = [ours(loaded.engine, facts) for facts in given]
    for name, judge in ways.items():
        answers = [judge(facts) for facts in given]
        wrong = sum(a[rule] != e[rule] for a, e in zip(answers, expected, strict=True) for rule in rules)
        print(f"{name}: {wrong} of {len(rules) * len(given)} verdicts differ")
    works = {name: partial(_all, judge, given) for name, judge in ways.items()}
    table(side_by_side(works, asked.rounds), "report", asked.reports)


def _all(judge: Callable[[Facts], Steps], given: Sequence[Facts]) -> None:
    for facts in given:
        judge(facts)


def ours(engine: Engine, facts: Facts, *, anew: bool = False) -> Steps:
    """What durable-rules infers, unconfirmed; ``anew`` it is asked everything again."""
    if anew:
        engine.forget()
    return {verdict.rule: verdict.step for verdict in judging.infer(Case(engine, facts), list(engine.rules))}


def reference(rules: Iterable[Decision], facts: Facts) -> Steps:
    """What the reference evaluator says."""
    known = FactIndex(facts)
    return {rule.id: decide(rule, known).step for rule in rules}
