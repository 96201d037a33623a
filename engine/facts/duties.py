"""What the part on the first responsible person says: who acts, and what is done."""

from engine.facts.draft import Draft
from engine.facts.phrases import Hit
from engine.facts.view import View

SECTION = "first_responsible_person"


def duties(view: View) -> tuple[Draft, ...]:
    """One ``duty`` per sentence and duty, one ``actor`` per person or body named there."""
    drafts: list[Draft] = []
    seen: set[str] = set()
    for sentence in view.sentences:
        if sentence.section != SECTION or _is_part_heading(view, sentence.start, sentence.end):
            continue
        actors = view.found("actor", sentence.start, sentence.end)
        for hit in actors:
            if hit.name not in seen and not _inside_longer(hit, actors):
                seen.add(hit.name)
                drafts.append(Draft("actor", hit.name, view.quote(hit.start, hit.end)))
        done: set[str] = set()
        for hit in view.found("duty", sentence.start, sentence.end):
            if hit.name in done:
                continue
            done.add(hit.name)
            low, high = view.clause(hit.start, hit.end, sentence)
            before = [a for a in actors if a.start <= hit.start and not _inside_longer(a, actors)]
            drafts.append(
                Draft(
                    "duty",
                    hit.name,
                    view.quote(low, high),
                    {
                        "actor": before[-1].name if before else None,
                        "counted": any(not q.percent for q in view.counted(sentence.start, sentence.end)),
                        "named": any(mark in view.text[sentence.start : sentence.end] for mark in "《“"),
                    },
                )
            )
    return tuple(drafts)


def _is_part_heading(view: View, start: int, end: int) -> bool:
    section = view.report.sections[SECTION]
    return section.heading is not None and section.start is not None and start <= section.start < end


def _inside_longer(hit: Hit, hits: list[Hit]) -> bool:
    return any(
        o.start <= hit.start and hit.end <= o.end and o.end - o.start > hit.end - hit.start for o in hits
    )
