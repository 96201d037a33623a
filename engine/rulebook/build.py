"""From YAML nodes to typed values: the dataclass or named tuple is the schema.

``build(node, SomeClass, problems)`` reads the annotations of the class and returns an instance, or None
after it has added to ``problems`` what is wrong and where. A field typed ``tuple[X, ...]`` also accepts
a single X; a field typed ``Node`` keeps the node for a reader of its own. Fields without default are
required; unknown keys are errors.
"""

import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any

from engine.rulebook import messages
from engine.rulebook.errors import LONGEST_NAME, Problem, RulebookError, hint
from engine.rulebook.tree import Node

MAX_PROBLEMS = 300  # told at once
MAX_TEXT = 20_000  # characters of one text; the longest are examples

_SCALARS: Mapping[type, str] = {
    str: messages.KIND_TEXT,
    int: messages.KIND_INTEGER,
    float: messages.KIND_NUMBER,
    bool: messages.KIND_BOOLEAN,
}


def build(node: Node, wanted: Any, problems: list[Problem]) -> Any:
    """The value of ``node`` as ``wanted``; None when it is not, with the reason in ``problems``."""
    if wanted in _SCALARS:
        return _scalar(node, wanted, problems)
    if wanted is Node:
        return node
    origin = typing.get_origin(wanted)
    if is_dataclass(wanted) or hasattr(wanted, "_fields"):
        return _record(node, wanted, problems)
    if origin is tuple:
        return _tuple(node, typing.get_args(wanted)[0], problems)
    if origin is typing.Literal:
        return _choice(node, typing.get_args(wanted), problems)
    if origin in (types.UnionType, typing.Union):
        return _optional(node, typing.get_args(wanted), problems)
    return _mapping(node, typing.get_args(wanted)[1], problems)


def report(problems: list[Problem], node: Node, message: str) -> None:
    """Add a problem at the place of ``node``.

    Raises RulebookError when there are more than a person reads, so that no file keeps the program busy.
    """
    problems.append(Problem(node.file, node.line, node.column, message))
    if len(problems) >= MAX_PROBLEMS:
        last = Problem(node.file, node.line, node.column, messages.TOO_MANY_PROBLEMS)
        raise RulebookError([*problems, last])


def shown(node: Node) -> str:
    """How a node's value reads in an error message."""
    if isinstance(node.value, tuple):
        return messages.KIND_LIST
    if isinstance(node.value, Mapping):
        return messages.KIND_MAPPING
    said = "null" if node.value is None else str(node.value)
    return said if len(said) <= LONGEST_NAME else said[:LONGEST_NAME] + "…"


def wrong(node: Node, expected: str, problems: list[Problem]) -> None:
    """Report that ``node`` is not what was expected."""
    text = messages.EXPECTED.format(expected=expected, found=shown(node))
    report(problems, node, text + (colon(node) if expected == messages.KIND_MAPPING else ""))


def colon(node: Node) -> str:
    """A word on colons, where a text has one in which a key and its value were expected."""
    return messages.COLON if isinstance(node.value, str) and set(node.value) & set(":：") else ""


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """「没有规则「rate-los」，您是否想写「rate-loss」」."""
    said = messages.WHATS.get(what, what)
    return messages.UNKNOWN_NAME.format(what=said, name=name, hint=hint(name, known))


@cache
def _schema(wanted: Any) -> tuple[tuple[str, Any, bool], ...]:
    """Name, type and whether it is required, for each field of a dataclass or named tuple."""
    hints = typing.get_type_hints(wanted)
    if is_dataclass(wanted):
        given = {
            f.name for f in fields(wanted) if f.default is not MISSING or f.default_factory is not MISSING
        }
    else:
        given = set(wanted._field_defaults)
    return tuple((name, kind, name not in given) for name, kind in hints.items())


def _record(node: Node, wanted: Any, problems: list[Problem]) -> Any:
    if not isinstance(node.value, Mapping):
        return wrong(node, messages.KIND_MAPPING, problems)
    schema = _schema(wanted)
    known = [name for name, _, _ in schema]
    before = len(problems)
    values: dict[str, Any] = {}
    for key, entry in node.value.items():
        if key not in known:
            report(problems, entry.key, messages.UNKNOWN_KEY.format(key=key, hint=hint(key, known)))
    for name, kind, required in schema:
        if name in node.value:
            values[name] = build(node.value[name].value, kind, problems)
        elif required:
            report(problems, node, messages.MISSING_KEY.format(key=name))
    return wanted(**values) if len(problems) == before else None


def _tuple(node: Node, item: Any, problems: list[Problem]) -> Any:
    return tuple(build(child, item, problems) for child in node.items)


def _mapping(node: Node, item: Any, problems: list[Problem]) -> Any:
    if not isinstance(node.value, Mapping):
        return wrong(node, messages.KIND_MAPPING, problems)
    return {key: build(entry.value, item, problems) for key, entry in node.value.items()}


def _choice(node: Node, choices: tuple[Any, ...], problems: list[Problem]) -> Any:
    if node.value in choices:
        return node.value
    names = [str(c) for c in choices]
    text = messages.NOT_ONE_OF.format(
        found=shown(node), choices="、".join(names), hint=hint(shown(node), names)
    )
    return report(problems, node, text)


def _optional(node: Node, kinds: tuple[Any, ...], problems: list[Problem]) -> Any:
    if node.value is None and type(None) in kinds:
        return None
    return build(node, next(k for k in kinds if k is not type(None)), problems)


def _scalar(node: Node, wanted: Any, problems: list[Problem]) -> Any:
    value = node.value
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if wanted is str and isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)  # an article number or a year written without quotation marks
    if isinstance(value, str) and len(value) > MAX_TEXT:
        return report(problems, node, messages.TEXT_TOO_LONG.format(count=len(value), limit=MAX_TEXT))
    if type(value) is wanted:
        return value
    return wrong(node, _SCALARS[wanted], problems)
