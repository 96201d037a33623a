"""What a batch run says to people."""

from collections.abc import Mapping

from engine.reading.errors import Message

# Why an input is not tried
HIDDEN = "隐藏文件或文件夹"
LOCK = "Word、WPS 打开文件时留下的临时文件"
KIND = "不是报告文档（{suffix}）"
NO_SUFFIX = "没有扩展名"
LINKED = "指向文件夹的链接"
FOLDER = Message("文件夹不能打开", "请检查文件夹权限后再运行")

ARCHIVE_BROKEN = Message("压缩包已损坏，无法打开", "请重新下载，或解压后把文件放进文件夹")
ARCHIVE_BOMB = Message("压缩包解开后异常庞大，疑似压缩炸弹", "请核实文件来源")
ARCHIVE_DEEP = Message("压缩包套压缩包，层数过多", "请解压后把文件放进文件夹")
ARCHIVE_HANG = Message("压缩包无法在时限或内存上限之内打开", "请核实文件来源，或解压后把文件放进文件夹")
ENTRY_LOCKED = Message("压缩包内的文件设有密码", "请取消密码后重新压缩")
ENTRY_BROKEN = Message("压缩包内的文件已损坏", "请重新下载或重新压缩")

# Why there is no result
TIMED_OUT = Message("超过每份报告的时限", "请核对文件；确实需要时用 --timeout 放宽")
OUT_OF_MEMORY = Message("超过每份报告的内存上限", "请核对文件；确实需要时用 --memory 放宽")
TOO_MUCH_TOLD = Message(
    "篇幅过大，读出的事实太多，不能写入结果库", "请核对文件是否由多份报告拼成；是的，请分开后再试"
)
CRASHED = Message("处理这份文件时程序异常退出", "请把文件另存为 docx 或 txt 后再试，并报告给维护者")
INTERNAL = "程序内部出错：{detail}"
INTERNAL_REMEDY = "这是程序的缺陷，请报告给维护者"
CANNOT_START = "工作进程不能启动，可能是内存上限太低，请用 --memory 放宽后再试"
OTHER_PROGRAM = "集群上的程序或规则和这里的不是同一版本"
NO_CLUSTER = "没有安装集群组件，请先运行 pip install 'fazhi[cluster]'"
LOST_SCHEDULER = "与调度器的连接中断。已完成的不会丢失，恢复后重新运行同一命令即可"
NO_SCHEDULER = "连接不上调度器「{address}」：{reason}"

# Usage
NO_INPUT = "在所给的位置没有找到报告文档，结果文件夹未作改动"
NO_SUCH_PATH = "「{path}」不存在"
SAME_ROOT = "「{first}」和「{second}」同名，请改名，或放在同一个文件夹下"
NOT_OURS = "「{path}」不是空文件夹，也不是 fazhi batch 的结果文件夹，请另选一个"
OTHER_ROOTS = "「{path}」里是另一批报告（{roots}）的结果。请一并写上，或另选结果文件夹"
IN_USE = "「{path}」正由另一次 fazhi batch 使用"
OUTPUT_IS_INPUT = "结果文件夹「{path}」就是要评分的文件夹，请另选一个"

# Progress
SCORING = "正在评分"
RATE = "{rate} 份/秒"
LEFT = "还需 {time}"
LEFT_UNKNOWN = "剩余时间待估"
TROUBLE = "未读取 {count} 份"
PLAIN_PROGRESS = "{done}/{total} 份，{rate} 份/秒，还需 {time}，未读取 {trouble} 份"
INTERRUPTED = "已中断。已完成的不会丢失，重新运行同一命令即从中断处继续"

WHAT: Mapping[str, str] = {
    "scored": "已评分",
    "not_report": "不是年度报告",
    "unread": "不能读取",
    "failed": "未能评分",
    "skipped": "略过",
}
SECONDS = "{seconds} 秒"
MINUTES = "{minutes} 分 {seconds} 秒"
HOURS = "{hours} 小时 {minutes} 分"

# Questions
ONE_SELECT = "只能写一条 SELECT 语句"
NO_STORE = "「{path}」里没有完整的批量结果，请先运行 fazhi batch，或等它运行完"
NO_QUESTION = "没有问题「{name}」{hint}；用 fazhi query 查看全部问题"
BAD_QUESTION = "查询不能执行：{reason}"
NOT_BOTH = "问题的名称和 --sql 只能写一个"
ROWS = "共 {count} 行"
HOW_TO_ASK = "用法：fazhi query 结果文件夹 名称"
COLUMNS: Mapping[str, str] = {
    "year": "年度",
    "level": "层级",
    "rank": "名次",
    "unit": "单位",
    "city": "市",
    "province": "省",
    "score": "得分",
    "grade": "等次",
    "must_gaps": "必须项缺口",
    "report": "文件",
    "input": "文件",
    "rule": "规则",
    "title": "名称",
    "severity": "强度",
    "gaps": "缺口",
    "partial": "部分达标",
    "judged": "已判定",
    "percent": "百分比",
    "status": "状态",
    "section": "部分",
    "headed": "单列标题",
    "embedded": "含在其他部分",
    "unheaded": "有内容无标题",
    "missing": "没有",
    "name": "比率",
    "reports": "份数",
    "lowest": "最低",
    "median": "中位",
    "highest": "最高",
    "mean": "平均",
    "overall": "合计比率",
    "dimension": "维度",
    "type": "类型",
    "quote": "原文",
    "stated": "所写",
    "computed": "核算",
    "start": "位置",
    "published_on": "发布日期",
    "days_late": "晚几天",
    "message": "说明",
    "outcome": "结果",
    "reason": "原因",
    "remedy": "办法",
    "kind": "种类",
    "same_as": "同",
    "caliber": "口径",
    "instance": "审级",
    "inputs": "文件",
    "question": "名称",
    "answers": "回答什么",
}
NOTHING = "—"
ENUMERATION = "、"

# Summary
SUMMARY = "批量评分汇总"
COUNTS = (
    "找到 {found} 个文件：已评分 {scored} 份，不是年度报告 {not_report} 份，"
    "不能读取 {unread} 份，未能评分 {failed} 份，略过 {skipped} 份"
)
SCORES = "得分：平均 {mean}，中位 {median}，最低 {lowest}，最高 {highest}"
PARTS: Mapping[str, str] = {
    "grades": "等次",
    "gaps": "最常见的缺口",
    "ranking": "排名",
    "unread": "不能读取和未能评分的文件",
    "not_reports": "不是年度报告的文件",
    "duplicates": "内容完全相同的文件",
    "repeated": "同一单位同一年度的几份报告",
    "skipped": "略过的文件",
}
TITLED = "【{title}】"
LEFT_OUT = "……另有 {count} 行"
WHERE = "结果在「{folder}」：summary.md 汇总，cards/ 评分表，store/ 数据表；用 fazhi query 查询"
MADE_BY = "程序 {engine}，规则 {rules}（{digest}）"
