"""This year's report beside last year's: stated changes recomputed, and what was copied.

Without last year's report a change is recomputed only where the text tells both years' numbers.
"""

from collections.abc import Callable
from functools import cache

import pytest

from engine.facts import FactReader, Previous
from engine.model import Fact, Report, Source
from engine.outline import outline
from engine.rulebook.load import load
from fazhi.paths import rules_folder

Compare = Callable[[str, str], tuple[Fact, ...]]
BODY = "青岭县{year}年法治政府建设年度报告\n一、{year}年法治政府建设主要举措和成效\n{text}\n"
LAST = "全县新收行政应诉案件100件，败诉率11.5%。收到行政复议申请85件，审结70余件。主动公开政府信息1.2万条。"


@cache
def _rulebook() -> tuple[FactReader, Callable[[str, int], Report]]:
    rulebook = load(rules_folder())

    def read(text: str, year: int) -> Report:
        source = Source("report.txt", "text/plain", "0" * 64, BODY.format(year=year, text=text))
        return outline(source, rulebook.lexicon.outline)

    return FactReader(rulebook.lexicon), read


@pytest.fixture(scope="module")
def compare() -> Compare:
    """The facts of a text of 2024, with one of 2023 beside it (none where it is empty)."""

    def facts(text: str, last: str) -> tuple[Fact, ...]:
        reader, read = _rulebook()
        before = read(last, 2023)
        previous = Previous(before, reader.read(before)) if last else None
        return reader.read(read(text, 2024), previous=previous)

    return facts


def _changes(facts: tuple[Fact, ...]) -> list[tuple[object, ...]]:
    told = [fact.attributes for fact in facts if fact.kind == "check" and fact.attributes["of"] == "change"]
    return [(one["verdict"], one["stated"], one["computed"]) for one in told]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县新收行政应诉案件120件，同比上升20%。", ("consistent", 20, 20)),
        ("全县新收行政应诉案件120件，较上年上升20%。", ("consistent", 20, 20)),
        ("全县新收行政应诉案件120件，比上年增加20件。", ("consistent", 20, 20)),
        ("全县新收行政应诉案件86件，同比下降14%。", ("consistent", -14, -14)),
        ("全县新收行政应诉案件86件，同比上升14%。", ("inconsistent", 14, -14)),
        ("全县新收行政应诉案件120件，同比上升35%。", ("inconsistent", 35, 20)),
        ("全县新收行政应诉案件120件，同比上升约35%。", ("cannot_tell", 35, 20)),
        ("全县新收行政应诉案件120余件，同比上升35%。", ("cannot_tell", 35, 20)),
        ("全县收到行政复议申请98件，同比增长15.2%。", ("rounding", 15.2, 15.294)),
        ("全县收到行政复议申请98件，同比增长15.3%。", ("consistent", 15.3, 15.294)),
        ("行政应诉案件败诉率为9.4%，同比下降2.1个百分点。", ("consistent", -2.1, -2.1)),
        ("行政应诉案件败诉率为9.4%，同比下降3个百分点。", ("inconsistent", -3, -2.1)),
        ("主动公开政府信息1.5万条，同比增长25%。", ("consistent", 25, 25)),
        ("主动公开政府信息15000条，同比增长21.5%。", ("consistent", 21.5, 25)),  # of 11,500 to 12,500
        ("主动公开政府信息15000条，同比增长45%。", ("inconsistent", 45, 25)),
        ("行政应诉案件败诉率为9.2%，同比下降20%。", ("consistent", -20, -20)),  # of last year's 11.5%
        ("行政应诉案件败诉率为9.2%，同比下降2.3%。", ("consistent", -2.3, -2.3)),
        ("行政应诉案件败诉率为9.2%，同比下降12%。", ("inconsistent", -12, -2.3)),
        ("新收120件行政应诉案件，同比上升20%。", ("consistent", 20, 20)),
        ("全县新收行政应诉案件120件，比上年多20件。", ("consistent", 20, 20)),
        ("全县新收行政应诉案件120件，比上年多30件。", ("inconsistent", 30, 20)),
        ("全县新收行政应诉案件120件，同比减少20件。", ("inconsistent", -20, 20)),
        ("全县新收行政应诉案件120件，较上年末净增20件。", ("consistent", 20, 20)),
        ("全县新收行政应诉案件200件，同比增长1倍。", ("consistent", 100, 100)),
        ("全县新收行政应诉案件200件，同比增长2倍。", ("cannot_tell", 200, 100)),  # said also of twice as many
        ("全县新收行政应诉案件100件，与上年持平。", ("consistent", 0, 0)),
        ("全县新收行政应诉案件120件，与去年同期持平。", ("cannot_tell", 0, 20)),
    ],
)
def test_a_stated_change_is_recomputed_from_last_years_report(
    compare: Compare, text: str, expected: tuple[object, ...]
) -> None:
    assert _changes(compare(text, LAST)) == [expected]


def test_each_of_two_stated_changes_is_recomputed(compare: Compare) -> None:
    facts = compare("全县新收行政应诉案件80件，同比减少20件，降幅25%。", LAST)
    assert _changes(facts) == [("consistent", -20, -20), ("inconsistent", -25, -20)]


@pytest.mark.parametrize(
    "text",
    [
        "全县新收行政应诉案件120件，全县发明专利授权量同比增长20%。",  # another thing's change
        "全县新收行政应诉案件120件，审结110件，同比上升30%。",  # of 审结, untold last year
        "审结行政复议案件90件，同比上升20%。",  # last year's number is 70余
        "一审行政应诉案件66件，同比上升20%。",  # last year told none
        "全县新收行政应诉案件120件。同比上升20%的是行政许可。",  # another sentence
    ],
)
def test_what_last_year_does_not_tell_is_not_held_against_it(compare: Compare, text: str) -> None:
    assert _changes(compare(text, LAST)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新收行政应诉案件由上年的100件上升到120件，增长20%。", ("consistent", 20, 20)),
        ("新收行政应诉案件120件（上年同期100件），同比上升25%。", ("inconsistent", 25, 20)),
        ("新收行政应诉案件120件，同比上升20%，上年为100件。", ("consistent", 20, 20)),
    ],
)
def test_a_change_is_recomputed_from_the_text_itself(
    compare: Compare, text: str, expected: tuple[object, ...]
) -> None:
    assert _changes(compare(text, "")) == [expected]


def test_last_years_number_as_told_this_year_must_be_that_of_last_years_report(compare: Compare) -> None:
    assert _changes(compare("新收行政应诉案件120件，上年为100件。", LAST)) == [("consistent", 100, 100)]
    assert _changes(compare("新收行政应诉案件120件，上年为90件。", LAST)) == [("inconsistent", 90, 100)]


def test_two_different_numbers_of_last_year_settle_nothing(compare: Compare) -> None:
    last = "全县新收行政应诉案件100件。新收行政应诉案件90件。"
    assert _changes(compare("新收行政应诉案件120件，同比上升50%。", last)) == []


def test_a_check_names_the_place_in_last_years_report(compare: Compare) -> None:
    facts = compare("全县新收行政应诉案件120件，同比上升20%。", LAST)
    check = next(fact for fact in facts if fact.attributes.get("of") == "change")
    assert check.attributes["last_year"] == 100
    assert check.attributes["last_quote"] == "新收行政应诉案件100件"


def test_copied_sentences_are_told_with_figures_aside(compare: Compare) -> None:
    copied = "组织开展行政执法案卷评查{}次，对发现的问题逐项反馈并督促限期整改。"
    own = "新设海岛法治驿站为往来渔民提供双语法律咨询和纠纷调处服务。"
    facts = compare(copied.format(6) + own, copied.format(3))
    previous = next(fact for fact in facts if fact.kind == "previous")
    assert previous.attributes["year"] == 2023
    assert 40 < float(str(previous.attributes["repeated"])) < 60
    assert [quote.quote for quote in previous.evidence] == [copied.format(6)]
