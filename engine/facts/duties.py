"""What the part on the first responsible person says: who acts, and what is done."""

from collections.abc import Iterator, Sequence

from engine.facts.draft import Draft
from engine.facts.phrases import Hit
from engine.facts.topics import names
from engine.facts.view import Sentence, View

SECTION = "first_responsible_person"
PERSONS = frozenset({"government-head", "party-head", "unit-head", "heads-together"})
UNNAMED = "principal"  # an act of a head who is not named in that place
BODY = "collective"


def duties(view: View) -> tuple[Draft, ...]:
    """One ``duty`` per sentence and duty, one ``actor`` per person or body named there."""
    drafts: list[Draft] = []
    for sentence in view.sentences:
        if sentence.section == SECTION and not _is_part_heading(view, sentence):
            actors = _actors(view, sentence)
            drafts += [Draft("actor", name, view.quote(hit.start, hit.end)) for hit, name in actors]
            drafts += _duties(view, sentence, actors)
    return tuple(_first_actors(drafts))


def _actors(view: View, sentence: Sentence) -> list[tuple[Hit, str]]:
    """Who is named in the sentence, in order of place.

    A wording without a person (such as: presided over a meeting) is an act of the person named before it, and
    a meeting that stands in one clause with a person is where that person acts, not who acts.
    """
    hits = view.found("actor", sentence.start, sentence.end)
    found: list[tuple[Hit, str]] = []
    for hit in hits:
        if any(_goes_before(other, hit) for other in hits):
            continue
        low, _ = view.clause(hit.start, hit.end, sentence)
        person = next((one for one in reversed(found) if one[1] in PERSONS), None)
        meeting = hit.name == BODY and person is not None and person[0].start >= low
        found.append((hit, person[1] if person and (meeting or hit.name == UNNAMED) else hit.name))
    return found


def _goes_before(other: Hit, hit: Hit) -> bool:
    """Whether ``other`` overlaps ``hit`` and begins further left, or there and is longer."""
    overlaps = other.start < hit.end and hit.start < other.end
    return overlaps and (other.start, -other.end) < (hit.start, -hit.end)


def _duties(view: View, sentence: Sentence, actors: Sequence[tuple[Hit, str]]) -> Iterator[Draft]:
    counted = any(not q.percent for q in view.counted(sentence.start, sentence.end))
    done: set[str] = set()
    for hit in view.found("duty", sentence.start, sentence.end):
        if hit.name not in done:
            done.add(hit.name)
            actor = next((name for one, name in reversed(actors) if one.start <= hit.start), None)
            place = view.quote(*view.clause(hit.start, hit.end, sentence))
            named = names(view, sentence.start, sentence.end)
            yield Draft("duty", hit.name, place, {"actor": actor, "counted": counted, "named": named})


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
    section = view.report.sections[SECTION]
    return (
        section.heading is not None
        and section.start is not None
        and sentence.start <= section.start < sentence.end
    )
