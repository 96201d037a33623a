"""Last year's report of the same unit, and what this year's repeats of it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from engine.facts.draft import Draft
from engine.facts.patterns import THIN_SPACE
from engine.facts.view import Sentence, View, sentences
from engine.model import Fact, Report, Scalar

TELLING = 12  # code points from which a sentence can be told from a commonplace
LONGEST = 5  # repeated sentences that are shown
_FIGURES = re.compile(rf"[0-9][0-9.,{THIN_SPACE}]*|[〇零一二两三四五六七八九十百千万亿]+")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Previous:
    """Last year's report of the same unit, as read."""

    report: Report
    facts: tuple[Fact, ...]

    @cached_property
    def values(self) -> Mapping[tuple[Scalar, ...], Sequence[Fact]]:
        """Its counts and stated rates, by what they count."""
        found: dict[tuple[Scalar, ...], list[Fact]] = defaultdict(list)
        for fact in self.facts:
            if fact.kind == "indicator" or (fact.kind == "rate" and fact.attributes["basis"] == "stated"):
                found[what_is_counted(fact.name, fact.attributes)].append(fact)
        return found

    @cached_property
    def wordings(self) -> frozenset[str]:
        """Its sentences without their figures."""
        said = (_wording(self.report.clean, sentence) for sentence in sentences(self.report))
        return frozenset(wording for wording in said if len(wording) >= TELLING)


def repeated(view: View, previous: Previous) -> Draft:
    """How much of the text stood in last year's report already, figures aside."""
    told = [s for s in view.sentences if not s.is_heading]
    wordings = {sentence: _wording(view.text, sentence) for sentence in told}
    telling = [s for s in told if len(wordings[s]) >= TELLING]
    same = [s for s in telling if wordings[s] in previous.wordings]
    whole = sum(len(wordings[s]) for s in telling)
    longest = sorted(sorted(same, key=lambda s: (s.start - s.end, s.start))[:LONGEST], key=lambda s: s.start)
    share = sum(len(wordings[s]) for s in same) * 100 / whole if whole else 0
    quotes = tuple(view.report.quote(s.start, s.end) for s in longest)
    attributes = {"year": previous.report.identity.year, "repeated": round(share, 1)}
    return Draft("previous", None, quotes[0] if quotes else None, attributes, quotes)


def what_is_counted(name: str | None, attributes: Mapping[str, Scalar]) -> tuple[Scalar, ...]:
    """What a number counts: its name, unit, and whatever else tells two numbers of that name apart."""
    scope = None if attributes.get("whole") else attributes.get("scope")
    return name, attributes.get("unit"), scope, attributes.get("instance"), attributes.get("caliber")


def _wording(text: str, sentence: Sentence) -> str:
    return _FIGURES.sub("", _BLANKS.sub("", text[sentence.start : sentence.end]))
