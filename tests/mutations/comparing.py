"""A mutant held against what was expected of it: what is missed, and what changed beside it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from engine.inference.reference import satisfies
from engine.model import Fact, Scalar, Source, Span
from engine.reading import read_bytes
from engine.rulebook.rules import All, Any, Atom, Expression, Not, Rule
from tests.mutations.mutants import COMPUTED, MEASURES, Key, Mutant, changed, key, moved
from tests.mutations.places import facts_by_id, paragraph
from tests.mutations.reports import Outcome, look, rules

# Of these only the best or first place is a fact, or the nearest pair: another takes its place.
STAND_INS = COMPUTED | {"topic", "mention", "actor", "citation"}
PART = ".part"  # ends the name of a count of a part of the area
SHOWN = 8  # changes of a kind that a message tells


@dataclass(frozen=True)
class Result:
    """What became of one mutant."""

    mutant: Mutant
    missed: tuple[str, ...]  # expected changes that did not come
    strange_facts: tuple[str, ...]  # facts that came or went without reason
    strange_verdicts: tuple[str, ...]  # verdicts that changed without reason

    @property
    def name(self) -> str:
        """The report and what was changed in it."""
        return f"{self.mutant.base.name} {self.mutant.label}"

    def __str__(self) -> str:
        what = {"missed": self.missed, "facts": self.strange_facts, "verdicts": self.strange_verdicts}
        told = "".join(f"\n    {name}: {one}" for name, many in what.items() for one in many[:SHOWN])
        return f"{self.name}{told}"


def hold(mutant: Mutant) -> Result:
    """Read and judge the mutant, and compare with its base."""
    before = mutant.base
    text = changed(before.text, mutant.edits)
    after = look(before.name, _source(before, text, reread=mutant.reread))
    gone, come = difference(before.facts, after.facts)
    concluded = difference(before.conclusions, after.conclusions)
    stray = [*_strays(mutant, after, gone, come)]
    return Result(
        mutant,
        tuple(must.says for must in mutant.must if not must.holds(before, after)),
        tuple(stray),
        tuple(
            strange_verdicts(
                before, after, [*gone, *come, *concluded[0], *concluded[1]], rescoped=mutant.rescoped
            )
        ),
    )


def _source(before: Outcome, text: str, *, reread: bool) -> Source:
    if reread:
        return read_bytes(text.encode(), "mutant.txt")
    return replace(before.report.source, text=text, sha256=sha256(text.encode()).hexdigest())


def difference(before: Iterable[Fact], after: Iterable[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The facts that are there before only, and those after only."""
    old, new = list(before), list(after)
    return _without(old, Counter(map(key, new))), _without(new, Counter(map(key, old)))


def _without(facts: Iterable[Fact], others: Counter[Key]) -> list[Fact]:
    """The facts that have no equal among the others. Of several equals the first ones are matched."""
    left = []
    for fact in facts:
        if others[key(fact)]:
            others[key(fact)] -= 1
        else:
            left.append(fact)
    return left


def _strays(mutant: Mutant, after: Outcome, gone: Sequence[Fact], come: Sequence[Fact]) -> Iterable[str]:
    edited = [Span(edit.start, edit.end) for edit in mutant.edits]
    beside = [paragraph(mutant.base.text, span.start, span.end) for span in edited]
    old = _may_change(mutant, mutant.base.facts, [*edited, *mutant.reach], beside)
    behind = [moved(spans, mutant.edits) for spans in ([*edited, *mutant.reach], beside)]
    new = _may_change(mutant, after.facts, *behind)
    left, entered = [f for f in gone if key(f) in old], [f for f in come if key(f) in new]
    replaced = {_role(fact) for fact in (*left, *entered) if fact.kind in STAND_INS}
    names = {fact.name for fact in (*gone, *come) if fact.kind in {"indicator", "rate"}}
    alone = _alone(left, gone)
    for sign, facts, known, told in (("-", gone, old, mutant.base), ("+", come, new, after)):
        for fact in facts:
            explained = fact.kind in mutant.anywhere or key(fact) in known or _role(fact) in replaced
            explained = explained or _as_whole(fact) in alone
            if not explained and not (names & _compared(fact, told)):
                quote = fact.at.quote if fact.at else ""
                yield f"{sign} {fact.kind} {fact.name} {dict(key(fact)[2])} {quote[:40]}"


def _alone(left: Sequence[Fact], gone: Sequence[Fact]) -> set[Key]:
    """The parts of an area whose whole is told no longer: each now counts by itself."""
    wholes = {fact.name for fact in left}
    return {_as_whole(f) for f in gone if f.name and f.name.endswith(PART) and _as_whole(f)[1] in wholes}


def _as_whole(fact: Fact) -> Key:
    kind, name, attributes = key(fact)
    return kind, name.removesuffix(PART) if name else None, attributes


def _may_change(
    mutant: Mutant, facts: Iterable[Fact], reach: Sequence[Span], beside: Sequence[Span]
) -> set[Key]:
    """What may come or go: facts within reach and, of what is computed, in the same paragraph."""
    return {
        key(fact)
        for fact in facts
        if fact.kind in mutant.may
        and (_touches(fact, reach) or (fact.kind in COMPUTED and _touches(fact, beside)))
    }


def _compared(fact: Fact, outcome: Outcome) -> set[str | None]:
    """The names of the numbers that a check holds against one another, wherever these stand."""
    known = facts_by_id(outcome)
    return {known[part].name for part in fact.parts} if fact.kind == "check" else set()


def _role(fact: Fact) -> tuple[str, str | None, object]:
    return fact.kind, fact.name, fact.attributes.get("type")


def _touches(fact: Fact, spans: Iterable[Span]) -> bool:
    places = [*([fact.at] if fact.at else []), *fact.evidence]
    if not places:
        return True
    return any(p.start <= span.end and span.start <= p.end for p in places for span in spans)


def strange_verdicts(
    before: Outcome, after: Outcome, changes: Sequence[Fact], *, rescoped: bool = False
) -> Iterable[str]:
    """Verdicts that changed although the rule asks about nothing that did."""
    asked = {rule.id: rule for rule in rules().rulebook.rules}
    changes = [*changes, *_remeasured(before, after)]
    for name, finding in before.findings.items():
        now = after.findings.get(name)
        if now and now.status == finding.status:
            continue
        if rescoped and "applies" in {finding.step, now.step if now else ""}:
            continue
        if not any(_asks(asked[name], fact) for fact in changes):
            yield f"{name}: {finding.status} → {now.status if now else 'none'}"


def _remeasured(before: Outcome, after: Outcome) -> list[Fact]:
    """The parts, and the report as a whole, whose measures changed."""

    def measures(fact: Fact) -> list[Scalar]:
        return [fact.attributes.get(name) for name in sorted(MEASURES[fact.kind])]

    old = {(fact.kind, fact.name): measures(fact) for fact in before.facts if fact.kind in MEASURES}
    return [f for f in after.facts if f.kind in MEASURES and old[f.kind, f.name] != measures(f)]


def _asks(rule: Rule, fact: Fact) -> bool:
    """Whether a condition of the rule is about facts of this kind and name."""
    return any(
        atom.kind == fact.kind
        and all(satisfies(fact, test) for test in atom.tests if test.attribute in {"name", "type"})
        for atom in atoms_of(rule)
    )


def atoms_of(rule: Rule) -> list[Atom]:
    """All conditions of the rule."""
    return [atom for step in rule.steps for atom in _atoms(step.when)]


def _atoms(expression: Expression) -> list[Atom]:
    match expression:
        case Atom():
            return [expression]
        case All(parts) | Any(parts):
            return [atom for part in parts for atom in _atoms(part)]
        case Not(part):
            return _atoms(part)
