"""The rules as pages that a legal colleague can proof-read: one page a folder of instruments, in Chinese."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from engine.rulebook import Rule, Rulebook
from engine.rulebook.rules import Example, Step
from fazhi.publish import conditions, messages, plain
from fazhi.publish.markdown import escaped
from fazhi.publish.names import Names, names_of

INDEX = "README.md"


def pages(rulebook: Rulebook, chapters: Mapping[str, str]) -> Mapping[str, str]:
    """File name → page in Markdown, with an index. ``chapters`` gives the heading of each rule file."""
    names = names_of(rulebook)
    groups = [(folder, list(rules)) for folder, rules in groupby(rulebook.rules, key=_folder)]
    found = {f"{folder}.md": _page(rules, chapters, names) for folder, rules in groups}
    return {INDEX: _index(groups, chapters), **found}


def coverage(rulebook: Rulebook) -> str:
    """Every requirement with its rule and, where text alone cannot decide, what a person looks at."""
    names = names_of(rulebook)
    lines = [f"# {messages.COVERAGE_TITLE}", "", messages.COVERAGE_NOTE.format(count=len(rulebook.rules))]
    for dimension, title in names.dimensions.items():
        rules = sorted((r for r in rulebook.rules if r.dimension == dimension), key=lambda r: r.requirement)
        lines += ["", f"## {title}（{len(rules)}）", "", messages.COVERAGE_HEAD, "| --- | --- | --- | --- |"]
        lines += [_covered(rule) for rule in rules]
    return "\n".join(lines) + "\n"


def _covered(rule: Rule) -> str:
    asked = [step.message for step in rule.steps if step.status == "needs_review"]
    look = escaped("；".join(asked)) or messages.BY_TEXT
    page = f"[{escaped(rule.title)}](rules/{_folder(rule)}.md)"
    return f"| `{rule.requirement}` | {page} | {_severity(rule)} | {look} |"


def _folder(rule: Rule) -> str:
    return "-".join(PurePosixPath(rule.file).parent.parts[1:]) or PurePosixPath(rule.file).parent.name


def _index(groups: Sequence[tuple[str, list[Rule]]], chapters: Mapping[str, str]) -> str:
    lines = [f"# {messages.PAGES_TITLE}", "", messages.PAGES_NOTE, ""]
    for folder, rules in groups:
        title = _title(rules, chapters)
        lines.append(f"- [{title}]({folder}.md)（{messages.RULES_TOTAL.format(count=len(rules))}）")
        lines += [f"  - {chapters[file]}" for file in dict.fromkeys(rule.file for rule in rules)]
    return "\n".join(lines) + "\n"


def _page(rules: Sequence[Rule], chapters: Mapping[str, str], names: Names) -> str:
    lines = [f"# {_title(rules, chapters)}", "", messages.PAGES_GENERATED]
    for file, chapter in groupby(rules, key=lambda rule: rule.file):
        lines += ["", f"## {chapters[file]}"]
        for rule in chapter:
            lines += ["", *_rule(rule, names)]
    return "\n".join(lines) + "\n"


def _title(rules: Sequence[Rule], chapters: Mapping[str, str]) -> str:
    """The instruments that the first chapter is about."""
    return chapters[rules[0].file].partition("：")[0]


def _rule(rule: Rule, names: Names) -> Iterator[str]:
    yield f"### {escaped(rule.title)}"
    yield ""
    rows = [
        (messages.RULE, f"`{rule.id}`"),
        (messages.SEVERITY_HEAD, _severity(rule)),
        (messages.DIMENSION, names.dimensions.get(rule.dimension, rule.dimension)),
        (messages.APPLIES, conditions.scope(rule.applies)),
        (messages.BASIS, messages.ENUMERATION.join(map(plain.basis, rule.basis)) or messages.NO_BASIS),
        (messages.ADVICE, rule.advice),
    ]
    yield from (f"- **{label}**：{said}" for label, said in rows)
    yield ""
    for step in rule.steps:
        yield from _step(step, names)
    yield f"- **{messages.STATUSES['gap']}**：{messages.OTHERWISE} → {escaped(plain.unfilled(rule.message))}"
    if rule.examples:
        yield ""
        yield f"{messages.EXAMPLES}："
        yield ""
        yield from map(_example, rule.examples)


def _severity(rule: Rule) -> str:
    adjusted = [conditions.adjustment(a) for a in rule.adjust]
    return "；".join((messages.SEVERITIES[rule.severity], *adjusted))


def _step(step: Step, names: Names) -> Iterator[str]:
    credit = (
        f"（{messages.CREDIT.format(credit=plain.number(step.credit))}）" if step.status == "partial" else ""
    )
    yield f"- **{messages.STATUSES[step.status]}**{credit} → {escaped(plain.unfilled(step.message))}"
    yield from (f"  {_item(line)}" for line in conditions.lines(step.when, names.quoted))


def _item(line: str) -> str:
    """A line of a condition as an item of a list, with its indentation."""
    said = line.lstrip()
    return f"{' ' * (len(line) - len(said))}- {escaped(said)}"


def _example(example: Example) -> str:
    said = escaped(example.text.replace("\n", "　"))
    return f"- {messages.STATUSES[example.status]}：{said}"
