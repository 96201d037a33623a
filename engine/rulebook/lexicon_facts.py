"""The schema of the lexicon files that the fact rooms read. Field names are the YAML keys.

A *phrase* is a piece of wording looked for in the cleaned text (half-width punctuation, simplified
characters). ``…`` in a phrase stands for a short gap inside one sentence.

Named tuples: every start makes these classes, and dataclasses take five times as long to make.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Phrases = tuple[str, ...]


class TablesLexicon(NamedTuple):
    """How tables name their numbers."""

    plain: Phrases  # 数量, 合计 …: headings that do not tell what is counted
    totals: Phrases  # 合计, 全市 …: how the name of a row of totals begins or ends
    subtotals: Phrases  # 小计: those of them that are of some rows only
    targets: Phrases  # 目标值 …: headings of what was aimed at
    earlier: Phrases  # 上年, 去年 …: headings of last year's numbers, like another year than the reported
    changes: Phrases  # 增减, 同比 …: headings of changes
    headings: Mapping[str, str]  # 件数 …: headings that tell the unit


class Difference(NamedTuple):
    """What stands around the other number of a difference: 比一审收案数多48件 is no level."""

    opens: Phrases  # 比
    ends: Mapping[str, str]  # 多, right before the number → rise or fall


class BothFull(NamedTuple):
    """双百: that all the rates named right before it are 100 %."""

    words: Phrases
    behind: Phrases  # 率, 率达到 …: only then


class QuantitiesLexicon(NamedTuple):
    """quantities.yaml: how numbers, units and their modifiers are written."""

    units: Phrases
    unit_variants: Mapping[str, str]  # 件(次) → 件次
    unprinted: Mapping[str, str]  # 案件 → 件: the unit meant where a number behind the noun has none
    digit_units: Phrases  # 分, 岁 …: units of digits only, for 十分 is no ten points
    spans: Phrases  # those of them that tell a date unless a qualifier says that a span is meant: 不少于30日
    scales: Mapping[str, int]
    more_after: Phrases  # 余, 多 between number and unit
    after: Mapping[str, str]  # 以上, 左右 … after the unit → qualifier
    before: Mapping[str, str]  # 近, 约, 超过 … before the number → qualifier
    not_about: Phrases  # 村规民约 …: what ends in the same way and qualifies nothing
    percent: Phrases
    none_of: Phrases  # 率为 …: before a bare 0, which is a percentage then
    percent_words: Phrases  # 百分之
    both_full: BothFull
    point: str  # 点: the decimal point of a written-out percentage
    tenth: str  # 成: ten per cent
    tenth_not: Phrases  # ... unless one of these follows: 成立, 成员
    ordinal_before: Phrases  # the number is an order, not a count
    rank_units: Phrases  # ... unless a rank is printed: 第14位
    quote_before: Phrases  # a Chinese numeral right after it is a name: “三项制度”
    decoy_before: Phrases
    decoy_after: Phrases
    decoys: Phrases  # whole expressions that are no quantities
    changes: Mapping[str, str]  # 同比, 增长 … the number is a change, not a level → rise, fall or change
    levels: Phrases  # ... unless 至, 到 … stands right before it
    change_names: Phrases  # 增幅 …: changes even where 至, 为 … follows
    points: Phrases  # 个百分点: the units of changes of a percentage
    moved: Mapping[str, str]  # 提高 … right before so many of them → rise or fall
    change_fillers: Phrases  # what else may stand between a number and its change
    difference: Difference
    unchanged: Phrases  # 持平 behind a number and words of last year: it is the same
    times: str  # 倍: the unit of a change told as a multiple
    earlier: Phrases  # 上年同期 … the number is of the year before
    rises: Phrases  # 提升至, 降为 … between two numbers: the first is the earlier one
    listing: Phrases  # 、, 和 …: between percentages of one list
    one_units: Phrases  # 一 before these counts where a mark follows; before others it is an article
    digits: str  # Chinese digits in the order 0 to 9
    digit_variants: Mapping[str, int]
    powers: Mapping[str, int]
    tables: TablesLexicon


class Matter(NamedTuple):
    """A subject that indicators and rates belong to and that a sentence carries along."""

    id: str
    title: str
    terms: Phrases
    yields_to: Phrases = ()  # matters that go on when this one is named after them in a sentence
    told_later: bool = False  # what a number is about even where it is named only behind it


class Indicator(NamedTuple):
    """A count or amount: its matter and the act that is counted."""

    id: str
    title: str
    units: Phrases
    acts: Phrases  # wording of the act, next to the number
    matter: str | None = None  # None: the acts say it all
    part_of: Phrases = ()  # indicators that it can never exceed
    unless: Phrases = ()  # wording between act and number that makes it something else
    not_after: Phrases = ()  # wording in its clause before the act, or in its gap, that does so, too
    alone: bool = False  # the matter's own wording next to the number is enough, without an act
    apart: bool = False  # a number of it and of another noun joined to it is not it: 法律顾问、公职律师96名
    not_with: Phrases = ()  # indicators of the same number beside which this one is only a description
    total: bool = False  # a number of one field (治安类案件) is not it
    of_bearers: bool = False  # it counts those who act or where it is done: 18个村聘请法律顾问
    has_items: bool = False  # what is listed after 其中 or 包括 are items of it: 公开信息300条,包括建议9件
    by_courts: bool = False  # what a court or procuratorate did with the government's own cases
    share: Phrases = ()  # wordings of a smaller number after it that make it the number of ``of_all``
    mixed: Phrases = ()  # indicators of one kind of text; several kinds told together are this one
    of_told: bool = False  # ... counting all that its sentence told before it: 文件9件、合同30份,提出意见50条
    of_all: str | None = None  # 执法人员23人,持证21人: the first is the staff, the second those certified


class Lone(NamedTuple):
    """What a count is where the report tells none of what it becomes: the website's is that of all."""

    told: str
    becomes: str
    units: Phrases = ()  # where there are any: only a count in one of them ...
    acts: Phrases = ()  # ... and whose wording has one of these


class Outcome(NamedTuple):
    """What a count is that stands in a sentence behind another: 184人参加考试,154人取得执法资格."""

    told: str  # the id of the one before
    counted: str  # its own id
    acts: Phrases  # 取得 …: how it came about
    becomes: str  # the id that it is given


class Zero(NamedTuple):
    """Wordings that tell that there was none, and of what."""

    indicator: str
    unit: str
    phrases: Phrases


class Partition(NamedTuple):
    """A whole and the parts it falls into without overlap."""

    whole: str
    parts: Phrases
    complete: bool = False  # nothing is left beside them: what is new and what was carried over are all


class Flow(NamedTuple):
    """What comes in and what is finished; the difference needs what was carried over."""

    received: str
    finished: str
    carried: str | None = None


class Respondent(NamedTuple):
    """Whose reconsideration it is: the organ's own, or told of it as the one whose act is reconsidered."""

    told: str  # after this count the results of its paragraph are what others decided
    own: Phrases  # ... unless one of these was told before it, so that it is only a portion of them
    levels: Phrases  # levels of government that never decide
    decided_levels: Phrases  # levels for which ``deciders`` before a result are others
    deciders: Phrases
    own_role: Phrases  # 作为复议机关: the organ itself decided
    defendant: Phrases  # 为被告: whose suits a number counts
    taken: Phrases  # 收到以各部门为被申请人的: what the organ itself took in, by the act before it
    others: Phrases  # ... where one of these stands between
    renamed: Mapping[str, str]  # the organ's own result to the one decided about it


class Quoted(NamedTuple):
    """What a department quotes of its whole area, beside its own numbers: 全县出庭应诉率97%,我局100%."""

    levels: Phrases
    keepers: Phrases  # 司法 …: in a title, the area's numbers are those of its own work
    families: Phrases  # first parts of the ids that are meant
    areas: Phrases  # 全县 …: of the scopes
    others: Phrases  # 行政机关 …: right behind the area, all of them are meant


class CaseKinds(NamedTuple):
    """Of what kinds cases were, which is no work of that kind: 复议申请60件,其中不服行政处罚33件."""

    matters: Phrases  # of the cases
    words: Phrases  # 不服 …: in the clause of the kind
    captions: Phrases  # 案件类型 …: in the caption of a table
    indicators: Phrases  # that are kinds there


class IndicatorsLexicon(NamedTuple):
    """indicators.yaml."""

    # What there is to count.
    matters: tuple[Matter, ...]
    indicators: tuple[Indicator, ...]
    partitions: tuple[Partition, ...]
    flows: tuple[Flow, ...]
    zeros: tuple[Zero, ...]
    kinds: tuple[Phrases, ...]  # the kinds of text that are reviewed, each with its names: 合同, 协议
    without: tuple[Lone, ...]
    # Where the wording of a number begins and ends, and what joins it to others.
    whole_words: Phrases  # 其中: what follows are parts of what was just said
    including: Phrases  # 含 …: a part that is counted in another part
    fillers: Phrases  # 全年, 共 …: left out when two wordings are compared
    objects: Phrases  # 对 …: what stands behind it in a clause is what an act was done with
    distributive: Phrases  # 分别: the numbers that follow belong to what was listed before
    joiners: Phrases  # 和, 及 … between two numbers that share what follows
    totals: Phrases  # 共, 合计 …: right before a number, it is the total of the list before it
    neutral: Phrases  # what may stand between an act and its number where the matter was named before
    others: Phrases  # 其他 …: right before an act it makes it something else
    all_words: Phrases  # 均, 全部 …: what follows is said of all that was counted
    general: Phrases  # 加强 …: opening a later clause, nothing is said there of what was counted
    weak: Phrases  # 共有 …: acts that give way to one behind the number: 共有36件案件由负责人出庭
    # Numbers that count no work done, or another thing.
    aspects: Phrases  # 流程, 领域 …: a number before them counts no work done
    fields: Phrases  # 类, 领域: behind a noun, the number is of one field only
    field_not: Phrases  # 各类 …: which it is not
    field_ends: Phrases  # 型 …: right behind it, another word
    marks: Phrases  # 超过 …: a number by which bodies are told apart: 7个县收到申请超过30件
    bearer_units: Phrases  # 个, 家 …: numbers with them count the noun right behind them
    bearers: Phrases  # 部门, 窗口 …: nouns that are counted so, and no work done
    multiple: str  # 倍: the unit of a comparison
    compared: Phrases  # 是, 相当于 …: what opens the clause that tells it
    denied: Phrases  # 未引发 …: of the matter behind it there was nothing
    kinds_told: Phrases  # 案件类型 …: what is behind it are kinds of cases, no matters of their own
    targets: Phrases  # 力争, 每年不少于 …: the number after them is demanded, not done
    aims: Phrases  # those of them that all numbers of the sentence behind them are
    # Whose numbers they are.
    scopes: Phrases  # 全市, 市本级, 一审 …: whose numbers, or which, are told
    own_areas: Phrases  # those of them that name all that the report is about: 全县
    instances: Phrases  # those of them that name an instance: 一审 …
    compares: Phrases  # 较, 比 …: what follows is not the scope of a number but what it is compared with
    left_over: Phrases  # 结转 …: a year right before it tells what was left over, not whose the number is
    wider: Mapping[str, Phrases]  # 我省 …: opening a clause, the number of a larger area than of these levels
    wider_not: Phrases  # ... unless one of these follows: 全省首个
    ours: Phrases  # 我镇, 本局 …: unless it goes on to speak of the reporting one
    handed_down: Phrases  # 下放, 交办 …: or of what came down to it
    respondent: Respondent
    quoted: Quoted
    case_kinds: CaseKinds
    # Of which time they are.
    last_year: Phrases  # a clause that opens with one of these tells last year's number
    last_year_not: Phrases  # ... unless one of these follows: 去年底
    in_year: Phrases  # what follows a year whose numbers are told
    in_year_not: Phrases  # ... unless one of these, or a digit, follows: 2021年以来
    handled: Phrases  # 抽取 …: before an earlier year, it is that of what was handled: 抽取2023年度案卷
    cumulated: Phrases  # 累计: a number of several years where its sentence tells that of the year, too
    of_year: Phrases  # ... which one of these tells: 年内
    since: Phrases  # 以来: behind an earlier year, the numbers that follow are of several years
    several_years: Phrases  # 近三年 …: so are those behind one of these
    # Counts that get another name from what stands around them.
    stocks: Phrases  # indicators of which the total is meant, not what was added
    added: Phrases  # 新聘 …: tells what was added
    in_all: Phrases  # 总数 …: opens the clause that tells the total then
    personal: Mapping[str, str]  # in the part on the first responsible person: his own number of another id
    personal_acts: Phrases  # ... where one of these wordings tells it
    personal_as: Phrases  # ... or where its clause opens with one of these: 作为被告负责人
    person: str  # 本人: whose number it is then
    outcomes: tuple[Outcome, ...]
    again: Mapping[str, str]  # told a second time in a paragraph, the first id is the second
    again_acts: Phrases  # ... where it opens with one of these: 一审1026件…,审结一审案件921件
    with_carried: Mapping[str, str]  # the new ones are all where they take in those carried over
    taken_in: Phrases  # ... which one of these says: 其中
    remarked: Mapping[str, str]  # the first id is the second where a remark says so of all of them
    remarked_as: Phrases  # ... with one of these: 终止9件(均为调解、和解)


class Rate(NamedTuple):
    """A rate, how it is called, and the counts it is made of (alternatives in order)."""

    id: str
    title: str
    terms: Phrases
    matter: str | None = None  # None: the term says it all
    numerator: Phrases = ()
    denominator: Phrases = ()
    certain: Phrases = ()  # of the denominators those that are as sure a base as the first
    adds_up: bool = False  # counts of the numerator told apart (撤销, 变更) are added up
    calibers: Phrases = ()  # 综合, 一审 …: wording before the name that gives it another base
    narrower: Phrases = ()  # those of them that make another rate beside the rate told without a caliber
    combined: Phrases = ()  # those of them whose numerator takes in the counts of ``also``
    also: Phrases = ()
    of_all: Phrases = ()  # what, said of all that the base counts (均…), makes the rate 100 %
    portions: Phrases = ()  # of what (占…的98.3%) a portion is this rate, even where no number tells that
    told_after: Phrases = ()  # what, right after a percentage, makes it this rate: 100%经合法性审查
    carried: Phrases = ()  # counts that belong to the denominator, too, where its paragraph tells them
    not_beside: Phrases = ()  # counts beside which the numerator is only the rest: 优秀58卷、合格149卷
    lone: Phrases = ()  # 县长 …: a numerator told with these is one person's, from which no rate is derived


class VaguePair(NamedTuple):
    """Halves of claims without a number, each of ``first`` before each of ``second``."""

    first: Phrases  # 大幅
    second: Phrases  # 提升
    between: int = 0  # code points that may stand between them


class VagueSubject(NamedTuple):
    """A rate of which something is said, and no number."""

    said: Phrases  # words that tell good from bad
    no_claim: Phrases  # anywhere in the clause: it is told of something else
    acted_on: Phrases  # before the rate: it is the object of an act, 通报败诉率
    not_said: Phrases  # right behind it: nothing is said of it, 败诉率情况


class RatesLexicon(NamedTuple):
    """rates.yaml."""

    some: Phrases  # 个别 …: before its name, a rate is one of those only
    required: Phrases  # 要求 …: behind a percentage that is a bound, it is asked for and not reached
    rates: tuple[Rate, ...]
    vague_pairs: tuple[VaguePair, ...]
    vague_subject: VagueSubject
    vague: Phrases  # 高于全市平均水平 …
    full: Phrases  # 全覆盖 …: a claim of 100 % in words
    claimed: Mapping[str, str]  # 公职律师…全覆盖: a claim of 100 % without a number, and the rate
    zero: Mapping[str, str]  # 零败诉 …: a claim that there was none, and the rate that it is about
    together: Phrases  # 均 …: what stands behind the last name of a list of rates
    slogans: Phrases  # 零: what such a claim begins with from which no rate is derived
    other_bases: Phrases  # 按期, 综合 …: the base is another than the counts beside it
    reached: Phrases  # 达到, 升至 …: all that a clause says before the percentage of the rate named before it


class Topic(NamedTuple):
    """A matter of the Outline, or a finer one that some rule asks for."""

    id: str
    title: str
    terms: Phrases
    units: Phrases = ()  # where given: only counts in these units are counts of this matter
    unless: Phrases = ()  # wording around the term that makes it something else
    proper: bool = False  # the terms are names of things: in quotation marks they name one
    touches: Phrases = ()  # wordings that mention it and can do no more
    done: bool = False  # the terms tell of an act themselves


class Cover(NamedTuple):
    """The indicators and rates that belong to a topic, by how their ids begin; the longest beginning wins."""

    topic: str
    begins: Phrases


class TopicsLexicon(NamedTuple):
    """topics.yaml: the topics of vocabulary and the finer matters (mentions)."""

    topics: tuple[Topic, ...]
    mentions: tuple[Topic, ...]
    acts: Phrases  # concrete acts: 印发, 召开 …
    deeds: Phrases  # more acts, that make a topic substantive but no mention an act
    none: Phrases  # 未发生, 未制定 …: telling that there was none is substance too
    future: Phrases  # 将, 拟 …: not done yet
    put_off: Phrases  # those of them that also put off what stands before them: 6项将于2025年取消
    opening: Phrases  # formula openings: in the leadership of …
    slogans: Phrases  # what stands in quotation marks without naming anything
    law_ends: Phrases  # 法, 条例: how laws end whose names are no work in their matter where they are studied
    law_followed: Phrases  # what stands behind such a name, beside marks
    other_organs: Phrases  # courts, procuratorates …, whose work is not the government's
    jointly: Phrases  # 、, 会同 …: behind such an organ, others act with it; 代表: another name
    organ_acts: Phrases  # 制发, 审结 …: the next clause that opens with one of these tells of them too
    answers: Phrases  # 回复, 反馈 …: the government's own part in what those organs sent it
    covers: tuple[Cover, ...]


class Duty(NamedTuple):
    """A duty of the first responsible person."""

    id: Literal[
        "study-of-law",
        "hear-reports",
        "research-problems",
        "plan-and-deploy",
        "appear-in-court",
        "case-handling",
        "duty-report",
        "decision-procedure",
        "other",
    ]
    terms: Phrases
    of_heads: Phrases = ()  # wordings of what organisations do as well: only a head's act is this duty
    unless: Phrases = ()  # wording around the term that makes it something else


class Actor(NamedTuple):
    """Who acts, in the part on the first responsible person."""

    id: str
    title: str
    terms: Phrases


class DutiesLexicon(NamedTuple):
    """duties.yaml."""

    duties: tuple[Duty, ...]
    actors: tuple[Actor, ...]
    offices: Phrases  # 司法局, 普法办 …: where one opens its clause, what follows is no act of the head's
    seats: Phrases  # 以…为组长: whoever is named in it is told to hold a seat, not to act
    held: Phrases  # 召开, 组织 …: the meeting named after it is held by somebody
    presiding: Phrases  # 主持召开…会议…次: ``other``, where the clause tells no duty besides
    times_units: Phrases  # 次, 件 …: a number in these units tells how often a duty was done


class Concern(NamedTuple):
    """One concern by its different wordings, in deficiencies and in plans."""

    id: str
    terms: Phrases


class ItemsLexicon(NamedTuple):
    """items.yaml: deficiencies and plans."""

    markers: Phrases  # 一是, 二是 …
    openers: Phrases  # 一要, 其一 …: the same, only where a clause begins
    deficit: Phrases  # 不足, 有待 …: the sentence names a deficiency
    causes: Phrases
    no_causes: Phrases  # 因此, 因地制宜 …: hold the wording of a cause and tell none
    common_causes: Phrases  # 究其原因 …: behind all items it tells the cause of all
    empty_causes: Phrases  # 既有客观原因 …: which tell no cause by themselves
    conditions: Phrases  # what tells a cause where it stands behind the first sentence of an item
    leads: Phrases  # 主要表现在: …: what stands before is no item
    summing_up: Phrases  # 虽, 差距 …: a first sentence with one of them is no item where it names no unit
    parallel: Phrases  # 着力, 有的 …: clauses of a sentence that one of them opens are items
    mottos: Phrases  # 新局面, 让我们 …: a last sentence with it is no plan
    closing: Phrases  # a sentence with it speaks of the reform to come and is no deficiency
    concrete: Phrases  # unit types, fields: what makes a deficiency specific
    targets: Phrases  # deadlines, responsible units: what makes a plan actionable
    concerns: tuple[Concern, ...]  # what makes a deficiency and a plan speak of the same
    noise: Phrases  # wording that says nothing when deficiencies and plans are compared


class Instrument(NamedTuple):
    """A law or document that reports and rules refer to, and the reporting years it can be held against."""

    id: str
    title: str
    terms: Phrases
    number: str | None = None
    since: int | None = None
    until: int | None = None


class Edition(NamedTuple):
    """An edition of the Outline and the reporting years it governs."""

    id: str
    instrument: str
    first: int | None = None
    last: int | None = None


class InstrumentsLexicon(NamedTuple):
    """instruments.yaml."""

    instruments: tuple[Instrument, ...]
    editions: tuple[Edition, ...]
    issuing: Phrases  # 印发, 出台 …: the document is the unit's own work of the year
    works: Phrases  # 栏目, 热播 …: what has one behind its title is no document
    papers: Phrases  # 日报 …: nor is what is called so
    obeying: Phrases  # 落实, 按照 …: the document that follows is only obeyed
    plan_titles: Phrases  # words in the title of a yearly work plan
    plan_matters: Phrases  # 法治 …: in the title of such a plan
    plan_others: Phrases  # 营商环境 …: it is of another matter, unless one of those stands there too


class WordsLexicon(NamedTuple):
    """words.yaml: short terms that also occur inside other words."""

    ambiguous: Phrases
    inside: Phrases  # words in which they do not count


class Neighbours(NamedTuple):
    """Wordings, separated by blanks, beside which a term may be a piece of another word."""

    before: str
    after: str


class NeighboursLexicon(NamedTuple):
    """neighbours.yaml: for each ambiguous term, generated from the dictionary of jieba."""

    neighbours: Mapping[str, Neighbours]
