"""Conditions of rules in words."""

from collections.abc import Iterable, Sequence

from engine.rulebook.atoms import atoms
from engine.rulebook.kinds import KINDS, WORK_DONE
from engine.rulebook.rules import OF_WORK, Adjustment, All, Any, Atom, Expression, Not, Scope, Test, Years
from fazhi.publish import messages, plain, words
from fazhi.publish.names import Naming


def atom(item: Atom, naming: Naming) -> str:
    """「指标「败诉案件」或「审结行政应诉案件」：数值不小于 3；至少 2 个」."""
    kind = messages.KINDS.get(item.kind, item.kind)
    names = [test for test in item.tests if test.lists_names]
    rest = [test for test in item.tests if test not in names and not _is_standing(item, test)]
    said = [spoken(item.kind, test, naming) for test in rest]
    if item.count > 1:
        said.append(messages.COUNT.format(count=item.count))
    head = kind + "".join(_names(item.kind, test, naming) for test in names)
    return messages.ATOM.format(head=head, tests=messages.AND.join(said)) if said else head


def spoken(kind: str, one: Test, naming: Naming) -> str:
    """One test in words; days as they lie to the reporting year."""
    if one.attribute == "name":
        return messages.TESTS[one.operator].format(attribute=messages.NAME, operand=_names(kind, one, naming))
    if one.attribute == "section":
        operand = _names("section", one, naming)
        return messages.SECTION_TESTS[one.operator].format(operand=operand)
    closed = one.attribute in words.VALUES.get(kind, {}) and one.operator in messages.VALUE_TESTS
    template = (messages.VALUE_TESTS if closed else messages.TESTS)[one.operator]
    operand = _either([value(kind, one.attribute, v, naming) for v in one.values])
    return template.format(attribute=words.ATTRIBUTES[kind][one.attribute], operand=operand)


def value(kind: str, attribute: str, given: str | float, naming: Naming) -> str:
    """A value of an attribute in words: closed values by their word, days, titles, plain numbers."""
    known = words.VALUES.get(kind, {}).get(attribute, {})
    if given in known:
        return known[given]
    if isinstance(given, str):
        return naming(attribute, given) if attribute == "actor" else given
    return _day(int(given)) if KINDS[kind].get(attribute) == "day" else plain.number(given)


def lines(expression: Expression, naming: Naming, indent: int = 0) -> list[str]:
    """The condition as an indented list, one line a part."""
    margin = "  " * indent
    if isinstance(expression, Atom):
        return [margin + atom(expression, naming)]
    operator = "all" if isinstance(expression, All) else "any" if isinstance(expression, Any) else "not"
    below = [line for part in _parts(expression) for line in lines(part, naming, indent + 1)]
    return [margin + messages.OPERATORS[operator] + "：", *below]


def standing_note(expressions: Iterable[Expression]) -> str:
    """「指标、比率不含不足和下年安排部分的内容」, or nothing where no condition leaves these parts out."""
    items = [item for expression in expressions for item in atoms(expression)]
    found = [item.kind for item in items if any(_is_standing(item, test) for test in item.tests)]
    kinds = dict.fromkeys(messages.KINDS.get(kind, kind) for kind in found)
    return messages.STANDING.format(kinds="、".join(kinds)) if kinds else ""


def step_name(step: str) -> str:
    """「部分达标 2」 for ``partial[1]``."""
    name, _, index = step.partition("[")
    title = messages.STEP_NAMES.get(name, name)
    return f"{title} {int(index.rstrip(']')) + 1}" if index else title


def scope(item: Scope) -> str:
    """Years, levels and provinces."""
    levels = "、".join(messages.LEVELS.get(level, level) for level in item.levels) or messages.ALL_LEVELS
    return "；".join((_years(item.years), levels, *item.provinces))


def adjustment(item: Adjustment) -> str:
    """What holds instead, and for which reports: 「可以，权重 2（2018年度及以前；各层级）」."""
    said = [messages.SEVERITIES[item.severity]] if item.severity else []
    if item.weight is not None:
        said.append(messages.ADJUSTED_WEIGHT.format(weight=plain.number(item.weight)))
    if item.disabled:
        said.append(messages.ADJUSTED_OFF.format(reason=item.disabled))
    return messages.TOLD.format(title=messages.LIST.join(said), told=scope(item.scope))


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


def _parts(expression: All | Any | Not) -> tuple[Expression, ...]:
    return (expression.part,) if isinstance(expression, Not) else expression.parts


def _is_standing(item: Atom, test: Test) -> bool:
    """Whether the rulebook added the test by itself, as to every atom of its kind that names no part."""
    return item.kind in WORK_DONE and test == OF_WORK


def _names(kind: str, test: Test, naming: Naming) -> str:
    return _either([naming(kind, str(name)) for name in test.values])


def _either(items: Sequence[str]) -> str:
    """「甲、乙或丙」."""
    *most, last = items
    return messages.OR.join((messages.ENUMERATION.join(most), last)) if most else last


def _day(number: int) -> str:
    """The day of ``engine.rulebook.days.day_number``, in words."""
    years, rest = divmod(number, 10_000)
    year = messages.YEARS_AFTER.get(years, f"{years:+d}")
    return messages.DAY.format(year=year, month=rest // 100, day=rest % 100)
