"""What the text of a part is made of: other organs' work, standing phrases."""

from collections.abc import Iterable

from engine.facts.topics import by_others
from engine.facts.view import Sentence, View
from engine.model import Span

WHOLE = 100


def others_share(view: View, span: Span) -> int:
    """Percentage of the text that tells what courts, procuratorates or discipline organs did."""
    inside = _body(view, span)
    return _share(inside, (s for s in inside if _is_theirs(view, s)))


def _is_theirs(view: View, sentence: Sentence) -> bool:
    """Whether the sentence begins with such an organ as the one who acts."""
    organ = next(iter(view.found("other-organ", sentence.start, sentence.end)), None)
    return organ is not None and by_others(view, sentence, organ.end)


def _share(whole: Iterable[Sentence], part: Iterable[Sentence]) -> int:
    characters = sum(s.end - s.start for s in whole)
    return sum(s.end - s.start for s in part) * WHOLE // characters if characters else 0


def standing_share(view: View, span: Span) -> int:
    """Percentage of the text that standing phrases cover."""
    inside = _body(view, span)
    characters = sum(s.end - s.start for s in inside)
    covered, reached = 0, span.start
    for sentence in inside:
        for hit in view.found("standing", sentence.start, sentence.end):
            covered += max(0, hit.end - max(hit.start, reached))
            reached = max(reached, hit.end)
    return covered * WHOLE // characters if characters else 0


def _body(view: View, span: Span) -> list[Sentence]:
    """The sentences of the part without its own heading; an item may look like a heading."""
    inside = [sentence for sentence in view.sentences if sentence.start in span]
    return inside[1:] if inside and inside[0].is_heading else inside
