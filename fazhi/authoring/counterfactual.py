"""What text would meet a rule: candidates tried on the report itself, and told only where they do.

Candidates are the rule's own examples of what meets it, set into each part of the report, and the report
without the words that show what is wrong. Each is scored the whole way: nothing is told that was not seen.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from engine.model import Finding, Scorecard, Source
from engine.rulebook import Rule
from fazhi import messages
from fazhi.pipeline import Options, score_source

_HEADED = messages.EXAMPLE_HEADING[:2]  # an example that begins so brings its own headings
_HEADING = re.compile(r"^[一二三四五六七八九十]+、.*$", re.MULTILINE)
_RANK = {"gap": 0, "needs_review": 1, "partial": 2, "waived": 3, "not_applicable": 3, "met": 3}


class Remedy(NamedTuple):
    """A change of the text that turns the verdict into ``met``, or takes away what was wrong.

    ``worse`` are the titles of rules on which the changed report does worse than before.
    """

    kind: Literal["add", "remove"]
    text: str  # what is added or taken out
    section: str | None  # the part it is added to; None: at the end
    worse: tuple[str, ...]


def remedy(source: Source, rule: Rule, card: Scorecard, options: Options) -> Remedy | None:
    """The change that does least damage elsewhere, the shortest of such; None when none is found."""
    found: Remedy | None = None
    for kind, text, section, changed in _candidates(source, rule, card):
        after = score_source(replace(source, text=changed), options)
        if not _settled(after, rule.id, kind):
            continue
        worse = tuple(_worse(card, after))
        if not worse:
            return Remedy(kind, text, section, ())
        if found is None or len(worse) < len(found.worse):
            found = Remedy(kind, text, section, worse)
    return found


def _candidates(
    source: Source, rule: Rule, card: Scorecard
) -> Iterator[tuple[Literal["add", "remove"], str, str | None, str]]:
    """Every change worth trying: kind, words, part, and the text as it would be. Shortest additions first."""
    text = source.text
    finding = next(finding for finding in card.findings if finding.rule == rule.id)
    for words, changed in _without(text, finding):
        yield "remove", words, None, changed
    for example in sorted((e.text for e in rule.examples if e.status == "met"), key=len):
        words = _unheaded(example) if example.startswith(_HEADED) else example
        for section, place in _ends(card) if words else ():
            yield "add", words, section, f"{text[:place].rstrip()}\n{words}\n{text[place:].lstrip()}"
        yield "add", example, None, f"{text.rstrip()}\n{example}\n"


def _unheaded(example: str) -> str:
    """What stands under the last heading of an example, for a report that has the part already."""
    return _HEADING.split(example)[-1].strip()


def _ends(card: Scorecard) -> Iterator[tuple[str, int]]:
    """The parts that the report has, with the place where each ends."""
    for fact in card.facts:
        if fact.kind == "section" and fact.at is not None and fact.name is not None:
            yield fact.name, fact.at.end


def _without(text: str, finding: Finding) -> Iterator[tuple[str, str]]:
    """The text without the words that the gap is drawn from, one place at a time and all of them."""
    places = [quote for quote in finding.evidence if quote.end > quote.start]
    for quote in places:
        yield quote.quote, text[: quote.start] + text[quote.end :]
    if len(places) > 1:
        changed = text
        for quote in sorted(places, key=lambda quote: -quote.start):
            changed = changed[: quote.start] + changed[quote.end :]
        yield "；".join(quote.quote for quote in places), changed


def _settled(card: Scorecard, rule: str, kind: str) -> bool:
    """Whether the rule is met; without the words that were wrong there may be nothing left to judge."""
    enough = ("met",) if kind == "add" else ("met", "not_applicable")
    return any(finding.rule == rule and finding.status in enough for finding in card.findings)


def _worse(before: Scorecard, after: Scorecard) -> Iterator[str]:
    new = {finding.rule: finding for finding in after.findings}
    for finding in before.findings:
        changed = new.get(finding.rule)
        if changed and _RANK[changed.status] < _RANK[finding.status]:
            yield finding.title
