"""A report for programs: one JSON object, as docs/export.md says. Fields may be added, never changed."""

from __future__ import annotations

import json
from typing import Any

from index.matrix import TRANSCRIPT, Row
from index.model import ArticleRow, Printing
from index.spreading import Step, Timeline
from tui.export.report import Report
from tui.output import ESCAPED


def as_json(report: Report) -> str:
    """One object, with what a terminal would take for orders escaped. What is not known is null."""
    columns = [column for column in report.matrix.columns if column.key != TRANSCRIPT]
    form = {
        "quoth": 1,
        "made": report.made,
        "about": {"what": report.about.what, "words": report.about.words, "title": report.about.title},
        "articles": [_article(row) for row in report.articles],
        "utterances": [
            _utterance(report, made, row) for made, row in zip(report.said, report.matrix.rows, strict=True)
        ],
        "outlets": [
            {"outlet": one.name, "printed": one.printed, "altered": one.altered, "left_out": one.left_out}
            for one in columns
        ],
    }
    return json.dumps(form, ensure_ascii=False, indent=1).translate(ESCAPED) + "\n"


def _article(row: ArticleRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "outlet": row.outlet,
        "title": row.title,
        "author": row.author,
        "published": row.published,
        "url": row.url,
        "language": row.language,
        "transcript": row.spoken,
    }


def _utterance(report: Report, made: Timeline, row: Row) -> dict[str, Any]:
    utterance = made.utterance
    cells = {report.matrix.columns[i]: cell for i, cell in sorted(row.cells.items())}
    return {
        "id": utterance.id,
        "speaker": utterance.speaker,
        "text": utterance.fullest.text,
        "outlets": utterance.outlets,
        "independent": utterance.independent,
        "first": [one.id for one in made.firsts],
        "left_out": list(utterance.left_out),
        "matrix": {
            column.name: cell.relation or "left out" for column, cell in cells.items() if column.key != TRANSCRIPT
        },
        "printings": [_printing(step, step.printing) for step in made.steps],
    }


def _printing(step: Step, printing: Printing) -> dict[str, Any]:
    quote = printing.quote
    return {
        "quote": quote.id,
        "article": printing.article.id,
        "outlet": printing.article.outlet,
        "title": printing.article.title,
        "published": printing.article.published,
        "url": printing.article.url,
        "speaker": quote.known_as or quote.speaker,
        "perhaps": quote.perhaps,
        "text": printing.text,
        "place": None if step.place is None else list(step.place),
        "kept": step.kept,
        "relation": printing.relation,
        "score": round(printing.score, 4),
        "altered": printing.altered,
        "alterations": [[one.what, one.a, one.b] for one in step.alterations],
        "diff": [list(op) for op in step.diff],
        "copies": printing.copies,
        "transcript": printing.article.spoken,
    }
