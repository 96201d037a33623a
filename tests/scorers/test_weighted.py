"""Credits to a score: exact, fair to what could not be judged, and traceable rule by rule."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model import Basis, Dimension, Finding, Grade, Scheme, Status
from scorers import Result, score

SCHEME = Scheme(
    "weighted",
    "加权得分",
    (
        Dimension("form", "时限形式", 15),
        Dimension("sections", "五项内容", 30),
        Dimension("topics", "任务主题", 20),
    ),
    (Grade(90, "优秀"), Grade(80, "良好"), Grade(60, "合格"), Grade(0, "不合格")),
)


def finding(
    rule: str, status: Status, weight: float = 1.0, credit: float | None = None, dimension: str = "form"
) -> Finding:
    earned = {"met": 1.0}.get(status, 0.0) if credit is None else credit
    return Finding(
        rule=rule,
        requirement=rule,
        title=rule,
        dimension=dimension,
        status=status,
        severity="should",
        weight=weight,
        credit=earned,
        basis=(Basis("outline", "纲要"),),
        message="",
        advice="",
        step="expect",
    )


def scored(*findings: Finding) -> Result:
    return score(findings, SCHEME)


def test_a_dimension_is_its_earned_weight_in_percent() -> None:
    result = scored(finding("a", "met", 5), finding("b", "gap", 3), finding("c", "partial", 2, 0.5))
    assert result.dimensions[0].score == 60.0


def test_what_cannot_be_judged_leaves_the_denominator() -> None:
    judged = [finding("a", "met", 5), finding("b", "gap", 5)]
    states: list[Status] = ["needs_review", "not_applicable", "waived"]
    unjudged = [finding(state, state, 50) for state in states]
    assert scored(*judged, *unjudged).score == scored(*judged).score == 50.0


def test_an_empty_dimension_leaves_the_denominator_of_the_whole() -> None:
    result = scored(finding("a", "met"), finding("b", "not_applicable", dimension="sections"))
    assert result.score == 100.0
    assert [d.score for d in result.dimensions] == [100.0, None, None]


def test_dimensions_count_by_their_own_weight_however_many_rules_they_hold() -> None:
    result = scored(*(finding(f"f{n}", "met") for n in range(9)), finding("s", "gap", dimension="sections"))
    assert result.score == 33.3


def test_nothing_scored_has_no_score_and_no_grade() -> None:
    result = scored(finding("a", "needs_review"))
    assert (result.score, result.grade) == (None, None)
    assert scored().score is None


def test_a_rule_without_weight_does_not_count() -> None:
    assert scored(finding("a", "gap", 0)).score is None


@pytest.mark.parametrize(
    ("credit", "shown"), [(0.7125, 71.3), (0.7124, 71.2), (0.0005, 0.1), (0.99949, 99.9), (0.2, 20.0)]
)
def test_halves_are_rounded_up_from_the_number_as_written(credit: float, shown: float) -> None:
    assert scored(finding("a", "partial", 1, credit)).score == shown


@pytest.mark.parametrize(
    ("credit", "grade"),
    [
        (1, "优秀"),
        (0.9, "优秀"),
        (0.8995, "优秀"),
        (0.8994, "良好"),
        (0.6, "合格"),
        (0.5994, "不合格"),
        (0, "不合格"),
    ],
)
def test_the_grade_goes_by_the_score_as_displayed(credit: float, grade: str) -> None:
    assert scored(finding("a", "partial", 1, credit)).grade == grade


def test_every_state_is_counted() -> None:
    states: list[Status] = ["met", "partial", "gap", "needs_review", "not_applicable"]
    first = scored(*(finding(state, state) for state in states), finding("gap2", "gap")).dimensions[0]
    assert (first.met, first.partial, first.gap, first.needs_review, first.not_applicable) == (1, 1, 2, 1, 1)


def test_a_finding_of_an_unknown_dimension_is_refused() -> None:
    with pytest.raises(ValueError, match="lost: scheme weighted has no dimension elsewhere"):
        scored(finding("lost", "met", dimension="elsewhere"))


def test_points_show_what_each_rule_could_give_and_gave() -> None:
    given_points = score([finding("a", "met", 3), finding("b", "partial", 1, 0.5)], SCHEME).points
    assert given_points == {
        "a": (Fraction(75), Fraction(75)),
        "b": (Fraction(25), Fraction(25, 2)),
    }


FINDINGS = st.lists(
    st.builds(
        finding,
        rule=st.just("r"),
        status=st.sampled_from(["met", "partial", "gap", "needs_review", "not_applicable", "waived"]),
        weight=st.sampled_from([0.0, 0.1, 1.0, 3.0, 5.0, 0.3]),
        credit=st.integers(0, 1000).map(lambda n: n / 1000),
        dimension=st.sampled_from(["form", "sections", "topics"]),
    ),
    max_size=30,
).map(lambda found: [replace(f, rule=f"r{n}") for n, f in enumerate(found)])


@given(FINDINGS)
def test_points_add_up_to_the_score_exactly(findings: list[Finding]) -> None:
    shares = score(findings, SCHEME).points.values()
    result = score(findings, SCHEME)
    if result.score is None:
        assert not shares
    else:
        assert sum(most for most, _ in shares) == 100
        got = sum(got for _, got in shares)
        assert got - Fraction(1, 20) < Fraction(str(result.score)) <= got + Fraction(1, 20)


@given(FINDINGS, st.randoms())
def test_order_does_not_matter(findings: list[Finding], random: Random) -> None:
    shuffled = random.sample(findings, len(findings))
    assert score(shuffled, SCHEME) == score(findings, SCHEME)


@given(FINDINGS, st.data())
def test_more_credit_never_lowers_the_score(findings: list[Finding], data: st.DataObject) -> None:
    scorable = [n for n, f in enumerate(findings) if f.status in ("met", "partial", "gap")]
    before = score(findings, SCHEME).score
    if before is None:
        return
    index = data.draw(st.sampled_from(scorable))
    better = [replace(f, credit=1.0) if n == index else f for n, f in enumerate(findings)]
    after = score(better, SCHEME).score
    assert after is not None
    assert after >= before


@given(FINDINGS)
def test_the_score_lies_between_0_and_100_with_one_decimal(findings: list[Finding]) -> None:
    total = score(findings, SCHEME).score
    if total is not None:
        assert 0 <= total <= 100
        assert round(total, 1) == total
