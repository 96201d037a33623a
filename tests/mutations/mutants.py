"""What a mutant is: a change of the text, what must follow from it, and what may."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import opencc

from engine.model import Fact, Scalar, Span
from engine.outline.clean import normalise
from engine.rulebook.kinds import KINDS
from tests.mutations.reports import Outcome

_SIMPLIFIED = opencc.OpenCC("t2s")

# Facts that are read off the words of one place; all others are computed from what is told in several.
READ = frozenset(
    "report section indicator quantity topic mention actor duty deficiency plan citation defect".split()
)
COMPUTED = frozenset(KINDS) - READ
# What the number of a count may change: itself, and what is computed from it.
FIGURES = COMPUTED | {"indicator", "quantity", "duty"}
# What the words around a number may change besides.
WORDING = frozenset(KINDS) - {"report", "section", "defect"}

# Measures of a part and of the whole report, which any edit in it may shift.
MEASURES = {
    "section": {"characters", "figures", "density", "results", "items", "others", "standing"},
    "report": {"text_characters", "text_figures", "top_headings", "top_numbered", "in_order"},
}


Key = tuple[str, str | None, tuple[tuple[str, Scalar], ...]]


class Edit(NamedTuple):
    """``text`` in the place of ``start:end``."""

    start: int
    end: int
    text: str


class Must(NamedTuple):
    """One expected change: whether it came, given the report before and after."""

    says: str
    holds: Callable[[Outcome, Outcome], bool]


@dataclass(frozen=True)
class Mutant:
    """A changed report.

    ``reach`` are the stretches (of the text before) in which facts of the kinds ``may`` may change as well;
    those of the edits are always among them. Facts of the kinds ``anywhere`` may change in the whole text.
    """

    base: Outcome
    label: str
    edits: tuple[Edit, ...]
    must: tuple[Must, ...] = ()
    may: frozenset[str] = FIGURES
    reach: tuple[Span, ...] = ()
    anywhere: frozenset[str] = frozenset()
    reread: bool = False  # the text is read anew like that of a file
    rescoped: bool = False  # year or unit change, and with them which rules apply


Generator = Callable[[Outcome], Iterator[Mutant]]


def changed(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with the edits made."""
    pieces, done = [], 0
    for start, end, new in sorted(edits):
        assert done <= start, "edits overlap"
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])


def moved(spans: Iterable[Span], edits: Iterable[Edit]) -> list[Span]:
    """Where stretches of the old text, given that they hold whole edits or none, stand in the new text."""
    ordered = sorted(edits)

    def shift(place: int, *, after: bool) -> int:
        return place + sum(
            len(new) - (end - start) for start, end, new in ordered if end < place or (after and end <= place)
        )

    return [Span(shift(span.start, after=False), shift(span.end, after=True)) for span in spans]


def key(fact: Fact) -> Key:
    """A fact without its places and measures."""
    kept = {
        name: plain(value) if isinstance(value, str) else value
        for name, value in fact.attributes.items()
        if value is not None and name not in MEASURES.get(fact.kind, ())
    }
    return fact.kind, fact.name, tuple(sorted(kept.items()))


@cache
def plain(words: str) -> str:
    """Words as they are compared: without blanks, in usual characters."""
    return str(_SIMPLIFIED.convert("".join(normalise(words).split())))


def matching(outcome: Outcome, kind: str, name: str | None, **attributes: Scalar) -> int:
    """How many facts are of that kind and name and have these attributes."""
    return sum(
        fact.kind == kind
        and fact.name == name
        and all(fact.attributes.get(attribute) == value for attribute, value in attributes.items())
        for fact in outcome.facts
    )


def found(kind: str, name: str | None, **attributes: Scalar) -> Must:
    """There is one more such fact than before."""

    def holds(before: Outcome, after: Outcome) -> bool:
        return matching(after, kind, name, **attributes) > matching(before, kind, name, **attributes)

    return Must(f"found {kind} {name} {attributes}", holds)


def lost(fact: Fact) -> Must:
    """There is one such fact less than before."""

    def holds(before: Outcome, after: Outcome) -> bool:
        return Counter(map(key, after.facts))[key(fact)] < Counter(map(key, before.facts))[key(fact)]

    return Must(f"lost {key(fact)}", holds)


def verdict(rule: str, *statuses: str) -> Must:
    """The rule comes out as one of these."""

    def holds(_: Outcome, after: Outcome) -> bool:
        return after.findings[rule].status in statuses

    return Must(f"{rule} is {' or '.join(statuses)}", holds)


def not_met(rule: str) -> Must:
    """The rule is met no longer."""

    def holds(_: Outcome, after: Outcome) -> bool:
        return after.findings[rule].status != "met"

    return Must(f"{rule} is met no longer", holds)


def section_is(part: str, *statuses: str) -> Must:
    """The part has one of these statuses."""

    def holds(_: Outcome, after: Outcome) -> bool:
        return after.report.sections[part].status in statuses

    return Must(f"{part} is {' or '.join(statuses)}", holds)
