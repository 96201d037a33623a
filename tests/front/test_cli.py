"""The command line as its users meet it: streams, exit codes, usage errors, output files."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.rulebook import Problem, RulebookError
from fazhi import messages, pipeline
from fazhi.cli import main
from fazhi.files import write
from fazhi.paths import version
from fazhi.pipeline import load_rules

Run = Callable[..., Any]
House = Any


def program(*arguments: str, **settings: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fazhi", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, **settings)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Help


def test_version() -> None:
    assert program("--version").stdout == f"fazhi {version()}\n"


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help_with_an_example(flag: str, run: Run) -> None:
    for name in ("score", "compare", "facts", "text", "explain", "completion"):
        done = run(name, flag)
        assert done.code == 0
        assert "示例：\n    fazhi " + name in done.out
        assert "显示帮助" in done.out


def test_help_names_every_command_and_exit_code(run: Run) -> None:
    said = run("--help").out
    assert all(f"\n  {name} " in said for name in messages.COMMANDS)
    assert all(f"{code} " in said for code in range(6))


def test_help_and_completion_load_neither_the_engine_nor_its_libraries() -> None:
    code = "import sys; from fazhi.cli import main; main(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    loaded = set(done.stdout.split())
    libraries = {"durable_rules_engine", "jieba", "lxml", "rich", "yaml", "ahocorasick"}
    assert not loaded & {*libraries, "engine.facts"}


def test_without_arguments_the_help_is_shown_and_it_is_an_error(run: Run) -> None:
    done = run()
    assert (done.code, done.out) == (2, "")
    assert "用法：fazhi" in done.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str, run: Run) -> None:
    done = run("completion", shell)
    assert done.code == 0
    assert "_FAZHI_COMPLETE" in done.out


def test_completion_offers_commands_and_options() -> None:
    for words, expected in (("fazhi s", "plain,score\n"), ("fazhi score --fail", "plain,--fail-on\n")):
        asked = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")), "_FAZHI_COMPLETE": "bash_complete"}
        assert program(env=os.environ | asked).stdout == expected


# Wrong usage


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["scor"], "没有命令 scor，您是否想写 score"),
        (["score"], "缺少文件"),
        (["score", "--fromat", "json", "x"], "没有选项 --fromat，您是否想写 --format"),
        (["score", "--format"], "选项 --format 后面要写一个值"),
        (["score", "--format", "doc", "x"], "--format：「doc」不在可选值之内（text、json、md"),
        (["score", "--today", "2025-02-30", "x"], "--today：「2025-02-30」不是日期，应写成 2025-04-01 这样"),
        (["score", "--received", "20250226", "x"], "--received：「20250226」不是日期"),
        (["score", "--rules", "/no/such", "x"], "--rules：「/no/such」不是文件夹"),
        (["score", "--profile", "village", "x"], "没有评分档案「village」，可选：county、default"),
        (["facts", "x", "y"], "多出的参数：y"),
        (["--debug=1"], "选项 --debug 后面不写值"),
        (
            ["explain", "x", "frp-section-presen"],
            "没有规则「frp-section-presen」，您是否想写 frp-section-present",
        ),
        (["rules", "list", "--dimension", "form"], "没有维度「form」，可选：indicators、sections、topics"),
        (["rules", "show", "x"], "没有规则「x」；用 fazhi rules list 查看全部规则"),
        (["rules", "chekc"], "没有命令 chekc，您是否想写 check"),
    ],
)
def test_wrong_usage_is_said_in_chinese(
    arguments: list[str], said: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x").write_text("正文", encoding="utf-8")
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "查看帮助：fazhi" in done.err


# Scoring


@pytest.mark.usefixtures("house")
def test_a_score_goes_to_stdout_and_nothing_else_does(run: Run, file: Path) -> None:
    done = run("score", file, "--format", "json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["score"] == 44.8


@pytest.mark.usefixtures("house")
def test_text_is_the_format_when_none_is_named(run: Run, file: Path) -> None:
    assert "44.8 分" in run("score", file).out


@pytest.mark.usefixtures("house")
def test_the_same_input_gives_the_same_bytes(run: Run, file: Path) -> None:
    for form in ("text", "json", "md"):
        assert run("score", file, "--format", form) == run("score", file, "--format", form)


def test_options_reach_the_engine(run: Run, house: House, file: Path, tmp_path: Path) -> None:
    days = ("--today", "2025-04-02", "--received", "2025-02-26")
    done = run("score", file, "--format", "json", "--profile", "default", "--rules", tmp_path, *days)
    assert json.loads(done.out)["profile"] == "default"
    assert house.overlay == tmp_path
    assert (house.told[0].today, house.told[0].received) == ("2025-04-02", "2025-02-26")


def test_the_profile_follows_the_level_and_is_the_default_without_one(
    run: Run, house: House, file: Path
) -> None:
    assert json.loads(run("score", file, "--format", "json").out)["profile"] == "county"
    house.identity = replace(house.identity, level=None)
    assert json.loads(run("score", file, "--format", "json").out)["profile"] == "default"


def test_the_overlay_may_come_from_the_environment(
    run: Run, house: House, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAZHI_RULES", str(tmp_path))
    assert run("score", file).code == 0
    assert house.overlay == tmp_path


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [("never", []), ("must", ["must"]), ("should", ["must", "should"]), ("may", ["must", "should", "may"])],
)
def test_fail_on_looks_at_gaps_of_that_severity_and_above(
    fail_on: str, failing: list[str], run: Run, house: House, file: Path
) -> None:
    gap = next(f for f in house.findings if f.status == "gap")
    for severity in ("must", "should", "may"):
        house.findings = [replace(gap, severity=severity)]
        assert run("score", file, "--fail-on", fail_on).code == (1 if severity in failing else 0)


def test_only_gaps_fail(run: Run, house: House, file: Path) -> None:
    house.findings = [f for f in house.findings if f.status != "gap"]
    assert run("score", file, "--fail-on", "may").code == 0


def test_what_is_no_report_is_said_and_is_no_error(run: Run, house: House, file: Path) -> None:
    house.identity = replace(house.identity, is_report=False, document_kind="work_plan")
    done = run("score", file, "--fail-on", "may")
    assert done.code == 0
    assert "不像法治政府建设年度报告（像：工作要点或工作安排），未评分" in done.out
    form = json.loads(run("score", file, "--format", "json").out)
    assert (form["report"]["is_report"], form["score"], form["findings"]) == (False, None, [])


@pytest.mark.usefixtures("house")
def test_a_dash_is_standard_input(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    assert json.loads(run("score", "-", "--format", "json").out)["source"]["name"] == "-"


# Several inputs and failures


@pytest.mark.usefixtures("house")
def test_an_unreadable_file_costs_neither_the_others_nor_a_traceback(run: Run, file: Path) -> None:
    done = run("score", "missing.txt", file, "--fail-on", "must")
    assert done.code == 3
    assert "missing.txt" in done.err
    assert "不存在" in done.err
    assert "44.8 分" in done.out


def test_a_bug_on_one_input_is_owned_up_to_and_costs_no_other(
    run: Run, house: House, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("正文", encoding="utf-8")
    monkeypatch.setattr(house, "read", fail_once(house.read))
    done = run("score", other, file)
    assert done.code == 5
    assert f"{other}：程序内部出错" in done.err
    assert "报告给维护者" in done.err
    assert "RuntimeError: 撞上了" in done.err
    assert "Traceback" not in done.err
    assert "44.8 分" in done.out


def test_debug_shows_the_traceback(
    run: Run, house: House, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "read", fail_once(house.read))
    monkeypatch.setenv("FAZHI_DEBUG", "")  # restored afterwards, whatever --debug makes of it
    assert "Traceback" in run("--debug", "score", file).err


def fail_once(read: Callable[..., Any]) -> Callable[..., Any]:
    outcomes = iter([RuntimeError("撞上了\n第二行")])

    def failing(*arguments: Any) -> Any:
        for error in outcomes:
            raise error
        return read(*arguments)

    return failing


@pytest.mark.usefixtures("house")
def test_invalid_rules_stop_everything(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_rules(monkeypatch)
    done = run("score", file, "missing.txt")
    assert (done.code, done.out) == (4, "")
    assert "topics.yaml:3:5: 不认识的键「exepct」" in done.err


def refuse_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = [Problem("topics.yaml", 3, 5, "不认识的键「exepct」"), Problem("a.yaml", 1, 1, "文件是空的")]

    def load(*_folders: Path) -> None:
        raise RulebookError(problems)

    monkeypatch.setattr(pipeline, "load", load)


# Output files


@pytest.mark.usefixtures("house")
def test_the_suffix_names_the_format(run: Run, file: Path, tmp_path: Path) -> None:
    for suffix, start in ((".json", "{"), (".md", "# "), (".out", "╭")):
        target = tmp_path / "out" / f"card{suffix}"
        assert run("score", file, "-o", target) == (0, "", "")
        assert target.read_text(encoding="utf-8").startswith(start)


@pytest.mark.usefixtures("house")
def test_several_results_go_to_a_folder(run: Run, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_text("正文", encoding="utf-8")
    assert run("score", file, other, "--format", "json", "-o", tmp_path / "out").code == 0
    assert names(tmp_path / "out") == ["b.json", "青禾县2024.json"]


@pytest.mark.usefixtures("house")
def test_one_result_goes_into_a_folder_that_exists(run: Run, file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    assert run("score", file, "--format", "md", "-o", folder).code == 0
    assert names(folder) == ["青禾县2024.md"]


@pytest.mark.usefixtures("house")
def test_a_dash_as_output_is_stdout(run: Run, file: Path) -> None:
    assert "44.8 分" in run("score", file, "-o", "-").out


@pytest.mark.usefixtures("house")
def test_a_report_is_never_overwritten(run: Run, file: Path) -> None:
    before = file.read_bytes()
    done = run("score", file, "-o", file)
    assert done.code == 2
    assert "是要评分的报告本身" in done.err
    assert file.read_bytes() == before


@pytest.mark.usefixtures("house")
def test_two_results_never_share_a_file(run: Run, file: Path, tmp_path: Path) -> None:
    done = run("score", file, file.with_suffix(".docx"), "-o", tmp_path / "out")
    assert done.code == 2
    assert "会存为同一个文件" in done.err
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("house")
def test_several_results_need_a_folder(run: Run, file: Path, tmp_path: Path) -> None:
    target = tmp_path / "card.json"
    target.write_text("旧", encoding="utf-8")
    assert run("score", file, "other.txt", "-o", target).code == 2
    assert target.read_text(encoding="utf-8") == "旧"


@pytest.mark.usefixtures("house")
def test_a_result_is_written_whole_or_not_at_all(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out" / "card.json"
    target.parent.mkdir()
    target.write_text("旧", encoding="utf-8")

    def full(*_paths: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    done = run("score", file, "-o", target)
    assert done.code == 2
    assert f"无法写入「{target}」：磁盘已满" in done.err
    assert target.read_text(encoding="utf-8") == "旧"
    assert names(target.parent) == ["card.json"]


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    write(tmp_path / "out" / "card.pdf", b"%PDF\r\n\xff\x00")
    assert (tmp_path / "out" / "card.pdf").read_bytes() == b"%PDF\r\n\xff\x00"


# The other commands


def test_text_is_the_source_text_exactly(run: Run, file: Path) -> None:
    assert run("text", file).out == file.read_text(encoding="utf-8")
    assert run("text", file.with_name("none")).code == 3


@pytest.mark.usefixtures("house")
def test_facts_in_both_forms(run: Run, file: Path) -> None:
    assert "主题（0）及指标、比率（2）" in run("facts", file).out
    assert json.loads(run("facts", file, "--format", "json").out)["schema"] == "fazhi/facts/1"
    assert run("facts", file.with_name("none")).code == 3


@pytest.mark.usefixtures("house")
def test_explain_gives_verdict_and_reasons(run: Run, file: Path) -> None:
    done = run("explain", file, "rate-official-appearance")
    assert done.code == 0
    assert "判定：部分达标" in done.out
    assert "✗ 达标条件：不成立" in done.out


@pytest.mark.usefixtures("house")
def test_explain_tells_all_steps_when_asked(run: Run, house: House, file: Path) -> None:
    house.identity = replace(house.identity, is_report=False)  # nothing judged: no step was used
    short, whole = (run("explain", file, "rate-official-appearance", *flag).out for flag in ((), ("--all",)))
    assert "加 --all" in short
    assert "符合：收到行政复议申请 102件" not in short
    assert "符合：收到行政复议申请 102件" in whole


def test_rules_check_says_how_much_was_checked(run: Run) -> None:
    rulebook = load_rules().rulebook
    said = f"规则文件检查通过：{len(rulebook.rules)} 条规则，4 个计分方案，11 个评分档案\n"
    assert run("rules", "check").out == said


def test_rules_check_prints_every_problem_with_its_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "changes.yaml").write_text("changes: [{rule: rate-los, weight: 2}]\n", "utf-8")
    (tmp_path / "waivers.yaml").write_text("waiver: []\n", "utf-8")
    done = run("rules", "check", tmp_path)
    assert done.code == 4
    assert done.out.splitlines() == [
        "changes.yaml:1:18: 没有规则「rate-los」，您是否想写「rate-loss」；用 fazhi rules list 查看全部规则",
        "waivers.yaml:1:1: 不认识的键「waiver」，您是否想写「waivers」",
    ]


def waiver(unit: str, rule: str) -> str:
    return f"waivers: [{{rule: {rule}, unit: {unit}, reason: 新设立, until: 2026-12-31}}]\n"


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (waiver("云溪县", "topic-mediation"), 0, "规则文件检查通过"),
        (
            waiver("云奚县", "topic-mediation"),
            4,
            "这些报告里没有「云奚县」的，您是否想写 云溪县",
        ),
        (waiver("云溪县", "count-litigation"), 4, "用不着豁免"),
    ],
)
def test_rules_check_holds_waivers_against_reports(
    run: Run, tmp_path: Path, text: str, code: int, said: str
) -> None:
    report, overlay = tmp_path / "a.txt", tmp_path / "overlay"
    report.write_text(
        "云溪县2024年法治政府建设年度报告\n一、主要举措和成效\n新收行政应诉案件9件，审结8件。\n", "utf-8"
    )
    overlay.mkdir()
    (overlay / "waivers.yaml").write_text(text, "utf-8")
    done = run("rules", "check", overlay, "--on", report, "--today", "2026-03-01")
    assert (done.code, said in done.out) == (code, True), done.out


@pytest.mark.usefixtures("house")
def test_rules_list_filters(run: Run) -> None:
    listed = run("rules", "list", "--dimension", "sections", "--severity", "must").out
    assert "frp-section-present" in listed
    assert "rate-official-appearance" not in listed
    assert "五项内容（sections）" in listed
    assert "共 0 条规则" in run("rules", "list", "--severity", "may").out


@pytest.mark.usefixtures("house")
def test_rules_show_gives_the_weight_it_counts_by_and_its_place(run: Run) -> None:
    shown = run("rules", "show", "rate-official-appearance").out
    assert "权重      5" in shown
    assert "instruments/litigation/appearance.yaml:3" in shown


# Terminals, pipes, interrupts


@pytest.mark.usefixtures("house")
@pytest.mark.usefixtures("house")
@pytest.mark.usefixtures("house")
def test_colour_only_on_a_terminal_and_never_with_no_color(
    file: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:

    def shown() -> str:
        main(["score", str(file)])
        return capfd.readouterr().out

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" not in shown()
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert "\x1b[" in shown()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in shown()


def test_a_reader_that_leaves_early_is_no_error(file: Path, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text(file.read_text(encoding="utf-8") * 5000, encoding="utf-8")
    command = f"'{sys.executable}' -m fazhi text '{long}' | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert len(done.stdout) == 10
    assert done.stderr == b""


@pytest.mark.parametrize("closing", [">&-", "1</dev/null"])
@pytest.mark.parametrize("command", ["text {}", "score {}", "facts {}", "rules list", "completion bash"])
def test_an_output_that_is_not_open_is_wrong_usage(command: str, closing: str, file: Path) -> None:
    line = f"'{sys.executable}' -m fazhi {command.format(file)} {closing}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr == "无法写入「标准输出」：没有打开，或者只能读，请换一个位置再试\n"


def test_a_file_needs_no_open_output(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "card.json"
    line = f"'{sys.executable}' -m fazhi score '{file}' -o '{target}' >&-"
    done = subprocess.run(["bash", "-c", line], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == "fazhi/scorecard/1"


def test_an_interrupt_ends_with_130(
    run: Run, house: House, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_told: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(house, "read", interrupted)
    done = run("score", file)
    assert (done.code, done.out, done.err.strip()) == (130, "", "已中断")
