"""What cannot be read is refused in one clear line: name, reason, remedy."""

import contextlib
import io
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model import Source
from engine.reading import ReadError, read, read_bytes

ZipOf = Callable[[dict[str, str | bytes]], bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refusal(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "年报.dat")
    return caught.value


def test_a_refusal_is_one_line_with_name_reason_and_remedy() -> None:
    error = refusal(b"")
    assert str(error) == f"年报.dat：{error.reason}。{error.remedy}"
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "空的"),
        (b" \r\n\t  \n", "没有任何文字"),
        ("\u3000\n\u3000".encode(), "没有任何文字"),
        (b"<html><body><script>x</script> </body></html>", "没有任何文字"),
        (b"<html><!-- only --></html>", "没有任何文字"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "图片"),
        (b"\xff\xd8\xff\xe0" + bytes(64), "图片"),
        (b"BM" + struct.pack("<IHH", 90, 0, 0) + bytes(80), "图片"),
        (b"{\\rtf1\\ansi hello}", "RTF"),
        (b"Rar!\x1a\x07\x00" + bytes(32), "压缩包"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x", "mht"),
        (
            b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
            "Word 的 XML",
        ),
        (b'<?xml version="1.0"?><data/>', "XML 数据"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (OLE + "WordDocument".encode("utf-16-le"), "旧版 Word 或 WPS"),
        (OLE + "Workbook".encode("utf-16-le"), "旧版电子表格"),
        (OLE, "旧版 Office"),
        (bytes(range(256)) * 8, "不是文本|空字符|编码"),
        ("全年受理\0案件".encode(), "空字符"),
        (b"%PDF-1.7\nnot really", "pdf 文件已损坏"),
        (b"PK\x03\x04 and nothing more", "docx 文档已损坏"),
    ],
)
def test_known_and_unreadable_contents_are_named(data: bytes, reason: str) -> None:
    assert any(word in refusal(data).reason for word in reason.split("|"))


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("xl/workbook.xml", "电子表格"),
        ("ppt/presentation.xml", "演示文稿"),
        ("OFD.xml", "OFD"),
        ("META-INF/manifest.xml", "OpenDocument"),
        ("报告.txt", "压缩包"),
    ],
)
def test_zip_files_that_are_no_docx_are_named(zip_of: ZipOf, entry: str, reason: str) -> None:
    assert reason in refusal(zip_of({entry: "x"})).reason


def test_a_docx_without_its_main_part_is_damaged(zip_of: ZipOf) -> None:
    assert "已损坏" in refusal(zip_of({"[Content_Types].xml": "<Types/>", "word/styles.xml": "<x/>"})).reason


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_truncated_docx_is_damaged(plain_docx: Callable[[list[str]], bytes], cut: float) -> None:
    data = plain_docx(["一、主要举措"])
    assert "已损坏" in refusal(data[: int(len(data) * cut)]).reason


def test_a_part_that_unpacks_beyond_all_measure_is_refused(docx_of: Callable[..., bytes]) -> None:
    assert "压缩炸弹" in refusal(docx_of("<w:p/>" + " " * 80_000_000)).reason


def test_a_part_that_lies_about_its_size_is_refused(docx_of: Callable[..., bytes]) -> None:
    data = docx_of("<w:p/>" + " " * 80_000_000)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lying = data.replace(struct.pack("<I", size), struct.pack("<I", 100))
    assert refusal(lying).reason


def test_a_locked_entry_is_refused(docx_of: Callable[..., bytes]) -> None:
    data = bytearray(docx_of("<w:p/>"))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(signature, at + 1)
    assert "密码" in refusal(bytes(data)).reason


def test_too_many_entries_are_refused(zip_of: ZipOf) -> None:
    assert "压缩炸弹" in refusal(zip_of({f"word/{i}": "" for i in range(10_001)})).reason


def test_entities_in_a_docx_are_refused_and_not_expanded(zip_of: ZipOf) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    assert "DTD" in refusal(zip_of({"[Content_Types].xml": "<Types/>", "word/document.xml": bomb})).reason


def test_external_entities_in_a_page_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>受理 &x; 件</p></html>'
    assert "机密" not in read_bytes(page.encode(), "x").text


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(200 * 1024 * 1024)  # sparse: nothing is written
    with pytest.raises(ReadError, match="50 MB"):
        read(big)


def test_text_beyond_the_limit_is_refused() -> None:
    assert "500 万字" in refusal(("法" * 5_000_001).encode()).reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="此系统没有命名管道")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(ReadError, match="不是普通文件"):
        read(pipe)


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="不存在"):
        read(tmp_path / "无.docx")
    with pytest.raises(ReadError, match="文件夹"):
        read(tmp_path)
    with pytest.raises(ReadError, match="路径无效"):
        read("a\0b")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="超级用户不受权限限制")
def test_a_file_without_permission(tmp_path: Path) -> None:
    closed = tmp_path / "closed.txt"
    closed.write_text("全年", encoding="utf-8")
    closed.chmod(0)
    with pytest.raises(ReadError, match="权限"):
        read(closed)


def test_the_source_says_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"  # the name does not decide
    path.write_text("一、主要举措", encoding="utf-8")
    source = read(path)
    assert (source.name, source.media_type, source.text) == ("报告.pdf", "text/plain", "一、主要举措")
    assert source == read_bytes(path.read_bytes(), "报告.pdf")


def test_importing_loads_no_heavy_library() -> None:
    code = "import sys, engine.reading as r; r.read_bytes('一、全年'.encode(), 'x'); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    assert not {"lxml", "docx", "pypdfium2", "zipfile"} & set(loaded)


OPENINGS = [
    b"",
    b"PK\x03\x04",
    b"%PDF-1.4\n",
    b"<html><body>",
    b"<div><table><tr><td>",
    OLE,
    b"\xff\xfe",
    b"\xfe\xff",
]


@given(st.sampled_from(OPENINGS), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(opening: bytes, rest: bytes) -> None:
    with contextlib.suppress(ReadError):
        result = read_bytes(opening + rest, "x")
        assert isinstance(result, Source)
        assert result.text.strip()
        assert "\0" not in result.text


@given(st.data())
def test_a_damaged_document_is_read_or_refused(data: st.DataObject) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document xmlns:w='x'><w:body/></w:document>")
    damaged = bytearray(file.getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(4, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with pytest.raises(ReadError):
        read_bytes(bytes(damaged), "x")
