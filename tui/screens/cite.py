"""How is a quotation given on, with who said it and where it was printed?"""

from __future__ import annotations

from index.model import Article, Quotation
from tui.widgets.dates import day


def citation(quotation: Quotation, article: Article, words: str | None = None) -> str:
    """The words, the speaker, and the article in a line that can be found again: outlet, date, id, address."""
    said = " ".join((words or quotation.text).split())
    where = [
        f"“{article.title}”" if article.title else "",
        article.outlet or "",
        day(article.published, "long"),
        quotation.id,
        article.url or "",
    ]
    speaker = f" — {quotation.speaker}" if quotation.speaker else ""
    return f"“{said}”{speaker} ({', '.join(part for part in where if part)})"
