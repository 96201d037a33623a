"""What a supervisor gets wrong in a rule file is named with file, line, column and remedy."""

import shutil
from pathlib import Path

import pytest

from engine.rulebook import RulebookError
from engine.rulebook.load import load
from fazhi.paths import rules_folder

RULE = """rules:
  - id: example-rule
    title: 示例
    dimension: form
    severity: should
    basis: [{instrument: supervision-2019}]
    expect:
      section: {name: measures, status: headed}
    met: 有
    message: 没有
    advice: 请补充
"""


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    (tmp_path / "instruments").mkdir()
    return tmp_path


def problems(overlay: Path, text: str, name: str = "instruments/mine.yaml") -> list[str]:
    (overlay / name).parent.mkdir(exist_ok=True)
    (overlay / name).write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        load(rules_folder(), overlay)
    return [str(problem) for problem in caught.value.problems]


def test_the_rules_of_the_program_are_clean() -> None:
    rulebook = load(rules_folder())
    assert len(rulebook.rules) >= 40
    assert {rule.dimension for rule in rulebook.rules} <= {
        dimension.id for scheme in rulebook.schemes.values() for dimension in scheme.dimensions
    }


def test_an_overlay_adds_a_rule(overlay: Path) -> None:
    (overlay / "instruments/mine.yaml").write_text(RULE, encoding="utf-8")
    assert "example-rule" in {rule.id for rule in load(rules_folder(), overlay).rules}


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("severity: should", "severity: shoud", "5:15", "您是否想写「should」"),
        ("severity: should", "severety: should", "5:5", "不认识的键「severety」，您是否想写「severity」"),
        ("    met: 有\n", "", "2:5", "缺少「met」"),
        ("dimension: form", "dimension: forms", "4:16", "您是否想写「form」"),
        ("supervision-2019", "supervision-2018", "6:26", "您是否想写「supervision-2019」"),
        ("name: measures", "name: measure", "8:23", "您是否想写「measures」"),
        ("status: headed", "state: headed", "8:33", "没有属性「state」，您是否想写「status」"),
        ("      section:", "      sektion:", "8:7", "您是否想写「section」"),
        ("status: headed", "characters: {at_lest: 3}", "8:46", "您是否想写「at_least」"),
        ("status: headed", "characters: {at_least: 三}", "8:56", "应为数字，写的是「三」"),
        (
            "section: {name: measures, status: headed}",
            "report: {written: {before: 04-01}}",
            "8:34",
            "+1-04-01",
        ),
        ("section: {name: measures, status: headed}", "plan: {count: 2}", "8:21", "count 应写成"),
        ("section: {name: measures, status: headed}", "deficiency: {name: x}", "8:20", "没有名称"),
        ("    title: 示例", "    title: 示例\n    title: 又一个", "4:5", "写了两次"),
        ("    title: 示例", "    title: [示例, 又一个]", "3:12", "应为文字，写的是「列表」"),
        ("    title: 示例", "    title: &a 示例", "3:12", "& 和 *"),
        ("    title: 示例", "    title: !!python/name:os.system 示例", "3:12", "不接受 YAML 标签"),
        ("    title: 示例", "    title: 示例: 又", "3:14", "YAML 写法有误"),
        ("    met: 有", "    met: 有\n    weight: 重", "10:13", "应为数字，写的是「重」"),
        (
            "    met: 有",
            "    met: 有\n    partial: [{when: {plan: {}}, message: 半, credit: 2}]",
            "10:22",
            "0 与 1 之间",
        ),
        ("    met: 有", "    met: 有\n    applies: {years: {since: 2025, until: 2020}}", "10:22", "不能晚于"),
        ("    met: 有", "    met: 有\n    applies: {levels: [country]}", "10:24", "您是否想写「county」"),
        ("    expect:\n", "    expect:\n      plan: {}\n", "8:7", "只能写一个键"),
    ],
)
def test_a_mistake_is_pinpointed(overlay: Path, old: str, new: str, place: str, words: str) -> None:
    assert old in RULE
    found = problems(overlay, RULE.replace(old, new, 1))
    assert any(f"instruments/mine.yaml:{place}: " in line and words in line for line in found), found


def test_all_mistakes_are_told_at_once(overlay: Path) -> None:
    text = RULE.replace("severity: should", "severity: must_").replace("met: 有", "mett: 有")
    assert len(problems(overlay, text)) == 3  # wrong severity, unknown key, missing key


ALL_WRONG = """rules:
  - id: Local_Rule
    titel: 测试
    dimension: indicator
    severity: shoud
    basis: [{instrument: litigation}]
    applies: {levels: [country], provinces: [浙江], years: {since: 2025, until: 2020}}
    expect: {rate: {name: litigation_los_rate, basis: state}}
    met: 有
    message: 没有
    advice: 请补充
"""


def test_a_wrong_key_hides_no_other_mistake_of_the_rule(overlay: Path) -> None:
    places = [line.split(": ")[0].split(":", 1)[1] for line in problems(overlay, ALL_WRONG)]
    assert places == ["2:5", "2:9", "3:5", "4:16", "5:15", "6:26", "7:24", "7:46", "7:58", "8:27", "8:55"]


def test_a_rule_id_is_used_once(overlay: Path) -> None:
    first = load(rules_folder()).rules[0]
    found = problems(overlay, RULE.replace("example-rule", first.id))
    assert len(found) == 1
    assert f"「{first.id}」已在" in found[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"rules: [", "YAML 写法有误"),
        (b"rules: \xff\xfe", "不是 UTF-8"),
        (b"[" * 100, "嵌套超过"),
        (b"a: 1\n---\nb: 2\n", "只放一份"),
        (b"x" * 2_100_000, "超过"),
        (b"a: &a [1]\nb: [*a, *a, *a]\n", "& 和 *"),
    ],
)
def test_hostile_yaml_is_refused(overlay: Path, data: bytes, words: str) -> None:
    (overlay / "instruments/mine.yaml").write_bytes(data)
    with pytest.raises(RulebookError, match=words):
        load(rules_folder(), overlay)


def test_a_missing_lexicon_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(rules_folder(), folder)
    (folder / "lexicon/rates.yaml").unlink()
    with pytest.raises(RulebookError, match=r"lexicon/rates.yaml:1:1: 缺少这个文件"):
        load(folder)


def test_the_lowest_grade_reaches_down_to_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(rules_folder(), folder)
    scheme = folder / "schemes/weighted.yaml"
    text = scheme.read_text(encoding="utf-8")
    assert "at_least: 0" in text
    scheme.write_text(text.replace("at_least: 0", "at_least: 10"), encoding="utf-8")
    with pytest.raises(RulebookError, match="最低一档的 at_least 应为 0"):
        load(folder)


def test_the_digest_names_the_content(overlay: Path) -> None:
    plain, again = load(rules_folder()).digest, load(rules_folder()).digest
    (overlay / "instruments/mine.yaml").write_text(RULE, encoding="utf-8")
    assert plain == again != load(rules_folder(), overlay).digest


@pytest.mark.parametrize(
    ("file", "text", "place", "words"),
    [
        (
            "lexicon/indicators.yaml",
            "indicators: [{id: a.b, title: 甲, units: [件], acts: [办], matter: reconsideratio}]",
            "1:65",
            "您是否想写「reconsideration」",
        ),
        (
            "lexicon/rates.yaml",
            "rates: [{id: a_rate, title: 甲率, terms: [甲率], numerator: litigation.lots}]",
            "1:57",
            "您是否想写「litigation.lost」",
        ),
        ("lexicon/rates.yaml", 'vague: [""]', "1:9", "短语不能为空"),
        ("lexicon/rates.yaml", "vague: [高于…]", "1:9", "前后都要有文字"),
        ("lexicon/words.yaml", "ambiguous: 应诉\ninsid: 响应诉求", "2:1", "您是否想写「inside」"),
        ("profiles/county.yaml", "scheme: weightd", "1:9", "您是否想写「weighted」"),
    ],
)
def test_a_mistake_in_an_overlaid_lexicon_is_pinpointed(
    overlay: Path, file: str, text: str, place: str, words: str
) -> None:
    found = problems(overlay, text, file)
    assert any(line.startswith(f"{file}:{place}: ") and words in line for line in found), found


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("consist-parts-sum", "consist-part-sum", "您是否想写「consist-parts-sum」"),
        ("grade: 不合格", "grade: 不及格", "您是否想写「不合格」"),
        ("title: 加权得分（缺项封顶）", "title: 扣\nmethod: deduction", "扣分制还要写 deductions"),
    ],
)
def test_a_scheme_names_what_exists(overlay: Path, old: str, new: str, words: str) -> None:
    text = (rules_folder() / "schemes/veto.yaml").read_text("utf-8")
    assert old in text
    found = problems(overlay, text.replace(old, new, 1).replace("id: veto", "id: mine"), "schemes/mine.yaml")
    assert any(line.startswith("schemes/mine.yaml:") and words in line for line in found), found
