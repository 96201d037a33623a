"""YAML text to a tree in which every value knows its line and column.

Built from parser events with an explicit stack, so that depth, size and aliases are bounded before
anything is constructed; only plain scalars, lists and mappings exist, never tags or objects.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from engine.model import Scalar
from engine.rulebook import messages
from engine.rulebook.errors import Problem, RulebookError
from engine.rulebook.files import MAX_BYTES

MAX_DEPTH = 40
MAX_NODES = 100_000  # of one file; the largest of our own has some 13,000

_INTEGER = re.compile(r"[-+]?[0-9]+\Z", re.ASCII)
_NUMBER = re.compile(r"[-+]?[0-9]+\.[0-9]+\Z", re.ASCII)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STARTS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_WORDS: Mapping[str, Scalar] = {"true": True, "false": False, "null": None, "~": None, "": None}


class Node(NamedTuple):  # of these there are tens of thousands, and a tuple is made twice as fast
    """A YAML value with its place. ``value`` is a scalar, a tuple of nodes or a mapping of entries."""

    value: "Scalar | tuple[Node, ...] | Mapping[str, Entry]"
    file: str
    line: int
    column: int

    @property
    def items(self) -> "tuple[Node, ...]":
        """The items of a list; a single value is a list of one."""
        return self.value if isinstance(self.value, tuple) else (self,)

    @property
    def entries(self) -> "Mapping[str, Entry]":
        """The entries of a mapping; nothing else has any."""
        return self.value if isinstance(self.value, Mapping) else {}

    def listed(self, key: str) -> "tuple[Node, ...]":
        """What the list under that key holds; nothing where there is none."""
        entry = self.entries.get(key)
        return entry.value.value if entry and isinstance(entry.value.value, tuple) else ()


class Entry(NamedTuple):
    """One key of a mapping with the key's own place."""

    key: Node
    value: Node


class _Open:
    """A list or mapping whose end has not been seen yet."""

    def __init__(self, line: int, column: int, *, mapping: bool) -> None:
        self.line, self.column, self.mapping = line, column, mapping
        self.items: list[Node] = []


def parse(data: bytes, file: str) -> Node:
    """The single YAML document in ``data``; ``file`` names it in errors.

    Raises RulebookError with every mistake up to the first that stops the parser.
    """
    if len(data) > MAX_BYTES:
        raise _error(file, 1, 1, messages.TOO_LARGE.format(limit=MAX_BYTES))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _error(file, line, 1, messages.NOT_UTF8) from None
    problems: list[Problem] = []
    try:
        root = _build(text, file, problems)
    except yaml.YAMLError as error:
        problems.append(_stopped(error, file))
    if problems:
        raise RulebookError(problems)
    return root


def _stopped(error: yaml.YAMLError, file: str) -> Problem:
    """Where and why the parser stopped, in words for people who have never heard of one."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    detail = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Problem(file, line, column, messages.NOT_YAML.format(detail=messages.YAML.get(detail, detail)))


def _build(text: str, file: str, problems: list[Problem]) -> Node:
    stack: list[_Open] = []
    root: Node | None = None
    for event in _events(text, file):
        kind = type(event)
        if kind is yaml.ScalarEvent:  # first what there is most of
            line, column = _place(event)
            if event.anchor or event.tag:
                _refuse(event, file, problems)
            done = Node(_scalar(event), file, line, column)
        elif kind in _ENDS:
            done = _close(stack.pop(), file, problems)
        elif kind in _STARTS:
            line, column = _place(event)
            _refuse(event, file, problems)
            if len(stack) >= MAX_DEPTH:
                raise _error(file, line, column, messages.TOO_DEEP.format(limit=MAX_DEPTH))
            stack.append(_Open(line, column, mapping=kind is yaml.MappingStartEvent))
            continue
        elif kind is yaml.AliasEvent:
            problems.append(Problem(file, *_place(event), messages.ALIAS))
            done = Node(None, file, *_place(event))
        elif kind is yaml.DocumentStartEvent and root is not None:
            raise _error(file, *_place(event), messages.MANY_DOCUMENTS)
        else:
            continue
        if stack:
            stack[-1].items.append(done)
        else:
            root = done
    return root if root is not None else Node(None, file, 1, 1)


def _events(text: str, file: str) -> Iterator[Any]:  # the types of events are not told
    events = _Loader(text)
    for count, event in enumerate(iter(events.get_event, None)):
        if count > MAX_NODES:
            raise _error(file, *_place(event), messages.TOO_MANY_NODES.format(limit=MAX_NODES))
        yield event


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _refuse(event: yaml.ScalarEvent | yaml.CollectionStartEvent, file: str, problems: list[Problem]) -> None:
    """Report what YAML allows on a value and rule files do not: anchors and tags."""
    if event.anchor:
        problems.append(Problem(file, *_place(event), messages.ALIAS))
    if event.tag is not None and event.tag != "!":
        problems.append(Problem(file, *_place(event), messages.TAG.format(tag=event.tag)))


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    value: str = event.value
    if event.style or value[:1] > "~":  # quoted, block or Chinese: always text
        return value
    if value in _WORDS:
        return _WORDS[value]
    if _INTEGER.match(value) and len(value) < 19:
        return int(value)
    return float(value) if _NUMBER.match(value) else value


def _close(opened: _Open, file: str, problems: list[Problem]) -> Node:
    if not opened.mapping:
        return Node(tuple(opened.items), file, opened.line, opened.column)
    entries: dict[str, Entry] = {}
    for key, value in zip(opened.items[::2], opened.items[1::2], strict=True):
        if isinstance(key.value, (tuple, Mapping)) or key.value is None:
            problems.append(Problem(file, key.line, key.column, messages.KEY_NOT_TEXT))
            continue
        name = str(key.value)
        if name in entries:
            text = messages.DUPLICATE_KEY.format(key=name, line=entries[name].key.line)
            problems.append(Problem(file, key.line, key.column, text))
        entries[name] = Entry(key, value)
    return Node(entries, file, opened.line, opened.column)


def _error(file: str, line: int, column: int, message: str) -> RulebookError:
    return RulebookError([Problem(file, line, column, message)])
