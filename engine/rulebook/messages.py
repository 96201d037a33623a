"""What rule authors read. Chinese, because supervisors edit the rules."""

NOT_YAML_SUFFIX = "规则文件的扩展名应是小写的 .yaml，请改名，否则不会被读取"
NOT_A_FILE = "不是普通文件，请删去"
UNKNOWN_FILE = "不认识的文件，不会被读取{hint}；规则请放进 instruments/ 或 regional/"
UNKNOWN_FOLDER = "不认识的文件夹「{name}」，里面的文件不会被读取{hint}；可用的文件夹：{known}"
UNKNOWN_LEXICON = "词典里没有这个文件，不会被读取{hint}"
TOO_MUCH = "规则文件太多：最多 {files} 个文件、共 {limit} 字节，请减少"
TOO_LARGE = "文件超过 {limit} 字节，请拆分成几个文件"
NOT_UTF8 = "文件不是 UTF-8 编码，请另存为 UTF-8"
NOT_YAML = "YAML 写法有误：{detail}"
YAML = {
    "mapping values are not allowed in this context": "一行只能写一个“键: 值”；文字里有冒号加空格的，请给整段文字加引号；键没有对齐的，请对齐",
    "did not find expected key": "缩进不齐，或者上面一行没有写完整；同一层的键要左对齐",
    "did not find expected '-' indicator": "列表没有对齐；同一个列表的各项都以“- ”开头，左对齐",
    "did not find expected ',' or '}'": "花括号没有配对，或者各项之间缺半角逗号",
    "did not find expected ',' or ']'": "方括号没有配对，或者各项之间缺半角逗号",
    "did not find expected node content": "这里缺内容；文字以 , [ ] { } 等符号开头的，请加引号",
    "found character that cannot start any token": "有不能用在这里的字符；缩进请用空格，不用制表符；文字以 @ ` % 开头的，请加引号",
    "found a tab character that violates indentation": "缩进请用空格，不用制表符",
    "could not find expected ':'": "这一行缺冒号；键的后面要写半角冒号，再空一格",
    "found unexpected end of stream": "引号没有配对",
    "found unknown escape character": "双引号里的 \\ 另有意思，请改用单引号",
    "control characters are not allowed": "有看不见的控制字符，请删去",
    "block sequence entries are not allowed in this context": "“- ”要另起一行，并且与同一列表的其他各项对齐",
    "did not find expected alphabetic or numeric character": "不接受 YAML 的 & 和 * 引用；文字以 & 或 * 开头的，请加引号",
    "did not find expected <document start>": "缩进不齐，或者 --- 的位置不对",
    "invalid leading UTF-8 octet": "文件不是 UTF-8 编码",
}
TOO_MANY_RULES = "这里是第 {limit} 条以后的，再多评分会很慢，请合并或者分成几套规则"
TOO_MANY_ADJUSTMENTS = "一条规则最多调整 {limit} 项，请合并"
TOO_MANY_NODES = "文件里的内容超过 {limit} 项，请拆分成几个文件"
ALIAS = "不接受 YAML 的 & 和 * 引用，请把内容写全"
TAG = "不接受 YAML 标签 {tag}，请删去"
TOO_DEEP = "嵌套超过 {limit} 层，请写得平一些"
MANY_DOCUMENTS = "一个文件只放一份 YAML，请删去多余的 ---"
EMPTY = "文件是空的，应写 {expected}"
DUPLICATE_KEY = "「{key}」写了两次，前一处在第 {line} 行，请删去一处"
KEY_NOT_TEXT = "键名应是文字"
UNKNOWN_KEY = "不认识的键「{key}」{hint}"
MISSING_KEY = "缺少「{key}」"
EXPECTED = "应为{expected}，写的是「{found}」"
NOT_ONE_OF = "「{found}」不在可选值之内（{choices}）{hint}"
DID_YOU_MEAN = "，您是否想写「{name}」"
DUPLICATE_ID = "编号「{id}」已在 {place} 用过，请换一个"
UNKNOWN_NAME = "没有{what}「{name}」{hint}"
WHATS = {  # what a name is of, as a person calls it
    "instrument": "法律文件",
    "instruments": "法律文件",
    "dimension": "维度",
    "scheme": "计分方案",
    "rules": "规则",
    "grades": "等次",
    "matters": "领域",
    "indicator": "指标",
    "indicators": "指标",
    "rate": "比率",
    "rates": "比率",
    "topic": "主题",
    "topics": "主题",
    "mention": "事项",
    "section": "部分",
    "actor": "履职主体",
    "duty": "职责",
    "citation": "法律文件",
    "defect": "缺陷",
    "conclusion": "结论",
}
BAD_CONDITION = "条件应为 all、any、not 或一种事实（{kinds}）"
NO_PARTS = "{key} 下面至少要写一个条件"
ONE_KEY = "这里只能写一个键，写了 {count} 个"
UNKNOWN_ATTRIBUTE = "{kind} 没有属性「{name}」{hint}"
NO_NAME = "{kind} 没有名称，不能写 name"
BAD_DATE = "日期应写成 +1-04-01（报告年度的次年4月1日）这样的形式"
COUNT_POSITIVE = "count 应写成 {{at_least: 正整数}}"
PATTERN_EMPTY = "短语不能为空"
PATTERN_GAP = "短语里的 … 前后都要有文字"
NOT_A_PAIR = "应写成对的两个符号，如 （）"
PATTERN_WIDE = "短语里有全角标点，永远找不到：标点请写半角；本来是几个短语的，用半角逗号加空格分开"
PATTERN_GAPS = "一个短语里的 … 最多 {limit} 处，再多查找会很慢，请拆成几个短语"
PATTERN_LONG = "短语最多 {limit} 字，请缩短"
CREDIT_RANGE = "credit 应在 0 与 1 之间"
MISSING_FILE = "缺少这个文件"
NO_DEDUCTIONS = "扣分制还要写 deductions（must、should、may 各扣几分）"
NO_GRADE_FLOOR = "最低一档的 at_least 应为 0"
CONCLUSION_CYCLE = "结论互相依赖：{names}；请改写其中一条"
CONCLUSION_NAME = "结论的条件里用到 conclusion 时要写 name"
YEARS_ORDER = "since 不能晚于 until，请对调或者改正年份"
UNKNOWN_RULE = "没有规则「{name}」{hint}；用 fazhi rules list 查看全部规则"
CHANGES_NOTHING = "没有写改什么，应写 severity、weight、disable（停用的理由）、applies 中的一项"
CHANGED_TWICE = "对规则「{rule}」的这项改动写了两次，请删去一处"
APPLIES_ALONE = "applies 改的是规则对所有报告的适用范围，不能同时写 years、levels、provinces"
NO_REASON = "理由不能为空，请写明为什么"
BAD_DAY = "「{found}」不是日期，应写成 2025-12-31 这样"
WAIVED_TWICE = "「{unit}」已在 {place} 豁免规则「{rule}」，请删去一处"
WAIVER_EXPIRED = "对「{unit}」豁免规则「{rule}」已于 {until} 到期（今天是 {today}）：请删去这一条，或者写明新的理由并改 until；要按以前的某一天评分，用 --today"
WAIVER_USELESS = "规则「{rule}」已在 changes.yaml 停用，不需要豁免，请删去这一条"

COLON = "；冒号请用半角，后面再空一格"
TEXT_TOO_LONG = "文字有 {count} 字，最多 {limit} 字，请缩短"
TOO_MANY_PROBLEMS = "问题太多，以下不再列出；请先改正以上各处"
BAD_ID = "编号「{id}」应由小写字母、数字和连字符组成，最多 {limit} 个字符"
NO_SUCH_VALUE = "{kind} 的 {attribute} 没有取值「{found}」，可选：{choices}{hint}"
UNKNOWN_PROVINCE = "没有省级地区「{name}」，请写全称{hint}"
NEGATIVE = "应为 0 或者正数，写的是「{found}」"
DIMENSION_LACKS = "计分方案 {schemes} 没有维度「{name}」，请在各个方案的 dimensions 里都加上"

ONE_YEAR, YEARS = "{year} 年度", "{first}–{last} 年度"
DEAD_STEP = "这个条件永远不会成立：里面的要求互相矛盾，或者与适用范围矛盾，请改正"
SHADOWED_STEP = "永远轮不到这一步：凡是符合它的报告，都先符合 {step}，请把条件放宽、移到前面或者删去"
DEAD_ADJUSTMENT = "第 {number} 项调整的范围与规则的适用范围没有交集，永远用不上，请改正或者删去"
SHADOWED_ADJUSTMENT = "第 {number} 项调整永远用不上：前面的一项已经管了它的全部范围，请对调或者删去"
DEAD_BASIS = "依据「{instrument}」在规则适用的年度都没有效力，请换依据或者改适用年度"
BASIS_HOLE = "{years}没有一项依据有效，请补依据或者改适用年度"
UNUSED_CONCLUSION = "没有规则用到结论「{id}」，请在规则里用上或者删去"
OVERLAP = (
    "与规则「{other}」（{place}）对同样的报告提出同一个要求，会重复计分；请合并，或者用 applies 分开范围"
)
YEARS_HOLE = "同一项要求的规则「{other}」与这一条之间空出了{years}，请把年度接上"
WEIGHTS_SUM = "各维度的权重合计 {total}，应为 {whole}（差 {off}），请调整"
EMPTY_DIMENSION = "维度「{name}」没有一条规则，请添上规则或者删去这个维度"
DEAD_GRADE = "有的等次永远得不到：各档的 at_least 不能相同，也不能大于 {whole}，请改正"
PROFILE_OVERLAP = "层级 {level} 的报告同时适用档案「{other}」和这一个（{year} 年度起），请改 since、until"
PROFILE_HOLE = "层级 {level} 的报告在{years}没有档案，请把年度接上"

SCHEMA_TITLE = "法治政府建设年度报告评分规则"
SCHEMA = {  # what editors show beside a key
    "rules": "规则，一条一项",
    "conclusions": "由几个事实推出的结论，供规则使用",
    "changes": "对自带规则的改动：权重、强度、停用、适用范围",
    "waivers": "豁免：某个单位在到期之前不按某条规则要求",
    "id": "编号：小写字母、数字、连字符，不能重复",
    "title": "名称，显示在评分结果里",
    "requirement": "要求编号；几条规则对应同一项要求时写同一个",
    "dimension": "维度，见 schemes/",
    "severity": "强度：must 必须，should 应当，may 可以",
    "weight": "权重；不写就按强度取",
    "basis": "依据：法律文件的编号；没有就写 []",
    "instrument": "法律文件的编号，见 lexicon/instruments.yaml",
    "article": "条文；确有把握才写",
    "applies": "适用范围：年度、层级、省份；不写就是都适用",
    "years": "报告年度：一年，或者 since 起、until 止",
    "since": "从这一年度起",
    "until": "到这一年度（日期）止，含当年（当天）",
    "levels": "层级：province 省、city 市、county 县、township 乡镇、department 部门",
    "provinces": "省级地区的全称",
    "adjust": "对某些年度、层级放宽或者收紧强度，先写的先用",
    "exempt": "最先看：满足就是不适用",
    "expect": "满足它就是达标",
    "met": "达标时的说明",
    "partial": "依次看：满足就是部分达标",
    "review": "最后看：满足就需人工核对",
    "when": "条件",
    "credit": "得分比例，0 到 1；不写就是 0.5",
    "message": "说明；规则的 message 是缺口的说明，会写进函里",
    "advice": "建议",
    "searched": "缺口时告诉对方找过哪些词",
    "because": "毛病在写出来的话里的，把哪些话引为证据",
    "near": "缺口时引出最接近的原文",
    "tests": "例句和应有的判定，至少一正一反",
    "text": "例句，当作报告正文来读",
    "status": "应有的判定：met 达标、partial 部分达标、gap 缺口、not_applicable 不适用、needs_review 需人工核对",
    "previous": "上一年度报告里的话",
    "year": "报告年度",
    "level": "报告单位的层级",
    "province": "报告单位所在的省",
    "rule": "规则编号",
    "disable": "停用这条规则，写明理由",
    "unit": "报告上印的单位全称，或者它管辖的地方的全称",
    "reason": "为什么豁免",
    "all": "全部成立",
    "any": "至少一项成立",
    "not": "不成立",
}

KIND_TEXT = "文字"
KIND_INTEGER = "整数"
KIND_NUMBER = "数字"
KIND_BOOLEAN = "true 或 false"
KIND_LIST = "列表"
KIND_MAPPING = "键值对"
