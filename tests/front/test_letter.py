"""What the letter to a unit says, whatever its form."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace

from engine.model import Cap, Fact, Finding, Quote, Scorecard, Waiver
from fazhi.publish.letter.letter import letter
from fazhi.publish.letter.model import Letter

Golden = Callable[[str, str], str]


def judged(card: Scorecard) -> str:
    said = letter(card).judgement
    assert said is not None
    return "".join(said.paragraphs)


def chapters(said: Letter) -> list[str]:
    parts = (said.judgement, said.gaps, said.partial, said.numbers, said.strengths, said.review, said.waived)
    return [part.title for part in parts if part]


def changed(finding: Finding, **fields: object) -> Finding:
    return replace(finding, **fields)  # type: ignore[arg-type]


def test_the_letter(card: Scorecard, golden: Golden, found: tuple[Fact, ...]) -> None:
    titles = {"rate": {"court_appearance_rate": "行政机关负责人出庭应诉率"}}
    said = asdict(letter(replace(card, facts=found, titles=titles)))
    text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    assert text == golden("letter.json", text)


def test_what_is_no_report_gets_a_short_letter_that_says_so(empty_card: Scorecard) -> None:
    said = letter(empty_card)
    assert "不像法治政府建设年度报告，像是工作要点" in said.opening
    assert chapters(said) == []
    assert said.annex is None


def test_a_report_without_title_is_called_by_its_unit_and_year(card: Scorecard) -> None:
    said = letter(replace(card, identity=replace(card.identity, title=None)))
    assert (
        "审查了青禾县人民政府2024年法治政府建设年度报告（原文没有标题，以下简称《报告》）。" in said.opening
    )
    unknown = replace(card.identity, title=None, unit=None, year=None)
    assert "审查了法治政府建设年度报告（原文没有标题" in letter(replace(card, identity=unknown)).opening


def test_what_is_like_nothing_known_is_likened_to_nothing(empty_card: Scorecard) -> None:
    other = replace(empty_card, identity=replace(empty_card.identity, document_kind="other"))
    assert letter(other).opening.startswith("送审的文件不像法治政府建设年度报告，没有审查。")


def test_chapters_are_numbered_on_over_what_is_not_there(card: Scorecard) -> None:
    met = tuple(finding for finding in card.findings if finding.status in ("met", "needs_review"))
    assert chapters(letter(replace(card, findings=met))) == [
        "一、总体评价",
        "二、数据核对",
        "三、做得好的方面（2 项）",
        "四、需要人工核对的事项（1 项）",
    ]


def test_gaps_stand_by_severity_and_are_counted_on(card: Scorecard) -> None:
    wanted = tuple(
        changed(f, severity="should" if f.severity == "may" else f.severity) for f in card.findings
    )
    gaps = letter(replace(card, findings=wanted)).gaps
    assert gaps is not None
    assert [group.title for group in gaps.groups] == [
        "（一）必须达到的要求（1 项）",
        "（二）应当达到的要求（1 项）",
    ]
    assert [item.number for group in gaps.groups for item in group.items] == [1, 2]


def test_what_may_be_written_besides_stands_in_an_annex_of_its_own(card: Scorecard) -> None:
    half = next(finding for finding in card.findings if finding.status == "partial")
    said = letter(replace(card, findings=(*card.findings, changed(half, severity="may", rule="half"))))
    assert said.gaps is not None
    assert said.partial is not None
    assert said.optional is not None
    assert said.gaps.title == "二、缺口及整改建议（1 项）"
    assert said.optional.title == "附件一　可以充实的内容（2 项）"
    assert [group.title for group in said.optional.groups] == [
        "（一）没有做到的（1 项）",
        "（二）部分做到的（1 项）",
    ]
    assert [item.rule for group in said.optional.groups for item in group.items] == [
        "form-clean-text",
        "half",
    ]
    assert [item.rule for item in said.partial.groups[0].items] == [half.rule]
    assert "可以充实的内容另列附件一，不要求限期整改。" in judged(card)


def test_without_optional_matters_there_is_one_annex(card: Scorecard) -> None:
    met = tuple(finding for finding in card.findings if finding.status == "met")
    said = letter(replace(card, findings=met))
    assert said.optional is None
    assert said.annex is not None
    assert said.annex.title == "附件　逐条判定结果（2 条）"
    assert "附件一" not in judged(replace(card, findings=met))


def test_quotes_are_whole_and_every_basis_is_named(card: Scorecard) -> None:
    said = letter(card)
    assert said.gaps is not None
    assert said.optional is not None
    first, last = said.gaps.groups[0].items[0], said.optional.groups[0].items[0]
    assert first.basis == (
        "《法治政府建设与责任落实督察工作规定》第四章",
        "《法治政府建设实施纲要（2021—2025年）》",
    )
    assert first.nearest[0].quote == "「行政机关负责人出庭应诉率明显提高」"
    assert last.found[0].quote.startswith("「[bold]加粗[/bold]")
    assert last.found[0].quote.endswith("`代码`」")


def test_what_was_looked_for_is_said_only_where_nothing_can_be_quoted(card: Scorecard) -> None:
    gap = next(finding for finding in card.findings if finding.rule == "frp-section-present")
    said = [letter(replace(card, findings=(one,))).gaps for one in (gap, replace(gap, near_misses=()))]
    assert [part.groups[0].items[0].searched for part in said if part] == [
        "",
        "按下列用语查找全文，没有找到符合要求的表述：第一责任人、党政主要负责人",
    ]


def test_the_judgement_counts_every_verdict(card: Scorecard) -> None:
    assert "共对照 7 条要求：达标 2 条，部分达标 1 条，缺口 2 条，需人工核对 1 条，不适用 1 条。" in judged(
        card
    )
    assert "缺口中，必须达到的要求 1 项，可以充实的内容 1 项。" in judged(card)


def test_the_judgement_names_the_costliest_gaps_first(card: Scorecard) -> None:
    assert "失分最多的是“设有第一责任人履职部分”（23.81 分）、“文字完整、没有残留”（4.76 分）。" in judged(
        card
    )


def test_the_judgement_compares_dimensions_only_where_they_differ(card: Scorecard) -> None:
    assert "各维度中，五项内容得分最高（57.1 分），指标披露得分最低（20.0 分）。" in judged(card)
    one = replace(card, dimensions=card.dimensions[:1])
    assert "各维度中" not in judged(one)


def test_a_cap_on_the_grade_is_explained(card: Scorecard) -> None:
    capped = replace(card, caps=(Cap("frp-section-present", "合格", "缺少法定内容"),))
    assert "因缺少法定内容，等次最高为“合格”。" in judged(capped)


def test_a_report_without_gaps_is_told_so(card: Scorecard) -> None:
    met = tuple(finding for finding in card.findings if finding.status == "met")
    assert "没有发现缺口。" in judged(replace(card, findings=met))
    assert "缺口中" not in judged(replace(card, findings=met))


def test_a_waiver_is_shown_with_its_reason_and_last_day(card: Scorecard) -> None:
    waiver = Waiver("机构改革尚未完成", "2026-06-30", "gap")
    waived = changed(card.findings[2], status="waived", waiver=waiver)
    said = letter(replace(card, findings=(waived,))).waived
    assert said is not None
    (item,) = said.groups[0].items
    assert (item.reason, item.until) == ("机构改革尚未完成", "2026年6月30日")


def number(name: str, kind: str, place: Quote, **attributes: str | float | None) -> Fact:
    fact = Fact(name, kind, None, place, attributes)
    return fact._replace(name="court_appearance_rate") if kind == "rate" else fact


def test_every_rate_stands_beside_its_counts(card: Scorecard) -> None:
    place = card.findings[0].evidence[0]
    counts = {"numerator": 7, "denominator": 46}
    facts = (
        number("f1", "rate", place, basis="stated", percent=5.2, **counts),
        number("f2", "rate", place, basis="derived", percent=15.22, **counts),
        number("f3", "rate", place, basis="stated", percent=90, qualifier="over"),
        number("f4", "rate", place, basis="vague"),
        number("f5", "check", place, type="ratio", verdict="inconsistent")._replace(parts=("f1",)),
    )
    said = letter(replace(card, facts=facts)).numbers
    assert said is not None
    assert [(r.stated, r.numerator, r.denominator, r.computed, r.verdict) for r in said.rates] == [
        ("5.2%", "7", "46", "15.217%", "不符"),
        ("未写明", "7", "46", "15.217%", "报告未写，由件数推算"),
        ("超过90%", "—", "—", "—", "没有件数，无法核对"),
        ("没有写数字", "—", "—", "—", "只有笼统说法"),
    ]
    assert said.checks == ()
    text = judged(replace(card, facts=facts))
    assert "写明的比率有 2 项，其中 1 项可以用《报告》中的件数重算：不符 1 项。" in text
    assert "数字核对有 1 处不符" in text


def test_other_numbers_are_shown_where_they_differ_and_counted_where_they_do_not(card: Scorecard) -> None:
    place = card.findings[0].evidence[0]

    def check(name: str, verdict: str) -> Fact:
        return number(name, "check", place, type="sum", of="parts", stated=38, computed=41, verdict=verdict)

    facts = (check("f1", "inconsistent"), check("f2", "consistent"), check("f3", "cannot_tell"))
    said = letter(replace(card, facts=facts)).numbers
    assert said is not None
    assert [(one.relation, one.figures, one.verdict) for one in said.checks] == [
        ("分项之和与合计", "报告写合计 38，分项算得 41", "不符")
    ]
    assert [line[-12:] for line in said.rest] == ["等）有 1 处核对相符。", "判断是否相符，没有列入。"]


def test_the_annex_holds_every_verdict(card: Scorecard) -> None:
    annex = letter(card).annex
    assert annex is not None
    verdicts = [verdict for group in annex.groups for verdict in group.verdicts]
    assert sorted(verdict.rule for verdict in verdicts) == sorted(finding.rule for finding in card.findings)
    assert [verdict.number for verdict in verdicts] == list(range(1, len(card.findings) + 1))
    assert annex.title == "附件二　逐条判定结果（7 条）"


def test_the_annex_is_ordered_by_dimension_and_loses_none_that_has_no_name(card: Scorecard) -> None:
    stray = changed(card.findings[0], dimension="unknown", rule="stray")
    annex = letter(replace(card, findings=(stray, *card.findings))).annex
    assert annex is not None
    named = [dimension.title for dimension in card.dimensions]
    assert [group.title.partition("（")[0] for group in annex.groups] == [*named, "unknown"]
    assert [verdict.rule for verdict in annex.groups[-1].verdicts] == ["stray"]
