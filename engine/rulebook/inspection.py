"""All that is wrong with rule files, also what is valid and can never take effect, each with its place."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from engine.rulebook import review
from engine.rulebook.book import CHANGES, Rulebook
from engine.rulebook.build import report
from engine.rulebook.errors import Problem, RulebookError
from engine.rulebook.load import Loader, at_key, id_of
from engine.rulebook.review import Remark
from engine.rulebook.rule_files import Places
from engine.rulebook.tree import Node


class Inspection(NamedTuple):
    """What could be read of rule files, and all that is wrong with them."""

    rulebook: Rulebook | None
    problems: list[Problem]
    places: Mapping[str, Places]  # by id of the rule or conclusion


def inspect(folder: Path, overlay: Path | None = None) -> Inspection:
    """As ``load``, but every mistake is told, of whatever kind, and what could be read is handed back."""
    loader = Loader(folder, overlay)
    try:
        rulebook = loader.read()
        if rulebook is not None:
            _review(loader, rulebook)
    except RulebookError as error:  # too many
        return Inspection(None, list(error.problems), {})
    return Inspection(rulebook, loader.problems, loader.places)


def _review(loader: Loader, rulebook: Rulebook) -> None:
    known = loader.instruments(rulebook)
    rules = [rule for rule in rulebook.rules if {basis.instrument for basis in rule.basis} <= set(known)]
    for remark in review.of_rules(rules, rulebook.conclusions, known):
        report(loader.problems, _of_rule(loader, remark), remark.message)
    for remark in review.of_schemes(rulebook.schemes.values(), loader.dimensions_used()):
        report(loader.problems, _of_file(loader, "schemes/", remark), remark.message)
    for remark in review.of_profiles(rulebook.profiles.values()):
        report(loader.problems, _of_file(loader, "profiles/", remark), remark.message)


def _of_rule(loader: Loader, remark: Remark) -> Node:
    """Where the rule says what the remark is about: of a step its condition, of a change its entry."""
    key, _, index = remark.key.partition("[")
    places = loader.places[remark.id]
    if key in places and index:
        return at_key(places[key].items[int(index.rstrip("]"))], "when")
    if key not in places and key == "adjust":
        changes = loader.trees[CHANGES].listed("changes")
        return next(node for node in changes if at_key(node, "rule").value == remark.id)
    return places.get(key, places["id"])


def _of_file(loader: Loader, folder: str, remark: Remark) -> Node:
    trees = (tree for name, tree in loader.trees.items() if name.startswith(folder))
    return at_key(next(tree for tree in trees if id_of(tree) == remark.id), remark.key)
