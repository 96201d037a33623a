"""What the fact tests share: the text of a report's body becomes its facts."""

from collections.abc import Callable
from functools import cache

import pytest

from engine.facts import FactReader
from engine.model import Fact, Source
from engine.outline import outline
from engine.rulebook import Rulebook
from engine.rulebook.load import load
from fazhi.paths import rules_folder

TITLE = "青岭县2024年法治政府建设年度报告"
HEADING = "一、2024年法治政府建设主要举措和成效"
PLAN = "二、2025年法治政府建设主要安排"

Read = Callable[..., tuple[Fact, ...]]


@cache
def _rulebook() -> Rulebook:
    return load(rules_folder())


@cache
def _reader() -> FactReader:
    return FactReader(_rulebook().lexicon)


@pytest.fixture(scope="session")
def read() -> Read:
    """Facts of a made-up report whose body is the given text, under the given sub-heading."""

    def facts(text: str, heading: str = "", title: str = TITLE) -> tuple[Fact, ...]:
        body = "\n".join(filter(None, (title, HEADING, heading, text.strip("\n"), PLAN)))
        source = Source("report.txt", "text/plain", "0" * 64, body + "\n")
        return _reader().read(outline(source, _rulebook().lexicon.outline))

    return facts


@pytest.fixture(scope="session")
def read_whole() -> Read:
    """Facts of a made-up report whose parts, with their headings, are the given text."""

    def facts(text: str) -> tuple[Fact, ...]:
        source = Source("report.txt", "text/plain", "0" * 64, f"{TITLE}\n{HEADING}\n{text}\n")
        return _reader().read(outline(source, _rulebook().lexicon.outline))

    return facts


@pytest.fixture(scope="session")
def read_text() -> Read:
    """Facts of the given text as the whole of a report, with its own title and closing."""

    def facts(text: str) -> tuple[Fact, ...]:
        source = Source("report.txt", "text/plain", "0" * 64, text)
        return _reader().read(outline(source, _rulebook().lexicon.outline))

    return facts
