"""Facts to verdicts: durable-rules infers them, the reference evaluator confirms each.

Nothing here has a time limit: durable-rules runs in C and cannot be interrupted. Who judges many reports,
or those of strangers, does it in worker processes that can be ended.
"""

from collections.abc import Sequence

from engine.inference import messages
from engine.inference.checks import check_facts
from engine.inference.compilation import Engine
from engine.inference.layer import Decided, Layer
from engine.inference.reference import FactIndex, decide
from engine.inference.verdicts import GAP, DisagreementError, Verdict, in_order_of_place
from engine.model import Fact


class Case:
    """What is known of one report, sorted for each of the two that judge it.

    Raises FactError for facts that cannot be compared, SessionError where durable-rules fails.
    """

    def __init__(self, engine: Engine, facts: Sequence[Fact]) -> None:
        self.engine = engine
        self.facts: dict[str, Fact] = {}
        self.index = FactIndex()
        self.held = 0  # the propositions that hold, a bit for each at its number
        self._matching: dict[int, list[Fact]] = {}  # condition → facts, as durable-rules has it
        self.add(facts)

    def add(self, facts: Sequence[Fact]) -> None:
        """Let ``facts`` be known too. Their order is of no matter."""
        check_facts(facts, self.facts)
        self.facts.update((fact.id, fact) for fact in facts)
        self.index.add(facts)
        for condition, found in self.engine.conditions.matching(facts).items():
            matching = self._matching.setdefault(condition, [])
            matching += found
            for count, proposition in self.engine.counts[condition]:
                if len(matching) >= count:
                    self.held |= 1 << proposition

    def support(self, decided: Decided) -> list[Fact]:
        """The facts that make true what speaks for the step, in order of place."""
        conditions = {self.engine.propositions[number].condition for number in decided.support}
        facts = {fact.id: fact for condition in conditions for fact in self._matching[condition]}
        return in_order_of_place(facts.values())


def judge(case: Case, chosen: Sequence[str], layer: Layer | None = None) -> tuple[Verdict, ...]:
    """The verdict on each of the ``chosen`` rules, in that order, or on conclusions of a ``layer`` below.

    Raises KeyError for a rule that the engine does not have; SessionError and DisagreementError where the
    inference itself went wrong.
    """
    rules = (layer or case.engine.top).rules
    for name in chosen:
        if name not in rules:
            raise KeyError(messages.UNKNOWN_RULE.format(rule=name))
    inferred = infer(case, chosen, layer)
    for verdict in inferred:
        expected = decide(rules[verdict.rule], case.index)
        if verdict != expected:
            raise DisagreementError(verdict, expected, tuple(case.facts.values()))
    return inferred


def infer(case: Case, chosen: Sequence[str], layer: Layer | None = None) -> tuple[Verdict, ...]:
    """What durable-rules alone makes of it, unconfirmed."""
    layer = layer or case.engine.top
    decided = zip(chosen, layer.decide(case.held, chosen), strict=True)
    return tuple(_verdict(case, layer, name, one) for name, one in decided)


def _verdict(case: Case, layer: Layer, name: str, decided: Decided) -> Verdict:
    if decided.rank is None:
        return Verdict(name, GAP)
    step = layer.rules[name].steps[decided.rank].id
    return Verdict(name, step, tuple(fact.id for fact in case.support(decided)))
