"""Numbers as Word prints them in automatic numbering (ECMA-376, ST_NumberFormat)."""

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
UNITS = ("", "十", "百", "千")
FORMAL_SIMPLIFIED = ("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"))
FORMAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟"))
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
ENCLOSED_RANGES = ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))


def print_number(number: int, fmt: str) -> str:
    """``number`` (0 or more) in the OOXML format ``fmt``; an unknown format prints decimal, as Word does."""
    return FORMATS.get(fmt, str)(number)


def _positional(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def _spoken(number: int, digits: str, units: tuple[str, ...]) -> str:
    """By thousands with a zero for each gap: 一百零五. Above 9999 by position, which Word never reaches."""
    if not 0 < number < 10_000:
        return _positional(number)
    text, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + units[place]
        gap = not digit
    return text


def _thousand(number: int) -> str:
    text = _spoken(number, "零" + DIGITS[1:], UNITS)
    return text.removeprefix("一") if 10 <= number <= 19 else text


def _counting(number: int) -> str:
    return _thousand(number) if 0 < number < 100 else _positional(number)


def _japanese(number: int) -> str:
    """No zero for gaps, no one before ten, hundred and thousand: 百五."""
    if not 0 < number < 10_000:
        return _positional(number)
    text = ""
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += ("" if digit == 1 and place else DIGITS[digit]) + UNITS[place]
    return text


def _formal(style: tuple[str, tuple[str, ...]]) -> Callable[[int], str]:
    return lambda number: _spoken(number, *style)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _letters(number: int) -> str:
    """From a to z, then aa to zz, as Word counts: the letter repeats."""
    if not 0 < number <= 780:
        return str(number)
    turns, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (turns + 1)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, sign in ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _circled(number: int) -> str:
    for first, last, code in ENCLOSED_RANGES:
        if first <= number <= last:
            return chr(code + number - first)
    return str(number)


def _one_sign(code: int) -> Callable[[int], str]:
    """Signs that Unicode has for 1 to 20."""
    return lambda number: chr(code + number - 1) if 1 <= number <= 20 else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _one_sign(0x2474),
    "decimalEnclosedFullstop": _one_sign(0x2488),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousand,
    "taiwaneseCountingThousand": _thousand,
    "japaneseCounting": _japanese,
    "ideographDigital": _positional,
    "japaneseDigitalTenThousand": _positional,
    "taiwaneseDigital": _positional,
    "chineseLegalSimplified": _formal(FORMAL_SIMPLIFIED),
    "ideographLegalTraditional": _formal(FORMAL_TRADITIONAL),
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
}
