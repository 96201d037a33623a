"""Numbers that fit are never called inconsistent, whatever they are."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.model import Fact

Read = Callable[..., tuple[Fact, ...]]


WORDS = ("立案", "调查", "审核", "决定", "送达", "执行", "归档", "评查", "公开", "反馈")
NUMERALS = "零一二三四五六七八九十"


def verdicts(facts: tuple[Fact, ...], kind: str, of: str | None = None) -> set[object]:
    checks = [fact.attributes for fact in facts if fact.kind == "check"]
    return {check["verdict"] for check in checks if check["type"] == kind and of in (None, check["of"])}


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
    assume(rate <= 100)
    facts = read(f"受理行政调解案件{whole / 100:.2f}万件，调解成功{part / 100:.2f}万件，成功率{rate}%。")
    assert "inconsistent" not in verdicts(facts, "ratio")


@settings(max_examples=40)
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=2, max_size=10, unique=True),
    told=st.integers(2, 10),
    written=st.booleans(),
    quoted=st.booleans(),
)
def test_a_list_is_as_long_as_its_number_or_settles_nothing(
    read: Read, words: list[str], told: int, *, written: bool, quoted: bool
) -> None:
    items = "".join(f"“{word}”" for word in words) if quoted else "、".join(words)
    number = NUMERALS[told].replace("二", "两") if written else told
    said = verdicts(read(f"全面规范{items}{number}个环节。"), "sum", "list")
    assert said == {"consistent" if told == len(words) else "cannot_tell"}


@settings(max_examples=40)
@given(
    parts=st.lists(st.integers(2, 900), min_size=2, max_size=6),
    away=st.integers(-3, 3),
    form=st.sampled_from(["共办理{total}件（{parts}）。", "共办理{total}件，{parts}。"]),
)
def test_a_total_is_the_sum_of_its_parts_or_settles_nothing(
    read: Read, parts: list[int], away: int, form: str
) -> None:
    listed = "、".join(f"{word}类{part}件" for word, part in zip(WORDS, parts, strict=False))
    said = verdicts(read(form.format(parts=listed, total=sum(parts) + away)), "sum", "parts")
    assert "inconsistent" not in said
    assert away or said == {"consistent"}


@settings(max_examples=40)
@given(parts=st.lists(st.integers(2, 900), min_size=2, max_size=6), away=st.integers(-3, 3))
def test_a_bare_total_behind_a_list_is_its_sum(read: Read, parts: list[int], away: int) -> None:
    assume(sum(parts) + away not in {sum(parts[place:]) for place in range(1, len(parts))})
    listed = "、".join(f"{word}类{part}件" for word, part in zip(WORDS, parts, strict=False))
    said = verdicts(read(f"{listed}，共{sum(parts) + away}件。"), "sum", "parts")
    assert said == {"inconsistent" if away else "consistent"}


@settings(max_examples=20)
@given(wide=st.integers(1, 100), narrow=st.integers(1, 100))
def test_a_narrower_rate_is_held_against_the_wider_one_without_alarm(
    read: Read, wide: int, narrow: int
) -> None:
    said = verdicts(read(f"事项网上可办率{wide}%，全程网上可办率{narrow}%。"), "subset", "rates")
    assert said == ({"consistent"} if narrow <= wide else set())


@settings(max_examples=20)
@given(whole=st.integers(2, 200), part=st.integers(2, 200))
def test_what_may_be_carried_over_is_never_too_much(read: Read, whole: int, part: int) -> None:
    said = read(f"收到依申请公开{whole}件，办结{part}件。征集意见{whole}条，采纳{part}条。")
    assert verdicts(said, "subset", "counts") <= {"consistent"}
    assert "inconsistent" not in verdicts(said, "subset", "flow")
    assert part > whole or verdicts(said, "subset", "counts") == {"consistent"}
