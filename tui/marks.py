"""What do the marks of a library stand for? For the screen and for the command alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.render import one_line
from tui.session import Session

if TYPE_CHECKING:
    from index.model import Article
    from tui.screens.jumps import Place
    from tui.screens.shelf import Shelf

MOST_WORDS = 200  # characters of the text at a mark without a quotation


class Mark(Struct, frozen=True):
    """A letter, its place, the article there, None where it is gone, and the words: a quotation's, else the text's.

    `start` is where the words begin in the article's text.
    """

    letter: str
    place: Place
    article: Article | None = None
    words: str = ""
    start: int = 0


def marks(library: Shelf, session: Session) -> Iterator[Mark]:
    """The marks by their letters. Asks the library for each article."""
    for letter, place in sorted(session.marks.items()):
        article = library.article(place.article)
        if article is None:
            yield Mark(letter, place)
            continue
        rows = library.quotations(place.article) if place.quotation else ()
        found = next((row for row in rows if row.id == place.quotation), None)
        if found:
            yield Mark(letter, place, article, one_line(found.text), found.start)
        else:
            start = min(place.top, len(article.text))
            yield Mark(letter, place, article, one_line(article.text[start : start + MOST_WORDS]).strip(), start)
