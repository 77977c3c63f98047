"""How is a quotation given on, with who said it and where it was printed?"""

from __future__ import annotations

from index.model import Article, ArticleRow, Quotation
from tui.saying import about, words_of
from tui.widgets.dates import day


def citation(quotation: Quotation, article: Article | ArticleRow, words: str | None = None) -> str:
    """The words, the speaker, and the article in a line that can be found again: outlet, date, id, address.

    Words that the writer chose stand between no marks.
    """
    said = " ".join((words or quotation.text).split())
    return f"{words_of(quotation, said)}{_speaker(quotation)} {_where(article, quotation.id)}"


def passage(article: Article, start: int, end: int, quotation: Quotation | None) -> str:
    """The words of a stretch exactly as they stand in the article, and on a line of its own where that is.

    Who said them is named where all of them belong to a `quotation`.
    """
    speaker = _speaker(quotation).lstrip() if quotation else ""
    where = _where(article, f"{article.id}#{start}-{end}")
    return f"{article.text[start:end]}\n{f'{speaker} ' if speaker else ''}{where}"


def _speaker(quotation: Quotation) -> str:
    speaker = f" — {about(quotation)}" if quotation.speaker else ""
    return speaker + (", in the writer's words" if quotation.kind == "indirect" else "")


def _where(article: Article | ArticleRow, spot: str) -> str:
    title = f"“{article.title}”" if article.title else ""
    parts = (title, article.outlet or "", day(article.published, "long"), spot, article.url or "")
    return f"({', '.join(part for part in parts if part)})"


def link(article: Article | ArticleRow, quotation: Quotation | None) -> str:
    """Where it is to be found: the article's address, if it has one, and the id under which quoth has it."""
    return " ".join(part for part in (article.url or "", quotation.id if quotation else article.id) if part)
