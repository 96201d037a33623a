"""Forward chaining: conclusions from facts, and from conclusions, layer by layer."""

from collections.abc import Mapping, Sequence

from engine.inference.judging import Case, judge
from engine.inference.verdicts import GAP, Verdict, in_order_of_place
from engine.model import Fact, Quote
from engine.rulebook.chain import KIND

REPORT = "report"  # what is so of the whole report is shown only where nothing else is


def conclude(case: Case) -> tuple[Fact, ...]:
    """What follows from what is known, and is then known too: facts of the kind ``conclusion``, lowest first.

    Each names the facts that it follows from (``parts``) and shows their places. Every layer is judged like
    rules are, by durable-rules and the reference. Raises what ``judge`` raises.
    """
    concluded: list[Fact] = []
    for layer in case.engine.below:
        verdicts = judge(case, tuple(layer.rules), layer)
        new = [
            _fact(f"c{number}", layer.rules[verdict.rule].steps[0].message, verdict, case.facts)
            for number, verdict in enumerate((v for v in verdicts if v.step != GAP), len(concluded) + 1)
        ]
        concluded += new
        case.add(new)
    return tuple(concluded)


def _fact(number: str, title: str, verdict: Verdict, known: Mapping[str, Fact]) -> Fact:
    parts = in_order_of_place(known[part] for part in verdict.facts)
    places = _places([part for part in parts if part.kind != REPORT] or parts)
    at = places[0] if places else None
    return Fact(number, KIND, verdict.rule, at, {"title": title}, places, verdict.facts)


def _places(facts: Sequence[Fact]) -> tuple[Quote, ...]:
    quotes = [quote for fact in facts for quote in fact.evidence or ((fact.at,) if fact.at else ())]
    return tuple(dict.fromkeys(quotes))
