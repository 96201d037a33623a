"""Deficiencies and plans as items: where each begins, what it says, and what answers it."""

from collections.abc import Callable

import pytest

from engine.model import Fact

Read = Callable[..., tuple[Fact, ...]]
PART = "坚持依法办事。\n二、存在的不足和原因\n{}\n三、2025年主要安排\n{}"
NOTHING = "做好各项工作。"


def of(facts: tuple[Fact, ...], kind: str) -> list[Fact]:
    return [fact for fact in facts if fact.kind == kind]


@pytest.mark.parametrize(
    "text",
    [
        "一是执法人员偏少；二是案卷质量不高；三是普法覆盖面不够。",
        "1.执法人员偏少。\n2.案卷质量不高。\n3.普法覆盖面不够。",
        "（一）执法人员偏少。\n（二）案卷质量不高。\n（三）普法覆盖面不够。",
        "与上级要求相比，还存在不少差距：（一）执法人员偏少。主要是编制不足。（二）案卷质量不高。（三）普法覆盖面不够。",
        "执法人员偏少。案卷质量不高。普法覆盖面不够。",
        "与上级要求相比，还有差距：一要看到执法人员偏少；二要看到案卷质量不高；三要看到普法覆盖面不够。",
        "法治建设还有差距：执法人员偏少，案卷质量不高，普法覆盖面不够。",
        "法治建设与群众期待相比还有差距。部分街镇执法人员偏少。案卷质量不高。普法针对流动人口不够。",
    ],
)
def test_items_are_found_in_every_style(read_whole: Read, text: str) -> None:
    facts = read_whole(PART.format(text, NOTHING))
    assert len(of(facts, "deficiency")) == 3
    section = next(fact for fact in facts if (fact.kind, fact.name) == ("section", "deficiencies"))
    assert section.attributes["items"] == 3


def test_clauses_behind_a_colon_are_no_items_where_semicolons_list_them_or_they_tell_a_cause(
    read_whole: Read,
) -> None:
    semicolons = "还有短板：执法能力不足，乡镇没有专业人员，设备短缺；案卷质量不高，说理不充分。"
    cause = "还有短板：执法能力不足，乡镇没有专业人员，归根结底是编制不足。"
    for text, items in ((semicolons, 2), (cause, 1)):
        assert len(of(read_whole(PART.format(text, NOTHING)), "deficiency")) == items


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("一是执法人员偏少，主要是由于编制不足。", True),
        ("一是案卷质量不高，根源是培训没有跟上。", True),
        ("一是覆盖面不够，这与宣传手段单一有关。", True),
        ("一是案卷质量不高，一方面是新进人员较多，另一方面是指导不够经常。", True),
        ("一是与有关部门的协作不够。", False),
        ("一是执法人员偏少。因多年未招录新人，一人多岗现象普遍。", True),
        ("一是执法力量薄弱受编制所限。", True),
        ("一是执法能力不适应。执法权下放后，人员、经费未能同步跟进。", True),
        ("一是法制机构力量薄弱，乡镇因没有专门编制，法制工作由其他人员兼任。", True),
        ("一是执法站所力量薄弱，人员划转不畅，制约了执法效能。", True),
        ("一是执法力量薄弱，受编制、待遇等因素制约，持证人员不多。", True),
        ("一是执法监督力量偏弱。市级监督机构人员编制仅3名。", True),
        ("一是因地制宜推进不够，因此成效不明显。", False),
        ("一是个别文书送达不规范，导致被复议机关撤销。", False),
        ("一是执法人员偏少。", False),
    ],
)
def test_causes(read_whole: Read, text: str, *, stated: bool) -> None:
    assert [
        f.attributes["cause_stated"] for f in of(read_whole(PART.format(text, NOTHING)), "deficiency")
    ] == [stated]


@pytest.mark.parametrize(
    ("text", "specific"),
    [
        ("一是乡镇执法人员偏少。", True),
        ("一是24名法律专业人员远远不够。", True),
        ("一是法治意识有待增强。", False),
    ],
)
def test_specific_is_what_names_a_field_a_body_or_a_figure(
    read_whole: Read, text: str, *, specific: bool
) -> None:
    assert [f.attributes["specific"] for f in of(read_whole(PART.format(text, NOTHING)), "deficiency")] == [
        specific
    ]


@pytest.mark.parametrize(
    ("plan", "answered"),
    [
        ("一是更新执法案卷文书范本。", True),  # the same words
        ("一是组织案卷评查。", True),  # the same matter
        ("一是深化普法宣传。", False),
    ],
)
def test_a_plan_answers_what_it_speaks_of(read_whole: Read, plan: str, *, answered: bool) -> None:
    facts = read_whole(PART.format("一是执法案卷文书范本更新滞后。", plan))
    assert [f.attributes["answered"] for f in of(facts, "deficiency")] == [answered]


@pytest.mark.parametrize(
    "text",
    [
        "第一，执法人员偏少；第二，第一责任人述法不细；第三，普法覆盖面不够。",
        "（一）存在的问题。还有不少短板弱项：执法人员偏少；案卷质量不高；普法覆盖面不够。",
    ],
)
def test_a_number_that_stands_alone_or_for_something_else_opens_no_item(read_whole: Read, text: str) -> None:
    assert len(of(read_whole(PART.format(text, NOTHING)), "deficiency")) == 3


def test_what_leads_up_to_the_plan_is_not_taken_for_its_first_item(read_whole: Read) -> None:
    plan = "新的一年，我们将乘势而上：一要抓学习；二要抓执法，进一步要求各单位公示；三要抓服务。"
    found = [str(f.at.quote) for f in of(read_whole(PART.format("人员偏少。", plan)), "plan") if f.at]
    assert [text[:2] for text in found] == ["一要", "二要", "三要"]


@pytest.mark.parametrize(
    "text",
    [
        "①执法队伍专业化水平不高；②部门协作机制不健全；③群众法律意识不强。",
        "——执法队伍专业化水平不高。\n——部门协作机制不健全。\n——群众法律意识不强。",
        "思想认识还有差距。个别部门重业务轻法治。\n执法能力还有不足。案卷质量不高。\n监督力度不够。监督手段单一。",
        (
            "与上级要求相比，还有不小差距。\n思想认识有待提高。个别部门重业务轻法治。\n执法能力还有不足。案卷质量不高。\n"
            "监督力度不够。监督手段单一。"
        ),
    ],
    ids=["circled", "dashes", "paragraphs-summed-up", "paragraphs-behind-a-lead"],
)
def test_items_without_numbers(read_whole: Read, text: str) -> None:
    assert len(of(read_whole(PART.format(text, NOTHING)), "deficiency")) == 3


@pytest.mark.parametrize(
    "plan",
    [
        "抓好纲要落实。\n推进综合执法改革。\n加强法制机构队伍建设。",
        "持续优化营商环境。深化企业注销便利化改革。\n强化重点监管。\n提升执法质效，统一裁量尺度。",
        (
            "深入落实行动方案，上半年完成39项任务中期评估。牵头单位：区司法局。\n"
            "开展街镇执法能力提升年行动，组织专题培训不少于6次。牵头单位：区城管执法局。\n"
            "开展答复专项提升行动，年内复议案件纠错率下降1个百分点。牵头单位：区政府办。"
        ),
        (
            "2024年，我县将坚持以习近平法治思想为指导，对标对表上级要求，扎实推进法治政府建设各项工作。\n"
            "抓好纲要落实。\n推进综合执法改革。\n加强法制机构队伍建设。"
        ),
    ],
    ids=["sentences", "some-told-more-of", "who-does-it", "behind-a-lead"],
)
def test_paragraphs_without_numbers_are_items(read_whole: Read, plan: str) -> None:
    assert len(of(read_whole(PART.format("人员偏少。", plan)), "plan")) == 3


def test_causes_of_all_that_was_told_are_no_items(read_whole: Read) -> None:
    told = (
        "个别单位法治观念不牢，重业务轻法治。\n街道一级执法力量不足。\n"
        "产生上述问题的原因，一方面是学法用法主动性不够，另一方面是力量配置不均衡。"
    )
    found = of(read_whole(PART.format(told, NOTHING)), "deficiency")
    assert len(found) == 2
    assert all(fact.attributes["cause_stated"] for fact in found)


def test_the_first_of_a_list_parted_by_semicolons_is_no_lead(read_whole: Read) -> None:
    plan = "继续深化审批改革，优化营商环境；严格落实三项制度；加强复议规范化建设；深入开展普法宣传。"
    assert len(of(read_whole(PART.format("人员偏少。", plan)), "plan")) == 4


def test_items_numbered_inside_one_paragraph(read_whole: Read) -> None:
    text = "（一）案卷质量不高。原因是培训不够。（二）复议力量不足。原因是编制未增加。（三）败诉率偏高。"
    found = of(read_whole(PART.format(text, NOTHING)), "deficiency")
    assert [fact.attributes["cause_stated"] for fact in found] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        ("受机构改革影响，法制机构人员不齐。因财力有限，装备不足。普法形式单一。", ["told", "told", None]),
        ("法治意识有待提高。由于培训不够经常，部分干部不会用法。普法形式单一。", ["told", None]),
        (
            "（一）存在的不足。1.文件制定程序不严。2.公示不及时。\n（二）原因分析。思想认识不到位。",
            ["told", "told"],
        ),
    ],
)
def test_a_cause_stands_before_behind_or_apart_from_what_is_lacking(
    read_whole: Read, text: str, causes: list[str | None]
) -> None:
    told = of(read_whole(PART.format(text, NOTHING)), "deficiency")
    assert [fact.attributes["cause"] for fact in told] == causes


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("不足与改进措施", "一是执法不规范。下一步将开展岗位练兵。二是普法形式单一。下一步将用好新媒体。"),
        (
            "存在问题及整改措施",
            "（一）执法不规范。整改措施：开展岗位练兵。\n（二）普法形式单一。整改措施：用好新媒体。",
        ),
        ("不足和下一步打算", "一是执法不规范。二是普法形式单一。下一步，一是开展岗位练兵。二是用好新媒体。"),
    ],
)
def test_what_is_lacking_and_what_will_be_done_are_told_apart_item_by_item(
    read_whole: Read, heading: str, text: str
) -> None:
    facts = read_whole(f"坚持依法办事。\n二、{heading}\n{text}")
    for kind, words in (("deficiency", ("执法不规范", "形式单一")), ("plan", ("岗位练兵", "新媒体"))):
        quotes = [fact.at.quote for fact in of(facts, kind) if fact.at]
        assert [any(word in quote for word in words) for quote in quotes] == [True, True]
        other = {"deficiency": "练兵", "plan": "不规范"}[kind]
        assert not any(other in quote for quote in quotes)
