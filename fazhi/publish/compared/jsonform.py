"""The JSON form ``fazhi/comparison/1``."""

from engine.model import Fact, Scorecard
from fazhi.publish.jsonform import Form, document, result_form, source_form
from fazhi.publish.rates import number_of
from fazhi.publish.style import Style
from scorers import Comparison
from scorers.comparison import FigureRow, RuleRow


def comparison(compared: Comparison, _style: Style, /) -> str:
    """The comparison as JSON text; what is a list of columns has one place for each report."""
    return document(
        {
            "schema": "fazhi/comparison/1",
            "kind": compared.kind,
            "alike": compared.alike,
            "leaders": list(compared.leaders),
            "reports": [_report(c, rank) for c, rank in zip(compared.cards, compared.ranks, strict=True)],
            "dimensions": [
                {"id": d.id, "title": d.title, "scores": list(d.scores), "leaders": list(d.leaders)}
                for d in compared.dimensions
            ],
            "rules": [_rule(row) for row in compared.rules],
            "figures": [_figure(row) for row in compared.figures],
        }
    )


def _report(card: Scorecard, rank: int | None) -> Form:
    return {"source": source_form(card.source), **result_form(card), "rank": rank}


def _rule(row: RuleRow) -> Form:
    finding = row.finding
    return {
        "rule": row.rule,
        "title": finding.title,
        "severity": finding.severity,
        "dimension": finding.dimension,
        "statuses": list(row.statuses),
        "turn": row.turn,
    }


def _figure(row: FigureRow) -> Form:
    return {**row.figure._asdict(), "values": [_value(fact) for fact in row.facts], "change": row.change}


def _value(fact: Fact | None) -> Form | None:
    if fact is None:
        return None
    form: Form = {
        "number": number_of(fact, "percent" if fact.kind == "rate" else "value"),
        "qualifier": fact.attributes.get("qualifier"),
    }
    if fact.kind == "rate":
        form["basis"] = fact.attributes.get("basis")
        form["numerator"] = number_of(fact, "numerator")
        form["denominator"] = number_of(fact, "denominator")
    if fact.at:
        form |= {"start": fact.at.start, "end": fact.at.end, "quote": fact.at.quote}
    return form
