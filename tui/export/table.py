"""A report as CSV (RFC 4180): a row for each printing, or for each passage that a search found.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP's page on CSV injection says.
"""

from __future__ import annotations

import csv
import io
import re

from index.model import ArticleRow, Hit, Printing, UtteranceRow
from tui.export.report import Progress, Report, pieces, unwatched, watched

HEAD = (
    *("utterance", "speaker", "quotation", "outlet", "published", "title", "author", "url", "relation", "score"),
    *("altered", "copies", "transcript", "first", "text", "left_out"),
)
PASSAGE_HEAD = ("passage", "outlet", "published", "title", "author", "url", "score", "found", "text")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def as_csv(report: Report, progress: Progress = unwatched) -> str:
    """The whole file."""
    file = io.StringIO(newline="")
    table = csv.writer(file, lineterminator="\r\n")
    table.writerow(PASSAGE_HEAD if report.about.what == "passages" else HEAD)
    for made in watched(report.said, progress):
        row = made.utterance
        table.writerows([harmless(cell) for cell in _cells(row, one)] for one in row.printings)
    articles = {row.id: row for row in report.articles}
    for hit in watched(report.passages, progress):
        table.writerow([harmless(cell) for cell in _found(hit, articles[hit.article])])
    return file.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet computes and no terminal obeys. Its line breaks stay; unknown is the empty cell."""
    kept = _CONTROL.sub(" ", cell)
    return f"'{kept}" if kept.lstrip(" \n").startswith(FORMULA) else kept


def _cells(row: UtteranceRow, one: Printing) -> list[str]:
    article = one.article
    yes = {True: "yes", False: "no", None: ""}
    return [
        row.id,
        row.speaker or "",
        one.quote.id,
        article.outlet or "",
        article.published or "",
        article.title or "",
        article.author or "",
        article.url or "",
        one.relation,
        f"{one.score:.4f}",
        yes[one.altered],
        one.copies or "",
        yes[article.spoken],
        yes[one is row.first],
        one.text,
        "; ".join(row.left_out),
    ]


def _found(hit: Hit, article: ArticleRow) -> list[str]:
    return [
        f"{hit.article}#{hit.start}-{hit.end}",
        article.outlet or "",
        article.published or "",
        article.title or "",
        article.author or "",
        article.url or "",
        f"{hit.score:.4f}",
        "; ".join(text for text, found in pieces(hit) if found),
        hit.passage,
    ]
