"""A report for programs: one JSON object, as docs/export.md and docs/export.schema.json say."""

from __future__ import annotations

import msgspec

from index.matrix import TRANSCRIPT, Row
from index.model import ArticleRow, Printing
from index.spreading import Step, Timeline
from tui.export.form import Asked, Exported, Outlet, Passage, Printed, Said, Source
from tui.export.report import Progress, Report, unwatched, watched
from tui.output import ESCAPED


def as_json(report: Report, progress: Progress = unwatched) -> str:
    """One object, with what a terminal would take for orders escaped."""
    about = report.about
    form = Exported(
        1,
        report.made,
        Asked(about.what, about.words, about.title, about.only),
        tuple(map(_source, report.articles)),
        tuple(
            _said(report, made, row)
            for made, row in zip(watched(report.said, progress), report.matrix.rows, strict=True)
        ),
        tuple(
            Outlet(one.name, one.printed, one.altered, one.left_out)
            for one in report.matrix.columns
            if one.key != TRANSCRIPT
        ),
        tuple(Passage(hit.article, hit.start, hit.end, hit.passage, hit.hits, hit.score) for hit in report.passages),
    )
    return msgspec.json.format(msgspec.json.encode(form), indent=1).decode().translate(ESCAPED) + "\n"


def _source(row: ArticleRow) -> Source:
    return Source(row.id, row.outlet, row.title, row.author, row.published, row.url, row.language, row.spoken)


def _said(report: Report, made: Timeline, row: Row) -> Said:
    utterance = made.utterance
    cells = {report.matrix.columns[i]: cell for i, cell in sorted(row.cells.items())}
    return Said(
        utterance.id,
        utterance.speaker,
        utterance.fullest.text,
        utterance.outlets,
        utterance.independent,
        tuple(one.id for one in made.firsts),
        utterance.left_out,
        {column.name: cell.relation or "left out" for column, cell in cells.items() if column.key != TRANSCRIPT},
        tuple(_printed(step, step.printing) for step in made.steps),
    )


def _printed(step: Step, printing: Printing) -> Printed:
    quote, article = printing.quote, printing.article
    return Printed(
        quote.id,
        article.id,
        article.outlet,
        article.title,
        article.published,
        article.url,
        quote.known_as or quote.speaker,
        quote.perhaps,
        printing.text,
        step.place,
        step.kept,
        printing.relation,
        round(printing.score, 4),
        printing.altered,
        tuple((one.what, one.a, one.b) for one in step.alterations),
        step.diff,
        printing.copies,
        article.spoken,
    )
