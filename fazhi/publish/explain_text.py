"""An explanation as an indented tree, the decisive step first: ✓ holds, ✗ does not."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.inference.explain import Branch, Explanation, Leaf, Near, Node, Rung
from engine.model import Fact, Finding
from engine.rulebook.rules import Atom
from fazhi.cells import visible
from fazhi.publish import conditions, messages, plain
from fazhi.publish.fact_line import fact_line
from fazhi.publish.names import Names

_MATCHED = 5  # matching facts that are shown for one condition


def explanation(held: Explanation, finding: Finding | None, names: Names, *, whole: bool = False) -> str:
    """The rule's verdict, the step that decided, and the other steps with the facts behind them.

    What had no bearing on the verdict (later steps, alternatives that fail beside one that holds) takes
    one line each, unless ``whole``. ``finding`` is None where nothing was judged: no annual report.
    """
    rule, teller = held.rule, _Teller(names, whole=whole)
    note = conditions.standing_note(rung.step.when for rung in held.rungs)
    head = [messages.WITH_ID.format(title=rule.title, id=rule.id), _verdict(finding)]
    if note:
        head.append(messages.NOTE.format(note=note))
    blocks = [head, *teller.steps(held.rungs, finding.step if finding else "")]
    if finding is None or finding.status != "gap":
        blocks.append([messages.GAP_STEP.format(message=rule.message)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _verdict(finding: Finding | None) -> str:
    if finding is None:
        return messages.NOT_JUDGED
    said = [messages.DECIDED.format(status=messages.STATUSES[finding.status])]
    if finding.waiver:
        waiver, verdict = finding.waiver, messages.STATUSES[finding.waiver.verdict]
        about = messages.WAIVED.format(until=waiver.until, reason=visible(waiver.reason), status=verdict)
        said.append(about)
    if finding.message:
        said.append(visible(finding.message))
    return messages.LIST.join(said)


@dataclass(frozen=True, slots=True)
class _Teller:
    names: Names
    whole: bool

    def steps(self, rungs: Sequence[Rung], decided: str) -> list[list[str]]:
        """One block each for the decisive step, those before and those after it."""
        if decided == "gap":
            return [[messages.ALL_FAILED, *self._full(rungs)]]
        at = next((index for index, rung in enumerate(rungs) if rung.step.id == decided), -1)
        if at < 0:
            return [self._unused(messages.UNUSED, rungs)]
        decisive = rungs[at]
        head = _head(decisive, message=False)  # the verdict has said it
        blocks = [[messages.DECISIVE, f"  {head}", *self._node(decisive.condition, 2)]]
        if at > 0:
            blocks.append([messages.BEFORE, *self._full(rungs[:at])])
        if rungs[at + 1 :]:
            blocks.append(self._unused(messages.AFTER, rungs[at + 1 :]))
        return blocks

    def _unused(self, title: str, rungs: Sequence[Rung]) -> list[str]:
        if self.whole:
            return [title, *self._full(rungs)]
        return [title + messages.SEE_ALL, *(f"  {_head(rung)}" for rung in rungs)]

    def _full(self, rungs: Sequence[Rung]) -> list[str]:
        return [line for rung in rungs for line in (f"  {_head(rung)}", *self._node(rung.condition, 2))]

    def _node(self, node: Node, indent: int) -> list[str]:
        margin = "  " * indent
        if isinstance(node, Leaf):
            return [margin + self._atom(node), *(f"{margin}    {line}" for line in self._facts(node))]
        lines = [f"{margin}{_mark(node)} {messages.OPERATORS[node.operator]}："]
        for part in node.parts:
            if self._idle(node, part):
                lines.append(f"{margin}  {self._line(part)}")
            else:
                lines += self._node(part, indent + 1)
        return lines

    def _idle(self, node: Branch, part: Node) -> bool:
        return not self.whole and node.operator == "any" and node.holds and not part.holds

    def _line(self, node: Node) -> str:
        if isinstance(node, Leaf):
            return self._atom(node)
        operator, count = messages.OPERATORS[node.operator], len(node.parts)
        return f"{_mark(node)} {messages.UNLISTED.format(operator=operator, count=count)}"

    def _atom(self, leaf: Leaf) -> str:
        return f"{_mark(leaf)} {conditions.atom(leaf.atom, self.names.quoted)}"

    def _facts(self, leaf: Leaf) -> list[str]:
        shown = leaf.matched[:_MATCHED]
        lines = [messages.MATCHED.format(fact=self._fact(fact, leaf.atom)) for fact in shown]
        if len(leaf.matched) > _MATCHED:
            lines.append(messages.MORE.format(count=len(leaf.matched) - _MATCHED))
        lines += [line for near in leaf.nearest for line in self._near(near, leaf.atom)]
        for link in leaf.chain:
            lines.append(messages.FOLLOWS.format(title=link.conclusion.title))
            lines += self._node(link.condition, 1)
        return lines or [messages.NO_CANDIDATES]

    def _near(self, near: Near, item: Atom) -> list[str]:
        if any(test.attribute == "name" for test in near.failed):
            return []  # another matter altogether
        failed = messages.AND.join(
            conditions.spoken(item.kind, test, self.names.quoted) for test in near.failed
        )
        fact = messages.NEAREST.format(fact=self._fact(near.fact, item))
        return [fact, "  " + messages.FAILED.format(tests=failed)]

    def _fact(self, fact: Fact, item: Atom) -> str:
        return fact_line(fact, self.names, [test.attribute for test in item.tests])


def _head(rung: Rung, *, message: bool = True) -> str:
    said = messages.STEP_HOLDS if rung.condition.holds else messages.STEP_FAILS
    about = f"（{plain.unfilled(rung.step.message)}）" if message and rung.step.message else ""
    return f"{_mark(rung.condition)} {conditions.step_name(rung.step.id)}{about}：{said}"


def _mark(node: Node) -> str:
    return "✓" if node.holds else "✗"
