"""What published documents say to people."""

from collections.abc import Mapping

from engine.model import SectionStatus, Severity, Status

STATUSES: Mapping[Status, str] = {
    "gap": "缺口",
    "partial": "部分达标",
    "needs_review": "需人工核对",
    "met": "达标",
    "not_applicable": "不适用",
    "waived": "已豁免",
}
SEVERITIES: Mapping[Severity, str] = {"must": "必须", "should": "应当", "may": "可以"}
LEVELS: Mapping[str, str] = {
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "township": "乡镇、街道",
    "department": "部门",
}
SECTIONS: Mapping[str, str] = {
    "measures": "主要举措和成效",
    "deficiencies": "存在的不足和原因",
    "first_responsible_person": "第一责任人履职",
    "next_year_plan": "下一年度主要安排",
    "other_matters": "其他需要报告的情况",
}
SECTION_STATUSES: Mapping[SectionStatus, str] = {
    "headed": "单列标题",
    "embedded": "含在其他部分",
    "unheaded": "有内容无标题",
    "missing": "没有这一部分",
}
DOCUMENT_KINDS: Mapping[str, str] = {
    "annual_report": "法治政府建设年度报告",
    "work_plan": "工作要点或工作安排",
    "implementation_plan": "实施方案",
    "planning": "规划",
    "interpretation": "政策解读",
    "guide": "报告编写指引",
    "news": "新闻",
    "paper": "论文",
    "personal_duty_report": "述职述法报告",
    "disclosure_annual_report": "政府信息公开工作年度报告",
    "government_work_report": "政府工作报告",
    "performance_report": "绩效报告",
    "yearbook": "年鉴",
    "court_report": "法院报告",
    "template": "未填写的范本",
    "other_report": "其他报告",
    "half_year_report": "半年报告",
    "five_year_report": "五年报告",
    "other": "其他文件",
}
KINDS: Mapping[str, str] = {
    "report": "报告",
    "section": "部分",
    "indicator": "指标",
    "rate": "比率",
    "quantity": "其他数字",
    "check": "数字核对",
    "previous": "上年报告",
    "topic": "主题",
    "mention": "事项",
    "actor": "履职主体",
    "duty": "履职情形",
    "deficiency": "不足",
    "plan": "安排",
    "citation": "引用文件",
    "claim": "百分之百的说法",
    "defect": "文字缺陷",
    "period": "数据时段",
    "outdated": "旧的名称",
    "pairing": "前后对照",
    "personal": "个人信息",
    "conclusion": "结论",
}
IDENTITY: Mapping[str, str] = {
    "title": "标题",
    "unit": "单位",
    "region": "地区",
    "province": "省份",
    "level": "层级",
    "year": "报告年度",
    "written_on": "成文日期",
    "published_on": "公开日期",
    "publisher": "发布机构",
    "outline_editions": "引用纲要",
}

NOT_STATED = "未载明"
NOT_A_REPORT = "不像法治政府建设年度报告（像：{kind}），未评分"
UNTITLED = "（无标题）{name}"
YEAR = "{year}年"
SCORE = "{score} 分"
CAPPED = "等次最高为{grade}：{reason}（{rule}）"
NOTHING_SCORED = "没有可以计分的规则"
DIMENSION = "维度"
SCORE_HEAD = "得分"
WEIGHT_HEAD = "权重"
POINTS_LOST = "失 {lost} 分（满分 {most} 分）"
RULE = "规则"
WAIVER_REASON = "豁免理由"
WAIVER_UNTIL = "豁免至"
WAIVER_VERDICT = "不豁免时"
QUOTE = "原文"
NEAR = "最接近的表述"
SEARCHED = "已查找"
TERMS = "查找用词"
BASIS = "依据"
ADVICE = "建议"
NONE = "无"
MORE = "另有 {count} 处"
PLACE = "{section}，第 {start} 字起"
PLACE_ONLY = "第 {start} 字起"
COUNTED = "{name} {count} 条"
LEFT_OUT = "不计分：{parts}"
PROVENANCE = "来源"
SOURCE = "文件 {name}，SHA-256 {sha256}"
PREVIOUS = "上年报告 {name}，SHA-256 {sha256}"
RULES = "规则 {version}（{digest}），档案 {profile}，方案 {scheme}，程序 {engine}"
PLACES_NOTE = "字数从 0 起数，按程序读出的全文计；用 fazhi text 可以看到这份全文。"
SUMMARY = "总评"
DIMENSIONS = "分项得分"
CARD_TITLE = "法治政府建设年度报告合规评分"
ARTICLE = "《{title}》{article}"

PARTS = "五个部分"
FACTS = "{kind}（{count}）"
TOPICS = "主题（{topics}）及指标、比率（{numbers}）"
OTHER_NUMBERS = "其他指标和比率"
NOT_WRITTEN = "没有写到：{topics}"
READ = "读出{counts}。"
READ_COUNT = "{kind} {count}"
READ_NUMBERS = "指标和比率"
READ_WRONG = "（不符 {wrong}，无法判断 {open}）"
GUTTER = "左边的数字是原文的位置（第几个字起，从 0 起数）；用 fazhi text 可以看到全文。"
DETAILS = "以下是规则另外用到的细目"
WITH_ID = "{title}（{id}）"
TOLD = "{title}（{told}）"
FRACTION = "{numerator}／{denominator}"
CHANGES = {
    "rise": "上升 {amount}",
    "fall": "下降 {amount}",
    "change": "{amount}（增减幅度）",
    "earlier": "{amount}（上年数）",
}
CHECK = "{type}：{told}"
CHECK_NUMBERS: Mapping[str, str] = {
    "ratio": "报告写 {stated}%，算得 {computed}%",
    "sum": "报告写合计 {stated}，分项算得 {computed}",
    "subset": "整体 {stated}，部分 {computed}",
    "flow": "收到 {stated}，办结 {computed}",
    "change": "报告写 {stated}，算得 {computed}",
    "repeat": "前一处 {stated}，后一处 {computed}",
    "list": "报告写 {stated}，列出 {computed}",
    "rates": "宽 {stated}%，窄 {computed}%",
    "share": "报告写 {stated}%",
}
CHECKS_SAID_BY_OBJECT = frozenset({"flow", "change", "repeat", "list", "all", "rates", "share"})
CONCLUSION = "结论 {verdict}"
ABSENT = "没有{attribute}"
LIST = "，"
AND = "；"

DECIDED = "判定：{status}"
WAIVED = "至 {until}（{reason}），不豁免时为{status}"
NOT_JUDGED = "判定：未评分，本文不像法治政府建设年度报告"
DECISIVE = "判定依据"
ALL_FAILED = "判定依据：以下各步都不成立"
BEFORE = "此前各步"
AFTER = "此后各步，没有用到"
UNUSED = "以下各步没有用到"
SEE_ALL = "（加 --all 显示全部条件）"
UNLISTED = "{operator}（{count} 项，未列出）"
STEP_HOLDS = "成立"
STEP_FAILS = "不成立"
MATCHED = "符合：{fact}"
NEAREST = "相近：{fact}"
FAILED = "未符合：{tests}"
FOLLOWS = "结论「{title}」由以下条件推出："
NO_CANDIDATES = "没有读到"
OPERATORS = {"all": "以下全部成立", "any": "以下至少一项成立", "not": "没有以下情形"}
GAP_STEP = "以上都不成立时为缺口：{message}"
STEP_NAMES = {
    "applies": "适用范围",
    "exempt": "免除",
    "expect": "达标条件",
    "partial": "部分达标",
    "review": "需人工核对",
    "gap": "缺口",
    "disabled": "本地停用",
}
ATOM = "{head}：{tests}"
NAME = "名称"
TESTS = {
    "in": "{attribute}为{operand}",
    "not_in": "{attribute}不为{operand}",
    "at_least": "{attribute}不小于 {operand}",
    "at_most": "{attribute}不大于 {operand}",
    "before": "{attribute}早于{operand}",
    "after": "{attribute}晚于{operand}",
    "present": "有{attribute}",
    "absent": "没有{attribute}",
}
VALUE_TESTS = {"in": "{operand}", "not_in": "不是{operand}"}
SECTION_TESTS = {
    "in": "写在{operand}部分",
    "not_in": "不写在{operand}部分",
    "present": "写在五个部分之内",
    "absent": "写在五个部分之外",
}
STANDING = "{kinds}不含不足和下年安排部分的内容"
OR = "或"
ENUMERATION = "、"
QUOTED = "「{title}」"
NOTE = "说明：{note}"
COUNT = "至少 {count} 个"
DAY = "报告年度{year}{month}月{day}日"
YEARS_AFTER = {-1: "上一年", 0: "当年", 1: "次年", 2: "后年"}
ALL_LEVELS = "各层级"
ALL_YEARS = "各报告年度"
YEARS_FROM = "{first}年度起"
YEARS_UNTIL = "{last}年度及以前"
YEARS_BETWEEN = "{first}至{last}年度"
APPLIES = "适用"
STEPS = "判定步骤"
ADJUSTED = "调整"
ADJUSTED_WEIGHT = "权重 {weight}"
ADJUSTED_OFF = "停用：{reason}"
FILE = "出处"
SEVERITY_HEAD = "强度"
TITLE_HEAD = "名称"
CREDIT = "得分比例 {credit}"
REQUIREMENT = "要求编号"
GAP_MESSAGE = "缺口提示"
RULES_TOTAL = "共 {count} 条规则"
DIFF_TITLE = "规则变动对报告的影响"
DIFF_SCORES = "得分和名次"
DIFF_RULES = "判定有变化的规则"
DIFF_HEADS = ("报告单位", "原得分", "新得分", "升降", "原名次", "新名次", "原等次", "新等次", "判定变化")
DIFF_RULE_HEADS = ("规则", "原判定", "新判定", "报告数")
DIFF_REPORT = "{name}（{file}）"
DIFF_TOTAL = "共 {reports} 份报告，{rules} 条规则的判定有变化，{flips} 处"
NO_SUCH_RULE = "没有这条规则"
REMEDY = "怎样就达标"
REMEDY_ADD = "在{place}加上这样一段，就判为达标（已按加上以后的全文重新评分验证；所写内容是示例，请换成本单位的真实情况）："
REMEDY_REMOVE = "去掉或者改正下面的话，就不再是缺口（已按去掉以后的全文重新评分验证）："
REMEDY_END = "报告末尾"
REMEDY_SECTION = "“{section}”部分的末尾"
REMEDY_WORSE = "但其他规则会变差：{titles}"
REMEDY_NONE = "没有找到一段加上就达标的话：规则的各个例句和去掉有关词句都试过了。请看规则的建议：{advice}"
REMEDY_NOT_NEEDED = "不需要：这条规则没有缺口"
EXAMPLE_FAILED = "{file}:{line}: {rule}：应为{wanted}，判为{found}（{step}）{message}"
UNCOVERED = "{file}:{line}: {rule}"
UNCOVERED_STEP = "  没有例子判为{step}"
UNCOVERED_ATOM = "  没有例子符合：{atom}"
PAGES_TITLE = "规则全文"
PAGES_NOTE = "由规则文件自动生成，请勿直接修改；要改规则请改 rules/ 中的文件，再运行 `./dev pages`。"
PAGES_GENERATED = "由规则文件自动生成。各步依次判断，先成立的一步为准。"
NO_BASIS = "没有直接的法律依据（数据真实、文字规范的一般要求）"
OTHERWISE = "以上都不成立"
EXAMPLES = "例子"
COVERAGE_TITLE = "登记册要求与规则对照"
COVERAGE_NOTE = "由规则文件自动生成（`./dev pages`）。共 {count} 条。只凭报告文字不能判断的，规则判为需人工核对，并写明看什么。"
COVERAGE_HEAD = "| 要求 | 规则 | 强度 | 凭文字判断，或者请人工核对的内容 |"
BY_TEXT = "凭文字判断"

SKIP = "跳到"
FINDINGS = "逐条结论"
REPORT_TEXT = "报告原文"
DATA_CHECKS = "比率核对"
CHART = "图示"
STATUS_HEAD = "判定"
ALL = "全部"
WORDS = "文字"
SHOW_ALL = "显示全部"
SHOWN_ALL = "共 {all} 条"
SHOWN_SOME = "显示 {shown} 条，共 {all} 条"
SHOWN_HERE = "只显示引用此处原文的 {shown} 条，共 {all} 条"
MARKS: Mapping[str, str] = {
    "gap": "缺口",
    "partial": "部分达标",
    "needs_review": "需人工核对",
    "near": "最接近的表述",
    "met": "达标",
}
RATE = "比率"
TOLD_HEAD = "报告写"
NUMERATOR = "分子"
DENOMINATOR = "分母"
COMPUTED = "算得"
VERDICT = "核对结果"
RATE_VERDICTS: Mapping[str, str] = {
    "consistent": "相符",
    "rounding": "末位未四舍五入",
    "inconsistent": "不符",
    "cannot_tell": "无法判断",
    "derived": "报告未写，由件数推算",
    "vague": "只有笼统说法",
    "no_base": "没有件数，无法核对",
}
NO_RATES = "没有读到比率。"
MESSAGE_HEAD = "说明"
PLACE_HEAD = "位置"
MOST_HEAD = "满分"
FILE_HEAD = "文件"
FACT_HEAD = "编号"
KIND_HEAD = "种类"
ID_HEAD = "名称编号"
CONTENT_HEAD = "内容"
VALUE_HEAD = "数值"
UNIT_HEAD = "计量单位"
PERCENT_HEAD = "百分比"
PART_HEAD = "所在部分"
START_HEAD = "起"
END_HEAD = "止"
CHECK_HEAD = "核对内容"
NUMBER_CHECKS = "数据核对"
FIGURES = "指标"
CHANGE_HEAD = "末年比首年"
OVERVIEW = "总览"
RANK_HEAD = "名次"
GRADE_HEAD = "等次"
MUST_GAPS = "其中必须"
REMARKS = "备注"
DIGEST_HEAD = "SHA-256"
CHARS_HEAD = "字数"
PREVIOUS_HEAD = "上年报告"
PREVIOUS_DIGEST_HEAD = "上年报告 SHA-256"
RULES_HEAD = "规则版本"
RULES_DIGEST_HEAD = "规则摘要"
PROFILE_HEAD = "评分档案"
SCHEME_HEAD = "计分方案"
PROGRAM_HEAD = "程序版本"
RANK_NOTE = "名次只在报告年度、评分档案、计分方案都相同的报告之间排列，同分同名次；没有同类报告的不排。"
DERIVED_NOTE = "斜体的数字报告没有写，由报告中的件数推算；空格表示报告没有写。"
DERIVED_IN_WORDS = "写明“推算”的比率，报告没有写，由报告中的件数推算；空格表示报告没有写。"
COMPARISON_TITLE = "法治政府建设年度报告合规评分对比"
UNITS_COMPARED = "{count} 份报告对比"
YEARS_COMPARED = "{unit}{first}—{last}年对比"
NOT_ALIKE = "各份报告适用的规则、评分档案或者计分方案不同，得分不宜直接比较。"
UNSCORED = "{name}：不像法治政府建设年度报告，未评分。"
SCORES = "得分对比"
TOTAL = "总分"
LEADER_HEAD = "领先"
DIFFERENCES = "判定不同的规则"
TURN_HEAD = "变化"
TURNS: Mapping[str, str] = {"better": "好转", "worse": "退步"}
CLASSES: Mapping[str, str] = {title: key for key, title in (*STATUSES.items(), *TURNS.items())}  # of a page
