"""Every value that rules can tell apart, as a small integer.

durable-rules compares text as raw JSON bytes with a sixteen-bit length, holds "9" to be more than 10,
takes True for 1 and cuts large numbers short. So only integers reach it: a text is its place among the
texts that rules name, a number its rank among the numbers that rules name. Equality and order between a
value and anything a rule names are kept exactly, whatever the size or type of the value.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from engine.model import Scalar
from engine.rulebook.rules import Test

MISSING, FALSE, OTHER_TEXT, FIRST_TEXT = 0, 1, 3, 4  # TRUE is FALSE + 1
NEVER = -1  # the code of no value

Pattern = Mapping[str, object]  # a condition on one fact, as durable-rules reads it


class Codebook(NamedTuple):
    """The codes of one attribute's values: missing, flags, texts, then numbers in order of size."""

    texts: Mapping[str, int]
    numbers: tuple[int | float, ...]  # ascending

    @property
    def least_number(self) -> int:
        """The code of every number below all that rules name; every code from here on is a number."""
        return FIRST_TEXT + len(self.texts)

    def code(self, value: Scalar) -> int:
        """The code of any value. Numbers that rules name have odd ranks, those between them even ones."""
        if isinstance(value, str):
            return self.texts.get(value, OTHER_TEXT)
        if value is None:
            return MISSING
        if isinstance(value, bool):
            return FALSE + value
        place = bisect_left(self.numbers, value)
        named = place < len(self.numbers) and self.numbers[place] == value
        return self.least_number + 2 * place + named

    def conditions(self, property_name: str, test: Test) -> list[Pattern]:
        """Conditions on ``property_name`` that all hold exactly when its value passes ``test``."""
        codes = [self.code(one) for one in test.values]
        number = {"$gte": {property_name: self.least_number}}
        match test.operator:
            case "in":
                return [_one_of(property_name, codes)]
            case "not_in":
                return [{"$neq": {property_name: code}} for code in codes]
            case "present":
                return [{"$neq": {property_name: MISSING}}]
            case "absent":
                return [{property_name: MISSING}]
            case "at_least":
                return [{"$gte": {property_name: codes[0]}}]
            case "at_most":
                return [number, {"$lte": {property_name: codes[0]}}]
            case "before":
                return [number, {"$lt": {property_name: codes[0]}}]
            case "after":
                return [{"$gt": {property_name: codes[0]}}]


def codebook(tests: Iterable[Test]) -> Codebook:
    """The codes that tell apart every value that ``tests``, all on one attribute, name."""
    texts: dict[str, int] = {}
    numbers: set[int | float] = set()
    for test in tests:
        for value in test.values:
            if isinstance(value, str):
                texts.setdefault(value, FIRST_TEXT + len(texts))
            elif not isinstance(value, bool):
                numbers.add(value)
    return Codebook(texts, tuple(sorted(numbers)))


def _one_of(property_name: str, codes: list[int]) -> Pattern:
    distinct = list(dict.fromkeys(codes)) or [NEVER]
    if len(distinct) == 1:
        return {property_name: distinct[0]}
    return {"$or": [{property_name: code} for code in distinct]}
