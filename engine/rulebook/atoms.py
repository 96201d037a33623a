"""The atoms of a condition."""

from engine.rulebook.rules import All, Any, Atom, Expression, Not


def atoms(expression: Expression) -> tuple[Atom, ...]:
    """Every atom of ``expression``, as often as it is written."""
    match expression:
        case Not(part):
            return atoms(part)
        case Atom():
            return (expression,)
        case All(parts) | Any(parts):
            return tuple(atom for part in parts for atom in atoms(part))
