"""What does `quoth show` print: an article's text, or one spot of it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.ids import split_id
from tui import output
from tui.cli import WRONG_USE

QUOTES = "quoth quotes --article ID"

if TYPE_CHECKING:
    from index.library import Library
    from index.model import Article


def show_article(library: Library, wanted: str, *, as_json: bool, in_reader: bool) -> int | None:
    """Print or open it; returns the exit code, None where nothing is called so."""
    article, spot = found(library, wanted)
    if article is None:
        return None
    if spot is not None and outside(article, spot, wanted):
        return WRONG_USE
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


def show_version(library: Library, wanted: str, number: int, *, as_json: bool) -> int | None:
    """Print what an article was; returns what `show_article` does."""
    found = library.versions(wanted)
    if not found:
        return None
    if number > len(found):
        output.say(f"{wanted} has {len(found)} version{'' if len(found) == 1 else 's'}, and none {number}")
        return WRONG_USE
    one = found[number - 1]
    if as_json:
        about = {"title": one.title, "author": one.author, "published": one.published, "taken": one.taken}
        output.emit({"article": wanted, "version": number, **about, "text": one.text})
    else:
        output.put(one.text.rstrip("\n"))
    return 0


def cite_spot(library: Library, wanted: str, asked: str) -> int | None:
    """Print a spot with its citation; returns what `show_article` does."""
    from tui import citing

    style = citing.style_of(asked)
    if isinstance(style, citing.WrongStyle):
        output.say(style.message)
        return WRONG_USE
    article, spot = found(library, wanted)
    if article is None:
        return None
    if spot is None:
        output.say(f"a citation is of some words: say which, as in {wanted}#120-180; {QUOTES} prints the places")
        return WRONG_USE
    if outside(article, spot, wanted):
        return WRONG_USE
    held = library.quotations(article.id)
    first = next((one for one in held if (one.start, one.end) == spot), None)
    if first is None:
        within = next((one for one in held if one.start <= spot[0] and spot[1] <= one.end), None)
        cited = citing.passage(article, *spot, within)
    else:
        whole = [first, *(one for one in held if one.continues == first.id)]
        cited = citing.cited(first, article, " … ".join(one.text for one in whole))
    output.put(citing.citation(cited, style))
    return 0


def found(library: Library, wanted: str) -> tuple[Article | None, tuple[int, int] | None]:
    """The article of an id, or the article and the spot of `ARTICLE#START-END`."""
    article, place = library.article(wanted), split_id(wanted)
    if article is not None or place is None:
        return article, None
    return library.article(place[0]), place[1:]


def outside(article: Article, spot: tuple[int, int], wanted: str) -> bool:
    """Whether a spot is none of the article's; that is said."""
    inside = 0 <= spot[0] < spot[1] <= len(article.text)
    if not inside:
        output.say(f"{wanted} lies outside the article, which has {len(article.text):,} characters")
    return not inside


def spot_text(article: Article, spot: tuple[int, int]) -> str:
    """The paragraph around a spot, the spot between [[ and ]], below the article's head."""
    start, end = spot
    text = article.text
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    passage = f"{text[first:start]}[[{text[start:end]}]]{text[end:last]}"
    return output.article_head(article) + "\n\n" + passage
