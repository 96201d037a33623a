"""The comparison as pdf, on the ground of the letter: scores, charts, rates and the rules that differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fazhi.publish import messages, plain
from fazhi.publish.compared.charts import Chart, charts
from fazhi.publish.letter.pdf import encoded, typeset
from fazhi.publish.letter.templates import template_path
from fazhi.publish.style import Style
from fazhi.publish.tables import Table, figures
from fazhi.publish.tables.comparison import differences, remarks, scores, title
from fazhi.publish.tables.table import told_in_words
from scorers import Comparison

_ABREAST = 6  # reports that a page is wide enough for


def comparison(compared: Comparison, _style: Style, /) -> bytes:
    """The pdf: of the figures the rates alone, for the indicators of many reports fill no page well."""
    count, years = len(compared.cards), compared.kind == "years"
    rates = figures([r for r in compared.figures if r.figure.kind == "rate"], compared.cards, years=years)
    shown = differences(compared)
    given = {
        "kind": messages.COMPARISON_TITLE,
        "title": title(compared),
        "remarks": remarks(compared),
        "scores": list(_parts(scores(compared), _Layout([0], 1, count))),
        "charts_title": messages.DIMENSIONS,
        "charts": [_chart(one) for one in charts(compared)],
        "rates": list(_parts(rates, _Layout([1], 3, count, messages.RATE))),
        "derived": messages.DERIVED_IN_WORDS,
        "differences": list(_parts(shown, _Layout([0, 1], 3, count, end=len(shown.columns) - 1))),
        "provenance_title": messages.PROVENANCE,
        "provenance": [line for card in compared.cards for line in plain.provenance(card)],
    }
    return typeset(template_path("comparison"), encoded(given, "remarks"))


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which columns of a table are printed: ``lead`` on every part, the reports, the others behind them."""

    lead: Sequence[int]
    first: int  # column of the first report
    count: int  # of reports
    title: str = ""  # instead of that of the table
    end: int | None = None


def _parts(table: Table, layout: _Layout) -> Iterator[dict[str, Any]]:
    """The table in parts that a page is wide enough for, what stands behind the reports in the last.

    A part leaves out the rows of which none of its reports tells anything.
    """
    behind = list(range(layout.first + layout.count, layout.end or len(table.columns)))
    for start in range(0, layout.count, _ABREAST):
        stop = min(start + _ABREAST, layout.count)
        columns = [layout.first + place for place in range(start, stop)]
        shown = [*layout.lead, *columns, *(behind if stop == layout.count else [])]
        yield {
            "title": layout.title or table.title if start == 0 else "",
            "lead": len(layout.lead),
            "heads": [table.columns[place].title for place in shown],
            "rows": [
                [told_in_words(row[place]) for place in shown]
                for row in table.rows
                if any(row[place] is not None for place in columns)
            ],
        }


def _chart(chart: Chart) -> dict[str, Any]:
    bars = [
        {
            "label": bar.label,
            "score": bar.score,
            "shown": plain.tenth(bar.score) if bar.score is not None else "—",
            "leads": bar.leads,
        }
        for bar in chart.bars
    ]
    told = messages.LIST.join(f"{bar['label']} {bar['shown']}" for bar in bars)
    return {"title": chart.title, "bars": bars, "description": f"{chart.title}：{told}"}
