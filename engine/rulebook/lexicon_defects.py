"""The schema of the lexicon files of the proof-reader. Field names are the YAML keys."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from engine.rulebook.lexicon_facts import Phrases


class Residue(NamedTuple):
    """Wording that does not belong into a published report."""

    origin: Literal["document", "page"]
    phrases: Phrases
    weight: Literal["serious", "slight"] = "serious"  # slight: marked in the furniture of a page only


class Slip(NamedTuple):
    """Wordings that are wrong wherever they stand, and what should stand there."""

    name: Literal["missing-punctuation", "duplicate", "other"]
    fault: str  # what kind of slip it is
    phrases: Mapping[str, str]
    unless: Phrases = ()  # right wordings that hold or touch a wrong one


class Miscount(NamedTuple):
    """What is not counted in these units: an act and then the unit in one clause, without ``unless``."""

    acts: Phrases
    units: Phrases
    instead: str
    unless: Phrases = ()


class TitleSlips(NamedTuple):
    """What a title needs: 关于 … 的 … 报告."""

    about: str
    particle: str
    ending: str
    unit_ends: Phrases  # a line of the title may end after these


class PageLabels(NamedTuple):
    """What stands before a colon, in brackets or in a cell at the top of a web page."""

    sure: Phrases  # one of them makes a line of the page
    common: Phrases  # two of them do
    leaf: str  # characters of the line that numbers a page: 第3页共9页


class Misused(NamedTuple):
    """A word that is right in itself, and wrong in the company of others: 听取 … 回报."""

    wrong: str
    right: str
    before: Phrases = ()  # one of them in its clause before it
    after: Phrases = ()  # or behind it
    unless: Phrases = ()  # and none of these there


class Particles(NamedTuple):
    """An adverb with the particle of an adjective before a verb."""

    adverbs: Phrases
    wrong: str
    right: str
    verbs: Phrases
    after: str  # what shows that the verb is one


class NumberSlips(NamedTuple):
    """What goes wrong at numbers."""

    about_before: Phrases  # 近, 约
    about_after: Phrases  # 余, 多
    remainder: str  # 余, which a unit must follow
    names: Phrases  # what may follow it in a name: 余杭
    over: Phrases  # 超过
    above: str  # 以上, which says the same behind the number
    prevented: Phrases  # 防止
    no_more: Phrases  # 不再发生, which says the reverse in the same clause
    around: Phrases  # 左右
    bounds: Phrases  # 以上
    spans: Phrases  # 近十余年: of these units it is right
    falls: Phrases  # what falls does not fall by a multiple
    times: str
    levels: Phrases  # words between a rate and its percentage
    rate: str  # last character of a rate's name
    no_percent: Phrases  # rates that are no percentages
    compared: Phrases  # 同比
    moves: Phrases  # 增长
    counted: Phrases  # nouns after which a count has its unit
    units: str  # units of one character that may be doubled by mistake
    points: Phrases  # 个百分点, which stands for the sign
    percent_words: Phrases  # that say what the sign says: 百分之98%
    feasts: Phrases  # what is named by its month and day: “12·4”国家宪法日
    year_goes_on: Phrases  # words behind a year whose own word is lost: 2024共办理


class FigureSlips(NamedTuple):
    """What their sentence gives away at numbers."""

    bare_after: str  # characters behind which a number needs no unit: 第, 前
    bare_before: Phrases  # what follows the comma behind a number in a list of shares: 占
    bare_unless: Phrases  # words shortly before a number that needs none: 热线, 得分
    measured: Phrases  # what is told in a unit even where the number has its scale: 金额36.5亿
    at_most_all: Phrases  # rates that are a share of something
    more: Phrases  # 以上
    scales: Phrases  # 万


class YearSlips(NamedTuple):
    """Where a year of another report is left."""

    now: str  # 现将, behind which the reporting year stands
    reported: Phrases  # 报告如下
    ahead: Phrases  # words of a heading over plans
    told: Phrases  # words of a heading over what was done
    will: Phrases  # what a plan says behind its year
    outlines: Mapping[str, Phrases]  # national documents, and from when to when each edition goes
    places: str  # characters before a document's name that make it a local one: 省《…》


class RunOn(NamedTuple):
    """What begins a new clause after a count in these units."""

    units: Phrases
    openers: Phrases  # wherever they follow a count
    verbs: Phrases  # where another number follows
    after: str = ""  # what the clause before the count must hold


class RunOns(NamedTuple):
    """Clauses without the right mark between them: after a count, before an item, in a list."""

    kinds: tuple[RunOn, ...]
    unless: Phrases  # anywhere in the clause before the count
    unless_first: Phrases  # at its start
    items: Phrases  # 一是, 二是: the items of a list of sentences, in order
    not_items: str  # characters of which 二是 is the end: 其二是
    joining: str  # characters that join two counts of the same
    goes_on: Phrases  # nouns behind whose count a clause goes on: 会议2次研究3个问题
    done: Phrases  # what ends a clause
    clauses: Phrases  # what begins a clause and no thing in a list
    objects: Mapping[str, Phrases]  # a verb, and what the clause that it rules ends with: 贯彻 … 精神
    ruled_unless: Phrases  # at the start of such a clause
    begins: Phrases  # what begins the next clause behind such an end
    unfinished: Phrases  # words that never end a clause: 不
    ends: Phrases  # words that do though they end like them: 是不
    siblings: tuple[Phrases, ...]  # things that are listed together: two in a row lost the mark between them


class Blanks(NamedTuple):
    """Where a blank in prose is right."""

    first: Phrases  # organs before it
    second: Phrases  # and behind it, that issue a paper together: 中共中央 国务院
    items: Phrases  # what begins an item, in a text whose line ends became blanks


class DefectsLexicon(NamedTuple):
    """defects.yaml."""

    residue: tuple[Residue, ...]
    placeholders: Phrases
    docnumber_end: str  # 号: what ends the number of a document
    pairs: tuple[str, ...]  # opening and closing mark, two characters each
    labels: PageLabels
    numbers: NumberSlips
    figures: FigureSlips
    years: YearSlips
    run_ons: RunOns
    closings: Phrases  # 特此报告: the last line of a report, which needs a stop
    miscounts: tuple[Miscount, ...]
    broken_units: Phrases  # units that do not exist, right after a number
    no_broken_units: str  # characters taken for a unit that may stand there: 3市2旗
    repeatable: Phrases  # what may stand twice in a row
    echoes: Phrases  # nouns that should not end two clauses of a sentence with the same words before them
    item_ends: str  # 是 in 一是, 要 in 四要, and what else stands there
    no_items: str  # what follows where these are no items: 三要素
    announced: Phrases  # what is counted before such items: 个方面
    blanks: Blanks
    title: TitleSlips


class SpellingLexicon(NamedTuple):
    """spelling.yaml."""

    slips: tuple[Slip, ...]
    fixed: Phrases  # official expressions of four characters or more that have one form only
    collocations: Phrases  # the same, but another word may stand in them
    near: Phrases  # right wordings that differ from one of them in one character
    alike: Phrases  # characters taken for one another because they look alike
    homophones: Phrases  # characters taken for one another because they sound alike
    interchangeable: Phrases  # characters of which one is as right as the other
    misused: tuple[Misused, ...]
    particles: Particles


class VocabularyLexicon(NamedTuple):
    """vocabulary.yaml: words of two characters in which a slip is looked for."""

    usual: Phrases  # of which a report is full
    other: Phrases
    jargon: Phrases  # right, though no dictionary has them
    alone: str  # characters that are words by themselves: less readily taken for wrong
    names: str  # characters of names
    places: str  # what the names of places end with
    ends: str  # what short names end with: 执法证


class AdjacentLexicon(NamedTuple):
    """adjacent.yaml: behind a character those that follow it in a word; from the dictionary of jieba."""

    adjacent: Mapping[str, str]
