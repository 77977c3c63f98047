"""`quoth export`: what was said, with all who printed it, as a file for somebody who has no library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui import completing
from tui.cli import (
    INTERRUPTED,
    NOTHING_FOUND,
    Problem,
    asked_about,
    meant,
    opened,
    quoth,
    understood,
    unknown,
    with_library,
    with_part,
)

if TYPE_CHECKING:
    from index.library import Library
    from tui.export.gathering import Told
    from tui.export.report import Report

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
@click.option(
    "--speaker", metavar="NAME", shell_complete=completing.speakers, help="What this person said, also without marks."
)
@click.option("--quotation", metavar="ID", shell_complete=completing.quotations, help="Only this, with all printings.")
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
    speaker: str | None,
    quotation: str | None,
    wanted: str | None,
    bom: bool,
    file: str | None,
) -> None:
    """Write what was said, each thing once with all who printed it, what they changed and who left it out.

    Without QUERY, --event, --article, --speaker and --quotation all that at least two printed. A FILE that is there is
    replaced when the new one is written whole.
    """
    from tui import output
    from tui.export.gathering import in_format, of_scope
    from tui.files import write

    parts = [part for part in (query, event, article, speaker, quotation) if part is not None]
    if len(parts) > 1:
        raise Problem("give one of QUERY, --event, --article, --speaker and --quotation")
    path = None if file in (None, STANDARD_OUTPUT) else Path(file or "")
    name = _format(wanted, path)
    if bom and name != "csv":
        raise Problem("--bom is for the format csv")
    if path is not None and path.is_dir():
        raise Problem(f'"{path}" is a folder; give the name of a file in it')
    with opened(ctx) as library, stopped_by_ctrl_c(ctx) as told:
        if speaker is not None:
            made = _of_speaker(library, speaker, told)
        elif quotation is not None:
            made = _of_quotation(library, quotation, told)
        else:
            made = understood(of_scope(library, asked_about(library, query, event, article), told))
        text = BOM * bom + in_format(name, made, told)
    if not made.said:
        output.say("nobody's words were printed there" if parts else "no words that two printed")
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


def _of_speaker(library: Library, name: str, told: Told) -> Report:
    """What somebody said, the newest event first. Raises Problem where nobody is called so, or several may be."""
    from tui.commands.said import wanted
    from tui.export.gathering import of_speaker
    from tui.export.report import About

    found = wanted(library, name)
    if found is None:
        raise Problem(f'nobody is quoted as "{name}" in this library{meant(library, name)}')
    sayings = [saying for event in found.events for saying in event.sayings]
    made: Report = understood(of_speaker(library, About("speaker", found.speaker.name), sayings, told))
    return made


def _of_quotation(library: Library, wanted: str, told: Told) -> Report:
    """One quotation with all its printings. Raises Problem where there is none of this id."""
    from tui.export.gathering import of_quotation

    if not library.quoted([wanted]):
        unknown(library, "quotation", wanted)
    made: Report = understood(of_quotation(library, wanted, told))
    return made


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
