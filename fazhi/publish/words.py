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
    "indicator": {"value": "数值", "unit": "单位", "qualifier": "修饰"},
    "rate": {
        "percent": "百分比",
        "basis": "写法",
        "numerator": "分子",
        "denominator": "分母",
        "qualifier": "修饰",
    },
    "quantity": {"value": "数值", "unit": "单位", "qualifier": "修饰"},
    "check": {"type": "核对内容", "verdict": "结论"},
    "topic": {"depth": "写实程度"},
    "mention": {"depth": "写实程度"},
    "actor": {},
    "duty": {"actor": "履职人", "counted": "数量", "named": "名称"},
    "deficiency": {"specific": "具体程度", "cause_stated": "原因", "answered": "下年安排的回应"},
    "plan": {"year_offset": "安排年份", "target": "时限、责任或者数量要求"},
    "citation": {"issued": "印发", "edition": "纲要版本", "fits": "版本是否适用"},
    "claim": {"base": "基数"},
    "defect": {"origin": "来历"},
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
    "indicator": {"qualifier": _QUALIFIERS},
    "quantity": {"qualifier": _QUALIFIERS},
    "rate": {
        "basis": {"stated": "写明", "derived": "推算", "vague": "笼统"},
        "qualifier": _QUALIFIERS,
    },
    "check": {
        "type": {
            "ratio": "比率与件数",
            "sum": "分项之和与合计",
            "subset": "部分与整体",
            "flow": "办结数与收到数",
            "repeat": "同一指标前后两处",
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
    "defect": {"origin": {"document": "文稿遗留", "page": "网页遗留"}},
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
