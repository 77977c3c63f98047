"""In which formats can what the library knows be sent to somebody? Each is a function of a `Report`, named here.

It tells how far it is, for a large library takes a while."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from tui.export.as_html import as_html
from tui.export.as_json import as_json
from tui.export.bibliography import as_bibtex
from tui.export.markdown import as_markdown
from tui.export.report import Progress, Report
from tui.export.table import as_csv

FORMATS: Final[dict[str, Callable[[Report, Progress], str]]] = {
    "md": as_markdown,
    "html": as_html,
    "csv": as_csv,
    "json": as_json,
    "bibtex": as_bibtex,
}
ENDINGS: Final[dict[str, str]] = {
    ".md": "md",
    ".html": "html",
    ".csv": "csv",
    ".json": "json",
    ".bib": "bibtex",
}


def format_of(path: Path) -> str | None:
    """The format that a file's ending asks for; None where it asks for none."""
    return ENDINGS.get(path.suffix.lower())
