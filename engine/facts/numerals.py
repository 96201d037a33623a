"""Chinese numerals up to 99, as headings and lists are counted with them."""

NUMERAL = "[一二三四五六七八九十]{1,3}"
_ONES = "〇一二三四五六七八九"


def printed(value: int) -> str:
    """The numeral of 1 to 99: 十二, 二十."""
    tens, ones = divmod(value, 10)
    head = "十" if tens == 1 else f"{_ONES[tens]}十" if tens else ""
    return head + (_ONES[ones] if ones else "")


VALUES = {printed(value): value for value in range(1, 100)}
