"""Numbers of chapters, as official documents write them."""

from collections.abc import Callable

from fazhi.publish.letter import messages

Headed = Callable[[str], str]  # the title of a chapter → the same with its number


def numbered() -> Headed:
    """Counts on with each title that is given to it: 一、二、三."""
    numerals = iter(messages.NUMERALS)
    return lambda title: messages.CHAPTER.format(numeral=next(numerals), title=title)
