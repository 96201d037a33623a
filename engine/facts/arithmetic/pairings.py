"""Places that speak of the same and may not fit: a claim and a deficiency, the head's part and the body."""

from collections.abc import Iterable, Iterator, Sequence

from engine.facts.arithmetic.repeats import Telling
from engine.facts.counts.counts import Count
from engine.facts.draft import Draft
from engine.facts.phrases import Hit
from engine.facts.rates.rates import StatedRate
from engine.facts.view import Sentence, View
from engine.model import DEFICIENCIES, FIRST_PERSON, NOT_WORK_DONE, Quote


def pairings(view: View, counts: Sequence[Count], rates: Sequence[StatedRate]) -> Iterator[Draft]:
    """One ``pairing`` fact per matter that is called complete and lacking, and per number told twice."""
    yield from _claims(view)
    yield from _figures(view, counts, rates)


def _claims(view: View) -> Iterator[Draft]:
    body = (t for t in view.told("complete") if t[0].section not in NOT_WORK_DONE and not t[0].is_heading)
    complete = _said(view, body, "aim")
    lacking = _said(view, (t for t in view.told("lacking") if t[0].section == DEFICIENCIES), "aspect")
    for title in sorted(complete.keys() & lacking.keys()):
        places = (complete[title], lacking[title])
        attributes = {"type": "claim", "verdict": "differs", "title": title}
        yield Draft("pairing", None, places[0], attributes, places)


def _said(view: View, told: Iterable[tuple[Sentence, Sequence[Hit]]], but: str) -> dict[str, Quote]:
    """The matters of which it is told in a clause without ``but``, each with its first place."""
    found: dict[str, Quote] = {}
    for sentence, hits in told:
        for hit in hits:
            low, high = view.clause(hit.start, hit.end, sentence)
            matters = [] if view.found(but, low, high) else view.found("claimed", low, high)
            for matter in matters:
                found.setdefault(matter.name, view.quote(low, high))
    return found


def _figures(view: View, counts: Sequence[Count], rates: Sequence[StatedRate]) -> Iterator[Draft]:
    """The numbers of the head's part against those that the body tells under the same name."""
    told = [Telling(c.indicator.id, c.quantity, c.sentence, c.draft) for c in counts]
    told += [Telling(r.rate.id, r.quantity, r.sentence, r.draft) for r in rates]
    retold = view.lexicon.consistency.retold
    for name in (name for matter in retold for name in (*matter.indicators, *matter.rates)):
        same = [
            one for one in told if one.name == name and not (one.quantity.qualifier or one.quantity.change)
        ]
        heads = [one for one in same if one.sentence.section == FIRST_PERSON]
        body = [one for one in same if one.sentence.section != FIRST_PERSON]
        pairs = [(a, b) for a in heads for b in body if _comparable(a, b)]
        if pairs:
            agreeing = next((p for p in pairs if p[0].quantity.value == p[1].quantity.value), None)
            yield _pair(view, *(agreeing or pairs[0]), agrees=agreeing is not None)


def _comparable(one: Telling, other: Telling) -> bool:
    """Whether the text does not tell them apart: by the area or body, the base, the instance."""
    keys = ("scope", "caliber", "instance")
    told = [(one.draft.attributes.get(key), other.draft.attributes.get(key)) for key in keys]
    return one.quantity.unit == other.quantity.unit and all(a == b or None in (a, b) for a, b in told)


def _pair(view: View, one: Telling, other: Telling, *, agrees: bool) -> Draft:
    places = tuple(
        view.quote(*view.clause(t.quantity.start, t.quantity.end, t.sentence)) for t in (one, other)
    )
    attributes = {
        "type": "figure",
        "verdict": "agrees" if agrees else "differs",
        "title": one.draft.attributes.get("title"),
    }
    return Draft("pairing", None, places[0], attributes, places, (one.draft, other.draft))
