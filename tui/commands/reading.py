"""`quoth [PATH...]` and `quoth show`: open the reader, print an article."""

from __future__ import annotations

import click

from tui import places
from tui.cli import READ, opened, quoth, run_with_progress, unknown, with_library
from tui.commands.adding import report


@quoth.command(READ, hidden=True)
@click.argument("paths", nargs=-1)
@with_library
@click.pass_context
def read_command(ctx: click.Context, paths: tuple[str, ...]) -> None:
    """Open the reader; the paths are added first."""
    from index.store import FILE
    from tui.reading import read_library, read_sample

    folder = places.library_folder(ctx.obj)
    if not paths and not (folder / FILE).exists() and ctx.obj is None:
        ctx.exit(read_sample())
    with opened(ctx, create=True) as library:
        if paths:
            report(ctx, run_with_progress(library.add, named=paths))
        elif ctx.obj is None and not library.totals().articles:
            ctx.exit(read_sample())
        ctx.exit(read_library(library))


@quoth.command()
@click.argument("article")
@click.option("--json", "as_json", is_flag=True, help="Print the article as one JSON object.")
@click.option("--open", "in_reader", is_flag=True, help="Open it in the reader.")
@with_library
@click.pass_context
def show(ctx: click.Context, article: str, as_json: bool, in_reader: bool) -> None:
    """Print an article's text, or the spot ARTICLE#START-END."""
    from tui.showing import show_article

    with opened(ctx) as library:
        code = show_article(library, article, as_json=as_json, in_reader=in_reader)
        if code is None:
            unknown(library, "article", article)
        ctx.exit(code)
