"""What the command line says to people."""

PROGRAM = """对照法定要求，为《法治政府建设年度报告》逐条评分：找出缺口，引用原文，给出依据和建议。

文件可以是 txt、html、docx 或带文字层的 pdf；写 - 则从标准输入读取。"""
PROGRAM_END = """示例：
  fazhi score 报告.docx                  评分，显示在屏幕上
  fazhi score 报告.docx -o 报告.md       评分，存为文档
  fazhi explain 报告.docx 规则编号       查看某条规则为什么这样判定

退出码：0 完成；1 完成，并有达到 --fail-on 的缺口；2 用法有误；
3 有文件不能读取；4 规则有误；5 程序内部错误。"""

COMMANDS = {
    "score": "为报告评分",
    "batch": "为文件夹和压缩包里的全部报告评分",
    "query": "查询批量评分的结果",
    "compare": "对比几份报告的评分",
    "facts": "列出从报告中读到的内容",
    "text": "输出读到的全文",
    "explain": "说明某条规则为什么这样判定",
    "rules": "编写、检查、检验、比较规则",
    "completion": "输出命令行补全脚本",
}

SCORE = """为一份或几份报告评分。

示例：
  fazhi score 报告.docx
  fazhi score 报告.pdf --format json -o 结果.json
  fazhi score 2024/*.docx --format md -o 结果文件夹
  fazhi score 2024/*.docx -o 全县.xlsx
  fazhi score 报告.docx -o 审查意见.pdf --template redhead
  fazhi score 报告.txt --received 2025-02-26 --fail-on must"""
BATCH = """为文件夹和 zip 压缩包里的全部报告评分：每份报告一张评分表，另有汇总和可查询的数据表。

随时可以按 Ctrl-C 停止；重新运行同一命令，从中断处继续。文件、规则、程序和选项都没有变的报告不重做；文件夹里已经没有的报告，其结果从结果文件夹中删去。一份文件读不了、出错或者耗时过长，记下原因，其余照常。

示例：
  fazhi batch 2024年报告 -o 2024年结果
  fazhi batch 全省报告.zip -o 结果 --jobs 8
  fazhi batch 2023年报告 2024年报告 -o 结果 --pdf"""
QUERY = """查询批量评分的结果。不写问题时，列出现成的问题；也可以用 --sql 自己写，数据表的说明见 docs/store.md。

示例：
  fazhi query
  fazhi query 结果 no-first-responsible
  fazhi query 结果 rates-by-city --format csv > 比率.csv
  fazhi query 结果 --sql "SELECT city, avg(score) FROM scored GROUP BY city" """
COMPARE = """对比几份报告：得分、比率和指标、判定不同的规则。

同一单位不同年度的报告按年度先后排列，其他情况按得分从高到低排列。

示例：
  fazhi compare 甲县.docx 乙县.docx 丙县.pdf
  fazhi compare 2022.docx 2023.docx 2024.docx -o 三年对比.html
  fazhi compare 2024/*.docx -o 对比.xlsx
  fazhi compare 2024/*.docx -o 对比.pdf"""
FACTS = """列出从报告中读到的内容：报告的身份、五个部分、每一项事实及其原文位置。

示例：
  fazhi facts 报告.docx
  fazhi facts 报告.docx --format json
  fazhi facts 报告.docx -o 事实.csv"""
TEXT = """输出读到的全文，一字不改。其他命令给出的位置都按这份全文的字数计算，从 0 起数。

示例：
  fazhi text 报告.pdf"""
EXPLAIN = """说明某条规则在这份报告上为什么这样判定：先写判定和起决定作用的一步，
再写其他各步；每个条件下写符合的事实，或者最相近的事实差在哪里。

规则编号用 fazhi rules list 查看。

示例：
  fazhi explain 报告.docx rate-official-appearance
  fazhi explain 报告.docx rate-official-appearance --all
  fazhi explain 报告.docx rate-official-appearance --counterfactual"""
RULES = "新建、编写、检查、检验规则，比较规则变动的影响。"
RULES_CHECK = """检查规则文件。写明文件夹时，把它作为叠加在自带规则上的规则一并检查。

每处问题一行：文件:行:列: 说明。有问题时退出码为 4。

写法之外还查：永远不会成立的条件、轮不到的步骤、重复计分的规则、年度的空档、
合计不对的权重、已经到期的豁免；加 --on 还查没有用上的豁免。

示例：
  fazhi rules check
  fazhi rules check 本市规则
  fazhi rules check 本市规则 --on 报告1.docx --on 报告2.docx"""
RULES_TEST = """用每条规则自带的例子检验规则：例子写的判定和程序的判定是否相同。

每个未通过的例子一行：文件:行: 规则：应为……，判为……。有未通过的时退出码为 4。

示例：
  fazhi rules test
  fazhi rules test 本市规则
  fazhi rules test --rule rate-official-appearance"""
RULES_COVERAGE = """查看哪些步骤、哪些条件还没有例子。

示例：
  fazhi rules coverage
  fazhi rules coverage 本市规则"""
RULES_LIST = """列出规则；几个条件一起写的，要都符合。

示例：
  fazhi rules list --severity must
  fazhi rules list --dimension topics --level county --year 2024
  fazhi rules list --instrument litigation-law --text 败诉"""
LEVEL_OPTION = "只列适用于这一层级的"
YEAR_OPTION = "只列适用于这一报告年度的"
PROVINCE_OPTION = "只列适用于这个省的（写全称）；各省都适用的也列"
INSTRUMENT_OPTION = "只列以这部法律文件为依据的（写编号）"
TEXT_OPTION = "只列编号、名称、说明里有这几个字的"
RULES_SHOW = """查看一条规则的全部内容：依据、适用范围、判定步骤、出处。

示例：
  fazhi rules show rate-official-appearance"""
COMPLETION = """输出命令行补全脚本。

示例：
  fazhi completion bash > ~/.local/share/bash-completion/completions/fazhi
  fazhi completion zsh > ~/.zfunc/_fazhi
  fazhi completion fish > ~/.config/fish/completions/fazhi.fish"""

RULES_CHECK_SHORT = "检查规则文件"
RULES_TEST_SHORT = "用规则自带的例子检验规则"
RULES_COVERAGE_SHORT = "查看哪些步骤和条件没有例子"
ONLY_RULE_OPTION = "只检验这一条规则"
RULES_DIFF_SHORT = "比较两套规则对同一批报告的判定、得分和名次"
RULES_WATCH_SHORT = "每次保存后自动检查、检验，并给一份报告评分"
RULES_DIFF = """比较两套规则对同一批报告的结果：哪些判定变了，得分和名次怎样升降。采用之前先看一看。

两套规则各写一个文件夹；自带的规则写 builtin。

示例：
  fazhi rules diff builtin 本市规则 --on 报告文件夹
  fazhi rules diff 旧规则 新规则 --on 报告1.docx 报告2.docx -o 变动.html"""
RULES_WATCH = """守着规则文件夹：每次保存后检查写法、检验例句、给一份报告评分，显示有什么变化。按 Ctrl-C 结束。

示例：
  fazhi rules watch 本市规则 报告.docx"""
OLD_META, NEW_META, MORE_META, REPORTS_META = "原规则", "新规则", "[报告]...", "报告"
DIFF_ON = "用来比较的报告，文件或者文件夹；可以写几个"
DIFF_FORMAT = "输出格式：text 或 html；不写时按 -o 的扩展名，否则为 text"
COUNTERFACTUAL_OPTION = "另外给出：文字怎样改就达标（逐一试过，只列确实达标的）"
WATCHING = "正在守着 {folder}，保存后自动重来；按 Ctrl-C 结束\n"
WATCH_SCORE = "{name}：{score} 分"
RULES_INIT_SHORT = "新建本单位的规则文件夹"
RULES_NEW_SHORT = "问答生成一条新规则"
RULES_SCHEMA_SHORT = "输出规则文件的 JSON Schema，供编辑器补全和检查"
NEW_FOLDER_META = "文件夹"
TEXT_META = "文字"
RULES_INIT = """新建一个规则文件夹，叠加在自带规则上使用；里面是带注释的示例，去掉 # 就生效。

示例：
  fazhi rules init 本市规则
  fazhi score 报告.docx --rules 本市规则"""
RULES_NEW = """问答生成一条新规则，连同它要找的叫法和正反例句，写进文件夹，随即检查、检验。

没有用选项给出的，逐项询问。

示例：
  fazhi rules new 本市规则"""
RULES_SCHEMA = """输出规则文件的 JSON Schema（含本文件夹里的编号），供 VS Code 等编辑器补全和检查。

示例：
  fazhi rules schema 本市规则 > 本市规则/rule.schema.json"""
NOT_EMPTY = "「{path}」已有文件，请另写一个新文件夹"
STARTED = "已建好。先看 {folder}/README.md；写好后运行 fazhi rules check {folder}"
NEW_ID = "规则编号：小写字母、数字、连字符，如 local-canal-patrols"
NEW_TITLE = "规则名称"
NEW_DIMENSION = "维度"
NEW_SEVERITY = "强度：must 必须，should 应当，may 可以"
NEW_BASIS = "依据：法律文件的编号，几个用逗号分开；没有就不写"
NEW_LEVELS = "适用层级：province、city、county、township、department，几个用逗号分开；都适用就不写"
NEW_TERMS = "报告里的叫法，几个用逗号分开"
NEW_DEPTH = "写到什么程度才算达标：counted 有数量，named 有名称，act 有具体动作，any 提到就行"
NEW_MESSAGE = "缺口的说明，会写进给报告单位的函"
NEW_ADVICE = "建议"
NEW_MET_EXAMPLE = "达标的例句"
NEW_GAP_EXAMPLE = "缺口的例句"
NEW_LACK = "没有写{title}"
WITH_CHOICES = "{question}（{choices}）"
NEW_REQUEST = "请写明{title}。"
NEW_MET = "写明了{title}"
BAD_ID = "编号「{value}」应由小写字母、数字和连字符组成"
TAKEN = "编号「{value}」已经用过，请换一个"
NEW_LIST = "「{path}」里的 mentions 不是一行一项，请改成每项一行、以“- ”开头，再运行一次"
NEW_DONE = "规则写好了，例句都通过：fazhi rules show {rule} --rules {folder}"
NEW_FAILED = "规则写好了，但有例句没有得出应有的判定：请改叫法、程度或者例句，再运行 fazhi rules test"
RULES_LIST_SHORT = "列出规则"
RULES_SHOW_SHORT = "查看一条规则"

FILES_META = "文件..."
FILE_META = "文件"
FOLDERS_META = "文件夹或压缩包..."
RESULTS_META = "[结果文件夹]"
QUESTION_META = "[问题]"
NUMBER_META = "数"
ADDRESS_META = "地址"
RULE_META = "规则编号"
FOLDER_META = "[文件夹]"
SHELL_META = "bash|zsh|fish"
OPTIONS_META = "[选项]"
COMMAND_META = "命令 [参数]..."
PATH_META = "路径"
NAME_META = "名称"
TEMPLATE_META = "模板"
FOLDER_VALUE_META = "文件夹"
DATE_META = "日期"
YEAR_META = "年度"

USAGE = "用法："
HEADINGS = {"Options": "选项", "Commands": "命令"}
HELP_OPTION = "显示帮助"
VERSION_OPTION = "显示版本"
DEBUG_OPTION = "程序内部出错时显示详细过程（或设环境变量 FAZHI_DEBUG=1）"
FORMAT_OPTION = "输出格式；不写时按 -o 的扩展名，否则为 text"
TEMPLATE_OPTION = "pdf 的模板：letter 普通格式（默认），redhead 公文红头格式，或者本单位的 .typ 文件"
ONE_OUTPUT_OPTION = "存到这里，不显示在屏幕上"
OUTPUT_OPTION = "存到这里，不显示在屏幕上；多份报告时写文件夹，xlsx、csv、sarif、junit 各合为一个文件"
PROFILE_OPTION = "评分档案；不写时按报告单位的层级选用"
SCHEME_OPTION = "计分方案；不写时用评分档案所定的"
RULES_OPTION = "叠加在自带规则上的规则文件夹（或设环境变量 FAZHI_RULES）"
TODAY_OPTION = "以哪一天为今天判断时限，如 2025-04-02"
RECEIVED_OPTION = "收到报告的日期，如 2025-02-26"
PREVIOUS_OPTION = "同一单位上一年度的报告，用来核对同比数字和雷同内容"
FAIL_ON_OPTION = (
    "有这一强度或更强的缺口时退出码为 1：must 必须，should 应当，may 可以，never 从不；不写时为 never"
)
BATCH_OUTPUT_OPTION = "结果文件夹：新的、空的，或者上一次同一批报告的"
JOBS_OPTION = "同时用几个工作进程；不写时与处理器核数相同。写 1 时只用本进程，供查错用"
PDF_OPTION = "每份报告另出一份 pdf 反馈意见"
SCHEDULER_OPTION = "在 Dask 集群上运行，这是其调度器的地址，如 tcp://10.0.0.1:8786（需安装 fazhi[cluster]）"
TIMEOUT_OPTION = "每份报告的时限，秒；不写时为 60"
MEMORY_OPTION = "每个工作进程的内存上限，MB；不写时为 400。--jobs 1 时为每份报告另用的内存"
SQL_OPTION = "自己写的一条 SELECT 语句"
QUERY_FORMAT_OPTION = "输出格式；不写时为 text"
ALL_OPTION = "显示全部步骤的全部条件；不写时，没有用到的每项只显示一行"
DIMENSION_OPTION = "只列这一维度"
SEVERITY_OPTION = "只列这一强度"

SEE_HELP = "查看帮助：{command} --help"
NO_SUCH_OPTION = "没有选项 {name}{hint}"
NO_SUCH_COMMAND = "没有命令 {name}{hint}"
HINT = "，您是否想写 {names}"
OR = " 或 "
MISSING = "缺少{name}"
NEEDS_VALUE = "选项 {name} 后面要写一个值"
NO_VALUE = "选项 {name} 后面不写值"
BAD_VALUE = "{name}：{reason}"
EXTRA = "多出的参数：{names}"
NOT_ONE_OF = "「{value}」不在可选值之内（{choices}）"
NOT_A_DATE = "「{value}」不是日期，应写成 2025-04-01 这样"
NOT_A_COUNT = "「{value}」不是从 1 起的整数"
NOT_A_FOLDER = "「{value}」不是文件夹"
NO_TEMPLATE = "「{value}」不是模板，也不是模板文件，自带的模板有：{known}"
TEMPLATE_FOR_PDF = "--template 只用于 pdf，这里的格式是 {form}"
NO_PROFILE = "没有评分档案「{name}」，可选：{choices}"
NO_SCHEME = "没有计分方案「{name}」，可选：{choices}"
NO_RULE = "没有规则「{name}」{hint}；用 fazhi rules list 查看全部规则"
NO_DIMENSION = "没有维度「{name}」，可选：{choices}"

PREVIOUS = "「{path}」不能用作上一年度的报告：{reason}。请换用正确的文件，或者去掉 --previous"
PREVIOUS_NO_REPORT = "不像法治政府建设年度报告"
PREVIOUS_YEAR = "报告年度是 {year}，应为 {wanted}"
PREVIOUS_UNIT = "报告单位是「{unit}」，应为「{wanted}」"
ONE_PREVIOUS = "--previous 只用于一份报告，这里有 {count} 份，请分别运行"

ONE_TO_COMPARE = "对比至少要两份报告"
ONE_OUTPUT = "有 {count} 份报告，-o 应写文件夹，而「{path}」是文件"
SAME_OUTPUT = "「{first}」和「{second}」的结果会存为同一个文件「{path}」，请分别运行"
OVERWRITES_INPUT = "-o「{path}」是要评分的报告本身，请另写一个名字"
CANNOT_WRITE = "无法写入「{path}」：{reason}，请换一个位置再试"
WRITE_REASONS = {
    "EBADF": "没有打开，或者只能读",
    "EACCES": "没有写入权限",
    "EPERM": "没有写入权限",
    "EROFS": "所在磁盘只读",
    "ENOSPC": "磁盘已满",
    "ENOENT": "文件夹不存在，也不能新建",
    "EISDIR": "这是一个文件夹",
    "ENOTDIR": "路径中有一段不是文件夹",
    "EEXIST": "路径中有一段不是文件夹",
    "ENAMETOOLONG": "文件名太长",
}
BINARY_TO_STDOUT = "{form} 不是文字，不能显示在屏幕上，几份也不能连在一起输出；请用 -o 写明存到哪里"
STANDARD_INPUT = "标准输入"
SEVERAL_STEM = "评分结果"
COMPARISON_STEM = "对比"
STANDARD_OUTPUT = "标准输出"

EXAMPLE_UNITS = {
    "province": "青原省人民政府",
    "city": "云岭市人民政府",
    "county": "望溪县人民政府",
    "township": "柏树镇人民政府",
    "department": "望溪县市场监督管理局",
}
EXAMPLE_TITLE = "{unit}{year}年法治政府建设年度报告"
EXAMPLE_HEADING = "一、主要举措和成效"
EXAMPLES_PASSED = "例子全部通过：{rules} 条规则，{examples} 个例子"
EXAMPLES_FAILED = "有 {failed} 个例子未通过，共 {examples} 个"
COVERED = (
    "{covered} 条规则的全部步骤和条件都有例子，{left} 条规则有缺漏（缺步骤 {steps} 处，缺条件 {atoms} 处）"
)

WAIVER_NO_UNIT = "这些报告里没有「{unit}」的{hint}；请写报告上印的单位全称，或者删去这一条豁免"
WAIVER_NOT_NEEDED = "「{unit}」的报告在规则「{rule}」上没有缺口，用不着豁免，请删去这一条"
ON_OPTION = "用这份报告核对豁免：每一条豁免都要有报告用得上；可以写几次"
CHECKED = "规则文件检查通过：{count} 条规则，{schemes} 个计分方案，{profiles} 个评分档案"
PROBLEMS = "规则文件有 {count} 处问题"
INTERRUPTED = "已中断"
INTERNAL = """{where}程序内部出错。这是程序的缺陷，不是报告的问题，没有给出结果。
请把下面一行连同所用的命令报告给维护者；写成 fazhi --debug … 重新运行可显示详细过程。
{detail}"""
