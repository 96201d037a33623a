"""Totals: parts before or behind the number that sums them up, in prose, in brackets and in tables.

What does not add up is ``cannot_tell``: parts may overlap or be told in part only; ``inconsistent`` only
where a bare 共 sums up one list of 、 that fills its sentence.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import NamedTuple

from engine.facts.arithmetic.levels import has_caveat
from engine.facts.arithmetic.parts import ByNumber, adds_up, by_number, check, check_of, exact, lead, nearest
from engine.facts.counts.counts import Count
from engine.facts.counts.listed import joined
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity, sum_of
from engine.facts.text import has_any
from engine.facts.view import Sentence, View
from engine.model import Quote, Span

LEAD = 12  # code points between a total and the bracket or colon that opens its parts
REACH = 400  # code points of a bracket
PARTS = 12  # parts that are tried
SLIP = Decimal("0.05")  # of a total in a table, by which it may be off and still be meant as the sum


class Stated(NamedTuple):
    """What each number states, and the indicators that by definition belong to each whole."""

    counts: ByNumber
    parts_of: Mapping[str | None, set[str]]

    def names(self, number: Quantity) -> list[str | None]:
        """What the number counts."""
        return [count.draft.name for count in self.counts.get(number.start, ())]


_OPENED = re.compile(rf"[^,，。;；:：、()|\n]{{0,{LEAD}}}(?P<mark>[(:：])")
_PARTED = re.compile("[,，;；()]")
_ENDS = frozenset(",，。;；\n") | {""}
_NOT_LISTED = ("whole", "including", "distributive")
_CELL = re.compile(r"\s*(?P<number>[0-9]{1,9}(?:\.[0-9]{1,4})?)\s?[^\s0-9|%％]{0,3}\s*\Z")


def totals(view: View, counts: Sequence[Count]) -> Iterator[Draft]:
    """All totals of the report with their parts."""
    stated = Stated(by_number(counts), _parts_of(view))
    for sentence, quantities in view.numbered:
        by_unit: dict[str, list[Quantity]] = defaultdict(list)
        for number in quantities:
            if exact(number):
                by_unit[number.unit].append(number)
        for numbers in by_unit.values():
            for index, total in enumerate(numbers):
                before, behind = (
                    numbers[max(0, index - PARTS) : index],
                    numbers[index + 1 : index + 1 + PARTS],
                )
                yield from _summed_up(view, sentence, total, before, stated)
                yield from _opened(view, sentence, total, behind, stated)
    yield from _balances(view, counts)
    yield from _tables(view)


def _summed_up(
    view: View,
    sentence: Sentence,
    total: Quantity,
    before: Sequence[Quantity],
    stated: Stated,
) -> Iterator[Draft]:
    """甲10件、乙20件,共30件."""
    if len(before) < 2:  # a sum
        return
    low = lead(view, sentence, total.start)
    if before[-1].end > low or not _opens_with_total(view, low, total.start):
        return
    for length in range(len(before), 1, -1):
        if adds_up(total, before[-length:]):
            yield _sum(view, total, before[-length:], stated, "consistent")
            return
    if _is_declared(view, sentence, total, before):
        yield _sum(view, total, before, stated, "inconsistent")
    elif joined(view, before[-2], before[-1]):
        yield _sum(view, total, before, stated, "cannot_tell")


def _is_declared(view: View, sentence: Sentence, total: Quantity, before: Sequence[Quantity]) -> bool:
    """Whether a bare 共 says that the list of all numbers of the sentence before it is complete."""
    low = lead(view, sentence, total.start)
    gaps = [view.text[one.end : other.start] for one, other in pairwise(before)]
    return (
        view.text[low : total.start].strip() in view.lexicon.relations.plain_totals
        and _number_of(view, sentence.start, total.start) == len(before)
        and view.text[total.end : total.end + 1].strip() in _ENDS
        and not has_caveat(view, sentence)
        and all("、" in gap and not _PARTED.search(gap) for gap in gaps)
        and not _PARTED.search(view.text, before[-1].end, low - 1)
        and not any(view.found(family, sentence.start, total.start) for family in _NOT_LISTED)
    )


def _number_of(view: View, start: int, end: int) -> int:
    """How many numbers of whatever unit begin in the stretch."""
    return bisect_left(view.quantity_starts, end) - bisect_left(view.quantity_starts, start)


def _opens_with_total(view: View, start: int, end: int) -> bool:
    """Whether the wording from ``start`` on begins with 共, after 全年 and the like."""
    words, before = view.lexicon.relations.totals, view.text[start:end].lstrip()
    for filler in view.lexicon.indicators.fillers:
        if not before.startswith(words):
            before = before.removeprefix(filler)
    return before.startswith(words)


def _opened(
    view: View,
    sentence: Sentence,
    total: Quantity,
    behind: Sequence[Quantity],
    stated: Stated,
) -> Iterator[Draft]:
    """30件(甲10件、乙20件); 共30件,甲10件、乙20件. What follows 其中 is looked at elsewhere."""
    mark = _OPENED.match(view.text, total.end, sentence.end)
    bracket = mark is not None and mark["mark"] == "("
    end = view.text.find(")", total.end, total.end + REACH) if bracket else sentence.end
    parts: Sequence[Quantity] = [
        q for q in behind if q.end <= end and (mark is None or q.start >= mark.end())
    ]
    if len(parts) < 2 or any(  # a sum
        view.found(family, total.end, parts[-1].end) for family in ("whole", "including")
    ):
        return
    if mark is None and not _has_total(view, sentence, total):
        own = {part for name in stated.names(total) for part in stated.parts_of.get(name, ())}
        parts = list(takewhile(lambda part: not own.isdisjoint(stated.names(part)), parts))
    lengths = range(len(parts), 1, -1) if not bracket else (len(parts),)
    fitting = next((n for n in lengths if adds_up(total, parts[:n])), None)
    if fitting:
        yield _sum(view, total, parts[:fitting], stated, "consistent")
    elif bracket:
        yield _sum(view, total, parts, stated, "cannot_tell")


def _parts_of(view: View) -> Mapping[str | None, set[str]]:
    """The indicators that by definition belong to each whole."""
    parts: dict[str | None, set[str]] = defaultdict(set)
    for item in view.lexicon.indicators.indicators:
        for whole in item.part_of:
            parts[whole].add(item.id)
    return parts


def _has_total(view: View, sentence: Sentence, total: Quantity) -> bool:
    return has_any(view.text[lead(view, sentence, total.start) : total.start], view.lexicon.relations.totals)


def _sum(view: View, total: Quantity, parts: Sequence[Quantity], stated: Stated, verdict: str) -> Draft:
    places = sorted((total, *parts), key=lambda quantity: quantity.start)
    return check(
        "sum",
        verdict,
        view.quote(places[0].start, places[-1].end),
        [view.quote(q.start, q.end) for q in (total, *parts)],
        [count.draft for q in places for count in stated.counts.get(q.start, ())],
        of="parts",
        stated=float(total.value),
        computed=float(sum_of(parts)),
    )


def _balances(view: View, counts: Sequence[Count]) -> Iterator[Draft]:
    """新收+旧存=审结+未结, where three or all four of them stand in one sentence."""
    placed: dict[tuple[str, int], list[Count]] = defaultdict(list)
    for count in counts:
        if exact(count.quantity):
            placed[count.indicator.id, count.sentence.start].append(count)
    for balance in view.lexicon.relations.balances:
        for carried in [c for (name, _), found in placed.items() if name == balance.carried for c in found]:
            at = carried.sentence.start, carried.quantity.start
            names = (balance.received, balance.finished, balance.pending)
            received, finished, pending = (
                nearest(found, at[1]) if (found := placed.get((name, at[0]))) else None for name in names
            )
            if received and finished:
                yield from _balance((received, carried), [c for c in (finished, pending) if c])


def _balance(into: Sequence[Count], out: Sequence[Count]) -> Iterator[Draft]:
    """What balances; what does not may not be told in full, or be counted on another base."""
    came, went = (sum_of(c.quantity for c in side) for side in (into, out))
    if came == went:
        drafts = [count.draft for count in (*into, *out)]
        yield check_of("sum", "consistent", drafts, of="parts", stated=float(went), computed=float(came))


def _tables(view: View) -> Iterator[Draft]:
    """The rows of each table (cells between |) against its columns and lines of totals."""
    table: list[Span] = []
    for paragraph in view.report.paragraphs:
        if view.text.count("|", paragraph.start, paragraph.end) > (not table):
            table.append(Span(paragraph.start, paragraph.end))
        else:
            yield from _table(view, table)
            table = []
    yield from _table(view, table)


def _table(view: View, rows: Sequence[Span]) -> Iterator[Draft]:
    if len(rows) < 2:  # a head and a row
        return
    cells = [[cell.strip() for cell in view.text[row.start : row.end].split("|")] for row in rows]
    if cells[0][-1] in view.lexicon.relations.table_remarks:
        cells = [line + [""] * (len(cells[0]) - len(line)) for line in cells]  # blanks at the end are lost
    yield from _among_rows(view, rows, cells)
    words = view.lexicon.relations.table_totals
    columns = [i for i, cell in enumerate(cells[0]) if cell in words]
    above: list[list[str]] = []
    for row, line in zip(rows[1:], cells[1:], strict=True):
        if len(line) != len(cells[0]):
            continue
        if line[0] in words and len(above) > 1:
            sums = [(_number(line[i]), [_number(a[i]) for a in above]) for i in range(1, len(line))]
            yield from _row(view, row, sums)
        else:
            above.append(line)
        for start, column in zip([0, *(c + 1 for c in columns)], columns, strict=False):
            yield from _row(view, row, [(_number(line[column]), [_number(c) for c in line[start:column]])])


def _among_rows(view: View, rows: Sequence[Span], cells: Sequence[Sequence[str]]) -> Iterator[Draft]:
    """The columns in which the rows from one that is called 其中 on make up the row above it."""
    for index in range(1, len(rows) - 1):
        if not view.found("whole", rows[index].start, rows[index].start + len(cells[index][0])):
            continue
        alike = takewhile(lambda pair: len(pair[0]) == len(pair[1]), pairwise(cells[index - 1 :]))
        below = [line for _, line in alike][:PARTS]
        for column in range(1, len(cells[index - 1])):
            whole = _number(cells[index - 1][column])
            length = _length_of_sum(whole, [_number(line[column]) for line in below])
            if whole is not None and length > 1:
                told = [_cell(view, row, column) for row in rows[index - 1 : index + length]]
                at = view.quote(rows[index - 1].start, rows[index + length - 1].end)
                total = float(whole)
                yield check("sum", "consistent", at, told, of="parts", stated=total, computed=total)


def _length_of_sum(whole: Decimal | None, numbers: Sequence[Decimal | None]) -> int:
    """How many of the numbers, from the first on, make up the whole; 0 where none do."""
    together = Decimal(0)
    for length, number in enumerate(numbers, start=1):
        if number is None:
            break
        together += number
        if whole is not None and together >= whole:
            return length if together == whole else 0
    return 0


def _cell(view: View, row: Span, column: int) -> Quote:
    """The cell of a row in this column."""
    start = row.start
    for _ in range(column):
        start = view.text.index("|", start) + 1
    end = view.text.find("|", start, row.end)
    return view.quote(start, end if end >= 0 else row.end)


def _row(
    view: View, row: Span, sums: Sequence[tuple[Decimal | None, Sequence[Decimal | None]]]
) -> Iterator[Draft]:
    """A row whose totals all are the sums of two numbers or more.

    Where the other columns show that no row is left out, one that is nearly the sum is a slip.
    """
    told = [(total, [p for p in parts if p is not None]) for total, parts in sums if total is not None]
    told = [(total, parts) for total, parts in told if len(parts) > 1]
    if not told:
        return
    wrong = [(total, parts) for total, parts in told if total != sum(parts)]
    at = view.quote(row.start, row.end)
    slip = len(wrong) == 1 < len(told) and abs(wrong[0][0] - sum(wrong[0][1])) <= SLIP * wrong[0][0]
    doubt = "inconsistent" if slip else "cannot_tell"
    for total, parts in told:
        if (total, parts) not in wrong[1:]:
            verdict = doubt if wrong[:1] == [(total, parts)] else "consistent"
            together = float(sum(parts, Decimal(0)))
            yield check("sum", verdict, at, [at], of="parts", stated=float(total), computed=together)


def _number(cell: str) -> Decimal | None:
    match = _CELL.match(cell.replace(",", ""))
    return Decimal(match["number"]) if match else None
