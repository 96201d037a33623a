"""Names of results stay inside their folder, fit any file system and are never shared."""

from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from fazhi.batch.names import Unique, safe

labels = st.text(st.characters(), max_size=40) | st.lists(
    st.sampled_from(["..", ".", "a", "A", "云", "/"])
).map("/".join)


@given(labels)
def test_a_name_leads_to_no_place_but_below_its_folder(label: str) -> None:
    parts = PurePosixPath(safe(label)).parts
    assert not safe(label).startswith("/")
    assert not {"..", "."} & set(parts)
    assert all(part == part.strip("\0\n\\:") and len(part.encode()) <= 180 for part in parts)


@given(st.lists(labels, max_size=20))
def test_no_two_names_are_one_file_even_where_case_does_not_count(found: list[str]) -> None:
    names = Unique()
    taken = [(names.take(safe(label), ".json") + ".json").casefold() for label in found]
    assert len(set(taken)) == len(taken)
    assert not [a for a in taken for b in taken if b.startswith(a + "/")]


def test_long_names_are_told_apart_by_their_digest() -> None:
    first, second = (safe("县" * 200 + end) for end in ("甲", "乙"))
    assert first != second
    assert len(first.encode()) <= 180
