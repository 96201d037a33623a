"""Facts before they have ids, and how they get them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

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
    by_place = groupby(sorted(drafts, key=_place), _place)
    ordered = [draft for _, same in by_place for draft in _told_apart(same)]
    ids = {id(draft): f"f{index}" for index, draft in enumerate(ordered, 1)}
    return tuple(
        Fact(
            ids[id(draft)],
            draft.kind,
            draft.name,
            draft.at,
            _attributes(draft),
            draft.evidence,
            tuple(ids[id(part)] for part in draft.parts if id(part) in ids),
        )
        for draft in ordered
    )


def _attributes(draft: Draft) -> Mapping[str, Scalar]:
    """The draft's attributes, with the part of the report where rules may ask for it."""
    asked = SECTION in KINDS.get(draft.kind, ())
    return {**draft.attributes, SECTION: draft.at.section} if asked and draft.at else draft.attributes


def _place(draft: Draft) -> tuple[int, int, str, str]:
    start, end = (draft.at.start, draft.at.end) if draft.at else (-1, -1)
    return start, end, draft.kind, draft.name or ""


def _told_apart(same: Iterable[Draft]) -> Sequence[Draft]:
    """Drafts of one place, kind and name, in the order of their attributes; mostly there is one."""
    drafts = list(same)
    if len(drafts) > 1:
        drafts.sort(key=lambda draft: repr(sorted(draft.attributes.items())))
    return drafts
