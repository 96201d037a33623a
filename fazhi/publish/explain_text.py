"""An explanation as an indented tree: ✓ holds, ✗ does not."""

from engine.inference.explain import Explanation, Leaf, Near, Node, Rung
from engine.model import Finding
from fazhi.cells import visible
from fazhi.publish import messages, words
from fazhi.publish.facts_text import fact_line

_MATCHED = 5  # matching facts that are shown for one condition


def explanation(held: Explanation, finding: Finding | None) -> str:
    """The rule's verdict, then every step with its conditions and the facts behind them.

    ``finding`` is None where the text is no annual report and nothing was judged.
    """
    rule = held.rule
    lines = [f"{rule.title}（{rule.id}）", _verdict(finding), ""]
    reached = True
    for rung in held.rungs:
        lines += _rung(rung, reached=reached)
        reached = reached and not rung.condition.holds
    lines.append(messages.GAP_STEP.format(message=rule.message))
    return "\n".join(lines) + "\n"


def _verdict(finding: Finding | None) -> str:
    if finding is None:
        return messages.NOT_JUDGED
    status = messages.STATUSES[finding.status]
    said = messages.DECIDED.format(status=status, step=words.step_name(finding.step))
    return f"{said}：{visible(finding.message)}" if finding.message else said


def _rung(rung: Rung, *, reached: bool) -> list[str]:
    said = messages.STEP_HOLDS if rung.condition.holds else messages.STEP_FAILS
    note = "" if reached else f"（{messages.NOT_REACHED}）"
    head = f"{_mark(rung.condition)} {words.step_name(rung.step.id)}：{said}{note}"
    return [head, *_node(rung.condition, 1), ""]


def _node(node: Node, indent: int) -> list[str]:
    margin = "  " * indent
    if isinstance(node, Leaf):
        head = f"{margin}{_mark(node)} {words.atom(node.atom)}"
        return [head, *(f"{margin}    {line}" for line in _facts(node))]
    below = [line for part in node.parts for line in _node(part, indent + 1)]
    return [f"{margin}{_mark(node)} {messages.OPERATORS[node.operator]}：", *below]


def _facts(leaf: Leaf) -> list[str]:
    lines = [messages.MATCHED.format(fact=fact_line(fact)) for fact in leaf.matched[:_MATCHED]]
    if len(leaf.matched) > _MATCHED:
        lines.append(messages.MORE.format(count=len(leaf.matched) - _MATCHED))
    lines += [line for near in leaf.nearest for line in _near(leaf.atom.kind, near)]
    return lines or [messages.NO_CANDIDATES]


def _near(kind: str, near: Near) -> list[str]:
    failed = "；".join(words.test(kind, test) for test in near.failed)
    return [messages.NEAREST.format(fact=fact_line(near.fact)), "  " + messages.FAILED.format(tests=failed)]


def _mark(node: Node) -> str:
    return "✓" if node.holds else "✗"
