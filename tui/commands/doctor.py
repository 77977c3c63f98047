"""`quoth doctor`: what a maintainer needs to help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tui.cli import quoth, with_forms, with_library


@quoth.command(short_help="Print what a maintainer needs to help.")
@with_forms("Print one JSON object.")
@with_library
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Print what a maintainer needs to help: versions, terminal, places, settings, the library's state, last warnings.

    No word of an article, a note or a query is in it, and "~" stands for your home folder. Nothing is written or
    mended; "quoth index check" looks through the whole library.
    """
    from tui import output
    from tui.diagnosis import facts

    found = facts(ctx.obj)
    if as_json:
        output.emit(found)
        return
    for line in _lines(found):
        output.put(output.harmless_line(line))


def _lines(found: Any, before: str = "") -> Iterator[str]:
    """Facts as lines, "library.locks.adding.lock  none"."""
    for name, value in found.items():
        where = f"{before}{name}"
        if isinstance(value, dict) and value:
            yield from _lines(value, f"{where}.")
        elif isinstance(value, list) and value:
            yield from (f"{where}  {one}" for one in value)
        else:
            yield f"{where}  {_plain(value)}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "unknown"
    if isinstance(value, int):
        return f"{value:,}"
    return str(value) if value else "none"
