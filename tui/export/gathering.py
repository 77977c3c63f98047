"""What does the library give to a report: the same to a screen and to a command?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from index.matrix import matrix
from index.model import Hit, Printing, Saying, UtteranceRow
from index.telling import reportable
from tui.compared import utterance_of
from tui.export import FORMATS
from tui.export.report import About, Report, report_of

if TYPE_CHECKING:
    from tui.screens.shelf import Problem, Shelf

Told = Callable[[str, int, int], None]  # the step, how many are done, of how many; what it raises ends the work


def rows_of(shelf: Shelf, about: About, told: Told) -> list[UtteranceRow] | Problem:
    """The utterances of the library, a query, an event or an article, without the courtesies that nobody printed."""
    progress = partial(told, "gathering what was said")
    match about.what:
        case "query":
            found = shelf.utterances(about.words, progress=progress)
        case "event":
            found = shelf.utterances(event=about.words, progress=progress)
        case "article":
            found = shelf.utterances(article=about.words, progress=progress)
        case _:
            found = shelf.utterances(progress=progress)
    return reportable(found) if isinstance(found, Sequence) else found


def of_rows(about: About, rows: Sequence[UtteranceRow], told: Told) -> Report:
    """The report of some utterances."""
    return report_of(about, _now(), rows, partial(told, "comparing"))


def of_scope(shelf: Shelf, about: About, told: Told) -> Report | Problem:
    """The report of the library, or of what a query, an event or an article is about."""
    rows = rows_of(shelf, about, told)
    return of_rows(about, rows, told) if isinstance(rows, list) else rows


def of_quotation(shelf: Shelf, quotation_id: str, told: Told) -> Report | Problem:
    """The report of one quotation; of none where it is in the writer's own words."""
    rows = shelf.utterances(quotations=[quotation_id], progress=partial(told, "gathering what was said"))
    if not isinstance(rows, Sequence):
        return rows
    row = utterance_of(rows, [quotation_id])
    return of_rows(About("quotation", quotation_id, row.speaker if row else None), [row] if row else [], told)


def of_speaker(shelf: Shelf, about: About, sayings: Sequence[Saying], told: Told) -> Report | Problem:
    """The report of what a speaker said, in this order, each with all who printed it."""
    asked = list(dict.fromkeys(quote for saying in sayings for quote in (saying.quote.id, *saying.quotes)))
    rows = shelf.utterances(quotations=asked, progress=partial(told, "gathering what was said"))
    if not isinstance(rows, Sequence):
        return rows
    of: dict[str, list[UtteranceRow]] = {}
    for row in rows:
        for printing in row.printings:
            for quote in {printing.quote.id, printing.quote.continues or printing.quote.id}:
                of.setdefault(quote, []).append(row)
    said = []
    for saying in sayings:
        some = (saying.quote.id, *saying.quotes)
        found_rows = [row for quote in some for row in of.get(quote, ())]
        said.append(utterance_of(found_rows, some) or _alone(saying))
    return of_rows(about, said, told)


def of_passages(shelf: Shelf, about: About, hits: Sequence[Hit]) -> Report:
    """The report of what a search found, in this order."""
    rows = {row.id: row for row in shelf.articles(ids=list(dict.fromkeys(hit.article for hit in hits)))}
    there = tuple(hit for hit in hits if hit.article in rows)
    articles = tuple(rows[one] for one in dict.fromkeys(hit.article for hit in there))
    return Report(about, _now(), articles, (), matrix(()), there)


def in_format(name: str, report: Report, told: Told) -> str:
    """The report's text in a format."""
    return FORMATS[name](report, partial(told, "writing"))


def _alone(saying: Saying) -> UtteranceRow:
    """What is in no utterance: a report in the writer's own words."""
    printing = Printing(saying.quote, saying.article, 1.0, "identical", text=saying.text)
    speaker = saying.quote.known_as or saying.quote.speaker
    return UtteranceRow(saying.quote.id, speaker, (printing,), printing, len(saying.outlets), len(saying.outlets))


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
