"""The rules folder to one immutable Rulebook, or all that is wrong with it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from engine.model import SECTION_KEYS, Scalar, Scheme, Severity
from engine.rulebook import lexicon_consistency as consistency
from engine.rulebook import lexicon_facts as facts
from engine.rulebook import lexicon_outline as outline
from engine.rulebook import lexicon_relations as relations
from engine.rulebook import messages
from engine.rulebook.build import build
from engine.rulebook.chain import KIND, check_chain
from engine.rulebook.errors import Problem, RulebookError
from engine.rulebook.expressions import Names
from engine.rulebook.files import rule_files
from engine.rulebook.kinds import DEFECT_NAMES, DOCUMENT, WORK_PLAN
from engine.rulebook.references import check_known, check_references, check_vetoes
from engine.rulebook.rule_files import RuleReader
from engine.rulebook.rules import Conclusion, Grant, Profile, Rule
from engine.rulebook.tailoring import CHANGES, WAIVERS, changed, grants
from engine.rulebook.tree import Entry, Node, parse

RULE_FOLDERS = ("instruments/", "regional/")
WEIGHTS_FILE, VERSION_FILE = "schemes/weights.yaml", "version.yaml"

_Numbered = TypeVar("_Numbered", Rule, Conclusion)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of rules/lexicon/, one field a file."""

    document: outline.DocumentLexicon
    sections: outline.SectionsLexicon
    regions: outline.RegionsLexicon
    places: outline.PlacesLexicon
    quantities: facts.QuantitiesLexicon
    indicators: facts.IndicatorsLexicon
    relations: relations.RelationsLexicon
    rates: facts.RatesLexicon
    topics: facts.TopicsLexicon
    duties: facts.DutiesLexicon
    items: facts.ItemsLexicon
    instruments: facts.InstrumentsLexicon
    defects: facts.DefectsLexicon
    consistency: consistency.ConsistencyLexicon
    spelling: facts.SpellingLexicon
    words: facts.WordsLexicon
    neighbours: facts.NeighboursLexicon

    @property
    def outline(self) -> outline.OutlineLexicon:
        """What the outline room reads."""
        return outline.OutlineLexicon(self.document, self.sections, self.regions, self.places)


_TOPS = (VERSION_FILE, CHANGES, WAIVERS)
_LEXICON = tuple(field.name for field in fields(Lexicon))


@dataclass(frozen=True, slots=True)
class _Version:
    version: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything the supervisor may change, validated. ``digest`` names exactly this content."""

    version: str
    digest: str
    lexicon: Lexicon
    rules: tuple[Rule, ...]
    conclusions: tuple[Conclusion, ...]
    schemes: Mapping[str, Scheme]
    profiles: Mapping[str, Profile]
    weights: Mapping[Severity, float]
    grants: tuple[Grant, ...] = ()  # waivers, whatever the day


def load(folder: Path, overlay: Path | None = None) -> Rulebook:
    """The rulebook in ``folder``, with the supervisor's ``overlay`` folder laid over it.

    In an overlay file, lists are added to (an entry with a known ``id`` replaces that entry) and
    single values replace; changes.yaml and waivers.yaml speak of rules that stand elsewhere. Raises
    RulebookError with every problem found.
    """
    return _Loader(folder, overlay).load()


class _Loader:
    def __init__(self, folder: Path, overlay: Path | None) -> None:
        self._folders = [folder] + ([overlay] if overlay else [])
        self._problems: list[Problem] = []
        self._digest = hashlib.sha256()

    def load(self) -> Rulebook:
        trees = self._trees()
        lexicon = self._lexicon(trees)
        schemes = self._many(trees, "schemes/", Scheme, skip=WEIGHTS_FILE)
        profiles = self._many(trees, "profiles/", Profile)
        weights = self._single(trees, WEIGHTS_FILE, Mapping[str, float])
        version = self._single(trees, VERSION_FILE, _Version)
        if self._problems:
            raise RulebookError(self._problems)
        check_references(trees, self._problems)
        self._check_profiles(trees, schemes)
        rules, conclusions = self._rules(trees, lexicon, schemes)
        if CHANGES in trees:
            rules = changed(rules, trees[CHANGES], self._problems)
        known = {rule.id: rule for rule in rules}
        granted = grants(trees[WAIVERS], known, self._problems) if WAIVERS in trees else ()
        if self._problems:
            raise RulebookError(self._problems)
        return Rulebook(
            version=version.version,
            digest=self._digest.hexdigest(),
            lexicon=lexicon,
            rules=tuple(rules),
            conclusions=tuple(conclusions),
            schemes=schemes,
            profiles=profiles,
            weights=weights,
            grants=granted,
        )

    def _trees(self) -> dict[str, Node]:
        trees: dict[str, Node] = {}
        for over, folder in enumerate(self._folders):
            for name, data in rule_files(folder, _TOPS, _LEXICON, self._problems):
                self._digest.update(f"{name}\0{len(data)}\0".encode() + data)
                try:
                    node = parse(data, name)
                except RulebookError as error:
                    self._problems.extend(error.problems)
                    continue
                if over and node.value is None:
                    continue  # nothing but comments
                trees[name] = merge(trees[name], node) if name in trees else node
        return trees

    def _lexicon(self, trees: Mapping[str, Node]) -> Lexicon:
        kinds = {f.name: f.type for f in fields(Lexicon)}
        values = {name: self._single(trees, f"lexicon/{name}.yaml", kind) for name, kind in kinds.items()}
        return Lexicon(**values)

    def _single(self, trees: Mapping[str, Node], name: str, kind: Any) -> Any:
        if name not in trees:
            if not any(problem.file == name for problem in self._problems):
                self._problems.append(Problem(name, 1, 1, messages.MISSING_FILE))
            return None
        return build(trees[name], kind, self._problems)

    def _many(self, trees: Mapping[str, Node], folder: str, kind: Any, skip: str = "") -> dict[str, Any]:
        names = sorted(name for name in trees if name.startswith(folder) and name != skip)
        values = [build(trees[name], kind, self._problems) for name in names]
        return {value.id: value for value in values if value is not None}

    def _check_profiles(self, trees: Mapping[str, Node], schemes: Mapping[str, Scheme]) -> None:
        for name, tree in trees.items():
            if name.startswith("profiles/") and isinstance(tree.value, Mapping):
                check_known(tree.value["scheme"].value, schemes, "scheme", self._problems)

    def _rules(
        self, trees: Mapping[str, Node], lexicon: Lexicon, schemes: Mapping[str, Scheme]
    ) -> tuple[list[Rule], list[Conclusion]]:
        instruments = {i.id: i.title for i in lexicon.instruments.instruments}
        dimensions = frozenset(d.id for scheme in schemes.values() for d in scheme.dimensions)
        files = [trees[name] for name in sorted(trees) if name.startswith(RULE_FOLDERS)]
        names = {**names_of(lexicon), KIND: frozenset(_conclusion_ids(files))}
        reader = RuleReader(names, instruments, dimensions, self._problems)
        rules = self._unique(rule for tree in files for rule in reader.rules(tree))
        conclusions = self._unique(one for tree in files for one in reader.conclusions(tree))
        check_chain(conclusions, self._problems)
        for name, tree in trees.items():
            if name.startswith("schemes/"):
                check_vetoes(tree, {rule.id for rule in rules}, self._problems)
        return rules, conclusions

    def _unique(self, read: Iterable[_Numbered]) -> list[_Numbered]:
        """What was read, with every id that came before reported."""
        known: dict[str, _Numbered] = {}
        for one in read:
            if one.id in known:
                place = f"{known[one.id].file}:{known[one.id].line}"
                text = messages.DUPLICATE_ID.format(id=one.id, place=place)
                self._problems.append(Problem(one.file, one.line, 1, text))
            known[one.id] = one
        return list(known.values())


def _conclusion_ids(files: Iterable[Node]) -> Iterator[str]:
    """The ids of all conclusions, which must be known before the conditions that name them are read."""
    for tree in files:
        listed = tree.value.get("conclusions") if isinstance(tree.value, Mapping) else None
        if listed and isinstance(listed.value.value, tuple):
            yield from (str(_id(node)) for node in listed.value.value)


def names_of(lexicon: Lexicon) -> Names:
    """The names that conditions may use, by kind of fact."""
    return {
        "section": frozenset(SECTION_KEYS),
        "indicator": frozenset(i.id for i in lexicon.indicators.indicators),
        "rate": frozenset(r.id for r in lexicon.rates.rates),
        "topic": frozenset(t.id for t in lexicon.topics.topics),
        "mention": frozenset(t.id for t in lexicon.topics.mentions),
        "actor": frozenset(a.id for a in lexicon.duties.actors),
        "duty": frozenset(d.id for d in lexicon.duties.duties),
        "citation": frozenset(i.id for i in lexicon.instruments.instruments) | {DOCUMENT, WORK_PLAN},
        "defect": DEFECT_NAMES,
    }


def merge(base: Node, over: Node) -> Node:
    """``over`` laid on ``base``: mappings by key, lists by addition or by ``id``, the rest replaced.

    A key, or a file, under which nothing is written (all of it commented out, say) leaves what there is.
    """
    if over.value is None and isinstance(base.value, (Mapping, tuple)):
        return base
    if isinstance(base.value, Mapping) and isinstance(over.value, Mapping):
        entries = dict(base.value)
        for key, entry in over.value.items():
            known = entries.get(key)
            entries[key] = Entry(entry.key, merge(known.value, entry.value)) if known else entry
        return over._replace(value=entries)
    if isinstance(base.value, tuple) and isinstance(over.value, tuple):
        replaced = {_id(node) for node in over.value} - {None}
        kept = tuple(node for node in base.value if _id(node) not in replaced)
        return over._replace(value=kept + over.value)
    return over


def _id(node: Node) -> Scalar:
    entry = node.value.get("id") if isinstance(node.value, Mapping) else None
    return entry.value.value if entry and isinstance(entry.value.value, str) else None
