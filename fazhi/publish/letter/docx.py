"""The letter as a Word document, to be edited before it is sent."""

from collections.abc import Callable, Iterable, Sequence

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from engine.model import Scorecard
from fazhi.publish.letter import messages
from fazhi.publish.letter.docx_page import blank, packed
from fazhi.publish.letter.docx_table import TABLE_TEXT, Cell, Line, add_table, legal
from fazhi.publish.letter.letter import letter
from fazhi.publish.letter.model import Item, Items, Judgement, Letter, Numbers, Passage
from fazhi.publish.style import Style

_WIDTH = 16.0  # centimetres between the margins
_WIDTHS = {
    3: (1.2, 8.1, 4.5, 2.2),
    2: (1.2, 9.3, 5.5),
}  # of tables of items, by their columns behind the number


def scorecard(card: Scorecard, _style: Style, /) -> bytes:
    """The letter on ``card``. The same card gives the same bytes."""
    return packed(_written(letter(card)))


def _written(said: Letter) -> DocxDocument:
    document = blank(said.title, said.footer)
    _head(document, said)
    if said.judgement:
        _judgement(document, said.judgement)
    labels = messages.LABELS
    for part, what in ((said.gaps, labels["gap"]), (said.partial, labels["partial"])):
        _items(document, part, (what, labels["advice"], labels["deadline"]), _shortfall)
    if said.numbers:
        _numbers(document, said.numbers)
    if said.strengths:
        _heading(document, said.strengths.title)
        _paragraphs(document, said.strengths.paragraphs)
    _items(document, said.review, (labels["review"], labels["check"], labels["result"]), _review)
    _items(document, said.waived, (labels["waived"], labels["reason"], labels["until"]), _waiver)
    for line in said.signature:
        _paragraph(document, line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _items(document, said.optional, (labels["optional"], labels["suggestion"]), _suggestion, annexed=True)
    _annex(document, said)
    return document


def _head(document: DocxDocument, said: Letter) -> None:
    document.add_paragraph(legal(said.title), style="Title")
    add_table(document, (3.0, 13.0), (), [((Line(label),), value) for label, value in said.identity])
    _paragraph(document, said.addressee).paragraph_format.first_line_indent = Pt(0)
    _paragraph(document, said.opening)


def _judgement(document: DocxDocument, part: Judgement) -> None:
    labels = messages.LABELS
    _heading(document, part.title)
    _paragraphs(document, part.paragraphs)
    heads = (labels["dimension"], labels["score"], labels["weight"], *part.counted)
    rows = [(bar.title, bar.shown, bar.weight, *bar.counts) for bar in part.bars]
    add_table(document, [_WIDTH / len(heads)] * len(heads), heads, rows)


def _items(
    document: DocxDocument,
    part: Items | None,
    heads: tuple[str, ...],
    told: Callable[[Item], Sequence[Cell]],
    *,
    annexed: bool = False,
) -> None:
    if part is None:
        return
    _heading(document, part.title).paragraph_format.page_break_before = annexed
    _paragraph(document, part.note).paragraph_format.keep_with_next = True
    for group in part.groups:
        if group.title:
            _heading(document, group.title, level=2)
        rows = [(str(item.number), *told(item)) for item in group.items]
        add_table(document, _WIDTHS[len(heads)], (messages.LABELS["number"], *heads), rows)


def _shortfall(item: Item) -> Sequence[Cell]:
    return _story(item, message=True), item.advice, ""


def _suggestion(item: Item) -> Sequence[Cell]:
    return _story(item, message=True), item.advice


def _review(item: Item) -> Sequence[Cell]:
    return _story(item, message=False), [Line("", said) for said in (item.message, item.advice) if said], ""


def _waiver(item: Item) -> Sequence[Cell]:
    return _story(item, message=True), item.reason, item.until


def _story(item: Item, *, message: bool) -> list[Line]:
    labels = messages.LABELS
    worth = "，".join(filter(None, (item.dimension, item.points)))
    lines = [Line(item.title), Line("", worth)]
    if message and item.message:
        lines.append(Line(labels["missing"], item.message))
    if item.found:
        lines.append(Line(labels["found"], _quoted(item.found)))
    if item.nearest:
        lines.append(Line(labels["nearest"], _quoted(item.nearest)))
    if item.searched:
        lines.append(Line("", item.searched))
    if item.basis:
        lines.append(Line(labels["basis"], "；".join(item.basis)))
    return lines


def _quoted(passages: Iterable[Passage]) -> str:
    return "；".join(f"{one.quote}（{one.place}）" for one in passages)


def _numbers(document: DocxDocument, part: Numbers) -> None:
    _heading(document, part.title)
    _paragraphs(document, filter(None, (part.no_rates,)))
    if part.rates:
        heads = _labels("rate", "stated", "numerator", "denominator", "computed", "verdict", "place")
        rows = [
            (r.title, r.stated, r.numerator, r.denominator, r.computed, r.verdict, _quoted((r.passage,)))
            for r in part.rates
        ]
        widths = (3.1, 1.9, 1.5, 1.5, 1.8, 2.2, 4.0)
        add_table(document, widths, heads, rows)
    if part.checks:
        _paragraph(document, part.note).paragraph_format.keep_with_next = True
        heads = _labels("relation", "figures", "verdict", "place")
        checked = [(one.relation, one.figures, one.verdict, _quoted(one.passages)) for one in part.checks]
        add_table(document, (2.6, 3.6, 1.9, 7.9), heads, checked)
    _paragraphs(document, part.rest)


def _annex(document: DocxDocument, said: Letter) -> None:
    if said.annex:
        _heading(document, said.annex.title).paragraph_format.page_break_before = True
        heads = _labels("number", "requirement", "severity", "verdict", "points", "where", "rule")
        widths = (1.2, 5.0, 1.2, 1.9, 2.1, 2.1, 2.5)
        for group in said.annex.groups:
            _heading(document, group.title, level=2)
            rows = [
                (str(v.number), v.title, v.severity, v.status, v.points, v.place, v.rule)
                for v in group.verdicts
            ]
            add_table(document, widths, heads, rows)
    _heading(document, said.provenance_title)
    for line in said.provenance:
        document.add_paragraph(legal(line), style=TABLE_TEXT)


def _labels(*names: str) -> list[str]:
    return [messages.LABELS[name] for name in names]


def _heading(document: DocxDocument, text: str, level: int = 1) -> Paragraph:
    return document.add_paragraph(legal(text), style=f"Heading {level}")


def _paragraphs(document: DocxDocument, lines: Iterable[str]) -> None:
    for line in lines:
        _paragraph(document, line)


def _paragraph(document: DocxDocument, text: str) -> Paragraph:
    return document.add_paragraph(legal(text), style="Body Text")
