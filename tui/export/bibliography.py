"""A report as a BibTeX file: an entry for each article that printed something of it."""

from __future__ import annotations

from tui import bibtex
from tui.export.report import Progress, Report, unwatched, watched


def as_bibtex(report: Report, progress: Progress = unwatched) -> str:
    """The whole file, each article once, in the order of the keys."""
    entries = sorted((bibtex.key(article), bibtex.entry(article)) for article in watched(report.articles, progress))
    return "".join(f"{entry}\n\n" for _, entry in entries).removesuffix("\n")
