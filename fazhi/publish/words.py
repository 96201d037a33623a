"""Chinese words for what facts and rules say in English: attributes, closed values, names without a lexicon.

Who adds an attribute to ``engine.rulebook.kinds`` or a closed value to a fact adds its word here; a test
names what is missing.
"""

from collections.abc import Mapping
from typing import Any

from engine.rulebook.kinds import DOCUMENT, WORK_PLAN
from fazhi.publish import messages

# Kind of fact → attribute → what it is called. The order is the order in which a fact is told.
ATTRIBUTES: Mapping[str, Mapping[str, str]] = {
    "report": {
        "title": "标题",
        "named": "单位写法",
        "unit": "报告单位",
        "level": "层级",
        "province": "省份",
        "year": "报告年度",
        "written": "成文日期",
        "published": "公开日期",
        "publisher": "发布机构",
        "received": "收到日期",
        "today": "评分日期",
    },
    "section": {
        "status": "标题情况",
        "level": "标题级别",
        "year_offset": "标题年份",
        "characters": "字数",
        "items": "分项数",
        "figures": "数据个数",
        "density": "每千字数据个数",
        "results": "小标题含数据的百分比",
    },
    "indicator": {
        "value": "数值",
        "unit": "单位",
        "qualifier": "修饰",
        "scope": "范围",
        "whole": "是否全部范围",
        "instance": "审级",
    },
    "rate": {
        "percent": "百分比",
        "basis": "写法",
        "numerator": "分子",
        "denominator": "分母",
        "qualifier": "修饰",
        "scope": "范围",
        "whole": "是否全部范围",
        "caliber": "口径",
    },
    "quantity": {"value": "数值", "unit": "单位", "qualifier": "修饰"},
    "previous": {"year": "年度", "repeated": "与上年文字相同的百分比"},
    "check": {"type": "核对内容", "of": "核对对象", "verdict": "结论"},
    "topic": {"depth": "写实程度"},
    "mention": {"depth": "写实程度"},
    "actor": {},
    "duty": {"actor": "履职人", "counted": "数量", "named": "名称", "times": "次数"},
    "deficiency": {
        "specific": "具体程度",
        "cause_stated": "原因",
        "cause": "原因的写法",
        "answered": "下年安排的回应",
    },
    "plan": {"year_offset": "安排年份", "target": "时限、责任或者数量要求"},
    "citation": {"issued": "印发", "edition": "纲要版本", "fits": "版本是否适用"},
    "claim": {"base": "基数"},
    "conclusion": {},
    "defect": {"origin": "来历", "weight": "轻重", "fault": "毛病"},
}

_YEARS: Mapping[Any, str] = {
    -1: "年份是上一年",
    0: "年份是报告年度",
    1: "年份是次年",
    2: "年份是后年",
}
_QUALIFIERS: Mapping[Any, str] = {
    "about": "约",
    "near": "近",
    "over": "超过",
    "at_least": "不少于",
    "at_most": "不超过",
}

# Kind of fact → attribute → value → words that say it without the name of the attribute.
VALUES: Mapping[str, Mapping[str, Mapping[Any, str]]] = {
    "report": {
        "named": {"proper": "写明单位", "generic": "只写泛称", "none": "没有写单位"},
        "level": {level: f"{title}报告" for level, title in messages.LEVELS.items()},
    },
    "section": {
        "status": messages.SECTION_STATUSES,
        "year_offset": _YEARS,
    },
    "indicator": {"qualifier": _QUALIFIERS, "whole": {True: "全部范围", False: "部分范围"}},
    "quantity": {"qualifier": _QUALIFIERS},
    "rate": {
        "basis": {"stated": "写明", "derived": "推算", "vague": "笼统"},
        "qualifier": _QUALIFIERS,
        "whole": {True: "全部范围", False: "部分范围"},
    },
    "check": {
        "type": {
            "ratio": "比率与件数",
            "sum": "分项之和与合计",
            "subset": "部分与整体",
            "flow": "办结数与收到数",
            "change": "同比变化",
        },
        "of": {
            "counts": "件数",
            "parts": "分项",
            "repeat": "同一指标前后两处",
            "list": "列举与个数",
            "all": "所述件数的全部",
            "rates": "宽窄不同的比率",
            "share": "比率不超过100%",
        },
        "verdict": {
            "consistent": "相符",
            "rounding": "末位未四舍五入",
            "inconsistent": "不符",
            "cannot_tell": "无法判断",
        },
    },
    "topic": {"depth": {"substantive": "写实", "mentioned": "只提到"}},
    "mention": {
        "depth": {
            "counted": "有数量",
            "named": "有名称",
            "act": "有具体动作",
            "slogan": "只有表态",
        }
    },
    "duty": {
        "counted": {True: "有数量", False: "没有数量"},
        "named": {True: "有名称", False: "没有名称"},
    },
    "deficiency": {
        "specific": {True: "写得具体", False: "写得笼统"},
        "cause_stated": {True: "写明原因", False: "没有写原因"},
        "cause": {"told": "明说原因", "implied": "原因要从情形推知"},
        "answered": {True: "下年安排有回应", False: "下年安排没有回应"},
    },
    "plan": {
        "target": {True: "有时限、责任或者数量要求", False: "没有时限、责任或者数量要求"},
        "year_offset": _YEARS,
    },
    "citation": {
        "issued": {True: "本单位印发", False: "只是引用"},
        "fits": {"yes": "适用于报告年度", "no": "不适用于报告年度"},
    },
    "claim": {"base": {"stated": "写明基数", "implied": "近旁有件数", "none": "没有基数"}},
    "defect": {
        "origin": {"document": "文稿遗留", "page": "网页遗留"},
        "weight": {"serious": "须改正", "plain": "字词差错", "slight": "排版痕迹"},
        "fault": {
            "residue": "残留字样",
            "unreadable": "无法识读的字符",
            "blank-left": "没有填写",
            "year": "年份有误",
            "number-lost": "缺少数字",
            "docnumber": "文号残缺",
            "unpaired": "标点不成对",
            "marks-doubled": "标点重复",
            "mark-missing": "并列词语之间缺顿号",
            "mark-too-many": "多出的标点",
            "stop-missing": "段末缺标点",
            "stop-first": "段首有标点",
            "words-doubled": "字词重复",
            "said-twice": "整句重复",
            "echo": "前后分句用词重复",
            "half-width": "半角标点",
            "full-width-digits": "全角数字或者字母",
            "blank": "句中有空格",
            "blank-at-number": "数字旁有空格",
            "wrong-word": "错字、漏字或者多字",
            "unit": "量词不当",
            "numbering": "序号不连续",
            "title-missing": "缺少标题",
            "title-broken": "标题断行",
            "title-wording": "标题用语重复或者缺“的”",
        },
    },
}

# Kind of fact → name → title, where rules/lexicon gives none.
NAMES: Mapping[str, Mapping[str, str]] = {
    "section": messages.SECTIONS,
    "duty": {
        "study-of-law": "学法",
        "hear-reports": "听取汇报",
        "research-problems": "研究问题",
        "plan-and-deploy": "部署工作",
        "appear-in-court": "出庭应诉",
        "case-handling": "督办和化解案件",
        "duty-report": "述职述法",
        "decision-procedure": "履行决策程序",
        "other": "其他履职",
    },
    "citation": {DOCUMENT: "其他文件", WORK_PLAN: "年度要点或者计划"},
    "defect": {
        "residue": "残留字样",
        "missing-punctuation": "缺少标点",
        "garbled-number": "数字错乱",
        "broken-docnumber": "文号残缺",
        "duplicate": "文字重复",
        "other": "其他缺陷",
    },
}
