"""`quoth [PATH...]` and `quoth show`: open the reader, print an article."""

from __future__ import annotations

import click

from tui import completing, config, places
from tui.cli import READ, opened, quoth, run_with_progress, unknown, with_forms, with_library
from tui.commands.adding import report

AS_SET = "-"  # the style that the settings say


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
@click.argument("article", shell_complete=completing.quotations)
@with_forms("Print the article as one JSON object.")
@click.option("--open", "in_reader", is_flag=True, help="Open it in the reader.")
@click.option("--version", type=click.IntRange(min=1), metavar="N", help="As it was in this version; see versions.")
@click.option(
    "--cite",
    metavar="[STYLE]",
    is_flag=False,
    flag_value=AS_SET,
    help="Print the words with their citation: in the style of the settings, in another, or in a template.",
)
@with_library
@click.pass_context
def show(
    ctx: click.Context, article: str, as_json: bool, in_reader: bool, version: int | None, cite: str | None
) -> None:
    """Print an article's text, or the spot ARTICLE#START-END.

    Styles of --cite: plain, markdown, html, chicago, apa, bibtex; or a template such as "{words} ({outlet}, {date})",
    with the fields speaker, words, outlet, title, author, date, url and id.
    """
    from tui.showing import cite_spot, show_article, show_version

    if cite is not None and (as_json or in_reader):
        raise click.UsageError("--cite prints a citation: it can't be joined with --json or --open.")
    if version is not None and (cite is not None or in_reader):
        raise click.UsageError("--version prints what an article was: it can't be joined with --cite or --open.")
    with opened(ctx) as library:
        if version is not None:
            code = show_version(library, article, version, as_json=as_json)
        elif cite is not None:
            settings = config.current()
            usual = str(settings.value("citing.style")) if settings else "plain"
            code = cite_spot(library, article, usual if cite == AS_SET else cite)
        else:
            code = show_article(library, article, as_json=as_json, in_reader=in_reader)
        if code is None:
            unknown(library, "article", article)
        ctx.exit(code)
