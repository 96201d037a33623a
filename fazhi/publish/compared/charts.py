"""What the charts of a comparison show: a small one for each dimension, a bar a report."""

from collections.abc import Sequence
from typing import NamedTuple

from fazhi.cells import visible
from fazhi.publish import plain
from fazhi.publish.tables.comparison import names
from scorers import Comparison

_LABEL = 36  # cells of a name beside a bar


class Bar(NamedTuple):
    """One report's score in a dimension."""

    label: str
    score: float | None
    leads: bool


class Chart(NamedTuple):
    """One dimension, a bar a report."""

    title: str
    bars: Sequence[Bar]


def charts(compared: Comparison) -> list[Chart]:
    """The dimensions in the order of the scheme."""
    called = [plain.fitted(name, _LABEL) for name in names(compared)]
    return [
        Chart(
            visible(row.title),
            [
                Bar(n, s, place in row.leaders)
                for place, (n, s) in enumerate(zip(called, row.scores, strict=True))
            ],
        )
        for row in compared.dimensions
    ]
