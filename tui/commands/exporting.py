"""`quoth export`: what was said, with all who printed it, as a file for somebody who has no library."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import (
    INTERRUPTED,
    NOTHING_FOUND,
    Problem,
    one_part,
    opened,
    quoth,
    understood,
    unknown,
    with_library,
    with_part,
)

if TYPE_CHECKING:
    from index.library import Library
    from index.model import UtteranceRow
    from tui.export.report import Report

STANDARD_OUTPUT = "-"


@quoth.command(short_help="Write a report: what was said, who printed it, how.")
@click.argument("query", required=False)
@with_part
@click.option("--format", "wanted", metavar="NAME", help="The format, where FILE's ending does not say it.")
@click.option("-o", "--output", "file", metavar="FILE", help="Where to; - or none is standard output.")
@with_library
@click.pass_context
def export(
    ctx: click.Context,
    query: str | None,
    event: str | None,
    article: str | None,
    wanted: str | None,
    file: str | None,
) -> None:
    """Write what was said, each thing once with all who printed it, what they changed and who left it out.

    Without QUERY, --event and --article all that at least two printed. A FILE that is there is replaced when the new
    one is written whole.
    """
    from tui import output
    from tui.export import FORMATS
    from tui.export.files import write

    about = one_part(query, event, article)
    path = None if file in (None, STANDARD_OUTPUT) else Path(file or "")
    name = _format(wanted, path)
    if path is not None and path.is_dir():
        raise Problem(f'"{path}" is a folder; give the name of a file in it')
    with opened(ctx) as library:
        made = _report(ctx, library, query, event, article, about)
    if made is None:
        output.say("nobody's words were printed there" if query or event or article else "no words that two printed")
        ctx.exit(NOTHING_FOUND)
    text = FORMATS[name](made)
    if path is None:
        output.put(text.removesuffix("\n"))
        return
    try:
        write(path, text)
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


def _report(
    ctx: click.Context,
    library: Library,
    query: str | None,
    event: str | None,
    article: str | None,
    about: str | None,
) -> Report | None:
    """What was asked for; None where it has no words."""
    from index.adding import Progress
    from index.telling import reportable
    from tui.export.report import About, report_of
    from tui.progress import Reporter, stoppable

    asked = About("everything") if query is None else About("query", query)
    if about is not None:
        there = library.articles(ids=[about])
        if not there:
            unknown(library, "article", about)
        asked = About("event" if event is not None else "article", about, there[0].title)
    rows: list[UtteranceRow] = reportable(understood(library.utterances(query, article=article, event=event)))
    if not rows:
        return None
    reporter = Reporter()

    def told(done: int, total: int) -> None:
        reporter(Progress("comparing", done, total))
        if stopped:
            ctx.exit(INTERRUPTED)

    try:
        with stoppable() as stopped:
            return report_of(asked, dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), rows, told)
    finally:
        reporter.clear()
