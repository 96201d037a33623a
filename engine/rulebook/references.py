"""What a lexicon entry names must exist, and what is looked for must say something.

The types are checked when the files are built; here it is checked that they fit together, at the
place of each name.
"""

from collections.abc import Collection, Iterator, Mapping

from engine.rulebook import messages
from engine.rulebook.build import report, shown, unknown
from engine.rulebook.errors import Problem
from engine.rulebook.tree import Node

GAP = "…"
MOST_GAPS = 4  # in one phrase of the fact rooms, which look for its parts one after the other
MOST_GAPS_IN_PATTERNS = 2  # in one of the outline room, which makes patterns of them: each gap costs a search
_PATTERNS = ("lexicon/document.yaml", "lexicon/sections.yaml", "lexicon/regions.yaml")
# Their phrases are looked for in text whose marks are half-width: one of these would never be found.
_CLEAN = tuple(f"lexicon/{name}.yaml" for name in ("indicators", "rates", "topics", "duties", "items"))
_WIDE = frozenset("，；：！？（）％")
LONGEST_PHRASE = 200  # the longest of ours has some 40 characters
_INDICATORS, _RATES = "lexicon/indicators.yaml", "lexicon/rates.yaml"
_RELATIONS, _CONSISTENCY = "lexicon/relations.yaml", "lexicon/consistency.yaml"
_INSTRUMENTS, _TOPICS = "lexicon/instruments.yaml", "lexicon/topics.yaml"

_LINKS: tuple[tuple[str, str, tuple[str, ...], str, str], ...] = (
    # file, list, fields of its entries, and the file and list whose ids they name
    (_INDICATORS, "matters", ("yields_to",), _INDICATORS, "matters"),
    (_INDICATORS, "indicators", ("matter",), _INDICATORS, "matters"),
    (_INDICATORS, "indicators", ("part_of", "not_with", "of_all"), _INDICATORS, "indicators"),
    (_INDICATORS, "zeros", ("indicator",), _INDICATORS, "indicators"),
    (_INDICATORS, "partitions", ("whole", "parts"), _INDICATORS, "indicators"),
    (_INDICATORS, "without", ("told", "becomes"), _INDICATORS, "indicators"),
    (_INDICATORS, "outcomes", ("told", "counted", "becomes"), _INDICATORS, "indicators"),
    (_INDICATORS, "flows", ("received", "finished", "carried"), _INDICATORS, "indicators"),
    (_RELATIONS, "usual", ("part", "wholes"), _INDICATORS, "indicators"),
    (_RELATIONS, "retold", ("one", "other"), _INDICATORS, "indicators"),
    (_RELATIONS, "balances", ("received", "carried", "finished", "pending"), _INDICATORS, "indicators"),
    (_RELATIONS, "usual_rates", ("part", "wholes"), _RATES, "rates"),
    (_RELATIONS, "shares", ("rates",), _RATES, "rates"),
    (_RATES, "rates", ("matter",), _INDICATORS, "matters"),
    (_RATES, "rates", ("numerator", "denominator", "certain", "also", "carried"), _INDICATORS, "indicators"),
    (_CONSISTENCY, "retold", ("indicators",), _INDICATORS, "indicators"),
    (_CONSISTENCY, "retold", ("rates",), _RATES, "rates"),
    (_TOPICS, "covers", ("topic",), _TOPICS, "topics"),
    (_INSTRUMENTS, "editions", ("instrument",), _INSTRUMENTS, "instruments"),
)

_MAPPINGS: tuple[tuple[str, str, str, str], ...] = (
    # file, mapping, and the file and list whose ids its values name
    (_RATES, "zero", _RATES, "rates"),
    (_RATES, "claimed", _RATES, "rates"),
    (_INDICATORS, "personal", _INDICATORS, "indicators"),
)


# The fields whose values name entries, and so are no words.
LINKED = frozenset(
    (
        *(field for _, _, names, _, _ in _LINKS for field in names),
        *(mapping for _, mapping, _, _ in _MAPPINGS),
    )
)


def check_references(trees: Mapping[str, Node], problems: list[Problem]) -> None:
    """Report unknown names and empty phrases of the lexicon, and a lowest grade that is not 0."""
    for file, items, names, target, ids in _LINKS:
        known = {str(node.value) for node in _fields(trees[target], ids, ("id",))}
        for node in _fields(trees[file], items, names):
            check_known(node, known, ids, problems)
    for file, mapping, target, ids in _MAPPINGS:
        known = {str(node.value) for node in _fields(trees[target], ids, ("id",))}
        for node in _values(trees[file], mapping):
            check_known(node, known, ids, problems)
    for node in trees["lexicon/defects.yaml"].listed("pairs"):
        if len(str(node.value)) != 2:
            report(problems, node, messages.NOT_A_PAIR)
    for file, tree in trees.items():
        if file.startswith("lexicon/"):
            _check_phrases(tree, problems)
            _check_ids(tree, problems)
        if file.startswith("schemes/"):
            _check_grades(tree, problems)
            _check_deductions(tree, problems)


def _check_ids(tree: Node, problems: list[Problem]) -> None:
    """An id that two entries of one list have: one of them would be lost."""
    for items in tree.entries:
        first: dict[object, Node] = {}
        for node in _fields(tree, items, ("id",)):
            known = first.setdefault(node.value, node) if isinstance(node.value, str) else node
            if known is not node:
                place = f"{known.file}:{known.line}"
                report(problems, node, messages.DUPLICATE_ID.format(id=node.value, place=place))


def check_vetoes(tree: Node, rules: Collection[str], problems: list[Problem]) -> None:
    """Report a veto of a scheme that names an unknown rule, or a grade that the scheme does not have."""
    titles = {str(node.value) for node in _fields(tree, "grades", ("title",))}
    for node in _fields(tree, "vetoes", ("rules",)):
        check_known(node, rules, "rules", problems)
    for node in _fields(tree, "vetoes", ("grade",)):
        check_known(node, titles, "grades", problems)


def check_known(node: Node, known: Collection[str], what: str, problems: list[Problem]) -> None:
    """Report a name that is not among the ``known`` ones, with the nearest of them."""
    if node.value is None or isinstance(node.value, (Mapping, tuple)):
        return  # told where its file is built
    if str(node.value) not in known:
        report(problems, node, unknown(what, shown(node), known))


def _fields(tree: Node, items: str, names: tuple[str, ...]) -> Iterator[Node]:
    """The values of these fields in the entries of a list, singly."""
    for item in tree.listed(items):
        for name in names:
            if name in item.entries:
                yield from item.entries[name].value.items


def _values(tree: Node, mapping: str) -> Iterator[Node]:
    """The values of a mapping of the file."""
    if mapping in tree.entries:
        yield from (item.value for item in tree.entries[mapping].value.entries.values())


def _check_phrases(node: Node, problems: list[Problem]) -> None:
    """A phrase in a list that is empty, or whose gap has nothing on one side, would match anywhere."""
    if isinstance(node.value, Mapping):
        for entry in node.value.values():
            _check_phrases(entry.value, problems)
    elif isinstance(node.value, tuple):
        for item in node.value:
            if isinstance(item.value, str):
                _check_phrase(item, item.value, problems)
            else:
                _check_phrases(item, problems)


def _check_phrase(node: Node, phrase: str, problems: list[Problem]) -> None:
    if not phrase.strip():
        report(problems, node, messages.PATTERN_EMPTY)
    elif node.file in _CLEAN and set(phrase) & _WIDE:
        report(problems, node, messages.PATTERN_WIDE)
    elif phrase.count(GAP) > (most := MOST_GAPS_IN_PATTERNS if node.file in _PATTERNS else MOST_GAPS):
        report(problems, node, messages.PATTERN_GAPS.format(limit=most))
    elif len(phrase) > LONGEST_PHRASE:
        report(problems, node, messages.PATTERN_LONG.format(limit=LONGEST_PHRASE))
    elif phrase != GAP and not all(phrase.split(GAP)):
        report(problems, node, messages.PATTERN_GAP)


def _check_deductions(tree: Node, problems: list[Problem]) -> None:
    method = tree.entries.get("method")
    if method and method.value.value == "deduction" and "deductions" not in tree.entries:
        report(problems, method.value, messages.NO_DEDUCTIONS)


def _check_grades(tree: Node, problems: list[Problem]) -> None:
    floors = list(_fields(tree, "grades", ("at_least",)))
    if floors and all(node.value != 0 for node in floors):
        report(problems, floors[-1], messages.NO_GRADE_FLOOR)
