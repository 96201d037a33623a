"""From a source to a report: its identity, its headings and the five parts of the regulation.

Reads the text once from top to bottom: clean-up that keeps every offset, page furniture set aside,
title, heading tree, identity, parts. Nothing is guessed: what is not printed is None.
"""

import re
from dataclasses import replace
from functools import cache

from engine.model import Heading, Report, Source, Span
from engine.outline.clean import blank, normalise, paired, simplified
from engine.outline.furniture import read_page
from engine.outline.headings import read_headings
from engine.outline.identity import Sheet, read_identity, read_signature
from engine.outline.lines import Line, lines
from engine.outline.naming import Namer
from engine.outline.numbering import pieces
from engine.outline.parts import Body, read_parts
from engine.outline.phrases import pattern
from engine.outline.title import Title, best_title, find_titles
from engine.rulebook.lexicon_outline import DocumentLexicon, OutlineLexicon

_REST_OF_TITLE = 30
_FEW = 3  # lines of a text that was printed without line ends, with its signature and date

__all__ = ["outline", "residue"]


def outline(source: Source, lexicon: OutlineLexicon) -> Report:
    """The structure of ``source``. Never raises: a text that is no report comes out as what it is."""
    words = lexicon.document
    plain = normalise(source.text)
    text = paired(blank(simplified(plain), [(s.start, s.end) for s in _residue(source.text, plain, words)]))
    page = read_page(list(lines(text)), words)
    clean = blank(text, [(s.start, s.end) for s in page.chrome])
    printed = list(lines(clean))
    titles = find_titles(printed, words)
    title = best_title(titles, printed, words)
    body = _body(printed, titles)
    identity = read_identity(Sheet(source, text, clean, page, title, printed, body), lexicon)
    namer = Namer(lexicon.sections, identity.year)
    headings = read_headings(body, lexicon.sections, cache(lambda text: bool(namer.surely(text))))
    signature = read_signature(body, lexicon).start
    end = signature if signature is not None else body[-1].end if body else len(clean)
    parts = read_parts(Body(clean, source.text, body, headings, end), namer)
    return Report(
        source=source,
        clean=clean,
        identity=identity,
        headings=(*_title_heading(source, title), *(_as_printed(h, clean, source) for h in headings)),
        sections=parts,
        paragraphs=tuple(line.span for line in body),
        chrome=page.chrome,
    )


def residue(text: str, lexicon: DocumentLexicon) -> tuple[Span, ...]:
    """What a word processor or a page left in ``text``: bookmarks, field codes, tags, in order."""
    return _residue(text, normalise(text), lexicon)


def _residue(text: str, plain: str, lexicon: DocumentLexicon) -> tuple[Span, ...]:
    found = pattern(lexicon.residue).finditer(plain)
    return tuple(Span(hit.start(), _with_number(text, hit)) for hit in found)


def _with_number(text: str, hit: re.Match[str]) -> int:
    """Where the residue ends: the name of a bookmark (_Toc12345678) with its number."""
    end = hit.end()
    while hit[0].startswith("_") and end < len(text) and text[end].isdecimal():
        end += 1
    return end


def _body(printed: list[Line], titles: tuple[Title, ...]) -> list[Line]:
    """The paragraphs below the last title, cut at headings where line ends were lost."""
    start = _behind(titles[-1], printed) if titles else 0
    below = [_from(line, start) for line in printed if line.end > start]
    alone = len(below) <= _FEW
    return [piece for line in below if line.text for piece in pieces(line, alone=alone)]


def _behind(title: Title, printed: list[Line]) -> int:
    """Where the text goes on behind ``title``, past a document number or site name on its line."""
    end = title.span.end
    line = next(line for line in printed if line.end >= end)
    rest = line.text[end - line.start :]
    return line.end if len(rest) <= _REST_OF_TITLE and "。" not in rest else end


def _from(line: Line, start: int) -> Line:
    cut = max(0, start - line.start)
    text = line.text[cut:].lstrip(" |")
    return Line(line.end - len(text), text)


def _as_printed(heading: Heading, clean: str, source: Source) -> Heading:
    """``heading`` with its title in the source's own characters."""
    start = clean.index(heading.title, heading.span.start)
    return replace(heading, title=source.text[start : start + len(heading.title)])


def _title_heading(source: Source, title: Title | None) -> tuple[Heading, ...]:
    if title is None:
        return ()
    return (Heading(0, title.span, "".join(source.text[i] for i in title.places), numbered=False),)
