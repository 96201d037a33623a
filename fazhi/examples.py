"""Every rule's own examples, taken the whole way: text, outline, facts, inference, verdict.

An example is a piece of a report, not a report. So it is set into a frame: a title that names a made-up
unit and the year, and, where the example brings no heading of its own, the heading of the measures part
above it. Unless the example says otherwise the year is 2024, or the nearest one to which the rule applies,
and the unit a county, or the first level to which the rule applies, of the first province that the rule
names. An example may bring its own title, or an empty one: then it brings its headings too. Nothing else
is added: no dates, no other parts, no closing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from engine.facts import Previous
from engine.inference.findings import infer
from engine.inference.reference import FactIndex, support
from engine.inference.terms import TermSheet
from engine.model import Fact, Finding, Report, Source
from engine.outline import outline
from engine.rulebook import Conclusion, Rule
from engine.rulebook.atoms import atoms
from engine.rulebook.chain import used
from engine.rulebook.rules import Atom, Example
from fazhi import messages
from fazhi.pipeline import DEFAULT_PROFILE, Loaded, compiled

YEAR, LEVEL = 2024, "county"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an example."""

    rule: Rule
    example: Example
    finding: Finding
    facts: tuple[Fact, ...]  # with the conclusions

    @property
    def passed(self) -> bool:
        """Whether the rule gave the verdict that the example states."""
        return self.finding.status == self.example.status


@dataclass(frozen=True, slots=True)
class Uncovered:
    """What no example of the rule shows: steps that none decides, conditions that hold in none."""

    rule: Rule
    steps: tuple[str, ...]
    atoms: tuple[Atom, ...]


def run(loaded: Loaded, rules: Iterable[Rule]) -> Iterator[Outcome]:
    """The outcome of every example of the rules, in their order.

    Raises what ``compiled`` and ``infer`` raise.
    """
    for rule in rules:
        conclusions = _needed(rule, loaded.rulebook.conclusions)
        terms = TermSheet(replace(loaded.rulebook, rules=(rule,)))
        with compiled(loaded.rulebook, (rule,), conclusions) as engine:
            for example in rule.examples:
                report, facts = _read(loaded, rule, example)
                profile = loaded.rulebook.profiles[DEFAULT_PROFILE]
                inferred = infer(engine, terms, report, facts, profile)
                yield Outcome(rule, example, inferred.findings[0], (*facts, *inferred.conclusions))


def uncovered(outcomes: Iterable[Outcome], rules: Iterable[Rule]) -> Iterator[Uncovered]:
    """For each rule that has some: the steps and conditions that none of its examples shows."""
    by_rule: dict[str, list[Outcome]] = {rule.id: [] for rule in rules}
    for outcome in outcomes:
        by_rule[outcome.rule.id].append(outcome)
    for rule in rules:
        decided = {outcome.finding.step for outcome in by_rule[rule.id]}
        missing = tuple(step for step in (*(s.id for s in rule.steps), "gap") if step not in decided)
        seen = [FactIndex(outcome.facts) for outcome in by_rule[rule.id]]
        written = dict.fromkeys(atom for step in rule.steps for atom in atoms(step.when))
        never = tuple(atom for atom in written if all(support(atom, facts) is None for facts in seen))
        if missing or never:
            yield Uncovered(rule, missing, never)


def _needed(rule: Rule, conclusions: Sequence[Conclusion]) -> tuple[Conclusion, ...]:
    """The conclusions that the rule uses, and those that these use."""
    known = {one.id: one for one in conclusions}
    wanted = [name for step in rule.steps for name in used(step.when)]
    wanted += [name for atom in (*rule.because, *rule.near) for name in used(atom)]
    found: dict[str, Conclusion] = {}
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = known[name]
            wanted += used(known[name].when)
    return tuple(one for one in conclusions if one.id in found)


def _read(loaded: Loaded, rule: Rule, example: Example) -> tuple[Report, tuple[Fact, ...]]:
    report = _outlined(loaded, framed(rule, example, example.text))
    previous = None
    if example.previous is not None:
        last = _outlined(loaded, framed(rule, example, example.previous, earlier=1))
        previous = Previous(last, loaded.reader.read(last))
    return report, loaded.reader.read(report, previous=previous)


def _outlined(loaded: Loaded, text: str) -> Report:
    return outline(Source("example.txt", "text/plain", "0" * 64, text), loaded.rulebook.lexicon.outline)


def framed(rule: Rule, example: Example, text: str, *, earlier: int = 0) -> str:
    """The text as a report of the unit and year that the example is about, ``earlier`` years before."""
    first, last = rule.applies.years.first, rule.applies.years.last
    year = example.year or max(first or 0, min(YEAR, last or YEAR))
    levels = rule.applies.levels
    level = example.level or (LEVEL if not levels or LEVEL in levels else levels[0])
    province = example.province or next(iter(rule.applies.provinces), "")
    unit = province + messages.EXAMPLE_UNITS[level]
    title = messages.EXAMPLE_TITLE.format(unit=unit, year=year - earlier)
    title = title if example.title is None else example.title
    headed = not title or text.startswith(messages.EXAMPLE_HEADING[:2])
    above = () if headed else (messages.EXAMPLE_HEADING,)
    return "\n".join((title, "", *above, text)) + "\n"
