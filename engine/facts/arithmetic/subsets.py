"""Counts against others that by definition they cannot exceed.

``inconsistent`` is said only of exact numbers of one sentence and one scope.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from engine.facts.arithmetic.levels import same_unit
from engine.facts.arithmetic.parts import are_listed, check_of, exact, fits_in, nearest
from engine.facts.counts.counts import Count
from engine.facts.counts.scopes import same_scope, speaks_of_carry_over
from engine.facts.draft import Draft
from engine.facts.view import View


def subsets(view: View, counts: Sequence[Count]) -> Iterator[Draft]:
    """Each count that cannot exceed another against the nearest such count of its paragraph."""
    placed: dict[tuple[str, int, str], list[Count]] = defaultdict(list)
    for count in counts:
        placed[count.indicator.id, count.sentence.passage, same_unit(view, count.quantity.unit)].append(count)
    for count in counts:
        unit = same_unit(view, count.quantity.unit)
        alone = len(placed[count.indicator.id, count.sentence.passage, unit]) == 1
        for name in count.indicator.part_of:
            told = placed[name, count.sentence.passage, unit]
            own = any(whole.quantity is count.quantity for whole in told)  # 156项服务事项一网通办: all of it
            if told and not own:
                yield _subset(view, count, told, alone=alone)


def _subset(view: View, count: Count, wholes: Sequence[Count], *, alone: bool) -> Draft:
    near = nearest(wholes, count.quantity.start)
    if fits_in(count.quantity, near.quantity):
        verdict = "consistent"
    else:
        verdict = "inconsistent" if alone and _more_for_sure(view, count, wholes) else "cannot_tell"
    return check_of(
        "subset",
        verdict,
        (count.draft, near.draft),
        stated=float(near.quantity.value),
        computed=float(count.quantity.value),
    )


def _more_for_sure(view: View, count: Count, wholes: Sequence[Count]) -> bool:
    """Whether the only whole stands in the same sentence and scope, exact, with nothing carried over."""
    whole = wholes[0]
    low, high = sorted((count.quantity.start, whole.quantity.start))
    return (
        len(wholes) == 1
        and not whole.assumed
        and whole.sentence is count.sentence
        and exact(whole.quantity)
        and exact(count.quantity)
        and same_scope(view, count.sentence, low, high)
        and not are_listed(view, low, high)
        and not _is_member(view, whole)
        and not view.found("including", count.sentence.start, count.sentence.end)
        and not speaks_of_carry_over(view, count.sentence, low)
    )


def _is_member(view: View, count: Count) -> bool:
    """Whether it is one of several parts that 其中 lists: what follows them may be of all of them.

    调解5120件,其中行政调解4012件、人民调解1108件,成功4912件.
    """
    before = view.counted(count.sentence.start, count.quantity.start)
    listed = before and are_listed(view, before[-1].start, count.quantity.start)
    return bool(listed) and bool(view.found("whole", count.sentence.start, before[-1].start))
