"""How deep a report goes into a matter: what counts as evidence, and what only sounds like it."""

from collections.abc import Callable

import pytest

from engine.model import Fact

Read = Callable[..., tuple[Fact, ...]]


def depth(facts: tuple[Fact, ...], kind: str, name: str) -> object:
    order = ("counted", "named", "act", "slogan", "substantive", "mentioned")
    found = [fact.attributes["depth"] for fact in facts if (fact.kind, fact.name) == (kind, name)]
    return min(found, key=order.index) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公示执法信息3200条，配备执法记录仪96台。", "counted"),
        ("印发《青岭县年度工作要点》，落实三项制度。", "slogan"),  # the document is in another clause
        ("印发《青岭县三项制度实施细则》。", "named"),
        ("成立三项制度工作专班。", "act"),
        ("全面推行“三项制度”。", "slogan"),  # quotation marks around the matter itself
        ("推行“阳光三项制度”模式。", "slogan"),  # … or around a motto made of it
        ("将全面推行三项制度，配备执法记录仪96台。", "counted"),  # the future reaches to its own clause only
        ("三项制度信息平台将于2025年正式上线。", "slogan"),  # put off behind it
        ("三项制度配备执法记录仪96台并将于2025年再添30台。", "counted"),  # another number is
        ("下一步，将组织三项制度培训3期；配备执法记录仪96台。", "slogan"),  # over the whole run
        ("将三项制度作为重点，按照三项制度法制审核重大执法决定31件。", "counted"),  # 将 is no future here
        ("全面落实三项制度5个方面要求。", "slogan"),  # not a unit in which it is counted
        ("三项制度落实情况位列全市第3名。", "slogan"),  # a rank is no count
        ("2023年,法制审核重大执法决定31件。", "slogan"),  # of another year
        ("2023年,启动三项制度提升工程;2024年法制审核重大执法决定31件。", "counted"),
        ("认真落实《三项制度实施细则》,规范执法行为。", "slogan"),  # a document that is obeyed is no act
        ("落实《三项制度实施细则》,开展培训6次。", "named"),  # … unless it goes on to say what was done
    ],
)
def test_depth_is_decided_in_the_clause(read: Read, text: str, expected: str) -> None:
    assert depth(read(text), "mention", "three-systems") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县检察院发出检察建议31份。", "slogan"),
        ("青岭检察院发出检察建议31份。", "slogan"),
        ("县检察院办理公益诉讼案件16件,制发检察建议31份。", "slogan"),
        ("检察机关制发检察建议31份，督促整改。", "slogan"),
        ("县检察院发出检察建议31份，均按期回复。", "counted"),
        ("收到检察建议31份。", "counted"),
        ("向县检察院回复检察建议31份。", "counted"),
    ],
)
def test_the_work_of_procuratorates_is_no_work_of_the_government(
    read: Read, text: str, expected: str
) -> None:
    facts = read(text)
    assert depth(facts, "mention", "procuratorial-advice") == expected
    counted = [f for f in facts if f.kind == "indicator" and (f.name or "").startswith("procuratorial")]
    assert bool(counted) == (expected == "counted")


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("柳湾镇", "区政府全年制定行政规范性文件5件,我镇认真贯彻执行。", 0),
        ("柳湾镇", "区政府会同我镇制定行政规范性文件5件。", 1),
        ("青岭市", "市政府全年制定行政规范性文件5件。", 1),  # a city that is a county
        ("青岭县", "市政府全年制定行政规范性文件5件。", 0),
        ("青岭县", "省政府清理文件,共制定行政规范性文件5件。", 0),
    ],
)
def test_the_work_of_the_authorities_above_is_no_work_of_the_reporting_one(
    read: Read, title: str, text: str, expected: int
) -> None:
    facts = read(text, title=f"{title}2024年法治政府建设年度报告")
    assert [fact.name for fact in facts].count("normative_documents.issued") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区政府下放行政处罚事项59项,组建执法队。", "counted"),
        ("区政府赋予我镇行政处罚权59项。", "counted"),
        ("区里计划下放行政处罚事项59项。", "slogan"),
        ("全区划转行政处罚事项59项。", "slogan"),
    ],
)
def test_what_the_authorities_above_hand_down_is(read: Read, text: str, expected: str) -> None:
    facts = read(text, title="柳湾镇2024年法治政府建设年度报告")
    assert depth(facts, "mention", "enforcement-system") == expected


@pytest.mark.parametrize("text", ["县法院审结行政诉讼案件214件。", "县人大常委会开展执法检查4次。"])
def test_what_courts_and_congresses_did_is_no_count_of_the_government(read: Read, text: str) -> None:
    assert not [fact for fact in read(text) if fact.kind == "indicator"]


@pytest.mark.parametrize("text", ["县人大常委会、县司法局联合评查案卷96卷。", "县人大代表参与评查案卷96卷。"])
def test_what_was_done_together_with_them_is(read: Read, text: str) -> None:
    assert depth(read(text), "mention", "case-review") == "counted"


def test_a_heading_is_no_substance(read: Read) -> None:
    facts = read("坚持依法办事。", heading="（一）规范行政复议工作")
    assert depth(facts, "topic", "reconsideration") == "mentioned"


def test_what_stands_under_a_heading_is(read: Read) -> None:
    facts = read("审结51件。", heading="（一）规范行政复议工作")
    assert depth(facts, "topic", "reconsideration") == "substantive"


def test_a_numbered_paragraph_of_one_sentence_is_text_though_it_looks_like_a_heading(read: Read) -> None:
    facts = read("（一）组建五支综合行政执法队伍。\n（二）划转执法事项126项。")
    assert depth(facts, "mention", "enforcement-system") == "counted"


def test_the_plan_is_no_evidence(read_whole: Read) -> None:
    facts = read_whole("坚持依法办事。\n二、2025年主要安排\n配备执法记录仪96台。")
    assert depth(facts, "mention", "three-systems") == "slogan"


def test_a_fact_tells_in_which_part_it_stands(read_whole: Read) -> None:
    facts = read_whole("配备执法记录仪96台。\n二、存在的不足和原因\n执法记录仪不足。")
    sections = [fact.attributes["section"] for fact in facts if fact.name == "three-systems"]
    assert sections == ["measures", "deficiencies"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("组织学习《行政复议法》等法律法规5次。", "mentioned"),
        ("宣传行政复议法、行政处罚法,发放资料500份。", "mentioned"),
        ("学习新修订的行政复议法,受理复议案件15件。", "substantive"),
    ],
)
def test_the_name_of_a_law_that_was_studied_is_no_work_in_its_matter(
    read: Read, text: str, expected: str
) -> None:
    assert depth(read(text), "topic", "reconsideration") == expected


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("镇党委会议专题研究依法行政工作2次。", "party-leadership"),
        ("精简社区开具证明，取消证明18项。", "streamlining-reform"),
    ],
)
def test_what_is_counted_under_another_name_of_a_topic_is_substance(
    read: Read, text: str, topic: str
) -> None:
    assert depth(read(text), "topic", topic) == "substantive"


@pytest.mark.parametrize(
    ("text", "topic", "expected"),
    [
        ("依申请政务服务事项1286项，网上可办率98.7%。", "digital-government", "mentioned"),
        ("建成县级数据平台，归集数据1.2亿条。", "digital-government", "substantive"),
        ("配合完成自然资源资产离任审计整改。", "audit", "mentioned"),
        ("因疫情管控，3件案件线上开庭。", "emergency-response", None),
        ("健全重大行政决策跟踪反馈机制。", "major-decisions", "mentioned"),
        ("涉及政府机构的失信案件保持动态清零。", "government-integrity", "substantive"),
    ],
)
def test_what_only_touches_a_topic_mentions_it(
    read: Read, text: str, topic: str, expected: str | None
) -> None:
    assert depth(read(text), "topic", topic) == expected
