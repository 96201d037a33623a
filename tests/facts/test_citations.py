"""Documents that a report names, and the editions of the Outline."""

from collections.abc import Callable

import pytest

from engine.model import Fact

Read = Callable[..., tuple[Fact, ...]]


def cited(facts: tuple[Fact, ...]) -> list[tuple[str | None, object]]:
    return [(fact.name, fact.attributes.get("issued")) for fact in facts if fact.kind == "citation"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("印发《青岭县2024年法治政府建设工作要点》。", ("work-plan", True)),
        ("落实《青岭县2024年法治政府建设工作要点》。", ("work-plan", False)),
        ("学习《中华人民共和国行政复议法》。", ("reconsideration-law", False)),
        ("出台《青岭县政府法律顾问管理办法》。", ("document", True)),
        ("印发新修订的《行政复议法》读本。", ("reconsideration-law", False)),
        ("印发《重大行政决策程序暂行条例》读本。", ("decisions-2019", False)),
        ("印发《青岭县贯彻〈行政处罚法〉工作方案》。", ("penalty-law", True)),
    ],
)
def test_documents(read: Read, text: str, expected: tuple[str, bool]) -> None:
    assert cited(read(text)) == [expected]


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("落实《法治政府建设实施纲要（2021-2025年）》。", ["yes"]),
        ("落实《法治政府建设实施纲要（2015—2020年）》。", ["no"]),
        ("落实《法治政府建设实施纲要》。", []),
    ],
)
def test_the_edition_is_held_against_the_year(read: Read, text: str, fits: list[str]) -> None:
    found = [
        fact.attributes["fits"]
        for fact in read(text)
        if fact.kind == "citation" and "fits" in fact.attributes
    ]
    assert found == fits


def test_each_edition_is_quoted_where_it_is_cited(read: Read) -> None:
    text = "对照《法治政府建设实施纲要（2015-2020年）》收官，衔接《法治政府建设实施纲要（2021-2025年）》。"
    editions = {f.attributes["edition"]: f.at for f in read(text) if f.attributes.get("edition")}
    assert sorted(map(str, editions)) == ["2015-2020", "2021-2025"]
    assert all(place and str(edition) in place.quote for edition, place in editions.items())
