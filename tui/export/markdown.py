"""A report in Markdown, as GitHub reads it: each thing said as a quotation, and a table of who printed it."""

from __future__ import annotations

from collections.abc import Sequence

from index.days import written as day
from index.model import ArticleRow, Hit, Printing, UtteranceRow
from tui.export.report import Progress, Report, cut, heading, pieces, scope, unwatched, watched
from tui.markdown import in_markdown, linked
from tui.saying import NOT_KNOWN, counted, did, words_of

HEAD = ("Outlet", "Date", "Article", "What it did", "Words")


def as_markdown(report: Report, progress: Progress = unwatched) -> str:
    """The whole file."""
    parts = [f"# {in_markdown(heading(report.about))}", in_markdown(scope(report.about))]
    for made in watched(report.said, progress):
        row = made.utterance
        root = row.fullest
        parts.append(f"## {in_markdown(row.speaker or NOT_KNOWN)}")
        parts.append(f"> {in_markdown(words_of(root.quote, root.text))}")
        facts = [counted(row)]
        if row.first is not None and row.outlets > 1:
            facts.append(f"first in {row.first.article.outlet or 'an unknown outlet'}, {_date(row.first)}")
        if row.left_out:
            facts.append(f"not reported by {', '.join(row.left_out)}")
        parts.append(in_markdown("; ".join(facts)))
        table = [_line(HEAD), _line(["---"] * len(HEAD)), *(_line(_cells(row, one)) for one in row.printings)]
        parts.append("\n".join(table))
    articles = {row.id: row for row in report.articles}
    for hit in watched(report.passages, progress):
        article = articles[hit.article]
        title = linked(in_markdown(article.title or article.id), article.url)
        parts.append(f"> {_passage(hit, article)}")
        parts.append(", ".join(filter(None, (in_markdown(article.outlet), in_markdown(_day(article)), title))))
    if not report.said and not report.passages:
        parts.append("Nothing was found.")
    return "\n\n".join(parts) + "\n"


def _cells(row: UtteranceRow, one: Printing) -> list[str]:
    article = one.article
    copied = f"; copies {one.copies}" if one.copies else ""
    title = linked(in_markdown(article.title or article.id), article.url)
    words = in_markdown(words_of(one.quote, one.text))
    return [in_markdown(article.outlet), in_markdown(_date(one)), title, in_markdown(did(row, one) + copied), words]


def _passage(hit: Hit, article: ArticleRow) -> str:
    before, after = cut(hit, article)
    words = (f"**{told}**" if found and (told := in_markdown(text)) else _spaced(text) for text, found in pieces(hit))
    return " ".join(["…"] * before + "".join(words).split() + ["…"] * after)


def _spaced(text: str) -> str:
    """The words in Markdown, with the spaces around them."""
    return f"{' ' * text[:1].isspace()}{in_markdown(text)}{' ' * text[-1:].isspace()}"


def _date(one: Printing) -> str:
    return _day(one.article)


def _day(row: ArticleRow) -> str:
    return day(row.published, "long") or row.published or ""


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
