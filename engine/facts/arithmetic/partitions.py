"""Parts that exclude one another: 维持、驳回、撤销 of one whole, and lists that say they are complete.

Such parts are never more than their whole. ``inconsistent`` is said where their wording leaves no other
reading; every other mismatch is left alone.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise

from engine.facts.arithmetic.levels import Level, Sentences, has_caveat
from engine.facts.arithmetic.parts import adds_up, check, exact
from engine.facts.counts.scopes import scope_at
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import sum_of
from engine.facts.phrases import Hit
from engine.facts.text import has_any
from engine.facts.view import Sentence, View
from engine.rulebook.lexicon_relations import Exclusive

MOST = 8  # parts of which every selection is tried
LONG = 1000  # from which a sum that is off by one digit is a slip and no overlap
NEARLY = Decimal("1.2")
SURE = 100  # from which a sum of two numbers is no chance
FEW = 3  # parts from which such a slip is believed
REST = 6  # code points of the noun behind 其他
SLIP = Decimal("0.01")
SHORT = Decimal("0.05")  # of the whole, up to which a complete list that falls short of it is a slip


def exclude_one_another(view: View, parts: Sequence[Level]) -> tuple[Exclusive, int] | None:
    """The partition that the wording of the first parts belongs to, and how many parts it tells apart."""
    best: tuple[Exclusive, int] | None = None
    for exclusive in view.lexicon.relations.exclusive:
        number = len(_apart(exclusive, parts))
        if number > 1 and (best is None or number > best[1]):
            best = (exclusive, number)
    return best


def contradicts(view: View, sentence: Sentence, whole: Level, parts: Sequence[Level]) -> Sequence[Level]:
    """The parts behind 其中 that surely are not what their whole says; none where another reading is left."""
    for tells, chosen in (
        (_is_over, _exclusive(view, parts)),
        (_is_over, _complete(view, parts)),
        (_is_slip, _listed(view, parts)),
        (_falls_short, _all_told(view, parts)),
    ):
        if len(chosen) > 1 and tells(whole, chosen) and _is_certain(view, sentence, whole, chosen):
            return chosen
    return ()


def echoes(view: View, whole: Level, parts: Sequence[Level]) -> bool:
    """Whether the wording of the whole names what its parts are: 制定、修改、废止规章8件."""
    told = exclude_one_another(view, parts)
    if told is None:
        return False
    groups = frozenset().union(*(_groups(told[0], part) for part in parts[: told[1]]))
    return groups <= _groups(told[0], whole)


def partitions(view: View, sentences: Sentences) -> Iterator[Draft]:
    """继续有效44件,修改6件,废止18件 without 其中, against the number before them."""
    words = [word for one in view.lexicon.relations.exclusive for word in _grouped(one.parts)]
    for sentence, numbers in sentences:
        for place in range(len(numbers) - 1):
            start = place + 1
            parts = has_any(numbers[start].wording, words) and _unannounced(view, numbers, place, start)
            if not parts and (start := _after_remark(numbers, place)):
                parts = has_any(numbers[start].wording, words) and _unannounced(view, numbers, place, start)
            if parts:
                yield from _held(view, sentence, numbers[place], parts)


def remainders(view: View, sentences: Sentences) -> Iterator[Draft]:
    """发现58个,整改53个,其余5个; 收到486件,受理431件,不予受理55件: only what adds up is told."""
    relations = view.lexicon.relations
    words = (*relations.results, *relations.rest)
    for _, numbers in sentences:
        seen: set[str] = set()
        for place, whole in enumerate(numbers):
            first = whole.kind not in seen
            seen.add(whole.kind)
            in_list = view.text.startswith("、", whole.quantity.end)
            if not exact(whole.quantity) or in_list:
                continue  # what is one of a list has no parts of its own
            result = has_any(whole.lead, words) and not first  # nor has a result, unless a rest of it is told
            near = numbers[place + 1 : place + 1 + MOST]
            alike = [one for one in near if one.kind == whole.kind and exact(one.quantity)]
            listed = len(_listed(view, alike)) if alike else 0
            for length in range(max(listed, min(len(alike), FEW)), 1, -1):
                parts = alike[:length]
                fits = adds_up(whole.quantity, [part.quantity for part in parts])
                apart = not result or _is_rest(view, parts[-1])
                if fits and apart and any(has_any(part.lead, words) for part in parts):
                    yield _added(view, whole, parts, "consistent")
                    break
    yield from _summed(view, sentences)
    yield from _itemised(view, sentences)
    yield from _dealt_out(view, sentences)


def _summed(view: View, sentences: Sentences) -> Iterator[Draft]:
    """审核合同287份,审核文件26件,出具意见313份: two long numbers and their sum right behind them."""
    for _, numbers in sentences:
        for first, second, whole in zip(numbers, numbers[1:], numbers[2:], strict=False):
            parts = (first, second)
            exactly = exact(whole.quantity) and all(exact(part.quantity) for part in parts)
            alike = first.kind == second.kind == whole.kind and whole.quantity.value >= SURE
            if exactly and alike and adds_up(whole.quantity, [part.quantity for part in parts]):
                yield _added(view, whole, parts, "consistent")


def _itemised(view: View, sentences: Sentences) -> Iterator[Draft]:
    """办结70件,公开33件、不公开8件、…、其他3件: a list up to 其他 right behind a number it falls short of."""
    for sentence, numbers in sentences:
        for place, whole in enumerate(numbers):
            behind = numbers[place + 1 : place + 1 + MOST]
            if view.text.startswith("、", whole.quantity.end) or not behind or behind[0].depth != whole.depth:
                continue
            parts = _complete(view, [one for one in behind if one.kind == whole.kind])
            announced = parts and view.found("whole", whole.quantity.end, parts[-1].quantity.start)
            listed = len(parts) >= FEW and parts[0] == behind[0] and not announced
            if listed and _falls_short(whole, parts) and _is_certain(view, sentence, whole, parts):
                yield _added(view, whole, parts, "inconsistent")


def _dealt_out(view: View, sentences: Sentences) -> Iterator[Draft]:
    """清理94件,分别为继续有效58件、废止23件、失效11件: a list that deals out the one number before it."""
    for sentence, numbers in sentences:
        for word in view.found("distributive", sentence.start, sentence.end):
            behind = [one for one in numbers if one.quantity.start >= word.end]
            before = [one for one in numbers if one.quantity.end <= word.start]
            wholes = [one for one in before if behind and one.kind == behind[0].kind]
            alike = [one for one in behind if wholes and one.kind == wholes[-1].kind and exact(one.quantity)]
            if listed := next((n for n in range(len(alike), 1, -1) if _deals_out(wholes[-1], alike[:n])), 0):
                yield _added(view, wholes[-1], alike[:listed], "consistent")
                continue
            if len(wholes) != 1:
                continue
            parts = _exclusive(view, behind) or _to_the_end(view, sentence, word, behind)
            if len(parts) < FEW or len(_listed(view, behind)) != len(parts):
                continue
            slip = _falls_short(wholes[0], parts) or _is_over(wholes[0], parts)
            if slip and _is_certain(view, sentence, wholes[0], parts):
                yield _added(view, wholes[0], parts, "inconsistent")


def _to_the_end(view: View, sentence: Sentence, word: Hit, behind: Sequence[Level]) -> Sequence[Level]:
    """All that is listed right behind the word, where that ends the sentence: 分别为甲33个、乙9个、丙3个."""
    first, last = behind[0], behind[-1]
    ends = not view.text[last.quantity.end : sentence.end].strip("。;； ")
    alike = all(one.kind == first.kind for one in behind)
    opens = "," not in view.text[word.end : first.quantity.start]
    return behind if ends and alike and opens and len(_listed(view, behind)) == len(behind) else ()


def _deals_out(whole: Level, parts: Sequence[Level]) -> bool:
    """Whether the parts are together the whole, which is told exactly."""
    return exact(whole.quantity) and adds_up(whole.quantity, [part.quantity for part in parts])


def _unannounced(view: View, numbers: Sequence[Level], place: int, start: int) -> Sequence[Level]:
    """The parts that begin at ``start`` behind the number at ``place``, in its unit and without 其中."""
    whole, following = numbers[place], numbers[start : start + MOST]
    for index, one in enumerate(following):
        if one.kind != whole.kind or one.depth != following[0].depth:
            following = following[:index]
            break
    told = exclude_one_another(view, following)
    if told is None or _groups(told[0], whole):
        return ()
    parts = following[: told[1]]
    rest = following[: told[1] + 1]
    if _is_rest(view, rest[-1]) and adds_up(whole.quantity, [part.quantity for part in rest]):
        parts = rest
    behind = parts[0].low if start > place + 1 else whole.quantity.end
    return () if view.found("whole", behind, parts[-1].quantity.start) else parts


def _after_remark(numbers: Sequence[Level], place: int) -> int:
    """Where the numbers go on behind a remark in brackets, else 0: 51件(其中13件),一审34件."""
    start = place + 1
    while start < len(numbers) and numbers[start].depth > numbers[place].depth:
        start += 1
    return start if place + 1 < start < len(numbers) else 0


def _held(view: View, sentence: Sentence, whole: Level, parts: Sequence[Level]) -> Iterator[Draft]:
    """The parts against the whole: that they are it, or that they are surely too many."""
    told = exclude_one_another(view, parts)
    quantities = [part.quantity for part in parts]
    fits = adds_up(whole.quantity, quantities) and exact(whole.quantity)
    of_these = told is not None and has_any(whole.wording, told[0].of)
    near = sum_of(quantities) <= whole.quantity.value * NEARLY  # far more are parts of something else
    over = of_these and near and _is_over(whole, parts) and _is_certain(view, sentence, whole, parts)
    if fits or over:
        yield _added(view, whole, parts, "consistent" if fits else "inconsistent")


def _added(view: View, whole: Level, parts: Sequence[Level], verdict: str) -> Draft:
    """The parts together against the whole."""
    numbers = [whole.quantity, *(part.quantity for part in parts)]
    return check(
        "sum",
        verdict,
        view.quote(min(n.start for n in numbers), max(n.end for n in numbers)),
        [view.quote(number.start, number.end) for number in numbers],
        of="parts",
        stated=float(numbers[0].value),
        computed=float(sum_of(numbers[1:])),
    )


def _exclusive(view: View, parts: Sequence[Level]) -> Sequence[Level]:
    """The first parts, as far as their wording tells them apart."""
    told = exclude_one_another(view, parts)
    return parts[: told[1]] if told else ()


def _complete(view: View, parts: Sequence[Level]) -> Sequence[Level]:
    """The parts up to 其他, which says that nothing before it is counted again in it."""
    listed = _listed(view, parts)
    last = next((i for i, part in enumerate(listed) if _is_rest(view, part)), None)
    return listed[: last + 1] if last else ()


def _all_told(view: View, parts: Sequence[Level]) -> Sequence[Level]:
    """The parts, if nothing can be left beside them: a list up to 其他, or all that a thing can be."""
    complete = _complete(view, parts)
    if len(complete) >= FEW:
        return complete
    told = exclude_one_another(view, parts)
    return parts[: told[1]] if told and told[0].complete and told[1] == len(told[0].parts) else ()


def _listed(view: View, parts: Sequence[Level]) -> Sequence[Level]:
    """The first parts that 、 joins to one list."""
    length = 1
    for first, second in pairwise(parts):
        between = view.text[first.quantity.end : second.quantity.start]
        if "," in between or "、" not in between[: len(first.tail) + 2] or _is_left_out(view, first, second):
            break
        length += 1
    return parts[:length]


def _is_left_out(view: View, first: Level, second: Level) -> bool:
    """Whether a member between the two is counted in another unit: 确认5项、征收4件、裁决3项."""
    between = view.counted(first.quantity.end, second.quantity.start)
    return any(not q.percent and "(" not in view.text[first.quantity.end : q.start] for q in between)


def _is_rest(view: View, part: Level) -> bool:
    """Whether the part is all that is left: 其他17件, but not 其他部门17件."""
    relations = view.lexicon.relations
    word = next((word for word in relations.rest if part.lead.startswith(word)), None)
    noun = part.lead.removeprefix(word).strip() if word else ""
    return word is not None and len(noun) <= REST and not has_any(noun, relations.rest_not)


def _is_certain(view: View, sentence: Sentence, whole: Level, parts: Sequence[Level]) -> bool:
    """Whether all are exact and of one scope, and no selection of the parts is the whole."""
    numbers = [one.quantity for one in (whole, *parts)]
    if (
        not all(exact(number) for number in numbers)
        or max(p.quantity.value for p in parts) > whole.quantity.value
    ):
        return False
    first, last = min(numbers[0].start, numbers[1].start), _remarked(view, sentence, numbers[-1].end)
    if has_caveat(view, sentence) or view.found("including", numbers[1].start, last):
        return False
    if _counts_times(view, whole, parts):
        return False
    if sentence.start <= first and len({scope_at(view, sentence, number.start) for number in numbers}) > 1:
        return False
    return not _selected(whole, parts)


def _remarked(view: View, sentence: Sentence, end: int) -> int:
    """The end of a remark in brackets right behind ``end``, else ``end``: 二审30件(含上年结转4件)."""
    closing = view.text.find(")", end, sentence.end)
    return closing if view.text.startswith("(", end) and closing >= 0 else end


def _counts_times(view: View, whole: Level, parts: Sequence[Level]) -> bool:
    """Whether parts are counted by times (人次) and the whole is not."""
    repeated = view.lexicon.relations.repeated_units
    return whole.quantity.unit not in repeated and any(p.quantity.unit in repeated for p in parts)


def _selected(whole: Level, parts: Sequence[Level]) -> bool:
    """Whether some of the parts are together the whole, so that the others lie within them."""
    quantities = [part.quantity for part in parts]
    return len(parts) > MOST or any(
        adds_up(whole.quantity, chosen)
        for number in range(1, len(parts))
        for chosen in combinations(quantities, number)
    )


def _is_over(whole: Level, parts: Sequence[Level]) -> bool:
    """Whether the parts are more than the whole, however they were rounded."""
    return sum((part.quantity.interval[0] for part in parts), Decimal(0)) > whole.quantity.interval[1]


def _falls_short(whole: Level, parts: Sequence[Level]) -> bool:
    """Whether the parts are a little less than the whole, however they were rounded."""
    most = sum((part.quantity.interval[1] for part in parts), Decimal(0))
    least = whole.quantity.interval[0]
    return least * (1 - SHORT) <= most < least


def _is_slip(whole: Level, parts: Sequence[Level]) -> bool:
    """Whether a long sum is more by a single digit, and that not the last: 8352 for 8342."""
    stated, together = whole.quantity.value, sum_of([part.quantity for part in parts])
    if len(parts) < FEW or stated < LONG or not 0 < together - stated < SLIP * stated:
        return False
    printed, added = f"{stated:f}", f"{together:f}"
    apart = [place for place, (a, b) in enumerate(zip(printed, added, strict=False)) if a != b]
    return len(printed) == len(added) and len(apart) == 1 and apart[0] < len(printed) - 1


def _apart(exclusive: Exclusive, parts: Sequence[Level]) -> Sequence[Level]:
    """The first parts whose wording falls into groups of their own."""
    taken: set[int] = set()
    for index, part in enumerate(parts):
        groups = _groups(exclusive, part)
        if not groups or groups & taken:
            return parts[:index]
        taken |= groups
    return parts


def _groups(exclusive: Exclusive, part: Level) -> frozenset[int]:
    found: frozenset[int] = frozenset()
    for wording in (part.lead, part.tail):
        left = wording
        for word, groups in _grouped(exclusive.parts).items():
            if word in left:
                found |= groups
                left = left.replace(word, "|")  # 不合格 does not tell 合格
        if found:
            break
    return found


@cache
def _grouped(parts: tuple[str, ...]) -> dict[str, frozenset[int]]:
    """Each word with the places of the groups that it belongs to, longest first."""
    words = sorted({word for group in parts for word in group.split()}, key=lambda word: (-len(word), word))
    return {word: frozenset(i for i, group in enumerate(parts) if word in group.split()) for word in words}
