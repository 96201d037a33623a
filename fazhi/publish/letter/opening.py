"""How a letter opens: whom it is to, what report it is about."""

import re
from collections.abc import Iterator

from engine.model import Identity, Scorecard
from fazhi.cells import visible
from fazhi.publish import messages as common
from fazhi.publish import plain
from fazhi.publish.letter import messages

_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$", re.ASCII)


def identity(card: Scorecard) -> Iterator[tuple[str, str]]:
    """Label and value of what the report says of itself."""
    yield common.IDENTITY["title"], plain.heading(card)
    for label, value in plain.identity_line(card):
        yield label, day(value)


def opening(card: Scorecard) -> str:
    """The sentences before the first chapter."""
    if card.identity.is_report:
        return messages.OPENING.format(report=_report(card.identity))
    kind = common.DOCUMENT_KINDS.get(card.identity.document_kind)
    known = kind and card.identity.document_kind != "other"
    return messages.NO_REPORT.format(likeness=messages.LIKENESS.format(kind=kind) if known else "")


def day(written: str) -> str:
    """A date as official documents write it, 2025年4月1日 for 2025-04-01; anything else as it is."""
    return _DAY.sub(_day, written)


def _report(said: Identity) -> str:
    """How the letter calls the report: by its title, or by whose it is and of which year."""
    if said.title:
        return messages.TITLED.format(title=visible(said.title).strip("《》"))
    year = common.YEAR.format(year=said.year) if said.year is not None else ""
    return messages.UNTITLED.format(unit=visible(said.unit or ""), year=year)


def _day(written: re.Match[str]) -> str:
    year, month, day = map(int, written.groups())
    return messages.DAY.format(year=year, month=month, day=day)
