"""`quoth add` and `quoth remove`: put articles in, take them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
@with_library
@click.pass_context
def add(
    ctx: click.Context, source: tuple[str, ...], outlet: str | None, published: str | None, transcript: bool | None
) -> None:
    """Add files and folders of .txt, .jsonl and .jsonl.gz."""
    from index.ingest.hints import iso_date, one_line

    outlet, published = one_line(outlet), one_line(published)
    date = iso_date(published)
    if published and date is None:
        raise Problem(f'--published "{published}" is no date; write 2026-11-02')
    if outlet and any("\ud800" <= c <= "\udfff" for c in outlet):  # bytes that the shell passed on as they are
        raise Problem("--outlet is not UTF-8 text")
    with opened(ctx, create=True) as library:
        report(ctx, run_with_progress(library.add, named=source, outlet=outlet, published=date, transcript=transcript))


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
