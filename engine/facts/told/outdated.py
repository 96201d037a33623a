"""Organs and laws that were abolished before the reporting year and are named as if they were not."""

from collections.abc import Iterator

from engine.facts.draft import Draft
from engine.facts.phrases import Hit
from engine.facts.text import titled
from engine.facts.view import Sentence, View


def outdated(view: View) -> Iterator[Draft]:
    """One ``outdated`` fact per place."""
    year = view.report.identity.year
    known = {entry.title: entry for entry in view.lexicon.consistency.abolished}
    for sentence, hits in view.told("abolished"):
        for hit in hits:
            entry = known[hit.name]
            if year is None or year < entry.since or _is_former(view, hit, sentence, entry.what):
                continue
            attributes = {"what": entry.what, "title": entry.title, "instead": entry.instead}
            yield Draft("outdated", None, view.quote(hit.start, hit.end), attributes)


def _is_former(view: View, hit: Hit, sentence: Sentence, what: str) -> bool:
    """Whether the name is told as a former one, is a piece of another, or stands in a document's title."""
    inside = view.held(hit, "abolished-unless", sentence.start, sentence.end)
    if inside or titled(view.text, sentence.start, hit.start):
        return True
    return bool(view.found(f"former-{what}", *view.clause(hit.start, hit.end, sentence)))
