"""What the letter to a unit says."""

from collections.abc import Mapping

from engine.model import Severity, Status

TITLE = "法治政府建设年度报告审查意见"
ADDRESSEE = "{unit}："
NO_UNIT = "报告单位"
OPENING = (
    "对照法律、法规和中央文件对法治政府建设年度报告的要求，逐条审查了{report}。现将意见反馈如下，请对照整改。"
)
TITLED = "《{title}》（以下简称《报告》）"
UNTITLED = "{unit}{year}法治政府建设年度报告（原文没有标题，以下简称《报告》）"
NO_REPORT = "送审的文件不像法治政府建设年度报告{likeness}，没有审查。请核对是否送错了文件。"
LIKENESS = "，像是{kind}"
SIGNATURE = ("审查单位：　　　　　　　　（盖章）", "　　　　年　　月　　日")

NUMERALS = "一二三四五六七八九十"
CHAPTER = "{numeral}、{title}"
GROUP = "（{numeral}）{title}"
JUDGEMENT = "总体评价"
GAPS = "缺口及整改建议（{count} 项）"
GAPS_NOTE = "整改期限由审查单位填写。"
PARTIAL = "部分达标的事项（{count} 项）"
PARTIAL_NOTE = "以下事项已经写到，还没有写全。"
NUMBERS = "数据核对"
STRENGTHS = "做得好的方面（{count} 项）"
REVIEW = "需要人工核对的事项（{count} 项）"
REVIEW_NOTE = "以下事项仅凭报告文字不能判断，不计分，请按所列内容核对后填写结果。"
WAIVED = "已豁免的事项（{count} 项）"
WAIVED_NOTE = "以下事项经批准暂不要求，不计分。"
OPTIONAL = "附件一　可以充实的内容（{count} 项）"
OPTIONAL_NOTE = "以下内容不是必须写的，不要求限期整改；写上可以使报告更充实。"
OPTIONAL_ELSEWHERE = "可以充实的内容另列附件一，不要求限期整改。"
OPTIONAL_GROUPS: Mapping[Status, str] = {
    "gap": "没有做到的（{count} 项）",
    "partial": "部分做到的（{count} 项）",
}
ANNEX = "{annex}　逐条判定结果（{count} 条）"
ANNEX_ALONE = "附件"
ANNEX_SECOND = "附件二"
ANNEX_NOTE = "每条依次为序号、结论、强度、要求和规则编号、原文位置、得分和满分。"
ANNEX_GROUP = "{dimension}（{count} 条）"
PROVENANCE = "来源说明"

SEVERITIES: Mapping[Severity, str] = {
    "must": "必须达到的要求",
    "should": "应当达到的要求",
    "may": "可以充实的内容",
}
SEVERITY_GROUPS = {severity: f"{said}（{{count}} 项）" for severity, said in SEVERITIES.items()}

SCORED = "《报告》得 {score} 分，等次为“{grade}”。"
NOT_SCORED = "没有可以计分的要求，《报告》未评分。"
CAPPED = "因{reason}，等次最高为“{grade}”。"
COUNTED = "共对照 {total} 条要求：{counts}。"
COUNT = "{name} {count} 条"
GAP_COUNTS = "缺口中，{counts}。"
GAP_COUNT = "{severity} {count} 项"
COSTLIEST = "失分最多的是{items}。"
COST = "“{title}”（{points} 分）"
NO_GAPS = "没有发现缺口。"
EXTREMES = "各维度中，{best}得分最高（{best_score} 分），{worst}得分最低（{worst_score} 分）。"
RATES = "《报告》写明的比率有 {stated} 项，其中 {checked} 项可以用《报告》中的件数重算：{counts}。"
RATES_ALONE = "《报告》写明的比率有 {stated} 项，都没有写件数，不能重算。"
RATES_COUNT = "{verdict} {count} 项"
DIFFERENCES = "数字核对有 {count} 处不符，详见“数据核对”。"

GOT_OF = "{got}／{most}"
SEARCHED = "按下列用语查找全文，没有找到符合要求的表述：{terms}"
STRENGTH = "{dimension}（{count} 项）：{titles}。"
NOT_STATED = "未写明"
NO_NUMBER = "没有写数字"
NO_VALUE = "—"
NO_RATES = "《报告》没有写比率，也没有可以算出比率的件数。"
CHECKS_NOTE = "下列数字之间不符，请核对更正："
AGREED = "其他数字关系（合计与分项、整体与部分、前后两处等）有 {count} 处核对相符。"
UNDECIDED = "另有 {count} 处数字关系，凭《报告》的文字不能判断是否相符，没有列入。"
CHART = "各维度得分（满分 100 分）"
CHART_ALT = "条形图，各维度得分：{scores}。"
CHART_SCORE = "{dimension} {score} 分"
NOT_COUNTED = "未计分"
SOURCE = "报告文件：{name}，SHA-256 {sha256}"
PREVIOUS = "上年报告：{name}，SHA-256 {sha256}"
RULEBOOK = "规则：版本 {version}，摘要 {digest}；评分档案 {profile}，计分方案 {scheme}"
PROGRAM = "程序：fazhi {version}。同一报告、同一规则，审查结果相同。"
FOOTER = "报告 {source}　规则 {version}（{digest}）　程序 {program}"
DAY = "{year}年{month}月{day}日"
UNPRINTABLE = "〔U+{code:04X}〕"
UNPRINTABLE_NOTE = "原文有本文所用字体没有的字符，以〔U+编码〕代替。"
TEMPLATE = "模板「{name}」不能使用：{reason}"

# Heads of tables and words before values: the same in every form of the letter, at hand for every template.
LABELS: Mapping[str, str] = {
    "number": "序号",
    "gap": "缺口和依据",
    "partial": "已写到的内容和依据",
    "optional": "内容和依据",
    "suggestion": "建议",
    "advice": "整改建议",
    "deadline": "整改期限",
    "review": "事项和依据",
    "check": "请核对",
    "result": "核对结果",
    "waived": "事项和依据",
    "reason": "豁免理由",
    "until": "豁免至",
    "basis": "依据",
    "found": "原文",
    "nearest": "最接近的表述",
    "missing": "问题",
    "dimension": "维度",
    "score": "得分",
    "weight": "权重",
    "rate": "比率",
    "stated": "报告写",
    "numerator": "分子",
    "denominator": "分母",
    "computed": "算得",
    "verdict": "结论",
    "place": "原文和位置",
    "relation": "核对的关系",
    "figures": "数字",
    "requirement": "要求",
    "severity": "强度",
    "points": "得分／满分",
    "where": "原文位置",
    "rule": "规则编号",
}
