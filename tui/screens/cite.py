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
    where = [
        f"“{article.title}”" if article.title else "",
        article.outlet or "",
        day(article.published, "long"),
        quotation.id,
        article.url or "",
    ]
    speaker = f" — {about(quotation)}" if quotation.speaker else ""
    speaker += ", in the writer's words" if quotation.kind == "indirect" else ""
    return f"{words_of(quotation, said)}{speaker} ({', '.join(part for part in where if part)})"


def link(article: Article | ArticleRow, quotation: Quotation | None) -> str:
    """Where it is to be found: the article's address, if it has one, and the id under which quoth has it."""
    return " ".join(part for part in (article.url or "", quotation.id if quotation else article.id) if part)
