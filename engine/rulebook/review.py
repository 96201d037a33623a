"""What is valid in rule files and yet a mistake: what never takes effect, overlaps, or leaves holes."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from engine.model import Basis, Scheme
from engine.rulebook import messages
from engine.rulebook.atoms import atoms
from engine.rulebook.chain import used
from engine.rulebook.lexicon_facts import Instrument
from engine.rulebook.logic import implies, impossible
from engine.rulebook.rules import Conclusion, Decision, Profile, Rule, Scope, Years

ANCIENT, ENDLESS = 0, 9999  # years before and after all reports
MOST_ATOMS = 900  # of a step: what is larger has too many branches, or too many conditions in one
WHOLE = 100  # what the weights of the dimensions add up to


class Remark(NamedTuple):
    """What is wrong with a rule, conclusion, scheme or profile, and under which of its keys."""

    id: str
    key: str
    message: str


def of_rules(
    rules: Sequence[Rule], conclusions: Sequence[Conclusion], instruments: Mapping[str, Instrument]
) -> Iterator[Remark]:
    """Rules and conclusions that can never take effect, overlap, or leave years without a basis."""
    for rule in rules:
        yield from _dead_steps(rule)
        yield from _dead_adjustments(rule)
        yield from _baseless_years(rule, instruments)
    yield from _unused(rules, conclusions)
    yield from _overlaps(rules)
    yield from _holes(rules)


def of_schemes(schemes: Iterable[Scheme], filled: Collection[str]) -> Iterator[Remark]:
    """Dimensions whose weights do not add up or that are not ``filled``, and grades that nobody can get."""
    for scheme in schemes:
        weights = [dimension.weight for dimension in scheme.dimensions]
        total = round(sum(weights), 6)
        if min(weights, default=0) < 0:
            yield Remark(scheme.id, "dimensions", messages.NEGATIVE.format(found=f"{min(weights):g}"))
        elif scheme.method != "flat" and total != WHOLE:
            text = messages.WEIGHTS_SUM.format(total=f"{total:g}", whole=WHOLE, off=f"{total - WHOLE:+g}")
            yield Remark(scheme.id, "dimensions", text)
        for dimension in scheme.dimensions:
            if dimension.id not in filled:
                yield Remark(scheme.id, "dimensions", messages.EMPTY_DIMENSION.format(name=dimension.id))
        floors = [grade.at_least for grade in scheme.grades]
        if len(set(floors)) < len(floors) or max(floors, default=0) > WHOLE:
            yield Remark(scheme.id, "grades", messages.DEAD_GRADE.format(whole=WHOLE))


def of_profiles(profiles: Iterable[Profile]) -> Iterator[Remark]:
    """Years that no profile or that two profiles of one level cover."""
    by_level: dict[str, list[Profile]] = {}
    for profile in profiles:
        for level in profile.levels:
            by_level.setdefault(level, []).append(profile)
    for level, of_level in by_level.items():
        ordered = sorted(of_level, key=lambda p: p.since or ANCIENT)
        for before, after in pairwise(ordered):
            end, start = before.until or ENDLESS, after.since or ANCIENT
            if start <= end:
                text = messages.PROFILE_OVERLAP.format(level=level, other=before.id, year=max(start, 2000))
                yield Remark(after.id, "since" if after.since else "levels", text)
            elif start > end + 1:
                text = messages.PROFILE_HOLE.format(level=level, years=_spoken(end + 1, start - 1))
                yield Remark(after.id, "since", text)


def _dead_steps(rule: Rule) -> Iterator[Remark]:
    for place, step in enumerate(rule.steps):
        if len(atoms(step.when)) > MOST_ATOMS:
            return  # refused as too large anyway; comparing each with each would take long
        if impossible(step.when, rule.applies):
            yield Remark(rule.id, step.id, messages.DEAD_STEP)
            continue
        earlier = next((e for e in rule.steps[:place] if implies(step.when, e.when)), None)
        if earlier:
            yield Remark(rule.id, step.id, messages.SHADOWED_STEP.format(step=earlier.id))


def _dead_adjustments(rule: Rule) -> Iterator[Remark]:
    for place, one in enumerate(rule.adjust):
        said = (one.severity is None, one.weight is None, one.disabled is None)
        if not _meet(one.scope, rule.applies):
            yield Remark(rule.id, "adjust", messages.DEAD_ADJUSTMENT.format(number=place + 1))
        elif any(
            _covers(before.scope, one.scope)
            and (before.severity is None, before.weight is None, before.disabled is None) == said
            for before in rule.adjust[:place]
        ):
            yield Remark(rule.id, "adjust", messages.SHADOWED_ADJUSTMENT.format(number=place + 1))


def _baseless_years(rule: Rule, instruments: Mapping[str, Instrument]) -> Iterator[Remark]:
    """Instruments that no year of the rule knows, and years between two of them without any."""
    lapsed = [_lapsed(basis, rule, instruments) for basis in rule.basis]
    for basis, dead in zip(rule.basis, lapsed, strict=True):
        if dead:
            yield Remark(rule.id, "basis", messages.DEAD_BASIS.format(instrument=basis.instrument))
    spans = sorted(_span(instruments[basis.instrument]) for basis in rule.basis)
    reach = spans[0][1] if spans else ENDLESS
    for start, end in spans[1:]:
        if start > reach + 1 and _within(rule.applies.years, reach + 1, start - 1):
            yield Remark(rule.id, "basis", messages.BASIS_HOLE.format(years=_spoken(reach + 1, start - 1)))
        reach = max(reach, end)


def _lapsed(basis: Basis, rule: Rule, instruments: Mapping[str, Instrument]) -> bool:
    start, end = _span(instruments[basis.instrument])
    years = rule.applies.years
    return start > (years.last or ENDLESS) or end < (years.first or ANCIENT)


def _span(instrument: Instrument) -> tuple[int, int]:
    return instrument.since or ANCIENT, instrument.until or ENDLESS


def _within(years: Years, start: int, end: int) -> bool:
    return (years.first or ANCIENT) <= end and start <= (years.last or ENDLESS)


def _unused(rules: Sequence[Rule], conclusions: Sequence[Conclusion]) -> Iterator[Remark]:
    decisions: tuple[Decision, ...] = (*rules, *conclusions)
    steps = [step for one in decisions for step in one.steps]
    named = {name for step in steps for name in used(step.when)}
    named |= {name for rule in rules for atom in (*rule.because, *rule.near) for name in used(atom)}
    for one in conclusions:
        if one.id not in named:
            yield Remark(one.id, "id", messages.UNUSED_CONCLUSION.format(id=one.id))
        elif len(atoms(one.when)) <= MOST_ATOMS and impossible(one.when):
            yield Remark(one.id, "when", messages.DEAD_STEP)


def _overlaps(rules: Sequence[Rule]) -> Iterator[Remark]:
    """Rules of one dimension that ask reports of some kind for the very same thing: it would count twice."""
    by_demand: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        expect = next(step for step in rule.steps if step.id == "expect")
        by_demand.setdefault((rule.dimension, repr(expect.when)), []).append(rule)
    for same in by_demand.values():
        for one, other in combinations(same, 2):
            if _meet(one.applies, other.applies):
                place = f"{one.file}:{one.line}"
                text = messages.OVERLAP.format(other=one.id, place=place)
                yield Remark(other.id, "expect", text)


def _holes(rules: Sequence[Rule]) -> Iterator[Remark]:
    """Years left out between rules that encode one requirement for different years."""
    by_demand: dict[tuple[str, Scope], list[Rule]] = {}
    for rule in rules:
        key = (rule.requirement, Scope(levels=rule.applies.levels, provinces=rule.applies.provinces))
        by_demand.setdefault(key, []).append(rule)
    for same in by_demand.values():
        ordered = sorted(same, key=lambda rule: rule.applies.years.first or ANCIENT)
        for before, after in pairwise(ordered):
            end, start = before.applies.years.last, after.applies.years.first
            if end is not None and start is not None and start > end + 1:
                years = _spoken(end + 1, start - 1)
                text = messages.YEARS_HOLE.format(other=before.id, years=years)
                yield Remark(after.id, "applies", text)


def _meet(one: Scope, other: Scope) -> bool:
    """Whether some report is covered by both."""
    return (
        (one.years.first or ANCIENT) <= (other.years.last or ENDLESS)
        and (other.years.first or ANCIENT) <= (one.years.last or ENDLESS)
        and bool(not one.levels or not other.levels or set(one.levels) & set(other.levels))
        and bool(not one.provinces or not other.provinces or set(one.provinces) & set(other.provinces))
    )


def _covers(one: Scope, other: Scope) -> bool:
    """Whether ``one`` covers every report that ``other`` covers."""
    return (
        (one.years.first or ANCIENT) <= (other.years.first or ANCIENT)
        and (one.years.last or ENDLESS) >= (other.years.last or ENDLESS)
        and (not one.levels or (bool(other.levels) and set(other.levels) <= set(one.levels)))
        and (not one.provinces or (bool(other.provinces) and set(other.provinces) <= set(one.provinces)))
    )


def _spoken(start: int, end: int) -> str:
    return (
        messages.ONE_YEAR.format(year=start) if start == end else messages.YEARS.format(first=start, last=end)
    )
