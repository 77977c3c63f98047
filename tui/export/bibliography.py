"""A report as a BibTeX file: an entry for each article that printed something of it."""

from __future__ import annotations

from tui import bibtex
from tui.export.report import Report


def as_bibtex(report: Report) -> str:
    """The whole file, each article once, in the order of the keys."""
    entries = sorted((bibtex.key(article), bibtex.entry(article)) for article in report.articles)
    return "".join(f"{entry}\n\n" for _, entry in entries).removesuffix("\n")
