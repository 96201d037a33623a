"""What is wrong in a rule file, where, and what was perhaps meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from engine.rulebook import messages

LONGEST_NAME = 80  # characters for which a near name is looked for, and that are shown of a wrong value


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: ``file`` relative to the rules folder, ``line`` and ``column`` counted from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class RulebookError(Exception):
    """The rule files cannot be used. ``problems`` holds every mistake found, in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, sorted(problems))))
        self.problems = tuple(sorted(problems))


def hint(name: str, known: Iterable[str]) -> str:
    """「…，您是否想写 X」 for the nearest known name, or nothing."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.6) if len(name) <= LONGEST_NAME else []
    return messages.DID_YOU_MEAN.format(name=near[0]) if near else ""
