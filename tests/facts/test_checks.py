"""Numbers that fit are never called inconsistent, whatever they are."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model import Fact

Read = Callable[..., tuple[Fact, ...]]


def verdicts(facts: tuple[Fact, ...], kind: str) -> set[object]:
    checks = [fact.attributes for fact in facts if fact.kind == "check"]
    return {check["verdict"] for check in checks if check["type"] == kind}


def share(part: int, whole: int, decimals: int) -> Decimal:
    exact = Decimal(part) * 100 / Decimal(whole)
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@settings(max_examples=40)
@given(whole=st.integers(2, 5000), data=st.data(), decimals=st.integers(0, 2))
def test_a_rate_rounded_from_its_counts_is_consistent(
    read: Read, whole: int, data: st.DataObject, decimals: int
) -> None:
    part = data.draw(st.integers(1, whole))
    rate = share(part, whole, decimals)
    facts = read(f"负责人应出庭案件{whole}件，实际出庭{part}件，出庭应诉率{rate}%。")
    assert verdicts(facts, "ratio") == {"consistent"}


@settings(max_examples=40)
@given(parts=st.lists(st.integers(2, 900), min_size=4, max_size=4), missing=st.integers(0, 50))
def test_parts_up_to_their_whole_raise_no_alarm(read: Read, parts: list[int], missing: int) -> None:
    upheld, dismissed, mediated, corrected = parts
    facts = read(
        f"审结行政复议案件{sum(parts) + missing}件，其中维持{upheld}件，驳回{dismissed}件，"
        f"调解和解{mediated}件，撤销{corrected}件。"
    )
    assert "inconsistent" not in verdicts(facts, "sum") | verdicts(facts, "subset")
    assert missing or verdicts(facts, "sum") == {"consistent"}


@settings(max_examples=40)
@given(parts=st.lists(st.integers(20, 900), min_size=4, max_size=4), less=st.integers(1, 10))
def test_parts_that_exclude_one_another_are_not_more_than_their_whole(
    read: Read, parts: list[int], less: int
) -> None:
    upheld, dismissed, mediated, corrected = parts
    facts = read(
        f"审结行政复议案件{sum(parts) - less}件，其中维持{upheld}件，驳回{dismissed}件，"
        f"调解和解{mediated}件，撤销{corrected}件。"
    )
    assert verdicts(facts, "sum") == {"inconsistent"}


@settings(max_examples=40)
@given(whole=st.integers(100, 999), part=st.integers(100, 999))
def test_a_rate_of_rounded_numbers_is_judged_by_what_they_may_have_been(
    read: Read, whole: int, part: int
) -> None:
    whole, part = max(whole, part), min(whole, part)
    rate = share(part * 100 + 30, whole * 100 - 30, 1)
    facts = read(f"受理行政调解案件{whole / 100:.2f}万件，调解成功{part / 100:.2f}万件，成功率{rate}%。")
    assert "inconsistent" not in verdicts(facts, "ratio")
