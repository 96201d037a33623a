"""The other ways of scoring: flat, by deduction, and with a cap on the grade."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model import Basis, Cap, Deductions, Dimension, Finding, Grade, Scheme, Severity, Status, Veto
from engine.rulebook.load import load
from fazhi.paths import rules_folder
from scorers import score

GRADES = (Grade(90, "优秀"), Grade(60, "合格"), Grade(0, "不合格"))
DIMENSIONS = (Dimension("form", "时限形式", 25), Dimension("topics", "任务主题", 75))
FLAT = Scheme("flat", "等权", DIMENSIONS, GRADES, method="flat")
DEDUCTION = Scheme("d", "扣分", DIMENSIONS, GRADES, method="deduction", deductions=Deductions(5, 2, 0.5))
VETO = Scheme(
    "veto",
    "封顶",
    DIMENSIONS,
    GRADES,
    vetoes=(Veto(("a",), "不合格", "缺少法定内容"), Veto(("b",), "合格", "数据有误")),
)


def finding(
    rule: str, status: Status, dimension: str = "form", severity: Severity = "must", credit: float = 0.0
) -> Finding:
    given_credit = {"met": 1.0}.get(status, credit)
    basis = (Basis("outline", "纲要"),)
    return Finding(rule, rule, rule, dimension, status, severity, 3.0, given_credit, basis, "", "", "expect")


def test_flat_counts_every_rule_the_same_whatever_its_weight_and_dimension() -> None:
    heavy = replace(finding("a", "gap"), weight=50)
    result = score([heavy, finding("b", "met"), finding("c", "met", "topics"), finding("d", "met")], FLAT)
    assert result.score == 75.0
    assert [dimension.score for dimension in result.dimensions] == [66.7, 100.0]


def test_a_gap_costs_the_points_of_its_severity_and_a_partial_finding_what_it_did_not_earn() -> None:
    findings = [
        finding("a", "gap", "topics"),
        finding("b", "gap", "topics", "should"),
        finding("c", "partial", "topics", "may", 0.5),
        finding("d", "met"),
    ]
    result = score(findings, DEDUCTION)
    assert result.score == 92.8  # 100 - 5 - 2 - 0.25
    assert result.points["c"] == (Fraction(1, 2), Fraction(1, 4))


def test_a_dimension_loses_no_more_than_it_has() -> None:
    result = score([*(finding(f"f{n}", "gap") for n in range(9)), finding("t", "met", "topics")], DEDUCTION)
    assert result.score == 75.0
    assert [dimension.score for dimension in result.dimensions] == [0.0, 100.0]


def test_what_does_not_apply_costs_nothing_and_its_dimension_gives_its_points_away() -> None:
    result = score(
        [*(finding(f"f{n}", "gap") for n in range(9)), finding("t", "not_applicable", "topics")], DEDUCTION
    )
    assert result.score == 55.0  # nine times five of the whole 100
    assert result.dimensions[1].score is None


def test_a_scheme_of_deductions_says_what_a_gap_costs() -> None:
    with pytest.raises(ValueError, match="scheme d has no deductions"):
        score([finding("a", "gap")], replace(DEDUCTION, deductions=None))


@pytest.mark.parametrize(
    ("gaps", "grade", "caps"),
    [
        ((), "优秀", ()),
        (("a",), "不合格", (Cap("a", "不合格", "缺少法定内容"),)),
        (("b",), "合格", (Cap("b", "合格", "数据有误"),)),
        (("b", "a"), "不合格", (Cap("b", "合格", "数据有误"), Cap("a", "不合格", "缺少法定内容"))),
    ],
)
def test_a_veto_caps_the_grade_and_leaves_the_score(
    gaps: tuple[str, ...], grade: str, caps: tuple[Cap, ...]
) -> None:
    findings = [replace(finding(rule, "gap"), weight=0.01) for rule in gaps]
    result = score([*findings, finding("m", "met"), finding("t", "met", "topics")], VETO)
    assert (result.grade, result.caps) == (grade, caps)
    assert result.score is not None
    assert result.score > 99


def test_a_cap_never_lifts_a_grade() -> None:
    assert score([finding("b", "gap")], VETO).grade == "不合格"


def test_nothing_scored_has_no_grade_by_any_method() -> None:
    for scheme in (FLAT, DEDUCTION, VETO):
        result = score([finding("a", "needs_review")], scheme)
        assert (result.score, result.grade, result.points) == (None, None, {})


FINDINGS = st.lists(
    st.builds(
        finding,
        rule=st.just("r"),
        status=st.sampled_from(["met", "partial", "gap", "needs_review", "not_applicable", "waived"]),
        dimension=st.sampled_from(["form", "topics"]),
        severity=st.sampled_from(["must", "should", "may"]),
        credit=st.integers(0, 1000).map(lambda n: n / 1000),
    ),
    max_size=40,
).map(lambda found: [replace(f, rule=f"r{n}") for n, f in enumerate(found)])


@given(findings=FINDINGS, scheme=st.sampled_from([FLAT, DEDUCTION, VETO]))
def test_what_the_rules_lost_is_what_is_missing_to_100(findings: list[Finding], scheme: Scheme) -> None:
    result = score(findings, scheme)
    if result.score is not None:
        left = 100 - sum((one.most - one.got for one in result.points.values()), Fraction())
        assert left - Fraction(1, 20) < Fraction(str(result.score)) <= left + Fraction(1, 20)
        assert 0 <= result.score <= 100


@given(findings=FINDINGS, scheme=st.sampled_from([FLAT, DEDUCTION, VETO]), data=st.data())
def test_more_credit_never_lowers_the_score(
    findings: list[Finding], scheme: Scheme, data: st.DataObject
) -> None:
    before = score(findings, scheme).score
    if before is None:
        return
    scorable = [n for n, f in enumerate(findings) if f.status in ("met", "partial", "gap")]
    index = data.draw(st.sampled_from(scorable))
    after = score([replace(f, credit=1.0) if n == index else f for n, f in enumerate(findings)], scheme).score
    assert after is not None
    assert after >= before


def test_the_program_brings_four_schemes_whose_vetoes_name_rules_and_grades() -> None:
    rulebook = load(rules_folder())
    assert set(rulebook.schemes) == {"weighted", "flat", "deduction", "veto"}
    rules = {rule.id for rule in rulebook.rules}
    for scheme in rulebook.schemes.values():
        assert {d.id for d in scheme.dimensions} == {rule.dimension for rule in rulebook.rules}
        assert {rule for veto in scheme.vetoes for rule in veto.rules} <= rules
        assert {veto.grade for veto in scheme.vetoes} <= {grade.title for grade in scheme.grades}
