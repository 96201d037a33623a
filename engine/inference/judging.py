"""Rules and facts to verdicts: durable-rules infers them, the reference evaluator confirms each.

Nothing here has a time limit: durable-rules runs in C and cannot be interrupted. Who judges many reports,
or those of strangers, does it in worker processes that can be ended.
"""

from collections.abc import Collection, Mapping, Sequence

from engine.inference import messages
from engine.inference.branches import Branch
from engine.inference.checks import check_facts
from engine.inference.compilation import Engine, Rung
from engine.inference.reference import by_kind, decide
from engine.inference.verdicts import GAP, DisagreementError, SessionError, Verdict, in_order_of_place
from engine.model import Fact

_Places = set[int]  # of facts, in the sequence given


def judge(engine: Engine, facts: Sequence[Fact], chosen: Sequence[str]) -> tuple[Verdict, ...]:
    """The verdict on each of the ``chosen`` rules, in that order. The order of ``facts`` is of no matter.

    Raises FactError for facts that cannot be compared, KeyError for a rule that the engine does not have;
    SessionError and DisagreementError where the inference itself went wrong.
    """
    check_facts(facts)
    for name in chosen:
        if name not in engine.rules:
            raise KeyError(messages.UNKNOWN_RULE.format(rule=name))
    inferred = infer(engine, facts, chosen)
    sorted_facts = by_kind(facts)
    for verdict in inferred:
        expected = decide(engine.rules[verdict.rule], sorted_facts)
        if verdict != expected:
            raise DisagreementError(verdict, expected, facts)
    return inferred


def infer(engine: Engine, facts: Sequence[Fact], chosen: Sequence[str]) -> tuple[Verdict, ...]:
    """What durable-rules alone makes of it, unconfirmed."""
    supports = _steps_that_hold(engine, engine.conditions.matching(facts))
    rules = [engine.numbers[name] for name in chosen]
    asked = set(rules)
    decided = engine.ladder.decide([rung for rung in supports if rung[0] in asked], rules)
    return tuple(_verdict(engine, name, decided[engine.numbers[name]], supports, facts) for name in chosen)


def _steps_that_hold(engine: Engine, matching: Mapping[int, _Places]) -> dict[Rung, _Places]:
    """The steps that hold, each with the facts that speak for it. ``matching`` is by condition."""
    holding = [
        number
        for number, proposition in enumerate(engine.propositions)
        if len(matching.get(proposition.condition, ())) >= proposition.count
    ]
    branches = tuple(engine.rungs)
    supports: dict[Rung, _Places] = {}
    for number in engine.steps.holding(holding):
        support = _support(engine, branches[number], matching)
        for rung in engine.rungs[branches[number]]:
            supports.setdefault(rung, set()).update(support)
    return supports


def _support(engine: Engine, branch: Branch, matching: Mapping[int, _Places]) -> _Places:
    """The facts that satisfy the positive literals of a branch that holds."""
    conditions = (engine.propositions[literal.proposition].condition for literal in branch if literal.holds)
    return _Places().union(*(matching[condition] for condition in conditions))


def _verdict(
    engine: Engine,
    name: str,
    ranks: Collection[int | None],
    supports: Mapping[Rung, _Places],
    facts: Sequence[Fact],
) -> Verdict:
    if len(ranks) != 1:
        raise SessionError(messages.NOT_ONE_VERDICT.format(rule=name, count=len(ranks)))
    (rank,) = ranks
    if rank is None:
        return Verdict(name, GAP)
    places = in_order_of_place(facts[place] for place in supports[engine.numbers[name], rank])
    return Verdict(name, engine.rules[name].steps[rank].id, tuple(fact.id for fact in places))
