"""Who acts in the part on the first responsible person, at every level of government."""

from collections.abc import Callable

import pytest

from engine.model import Fact

Read = Callable[..., tuple[Fact, ...]]
PART = "坚持依法办事。\n二、第一责任人履职情况\n{}\n三、2025年主要安排"


def duties(facts: tuple[Fact, ...]) -> dict[str | None, object]:
    return {fact.name: fact.attributes["actor"] for fact in facts if fact.kind == "duty"}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("省政府主要负责同志9次听取汇报。", "government-head"),
        ("市长专题听取汇报8次。", "government-head"),
        ("旗长听取汇报2次。", "government-head"),
        ("镇长听取汇报2次。", "government-head"),
        ("街道办事处主任听取汇报3次。", "government-head"),
        ("管委会主任听取汇报4次。", "government-head"),
        ("县委书记听取汇报6次。", "party-head"),
        ("街道党工委书记听取汇报3次。", "party-head"),
        ("局党组书记、局长听取汇报5次。", "unit-head"),
        ("厅长听取汇报5次。", "unit-head"),
        ("区委、区政府主要领导听取汇报5次。", "heads-together"),
        ("党政主要负责人听取汇报5次。", "heads-together"),
        ("副县长听取汇报5次。", "deputy-head"),
        ("县政府常务会议听取汇报5次。", "collective"),
        ("各部门主要负责人听取汇报。", "department-heads"),
        ("听取汇报5次。", None),
    ],
)
def test_who_acts(read_whole: Read, text: str, actor: str | None) -> None:
    assert duties(read_whole(PART.format(text)))["hear-reports"] == actor


def test_the_name_of_a_rate_is_nobodys_act(read_whole: Read) -> None:
    facts = read_whole(PART.format("县长带头学法。全县行政机关负责人出庭应诉率达到97%。"))
    assert set(duties(facts)) == {"study-of-law"}


def test_presiding_over_a_meeting_is_an_act_of_the_person_named_before(read_whole: Read) -> None:
    facts = read_whole(PART.format("县政府主要负责人主持召开县政府常务会议，9次研究法治政府建设议题。"))
    assert duties(facts)["research-problems"] == "government-head"


def test_what_is_obeyed_or_followed_is_no_order_of_the_head(read_whole: Read) -> None:
    facts = read_whole(
        PART.format("县长带头学习重要指示批示精神和习近平法治思想。根据依法治县工作要点，制定年度计划。")
    )
    assert set(duties(facts)) == {"study-of-law"}


def test_a_meeting_that_a_person_holds_does_not_act_in_his_place(read_whole: Read) -> None:
    facts = read_whole(PART.format("办事处主任组织办公会议学法，听取汇报3次。"))
    assert duties(facts)["hear-reports"] == "government-head"


def test_a_meeting_in_a_clause_of_its_own_acts_itself(read_whole: Read) -> None:
    facts = read_whole(PART.format("县长带头学法，县政府常务会议听取汇报3次。"))
    assert duties(facts)["hear-reports"] == "collective"
    facts = read_whole(PART.format("县长办公会听取汇报3次。"))
    assert duties(facts)["hear-reports"] == "collective"
    facts = read_whole(PART.format("县长带头学法，全年主持县长办公会听取汇报3次。"))
    assert duties(facts)["hear-reports"] == "government-head"


def test_slogans_in_quotation_marks_are_no_named_matter(read_whole: Read) -> None:
    facts = read_whole(PART.format("县长做到“四个亲自”，听取汇报。"))
    assert [fact.attributes["named"] for fact in facts if fact.kind == "duty"] == [False]


def test_presiding_counts_where_the_clause_tells_no_duty_besides(read_whole: Read) -> None:
    told = duties(read_whole(PART.format("县长主持召开县政府常务会议27次、专题会议11次。")))
    assert told == {"other": "government-head"}
    told = duties(read_whole(PART.format("县长主持召开县政府常务会议听取汇报3次。")))
    assert told == {"hear-reports": "government-head"}


def test_acts_elsewhere_are_read_where_the_part_has_no_heading(read_whole: Read) -> None:
    text = "县长切实履行推进法治建设第一责任人职责，听取汇报3次。\n（二）化解争议。县长出庭应诉2件。"
    assert duties(read_whole(text)) == {
        "hear-reports": "government-head",
        "appear-in-court": "government-head",
    }


def test_what_the_law_calls_for_in_four_phrases_is_a_slogan_and_no_act(read_whole: Read) -> None:
    text = "县长做到重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办，听取汇报3次。"
    assert set(duties(read_whole(PART.format(text)))) == {"hear-reports"}
    facts = read_whole(PART.format("县长对征收补偿难题亲自过问。"))
    assert set(duties(facts)) == {"research-problems"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("县长听取汇报3次。县普法办组织旁听庭审29场。", {"hear-reports"}),
        ("县长听取汇报3次。县人大常委会开展执法调研2次。", {"hear-reports"}),
        ("县长听取汇报3次。赴县司法局调研1次。", {"hear-reports", "research-problems"}),
        ("县长听取汇报3次，把法治政府建设列入政府工作报告。", {"hear-reports", "plan-and-deploy"}),
        ("县长听取汇报3次。将法治建设成效纳入部门绩效考核。", {"hear-reports"}),
        ("县长听取汇报3次，把法治建设成效纳入部门绩效考核。", {"hear-reports", "plan-and-deploy"}),
        ("县长听取汇报3次。将述法评议结果报县委。", {"hear-reports"}),
        ("县长听取汇报3次。县长作述法报告。", {"hear-reports", "duty-report"}),
    ],
)
def test_what_other_organs_and_the_whole_organisation_do_is_no_act_of_the_head(
    read_whole: Read, text: str, told: set[str]
) -> None:
    assert set(duties(read_whole(PART.format(text)))) == told


def test_where_the_part_has_no_heading_only_acts_of_those_who_lead_count(read_whole: Read) -> None:
    text = "行政机关负责人应出庭30件，实际出庭29件，县长出庭应诉1件。"
    assert [fact.at and fact.at.quote for fact in read_whole(text) if fact.kind == "duty"] == [
        "县长出庭应诉1件"
    ]


def test_holding_the_chair_of_a_group_makes_nobody_the_one_who_acts(read_whole: Read) -> None:
    text = "成立由县长任组长的领导小组，与23个乡镇签订责任书。县长听取汇报3次。"
    assert duties(read_whole(text)) == {"hear-reports": "government-head"}
