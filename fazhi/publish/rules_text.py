"""Rules for people: the list and the single rule in full."""

from collections.abc import Iterable, Sequence

from engine.rulebook import Rule
from engine.rulebook.rules import Step
from fazhi.cells import cells, pad
from fazhi.examples import Outcome, Uncovered
from fazhi.publish import conditions, messages, plain
from fazhi.publish.names import Names, Naming


def table(rules: Sequence[Rule], names: Names) -> str:
    """One line a rule: id, severity, dimension, title."""
    head = (messages.RULE, messages.SEVERITY_HEAD, messages.DIMENSION, messages.TITLE_HEAD)
    rows = [head]
    rows += [(r.id, messages.SEVERITIES[r.severity], names.dimension(r.dimension), r.title) for r in rules]
    widths = [max(cells(row[column]) for row in rows) for column in range(3)]
    lines = ["  ".join((*map(pad, row, widths), row[3])) for row in rows]
    return "\n".join((*lines, "", messages.RULES_TOTAL.format(count=len(rules)))) + "\n"


def rule(item: Rule, weight: float, names: Names) -> str:
    """Everything that the rule says, with the weight it counts by and the place where it is written."""
    rows = [
        (messages.RULE, item.id),
        (messages.REQUIREMENT, item.requirement),
        (messages.DIMENSION, names.dimension(item.dimension)),
        (messages.SEVERITY_HEAD, messages.SEVERITIES[item.severity]),
        *((messages.ADJUSTED, conditions.adjustment(a)) for a in item.adjust),
        (messages.WEIGHT_HEAD, plain.number(weight)),
        (messages.APPLIES, conditions.scope(item.applies)),
        *((messages.BASIS, plain.basis(basis)) for basis in item.basis),
        (messages.GAP_MESSAGE, item.message),
        (messages.ADVICE, item.advice),
        (messages.TERMS, "、".join(item.searched) or messages.NONE),
        (messages.FILE, f"{item.file}:{item.line}"),
    ]
    lines = [
        item.title,
        "",
        *(f"{pad(label, 10)}{said}" for label, said in rows),
        "",
        _steps_head(item.steps),
    ]
    return "\n".join((*lines, *_steps(item.steps, names.quoted_with_id))) + "\n"


def failed(outcome: Outcome) -> str:
    """「instruments/….yaml:12: …：应为缺口，判为达标（expect）」."""
    rule, example, finding = outcome.rule, outcome.example, outcome.finding
    return (
        messages.EXAMPLE_FAILED.format(
            file=rule.file,
            line=example.line,
            rule=rule.id,
            wanted=messages.STATUSES[example.status],
            found=messages.STATUSES[finding.status],
            step=finding.step,
            message=finding.message,
        )
        + "\n"
    )


def uncovered(one: Uncovered, names: Names) -> str:
    """The rule with its place, then a line for each step and condition without an example."""
    lines = [messages.UNCOVERED.format(file=one.rule.file, line=one.rule.line, rule=one.rule.id)]
    lines += [messages.UNCOVERED_STEP.format(step=conditions.step_name(step)) for step in one.steps]
    lines += [messages.UNCOVERED_ATOM.format(atom=conditions.atom(atom, names.quoted)) for atom in one.atoms]
    return "\n".join(lines) + "\n"


def _steps_head(steps: Iterable[Step]) -> str:
    note = conditions.standing_note(step.when for step in steps)
    return f"{messages.STEPS}（{note}）" if note else messages.STEPS


def _steps(steps: Iterable[Step], naming: Naming) -> Iterable[str]:
    for step in steps:
        credit = messages.CREDIT.format(credit=plain.number(step.credit))
        scored = f"，{credit}" if step.status == "partial" else ""
        yield f"  {conditions.step_name(step.id)}（{messages.STATUSES[step.status]}{scored}）"
        yield from conditions.lines(step.when, naming, 2)
        if step.message:
            yield f"    → {step.message}"
