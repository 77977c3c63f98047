"""`quoth export`: what was said, with all who printed it, as a file for somebody who has no library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import (
    INTERRUPTED,
    NOTHING_FOUND,
    Problem,
    asked_about,
    one_part,
    opened,
    quoth,
    understood,
    with_library,
    with_part,
)

if TYPE_CHECKING:
    from tui.export.gathering import Told

STANDARD_OUTPUT = "-"
BOM = "\ufeff"


def print_schema(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    """Print the schema, and nothing else."""
    if wanted:
        from tui.export.form import schema
        from tui.output import put

        put(schema().removesuffix("\n"))
        ctx.exit()


@quoth.command(short_help="Write a report: what was said, who printed it, how.")
@click.argument("query", required=False)
@with_part
@click.option("--format", "wanted", metavar="NAME", help="The format, where FILE's ending does not say it.")
@click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    help="Print the JSON Schema of the format json.",
    expose_value=False,
    callback=print_schema,
)
@click.option("--bom", is_flag=True, help="Begin a csv with a byte-order mark, without which Excel reads no UTF-8.")
@click.option("-o", "--output", "file", metavar="FILE", help="Where to; - or none is standard output.")
@with_library
@click.pass_context
def export(
    ctx: click.Context,
    query: str | None,
    event: str | None,
    article: str | None,
    wanted: str | None,
    bom: bool,
    file: str | None,
) -> None:
    """Write what was said, each thing once with all who printed it, what they changed and who left it out.

    Without QUERY, --event and --article all that at least two printed. A FILE that is there is replaced when the new
    one is written whole.
    """
    from tui import output
    from tui.export.gathering import in_format, of_scope
    from tui.files import write

    part = one_part(query, event, article)
    path = None if file in (None, STANDARD_OUTPUT) else Path(file or "")
    name = _format(wanted, path)
    if bom and name != "csv":
        raise Problem("--bom is for the format csv")
    if path is not None and path.is_dir():
        raise Problem(f'"{path}" is a folder; give the name of a file in it')
    with opened(ctx) as library, stopped_by_ctrl_c(ctx) as told:
        made = understood(of_scope(library, asked_about(library, query, event, article), told))
        text = BOM * bom + in_format(name, made, told)
    if not made.said:
        output.say(
            "no words that two printed" if part is None and query is None else "nobody's words were printed there"
        )
        ctx.exit(NOTHING_FOUND)
    if path is None:
        output.put(text.removesuffix("\n"))
        return
    try:
        write(path, text.encode("utf-8", "replace"), durable=True)
    except OSError as error:
        raise Problem(f'"{path}" was not written: {error.strerror or error}') from error
    count = len(made.said)
    output.say(f'{count:,} utterance{"" if count == 1 else "s"} written to "{path}"')


def _format(wanted: str | None, path: Path | None) -> str:
    """The format that was named, else that of the file's ending. Raises Problem where neither tells one."""
    from tui.export import FORMATS, format_of

    names = ", ".join(FORMATS)
    if wanted is not None:
        if wanted.lower() not in FORMATS:
            raise Problem(f'there is no format "{wanted}"; there are: {names}')
        return wanted.lower()
    if path is None:
        raise Problem(f"give --format with one of: {names}")
    found = format_of(path)
    if found is None:
        raise Problem(f'the ending of "{path.name}" tells no format; give --format with one of: {names}')
    return found


@contextmanager
def stopped_by_ctrl_c(ctx: click.Context) -> Iterator[Told]:
    """Tells on standard error how far it is; ctrl+c ends the command before anything is written."""
    from index.adding import Progress
    from tui.progress import Reporter, stoppable

    reporter = Reporter()

    def told(step: str, done: int, total: int) -> None:
        reporter(Progress(step, done, total))
        if stopped:
            ctx.exit(INTERRUPTED)

    try:
        with stoppable() as stopped:
            yield told
    finally:
        reporter.clear()
