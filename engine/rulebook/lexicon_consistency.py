"""The schema of rules/lexicon/consistency.yaml. Field names are the YAML keys."""

from typing import Literal, NamedTuple

from engine.rulebook.lexicon_facts import Phrases


class Periods(NamedTuple):
    """Which time a number is told of."""

    whole: Phrases  # 全年, 本年度 …
    part: Phrases  # 上半年, 前三季度 …
    to_date: Phrases  # 今年以来, 截至目前 …
    cutoff: Phrases  # 截至: before the month up to which is counted


class Abolished(NamedTuple):
    """An organ or a law that is no more, and the first reporting year in which it should not be named."""

    title: str
    terms: Phrases
    what: Literal["organ", "law"]
    since: int
    instead: str
    unless: Phrases = ()  # wordings that hold one of the terms and mean something else


class Former(NamedTuple):
    """Wordings in a clause by which a name in it is told as one of former times."""

    organ: Phrases  # 原县, 撤销 …
    law: Phrases  # 废止, 清理 …


class Claimed(NamedTuple):
    """A matter that one part of a report may call complete and another one lacking."""

    title: str
    terms: Phrases


class Contradictions(NamedTuple):
    """What is said to be complete, and what is said to be lacking."""

    complete: Phrases  # 全面落实, 全覆盖 …
    lacking: Phrases  # 参差不齐, 不到位 …
    aims: Phrases  # 推进, 方案 …: beside these it is aimed at, not claimed
    aspects: Phrases  # 作用, 质量 …: beside these it is not the matter itself that is lacking
    matters: tuple[Claimed, ...]


class Retold(NamedTuple):
    """Numbers that the first responsible person's part tells as well as the body: ids."""

    title: str
    indicators: Phrases = ()
    rates: Phrases = ()


class ConsistencyLexicon(NamedTuple):
    """consistency.yaml."""

    periods: Periods
    abolished: tuple[Abolished, ...]
    former: Former
    studying: Phrases  # 学习, 宣传 …: before a law, it need not be in force yet
    national: Phrases  # how the titles of national laws begin
    national_ends: Phrases  # ... or end, unless they end so:
    national_not: Phrases
    standing: Phrases  # standing phrases of the Outline and of plans
    contacts: Phrases  # 电话, 手机 …: before a number, it is somebody's telephone
    contradictions: Contradictions
    retold: tuple[Retold, ...]
