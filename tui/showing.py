"""What does `quoth show` print: an article's text, or one spot of it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.ids import split_id
from tui import output

if TYPE_CHECKING:
    from index.library import Library
    from index.model import Article


def show_article(library: Library, wanted: str, *, as_json: bool, in_reader: bool) -> int | None:
    """Print or open it; returns the exit code, None where nothing is called so."""
    article, spot = library.article(wanted), None
    place = split_id(wanted)
    if article is None and place is not None:
        article, spot = library.article(place[0]), place[1:]
    if article is None:
        return None
    if spot is not None and not 0 <= spot[0] < spot[1] <= len(article.text):
        output.say(f"{wanted} lies outside the article, which has {len(article.text):,} characters")
        return 2
    if in_reader:
        from tui.reading import read_library

        return read_library(library, article=article.id, spot=spot)
    row = library.articles(ids=[article.id])[0]
    if as_json:
        form = output.article_form(row) | {"text": article.text}
        output.emit(form if spot is None else form | {"start": spot[0], "end": spot[1]})
    else:
        output.put(output.article_text(article) if spot is None else spot_text(article, spot))
    return 0


def spot_text(article: Article, spot: tuple[int, int]) -> str:
    """The paragraph around a spot, the spot between [[ and ]], below the article's head."""
    start, end = spot
    text = article.text
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    passage = f"{text[first:start]}[[{text[start:end]}]]{text[end:last]}"
    return output.article_head(article) + "\n\n" + passage
