"""Conditions of rules in words."""

from engine.rulebook.kinds import KINDS
from engine.rulebook.rules import All, Any, Atom, Expression, Not, Operand, Scope, Test, Years
from fazhi.publish import messages


def atom(item: Atom) -> str:
    """「指标：name 为 a 或 b；value 不小于 3；至少 2 个」."""
    parts = [test(item.kind, one) for one in item.tests]
    if item.count > 1:
        parts.append(messages.COUNT.format(count=item.count))
    return f"{messages.KINDS.get(item.kind, item.kind)}：{'；'.join(parts) or messages.ANY_OF_KIND}"


def test(kind: str, one: Test) -> str:
    """One test in words; days as they lie to the reporting year."""
    days = KINDS[kind].get(one.attribute) == "day"
    return messages.TESTS[one.operator].format(
        attribute=one.attribute, operand=_operand(one.operand, days=days)
    )


def lines(expression: Expression, indent: int = 0) -> list[str]:
    """The condition as an indented list, one line a part."""
    margin = "  " * indent
    if isinstance(expression, Atom):
        return [margin + atom(expression)]
    operator = "all" if isinstance(expression, All) else "any" if isinstance(expression, Any) else "not"
    parts = (expression.part,) if isinstance(expression, Not) else expression.parts
    below = [line for part in parts for line in lines(part, indent + 1)]
    return [margin + messages.OPERATORS[operator] + "：", *below]


def step_name(step: str) -> str:
    """「部分达标 2」 for ``partial[1]``."""
    name, _, index = step.partition("[")
    title = messages.STEP_NAMES.get(name, name)
    return f"{title} {int(index.rstrip(']')) + 1}" if index else title


def scope(item: Scope) -> str:
    """Years, levels and provinces."""
    levels = "、".join(messages.LEVELS.get(level, level) for level in item.levels) or messages.ALL_LEVELS
    return "；".join((_years(item.years), levels, *item.provinces))


def _years(years: Years) -> str:
    match years.first, years.last:
        case None, None:
            return messages.ALL_YEARS
        case first, None:
            return messages.YEARS_FROM.format(first=first)
        case None, last:
            return messages.YEARS_UNTIL.format(last=last)
        case first, last:
            return messages.YEARS_BETWEEN.format(first=first, last=last)


def _operand(operand: Operand, *, days: bool) -> str:
    values = operand if isinstance(operand, tuple) else (operand,)
    return messages.OR.join(_value(value, days=days) for value in values)


def _value(value: str | float, *, days: bool) -> str:
    if isinstance(value, bool):
        return messages.TRUE if value else messages.FALSE
    return _day(value) if days and isinstance(value, int) else str(value)


def _day(number: int) -> str:
    """The day of ``engine.rulebook.days.day_number``, in words."""
    years, rest = divmod(number, 10_000)
    year = messages.YEARS_AFTER.get(years, f"{years:+d}")
    return messages.DAY.format(year=year, month=rest // 100, day=rest % 100)
