"""`quoth index`: the library's state, and its repair."""

from __future__ import annotations

import click

from tui.cli import INTERRUPTED, opened, quoth, run_with_progress, with_forms, with_library


@quoth.group("index")
@with_library
def index_group() -> None:
    """The library's state, and its repair."""


@index_group.command("info")
@with_forms("Print one JSON object.")
@with_library
@click.pass_context
def index_info(ctx: click.Context, as_json: bool) -> None:
    """Print what the library holds and in which state it is."""
    from tui import output

    with opened(ctx) as library:
        facts = library.info()
        if as_json:
            output.emit(facts)
        else:
            width = max(map(len, facts))
            for name, value in facts.items():
                output.put(f"{name:{width}}  {value:,}" if isinstance(value, int) else f"{name:{width}}  {value}")


@index_group.command("rebuild", short_help="Make quotations, links and the full-text index anew.")
@with_library
@click.pass_context
def index_rebuild(ctx: click.Context) -> None:
    """Make quotations, links and the full-text index anew; what you marked stays."""
    from tui.output import say

    with opened(ctx) as library:
        summary = run_with_progress(library.rebuild)
        if summary.stopped:
            ctx.exit(INTERRUPTED)
        count = len(summary.changed)
        say(f"made anew from {count:,} article{'' if count == 1 else 's'}")
