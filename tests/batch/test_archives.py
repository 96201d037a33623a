"""What archives hold, and what a hostile one is made to hold."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from engine.reading import ReadError
from fazhi.batch import archives, messages
from tests.batch.conftest import archive


def write(folder: Path, data: bytes) -> Path:
    path = folder / "报告.zip"
    path.write_bytes(data)
    return path


def raw_named(name: bytes, data: bytes = b"text") -> bytes:
    """An archive whose one entry has exactly that name and no mark of its encoding, as Windows writes it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("x" * len(name), data)
    return packed.getvalue().replace(b"x" * len(name), name)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_without_a_mark_are_read_as_chinese(encoding: str, tmp_path: Path) -> None:
    path = write(tmp_path, raw_named("云岭市/望溪区年度报告.txt".encode(encoding)))
    assert [entry.name for entry in archives.entries(path)] == ["云岭市/望溪区年度报告.txt"]


def test_backslashes_of_windows_part_folders_but_second_bytes_of_gbk_do_not(tmp_path: Path) -> None:
    name = "乗\\報\\告.txt".encode("gb18030")  # the second byte of 乗 is that of a backslash
    (entry,) = archives.entries(write(tmp_path, raw_named(name)))
    assert entry.name == "乗/報/告.txt"


def test_entries_of_one_name_are_each_read(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("a.txt", "first")
        file.writestr("b.txt", "second")
    path = write(tmp_path, packed.getvalue().replace(b"b.txt", b"a.txt"))
    found = archives.entries(path)
    assert [entry.name for entry in found] == ["a.txt", "a.txt"]
    assert [archives.read_entry(path, entry.numbers) for entry in found] == [b"first", b"second"]


def test_archives_in_archives_are_read_three_deep_and_no_deeper(tmp_path: Path) -> None:
    data = archive({"a.txt": b"deep"})
    for level in ("县", "市", "省"):
        data = archive({f"{level}.zip": data, f"{level}.txt": level.encode()})
    path = write(tmp_path, data)
    found = {entry.name: entry for entry in archives.entries(path)}
    assert list(found) == ["省.zip/市.zip/县.zip", "省.zip/市.zip/县.txt", "省.zip/市.txt", "省.txt"]
    assert found["省.zip/市.zip/县.zip"].refusal == messages.ARCHIVE_DEEP
    assert archives.read_entry(path, found["省.zip/市.zip/县.txt"].numbers).decode() == "县"


def test_a_broken_archive_in_an_archive_costs_only_itself(tmp_path: Path) -> None:
    path = write(tmp_path, archive({"坏.zip": b"PK\x03\x04 cut", "好.txt": b"good"}))
    assert [(entry.name, entry.refusal) for entry in archives.entries(path)] == [
        ("坏.zip", messages.ARCHIVE_BROKEN),
        ("好.txt", None),
    ]


def test_an_archive_that_unpacks_two_hundredfold_is_a_bomb(tmp_path: Path) -> None:
    path = write(tmp_path, _declaring(archive({"a.txt": b"0" * 1000}), 1000, 2**31))
    with pytest.raises(ReadError, match="压缩炸弹"):
        archives.entries(path)


@pytest.mark.parametrize(("declared", "reason"), [(60_000_000, "50 MB"), (1000, "已损坏")])
def test_an_entry_is_read_no_further_than_any_report_whatever_size_it_declares(
    declared: int, reason: str, tmp_path: Path
) -> None:
    huge = archive({"a.txt": b"0" * 60_000_000})
    path = write(tmp_path, _declaring(huge, 60_000_000, declared))
    with pytest.raises(ReadError, match=reason):
        archives.read_entry(path, (0,))


def test_a_locked_entry_says_so(tmp_path: Path) -> None:
    data = bytearray(archive({"a.txt": b"secret"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + offset
        data[at] |= 1
    with pytest.raises(ReadError, match="密码"):
        archives.read_entry(write(tmp_path, bytes(data)), (0,))


@pytest.mark.parametrize("cut", [0, 4, 30, 100])
def test_a_truncated_archive_is_refused(cut: int, tmp_path: Path) -> None:
    whole = archive({"a.txt": b"text" * 100})
    with pytest.raises(ReadError, match="压缩包已损坏"):
        archives.entries(write(tmp_path, whole[:cut]))


def _declaring(data: bytes, size: int, declared: int) -> bytes:
    """The archive with another unpacked size in its directory and before its entry."""
    return data.replace(struct.pack("<I", size), struct.pack("<I", declared))
