"""The schema of relations.yaml: which numbers can be held against one another."""

from collections.abc import Mapping
from typing import NamedTuple

from engine.rulebook.lexicon_facts import Phrases


class Enumerations(NamedTuple):
    """Lists and the number that says how many were listed: 控量、提质、增效三条路径."""

    units: Phrases
    alone: Phrases  # units that are aspects themselves: 三级
    things: Phrases  # units that count only what is listed in quotation marks or as titles
    aspects: Phrases  # nouns after the number: ways of speaking, whose number measures nothing
    nouns: Phrases  # nouns of things, whose number may be an indicator too
    others: Phrases  # 等 between list and number: there may be more than listed
    together: Phrases  # 共 between list and number
    joiners: Phrases  # 和 before the last item
    spoken: Phrases  # 首先, 其次 …: marks of a list that are told apart by nothing else
    introducing: Phrases  # between a number and the list behind it


class Usual(NamedTuple):
    """A part that is usually not more than its wholes; that it is more proves nothing."""

    part: str
    wholes: Phrases


class Pair(NamedTuple):
    """Wordings before two numbers without name, of which the second is usually not more than the first."""

    whole: Phrases
    part: Phrases


class Base(NamedTuple):
    """What a rate named after one of ``parts`` (整改率) is a share of, by the wording of the whole (发现)."""

    parts: Phrases
    wholes: Phrases


class Exclusive(NamedTuple):
    """Parts of which a thing is one only: the words of each group stand in one string, blanks between."""

    of: Phrases  # wording of the whole
    parts: Phrases
    complete: bool = False  # there is no other part


class Balance(NamedTuple):
    """What came in and was carried over is what is finished and pending."""

    received: str
    carried: str
    finished: str
    pending: str


class RateNames(NamedTuple):
    """How the printed name of a rate is told from the wording around it."""

    ends: Phrases  # 率 …
    portion: Phrases  # 占 …: opens the clause of a portion
    done: Phrases  # 完成 between the act and 率
    denied: Phrases  # 不 before the act: the rest
    narrower: Phrases  # 全流程 …: in front of a name, makes it narrower
    nested: tuple[Pair, ...]  # ends of names, of which the second is not more than the first


class Retold(NamedTuple):
    """Two indicators under which a report may tell the same number."""

    one: str
    other: str


class Shares(NamedTuple):
    """Rates that by definition are not more than 100 %."""

    rates: Phrases


class RelationsLexicon(NamedTuple):
    """relations.yaml."""

    enumerations: Enumerations
    usual: tuple[Usual, ...]
    pairs: tuple[Pair, ...]
    results: Phrases  # 整改, 办结 …: of what was told before
    out_of: Phrases  # 中有: between a whole and its part
    repeated_units: Mapping[str, str]  # 家次 → 家
    same_units: Mapping[str, str]  # 宗 → 件
    exclusive: tuple[Exclusive, ...]
    sole_units: Phrases  # 人, 家: count one kind of thing each
    rest: Phrases  # 其他, 其余: the last part, with which nothing is left
    rest_not: Phrases  # ... unless these follow: 其他部门
    caveats: Phrases  # 不含, 重复: another reading is told
    finished: Phrases  # 办结, 答复: may be more than what came in the same year
    bases: tuple[Base, ...]
    retold: tuple[Retold, ...]
    balances: tuple[Balance, ...]
    totals: Phrases  # 共 before a number: it may be the sum of those before it
    plain_totals: Phrases  # of these, where it can be nothing else
    table_remarks: Phrases  # 备注 …: a last column that may be empty
    table_totals: Phrases  # 合计 in a cell
    all: Phrases  # 均, 全部 …: said of all that was counted
    all_leads: Phrases  # 已 …: what may stand between the comma and 均
    of_them: Phrases  # 经 …: a clause that begins like this tells what was done with all of them
    of_one: Phrases  # 已, 按规定 …: a clause that begins like this tells what was done with the only one
    furthermore: Phrases  # 并, 且 …: a clause that begins like this goes on with the same subject
    all_unless: Phrases  # words in which these do not count
    all_despite: Phrases  # words in which these in turn do not count: 负责人均
    all_units: Phrases  # units of what these are said of
    rate_names: RateNames
    usual_rates: tuple[Usual, ...]
    shares: tuple[Shares, ...]
