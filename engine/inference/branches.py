"""Conditions as alternatives: any of several branches, each a set of propositions that hold or do not."""

from collections.abc import Callable
from itertools import product
from math import prod
from typing import NamedTuple

from engine.rulebook.rules import All, Any, Atom, Expression, Not


class Literal(NamedTuple):
    """A proposition, known by its number, that holds or does not."""

    proposition: int
    holds: bool


Branch = frozenset[Literal]


def branches(
    expression: Expression, number: Callable[[Atom], int], *, wanted: bool = True
) -> tuple[Branch, ...]:
    """The branches of ``expression`` being ``wanted``, without repeats. ``number`` numbers its atoms.

    A branch that contradicts itself is left out: durable-rules does not count a fact that is present in
    a rule against its own absence there. A branch that contains another is kept: its facts support the
    verdict too. The number of branches can grow exponentially: ask ``count_branches`` first.
    """
    match expression:
        case Not(part):
            return branches(part, number, wanted=not wanted)
        case Atom():
            return (frozenset({Literal(number(expression), wanted)}),)
        case All(parts) | Any(parts):
            each = [branches(part, number, wanted=wanted) for part in parts]
            if isinstance(expression, All) == wanted:
                found = [Branch().union(*choice) for choice in product(*each)]
            else:
                found = [branch for part in each for branch in part]
            return tuple(branch for branch in dict.fromkeys(found) if not _contradicts_itself(branch))


def _contradicts_itself(branch: Branch) -> bool:
    return len({literal.proposition for literal in branch}) < len(branch)


def count_branches(expression: Expression, *, wanted: bool = True) -> int:
    """At most this many branches, found without making them."""
    match expression:
        case Not(part):
            return count_branches(part, wanted=not wanted)
        case Atom():
            return 1
        case All(parts) | Any(parts):
            each = [count_branches(part, wanted=wanted) for part in parts]
            return prod(each) if isinstance(expression, All) == wanted else sum(each)


def longest_branch(expression: Expression, *, wanted: bool = True) -> int:
    """At most this many literals in one branch, found without making it."""
    match expression:
        case Not(part):
            return longest_branch(part, wanted=not wanted)
        case Atom():
            return 1
        case All(parts) | Any(parts):
            each = [longest_branch(part, wanted=wanted) for part in parts]
            return sum(each) if isinstance(expression, All) == wanted else max(each, default=0)
