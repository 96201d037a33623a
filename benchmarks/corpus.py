"""Reports made from our own samples, any number of any length; the same seed gives the same bytes."""

import random
import re
from collections.abc import Sequence
from pathlib import Path

from engine import reading

HOME = Path(__file__).parent.parent
MASTERS = ("samples/county-good.txt", "samples/masters/city.txt", "samples/masters/province.txt")
_NUMBER = re.compile(r"(?<![\d.〔第])\d{1,4}(?![\d.年月日〕号])")
_NAME = re.compile("云岭市望溪区|云岭市|岚川省|望溪区")
_FIRST = "安白长春东丰谷桂海河金兰林龙梅南宁平青泉石松泰桐文武溪仙兴阳永玉源云"
_LAST = "安昌城川岛峰冈港关河湖江口岭陵浦桥泉山水台潭滩田湾溪阳洲"


def reports(count: int, chars: int, seed: int = 1) -> list[str]:
    """``count`` texts of some ``chars`` characters each, no two alike."""
    masters = [reading.read(HOME / name).text.split("\n") for name in MASTERS]
    return [_report(masters[number % len(masters)], chars, _dice(seed, number)) for number in range(count)]


def write(folder: Path, count: int, chars: int, seed: int = 1) -> None:
    """``reports`` as files: a folder for each hundred."""
    for number, text in enumerate(reports(count, chars, seed)):
        path = folder / f"{number // 100:04}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _dice(seed: int, number: int) -> random.Random:
    return random.Random(seed * 1_000_003 + number)  # noqa: S311 - no secret, a repeatable corpus


def _report(lines: Sequence[str], chars: int, dice: random.Random) -> str:
    """The master, with paragraphs of its first part dropped or repeated up to the length."""
    begin = next(place for place, line in enumerate(lines) if line.startswith("一、")) + 1
    end = next(place for place, line in enumerate(lines) if line.startswith("二、"))
    body = list(range(begin, end))
    left = chars - sum(len(line) + 1 for line in (*lines[:begin], *lines[end:]))
    chosen: list[int] = []
    while left > 0:
        place = dice.choice(body)
        chosen.append(place)
        left -= len(lines[place]) + 1
    kept = [lines[place] for place in sorted(chosen)]
    name = dice.choice(_FIRST) + dice.choice(_LAST)
    text = "\n".join((*lines[:begin], *kept, *lines[end:]))
    text = _NAME.sub(lambda found: name + found[0][-1], text)
    return _NUMBER.sub(lambda found: str(max(1, int(found[0]) + dice.randint(-3, 3))), text)
