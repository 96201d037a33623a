"""What an overlay says about rules that it does not write: changes.yaml and waivers.yaml."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from engine.model import Severity
from engine.rulebook import messages
from engine.rulebook.build import build, report, shown
from engine.rulebook.days import parse_date
from engine.rulebook.errors import Problem, hint
from engine.rulebook.rule_files import MAX_ADJUSTMENTS, Level, ScopeForm, positive, scope
from engine.rulebook.rules import Adjustment, Grant, Rule, Scope
from engine.rulebook.tree import Node


class ChangeForm(NamedTuple):
    """A change of a rule as written."""

    rule: Node
    years: Node | None = None
    levels: tuple[Level, ...] = ()
    provinces: tuple[Node, ...] = ()
    severity: Severity | None = None
    weight: Node | None = None
    disable: str | None = None  # the reason
    applies: ScopeForm | None = None  # instead of the rule's own scope


class _ChangesForm(NamedTuple):
    changes: tuple[Node, ...] = ()


class WaiverForm(NamedTuple):
    """A waiver as written."""

    rule: tuple[Node, ...]
    unit: tuple[str, ...]
    reason: str
    until: Node


class _WaiversForm(NamedTuple):
    waivers: tuple[Node, ...] = ()


def changed(
    rules: Sequence[Rule],
    root: Node,
    provinces: frozenset[str],
    listed: frozenset[str],
    problems: list[Problem],
) -> list[Rule]:
    """The rules with the changes of ``root`` made. The first change that covers a report holds for it.

    ``listed`` are the ids of all rules, also of those with mistakes of their own, which are not in ``rules``.
    """
    known = {rule.id: rule for rule in rules}
    made: dict[str, list[Adjustment]] = {}
    for node in _listed(root, _ChangesForm, problems):
        form: ChangeForm | None = build(node, ChangeForm, problems)
        if form is None or not _known(form.rule, listed, problems):
            continue
        name = str(form.rule.value)
        adjustment = _adjustment(node, form, provinces, problems)
        if adjustment in made.setdefault(name, []):
            report(problems, node, messages.CHANGED_TWICE.format(rule=name))
        made[name].append(adjustment)
        if len(made[name]) > MAX_ADJUSTMENTS:
            report(problems, node, messages.TOO_MANY_ADJUSTMENTS.format(limit=MAX_ADJUSTMENTS))
            break
        if form.applies is not None and name in known:
            known[name] = replace(known[name], applies=scope(form.applies, provinces, problems))
    return [replace(r, adjust=(*made.get(r.id, ()), *r.adjust)) for r in known.values()]


def grants(
    root: Node, rules: Sequence[Rule], listed: frozenset[str], problems: list[Problem]
) -> tuple[Grant, ...]:
    """The waivers that ``root`` grants, one for each unit and rule; ``listed`` as in ``changed``."""
    disabled = {
        rule.id for rule in rules if any(one.disabled and one.scope == Scope() for one in rule.adjust)
    }
    found: dict[tuple[str, str], Grant] = {}
    for node in _listed(root, _WaiversForm, problems):
        form: WaiverForm | None = build(node, WaiverForm, problems)
        if form is None:
            continue
        if not form.reason.strip():
            report(problems, node, messages.NO_REASON)
        until = _day(form.until, problems)
        for rule in form.rule:
            if not _known(rule, listed, problems) or until is None:
                continue
            if rule.value in disabled:
                report(problems, rule, messages.WAIVER_USELESS.format(rule=rule.value))
            for unit in form.unit:
                key = (str(rule.value), unit)
                if key in found:
                    place = f"{found[key].file}:{found[key].line}"
                    report(problems, rule, messages.WAIVED_TWICE.format(rule=key[0], unit=unit, place=place))
                at = form.until
                found[key] = Grant(*key, form.reason, until, at.file, at.line, at.column)
    return tuple(found.values())


def _listed(root: Node, form: type[NamedTuple], problems: list[Problem]) -> Iterator[Node]:
    read = build(root, form, problems)
    yield from read[0] if read else ()


def _adjustment(
    node: Node, form: ChangeForm, provinces: frozenset[str], problems: list[Problem]
) -> Adjustment:
    where = ScopeForm(form.years, form.levels, form.provinces)
    if form.applies is not None and where != ScopeForm():
        report(problems, node, messages.APPLIES_ALONE)
    if form.disable is not None and not form.disable.strip():
        report(problems, node, messages.NO_REASON)
    if (form.severity, form.weight, form.disable, form.applies) == (None,) * 4:
        report(problems, node, messages.CHANGES_NOTHING)
    covers, weight = scope(where, provinces, problems), positive(form.weight, problems)
    return Adjustment(covers, form.severity, weight, form.disable)


def _day(node: Node, problems: list[Problem]) -> str | None:
    found = parse_date(str(node.value))
    if found is None:
        report(problems, node, messages.BAD_DAY.format(found=shown(node)))
    return found.isoformat() if found else None


def _known(node: Node, rules: Iterable[str], problems: list[Problem]) -> bool:
    name = str(node.value)
    if name in rules:
        return True
    report(problems, node, messages.UNKNOWN_RULE.format(name=name, hint=hint(name, rules)))
    return False
