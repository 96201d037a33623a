"""Every way of printing a number is read as that number."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model import Fact

Read = Callable[..., tuple[Fact, ...]]
DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A number below 10,000 as it is written out, e.g. 二千零五."""
    printed, gap = "", False
    for place, power in enumerate("千百十"):
        digit = number // 10 ** (3 - place) % 10
        if digit:
            printed += ("零" if gap else "") + DIGITS[digit] + power
        gap = bool(printed) and not digit
    last = number % 10
    return printed + ("零" if gap and last else "") + (DIGITS[last] if last else "")


def received(facts: tuple[Fact, ...]) -> list[object]:
    return [fact.attributes["value"] for fact in facts if fact.name == "reconsideration.received"]


@settings(max_examples=40)
@given(number=st.integers(2, 9999))
def test_a_number_is_the_same_in_digits_with_commas_and_written_out(read: Read, number: int) -> None:
    for printed in (f"{number}", f"{number:,}", in_chinese(number)):
        assert received(read(f"共收到行政复议申请{printed}件。")) == [number]


@settings(max_examples=40)
@given(hundreds=st.integers(100, 99999))
def test_a_number_in_ten_thousands_is_multiplied_out(read: Read, hundreds: int) -> None:
    facts = read(f"共收到行政复议申请{hundreds / 100:.2f}万件。")
    assert received(facts) == [hundreds * 100]


@settings(max_examples=40)
@given(text=st.text("收到受理行政复议申请审结其中12万.,%件、，。；分别为率()（）百十余约", max_size=80))
def test_whatever_is_printed_is_quoted_at_its_place(read: Read, text: str) -> None:
    for fact in read(text):
        if fact.kind in {"quantity", "indicator", "rate", "check"} and fact.at:
            assert fact.at.quote.strip() == fact.at.quote
            assert fact.at.end - fact.at.start == len(fact.at.quote) > 0
