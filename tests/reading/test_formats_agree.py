"""One report in four formats gives the same lines."""

from collections.abc import Callable

from engine.reading import read_bytes

REPORT = [
    "甲区2024年度法治政府建设年度报告",
    "一、主要举措和成效",
    "（一）规范执法。全年作出行政处罚决定312件。",
    "1.推进行政复议。受理58件，办结51件。",
    "二、存在的不足和原因",
    "甲区人民政府",
    "2025年3月1日",
]


def test_the_same_lines_in_every_format(
    plain_docx: Callable[[list[str]], bytes], pdf_of: Callable[..., bytes]
) -> None:
    files = [
        "\n".join(REPORT).encode("gb18030"),
        f"<html><body>{''.join(f'<p>{line}</p>' for line in REPORT)}</body></html>".encode(),
        plain_docx(REPORT),
        pdf_of([[(90, 740 - 28 * i, line) for i, line in enumerate(REPORT)]]),
    ]
    assert [read_bytes(data, "a").text.split("\n") for data in files] == [REPORT] * 4
    assert len({read_bytes(data, "a").media_type for data in files}) == 4
