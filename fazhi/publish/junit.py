"""Findings as JUnit XML, for pipelines: a report is a suite, a rule a case, a gap a failure.

As for ``--fail-on``, only a gap fails. What is half met passes and says what is missing; what a person must
review, what does not apply and what is waived is skipped.
"""

from collections.abc import Sequence

from lxml import etree

from engine.model import Finding, Scorecard
from fazhi.cells import visible
from fazhi.publish import messages, plain
from fazhi.publish.tables.table import labels

_SKIPPED = frozenset({"needs_review", "not_applicable", "waived"})


def scorecards(cards: Sequence[Scorecard], /) -> str:
    """The whole document."""
    suites = [_suite(card, name) for card, name in zip(cards, labels(cards), strict=True)]
    root = _element("testsuites", *suites, name="fazhi")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True).decode()


def _suite(card: Scorecard, name: str) -> etree._Element:
    if not card.identity.is_report:
        said = plain.not_a_report(card)
        case = _element("testcase", _element("error", message=said), name=messages.CARD_TITLE, classname=name)
        return _element("testsuite", case, name=name, tests="1", failures="0", errors="1", skipped="0")
    counts = [f.status for f in card.findings]
    return _element(
        "testsuite",
        *(_case(finding, card) for finding in card.findings),
        name=name,
        tests=str(len(counts)),
        failures=str(counts.count("gap")),
        errors="0",
        skipped=str(sum(status in _SKIPPED for status in counts)),
    )


def _case(finding: Finding, card: Scorecard) -> etree._Element:
    dimension = next((d.title for d in card.dimensions if d.id == finding.dimension), finding.dimension)
    case = _element(
        "testcase", name=f"{visible(finding.title)} [{finding.rule}]", classname=visible(dimension)
    )
    message, told = visible(finding.message), _told(finding)
    if finding.status == "gap":
        case.append(_element("failure", told, message=message, type=finding.severity))
    elif finding.status in _SKIPPED:
        case.append(_element("skipped", message=_skipped(finding)))
    if finding.status == "partial":
        case.append(_element("system-out", f"{messages.STATUSES['partial']}：{message}\n{told}"))
    return case


def _skipped(finding: Finding) -> str:
    """Why it was not judged; of what is waived, also the reason, the last day and the verdict without."""
    told = [("", visible(finding.message)), *plain.waiver_rows(finding)]
    said = messages.LIST.join(f"{label}：{what}" if label else what for label, what in told if what)
    status = messages.STATUSES[finding.status]
    return f"{status}：{said}" if said else status


def _element(tag: str, *content: etree._Element | str, **attributes: str) -> etree._Element:
    element = etree.Element(tag, attributes)
    for item in content:
        if isinstance(item, str):
            element.text = item
        else:
            element.append(item)
    return element


def _told(finding: Finding) -> str:
    """Words, advice and basis, a line each."""
    quotes = [f"「{visible(quote.quote)}」{plain.place(quote)}" for quote in finding.evidence]
    lines = [(messages.QUOTE, said) for said in quotes]
    lines += [(messages.ADVICE, visible(finding.advice))] if finding.advice else []
    lines += [(messages.BASIS, messages.AND.join(map(plain.basis, finding.basis)))] if finding.basis else []
    return "\n".join(f"{label}：{said}" for label, said in lines)
