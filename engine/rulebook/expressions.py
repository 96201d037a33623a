"""Conditions of rules: YAML nodes to expressions over facts."""

from collections.abc import Callable, Mapping

from engine.model import SECTION_KEYS
from engine.rulebook import messages
from engine.rulebook.build import colon, report, shown, unknown, wrong
from engine.rulebook.days import parse_day
from engine.rulebook.errors import Problem, hint
from engine.rulebook.kinds import KINDS, SECTION, VALUES, WORK_DONE, Comparable
from engine.rulebook.rules import OF_WORK, All, Any, Atom, Expression, Not, Operator, Test
from engine.rulebook.tree import Entry, Node

Names = Mapping[str, frozenset[str]]  # kind of fact → names the lexicon knows; kinds without names lack

_SIZES: Mapping[str, Operator] = {"at_least": "at_least", "at_most": "at_most"}
_TIMES: Mapping[str, Operator] = {"before": "before", "after": "after"}


class Conditions:
    """Reads conditions and collects what is wrong with them."""

    def __init__(self, names: Names, problems: list[Problem]) -> None:
        self._names, self._problems = names, problems

    def expression(self, node: Node) -> Expression | None:
        """``{all: […]}``, ``{any: […]}``, ``{not: …}`` or ``{kind: {attribute: condition}}``."""
        found = self._single(node)
        if found is None:
            return None
        key, entry = found
        if key in ("all", "any"):
            nodes = entry.value.items
            if not nodes:
                self._say(entry.key, messages.NO_PARTS.format(key=key))
            parts = [self.expression(part) for part in nodes]
            kept = tuple(part for part in parts if part is not None)
            return All(kept) if key == "all" else Any(kept)
        if key == "not":
            part = self.expression(entry.value)
            return Not(part) if part is not None else None
        return self._atom(key, entry)

    def atom(self, node: Node) -> Atom | None:
        """``{kind: {attribute: condition}}`` only."""
        found = self._single(node)
        return self._atom(*found) if found else None

    def _single(self, node: Node) -> tuple[str, Entry] | None:
        if not isinstance(node.value, Mapping) or not node.value:
            self._say(node, messages.BAD_CONDITION.format(kinds="、".join(KINDS)) + colon(node))
            return None
        if len(node.value) > 1:
            self._say(node, messages.ONE_KEY.format(count=len(node.value)))
            return None
        return next(iter(node.value.items()))

    def _atom(self, kind: str, entry: Entry) -> Atom | None:
        if kind not in KINDS:
            text = messages.BAD_CONDITION.format(kinds="、".join(KINDS)) + hint(kind, KINDS)
            self._say(entry.key, text)
            return None
        body = entry.value.value if entry.value.value is not None else {}
        if not isinstance(body, Mapping):
            wrong(entry.value, messages.KIND_MAPPING, self._problems)
            return None
        count, tests = 1, []
        for attribute, condition in body.items():
            if attribute == "count":
                count = self._count(condition.value)
            else:
                test = self._test(kind, attribute, condition)
                tests += [test] if test else []
        if kind in WORK_DONE and "section" not in body:
            tests.append(OF_WORK)
        return Atom(kind, tuple(tests), count)

    def _count(self, node: Node) -> int:
        value = node.value
        if isinstance(value, Mapping) and set(value) == {"at_least"}:
            count = value["at_least"].value.value
            if isinstance(count, int) and count > 0:
                return count
        self._say(node, messages.COUNT_POSITIVE.format())
        return 1

    def _test(self, kind: str, attribute: str, entry: Entry) -> Test | None:
        if attribute == "name":
            return self._name(kind, entry)
        comparable = KINDS[kind].get(attribute)
        if comparable is None:
            near = hint(attribute, KINDS[kind])
            self._say(entry.key, messages.UNKNOWN_ATTRIBUTE.format(kind=kind, name=attribute, hint=near))
            return None
        node = entry.value
        if node.value in ("present", "absent"):
            return Test(attribute, "present" if node.value == "present" else "absent")
        if isinstance(node.value, Mapping):
            return self._comparison(kind, attribute, comparable, node)
        return self._equality(kind, attribute, comparable, node)

    def _name(self, kind: str, entry: Entry) -> Test | None:
        names = self._names.get(kind)
        if names is None:
            self._say(entry.key, messages.NO_NAME.format(kind=kind))
            return None
        nodes = entry.value.items
        for node in nodes:
            if not isinstance(node.value, str):
                wrong(node, messages.KIND_TEXT, self._problems)
            elif node.value not in names:
                self._say(node, unknown(kind, shown(node), names))
        return Test("name", "in", tuple(str(node.value) for node in nodes))

    def _comparison(self, kind: str, attribute: str, comparable: Comparable, node: Node) -> Test | None:
        found = self._single(node)
        if found is None:
            return None
        key, entry = found
        if key == "not":
            test = self._equality(kind, attribute, comparable, entry.value)
            return Test(attribute, "not_in", test.operand) if test else None
        allowed = {"number": _SIZES, "day": _TIMES}.get(comparable, {})
        if key not in allowed:
            near = hint(key, [*allowed, "not"])
            self._say(entry.key, messages.UNKNOWN_KEY.format(key=key, hint=near))
            return None
        read = self._day if comparable == "day" else self._number
        operand = read(entry.value)
        return Test(attribute, allowed[key], operand) if operand is not None else None

    def _equality(self, kind: str, attribute: str, comparable: Comparable, node: Node) -> Test | None:
        readers: Mapping[Comparable, Callable[[Node], str | int | float | bool | None]] = {
            "text": self._text,
            "flag": self._flag,
            "number": self._number,
            "day": self._day,
        }
        nodes = node.items
        values = [readers[comparable](child) for child in nodes]
        kept = tuple(value for value in values if value is not None)
        closed = self._closed(kind, attribute)
        for child in nodes if closed else ():
            if isinstance(child.value, str) and child.value not in closed:
                self._say(child, _no_such_value(kind, attribute, child, closed))
        return Test(attribute, "in", kept) if len(kept) == len(values) else None

    def _closed(self, kind: str, attribute: str) -> tuple[str, ...]:
        """The only values that the attribute can have; empty when it can have any."""
        if attribute == SECTION:
            return SECTION_KEYS
        if attribute in self._names:  # the actor of a duty
            return tuple(sorted(self._names[attribute]))
        return VALUES.get((kind, attribute), ())

    def _text(self, node: Node) -> str | None:
        if isinstance(node.value, str):
            return node.value
        return wrong(node, messages.KIND_TEXT, self._problems)  # type: ignore[func-returns-value]

    def _flag(self, node: Node) -> bool | None:
        if isinstance(node.value, bool):
            return node.value
        return wrong(node, messages.KIND_BOOLEAN, self._problems)  # type: ignore[func-returns-value]

    def _number(self, node: Node) -> int | float | None:
        if isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
            return node.value
        return wrong(node, messages.KIND_NUMBER, self._problems)  # type: ignore[func-returns-value]

    def _day(self, node: Node) -> int | None:
        day = parse_day(node.value) if isinstance(node.value, str) else None
        if day is None:
            self._say(node, messages.BAD_DATE)
        return day

    def _say(self, node: Node, message: str) -> None:
        report(self._problems, node, message)


def _no_such_value(kind: str, attribute: str, node: Node, closed: tuple[str, ...]) -> str:
    found = shown(node)
    choices = "、".join(closed)
    return messages.NO_SUCH_VALUE.format(
        kind=kind, attribute=attribute, found=found, choices=choices, hint=hint(found, closed)
    )
