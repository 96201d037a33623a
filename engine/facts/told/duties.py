"""What the part on the first responsible person says: who acts, and what is done."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from engine.facts.draft import Draft
from engine.facts.numbers.quantities import plain
from engine.facts.phrases import Hit
from engine.facts.told.others import opens
from engine.facts.told.topics import names
from engine.facts.view import Sentence, View
from engine.model import FIRST_PERSON, MEASURES

PERSONS = frozenset({"government-head", "party-head", "unit-head", "heads-together"})
UNNAMED = "principal"  # an act of a head who is not named in that place
BODY = "collective"
LED = "duty-of-heads"  # wordings of what organisations do as well
OFFICE = "office"  # another organ, whose acts are none of the head's
HEADS = PERSONS | {UNNAMED}
SINGLE = PERSONS - {"heads-together"}


class _Actor(NamedTuple):
    """Who acts from ``start`` on, and the clause that names him; no place where he was named before."""

    start: int
    name: str
    place: tuple[int, int] | None


def duties(view: View) -> tuple[Draft, ...]:
    """One ``duty`` per act of a sentence, one ``actor`` per person or body named there."""
    drafts: list[Draft] = []
    before: list[tuple[int, str]] = []
    headed = view.report.sections[FIRST_PERSON].status == "headed"
    for sentence in view.sentences:
        embedded = not headed and sentence.section == MEASURES and not sentence.is_heading
        if embedded or _is_told(view, sentence):
            actors = _actors(view, sentence, None if embedded else _carried(view, sentence, before))
            before += [(sentence.paragraph, actor.name) for actor in actors]
            if embedded and not any(actor.name in HEADS for actor in actors):
                continue
            acts = list(_duties(view, sentence, actors))
            if embedded:
                acts = [act for act in acts if act.attributes["actor"] in HEADS | {BODY}]
            if acts or not embedded:
                drafts += [Draft("actor", one.name, view.quote(*one.place)) for one in actors if one.place]
                drafts += acts
    return tuple(_first_actors(drafts))


def _is_told(view: View, sentence: Sentence) -> bool:
    """Whether the sentence belongs to the part, below its heading."""
    return sentence.section == FIRST_PERSON and not _is_part_heading(view, sentence)


def _actors(view: View, sentence: Sentence, carried: str | None) -> list[_Actor]:
    """Who acts in the sentence, in order of place, after the person ``carried`` from before it.

    A wording without a person (such as: presided over a meeting) is an act of the person named before it, and
    a meeting that stands in one clause with a person, or that a person known from before holds, is where that
    person acts, not who acts.
    """
    hits = sorted([*view.found("actor", sentence.start, sentence.end), *_offices(view, sentence)])
    seats = view.found("seat", sentence.start, sentence.end)
    found = [_Actor(sentence.start, carried, None)] if carried else []
    for hit in hits:
        seated = any(seat.start < hit.start < seat.end for seat in seats)
        if seated or any(_goes_before(other, hit) for other in hits):
            continue
        low, high = view.clause(hit.start, hit.end, sentence)
        person = next((one for one in reversed(found) if one.name in PERSONS), None)
        meeting = hit.name == BODY and person is not None and _is_held(view, person, low, hit)
        name = person.name if person and (meeting or hit.name == UNNAMED) else hit.name
        found.append(_Actor(hit.start, name, None if name == OFFICE else (low, high)))
    return found


def _offices(view: View, sentence: Sentence) -> Iterator[Hit]:
    """The other organs that open their clauses there, none of which makes the report."""
    title = view.report.identity.title or ""
    for family in ("office", "other-organ"):
        for hit in view.found(family, sentence.start, sentence.end):
            low, _ = view.clause(hit.start, hit.end, sentence)
            if hit.phrase not in title and opens(view, low, hit):
                yield hit._replace(name=OFFICE)


def _is_held(view: View, person: _Actor, low: int, meeting: Hit) -> bool:
    """Whether the meeting stands in one clause with the person, or as what he holds."""
    named_there = person.place is not None and person.start >= low
    return named_there or bool(view.found("held", low, meeting.start))


def _carried(view: View, sentence: Sentence, before: Sequence[tuple[int, str]]) -> str | None:
    """The head that a sentence goes on about.

    That is the one named last in its paragraph, else the one person in the headings above it, else the only
    one that the part has named so far. ``before`` are the paragraphs and names of the actors so far.
    """
    here = [name for paragraph, name in before if paragraph == sentence.paragraph]
    if here:
        return here[-1] if here[-1] in PERSONS else None
    for heading in reversed(sentence.headings):
        persons = {hit.name for hit in view.found("actor", heading.span.start, heading.span.end)} & SINGLE
        if persons:
            return _only(persons)
    return _only({name for _, name in before} & PERSONS)


def _only(persons: AbstractSet[str]) -> str | None:
    return next(iter(persons)) if len(persons) == 1 and persons <= SINGLE else None


def _goes_before(other: Hit, hit: Hit) -> bool:
    """Whether ``other`` overlaps ``hit`` and begins further left, or there and is longer."""
    overlaps = other.start < hit.end and hit.start < other.end
    return overlaps and (other.start, -other.end) < (hit.start, -hit.end)


def _duties(view: View, sentence: Sentence, actors: Sequence[_Actor]) -> Iterator[Draft]:
    """One act per duty and clause; a further one by another actor, with a count or in other words."""
    counted = any(not q.percent for q in view.counted(sentence.start, sentence.end))
    named = names(view, sentence.start, sentence.end)
    last: dict[str, tuple[int, _Actor | None, str]] = {}
    for hit in _acts(view, sentence):
        actor = next((one for one in reversed(actors) if one.start <= hit.start), None)
        name = actor and actor.name
        if name == OFFICE or (hit.family == LED and not _is_named_head(actor)):
            continue
        low, high = view.clause(hit.start, hit.end, sentence)
        times = _times(view, low, hit.start, high)
        before = last.get(hit.name)
        last[hit.name] = (low, actor, hit.phrase)
        further = before is None or (actor, hit.phrase) != before[1:] or bool(view.counted(low, high))
        if further and (before is None or low > before[0]):
            attributes = {"actor": name, "counted": counted, "named": named, "times": times}
            yield Draft("duty", hit.name, view.quote(low, high), attributes)


def _is_named_head(actor: _Actor | None) -> bool:
    return actor is not None and actor.name in HEADS and actor.place is not None


def _acts(view: View, sentence: Sentence) -> list[Hit]:
    """The wordings of duties there, and those of presiding where their clause tells no duty besides."""
    found = _told_duties(view, sentence)
    presiding = view.found("presiding", sentence.start, sentence.end)
    alone = [hit for hit in presiding if not view.found("duty", *view.clause(hit.start, hit.end, sentence))]
    return sorted([*found, *alone], key=lambda hit: hit.start)


def _told_duties(view: View, sentence: Sentence) -> list[Hit]:
    """The wordings of duties, without those that are a piece of the name of a rate or of a slogan.

    As 出庭应诉 of 出庭应诉率 is, and 亲自过问 of 重要工作亲自部署、重大问题亲自过问.
    """
    others = [
        *view.found("rate", sentence.start, sentence.end),
        *view.found("duty-unless", sentence.start, sentence.end),
    ]
    told = (*view.found("duty", sentence.start, sentence.end), *view.found(LED, sentence.start, sentence.end))
    return [hit for hit in told if not any(one.start <= hit.start and hit.end <= one.end for one in others)]


def _times(view: View, low: int, at: int, high: int) -> int | float | None:
    """How often, where the clause tells it: by the first number behind ``at``, else the last before."""
    units = view.lexicon.duties.times_units
    told = [q for q in view.counted(low, high) if q.unit in units and not q.change]
    behind = [q for q in told if q.start >= at]
    return plain(behind[0]) if behind else plain(told[-1]) if told else None


def _first_actors(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts with each actor once, at its first place."""
    seen: set[str | None] = set()
    for draft in drafts:
        if draft.kind != "actor":
            yield draft
        elif draft.name not in seen:
            seen.add(draft.name)
            yield draft


def _is_part_heading(view: View, sentence: Sentence) -> bool:
    section = view.report.sections[FIRST_PERSON]
    return (
        section.heading is not None
        and section.start is not None
        and sentence.start <= section.start < sentence.end
    )
