"""What is done for one report. The same function serves this process, worker processes and clusters."""

import hashlib
from collections.abc import Callable

from engine import reading
from engine.reading import ReadError
from engine.reading.errors import Message
from engine.rulebook import RulebookError
from fazhi.batch import messages, records
from fazhi.batch.archives import read_entry
from fazhi.batch.rows import record_of
from fazhi.batch.values import Form, Item, Outcome, Place, RunError, Scored, Setting, What
from fazhi.console import OutputError
from fazhi.paths import version
from fazhi.pipeline import load_rules, score_source
from fazhi.publish import render

Score = Callable[[bytes, str, Setting], Scored]
MOST_FACTS = 40_000  # of one report: some 400,000 characters; a larger record DuckDB cannot take in
_UNNAMED: Form = {"key": "", "sha256": None}


class OtherProgramError(RunError):
    """The rules on this machine are not those that the run was started with."""


class GivenUp(Exception):
    """A report was given up: it took too long, too much, or the process with it."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


PASSED_ON = (OutputError, RulebookError, RunError)  # these end the run


def prepare(setting: Setting) -> None:
    """Load what every report needs.

    Raises:
        RulebookError: the rules are invalid.
    """
    load_rules(setting.options.rules).prepare()


def score(data: bytes, name: str, setting: Setting) -> Scored:
    """The scorecard of the report in ``data``, its letter where asked, and its rows in the store.

    Raises:
        ReadError: it cannot be read.
        OtherProgramError: the rules here are not those of the run.
    """
    rulebook = load_rules(setting.options.rules).rulebook
    if (rulebook.digest, version()) != (setting.digest, setting.version):
        raise OtherProgramError(messages.OTHER_PROGRAM)
    card = score_source(reading.read_bytes(data, name), setting.options)
    documents = {records.CARDS: render(card, "json").encode()}
    if setting.letters and card.identity.is_report:
        documents[records.LETTERS] = render(card, "pdf")
    return Scored(record_of(card, rulebook), documents)


def handle(item: Item, setting: Setting, score: Score = score) -> Outcome:
    """Read, score and write one input, unless that has been done. What goes wrong with it is its result.

    Raises:
        OutputError: results cannot be written.
        OtherProgramError: the rules where it is scored are not those of the run.
    """
    try:
        data = load(item.place)
    except ReadError as error:
        return give_up(item, setting, "unread", Message(error.reason, error.remedy))
    sha256 = hashlib.sha256(data).hexdigest()
    key = records.key(item, sha256, setting)
    known = records.kept(item, key, setting.output)
    if known is not None:
        return Outcome(item.name, known["outcome"], tuple(known["documents"]), kept=True)
    try:
        scored = score(data, item.base, setting)
    except ReadError as error:
        why = Message(error.reason, error.remedy)
        return give_up(item, setting, "unread", why, {"key": key, "sha256": sha256})
    except PASSED_ON:
        raise
    except Exception as error:  # noqa: BLE001 - a bug on one report must not cost the others
        return give_up(item, setting, "failed", reason_of(error))
    if len(scored.record["facts"]) > MOST_FACTS:
        return give_up(item, setting, "failed", messages.TOO_MUCH_TOLD, {"key": key, "sha256": sha256})
    what: What = "scored" if scored.record["report"]["is_report"] else "not_report"
    head = {"key": key, "input": item.label, "name": item.name, "outcome": what, "sha256": sha256}
    records.store(item, head | scored.record, scored.documents, setting.output)
    return Outcome(item.name, what, tuple(scored.documents))


def give_up(item: Item, setting: Setting, what: What, why: Message, named: Form = _UNNAMED) -> Outcome:
    """Record why there is no result. Without a key in ``named`` the next run tries again."""
    record = named | {"input": item.label, "name": item.name, "outcome": what} | why._asdict()
    records.store(item, record, {}, setting.output)
    return Outcome(item.name, what)


def load(place: Place) -> bytes:
    """The bytes of one input.

    Raises:
        ReadError: they cannot be had.
    """
    return read_entry(place.path, place.entries) if place.entries else reading.load(place.path)


def reason_of(error: Exception) -> Message:
    """An error that is not the report's own as the reason why there is no result."""
    match error:
        case GivenUp():
            return error.message
        case MemoryError():
            return messages.OUT_OF_MEMORY
    detail = f"{type(error).__name__}: {error}".split("\n")[0]
    return Message(messages.INTERNAL.format(detail=detail), messages.INTERNAL_REMEDY)
