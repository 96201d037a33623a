"""The one way through the house: bytes → source → report → facts → findings → scorecard.

The rulebook is loaded and compiled once per process and overlay. Not thread-safe, as the inference is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import scorers
from engine import reading
from engine.facts import FactReader, Previous, Told
from engine.inference import Engine, LimitError, compile_rules
from engine.inference.findings import Inferred, infer
from engine.inference.terms import TermSheet
from engine.inference.waiving import waive
from engine.model import Fact, Finding, Report, Scorecard, Source
from engine.outline import outline
from engine.rulebook import Conclusion, Problem, Profile, Rule, Rulebook, RulebookError
from engine.rulebook.expiry import expired
from engine.rulebook.shelf import load
from fazhi import messages
from fazhi.paths import kept_folder, rules_folder, version
from fazhi.publish.names import Names, names_of

if TYPE_CHECKING:
    from engine.inference.explain import Explanation

DEFAULT_PROFILE = "default"


@dataclass(frozen=True, slots=True)
class Options:
    """How to score. Nothing here is taken from the clock: the same options give the same bytes.

    Where ``today`` is not given, the clock can refuse a card because a waiver has ended; it never alters one.
    """

    profile: str | None = None  # None: by the level of the reporting unit
    scheme: str | None = None  # None: that of the profile
    rules: Path | None = None  # overlay folder of rules
    today: date | None = None  # for timeliness, and to hold waivers against
    received: date | None = None  # when the report was submitted
    previous: Path | None = None  # last year's report of the same unit


@dataclass(frozen=True)
class Loaded:
    """A rulebook, and what the rooms that work by it prepare once, each when it is first asked for."""

    rulebook: Rulebook

    @cached_property
    def reader(self) -> FactReader:
        """What reads facts by its lexicon."""
        return FactReader(self.rulebook.lexicon)

    @cached_property
    def engine(self) -> Engine:
        """Its rules, compiled. Raises RulebookError for one that is too large."""
        return compiled(self.rulebook, self.rulebook.rules, self.rulebook.conclusions)

    @cached_property
    def terms(self) -> TermSheet:
        """What its rules look for, in words."""
        return TermSheet(self.rulebook)

    @cached_property
    def names(self) -> Names:
        """What it calls things."""
        return names_of(self.rulebook)

    def prepare(self) -> None:
        """Make now what scoring takes. Raises RulebookError for a rule that is too large."""
        self.reader, self.engine, self.terms  # noqa: B018 - asked for, and so made


@dataclass(frozen=True, slots=True)
class Reading:
    """A report and the facts read from it."""

    report: Report
    facts: tuple[Fact, ...]
    previous: Source | None = None


class PreviousError(ValueError):
    """The file given as last year's report is not that. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a rule and why. ``finding`` is None where nothing is judged: no annual report."""

    finding: Finding | None
    explanation: "Explanation"


@cache
def load_rules(overlay: Path | None = None) -> Loaded:
    """The rules of this program with ``overlay`` on top.

    Raises:
        RulebookError: the rules are invalid; every problem with file, line and column.
    """
    return Loaded(load(rules_folder(), overlay, kept_folder()))


def compiled(rulebook: Rulebook, rules: Sequence[Rule], conclusions: Sequence[Conclusion]) -> Engine:
    """These rules and conclusions of ``rulebook``, compiled.

    Raises:
        RulebookError: one of them is too large; with its file and line.
    """
    try:
        return compile_rules(rules, conclusions)
    except LimitError as error:
        raise RulebookError([_too_large(rulebook, error)]) from error


def this_day() -> date:
    """The day by the clock. No output may depend on it; only waivers past their day are refused by it."""
    return datetime.now(UTC).astimezone().date()


def refuse_expired(rulebook: Rulebook, today: date | None) -> None:
    """Refuse waivers whose last day is past: before ``today``, or before the day by the clock.

    Raises:
        RulebookError: a waiver has expired; every one with its place.
    """
    problems = expired(rulebook.grants, today or this_day())
    if problems:
        raise RulebookError(problems)


def read(path: Path | str, options: Options = Options()) -> Report:
    """The report in the file at ``path``, with identity, headings and the five parts.

    Raises:
        ReadError: the file cannot be read.
        RulebookError: the rules are invalid.
    """
    return examine(reading.read(path), options).report


def facts(path: Path | str, options: Options = Options()) -> tuple[Fact, ...]:
    """What the report at ``path`` says, each fact with its place.

    Raises:
        ReadError: the file cannot be read.
        RulebookError: the rules are invalid.
    """
    return examine(reading.read(path), options).facts


def score(path: Path | str, options: Options = Options()) -> Scorecard:
    """The scorecard of the report at ``path``.

    What is no annual report gets a card without score and findings; ``card.identity`` says what it is.

    Raises:
        ReadError: the file cannot be read.
        RulebookError: the rules are invalid.
        KeyError: there is no profile or scheme of the name in ``options``.
    """
    return score_source(reading.read(path), options)


def explain(path: Path | str, rule: str, options: Options = Options()) -> Answer:
    """Why ``rule`` (its id) comes out as it does for the report at ``path``.

    Raises:
        ReadError: the file cannot be read.
        RulebookError: the rules are invalid.
        KeyError: there is no rule of that id, or no profile of the name in ``options``.
    """
    return explain_source(reading.read(path), rule, options)


def examine(source: Source, options: Options) -> Reading:
    """What stands in ``source``: its structure and its facts.

    Raises:
        ReadError: last year's report cannot be read.
        PreviousError: the file given as last year's report is not that.
        RulebookError: the rules are invalid.
    """
    loaded = load_rules(options.rules)
    report = outline(source, loaded.rulebook.lexicon.outline)
    previous = _previous(loaded, report, options.previous) if options.previous else None
    facts = loaded.reader.read(report, _told(options), previous)
    return Reading(report, facts, previous.report.source if previous else None)


def score_source(source: Source, options: Options) -> Scorecard:
    """As ``score``, for a source that has been read already."""
    loaded = load_rules(options.rules)
    refuse_expired(loaded.rulebook, options.today)
    examined = examine(source, options)
    profile = choose_profile(loaded.rulebook, examined.report, options.profile)
    findings, conclusions = _inferred(loaded, examined, profile)
    scheme = loaded.rulebook.schemes[options.scheme or profile.scheme]
    result = scorers.score(findings, scheme)
    return Scorecard(
        source=source,
        identity=examined.report.identity,
        engine_version=version(),
        rulebook_version=loaded.rulebook.version,
        rulebook_digest=loaded.rulebook.digest,
        profile=profile.id,
        scheme=scheme.id,
        score=result.score,
        grade=result.grade,
        dimensions=result.dimensions,
        findings=findings,
        points=result.points,
        caps=result.caps,
        previous=examined.previous,
        conclusions=conclusions,
        facts=examined.facts,
        titles=loaded.names.titles,
    )


def explain_source(source: Source, rule: str, options: Options) -> Answer:
    """As ``explain``, for a source that has been read already."""
    from engine.inference.explain import explain as explain_rule  # noqa: PLC0415 - for nothing in most runs

    loaded = load_rules(options.rules)
    refuse_expired(loaded.rulebook, options.today)
    asked = find_rule(loaded.rulebook, rule)
    examined = examine(source, options)
    profile = choose_profile(loaded.rulebook, examined.report, options.profile)
    findings, conclusions = _inferred(loaded, examined, profile)
    finding = next((f for f in findings if f.rule == rule), None)
    facts = (*examined.facts, *conclusions)
    return Answer(finding, explain_rule(asked, facts, loaded.rulebook.conclusions))


def choose_profile(rulebook: Rulebook, report: Report, name: str | None) -> Profile:
    """The profile of that name, else the one for the report's level and year, else the default.

    A report that does not tell its year gets the profile of the years now running.

    Raises:
        KeyError: there is no profile of that name.
    """
    if name is not None:
        return rulebook.profiles[name]
    said = report.identity
    fitting = (
        p for _, p in sorted(rulebook.profiles.items()) if said.level in p.levels and _covers(p, said.year)
    )
    return next(fitting, rulebook.profiles[DEFAULT_PROFILE])


def _covers(profile: Profile, year: int | None) -> bool:
    if year is None:
        return profile.until is None
    return (profile.since or year) <= year <= (profile.until or year)


def find_rule(rulebook: Rulebook, name: str) -> Rule:
    """The rule with that id.

    Raises:
        KeyError: there is none.
    """
    for rule in rulebook.rules:
        if rule.id == name:
            return rule
    raise KeyError(name)


def _inferred(loaded: Loaded, examined: Reading, profile: Profile) -> Inferred:
    identity = examined.report.identity
    if not identity.is_report:
        return Inferred((), ())
    found = infer(loaded.engine, loaded.terms, examined.report, examined.facts, profile)
    return found._replace(findings=waive(found.findings, loaded.rulebook.grants, identity))


def _previous(loaded: Loaded, report: Report, path: Path) -> Previous:
    """Last year's report, if the file holds that of the same unit."""
    last = outline(reading.read(path), loaded.rulebook.lexicon.outline)
    this, that = report.identity, last.identity
    reason = None
    if not that.is_report:
        reason = messages.PREVIOUS_NO_REPORT
    elif this.year and that.year and that.year != this.year - 1:
        reason = messages.PREVIOUS_YEAR.format(year=that.year, wanted=this.year - 1)
    elif not _may_be_same(this.region, that.region) or this.level != that.level:
        reason = messages.PREVIOUS_UNIT.format(unit=that.unit or that.region, wanted=this.unit or this.region)
    if reason:
        raise PreviousError(messages.PREVIOUS.format(path=path, reason=reason))
    return Previous(last, loaded.reader.read(last))


def _may_be_same(region: str | None, other: str | None) -> bool:
    """Whether two names of regions may mean one: the fuller one ends with the other, or one is unknown."""
    return not (region and other) or region.endswith(other) or other.endswith(region)


def _told(options: Options) -> Told:
    days = (options.received, options.today)
    return Told(*(day.isoformat() if day else None for day in days))


def _too_large(rulebook: Rulebook, error: LimitError) -> Problem:
    known: dict[str, Rule | Conclusion] = {one.id: one for one in rulebook.conclusions}
    rule = (known | {one.id: one for one in rulebook.rules})[error.rule]
    return Problem(rule.file, rule.line, 1, "；".join(error.reasons))
