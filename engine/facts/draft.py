"""Facts before they have ids, and how they get them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from engine.model import Fact, Quote, Scalar
from engine.rulebook.kinds import KINDS, SECTION


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A fact without an id. ``parts`` are the drafts it was computed from (by identity)."""

    kind: str
    name: str | None
    at: Quote | None
    attributes: Mapping[str, Scalar] = field(default_factory=dict)
    evidence: tuple[Quote, ...] = ()
    parts: "tuple[Draft, ...]" = ()


def number(drafts: Iterable[Draft]) -> tuple[Fact, ...]:
    """The drafts as facts f1, f2 … in order of place, kind and name; placeless ones first."""
    ordered = _ordered(list(drafts))
    ids = {id(draft): f"f{index}" for index, draft in enumerate(ordered, 1)}
    return tuple(
        Fact(
            ids[id(draft)],
            draft.kind,
            draft.name,
            draft.at,
            _attributes(draft),
            draft.evidence,
            tuple(ids[id(part)] for part in draft.parts if id(part) in ids) if draft.parts else (),
        )
        for draft in ordered
    )


def _attributes(draft: Draft) -> Mapping[str, Scalar]:
    """The draft's attributes, with the part of the report where rules may ask for it."""
    asked = SECTION in KINDS.get(draft.kind, ())
    return {**draft.attributes, SECTION: draft.at.section} if asked and draft.at else draft.attributes


def _ordered(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts in order of place, kind and name; those of which all that is one, by their attributes."""
    places = [_place(draft) for draft in drafts]
    several = {place for place, number in Counter(places).items() if number > 1}
    told_apart = (
        (place, repr(sorted(draft.attributes.items())) if place in several else "", index)
        for index, (place, draft) in enumerate(zip(places, drafts, strict=True))
    )
    return [drafts[index] for _, _, index in sorted(told_apart)]


def _place(draft: Draft) -> tuple[int, int, str, str]:
    start, end = (draft.at.start, draft.at.end) if draft.at else (-1, -1)
    return start, end, draft.kind, draft.name or ""
