"""A report as CSV (RFC 4180): a row for each printing.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP's page on CSV injection says.
"""

from __future__ import annotations

import csv
import io
import re

from index.model import Printing, UtteranceRow
from tui.export.report import Report

HEAD = (
    *("utterance", "speaker", "quotation", "outlet", "published", "title", "author", "url", "relation", "score"),
    *("altered", "copies", "transcript", "first", "text", "left_out"),
)
BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def as_csv(report: Report, *, bom: bool = False) -> str:
    """The whole file; with a `bom`, by which some spreadsheets know that it is UTF-8."""
    file = io.StringIO(newline="")
    table = csv.writer(file, lineterminator="\r\n")
    table.writerow(HEAD)
    rows = [made.utterance for made in report.said]
    table.writerows([harmless(cell) for cell in _cells(row, one)] for row in rows for one in row.printings)
    return (BOM if bom else "") + file.getvalue()


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
