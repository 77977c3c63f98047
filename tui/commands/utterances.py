"""`quoth utterances`: what was said, who printed it, who first, and who left it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui import completing
from tui.cli import opened, print_rows, quoth, understood, unknown, with_json, with_library

if TYPE_CHECKING:
    from index.model import Printing, UtteranceRow


@quoth.command("utterances", short_help="Print what was said, with all who printed it.")
@click.argument("query", required=False)
@click.option(
    "--article",
    metavar="ID",
    shell_complete=completing.articles,
    help="Only what this article quotes, also what nobody else printed.",
)
@with_json
@with_library
@click.pass_context
def utterances(ctx: click.Context, query: str | None, article: str | None, limit: int | None, as_json: bool) -> None:
    """Print what was said: each thing once, with all who printed it.

    Without QUERY and --article all that two at least printed. The fullest printing comes first, or the transcript; the
    others say what they did to it.
    """
    with opened(ctx) as library:
        if article is not None and not library.articles(ids=[article]):
            unknown(library, "article", article)
        print_rows(
            ctx,
            understood(library.utterances(query, article=article, limit=limit)),
            limit,
            utterance_form if as_json else None,
            utterance_plain,
            "no utterance found",
        )


def utterance_form(row: UtteranceRow) -> dict[str, Any]:
    """A row of `utterances --json`."""
    first = row.first
    return {
        "id": row.id,
        "speaker": row.speaker,
        "text": row.fullest.text,
        "first": None if first is None else _where(first),
        "outlets": row.outlets,
        "independent": row.independent,
        "transcript": row.transcript,
        "left_out": list(row.left_out),
        "printings": [printing_form(printing) for printing in row.printings],
    }


def _where(printing: Printing) -> dict[str, Any]:
    row = printing.article
    return {"outlet": row.outlet, "published": row.published, "quote": printing.quote.id}


def printing_form(printing: Printing) -> dict[str, Any]:
    """One of the printings of `utterances --json`."""
    return {
        "quote": printing.quote.id,
        "outlet": printing.article.outlet,
        "published": printing.article.published,
        "relation": printing.relation,
        "score": round(printing.score, 4),
        "altered": printing.altered,
        "copies": printing.copies,
        "text": printing.text,
        "transcript": printing.article.spoken,
    }


def utterance_plain(row: UtteranceRow) -> str:
    """An utterance: its words, then who said it and how many printed it, then a line for each printing."""
    from tui.output import one_line, percent, where
    from tui.saying import NOT_KNOWN, counted, did, words_of

    root = row.fullest
    parts = [one_line(row.speaker or NOT_KNOWN), counted(row)]
    if row.first is not None and row.outlets > 1:
        parts.append(f"first: {where(row.first.article)}")
    if row.left_out:
        parts.append(f"not reported by {one_line(', '.join(row.left_out))}")
    lines = [words_of(root.quote, one_line(root.text)), f"    {' · '.join(parts)}"]
    for printing in row.printings:
        copied = f" · copies {printing.copies}" if printing.copies else ""
        score = "   " if printing is root else percent(printing.score)
        place = f"{one_line(where(printing.article))} · {printing.quote.id}"
        lines.append(f"    {score} {did(row, printing)} · {place}{copied}")
        if printing is not root and printing.relation != "identical":
            lines.append(f"        {words_of(printing.quote, one_line(printing.text))}")
    return "\n".join(lines)
