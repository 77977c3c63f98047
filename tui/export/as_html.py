"""A report for an editor: one file that needs no network and no script, for a desk, a phone and paper.

What stands in it is written by strangers: the template escapes every value, characters that give orders are taken out,
and only addresses of the web become links.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.matrix import TRANSCRIPT, Cell
from index.spreading import Timeline
from tui.export.report import Progress, Report, cut, heading, pieces, scope, unwatched, watched
from tui.output import harmless, one_line

if TYPE_CHECKING:
    from jinja2 import Template

CHANGES = {
    "negation": "a negation",
    "number": "a number",
    "name": "a name",
    "modal": "how binding it is",
    "hedge": "how sure it is",
}


def as_html(report: Report, progress: Progress = unwatched) -> str:
    """The whole page. What alters the meaning comes first, then what most outlets printed."""
    said = _ordered(report.said)
    numbers = {made.utterance.id: i for i, made in enumerate(said, start=1)}
    columns = report.matrix.columns
    outlets = [column for column in columns if column.key != TRANSCRIPT]
    return _template().render(
        report=report,
        heading=heading(report.about),
        scope=scope(report.about),
        said=watched(said, progress),
        passages=watched(report.passages, progress),
        articles={row.id: row for row in report.articles},
        published_by={row.outlet_key for row in report.articles if not row.spoken},
        altered=list(filter(is_altered, said)),
        numbers=numbers,
        columns=columns,
        outlets=outlets,
        rows=sorted(report.matrix.rows, key=lambda row: numbers[row.utterance.id]),
        transcript=TRANSCRIPT,
    )


def link(url: str | None) -> str | None:
    """An address that a click may open: one of the web, whole; None for every other."""
    if not url or any(not sign.isprintable() or sign.isspace() for sign in url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def is_altered(made: Timeline) -> bool:
    """Whether a printing changes the meaning."""
    return any(step.printing.altered for step in made.steps)


def _ordered(said: tuple[Timeline, ...]) -> list[Timeline]:
    return sorted(said, key=lambda made: (not is_altered(made), -made.utterance.outlets))


def cell_words(cell: Cell | None) -> str:
    """What an outlet did, in a cell of the table."""
    if cell is None:
        return "–"
    return f"{cell.relation or 'left out'}{', altered' if cell.altered else ''}"


def _clean(value: Any) -> Any:
    """What is put in: text without what gives orders to a screen, nothing for what is not known."""
    if hasattr(value, "__html__"):
        return value
    return "" if value is None else harmless(str(value))


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from tui import saying, travel

    made = Environment(
        autoescape=True,
        finalize=_clean,
        loader=PackageLoader("tui.export", "."),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals.update(
        alteration_words=saying.alteration_words,
        cell_words=cell_words,
        changes=CHANGES,
        counted=saying.counted,
        first_words=travel.first_words,
        gap_words=travel.gap_words,
        copy_words=travel.copy_words,
        is_altered=is_altered,
        line=one_line,
        link=link,
        not_known=saying.NOT_KNOWN,
        outlet_of=travel.outlet_of,
        cut=cut,
        pieces=pieces,
        relation_words=travel.relation_words,
        stamp=travel.stamp,
        words_of=saying.words_of,
    )
    return made.get_template("report.html")
