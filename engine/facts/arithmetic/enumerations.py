"""Lists held against the number that says how many were listed: 控量、提质、增效三条路径.

Where a list in running text begins is never sure, so that a list of another length proves nothing:
such a check says ``cannot_tell``, never ``inconsistent``.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from engine.facts.arithmetic.parts import check
from engine.facts.draft import Draft
from engine.facts.numerals import VALUES
from engine.facts.patterns import one_of
from engine.facts.view import View
from engine.rulebook.lexicon_relations import Enumerations

MAX_ITEM = 60  # code points of one item
MAX_ITEMS = 30
MAX_NOUN = 8  # code points after a number in which the noun of what it counts stands
LEAD = 8  # code points before a number in which 等 and 共 stand
MAX_LEAD = 30  # code points between a number and the 一是 of the first item
_DIGITS = "零一二三四五六七八九"
_QUOTED = re.compile(r"“[^”\n]{0,80}”|「[^」\n]{0,80}」|《[^》\n]{0,80}》")
_BRACKETED = re.compile(r"\([^()\n]{0,80}\)")
_STOPS = ",，。;；:：!！?？|()\n"
_CUTS = re.compile(r"、|(?<=[”」》])(?=[“「《])")
_COMMAS = re.compile("[,，]")
_INNER = re.compile("[、+·/]")
_END = re.compile(r"[。;；!！?？|)\n]")


class Enumeration(NamedTuple):
    """A number at ``start`` that counts a list; ``aspect`` where it counts ways of speaking and no work."""

    draft: Draft
    start: int
    aspect: bool


class _Number(NamedTuple):
    """A number with the noun behind it, in text whose quotations are blanked."""

    start: int
    end: int
    value: int
    noun: str
    alone: bool  # its unit says by itself what is counted
    thing: bool  # its unit counts things: only what is quoted is surely a list


class EnumerationReader:
    """Finds lists with their numbers; made once from the lexicon."""

    def __init__(self, lexicon: Enumerations) -> None:
        self._lexicon = lexicon
        others, together = one_of(lexicon.others), one_of(lexicon.together)
        units = one_of((*lexicon.units, *lexicon.alone))
        self._lead = re.compile(rf"(?:(?:{others})\s?)?(?:{together})?\s?\Z")
        self._number = re.compile(  # what must not stand before it is told behind its first digit: faster
            rf"(?P<number>[0-9两{_DIGITS}十](?<![0-9.+第百千万{_DIGITS}十].)"
            rf"(?:(?<=[0-9])[0-9]?|(?<![0-9])[两{_DIGITS}十]{{0,2}}))"
            rf"\s?(?P<unit>(?:{units})|(?P<thing>{one_of(lexicon.things)}))"
            rf"(?=(?P<noun>[^,，。;；:：、!！?？|()\n]{{0,{MAX_NOUN}}}))"
        )
        self._joined = re.compile(rf".(?:.|[”」》])(?:{one_of(lexicon.joiners)})(?:.|[“「《]).")
        self._introduced = re.compile(
            rf"[^,，。;；:：、()\n]{{0,{MAX_NOUN}}}(?:{one_of(lexicon.introducing)})"
        )

    def read(self, view: View) -> tuple[Enumeration, ...]:
        """All lists of the report that stand right before or behind their number."""
        quoted = _QUOTED.sub(_blanked, view.text)
        plain = _BRACKETED.sub(lambda match: "\0" * len(match[0]), quoted)
        found = []
        for paragraph in view.report.paragraphs:
            floor = paragraph.start
            for match in self._number.finditer(quoted, paragraph.start, paragraph.end):
                number = self._read(match)
                low, floor = max(floor, match.start() - LEAD), match.end()
                if number is None:
                    continue
                line = plain if plain[number.start] != "\0" else quoted
                opening = self._lead.search(quoted, low, number.start)
                end = opening.start() if opening else number.start
                one = self._before(view, line, end, number) or self._behind(
                    view, quoted, number, paragraph.end
                )
                found += [one] if one else []
        return tuple(found)

    def _read(self, match: re.Match[str]) -> _Number | None:
        value = _value(match["number"])
        if not 2 <= value <= MAX_ITEMS:  # a list has two items at least
            return None
        alone = match["unit"] in self._lexicon.alone
        thing = match["thing"] is not None
        return _Number(match.start("number"), match.end(), value, match["noun"], alone, thing)

    def _before(self, view: View, line: str, end: int, number: _Number) -> Enumeration | None:
        """The list that ends where the number begins."""
        low = max(0, end - MAX_ITEM * number.value)
        start = max(low, *(line.rfind(stop, low, end) + 1 for stop in _STOPS))
        end = start + len(line[start:end].rstrip())
        pieces = (piece.rstrip("\0") for piece in _CUTS.split(line[start:end]))
        items = [piece for piece in pieces if piece.strip()]
        if not items or max(map(len, items)) > MAX_ITEM:
            return None
        quoted = items[-1][-1] in "”」》"
        possible = {len(items)}
        if self._joined.search(items[-1]):
            possible.add(len(items) + 1)
        if quoted:
            inner = len(_INNER.split(view.text[end - len(_last_quoted(items[-1])) : end]))
            possible |= {inner} - {1}
        is_list = max(possible) > 1 and not view.counted(start, end)
        if not is_list or not (quoted or self._is_counted(number)):
            return None
        return self._found(view, start, self._end(number), number, possible)

    def _behind(self, view: View, line: str, number: _Number, limit: int) -> Enumeration | None:
        """The list that a mark or wording behind the number introduces, or 一是 … 二是 …."""
        if not self._is_counted(number) and not number.thing:
            return None
        return self._introduced_list(view, line, number, limit) or self._marked(view, number, limit)

    def _introduced_list(self, view: View, line: str, number: _Number, limit: int) -> Enumeration | None:
        """三大攻坚战:甲、乙、丙; 3个镇(甲镇、乙镇、丙镇)."""
        opening = self._introduced.match(line, number.end, limit)
        if opening is None:
            return None
        limit = min(limit, opening.end() + MAX_ITEM * number.value)
        stop = _END.search(line, opening.end(), limit)
        end = stop.start() if stop else limit
        text = line[opening.end() : end]
        clauses = _COMMAS.split(text)
        counts = {
            len(_CUTS.split(text)),
            len(_CUTS.split(clauses[0])),
            len(clauses) if "、" not in text else 0,
        }
        if self._joined.search(_CUTS.split(text)[-1]):
            counts.add(len(_CUTS.split(text)) + 1)
        if number.value not in counts or view.counted(opening.end(), end):
            return None
        return self._found(view, number.start, end, number, {number.value})

    def _marked(self, view: View, number: _Number, limit: int) -> Enumeration | None:
        """三个方面:一是…二是…三是…."""
        first = view.found("marker", number.end, min(limit, number.end + MAX_LEAD))
        if not first or not self._is_counted(number):
            return None
        markers = view.found("marker", number.end, limit)[: MAX_ITEMS * 2]
        spoken = first[0].phrase in self._lexicon.spoken  # 首先, 其次, 再次
        same = [m for m in markers if (m.phrase in self._lexicon.spoken) == spoken]
        if len(same) != number.value:
            return None
        return self._found(view, number.start, same[-1].end, number, {number.value})

    def _is_counted(self, number: _Number) -> bool:
        """Whether the noun behind the number is one of those that lists are counted by."""
        names = (*self._lexicon.aspects, *self._lexicon.nouns)
        return number.alone or (not number.thing and any(name in number.noun for name in names))

    def _end(self, number: _Number) -> int:
        """The end of the number with its noun."""
        names = (*self._lexicon.aspects, *self._lexicon.nouns)
        ends = [at + len(name) for name in names if (at := number.noun.find(name)) >= 0]
        return number.end + max(ends, default=0)

    def _found(self, view: View, start: int, end: int, number: _Number, possible: set[int]) -> Enumeration:
        fits = number.value in possible
        at = view.quote(start, end)
        draft = check(
            "sum",
            "consistent" if fits else "cannot_tell",
            at,
            [at],
            of="list",
            stated=number.value,
            computed=number.value if fits else max(possible),
        )
        spoken = number.alone or any(name in number.noun for name in self._lexicon.aspects)
        return Enumeration(draft, number.start, fits and spoken and not number.thing)


def numbers_of_aspects(lists: Iterable[Enumeration]) -> frozenset[int]:
    """Where the numbers stand that count aspects, and so are no indicators."""
    return frozenset(one.start for one in lists if one.aspect)


def _last_quoted(item: str) -> str:
    return item[max(map(item.rfind, "“「《")) :]


def _blanked(match: re.Match[str]) -> str:
    """The match without what stands between its marks, at the same length."""
    return match[0][0] + "\0" * (len(match[0]) - 2) + match[0][-1]


def _value(printed: str) -> int:
    """A number up to 99; 0 for what is none."""
    if printed.isascii():
        return int(printed)
    return VALUES.get(printed.replace("两", "二"), 0)
