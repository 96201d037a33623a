"""What must be true of rules and facts before durable-rules sees them; it accepts nearly anything."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import isfinite

from engine.inference import messages
from engine.inference.limits import check_limits
from engine.inference.verdicts import GAP, FactError, LimitError, MalformedRuleError
from engine.model import Fact
from engine.rulebook.rules import All, Any, Atom, Decision, Expression, Not, Test

_LISTS = {"in", "not_in"}
_SIZES = {"at_least", "at_most", "before", "after"}
_PRESENCE = {"present", "absent"}
_PLAIN = {type(None), str, int, bool}  # of the values of facts, nearly all


def check_rules(rules: Sequence[Decision]) -> None:
    """Refuse rules that are malformed (MalformedRuleError) or too large (LimitError)."""
    for repeated in _repeated(rule.id for rule in rules):
        raise MalformedRuleError(repeated, messages.DUPLICATE_RULE.format(rule=repeated))
    for rule in rules:
        for reason in _problems(rule):
            raise MalformedRuleError(rule.id, reason)
        reasons = check_limits(rule)
        if reasons:
            raise LimitError(rule.id, reasons)


def check_facts(facts: Sequence[Fact], known: Mapping[str, Fact]) -> None:
    """Refuse facts (FactError) that share an id, with a ``known`` one too, or carry what cannot be compared.

    Text, flags and finite numbers can.
    """
    names = {fact.id for fact in facts}
    if len(names) < len(facts) or not names.isdisjoint(known):
        repeated = _repeated([*known, *(fact.id for fact in facts)])[0]
        raise FactError(repeated, messages.DUPLICATE_FACT.format(fact=repeated))
    for fact in facts:
        if type(fact.name) not in _PLAIN or not _PLAIN.issuperset(map(type, fact.attributes.values())):
            _check_values(fact)


def _check_values(fact: Fact) -> None:
    for attribute, value in (("name", fact.name), *fact.attributes.items()):
        if type(value) not in _PLAIN and not _is_value(value):
            text = messages.BAD_FACT_VALUE.format(fact=fact.id, attribute=attribute, value=value)
            raise FactError(fact.id, text)


def _problems(rule: Decision) -> Iterable[str]:
    for repeated in _repeated((GAP, *(step.id for step in rule.steps))):
        yield messages.DUPLICATE_STEP.format(step=repeated)
    for step in rule.steps:
        for problem in _expression_problems(step.when):
            yield messages.IN_STEP.format(step=step.id, problem=problem)


def _expression_problems(expression: Expression) -> Iterable[str]:
    match expression:
        case Atom():
            if type(expression.count) is not int or expression.count < 1:
                yield messages.BAD_COUNT.format(count=expression.count)
            for test in expression.tests:
                yield from _test_problems(test)
        case All(parts) | Any(parts):
            for part in parts:
                yield from _expression_problems(part)
        case Not(part):
            yield from _expression_problems(part)


def _test_problems(test: Test) -> Iterable[str]:
    operator, operand = test.operator, test.operand
    if operator not in _LISTS | _SIZES | _PRESENCE:
        yield messages.BAD_OPERATOR.format(operator=operator)
    elif operator in _LISTS and not isinstance(operand, tuple):
        yield messages.NEEDS_LIST.format(operator=operator, operand=operand)
    elif operator in _SIZES and not (_is_value(operand) and type(operand) in (int, float)):
        yield messages.NEEDS_NUMBER.format(operator=operator, operand=operand)
    elif isinstance(operand, tuple):
        yield from (messages.BAD_VALUE.format(operand=one) for one in operand if not _is_value(one))


def _is_value(value: object) -> bool:
    return isinstance(value, (str, int)) or (isinstance(value, float) and isfinite(value))


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
