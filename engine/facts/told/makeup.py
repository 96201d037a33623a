"""What the text of a part is made of: other organs' work, standing phrases."""

from collections.abc import Iterable, Sequence

from engine.facts.told.others import by_others
from engine.facts.view import Sentence, View
from engine.model import Span

WHOLE = 100


def others_share(view: View, span: Span) -> int:
    """Percentage of the text that tells what courts, procuratorates or discipline organs did."""
    inside = _body(view, span)
    first = inside[0].start if inside else span.end
    told = (one for one in view.told("other-organ") if first <= one[0].start < span.end)
    return _share(inside, (s for s, organs in told if by_others(view, s, organs[0].end)))


def _share(whole: Iterable[Sentence], part: Iterable[Sentence]) -> int:
    characters = sum(s.end - s.start for s in whole)
    return sum(s.end - s.start for s in part) * WHOLE // characters if characters else 0


def standing_share(view: View, span: Span) -> int:
    """Percentage of the text that standing phrases cover."""
    inside = _body(view, span)
    characters = sum(s.end - s.start for s in inside)
    covered, reached = 0, span.start
    first = inside[0].start if inside else span.end
    for _, hits in (one for one in view.told("standing") if first <= one[0].start < span.end):
        for hit in hits:
            covered += max(0, hit.end - max(hit.start, reached))
            reached = max(reached, hit.end)
    return covered * WHOLE // characters if characters else 0


def _body(view: View, span: Span) -> Sequence[Sentence]:
    """The sentences of the part without its own heading; an item may look like a heading."""
    inside = view.inside(span.start, span.end)
    return inside[1:] if inside and inside[0].is_heading else inside
