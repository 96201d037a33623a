"""A new rule from a few answers: the YAML of the rule and of the words that it looks for."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from engine.rulebook.tree import parse
from fazhi import messages

DEPTHS = {"counted": "[counted]", "named": "[counted, named]", "act": "[counted, named, act]", "any": ""}
TOPICS = "lexicon/topics.yaml"
_PLAIN = re.compile(r"[^\W\d_]\w*")  # letters and ideographs
_WORDS = ("true", "false", "null")
_ITEM = re.compile(r"( *)- ")


class Answers(NamedTuple):
    """What the author was asked."""

    id: str
    title: str
    dimension: str
    severity: str
    instruments: Sequence[str]
    levels: Sequence[str]
    terms: Sequence[str]  # what the matter is called in reports
    depth: str  # one of DEPTHS
    message: str
    advice: str
    met: str  # an example that meets the rule
    gap: str  # and one that does not


class ListError(ValueError):
    """The list of mentions is written in a form that a line cannot be added to."""


def rule(asked: Answers) -> str:
    """The rule as YAML, with an example of each verdict that it can give."""
    basis = ", ".join(f"{{instrument: {name}}}" for name in asked.instruments)
    wanted = f", depth: {DEPTHS[asked.depth]}" if DEPTHS[asked.depth] else ""
    lines = [
        "# yaml-language-server: $schema=../rule.schema.json",
        "rules:",
        f"  - id: {asked.id}",
        f"    title: {_text(asked.title)}",
        f"    dimension: {asked.dimension}",
        f"    severity: {asked.severity}",
        f"    basis: [{basis}]",
        *([f"    applies: {{levels: [{', '.join(asked.levels)}]}}"] if asked.levels else []),
        f"    expect: {{mention: {{name: {asked.id}{wanted}}}}}",
        f"    met: {_text(messages.NEW_MET.format(title=asked.title))}",
        f"    message: {_text(asked.message)}",
        f"    advice: {_text(asked.advice)}",
        f"    searched: [{', '.join(map(_text, asked.terms))}]",
        f"    near: [{{mention: {{name: {asked.id}}}}}]",
        "    tests:",
        f"      - {{text: {_text(asked.met)}, status: met}}",
        f"      - {{text: {_text(asked.gap)}, status: gap}}",
    ]
    return "\n".join(lines) + "\n"


def with_mention(text: str, asked: Answers) -> str:
    """The text of topics.yaml with the words of the new rule in its list of mentions.

    Raises:
        ListError: the list is not written one entry a line.
    """
    terms = ", ".join(map(_text, asked.terms))
    entry = f"- {{id: {asked.id}, title: {_text(asked.title)}, terms: [{terms}]}}"
    root = parse(text.encode(), TOPICS).value
    listed = root["mentions"].value.value if isinstance(root, dict) and "mentions" in root else None
    if not listed:
        head = "" if isinstance(root, dict) and "mentions" in root else "mentions:\n"
        if not head:
            raise ListError
        return f"{text.rstrip()}\n\n{head}  {entry}\n".lstrip()
    lines = text.splitlines()
    at = listed[0].line - 1 if isinstance(listed, tuple) else 0
    found = _ITEM.match(lines[at])
    if not found:
        raise ListError
    return "\n".join((*lines[:at], f"{found[1]}{entry}", *lines[at:])) + "\n"


def place(folder: Path, name: str) -> Path:
    """Where a new rule of that id is written."""
    return folder / "instruments" / f"{name}.yaml"


def _text(text: str) -> str:
    """A text as a YAML scalar: bare where nothing in it could be read otherwise."""
    bare = _PLAIN.fullmatch(text) and text not in _WORDS
    return text if bare else json.dumps(text, ensure_ascii=False)
