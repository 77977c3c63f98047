"""What is sent to somebody who has no library: utterances with all that is known of their printings. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct

from index import spreading
from index.matrix import Matrix, matrix
from index.model import ArticleRow, UtteranceRow
from index.spreading import Timeline

What = Literal["everything", "query", "event", "article"]


class About(Struct, frozen=True):
    """What was asked for: `words` are the query, or the article's id, and `title` that article's; else None."""

    what: What
    words: str | None = None
    title: str | None = None


class Report(Struct, frozen=True):
    """What is exported, in the order of `said`, which is that of the matrix's rows.

    `said` has each utterance with its printings by date, told from the fullest (`Step.diff`, `Step.alterations`);
    who left it out is in its `utterance`. `articles` are those of all printings, each once. `made` is a UTC time.
    """

    about: About
    made: str
    articles: tuple[ArticleRow, ...]
    said: tuple[Timeline, ...]
    matrix: Matrix


def report_of(
    about: About,
    made: str,
    rows: Sequence[UtteranceRow],
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Report:
    """The report of some utterances. `progress` is told how many are done, of how many: each wording is compared."""
    said = []
    for done, row in enumerate(rows):
        progress(done, len(rows))
        said.append(spreading.timeline(row))
    articles = {printing.article.id: printing.article for row in rows for printing in row.printings}
    return Report(about, made, tuple(articles.values()), tuple(said), matrix(rows))
