"""What durable-rules can safely take, and whether a rule stays within it.

Measured and read in the source of 2.0.28: a rule joins sixteen facts and has thirty-two places for what
its patterns consist of; beyond them it fails, some of it at the first report only. What many rules use
up together is the concern of ``packing``.
"""

from engine.inference import messages
from engine.inference.branches import count_branches, longest_branch
from engine.rulebook.atoms import atoms
from engine.rulebook.rules import Atom, Decision, Step

PATTERNS = 16  # in one durable rule
STEPS = PATTERNS - 1  # the gap is anchored on one pattern and lacks every step
CONDITIONS = PATTERNS - 1  # literals of a branch, beside the anchor
BRANCHES = 60  # of one step
TESTS = 12  # of one atom: an expression has thirty-two places, each list of values takes two
VALUES = 300  # listed in one atom


def check_limits(rule: Decision) -> list[str]:
    """Why ``rule`` is too large for durable-rules, in Chinese for its author; empty when it is not."""
    count = len(rule.steps)
    too_many = [messages.TOO_MANY_STEPS.format(count=count, limit=STEPS)] if count > STEPS else []
    return too_many + [reason for step in rule.steps for reason in _check_step(step)]


def values(atom: Atom) -> int:
    """How many values the tests of ``atom`` list."""
    return sum(len(test.values) for test in atom.tests)


def _check_step(step: Step) -> list[str]:
    measured = [
        (messages.TOO_MANY_BRANCHES, count_branches(step.when), BRANCHES, ""),
        (messages.TOO_MANY_CONDITIONS, longest_branch(step.when), CONDITIONS, ""),
    ]
    for atom in atoms(step.when):
        measured.append((messages.TOO_MANY_TESTS, len(atom.tests), TESTS, atom.kind))
        measured.append((messages.TOO_MANY_VALUES, values(atom), VALUES, atom.kind))
    return [
        message.format(step=step.id, count=count, limit=limit, kind=kind)
        for message, count, limit, kind in measured
        if count > limit
    ]
