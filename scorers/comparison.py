"""Scorecards side by side: who leads, what differs, and what became of a unit from year to year."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.model import DimensionScore, Fact, Finding, Scorecard, Status
from scorers.figures import Figure, amount, figures

_ORDER: Sequence[Status] = ("gap", "partial", "met")  # from worse to better; nothing else is either


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """The scores of one dimension, a column a card. ``leaders`` are the columns of the best of several units.

    Nobody leads among years, among equals, and among cards that were judged by different rules.
    """

    id: str
    title: str
    scores: tuple[float | None, ...]
    leaders: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule on which the cards differ. A verdict is None where the card does not hold the rule."""

    rule: str
    finding: Finding  # as the first card that holds it has it: title, dimension, severity
    statuses: tuple[Status | None, ...]
    turn: Literal["better", "worse"] | None  # from the first year to the last; None between units


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure as the cards tell it, None where a card does not. ``change`` is last less first, in years."""

    figure: Figure
    facts: tuple[Fact | None, ...]
    change: float | None  # percentage points or units


@dataclass(frozen=True, slots=True)
class Comparison:
    """Cards side by side: years in their order, units by their score."""

    kind: Literal["units", "years"]
    cards: tuple[Scorecard, ...]
    ranks: tuple[int | None, ...]
    alike: bool  # whether all were judged by the same rules, profile and scheme
    leaders: tuple[int, ...]  # the columns of the best total, as in ``DimensionRow``
    dimensions: tuple[DimensionRow, ...]
    rules: tuple[RuleRow, ...]
    figures: tuple[FigureRow, ...]


def compare(cards: Sequence[Scorecard]) -> Comparison:
    """The cards side by side: one unit's years where each card is of the same unit and another year."""
    kind: Literal["units", "years"] = "years" if _are_years(cards) else "units"
    ordered = tuple(sorted(cards, key=_by_year if kind == "years" else _by_score))
    alike = len({(c.rulebook_digest, c.profile, c.scheme) for c in ordered if c.score is not None}) < 2
    rivals = alike and kind == "units"
    return Comparison(
        kind=kind,
        cards=ordered,
        ranks=ranks(ordered) if kind == "units" else (None,) * len(ordered),
        alike=alike,
        leaders=_leaders([card.score for card in ordered]) if rivals else (),
        dimensions=tuple(_dimensions(ordered, rivals=rivals)),
        rules=tuple(_rules(ordered, years=kind == "years")),
        figures=tuple(figure_rows(ordered, years=kind == "years")),
    )


def ranks(cards: Sequence[Scorecard]) -> tuple[int | None, ...]:
    """The place of each among those of its year, profile and scheme; equal scores share a place.

    None for a card without a score, and for one that has none of its like beside it.
    """
    groups: dict[Hashable, list[float]] = defaultdict(list)
    for card in cards:
        if card.score is not None:
            groups[_like(card)].append(card.score)
    return tuple(_place(card.score, groups[_like(card)]) for card in cards)


def _like(card: Scorecard) -> Hashable:
    return (card.identity.year, card.profile, card.scheme)


def _place(score: float | None, scores: Sequence[float]) -> int | None:
    if score is None or len(scores) < 2:
        return None
    return 1 + sum(other > score for other in scores)


def _are_years(cards: Sequence[Scorecard]) -> bool:
    years = [card.identity.year for card in cards]
    same = len({_unit(card) for card in cards}) == 1
    return same and None not in years and len(set(years)) == len(years) > 1


def _unit(card: Scorecard) -> tuple[str | None, str | None]:
    """Who reports. A government is called now by its own name, now by that of its region."""
    said = card.identity
    name = said.unit if said.level == "department" else said.region or said.unit
    return (said.level, name or card.source.name)


def _by_year(card: Scorecard) -> int:
    return card.identity.year or 0


def _by_score(card: Scorecard) -> float:
    return -card.score if card.score is not None else 1.0


def _dimensions(cards: Sequence[Scorecard], *, rivals: bool) -> Iterable[DimensionRow]:
    held = [{d.id: d for d in card.dimensions} for card in cards]
    titles = {d.id: d.title for card in cards for d in card.dimensions}
    for key, title in titles.items():
        scores = tuple(_score(dimensions.get(key)) for dimensions in held)
        yield DimensionRow(key, title, scores, _leaders(scores) if rivals else ())


def _score(dimension: DimensionScore | None) -> float | None:
    return dimension.score if dimension else None


def _leaders(scores: Sequence[float | None]) -> tuple[int, ...]:
    """The columns with the highest score, none where all that have one are equal."""
    known = [score for score in scores if score is not None]
    if len(set(known)) < 2:
        return ()
    return tuple(column for column, score in enumerate(scores) if score == max(known))


def _rules(cards: Sequence[Scorecard], *, years: bool) -> Iterable[RuleRow]:
    held = [{f.rule: f for f in card.findings} for card in cards]
    first = {f.rule: f for card in reversed(cards) for f in card.findings}
    for rule in _in_order(cards, lambda card: (f.rule for f in card.findings)):
        statuses = tuple(findings[rule].status if rule in findings else None for findings in held)
        if len(set(statuses)) > 1:
            yield RuleRow(rule, first[rule], statuses, _turn(statuses) if years else None)


def _turn(statuses: Sequence[Status | None]) -> Literal["better", "worse"] | None:
    before, after = statuses[0], statuses[-1]
    if before not in _ORDER or after not in _ORDER or before == after:
        return None
    return "better" if _ORDER.index(after) > _ORDER.index(before) else "worse"


def figure_rows(cards: Sequence[Scorecard], *, years: bool = False) -> Iterable[FigureRow]:
    """Each figure that any of the cards tells, rates first, and those on top that most of them tell."""
    told = [figures(card.facts) for card in cards]
    counts = Counter(figure for figures in told for figure in figures)
    for figure in sorted(counts, key=lambda figure: (figure.kind != "rate", -counts[figure])):
        facts = tuple(figures.get(figure) for figures in told)
        yield FigureRow(figure, facts, _change(facts) if years else None)


def _change(facts: Sequence[Fact | None]) -> float | None:
    first, last = (_exact(fact) if fact else None for fact in (facts[0], facts[-1]))
    return None if first is None or last is None else round(last - first, 6)


def _exact(fact: Fact) -> float | None:
    """The number, unless it is one of those that are told as 约 or 超过."""
    return None if fact.attributes.get("qualifier") else amount(fact)


def _in_order(cards: Sequence[Scorecard], keys: Callable[[Scorecard], Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(key for card in cards for key in keys(card)))
