"""The one way through the house: bytes → source → report → facts → findings → scorecard.

The rulebook is loaded and compiled once per process and overlay. Not thread-safe, as the inference is not.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import scorers
from engine import reading
from engine.facts import FactReader, Told
from engine.inference import Engine, LimitError, compile_rules
from engine.inference.explain import Explanation
from engine.inference.explain import explain as explain_rule
from engine.inference.findings import infer
from engine.model import Fact, Finding, Report, Scorecard, Source
from engine.outline import outline
from engine.rulebook import Problem, Profile, Rule, Rulebook, RulebookError, load
from fazhi.paths import rules_folder, version

DEFAULT_PROFILE = "default"


@dataclass(frozen=True, slots=True)
class Options:
    """How to score. Nothing here is taken from the clock: the same options give the same bytes."""

    profile: str | None = None  # None: by the level of the reporting unit
    rules: Path | None = None  # overlay folder of rules
    today: date | None = None  # for timeliness
    received: date | None = None  # when the report was submitted


@dataclass(frozen=True, slots=True)
class Loaded:
    """A rulebook, and what the rooms that work by it prepare once."""

    rulebook: Rulebook
    reader: FactReader
    engine: Engine


@dataclass(frozen=True, slots=True)
class Reading:
    """A report and the facts read from it."""

    report: Report
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a rule and why. ``finding`` is None where nothing is judged: no annual report."""

    finding: Finding | None
    explanation: Explanation


@cache
def load_rules(overlay: Path | None = None) -> Loaded:
    """The rules of this program with ``overlay`` on top, compiled.

    Raises:
        RulebookError: the rules are invalid; every problem with file, line and column.
    """
    rulebook = load(rules_folder(), overlay)
    try:
        engine = compile_rules(rulebook.rules)
    except LimitError as error:
        raise RulebookError([_too_large(rulebook, error)]) from error
    return Loaded(rulebook, FactReader(rulebook.lexicon), engine)


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
        KeyError: there is no profile of the name in ``options``.
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
    """What stands in ``source``: its structure and its facts."""
    loaded = load_rules(options.rules)
    report = outline(source, loaded.rulebook.lexicon.outline)
    return Reading(report, loaded.reader.read(report, _told(options)))


def score_source(source: Source, options: Options) -> Scorecard:
    """As ``score``, for a source that has been read already."""
    loaded = load_rules(options.rules)
    examined = examine(source, options)
    profile = choose_profile(loaded.rulebook, examined.report, options.profile)
    findings = _findings(loaded, examined, profile)
    scheme = loaded.rulebook.schemes[profile.scheme]
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
    )


def explain_source(source: Source, rule: str, options: Options) -> Answer:
    """As ``explain``, for a source that has been read already."""
    loaded = load_rules(options.rules)
    asked = find_rule(loaded.rulebook, rule)
    examined = examine(source, options)
    profile = choose_profile(loaded.rulebook, examined.report, options.profile)
    findings = _findings(loaded, examined, profile)
    finding = next((f for f in findings if f.rule == rule), None)
    return Answer(finding, explain_rule(asked, examined.facts))


def choose_profile(rulebook: Rulebook, report: Report, name: str | None) -> Profile:
    """The profile of that name, else the one for the report's level, else the default.

    Raises:
        KeyError: there is no profile of that name.
    """
    if name is not None:
        return rulebook.profiles[name]
    level = report.identity.level
    fitting = (p for _, p in sorted(rulebook.profiles.items()) if level in p.levels)
    return next(fitting, rulebook.profiles[DEFAULT_PROFILE])


def find_rule(rulebook: Rulebook, name: str) -> Rule:
    """The rule with that id.

    Raises:
        KeyError: there is none.
    """
    for rule in rulebook.rules:
        if rule.id == name:
            return rule
    raise KeyError(name)


def _findings(loaded: Loaded, examined: Reading, profile: Profile) -> tuple[Finding, ...]:
    if not examined.report.identity.is_report:
        return ()
    return infer(loaded.engine, loaded.rulebook, examined.report, examined.facts, profile)


def _told(options: Options) -> Told:
    days = (options.received, options.today)
    return Told(*(day.isoformat() if day else None for day in days))


def _too_large(rulebook: Rulebook, error: LimitError) -> Problem:
    rule = find_rule(rulebook, error.rule)
    return Problem(rule.file, rule.line, 1, "；".join(error.reasons))
