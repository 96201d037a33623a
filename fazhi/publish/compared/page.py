"""The comparison as one page for a browser, its charts drawn as vectors and labelled in words."""

from collections.abc import Sequence
from typing import NamedTuple

from fazhi.publish import plain
from fazhi.publish.page.frame import page
from fazhi.publish.style import Style
from fazhi.publish.tables import figures, provenance
from fazhi.publish.tables.comparison import differences, names, remarks, scores, title
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


def comparison(compared: Comparison, _style: Style, /) -> str:
    """The page. It has no script."""
    rates = [row for row in compared.figures if row.figure.kind == "rate"]
    counts = [row for row in compared.figures if row.figure.kind == "indicator"]
    years = compared.kind == "years"
    return page(
        "comparison.html",
        title=title(compared),
        remarks=remarks(compared),
        charts=_charts(compared),
        scores=scores(compared),
        rates=figures(rates, compared.cards, years=years),
        counts=figures(counts, compared.cards, years=years),
        differences=differences(compared),
        provenance=provenance(compared.cards),
    )


def _charts(compared: Comparison) -> list[Chart]:
    called = [plain.fitted(name, _LABEL) for name in names(compared)]
    return [
        Chart(
            row.title,
            [
                Bar(n, s, place in row.leaders)
                for place, (n, s) in enumerate(zip(called, row.scores, strict=True))
            ],
        )
        for row in compared.dimensions
    ]
