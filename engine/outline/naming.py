"""Which of the five parts a heading names."""

from engine.outline.phrases import pattern
from engine.rulebook.lexicon_outline import PartWords, SectionsLexicon


class Namer:
    """The words of the five parts for one reporting year (None: not known)."""

    def __init__(self, lexicon: SectionsLexicon, year: int | None) -> None:
        self.lexicon = lexicon
        self._next = None if year is None else year + 1
        self._strong = pattern(tuple(one for part in lexicon.parts for one in part.strong), self._next)

    def words(self, key: str) -> PartWords:
        """The words of one part."""
        return next(part for part in self.lexicon.parts if part.key == key)

    def find(self, phrases: tuple[str, ...], text: str, *, never: tuple[str, ...] = ()) -> int | None:
        """Where one of ``phrases`` first stands in ``text`` outside what ``never`` sets aside, or None."""
        wanted = pattern(phrases, self._next)
        hit = wanted.search(text)
        if hit is not None and never:
            hit = wanted.search(pattern(never, self._next).sub(lambda found: "\0" * len(found[0]), text))
        return None if hit is None else hit.start()

    def surely(self, title: str) -> tuple[str, ...]:
        """The parts that ``title`` names by a strong phrase, in the order in which it names them."""
        if self._strong.search(title) is None:
            return ()
        found = [
            (place, part.key)
            for part in self.lexicon.parts
            if (place := self.find(part.strong, title, never=part.never)) is not None
        ]
        return tuple(key for _, key in sorted(found))

    def named(self, title: str) -> tuple[str, ...]:
        """The same; where there is none, the first part that a weak phrase names."""
        weak = (
            part.key
            for part in self.lexicon.parts
            if self.find(part.weak, title, never=part.never) is not None
        )
        return self.surely(title) or tuple(list(weak)[:1])
