"""The page of a scorecard: complete in itself, harmless whatever a report says, true to the text."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

import fazhi
from engine.model import Finding, Quote, Scorecard, Status, Waiver
from fazhi.cells import visible
from fazhi.publish import messages, plain, render
from fazhi.publish.page.passages import Passages, passages

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def tree(card: Scorecard) -> html.HtmlElement:
    return html.document_fromstring(render(card, "html"))


def of_class(page: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    return list(page.find_class(name))


def lines_of(page: html.HtmlElement) -> list[str]:
    return [words_of(line) for line in page.xpath("//div[@class='text']/p")]


def words_of(element: html.HtmlElement) -> str:
    return str(element.text_content())


def test_every_place_of_a_finding_leads_to_its_words(card: Scorecard) -> None:
    page = tree(card)
    links = iter(of_class(page, "place"))
    numbers = {finding.rule: number for number, finding in enumerate(card.findings, 1)}
    shown = [f for status in messages.STATUSES for f in plain.by_status(card.findings, status)]
    for finding in shown:
        for quote in (*finding.evidence, *finding.near_misses):
            link = next(links)
            assert link.get("data-end") == str(quote.end)
            target = page.get_element_by_id((link.get("href") or "")[1:])
            assert visible(quote.quote).startswith(words_of(target))
            assert str(numbers[finding.rule]) in (target.get("data-f") or "").split()
    assert next(links, None) is None


def test_every_mark_in_the_text_leads_to_a_finding_that_rests_on_it(card: Scorecard) -> None:
    page = tree(card)
    marks = [mark for mark in of_class(page, "mark") if mark.tag == "a"]
    assert marks
    for mark in marks:
        start = int((mark.get("id") or "")[1:])
        numbers = (mark.get("data-f") or "").split()
        assert mark.get("href") == f"#f{numbers[0]}"
        for number in numbers:
            finding = card.findings[int(number) - 1]
            assert any(q.start <= start < q.end for q in (*finding.evidence, *finding.near_misses))


def test_the_whole_text_of_the_report_is_there(card: Scorecard) -> None:
    assert lines_of(tree(card)) == [visible(line) for line in card.source.text.split("\n") if line.strip()]


def test_a_report_that_holds_markup_shows_as_text(card: Scorecard) -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}\u202e\x00\x1b[31m"
    quoted = (Quote(0, len(evil), evil),)
    findings = (
        replace(card.findings[2], message=evil, advice=evil, title=evil, searched=(evil,), evidence=quoted),
    )
    identity = replace(card.identity, title=evil, unit=evil)
    source = replace(card.source, text=evil, name=evil)
    harmful = replace(card, source=source, identity=identity, findings=findings, grade=evil)
    shown, page = render(harmful, "html"), tree(harmful)
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//img") == []
    assert not set(shown) & {"\x00", "\x1b", "\u202e"}
    assert lines_of(page) == [visible(evil)]
    assert words_of(page.xpath("//h1")[0]) == visible(evil)
    assert "{{ 7 * 7 }}" in shown


def test_the_page_loads_nothing_and_allows_only_its_own_style_and_script(card: Scorecard) -> None:
    shown, page = render(card, "html"), tree(card)
    assert not re.search(r"https?:|//[a-z]|url\(|@import", shown)
    assert page.xpath("//link | //img | //iframe | //*[@style] | //*[@onclick] | //script[@src]") == []
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_without_script_nothing_is_hidden_but_the_filters(card: Scorecard) -> None:
    assert [element.get("id") for element in tree(card).xpath("//*[@hidden]")] == ["filters"]


def test_a_waiver_is_told_with_its_reason_its_end_and_the_verdict_without_it(card: Scorecard) -> None:
    given = Waiver("机构改革，职能已经划出", "2026-12-31", "gap")
    findings = [replace(f, status="waived", waiver=given) if f.status == "gap" else f for f in card.findings]
    page = tree(replace(card, findings=tuple(findings)))
    waived = [words_of(f) for f in of_class(page, "finding") if f.get("data-status") == "waived"]
    assert len(waived) == 2
    assert all("机构改革，职能已经划出" in told and "2026-12-31" in told for told in waived)


def test_what_is_no_report_is_shown_with_its_text_and_no_score(empty_card: Scorecard) -> None:
    page = tree(empty_card)
    assert "不像法治政府建设年度报告" in words_of(of_class(page, "notice")[0])
    assert of_class(page, "score") + page.xpath("//*[@id='filters']") == []
    assert "负责人出庭应诉率" in "".join(lines_of(page))


@pytest.mark.parametrize("name", ["county-gaps.html", "county-good.txt"])
def test_the_page_of_a_usual_report_is_under_200_kilobytes(name: str) -> None:
    shown = render(fazhi.score(SAMPLES / name), "html")
    assert len(shown.encode()) < 200_000
    assert shown == render(fazhi.score(SAMPLES / name), "html")


def finding(status: Status, *places: tuple[int, int], text: str) -> Finding:
    quotes = tuple(Quote(start, end, text[start:end]) for start, end in places)
    return Finding("r", "r", "t", "d", status, "must", 1, 0, (), "", "", "gap", evidence=quotes)


def joined(cut: Passages) -> str:
    return "\n".join("".join(stretch.text for stretch in line) for line in cut.lines)


def test_places_that_overlap_are_cut_and_the_weightiest_finding_colours_the_words() -> None:
    text = "全县收到案件102件"
    cut = passages(text, [finding("met", (0, 8), text=text), finding("gap", (4, 10), text=text)])
    assert [(s.text, s.kind, s.findings) for s in cut.lines[0]] == [
        ("全县收到", "met", (1,)),
        ("案件10", "gap", (2, 1)),
        ("2件", "gap", (2,)),
    ]


def test_a_place_over_several_lines_is_shown_on_each_of_them() -> None:
    text = "甲乙\n\n丙丁"
    cut = passages(text, [finding("gap", (1, 5), text=text)])
    assert [[(s.text, s.findings) for s in line] for line in cut.lines] == [
        [("甲", ()), ("乙", (1,))],
        [("丙", (1,)), ("丁", ())],
    ]


_TEXTS = st.text(st.sampled_from("甲乙丙丁 \n"), min_size=1, max_size=30)


@given(_TEXTS, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
def test_cutting_loses_no_word_and_every_place_is_covered(text: str, pairs: list[tuple[int, int]]) -> None:
    places = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in pairs]
    cut = passages(text, [finding("gap", place, text=text) for place in places])
    assert joined(cut) == "\n".join(line for line in text.split("\n") if line.strip())
    for stretch in (stretch for line in cut.lines for stretch in line):
        resting = {n for n, (a, b) in enumerate(places, 1) if a <= stretch.start < b}
        assert set(stretch.findings) == resting
