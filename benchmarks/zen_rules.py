"""The rules as a decision of zen-engine: an expression for each step, the ladder in Python."""

import json
from collections.abc import Mapping, Sequence

import zen

from engine.inference.verdicts import GAP
from engine.model import Fact, Scalar
from engine.rulebook.atoms import atoms
from engine.rulebook.rules import All, Any, Atom, Decision, Expression, Not, Test


class Zen:
    """The rules as a decision of zen-engine."""

    def __init__(self, rules: Sequence[Decision]) -> None:
        self._rules = rules
        self._kinds = sorted(
            {atom.kind for rule in self._rules for step in rule.steps for atom in atoms(step.when)}
        )
        expressions = [
            {"id": f"{rule.id}|{step.id}", "key": f"r{number}.s{rank}", "value": self._expression(step.when)}
            for number, rule in enumerate(self._rules)
            for rank, step in enumerate(rule.steps)
        ]
        nodes = [
            {"id": "in", "name": "in", "type": "inputNode", "content": {}},
            {
                "id": "rules",
                "name": "rules",
                "type": "expressionNode",
                "content": {"expressions": expressions},
            },
            {"id": "out", "name": "out", "type": "outputNode", "content": {}},
        ]
        edges = [
            {"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"}
            for a, b in (("in", "rules"), ("rules", "out"))
        ]
        content = {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
        self._decision = zen.ZenEngine().create_decision(json.dumps(content))

    def judge(self, facts: Sequence[Fact]) -> dict[str, str]:
        """The deciding steps."""
        kinds: dict[str, list[dict[str, Scalar]]] = {kind: [] for kind in self._kinds}
        for fact in facts:
            if fact.kind in kinds:
                kinds[fact.kind].append({**fact.attributes, "name": fact.name})
        result = self._decision.evaluate({"kinds": kinds})["result"]
        return {
            rule.id: _first(rule, result.get(f"r{number}", {})) for number, rule in enumerate(self._rules)
        }

    def _expression(self, expression: Expression) -> str:
        match expression:
            case Not(part):
                return f"not({self._expression(part)})"
            case All(parts) | Any(parts):
                word = " and " if isinstance(expression, All) else " or "
                return "(" + word.join(map(self._expression, parts)) + ")"
            case Atom(kind=kind, tests=tests, count=count):
                test = " and ".join(map(_zen_test, tests)) or "true"
                if count == 1:
                    return f"some(kinds.{kind}, {test})"
                return f"(len(filter(kinds.{kind}, {test})) >= {count})"


def _first(rule: Decision, holding: Mapping[str, bool]) -> str:
    return next((step.id for rank, step in enumerate(rule.steps) if holding[f"s{rank}"]), GAP)


def _zen_test(test: Test) -> str:
    value, operand = f"#.{test.attribute}", test.operand
    listed = json.dumps(operand if isinstance(operand, tuple) else [operand], ensure_ascii=False)
    match test.operator:
        case "present":
            return f"{value} != null"
        case "absent":
            return f"{value} == null"
        case "in":
            return f"{value} in {listed}"
        case "not_in":
            return f"not({value} in {listed})"
    sign = {"at_least": ">=", "at_most": "<=", "before": "<", "after": ">"}[test.operator]
    return f"({value} != null and {value} {sign} {json.dumps(operand)})"
