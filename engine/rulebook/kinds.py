"""Which kinds of facts there are and which attributes rules may test on each.

This is the contract between the fact rooms and the rules. The type of an attribute decides how it is
compared: ``text`` and ``flag`` by equality, ``number`` by size too, ``day`` (month and day relative to
the reporting year, written +1-04-01 in rules) by before and after.
"""

from collections.abc import Mapping
from typing import Literal

Comparable = Literal["text", "flag", "number", "day"]

SECTION = "section"  # the attribute that says in which of the five parts a fact stands
_PLACE: Mapping[str, Comparable] = {SECTION: "text"}

KINDS: Mapping[str, Mapping[str, Comparable]] = {
    "report": {
        "year": "number",
        "level": "text",
        "title": "text",
        "unit": "text",
        "party": "flag",  # whether a committee of the Party reports, alone or together with the government
        "named": "text",  # proper, generic, none: how the reporting unit is named
        "province": "text",
        "written": "day",
        "published": "day",
        "publisher": "text",
        "received": "day",  # when it was submitted, told on the command line
        "today": "day",  # the day of scoring, told on the command line
        "title_unit": "flag",  # what the title names; none of these where the text has no title
        "title_year": "flag",
        "title_subject": "text",
        "title_ending": "text",
        "top_headings": "number",  # headings of the first level, those with a number, whether these count on
        "top_numbered": "number",
        "in_order": "flag",
        "text_characters": "number",
        "text_figures": "number",
        "column": "text",  # own, mixed, other: the column of the site, where the page shows one
    },
    "section": {
        "status": "text",
        "level": "number",  # of its heading
        "characters": "number",
        "figures": "number",
        "density": "number",  # figures per 1,000 characters
        "items": "number",  # sub-headings, numbered items, or sentences where there are none
        "results": "number",  # percentage of the sub-headings under which a figure stands
        "year_offset": "number",  # year named in the heading minus the reporting year
        "others": "number",  # percentage of the text that tells what courts and other organs did
        "standing": "number",  # percentage of the text that standing phrases cover
    },
    "indicator": {
        "value": "number",
        "unit": "text",
        "qualifier": "text",
        "scope": "text",  # whose number it is, as printed: 全市, 市本级
        "whole": "flag",  # it is of all that the report is about: none told, or 全市
        "instance": "text",  # 一审, 二审 …
        **_PLACE,
    },
    "rate": {
        "percent": "number",
        "basis": "text",
        "numerator": "number",
        "denominator": "number",
        "scope": "text",
        "whole": "flag",
        "caliber": "text",  # 口径: 综合 or 直接, 一审 or 终审
        **_PLACE,
    },
    "quantity": {"value": "number", "unit": "text", **_PLACE},
    "check": {"type": "text", "of": "text", "verdict": "text", **_PLACE},
    "previous": {"year": "number", "repeated": "number"},  # last year's report; % of this one that repeats it
    "topic": {"depth": "text", **_PLACE},
    "mention": {"depth": "text", **_PLACE},  # a finer matter than a topic; lexicon/topics.yaml
    "actor": dict(_PLACE),  # who acts in the part on the first responsible person
    "duty": {"actor": "text", "counted": "flag", "named": "flag", "times": "number", **_PLACE},
    "deficiency": {"cause_stated": "flag", "cause": "text", "specific": "flag", "answered": "flag", **_PLACE},
    "plan": {"target": "flag", **_PLACE},
    "citation": {
        "edition": "text",
        "issued": "flag",
        "fits": "text",
        "first": "flag",  # the first place where the document is named
        "national": "flag",  # a law of the state by its title
        "ahead": "number",  # years from the reporting year to that in which it takes effect
        "studied": "flag",  # named as something to learn or to make known
        **_PLACE,
    },
    "claim": {"base": "text", **_PLACE},  # a claim of 100 %: its base is stated, implied or none
    "period": {"span": "text", "offset": "number", **_PLACE},  # span: whole, part, to-date, other
    "outdated": {"what": "text", **_PLACE},  # organ, law: abolished before the reporting year
    "pairing": {"type": "text", "verdict": "text", **_PLACE},  # two places: claim, figure; agrees, differs
    "personal": {"what": "text", **_PLACE},  # identity-card, mobile
    "conclusion": {},  # what follows from other facts; conclusions of the rule files
    "defect": {
        "origin": "text",
        "weight": "text",  # serious, plain, slight: whether an office must put it right
        "fault": "text",  # what kind of slip
        **_PLACE,
    },
}

# Attributes of the type text that have a few values only: any other would never be found.
VALUES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("report", "named"): ("proper", "generic", "none"),
    ("report", "level"): ("province", "city", "county", "township", "department"),
    ("report", "column"): ("own", "mixed", "other"),
    ("section", "status"): ("headed", "embedded", "unheaded", "missing"),
    ("indicator", "qualifier"): ("about", "near", "over", "at_least", "at_most"),
    ("rate", "basis"): ("stated", "derived", "vague"),
    ("check", "type"): ("ratio", "sum", "subset"),
    ("check", "of"): (
        "counts",
        "parts",
        "flow",
        "change",
        "repeat",
        "list",
        "all",
        "rates",
        "share",
    ),
    ("check", "verdict"): ("consistent", "rounding", "inconsistent", "cannot_tell"),
    ("topic", "depth"): ("substantive", "mentioned"),
    ("mention", "depth"): ("counted", "named", "act", "slogan"),
    ("deficiency", "cause"): ("told", "implied"),
    ("citation", "fits"): ("yes", "no"),
    ("claim", "base"): ("stated", "implied", "none"),
    ("period", "span"): ("whole", "part", "to-date", "other"),
    ("outdated", "what"): ("organ", "law"),
    ("pairing", "type"): ("claim", "figure"),
    ("pairing", "verdict"): ("agrees", "differs"),
    ("personal", "what"): ("identity-card", "mobile"),
    ("defect", "origin"): ("document", "page"),
    ("defect", "weight"): ("serious", "plain", "slight"),
}

# What stands in the deficiencies or in the plan is no evidence of work done (register, doctrine 5).
WORK_DONE = frozenset({"indicator", "rate", "topic", "mention", "claim"})

# Names of citations beside the ids of instruments.yaml, and the names of defects.
DOCUMENT = "document"  # any other document named in 《》
WORK_PLAN = "work-plan"  # the unit's own plan or key points for the year
DEFECT_NAMES = frozenset(
    {"residue", "missing-punctuation", "garbled-number", "broken-docnumber", "duplicate", "other"}
)
