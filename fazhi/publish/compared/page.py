"""The comparison as one page for a browser, its charts drawn as vectors and labelled in words."""

from fazhi.publish.compared.charts import charts
from fazhi.publish.page.frame import page
from fazhi.publish.style import Style
from fazhi.publish.tables import figures, provenance
from fazhi.publish.tables.comparison import differences, remarks, scores, title
from scorers import Comparison


def comparison(compared: Comparison, _style: Style, /) -> str:
    """The page. It has no script."""
    rates = [row for row in compared.figures if row.figure.kind == "rate"]
    counts = [row for row in compared.figures if row.figure.kind == "indicator"]
    years = compared.kind == "years"
    return page(
        "comparison.html",
        title=title(compared),
        remarks=remarks(compared),
        charts=charts(compared),
        scores=scores(compared),
        rates=figures(rates, compared.cards, years=years),
        counts=figures(counts, compared.cards, years=years),
        differences=differences(compared),
        provenance=provenance(compared.cards),
    )
