"""Automatic numbering of Word paragraphs: the number is not in the text, it is computed as Word prints it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from engine.reading.numerals import print_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list as defined in numbering.xml."""

    start: int = 1
    fmt: str = "decimal"
    text: str = ""
    legal: bool = False  # prints all its numbers as decimals
    restart: int | None = None  # 0: never; n: only after level n; None: after any higher level
    style: str | None = None  # paragraph style linked to this level


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A ``w:num``: the levels of its abstract list, with what it overrides."""

    abstract: str
    levels: Mapping[int, Level]
    start_overrides: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says about numbering."""

    based_on: str | None
    name: str
    num_id: str | None
    level: int | None


@dataclass(slots=True)
class Counter:
    """Counts through one document; the only thing in this room that changes as it goes."""

    lists: Mapping[str, NumberedList]
    styles: Mapping[str, Style]
    default_style: str | None
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    overridden: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: etree._Element | None) -> str:
        """The number that Word prints before the paragraph with these ``w:pPr``, or ""."""
        num_id, level = self._numbering(properties)
        numbered = self.lists.get(num_id or "")
        if numbered is None or num_id is None or level not in numbered.levels:
            return ""
        self._count(num_id, numbered, level)
        return self._print(numbered, level)

    def style_name(self, properties: etree._Element | None) -> str:
        """Lower-case name of the paragraph's style, or ""."""
        style = self.styles.get(self._style_id(properties) or "")
        return style.name if style else ""

    def _style_id(self, properties: etree._Element | None) -> str | None:
        return value(properties, "pStyle") or self.default_style

    def _numbering(self, properties: etree._Element | None) -> tuple[str | None, int]:
        own = properties.find(f"{W}numPr") if properties is not None else None
        num_id, level = value(own, "numId"), _integer(value(own, "ilvl"))
        style_id = self._style_id(properties)
        if num_id is None:
            num_id, style_level = self._from_style(style_id)
            level = level if level is not None else style_level
        return num_id, level or 0

    def _from_style(self, style_id: str | None) -> tuple[str | None, int | None]:
        """The nearest style up the chain that names a list; there, a linked level outranks a named one."""
        seen: set[str] = set()
        linked: list[str] = []
        while style_id is not None and style_id in self.styles and style_id not in seen:
            seen.add(style_id)
            linked.append(style_id)
            style = self.styles[style_id]
            if style.num_id is not None:
                return style.num_id, self._linked_level(style.num_id, linked, style.level)
            style_id = style.based_on
        return None, None

    def _linked_level(self, num_id: str, style_ids: list[str], named: int | None) -> int | None:
        numbered = self.lists.get(num_id)
        linked = {level.style: index for index, level in numbered.levels.items()} if numbered else {}
        for style_id in style_ids:
            if style_id in linked:
                return linked[style_id]
        levels = [self.styles[style_id].level for style_id in style_ids]
        return next((level for level in levels if level is not None), named)

    def _count(self, num_id: str, numbered: NumberedList, level: int) -> None:
        counts = self.counts.setdefault(numbered.abstract, {})
        override = numbered.start_overrides.get(level)
        if override is not None and (num_id, level) not in self.overridden:
            self.overridden.add((num_id, level))
            counts[level] = override
        else:
            counts[level] = counts[level] + 1 if level in counts else numbered.levels[level].start
        for higher in range(level):
            if higher not in counts and higher in numbered.levels:
                counts[higher] = numbered.levels[higher].start
        for deeper in [index for index in counts if index > level]:
            restart = numbered.levels[deeper].restart if deeper in numbered.levels else None
            if restart is None or level < restart:
                del counts[deeper]

    def _print(self, numbered: NumberedList, level: int) -> str:
        definition, counts = numbered.levels[level], self.counts[numbered.abstract]
        if definition.fmt == "bullet":
            return ""

        def number(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            fmt = numbered.levels[index].fmt if index in numbered.levels else "decimal"
            legal = definition.legal and fmt != "none"
            return print_number(counts.get(index, 1), "decimal" if legal else fmt)

        return PLACE.sub(number, definition.text)


def counter(numbering: etree._Element | None, styles: etree._Element | None) -> Counter:
    """A counter for one document, from the roots of numbering.xml and styles.xml."""
    known = {_attribute(s, "styleId"): _style(s) for s in _each(styles, "style")}
    defaults = [
        _attribute(s, "styleId")
        for s in _each(styles, "style")
        if _attribute(s, "type") == "paragraph" and _attribute(s, "default") in ("1", "true", "on")
    ]
    return Counter(_lists(numbering, known), known, defaults[0] if defaults else None)


def value(parent: etree._Element | None, name: str) -> str | None:
    """The ``w:val`` of a child element."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return child.get(f"{W}val") if child is not None else None


def _style(style: etree._Element) -> Style:
    numbering = style.find(f"{W}pPr/{W}numPr")
    name = (value(style, "name") or "").lower()
    return Style(value(style, "basedOn"), name, value(numbering, "numId"), _integer(value(numbering, "ilvl")))


def _lists(numbering: etree._Element | None, styles: Mapping[str, Style]) -> dict[str, NumberedList]:
    abstracts = {_attribute(a, "abstractNumId"): a for a in _each(numbering, "abstractNum")}
    nums = {_attribute(n, "numId"): n for n in _each(numbering, "num")}
    targets = {num_id: value(num, "abstractNumId") or "" for num_id, num in nums.items()}
    lists = {}
    for num_id, num in nums.items():
        target = targets[num_id]
        link = value(abstracts.get(target), "numStyleLink")
        if link is not None and link in styles:  # the list is defined by way of a numbering style
            target = targets.get(styles[link].num_id or "", target)
        if num_id != "0" and target in abstracts:
            lists[num_id] = _numbered_list(target, abstracts[target], num)
    return lists


def _numbered_list(target: str, abstract: etree._Element, num: etree._Element) -> NumberedList:
    levels = dict(map(_level, _each(abstract, "lvl")))
    starts = {}
    for override in _each(num, "lvlOverride"):
        index = _integer(_attribute(override, "ilvl")) or 0
        levels.update(map(_level, _each(override, "lvl")))
        start = _integer(value(override, "startOverride"))
        if start is not None:
            starts[index] = start
    return NumberedList(target, levels, starts)


def _level(level: etree._Element) -> tuple[int, Level]:
    legal = level.find(f"{W}isLgl")
    start = _integer(value(level, "start"))
    definition = Level(
        start=start if start is not None else 0,  # ECMA-376 17.9.25: zero where nothing is said
        fmt=value(level, "numFmt") or _custom_format(level) or "decimal",
        text=value(level, "lvlText") or "",
        legal=legal is not None and legal.get(f"{W}val", "1") not in ("0", "false", "off"),
        restart=_integer(value(level, "lvlRestart")),
        style=value(level, "pStyle"),
    )
    return _integer(_attribute(level, "ilvl")) or 0, definition


def _custom_format(level: etree._Element) -> str | None:
    """Newer formats are wrapped as alternatives; the fallback is what every Word knows."""
    formats = list(level.iter(f"{W}numFmt"))
    return formats[-1].get(f"{W}val") if formats else None


def _each(parent: etree._Element | None, name: str) -> list[etree._Element]:
    return parent.findall(f"{W}{name}") if parent is not None else []


def _attribute(element: etree._Element, name: str) -> str:
    return element.get(f"{W}{name}") or ""


def _integer(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text, re.ASCII) else None
