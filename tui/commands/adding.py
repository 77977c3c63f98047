"""`quoth add` and `quoth remove`: put articles in, take them out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from tui import completing
from tui.cli import INTERRUPTED, WRONG_USE, Problem, opened, quoth, run_with_progress, unknown, with_library

if TYPE_CHECKING:
    from index.model import AddSummary


@quoth.command()
@click.argument("source", nargs=-1, required=True)
@click.option(
    "--outlet",
    metavar="NAME",
    shell_complete=completing.outlets,
    help="Who published them, where the input does not say.",
)
@click.option("--published", metavar="DATE", help="When, where the input does not say (2026-11-02).")
@click.option(
    "--transcript/--no-transcript",
    default=None,
    help="They are speeches or interviews, turn by turn; or they are not. Else their form decides.",
)
@click.option(
    "--as",
    "form",
    metavar="FORMAT",
    shell_complete=completing.formats,
    help="Read them all as this format, whatever their names or contents say: by its name or an ending (csv, html).",
)
@click.option(
    "--column",
    "columns",
    metavar="FIELD=NAME",
    multiple=True,
    shell_complete=completing.columns,
    help="In tables, which column a field is: text=Volltext. For each field; text more than once joins columns.",
)
@click.option(
    "--where",
    metavar="CONDITION",
    help="Of what quoth scale wrote in the one folder named, take what this chooses (SQL), with its links: "
    "\"speaker = 'Lind' and published >= '2026-11-01'\".",
)
@with_library
@click.pass_context
def add(
    ctx: click.Context,
    source: tuple[str, ...],
    outlet: str | None,
    published: str | None,
    transcript: bool | None,
    form: str | None,
    columns: tuple[str, ...],
    where: str | None,
) -> None:
    """Add articles: files, folders, addresses of the web, or - for standard input.

    docs/formats.md lists the formats: web pages, feeds, mail, PDF, Markdown, tables and more. A file without an ending,
    and what comes by standard input, is known by how it begins.
    """
    from index.ingest.hints import iso_date, one_line

    outlet, published = one_line(outlet), one_line(published)
    date = iso_date(published)
    if published and date is None:
        raise Problem(f'--published "{published}" is no date; write 2026-11-02')
    if outlet and any("\ud800" <= c <= "\udfff" for c in outlet):  # bytes that the shell passed on as they are
        raise Problem("--outlet is not UTF-8 text")
    given: dict[str, Any] = {
        "outlet": outlet,
        "published": date,
        "transcript": transcript,
        "columns": tuple(map(_column, columns)),
        "as_format": _format(form) if form else None,
        "stdin": _standard_input() if "-" in source else None,
    }
    if where is not None:
        _take_slice(ctx, source, where, any(value for value in given.values()) or given["transcript"] is not None)
        return
    with opened(ctx, create=True) as library:
        report(ctx, run_with_progress(library.add, named=source, **given))


def _take_slice(ctx: click.Context, source: tuple[str, ...], where: str, more: bool) -> None:
    """Take a part of what Spark wrote."""
    from index.store import LibraryError

    if len(source) != 1 or more:
        raise Problem("--where takes a part of one folder that quoth scale wrote; nothing else can be given with it")
    with opened(ctx, create=True) as library:
        try:
            summary = run_with_progress(library.take_slice, folder=Path(source[0]), where=where)
        except LibraryError as error:
            raise Problem(str(error)) from error
    if not (summary.added or summary.unchanged or summary.stopped):
        raise Problem("--where chooses no article")
    report(ctx, summary)


def _column(said: str) -> tuple[str, str]:
    """A field and its column's name, as `--column` gives them."""
    from index.ingest.header import FIELDS

    field, _, name = (part.strip() for part in said.partition("="))
    if field not in FIELDS or not name:
        raise Problem(f'--column "{said}" is no FIELD=NAME; fields are {", ".join(FIELDS)}')
    return field, name


def _format(said: str) -> str:
    """The name of a format that `--as` gives, or one of its endings."""
    from index.ingest import formats

    found = formats.named(said.lower()) or formats.of_name(f".{said.lstrip('.')}")
    if found is None:
        raise Problem(f'--as "{said}" is no format; there are {", ".join(one.name for one in formats.TABLE)}')
    return found.name


def _standard_input() -> BinaryIO:
    if sys.stdin.isatty():
        raise Problem("- is standard input, which is this terminal: pipe something in, or name a file")
    return sys.stdin.buffer


def report(ctx: click.Context, summary: AddSummary) -> None:
    """Say what an `add` did; exit where it was stopped or nothing could be read."""
    from tui.output import summary_plain

    for line in summary_plain(summary):
        click.echo(line, err=True)
    if summary.stopped:
        ctx.exit(INTERRUPTED)
    if not (summary.added or summary.changed or summary.unchanged):
        ctx.exit(WRONG_USE)


@quoth.command()
@click.argument("article", nargs=-1, required=True, shell_complete=completing.articles)
@click.option("--undo", is_flag=True, help="Bring them back, whole.")
@with_library
@click.pass_context
def remove(ctx: click.Context, article: tuple[str, ...], undo: bool) -> None:
    """Take articles out of the library, by their ids.

    Their texts stay in the library's file with your marks, tags and notes, so that --undo can bring them back.
    """
    from tui.output import say

    with opened(ctx) as library:
        done, missing = run_with_progress(library.restore if undo else library.remove, article_ids=article)
        if done:
            say(f"{'brought back' if undo else 'removed'} {', '.join(done)}")
        if len(done) + len(missing) < len(set(article)):
            ctx.exit(INTERRUPTED)
        if missing and undo:
            names = ", ".join(f'"{one}"' for one in missing)
            raise Problem(f"{names} can't be brought back: no article called so was removed")
        if missing:
            unknown(library, "article", *missing)
