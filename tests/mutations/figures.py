"""Changes of numbers: rates and what they are computed from, counts, sums and parts."""

import re
from collections.abc import Iterator

from engine.model import Fact, Span
from tests.mutations import places
from tests.mutations.mutants import WORDING, Edit, Must, Mutant, found, lost, verdict
from tests.mutations.places import Printed, printed
from tests.mutations.reports import Outcome, rules

VAGUE = ("高于平均水平", "位居前列", "稳步提升")
FINISHED = re.compile(r"[._](?:answered|closed|concluded|filed)$")  # may have come in the year before
SLIPS = frozenset({"defect"})  # a unit may be a slip beside another, marks may meet, 412余 says two things
CARRIED = re.compile("结转|旧存|上年|存案")
_UNIT = r"[0-9]+(?:\.[0-9]+)?[余多]?(?:万|亿)?(?:人次|户次|万元|亿元|元|[\u4e00-\u9fff])"


def _rates(base: Outcome) -> Iterator[tuple[Fact, Printed, Printed | None, Printed | None]]:
    """Stated rates with their printed percentage and, where they stand apart from it, their two counts."""
    known = places.facts_by_id(base)
    for fact in base.facts:
        if fact.kind == "rate" and fact.attributes["basis"] == "stated" and fact.at:
            percent = printed(base, fact, fact.attributes["percent"])
            two = [printed(base, known[part], known[part].attributes["value"]) for part in fact.parts]
            upper, lower = (two[0], two[1]) if len(two) == 2 else (None, None)
            if percent:
                yield fact, percent, upper, lower


def _consistent(base: Outcome, rate: Fact) -> bool:
    return any(
        check.kind == "check" and check.attributes["verdict"] == "consistent" and rate.id in check.parts
        for check in base.facts
    )


def _no_ratio(stated: object, computed: float) -> Must:
    """No check says that the two agree."""

    def holds(_: Outcome, after: Outcome) -> bool:
        return not any(
            fact.kind == "check"
            and fact.attributes["type"] == "ratio"
            and fact.attributes["verdict"] in {"consistent", "rounding"}
            and fact.attributes["stated"] == stated
            and abs(float(fact.attributes["computed"] or 0) - computed) < 0.01
            for fact in after.facts
        )

    return Must(f"no ratio finds {stated} in {computed}", holds)


def _plain(base: Outcome, *numbers: Printed) -> bool:
    """Whether all stand in one sentence that says nothing of cases carried over."""
    spans = {places.sentence(base.text, number.start, number.end) for number in numbers}
    return len(spans) == 1 and not any(CARRIED.search(base.text, s.start, s.end) for s in spans)


def _recompute(base: Outcome, percent: Printed, upper: Printed, lower: Printed) -> list[Must]:
    """The rule on rates says so, where no other number and no word of another base stands in the sentence.

    Of 按期办结 the base may be what was due, of 均为 several things together: there the engine may not judge.
    """
    span = places.sentence(base.text, percent.start, percent.end)
    alone = len(places.numbers_in(base.text, span)) == 3 and _plain(base, percent, upper, lower)
    others = "|".join(map(re.escape, rules().rulebook.lexicon.rates.other_bases))
    alone = alone and not re.search(f"{others}|均", base.text[span.start : span.end])
    return [verdict("consist-rate-recompute", "gap")] if alone else []


def _fresh(base: Outcome, number: Printed, wanted: int) -> int:
    """``wanted``, or the next number that does not stand in the sentence already."""
    there = places.numbers_in(base.text, places.sentence(base.text, number.start, number.end))
    while wanted in there:
        wanted += 1
    return wanted


def other_numerator(base: Outcome) -> Iterator[Mutant]:
    """The part of a rate changed, the percentage kept."""
    for rate, percent, upper, lower in _rates(base):
        if not (upper and lower and upper.start != lower.start and _consistent(base, rate)):
            continue
        step = max(2, lower.value // 20)
        new = _fresh(base, upper, upper.value - step if upper.value > step else upper.value + step)
        if new > lower.value:
            continue
        share = new * 100 / lower.value
        must = [
            *(found("indicator", f.name, value=new) for f in places.names_at(base, upper)),
            _no_ratio(rate.attributes["percent"], share),
            *_recompute(base, percent, upper, lower),
        ]
        edit = Edit(upper.start, upper.end, str(new))
        yield Mutant(base, f"{rate.name} {upper.text} → {new} of {lower.text}", (edit,), tuple(must))


def other_denominator(base: Outcome) -> Iterator[Mutant]:
    """The base of a rate changed, the percentage kept."""
    for rate, percent, upper, lower in _rates(base):
        if not (upper and lower and upper.start != lower.start and _consistent(base, rate)):
            continue
        if upper.value == 0:
            continue
        new = _fresh(base, lower, lower.value + max(2, lower.value // 10))
        must = [
            *(found("indicator", f.name, value=new) for f in places.names_at(base, lower)),
            _no_ratio(rate.attributes["percent"], upper.value * 100 / new),
            *_recompute(base, percent, upper, lower),
        ]
        edit = Edit(lower.start, lower.end, str(new))
        yield Mutant(base, f"{rate.name} {upper.text} of {lower.text} → {new}", (edit,), tuple(must))


def other_percentage(base: Outcome) -> Iterator[Mutant]:
    """The percentage changed, the counts kept."""
    for rate, percent, upper, lower in _rates(base):
        value = float(percent.text)
        new = f"{value - 4 if value > 50 else value + 4:.{len(percent.text.partition('.')[2])}f}"
        must = [found("rate", rate.name, basis="stated", percent=float(new))]
        if upper and lower and _consistent(base, rate):
            must += [_no_ratio(float(new), upper.value * 100 / lower.value)]
            must += _recompute(base, percent, upper, lower)
        edit = Edit(percent.start, percent.end, new)
        yield Mutant(base, f"{rate.name} {percent.text} → {new}", (edit,), tuple(must))


def rate_in_vague_words(base: Outcome) -> Iterator[Mutant]:
    """高于平均水平 instead of the percentage."""
    for place, (rate, percent, _, _) in enumerate(_rates(base)):
        start = percent.start
        while base.text[start - 1] in "为达到是至均":
            start -= 1
        sign = re.compile("[%％]").match(base.text, percent.end)
        if not sign or base.text[sign.end()] not in places.CLAUSE_ENDS or base.text[start - 1] not in "率度":
            continue
        words = VAGUE[place % len(VAGUE)]
        others = [f for f in base.facts if f.kind == "rate" and f.name == rate.name and f is not rate]
        must = [lost(rate)]
        if not others:
            must.append(_now_vague(rate))
        edit = Edit(start, sign.end(), words)
        reach = places.sentence(base.text, start, sign.end())
        label = f"{rate.name} {percent.text}% → {words}"
        yield Mutant(base, label, (edit,), tuple(must), WORDING, (reach,))


def _now_vague(rate: Fact) -> Must:
    """The rate is claimed in words, or told by its counts."""

    def holds(_: Outcome, after: Outcome) -> bool:
        bases = {f.attributes["basis"] for f in after.facts if f.kind == "rate" and f.name == rate.name}
        return bool(bases & {"vague", "derived"}) and "stated" not in bases

    return Must(f"{rate.name} is vague or derived", holds)


def rate_without_base(base: Outcome) -> Iterator[Mutant]:
    """The two counts dropped, the percentage kept."""
    for rate, percent, upper, lower in _rates(base):
        if not (upper and lower and _plain(base, percent, upper, lower)):
            continue
        units = [re.compile(_UNIT).match(base.text, number.start) for number in (upper, lower)]
        if not all(unit and base.text[unit.end()] in places.CLAUSE_ENDS for unit in units):
            continue
        edits = {Edit(unit.start(), unit.end(), "") for unit in units if unit}
        must = [*(lost(number.fact) for number in (upper, lower)), _without_base(rate)]
        reach = places.sentence(base.text, percent.start, percent.end)
        yield Mutant(base, f"{rate.name} without base", tuple(edits), tuple(must), WORDING, (reach,), SLIPS)


def _without_base(rate: Fact) -> Must:
    def holds(_: Outcome, after: Outcome) -> bool:
        same = [
            fact.attributes
            for fact in after.facts
            if fact.kind == "rate"
            and fact.name == rate.name
            and fact.attributes.get("percent") == rate.attributes["percent"]
        ]
        return any(one["basis"] == "stated" for one in same) and not any(
            one.get("numerator") == rate.attributes["numerator"] for one in same
        )

    return Must(f"{rate.name} is stated without a base", holds)


def rate_dropped(base: Outcome) -> Iterator[Mutant]:
    """The clause with the percentage dropped."""
    for rate, percent, _, _ in _rates(base):
        own = places.clause(base.text, percent.start, percent.end)
        if base.text[own.start - 1] not in ",，" or len(places.numbers_in(base.text, own)) > 1:
            continue
        edit = Edit(own.start - 1, own.end, "")
        reach = places.sentence(base.text, own.start, own.end)
        yield Mutant(base, f"{rate.name} dropped", (edit,), (lost(rate),), WORDING, (reach,))


def other_count(base: Outcome) -> Iterator[Mutant]:
    """Another number in the place of a count."""
    for number in places.counts(base):
        new = _fresh(base, number, number.value + max(1, number.value // 7))
        must = tuple(found("indicator", f.name, value=new) for f in places.names_at(base, number))
        yield Mutant(
            base,
            f"{number.fact.name} {number.text} → {new}",
            (Edit(number.start, number.end, str(new)),),
            must,
        )


def count_dropped(base: Outcome) -> Iterator[Mutant]:
    """The number with its unit dropped."""
    for number in places.counts(base):
        match = re.compile(_UNIT).match(base.text, number.start)
        if match and base.text[match.end()] in places.CLAUSE_ENDS + "、":
            must = tuple(lost(fact) for fact in places.told_by(base, number))
            reach = places.sentence(base.text, number.start, number.end)
            edit = Edit(number.start, match.end(), "")
            yield Mutant(
                base, f"{number.fact.name} {match[0]} dropped", (edit,), must, WORDING, (reach,), SLIPS
            )


def count_in_vague_words(base: Outcome) -> Iterator[Mutant]:
    """多 or 若干 instead of a number."""
    for place, number in enumerate(places.counts(base)):
        words = ("多", "若干")[place % 2]
        must = tuple(lost(fact) for fact in places.told_by(base, number))
        reach = places.sentence(base.text, number.start, number.end)
        edit = Edit(number.start, number.end, words)
        yield Mutant(
            base, f"{number.fact.name} {number.text} → {words}", (edit,), must, WORDING, (reach,), SLIPS
        )


def count_left_open(base: Outcome) -> Iterator[Mutant]:
    """XX instead of a number."""
    for number in places.counts(base):
        must = [*(lost(fact) for fact in places.told_by(base, number)), found("defect", "garbled-number")]
        must.append(verdict("form-clean-text", "gap"))
        reach = places.sentence(base.text, number.start, number.end)
        edit = Edit(number.start, number.end, "XX")
        yield Mutant(
            base,
            f"{number.fact.name} {number.text} → XX",
            (edit,),
            tuple(must),
            WORDING,
            (reach,),
            SLIPS,
        )


def count_rounded(base: Outcome) -> Iterator[Mutant]:
    """余 behind a number."""
    for number in places.counts(base):
        if number.value >= 10:
            must = tuple(
                found("indicator", f.name, value=number.value, qualifier="over")
                for f in places.names_at(base, number)
            )
            edit = Edit(number.end, number.end, "余")
            reach = places.sentence(base.text, number.start, number.end)
            label = f"{number.fact.name} {number.text}余"
            yield Mutant(base, label, (edit,), must, WORDING, (reach,), SLIPS)


def wrong_sum(base: Outcome) -> Iterator[Mutant]:
    """A part or the whole of a sum that was right changed."""
    for check in base.facts:
        if (
            check.kind != "check"
            or check.attributes["type"] != "sum"
            or check.attributes["verdict"] != "consistent"
            or check.attributes.get("of") == "repeat"  # told again elsewhere: no parts of its own
        ):
            continue
        numbers = [_first_number(base, quote.start, quote.end) for quote in check.evidence]
        sure = _partition(base, check)
        for place, span in enumerate(numbers):
            if span is None:
                continue
            old = int(base.text[span.start : span.end])
            step = max(3, old // 3)
            new = old + step if place or old <= step else old - step
            must = [_no_sum(check)]
            if sure and (place or new < old):
                must.append(verdict("consist-parts-sum", "gap"))
            edit = Edit(span.start, span.end, str(new))
            yield Mutant(base, f"sum {check.attributes['stated']}: {old} → {new}", (edit,), tuple(must))


def _first_number(base: Outcome, start: int, end: int) -> Span | None:
    match = re.compile("[0-9]+(?![0-9.,万亿])").search(base.text, start, end)
    return Span(*match.span()) if match else None


def _partition(base: Outcome, check: Fact) -> bool:
    """Whether the lexicon knows all the parts as excluding one another."""
    named = places.facts_by_id(base)
    names = [named[part].name for part in check.parts]
    return len(names) == len(check.evidence) and any(
        partition.whole == names[0] and set(names[1:]) <= set(partition.parts)
        for partition in rules().rulebook.lexicon.indicators.partitions
    )


def _no_sum(check: Fact) -> Must:
    """The sum is no longer found right."""

    def right(outcome: Outcome) -> int:
        return sum(
            fact.kind == "check"
            and fact.attributes["type"] == "sum"
            and fact.attributes["verdict"] in {"consistent", "rounding"}
            and len(fact.evidence) == len(check.evidence)
            for fact in outcome.facts
        )

    return Must("sum right no longer", lambda before, after: right(after) < right(before))


def part_above_whole(base: Outcome) -> Iterator[Mutant]:
    """A part made larger than its whole."""
    named = places.facts_by_id(base)
    for check in base.facts:
        if (
            check.kind != "check"
            or check.attributes["type"] != "subset"
            or check.attributes["verdict"] != "consistent"
        ):
            continue
        if len(check.parts) != 2:
            continue
        part, whole = (printed(base, named[p], named[p].attributes["value"]) for p in check.parts)
        if not part or not whole or part.start == whole.start or "." in part.text + whole.text:
            continue
        if (whole.value, part.value) != (check.attributes["stated"], check.attributes["computed"]):
            continue
        new = _fresh(base, part, whole.value + max(2, whole.value // 10))
        must = [_no_subset(whole.value, new)]
        span = places.sentence(base.text, part.start, part.end)
        sure = _plain(base, part, whole) and not FINISHED.search(str(part.fact.name))
        if sure and len(places.numbers_in(base.text, span)) == 2:
            must.append(verdict("consist-part-le-whole", "gap"))
        edit = Edit(part.start, part.end, str(new))
        label = f"{part.fact.name} {part.text} → {new} of {whole.fact.name} {whole.text}"
        yield Mutant(base, label, (edit,), tuple(must))


def _no_subset(whole: int, part: int) -> Must:
    def holds(_: Outcome, after: Outcome) -> bool:
        return not any(
            fact.kind == "check"
            and fact.attributes["type"] == "subset"
            and fact.attributes["verdict"] == "consistent"
            and (fact.attributes["stated"], fact.attributes["computed"]) == (whole, part)
            for fact in after.facts
        )

    return Must(f"{part} is no part of {whole}", holds)


def chinese_numeral(base: Outcome) -> Iterator[Mutant]:
    """The same count in Chinese numerals."""
    for number in places.counts(base):
        if 1 < number.value < 100 and not base.text[number.start - 1].isdecimal():
            words = chinese(number.value)
            edit = Edit(number.start, number.end, words)
            yield Mutant(base, f"{number.fact.name} {number.text} → {words}", (edit,), may=frozenset())


def chinese(value: int) -> str:
    """A number below 100 as it is said."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    if not tens:
        return "两" if ones == 2 else digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def other_notation(base: Outcome) -> Iterator[Mutant]:
    """The same count with full-width digits, with blanks around it, with a comma between thousands."""
    wide = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
    for place, number in enumerate(places.counts(base)):
        thousands = f"{number.value:,}"
        forms = [number.text.translate(wide), f" {number.text} ", *([thousands] if "," in thousands else [])]
        form = forms[place % len(forms)]
        edit = Edit(number.start, number.end, form)
        may = frozenset({"defect"})
        yield Mutant(base, f"{number.fact.name} {number.text} → [{form}]", (edit,), may=may)


GENERATORS = (
    other_numerator,
    other_denominator,
    other_percentage,
    rate_in_vague_words,
    rate_without_base,
    rate_dropped,
    other_count,
    count_dropped,
    count_in_vague_words,
    count_left_open,
    count_rounded,
    wrong_sum,
    part_above_whole,
    chinese_numeral,
    other_notation,
)
