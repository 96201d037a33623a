"""On every save of a rule file: check, run the examples, score one report, and tell what has changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from watchfiles import watch

from engine.model import Scorecard, Source
from fazhi import checking, examples, messages
from fazhi.authoring.difference import difference
from fazhi.pipeline import Options, load_rules, score_source, this_day
from fazhi.publish import difference as published
from fazhi.publish import plain, rules_text


class Turn(NamedTuple):
    """What one look at the rules gave: words for the author, and the card to compare the next one with."""

    said: str
    card: Scorecard | None


def turns(folder: Path, source: Source) -> Iterator[str]:
    """What to say now, and again after every save, until interrupted."""
    turn = look(folder, source, None)
    yield turn.said + messages.WATCHING.format(folder=folder)
    for _changes in watch(folder, raise_interrupt=False):
        turn = look(folder, source, turn.card)
        yield turn.said


def look(folder: Path, source: Source, before: Scorecard | None) -> Turn:
    """What the rules, as they are now, make of the report. With mistakes in them ``before`` stands."""
    problems = checking.check(folder, this_day()).problems
    if problems:
        lines = "".join(f"{problem}\n" for problem in problems)
        return Turn(lines + messages.PROBLEMS.format(count=len(problems)) + "\n", before)
    forget_rules()
    loaded = load_rules(folder)
    own = [rule for rule in loaded.rulebook.rules if (folder / rule.file).exists()]
    outcomes = list(examples.run(loaded, own))
    failed = [outcome for outcome in outcomes if not outcome.passed]
    text = messages.EXAMPLES_FAILED if failed else messages.EXAMPLES_PASSED
    counted = text.format(rules=len(own), examples=len(outcomes), failed=len(failed))
    card = score_source(source, Options(rules=folder))
    said = "".join(map(rules_text.failed, failed)) + counted + "\n"
    return Turn(said + _changed(before, card), card)


def _changed(before: Scorecard | None, card: Scorecard) -> str:
    if before is None:
        score = plain.tenth(card.score) if card.score is not None else "—"
        return messages.WATCH_SCORE.format(name=card.source.name, score=score) + "\n"
    return published.text(difference([before], [card]))


def forget_rules() -> None:
    """Let go of rules that were loaded before, so that what stands in the files now is read."""
    load_rules.cache_clear()
