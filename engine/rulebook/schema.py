"""The JSON Schema of rule files, from the same classes that read them: editors complete and check by it."""

import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from engine.rulebook import messages
from engine.rulebook.expressions import Names
from engine.rulebook.kinds import KINDS, VALUES
from engine.rulebook.load import Loader
from engine.rulebook.rule_files import (
    AdjustForm,
    BasisForm,
    ConclusionForm,
    ExampleForm,
    Known,
    RuleForm,
    ScopeForm,
    StepForm,
    YearsForm,
)
from engine.rulebook.tailoring import ChangeForm, WaiverForm
from engine.rulebook.tree import Node

Schema = dict[str, Any]

# What stands where a form keeps the node for a reader of its own.
_NODES: Mapping[tuple[type, str], str] = {
    (ScopeForm, "years"): "years",
    (AdjustForm, "years"): "years",
    (ChangeForm, "years"): "years",
    (ScopeForm, "provinces"): "province",
    (AdjustForm, "provinces"): "province",
    (ChangeForm, "provinces"): "province",
    (BasisForm, "instrument"): "instrument",
    (StepForm, "when"): "condition",
    (ConclusionForm, "when"): "condition",
    (RuleForm, "dimension"): "dimension",
    (RuleForm, "expect"): "condition",
    (RuleForm, "weight"): "weight",
    (RuleForm, "because"): "atom",
    (RuleForm, "near"): "atom",
    (RuleForm, "tests"): "example",
    (ChangeForm, "rule"): "rule",
    (ChangeForm, "weight"): "weight",
    (WaiverForm, "rule"): "rule",
    (WaiverForm, "until"): "day",
}
_SCALARS: Mapping[Any, Schema] = {
    str: {"type": ["string", "number"]},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}
_LISTS: Mapping[str, type] = {
    "rules": RuleForm,
    "conclusions": ConclusionForm,
    "changes": ChangeForm,
    "waivers": WaiverForm,
}


class Offered(NamedTuple):
    """The names that a new rule may use, or must not take."""

    dimensions: tuple[str, ...]
    instruments: tuple[str, ...]
    rules: frozenset[str]


def of_folder(folder: Path, overlay: Path | None = None) -> Schema:
    """The schema with all names of these rule files.

    Raises:
        RulebookError: they are invalid.
    """
    loader = _loaded(folder, overlay)
    return schema(loader.names, loader.known, loader.listed)


def offered(folder: Path, overlay: Path | None = None) -> Offered:
    """What these rule files offer a new rule.

    Raises:
        RulebookError: they are invalid.
    """
    loader = _loaded(folder, overlay)
    known = loader.known
    shared = frozenset.intersection(*known.dimensions.values())
    return Offered(tuple(sorted(shared)), tuple(sorted(known.instruments)), loader.listed)


def _loaded(folder: Path, overlay: Path | None) -> Loader:
    loader = Loader(folder, overlay)
    loader.load()
    return loader


def schema(names: Names, known: Known, rules: frozenset[str]) -> Schema:
    """The schema of all files in which rules stand or are spoken of, with the names that there are."""
    dimensions = sorted(frozenset().union(*known.dimensions.values()))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": messages.SCHEMA_TITLE,
        "type": "object",
        "additionalProperties": False,
        "properties": {
            key: {"type": ["array", "null"], "items": _record(form), "description": messages.SCHEMA[key]}
            for key, form in _LISTS.items()
        },
        "$defs": {
            "years": {"anyOf": [{"type": "integer"}, _record(YearsForm)]},
            "province": {"enum": sorted(known.provinces)},
            "instrument": {"enum": sorted(known.instruments)},
            "dimension": {"enum": dimensions},
            "rule": {"enum": sorted(rules)},
            "weight": {"type": "number", "minimum": 0},
            "day": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            "example": _record(ExampleForm),
            "condition": _condition(),
            "atom": {"anyOf": [{"$ref": f"#/$defs/kind-{kind}"} for kind in KINDS]},
            **{f"kind-{kind}": _only(kind, _atom(kind, names)) for kind in KINDS},
        },
    }


def _record(form: Any) -> Schema:
    hints = typing.get_type_hints(form)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in form._fields if name not in form._field_defaults],
        "properties": {name: _said(name, _value(form, name, hint)) for name, hint in hints.items()},
    }


def _said(name: str, value: Schema) -> Schema:
    text = messages.SCHEMA.get(name)
    return value | {"description": text} if text else value


def _value(form: type, name: str, hint: Any) -> Schema:
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if hint is Node:
        return {"$ref": f"#/$defs/{_NODES[form, name]}"}
    if hint in _SCALARS:
        return dict(_SCALARS[hint])
    if origin is typing.Literal:
        return {"enum": list(inside)}
    if origin is tuple:
        item = _value(form, name, inside[0])
        return {"anyOf": [item, {"type": "array", "items": item}]}
    if origin in (types.UnionType, typing.Union):
        return _value(form, name, next(one for one in inside if one is not type(None)))
    return _record(hint)


def _condition() -> Schema:
    one = {"$ref": "#/$defs/condition"}
    parts = _one_or_more(one)
    joined = [
        _only(key, value | {"description": messages.SCHEMA[key]})
        for key, value in (("all", parts), ("any", parts), ("not", one))
    ]
    return {"anyOf": [*joined, {"$ref": "#/$defs/atom"}]}


def _only(key: str, value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": False, "required": [key], "properties": {key: value}}


def _atom(kind: str, names: Names) -> Schema:
    properties: Schema = {"count": _only("at_least", {"type": "integer", "minimum": 1})}
    if kind in names:
        properties["name"] = _one_or_more({"enum": sorted(names[kind])})
    for attribute, comparable in KINDS[kind].items():
        closed = VALUES.get((kind, attribute)) or sorted(names.get(attribute, ()))
        properties[attribute] = _test(comparable, list(closed))
    return {"type": ["object", "null"], "additionalProperties": False, "properties": properties}


def _test(comparable: str, closed: list[str]) -> Schema:
    equal: Schema = {
        "text": {"enum": closed} if closed else {"type": "string"},
        "flag": {"type": "boolean"},
        "number": {"type": "number"},
        "day": {"type": "string", "pattern": "^[+-][0-9]-[0-9]{2}-[0-9]{2}$"},
    }[comparable]
    compared = {"number": ("at_least", "at_most"), "day": ("before", "after")}.get(comparable, ())
    choices = [_one_or_more(equal), {"enum": ["present", "absent"]}, _only("not", _one_or_more(equal))]
    return {"anyOf": [*choices, *(_only(key, equal) for key in compared)]}


def _one_or_more(value: Schema) -> Schema:
    return {"anyOf": [value, {"type": "array", "items": value}]}
