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
