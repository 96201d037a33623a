"""The rules folder to one immutable Rulebook, or all that is wrong with it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from engine.model import SECTION_KEYS, Scalar, Scheme
from engine.rulebook import lexicon_facts as facts
from engine.rulebook import messages
from engine.rulebook.book import CHANGES, LEXICON, VERSION_FILE, WAIVERS, Lexicon, Rulebook
from engine.rulebook.build import build, report
from engine.rulebook.chain import KIND, check_chain
from engine.rulebook.errors import Problem, RulebookError
from engine.rulebook.expressions import Names
from engine.rulebook.files import rule_files, stamp
from engine.rulebook.kinds import DEFECT_NAMES, DOCUMENT, WORK_PLAN
from engine.rulebook.references import check_known, check_references, check_vetoes
from engine.rulebook.rule_files import Known, Places, RuleReader
from engine.rulebook.rules import Conclusion, Profile, Rule
from engine.rulebook.tailoring import changed, grants
from engine.rulebook.tree import Entry, Node, parse

MAX_RULES, MAX_CONCLUSIONS = 1_000, 300  # some five times ours; every report is judged by all of them
RULE_FOLDERS = ("instruments/", "regional/")
WEIGHTS_FILE = "schemes/weights.yaml"

_Numbered = TypeVar("_Numbered", Rule, Conclusion)


@dataclass(frozen=True, slots=True)
class _Version:
    version: str


class _Weights(NamedTuple):
    must: float
    should: float
    may: float


def load(folder: Path, overlay: Path | None = None) -> Rulebook:
    """The rulebook in ``folder``, with the supervisor's ``overlay`` folder laid over it.

    In an overlay file, lists are added to (an entry with a known ``id`` replaces that entry, or adds to
    it) and single values replace; changes.yaml and waivers.yaml speak of rules that stand elsewhere. Raises
    RulebookError with every problem found.
    """
    return Loader(folder, overlay).load()


class Loader:
    """One reading of the rule files, and all that is wrong with them."""

    def __init__(self, folder: Path, overlay: Path | None) -> None:
        self._folders = [folder] + ([overlay] if overlay else [])
        self.problems: list[Problem] = []
        self._ours: set[str] = set()  # files of the program's rules
        self.trees: Mapping[str, Node] = {}  # by file
        self.names: Names = {}  # that conditions may use
        self.known = Known({}, {}, frozenset())
        self.places: Mapping[str, Places] = {}  # by id of the rule or conclusion
        self.listed: frozenset[str] = frozenset()  # ids of all rules, broken ones included
        self._digest = hashlib.sha256()

    def load(self) -> Rulebook:
        """The rulebook. Raises RulebookError with every problem found."""
        read = self.read()
        if self.problems or read is None:
            raise RulebookError(self.problems)
        return read

    def read(self) -> Rulebook | None:
        """What could be read, with all that is wrong in ``problems``; None where that is too much."""
        self.trees = trees = self._trees()
        self._missing(trees)
        if self.problems:
            return None  # what stands in an unreadable file would be missed everywhere else
        lexicon = self._lexicon(trees)
        schemes = self._many(trees, "schemes/", Scheme, skip=WEIGHTS_FILE)
        profiles = self._many(trees, "profiles/", Profile)
        weights = self._single(trees, WEIGHTS_FILE, _Weights)
        version = self._single(trees, VERSION_FILE, _Version)
        check_references(trees, self.problems)
        self._check_profiles(trees)
        rules, conclusions = self._rules(trees)
        if CHANGES in trees:
            rules = changed(rules, trees[CHANGES], _provinces(trees), self.listed, self.problems)
        waivers = trees.get(WAIVERS)
        granted = grants(waivers, rules, self.listed, self.problems) if waivers else ()
        return Rulebook(
            version=version.version if version else "",
            digest=self._digest.hexdigest(),
            lexicon=lexicon,
            rules=tuple(rules),
            conclusions=tuple(conclusions),
            schemes=schemes,
            profiles=profiles,
            weights=weights._asdict() if weights else {},
            grants=granted,
        )

    def instruments(self, read: Rulebook) -> Mapping[str, facts.Instrument]:
        """The instruments by id; none where their file has mistakes."""
        lexicon: facts.InstrumentsLexicon | None = read.lexicon.instruments
        return {one.id: one for one in lexicon.instruments} if lexicon else {}

    def dimensions_used(self) -> frozenset[str]:
        """The dimensions that rules name, broken ones included."""
        return frozenset(
            str(node.value)
            for tree in self._rule_trees()
            for item in tree.listed("rules")
            for node in (at_key(item, "dimension"),)
        )

    def _rule_trees(self) -> list[Node]:
        """Those of the program first: where two rules have one id, it is the overlay's that must change."""
        names = sorted(self.trees, key=lambda name: (name not in self._ours, name))
        return [self.trees[name] for name in names if name.startswith(RULE_FOLDERS)]

    def _missing(self, trees: Mapping[str, Node]) -> None:
        told = {problem.file for problem in self.problems}
        wanted = (*(f"lexicon/{name}.yaml" for name in LEXICON), WEIGHTS_FILE, VERSION_FILE)
        self.problems += [
            Problem(name, 1, 1, messages.MISSING_FILE) for name in wanted if name not in {*trees, *told}
        ]

    def _trees(self) -> dict[str, Node]:
        trees: dict[str, Node] = {}
        for over, folder in enumerate(self._folders):
            for name, data in rule_files(folder, self.problems):
                self._digest.update(stamp(name, data))
                try:
                    node = parse(data, name)
                except RulebookError as error:
                    self.problems.extend(error.problems)
                    continue
                if over and node.value is None:
                    continue  # nothing but comments
                if not over:
                    self._ours.add(name)
                trees[name] = merge(trees[name], node) if name in trees else node
        return trees

    def _lexicon(self, trees: Mapping[str, Node]) -> Lexicon:
        kinds = {f.name: f.type for f in fields(Lexicon)}
        values = {name: self._single(trees, f"lexicon/{name}.yaml", kind) for name, kind in kinds.items()}
        return Lexicon(**values)

    def _single(self, trees: Mapping[str, Node], name: str, kind: Any) -> Any:
        return build(trees[name], kind, self.problems)

    def _many(self, trees: Mapping[str, Node], folder: str, kind: Any, skip: str = "") -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in sorted(name for name in trees if name.startswith(folder) and name != skip):
            value = build(trees[name], kind, self.problems)
            if value is not None and value.id in found:
                place = next(at_key(trees[n], "id") for n in trees if id_of(trees[n]) == value.id)
                text = messages.DUPLICATE_ID.format(id=value.id, place=f"{place.file}:{place.line}")
                report(self.problems, at_key(trees[name], "id"), text)
            elif value is not None:
                found[value.id] = value
        return found

    def _check_profiles(self, trees: Mapping[str, Node]) -> None:
        schemes = {str(id_of(tree)) for name, tree in trees.items() if name.startswith("schemes/")}
        for name, tree in trees.items():
            if name.startswith("profiles/") and isinstance(tree.value, Mapping) and "scheme" in tree.value:
                check_known(tree.value["scheme"].value, schemes, "scheme", self.problems)

    def _rules(self, trees: Mapping[str, Node]) -> tuple[list[Rule], list[Conclusion]]:
        files = self._rule_trees()
        names = {**names_in(trees), KIND: frozenset(_ids(files, "conclusions"))}
        schemes = {str(id_of(t)): t for name, t in trees.items() if name.startswith("schemes/") and id_of(t)}
        known = Known(
            instruments=_titles(trees["lexicon/instruments.yaml"], "instruments"),
            dimensions={name: frozenset(_ids([tree], "dimensions")) for name, tree in schemes.items()},
            provinces=_provinces(trees),
        )
        self.listed = frozenset(_ids(files, "rules"))
        self.names, self.known = names, known
        reader = RuleReader(names, known, self.problems)
        self.places = reader.places
        rules = self._unique((rule for tree in files for rule in reader.rules(tree)), MAX_RULES)
        read = (one for tree in files for one in reader.conclusions(tree))
        conclusions = self._unique(read, MAX_CONCLUSIONS)
        for one, text in check_chain(conclusions):
            report(self.problems, reader.places[one.id]["when"], text)
        for tree in schemes.values():
            check_vetoes(tree, self.listed, self.problems)
        return rules, conclusions

    def _unique(self, read: Iterable[_Numbered], most: int) -> list[_Numbered]:
        """What was read, with every id that came before reported, and the first that is too many."""
        known: dict[str, _Numbered] = {}
        for one in read:
            if one.id in known:
                place = f"{known[one.id].file}:{known[one.id].line}"
                text = messages.DUPLICATE_ID.format(id=one.id, place=place)
                report(self.problems, self.places[one.id]["id"], text)
            known[one.id] = one
            if len(known) == most + 1:
                report(self.problems, self.places[one.id]["id"], messages.TOO_MANY_RULES.format(limit=most))
        return list(known.values())[:most]


def names_in(trees: Mapping[str, Node]) -> Names:
    """The names that conditions may use, by kind of fact. Read before the lexicon is known to be sound."""

    def ids(file: str, items: str) -> frozenset[str]:
        return frozenset(_ids([trees[f"lexicon/{file}.yaml"]], items))

    return {
        "section": frozenset(SECTION_KEYS),
        "indicator": ids("indicators", "indicators"),
        "rate": ids("rates", "rates"),
        "topic": ids("topics", "topics"),
        "mention": ids("topics", "mentions"),
        "actor": ids("duties", "actors"),
        "duty": ids("duties", "duties"),
        "citation": ids("instruments", "instruments") | {DOCUMENT, WORK_PLAN},
        "defect": DEFECT_NAMES,
    }


def _ids(trees: Iterable[Node], items: str) -> Iterator[str]:
    """The ids in the list of that name of each file."""
    for tree in trees:
        yield from _titles(tree, items)


def _titles(tree: Node, items: str) -> dict[str, str]:
    """Id → title in the list of that name."""
    return {str(id_of(n)): str(at_key(n, "title").value) for n in tree.listed(items) if id_of(n)}


def _provinces(trees: Mapping[str, Node]) -> frozenset[str]:
    return frozenset(at_key(trees["lexicon/places.yaml"], "provinces").entries)


def at_key(node: Node, key: str) -> Node:
    """The value under ``key``, or the node itself where it has none."""
    entry = node.entries.get(key)
    return entry.value if entry else node


def merge(base: Node, over: Node) -> Node:
    """``over`` laid on ``base``: mappings by key, lists by addition or by ``id``, the rest replaced.

    An entry ``{id: …, add: {…}}`` adds to the lists of the known entry of that id instead of replacing it.

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
    if isinstance(base.value, tuple):
        known = {id_of(node): node for node in base.value}
        laid = tuple(_laid(known.get(id_of(node)), node) for node in over.items)
        replaced = {id_of(node) for node in laid} - {None}
        kept = tuple(node for node in base.value if id_of(node) not in replaced)
        return over._replace(value=kept + laid)
    return over


def _laid(known: Node | None, over: Node) -> Node:
    """An entry of an overlay: the entry itself, or the known one with what stands under ``add``."""
    if known is None or not isinstance(over.value, Mapping) or set(over.value) != {"id", "add"}:
        return over
    added = over.value["add"].value
    if not isinstance(known.value, Mapping) or not isinstance(added.value, Mapping):
        return over
    entries = dict(known.value)
    for key, entry in added.value.items():
        old = entries[key].value.items if key in entries else ()
        entries[key] = Entry(entry.key, entry.value._replace(value=old + entry.value.items))
    return over._replace(value=entries)


def id_of(node: Node) -> Scalar:
    """The id of an entry or file, None where it has none."""
    entry = node.entries.get("id")
    return entry.value.value if entry and isinstance(entry.value.value, str) else None
