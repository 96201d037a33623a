"""Words of the report as a letter shows them."""

from engine.model import Quote
from fazhi.cells import visible
from fazhi.publish import messages, plain
from fazhi.publish.letter.model import Passage


def passage(quote: Quote) -> Passage:
    """The whole quote in 「」 with its place; nothing is cut off."""
    return Passage(messages.QUOTED.format(title=visible(quote.quote)), plain.place(quote))
