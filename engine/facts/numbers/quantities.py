"""Numbers as printed: digits or Chinese numerals with their scale, unit and qualifier."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from engine.facts.patterns import one_of
from engine.rulebook.lexicon_facts import QuantitiesLexicon

# what follows the first digit; every pattern of digits begins with that, so that they are looked for fast
_MORE_DIGITS = (
    r"(?<![0-9][0-9])[0-9]{0,2}(?:[, \u00a0\u2009\u202f][0-9]{3})+(?:\.[0-9]+)?|[0-9]*(?:\.[0-9]+)?"
)
_DIGITS = f"[0-9](?:{_MORE_DIGITS})"
_FULL_STOP = "。"  # a decimal point printed as one: 1126。5万元
_SEPARATORS = str.maketrans({**dict.fromkeys(", \u00a0\u2009\u202f"), _FULL_STOP: "."})
_TITLES = re.compile(r"《(?:[^《》。\n]|《[^《》\n]{0,100}》){0,200}》")
_BULLETS = re.compile(r"(?m)^ *[·•]")  # before a number they are no decimal point or date (12·4)
_NAMES = re.compile(r"“[^“”,。;:、0-9\n]{1,12}”")  # a numeral in one is a piece of a name: “民法典百场讲”
_CLAUSE_STARTS = re.compile(r"[,，。;；:：、\n0-9]|\s{2}")
_MARKS = ",，。;；、)）\n"
_A_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_LEAD = 6  # code points before a number in which its qualifier stands
_CHANGE_LEAD = 12  # and in which a word of change (同比增长) stands
_DIFFERENCE_LEAD = 32  # and in which it is told from what the number differs (比…多)
EARLIER = "earlier"  # change of a number of the year before
UNSAID = "change"  # change whose direction is not told


class Quantity(NamedTuple):
    """A number at ``start:end`` (with scale, unit and qualifier). ``value`` is multiplied out.

    ``decimals`` counts the printed decimal places; ``unit`` is "%" for percentages. ``step`` is the last
    printed place where a scale follows the digits (100 in 1.38万), else 0: the count is exact. ``change``
    says why the number is no level of the year: it tells a "rise", a "fall" or a "change" of unsaid direction
    or is "earlier", of the year before.
    """

    start: int
    end: int
    value: Decimal
    decimals: int
    unit: str
    qualifier: str | None = None
    change: str | None = None
    rank: bool = False
    step: Decimal = Decimal(0)

    @property
    def interval(self) -> tuple[Decimal, Decimal]:
        """The least and the greatest number that are printed like this."""
        return self.value - self.step / 2, self.value + self.step / 2

    @property
    def percent(self) -> bool:
        """Whether this is a percentage."""
        return self.unit == "%"

    @property
    def is_level(self) -> bool:
        """Whether it counts something: it is no percentage, no change and no rank."""
        return not (self.unit == "%" or self.change or self.rank)


def sum_of(quantities: Iterable[Quantity]) -> Decimal:
    """The sum of the numbers."""
    return sum((quantity.value for quantity in quantities), Decimal(0))


def decimal_of(digits: str) -> Decimal:
    """The value of a number printed in digits, with or without marks between its thousands."""
    return Decimal(digits.translate(_SEPARATORS))


def plain(quantity: Quantity) -> int | float:
    """The value as an int where it is whole, else as a float."""
    return as_number(quantity.value)


def as_number(value: Decimal) -> int | float:
    """The value as an int where it is whole, else as a float."""
    return int(value) if value == value.to_integral_value() else float(value)


class _Form(NamedTuple):
    """One way in which numbers are printed."""

    pattern: re.Pattern[str]
    percent: bool = False
    numeral: bool = False  # in Chinese numerals only


class QuantityScanner:
    """Finds the quantities of a text; made once from the lexicon."""

    def __init__(self, lexicon: QuantitiesLexicon) -> None:
        self._lexicon = lexicon
        self._digits = {char: value for value, char in enumerate(lexicon.digits)}
        self._digits.update(lexicon.digit_variants)
        digits, powers = re.escape("".join(self._digits)), re.escape("".join(lexicon.powers))
        beyond = rf"(?P<beyond>\s?(?:{one_of(lexicon.after)}))?"
        self._forms = tuple(_forms(lexicon, digits, powers, beyond))
        units = one_of(lexicon.units)
        self._sum = re.compile(rf"(?P<first>[0-9]+)\+(?P<second>[0-9]+)\s?(?P<unit>{units})")
        two = "".join(char for char in lexicon.digit_variants if self._digits[char] == 2)
        self._tenth = re.compile(
            rf"(?<![{digits}{powers}])(?P<number>[{re.escape(lexicon.digits[3:] + two)}])"  # 二成 is rare
            rf"{re.escape(lexicon.tenth)}(?!{one_of(lexicon.tenth_not)}){beyond}"
        )
        names = "|".join(f"(?<={re.escape(name)})" for name in lexicon.both_full.behind)
        self._both_full = re.compile(f'(?:{names})[“"]?(?P<number>{one_of(lexicon.both_full.words)})')
        self._before = re.compile(rf"(?P<word>{one_of(lexicon.before)})\s?\Z")
        self._changes = re.compile(rf"(?=({one_of(lexicon.changes)}))")  # 年减少 inside 比上年减少 too
        self._earlier = re.compile(one_of(lexicon.earlier))
        self._named = re.compile(rf"(?:{one_of(lexicon.change_names)})(?:{one_of(lexicon.levels)})\s?\Z")
        opens, ends = one_of(lexicon.difference.opens), one_of(lexicon.difference.ends)
        self._difference = re.compile(rf"(?:{opens})(?:{_A_YEAR})?[^,，。;；:：、0-9]{{0,24}}?({ends})\s?\Z")
        self._beside = tuple(
            word
            for word, change in lexicon.changes.items()
            if change == UNSAID and word.startswith(lexicon.difference.opens)
        )
        self._compared = re.compile(rf"(?:{opens})[^,，。;；:：、]{{1,24}}\Z")
        self._decoys = re.compile(one_of(lexicon.decoys))
        self._grown = re.compile(rf"\s?(?:{one_of(lexicon.rises)})\s?(?:{_A_YEAR}[^,，。;；0-9]{{1,4}})?")

    def scan(self, text: str) -> tuple[Quantity, ...]:
        """All quantities of the cleaned ``text`` in order of place, without decoys and titles."""
        masked = _masked(text, (_BULLETS, _TITLES, self._decoys))
        found = [q for match in self._sum.finditer(masked) for q in _summands(match)]
        found += [self._tenths(masked, match) for match in self._tenth.finditer(masked)]
        found += [
            Quantity(*match.span("number"), Decimal(100), 0, "%")
            for match in self._both_full.finditer(masked)
        ]
        masked = _blanked(masked, found)
        for form in self._forms:
            told = _masked(masked, (_NAMES,)) if form.numeral else masked
            read = (self._quantity(masked, match, form) for match in form.pattern.finditer(told))
            kept = [quantity for quantity in read if quantity is not None]
            masked = _blanked(masked, kept)
            found += kept
        return self._outgrown(sorted(found, key=lambda quantity: quantity.start), text)

    def _outgrown(self, quantities: list[Quantity], text: str) -> tuple[Quantity, ...]:
        """The quantities, of two joined by a word of change the first marked as earlier.

        So it is in 由12%降至9%, and in 比上年的55件减少14件, where the second is the change. Behind a bare
        较上年 it is of last year, too, where a change follows: 较上年66件增长12%.

        Of percentages in a list that begins with a change, all are changes.
        """
        directions: dict[int, str] = {}
        for first, second in pairwise(quantities):
            between = text[first.end : second.start].strip()
            if first.unit == second.unit and self._grown.fullmatch(text, first.end, second.start):
                directions[first.start] = EARLIER
            elif between in self._lexicon.difference.ends and self._compared.search(
                text, max(0, first.start - _DIFFERENCE_LEAD), first.start
            ):
                directions |= {first.start: EARLIER, second.start: self._lexicon.difference.ends[between]}
            elif text.endswith(self._beside, 0, first.start) and not first.percent and self._moves(between):
                directions[first.start] = EARLIER
        told = [q._replace(change=directions.get(q.start, q.change)) for q in quantities]
        for index in range(1, len(told)):
            first, second = told[index - 1 : index + 1]
            listed = text[first.end : second.start].strip() in self._lexicon.listing
            alike = first.percent and second.percent and listed
            if alike and first.change and not text[second.end : second.end + 1].strip(_MARKS):
                told[index] = second._replace(change=second.change or first.change)
        return tuple(told)

    def _moves(self, between: str) -> bool:
        """Whether the wording between two numbers only tells a change."""
        return (
            between in self._lexicon.difference.ends or self._lexicon.changes.get(between, UNSAID) != UNSAID
        )

    def _quantity(self, text: str, match: re.Match[str], form: _Form) -> Quantity | None:
        start, end = match.span()
        lead = text[max(0, start - _LEAD) : start]
        if self._is_decoy(text, end, lead, numeral=form.numeral):
            return None
        value = self._value(match["number"])
        groups = match.groupdict()
        if value is None or (form.numeral and value < 2 and not self._is_one(text, match)):
            return None
        qualifier = self._qualifier(lead, groups.get("beyond"))
        if groups.get("more") or groups.get("more2"):
            qualifier = qualifier or "over"
        scale = self._lexicon.scales[match["scale"]] if groups.get("scale") else 1
        decimals = self._decimals(match["number"])
        if groups.get("unit") in self._lexicon.spans and not qualifier:
            return None
        return Quantity(
            start,
            end,
            value * scale,
            decimals,
            "%" if form.percent else self._unit(match, lead),
            qualifier,
            change=self._change(text, start) or self._moved(match, lead),
            rank=lead.endswith(self._lexicon.ordinal_before),
            step=Decimal(scale).scaleb(-decimals) if scale > 1 else Decimal(0),
        )

    def _qualifier(self, lead: str, beyond: str | None) -> str | None:
        """What the words right before a number, or those ``beyond`` its unit, make of it: 近, 以上."""
        before = None if lead.endswith(self._lexicon.not_about) else self._before.search(lead)
        if before:
            return self._lexicon.before[before["word"]]
        return self._lexicon.after[beyond.strip()] if beyond else None

    def _decimals(self, printed: str) -> int:
        """How many decimal places are printed."""
        if printed.isdecimal():
            return 0
        return max(len(printed.partition(mark)[2]) for mark in (".", _FULL_STOP, self._lexicon.point))

    def _unit(self, match: re.Match[str], lead: str) -> str:
        """The unit in its usual form; where none is printed and no scale either, that of the noun before."""
        printed = match["unit"]
        if not printed and not match.groupdict().get("scale"):
            return next(unit for noun, unit in self._lexicon.unprinted.items() if lead.endswith(noun))
        return self._lexicon.unit_variants.get(printed, printed)

    def _tenths(self, text: str, match: re.Match[str]) -> Quantity:
        """九成以上 as 90% and more."""
        qualifier = self._qualifier(text[max(0, match.start() - _LEAD) : match.start()], match["beyond"])
        value = Decimal(self._digits[match["number"]] * 10)
        change = self._change(text, match.start())
        return Quantity(match.start(), match.end(), value, 0, "%", qualifier, change, step=Decimal(10))

    def _is_one(self, text: str, match: re.Match[str]) -> bool:
        """Whether a written-out 1 counts (驳回一件、…) and is not the article of a noun (一件事)."""
        ends = not text[match.end() : match.end() + 1].strip(_MARKS)
        return bool(match["more"]) or (match["unit"] in self._lexicon.one_units and ends)

    def _change(self, text: str, start: int) -> str | None:
        """How the number is a difference (增长12%) or of another year; None for a level (上升至98%)."""
        start -= text.startswith(" ", start - 1)
        wording = text[max(0, start - _DIFFERENCE_LEAD) : start]
        ends = self._lexicon.difference.ends
        if wording.rstrip().endswith(tuple(ends)) and (told := self._difference.search(wording)):
            return ends[told[1]]
        lead = _last_clause(wording[-_CHANGE_LEAD:])
        earlier = self._earlier.search(lead)
        if earlier and not self._changes.search(lead, earlier.start() + 1):  # 较去年同期增加31件 is a change
            return EARLIER
        directions = [self._lexicon.changes[word] for word in self._changes.findall(lead)]
        if not directions or (lead.rstrip().endswith(self._lexicon.levels) and not self._named.search(lead)):
            return None
        return next((direction for direction in reversed(directions) if direction != UNSAID), UNSAID)

    def _moved(self, match: re.Match[str], lead: str) -> str | None:
        """How a percentage moved by so many points: 提高21.4个百分点."""
        if match.groupdict().get("unit") not in self._lexicon.points:
            return None
        words = (word for word in self._lexicon.moved if lead.rstrip().endswith(word))
        return self._lexicon.moved[longest] if (longest := max(words, key=len, default="")) else None

    def _is_decoy(self, text: str, end: int, lead: str, *, numeral: bool) -> bool:
        lexicon = self._lexicon
        if lead and (lead[-1].isascii() and (lead[-1].isalnum() or lead[-1] in ".+-/~_")):
            return True
        ranked = text.endswith(lexicon.rank_units, 0, end) or lead.endswith(tuple(lexicon.unprinted))
        if lead.endswith(lexicon.ordinal_before) and not ranked:
            return True
        if numeral and lead.endswith(lexicon.quote_before):
            return True
        return lead.endswith(lexicon.decoy_before) or text.startswith(lexicon.decoy_after, end)

    def _value(self, printed: str) -> Decimal | None:
        if printed[0].isascii():
            return decimal_of(printed)
        whole, _, places = printed.partition(self._lexicon.point)
        value = self._numeral(whole)
        if value is None:
            return None
        return Decimal(f"{value}.{''.join(str(self._digits[char]) for char in places)}" if places else value)

    def _numeral(self, printed: str) -> int | None:
        """A Chinese numeral up to 9,999 times a power of ten thousand; None when it is not one."""
        powers = self._lexicon.powers
        if not any(char in powers for char in printed):
            if len(printed) > 1 and self._digits[printed[0]] == 0:
                return None
            return int("".join(str(self._digits[char]) for char in printed))
        total = group = digit = 0
        for char in printed:
            if char in self._digits:
                digit = self._digits[char]
            elif powers[char] >= 10_000:
                total, group, digit = (total + group + digit) * powers[char], 0, 0
            else:
                group, digit = group + (digit or 1) * powers[char], 0
        return total + group + digit


def _forms(lexicon: QuantitiesLexicon, digits: str, powers: str, beyond: str) -> Iterator[_Form]:
    """The forms in the order in which they are looked for: what one has found is no other's.

    ``digits`` and ``powers`` are the characters of Chinese numerals, ``beyond`` what may follow a unit.
    """
    numeral = f"[{digits}{powers}]+"
    scale, more, units = one_of(lexicon.scales), one_of(lexicon.more_after), one_of(lexicon.units)
    more_units, percent = one_of((*lexicon.units, *lexicon.digit_units)), one_of(lexicon.percent)
    by = rf"(?!{one_of(lexicon.points)})(?P<scale>{scale})"  # 5.94百分点 are no 594分
    scaled = rf"\s?(?P<more>{more})?\s?(?:{by})?(?P<more2>{more})?\s?"
    misprinted = rf"[0-9]*{_FULL_STOP}[0-9]{{1,4}}(?=\s?(?:{scale}))"
    printed = f"[0-9](?:{misprinted}|{_MORE_DIGITS})"
    behind = "|".join(f"(?<={re.escape(noun)})" for noun in lexicon.unprinted) or "(?!)"
    none_of = "|".join(f"(?<={re.escape(word)}0)" for word in lexicon.none_of)
    spoken = rf"{numeral}(?:{re.escape(lexicon.point)}[{digits}]+)?"
    for source in (
        rf"(?P<number>{_DIGITS})\s?(?:{percent}){beyond}",
        rf"(?:{one_of(lexicon.percent_words)})(?P<number>{_DIGITS}|{spoken}){beyond}",
        rf"(?P<number>0)(?:{none_of})(?=\s?[{_MARKS}])",
    ):
        yield _Form(re.compile(source), percent=True)
    yield _Form(re.compile(rf"(?P<number>{printed}){scaled}(?P<unit>{more_units}){beyond}"))
    yield _Form(re.compile(rf"(?P<number>{numeral}){scaled}(?P<unit>{units}){beyond}"), numeral=True)
    for source in (
        rf"(?P<number>{_DIGITS})\s?(?P<more>{more})?(?P<scale>{scale})(?P<unit>)(?=\s?[{_MARKS}])",
        rf"(?:{behind})(?!{_A_YEAR})(?P<number>[0-9]+)(?P<unit>)(?=\s?[{_MARKS}])",
    ):
        yield _Form(re.compile(source))


def _summands(match: re.Match[str]) -> tuple[Quantity, Quantity]:
    """5+3项 as 5项 and 3项."""
    first = Quantity(match.start(), match.end("first"), Decimal(match["first"]), 0, match["unit"])
    second = Quantity(match.start("second"), match.end(), Decimal(match["second"]), 0, match["unit"])
    return first, second


def _blanked(text: str, quantities: Iterable[Quantity]) -> str:
    """``text`` with the quantities blanked, at the same length."""
    pieces, at = [], 0
    for quantity in sorted(quantities, key=lambda quantity: quantity.start):
        pieces += [text[at : quantity.start], " " * (quantity.end - quantity.start)]
        at = quantity.end
    return "".join(pieces) + text[at:]


def _masked(text: str, patterns: Iterable[re.Pattern[str]]) -> str:
    """``text`` with every match of ``patterns`` blanked, at the same length."""
    for pattern in patterns:
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def _last_clause(text: str) -> str:
    """The end of ``text`` after its last mark and last number (blank by then): what the next number is."""
    return _CLAUSE_STARTS.split(text)[-1]
