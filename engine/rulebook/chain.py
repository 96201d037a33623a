"""The order in which conclusions follow: each after those that it uses."""

from collections.abc import Iterator, Sequence

from engine.rulebook import messages
from engine.rulebook.atoms import atoms
from engine.rulebook.rules import Atom, Conclusion, Expression

KIND = "conclusion"


def layers(conclusions: Sequence[Conclusion]) -> tuple[tuple[Conclusion, ...], ...]:
    """The conclusions, lowest layer first; each uses only those of lower layers.

    Those that depend on themselves, which ``check_chain`` reports, are left out.
    """
    found: list[tuple[Conclusion, ...]] = []
    left = list(conclusions)
    while left:
        waiting = {one.id for one in left}
        ready = tuple(one for one in left if not waiting & set(used(one.when)))
        if not ready:
            break
        found.append(ready)
        left = [one for one in left if one not in ready]
    return tuple(found)


def check_chain(conclusions: Sequence[Conclusion]) -> Iterator[tuple[Conclusion, str]]:
    """Conclusions that depend on themselves, and those that use any conclusion whatever, with what to say."""
    ordered = {one.id for layer in layers(conclusions) for one in layer}
    circular = [one for one in conclusions if one.id not in ordered]
    if circular:
        names = "、".join(one.id for one in circular)
        yield circular[0], messages.CONCLUSION_CYCLE.format(names=names)
    for one in conclusions:
        if any(atom.kind == KIND and not _names(atom) for atom in atoms(one.when)):
            yield one, messages.CONCLUSION_NAME


def used(expression: Expression) -> Iterator[str]:
    """The ids of the conclusions that the expression names."""
    for atom in atoms(expression):
        if atom.kind == KIND:
            yield from _names(atom)


def _names(atom: Atom) -> tuple[str, ...]:
    operands = (test.operand for test in atom.tests if test.attribute == "name")
    return tuple(str(name) for operand in operands if isinstance(operand, tuple) for name in operand)
