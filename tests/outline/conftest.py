"""What every test of the outline room needs."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.model import Report, Source
from engine.outline import outline
from engine.rulebook.build import build
from engine.rulebook.errors import Problem
from engine.rulebook.lexicon_outline import (
    DocumentLexicon,
    OutlineLexicon,
    PlacesLexicon,
    RegionsLexicon,
    SectionsLexicon,
)
from engine.rulebook.tree import parse

LEXICON = Path(__file__).parents[2] / "rules" / "lexicon"


def _read(name: str, schema: type) -> Any:
    problems: list[Problem] = []
    value = build(parse((LEXICON / name).read_bytes(), name), schema, problems)
    assert not problems, [str(p) for p in problems]
    return value


@pytest.fixture(scope="session")
def lexicon() -> OutlineLexicon:
    return OutlineLexicon(
        _read("document.yaml", DocumentLexicon),
        _read("sections.yaml", SectionsLexicon),
        _read("regions.yaml", RegionsLexicon),
        _read("places.yaml", PlacesLexicon),
    )


@pytest.fixture(scope="session")
def read(lexicon: OutlineLexicon) -> Callable[[str], Report]:
    """The report that the outline room makes of a text."""
    return lambda text: outline(Source("report.txt", "text/plain", "", text), lexicon)
