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
        "party": "党委参与报告",
        "level": "层级",
        "province": "省份",
        "year": "报告年度",
        "written": "成文日期",
        "published": "公开日期",
        "publisher": "发布机构",
        "received": "收到日期",
        "today": "评分日期",
        "title_unit": "标题中的单位",
        "title_year": "标题中的年度",
        "title_subject": "标题中的事项",
        "title_ending": "标题的文种",
        "top_headings": "一级标题个数",
        "top_numbered": "有编号的一级标题个数",
        "in_order": "一级标题编号",
        "text_characters": "全文字数",
        "text_figures": "全文数据个数",
        "column": "网站栏目",
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
        "others": "写其他机关工作的百分比",
        "standing": "套话的百分比",
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
    "citation": {
        "issued": "印发",
        "edition": "纲要版本",
        "fits": "版本是否适用",
        "first": "是否首次写到",
        "national": "是否国家法律",
        "ahead": "施行年度晚于报告年度的年数",
        "studied": "是否只是学习宣传",
    },
    "claim": {"base": "基数"},
    "period": {"span": "时段", "offset": "与报告年度相差的年数"},
    "outdated": {"title": "名称", "what": "种类", "instead": "现为"},
    "pairing": {"title": "事项", "type": "核对内容", "verdict": "结论"},
    "personal": {"what": "种类"},
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
        "party": {True: "党委参与报告", False: "不由党委报告"},
        "level": {level: f"{title}报告" for level, title in messages.LEVELS.items()},
        "title_unit": {True: "标题有单位", False: "标题没有单位"},
        "title_year": {True: "标题有年度", False: "标题没有年度"},
        "in_order": {True: "一级标题编号连续", False: "一级标题编号不连续"},
        "column": {"own": "年度报告专栏", "mixed": "通知、动态一类栏目", "other": "其他栏目"},
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
        },
        "of": {
            "counts": "件数",
            "parts": "分项",
            "flow": "办结数与收到数",
            "change": "同比变化",
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
        "first": {True: "首次写到", False: "前面写过"},
        "national": {True: "国家法律", False: "不是国家法律"},
        "studied": {True: "学习宣传", False: "不是学习宣传"},
    },
    "period": {
        "span": {"whole": "全年", "part": "截止到年中", "to-date": "截止日不明", "other": "别的年份"},
    },
    "outdated": {"what": {"organ": "已经撤销的机构", "law": "已经废止的法律"}},
    "pairing": {
        "type": {"claim": "成效与不足的说法", "figure": "第一责任人部分与正文的数"},
        "verdict": {"agrees": "相符", "differs": "不符"},
    },
    "personal": {"what": {"identity-card": "身份证号码", "mobile": "手机号码"}},
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
            "particle": "“的”应为“地”",
            "comma-lost": "数字后面缺逗号",
            "comma-last": "段末误用逗号或者顿号",
            "stray": "多出的符号",
            "listed-twice": "并列项目重复",
            "about-twice": "约数重复",
            "fall-times": "下降、减少不能用“倍”",
            "percent-lost": "缺百分号",
            "unit-lost": "缺量词",
            "unit-doubled": "量词重复",
            "decimal-point": "小数点或者百分号有误",
            "day-lost": "日期没有写全",
            "day": "日期有误",
            "torn": "数字中间有空格",
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
