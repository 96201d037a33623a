"""What people read when a file is refused: the reason, and what to do about it."""

from engine.reading.errors import Message

MISSING = Message("文件不存在", "请核对路径和文件名")
DIRECTORY = Message("这是文件夹，不是文件", "请指定文件夹中的报告文件")
NOT_A_FILE = Message("不是普通文件（管道或设备）", "请先把内容存为普通文件再读取")
NO_PERMISSION = Message("没有读取权限", "请检查文件权限，或换用有权限的账户")
BAD_PATH = Message("路径无效或无法访问", "请核对路径和文件名")

EMPTY = Message("文件是空的（0 字节）", "请重新下载或重新导出报告")
NO_TEXT = Message("文件中没有任何文字", "请确认选对了文件，或重新导出报告")
BINARY = Message("不是文本，也不是能识别的文档格式", "请提供 txt、html、docx 或带文字层的 pdf")
UNKNOWN_ENCODING = Message("无法确定文字编码", "请用记事本等软件打开核对，另存为 UTF-8 编码后再试")
NUL_IN_TEXT = Message("文本中含有空字符（NUL），文件可能已损坏", "请重新导出，或另存为 UTF-8 编码后再试")

IMAGE = Message("这是图片，没有可读取的文字", "请提供报告的电子文本（docx、html、txt 或带文字层的 pdf）")
RTF = Message("这是 RTF 文档，暂不支持", "请用 Word 或 WPS 打开后另存为 docx")
WEB_ARCHIVE = Message("这是单文件网页存档（mht），暂不支持", "请在浏览器中把网页另存为“仅 HTML”后再试")
WORD_XML = Message("这是 Word 的 XML 文档，暂不支持", "请用 Word 或 WPS 打开后另存为 docx")
OTHER_XML = Message("这是 XML 数据，不是网页或文档", "请提供 txt、html、docx 或带文字层的 pdf")
ARCHIVE = Message("这是压缩包，不是文档", "请先解压，再读取其中的报告文件")
OFD = Message("这是 OFD 版式文档，暂不支持", "请用 OFD 阅读器导出为带文字层的 pdf,或提供 docx")
OPEN_DOCUMENT = Message("这是 OpenDocument 文档，暂不支持", "请另存为 docx 后再试")
SPREADSHEET = Message("这是电子表格，不是报告文档", "请提供报告的 docx、html、txt 或 pdf")
SLIDES = Message("这是演示文稿，不是报告文档", "请提供报告的 docx、html、txt 或 pdf")

OLD_WORD = Message("这是旧版 Word 或 WPS 文档（doc、wps），暂不支持", "请用 Word 或 WPS 打开后另存为 docx")
OLD_EXCEL = Message("这是旧版电子表格（xls、et），不是报告文档", "请提供报告的 docx、html、txt 或 pdf")
OLD_SLIDES = Message("这是旧版演示文稿（ppt、dps），不是报告文档", "请提供报告的 docx、html、txt 或 pdf")
OLD_OFFICE = Message("这是旧版 Office 复合文档，暂不支持", "请用 Word 或 WPS 打开后另存为 docx")
ENCRYPTED_OFFICE = Message("文档设有打开密码", "请用 Word 或 WPS 打开，取消密码后另存为 docx")

TOO_DEEP = Message("网页标签嵌套过深，无法完整读取", "请在浏览器中打开网页，把正文复制存为 txt 后再试")
DAMAGED_DOCX = Message("docx 文档已损坏，无法打开", "请重新下载，或用 Word、WPS 修复后另存为 docx")
DOCTYPE_IN_DOCX = Message(
    "docx 文档中含有不应出现的 DTD 声明，可能是恶意文件", "请核实来源，由 Word 或 WPS 重新另存为 docx"
)
ARCHIVE_TOO_BIG = Message(
    "压缩内容解开后异常庞大，疑似压缩炸弹", "请核实文件来源，由 Word 或 WPS 重新另存为 docx"
)

DAMAGED_PDF = Message("pdf 文件已损坏，无法打开", "请重新下载或重新导出")
ENCRYPTED_PDF = Message("pdf 设有打开密码", "请取消密码后另存，再读取")
SCANNED_PDF = Message(
    "这是扫描件，只有图像，没有文字层", "请提供原始电子文档（docx、html），或先做文字识别（OCR）并人工核对"
)
UNMAPPED_PDF = Message(
    "pdf 的字体没有文字编码信息，读出的会是乱码", "请提供原始电子文档（docx、html），或重新导出 pdf"
)


def too_big(limit_mb: int) -> Message:
    """The file is larger than ``limit_mb`` megabytes."""
    return Message(f"文件超过 {limit_mb} MB，超出可读取的上限", "请删去图片和附件，只保留报告正文后再试")


def too_long(limit: int) -> Message:
    """The text has more than ``limit`` characters."""
    return Message(
        f"文字超过 {limit // 10_000} 万字，超出可读取的上限", "请确认选对了文件，只保留报告正文后再试"
    )


def too_many_pages(limit: int) -> Message:
    """The PDF has more than ``limit`` pages."""
    return Message(f"pdf 超过 {limit} 页，超出可读取的上限", "请只保留报告正文各页后再试")
