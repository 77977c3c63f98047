"""`quoth outlets`: who publishes the library's articles; name and join them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui import completing, output
from tui.cli import (
    INTERRUPTED,
    LIST,
    Listing,
    Problem,
    opened,
    print_rows,
    quoth,
    run_with_progress,
    with_json,
    with_library,
)

if TYPE_CHECKING:
    from index.renaming import OutletRow, Renamed


@quoth.group(
    cls=Listing,
    subcommand_metavar="[QUERY] | COMMAND ...",
    short_help="Print the outlets of the library; name and join them.",
)
@with_library
def outlets() -> None:
    """Print the outlets with their addresses and other names, most articles first; QUERY is any part of these.

    An article's outlet is known by one name, whatever its input calls it ("The Washington Post", "washingtonpost.com").
    Where quoth does not know that, or you call it otherwise, name says so, and that stays. Options of the list:
    --limit N, --json. After -- a QUERY may be any word.
    """


@outlets.command(LIST, hidden=True)
@click.argument("query", required=False)
@with_json
@with_library
@click.pass_context
def outlets_list(ctx: click.Context, query: str | None, limit: int | None, as_json: bool) -> None:
    """Print the outlets."""
    with opened(ctx) as library:
        wanted = (query or "").casefold()
        rows = [row for row in library.outlet_rows() if any(wanted in name.casefold() for name in names(row))]
        nothing = "no article here has an outlet" if query is None else f'no outlet here is called "{query}"'
        print_rows(ctx, rows, limit, outlet_form if as_json else None, outlet_plain, nothing)


@outlets.command("name")
@click.argument("called", metavar="HOST_OR_ALIAS", shell_complete=completing.outlets)
@click.argument("name", shell_complete=completing.outlets)
@with_library
@click.pass_context
def name_command(ctx: click.Context, called: str, name: str) -> None:
    """What is called HOST_OR_ALIAS, or is from that address, is of the outlet NAME.

    For the articles that are there and for those that come: quoth outlets name washingtonpost.com "Washington Post".
    A name that another outlet has joins the two. What was edited in an article stays.
    """
    from index.renaming import WrongNameError

    with opened(ctx) as library:
        try:
            renamed = run_with_progress(library.name_outlet, called=called, outlet=name)
        except WrongNameError as error:
            raise Problem(str(error)) from error
        shown = [output.one_line(one) for one in (called, name)]
        _tell(ctx, renamed, f'"{shown[0]}" is "{shown[1]}"', f"quoth outlets forget {_typed(called)}")


@outlets.command()
@click.argument("called", metavar="HOST_OR_ALIAS")
@with_library
@click.pass_context
def forget(ctx: click.Context, called: str) -> None:
    """Take back what you said of HOST_OR_ALIAS by name."""
    from index.renaming import WrongNameError

    with opened(ctx) as library:
        try:
            renamed = run_with_progress(library.forget_outlet, called=called)
        except KeyError as error:
            raise Problem(f'nothing was said of "{output.one_line(called)}"; "quoth outlets" shows what was') from error
        except WrongNameError as error:
            raise Problem(str(error)) from error
        _tell(ctx, renamed, f'what was said of "{output.one_line(called)}" is forgotten', None)


def _tell(ctx: click.Context, renamed: Renamed, what: str, back: str | None) -> None:
    """What was done, and how it is taken back; exit where it was stopped."""
    if renamed.stopped:
        output.say(f"stopped: {renamed.done:,} of {renamed.total:,} articles are done; the same again goes on")
        ctx.exit(INTERRUPTED)
    count = f"{renamed.done:,} article{'' if renamed.done == 1 else 's'} changed"
    output.say(f"{what}; {count}{f'; to take it back: {back}' if back else ''}")


def _typed(word: str) -> str:
    """A word as a shell takes it."""
    from shlex import quote

    return quote(word)


def names(row: OutletRow) -> tuple[str, ...]:
    """All that an outlet is found by."""
    return (row.outlet, *row.addresses, *row.aliases)


def outlet_form(row: OutletRow) -> dict[str, Any]:
    """A row of `outlets --json`; `own` are the addresses and aliases that were named by hand, as forget takes them."""
    return {
        "outlet": row.outlet,
        "articles": row.articles,
        "addresses": list(row.addresses),
        "aliases": list(row.aliases),
        "own": list(row.own),
    }


def outlet_plain(row: OutletRow) -> str:
    """An outlet with its count, and below it its addresses and other names; what was named by hand has a star."""
    told = [f"{one}*" if one in row.own else one for one in (*row.addresses, *row.aliases)]
    line = f"{output.one_line(row.outlet)}  {row.articles:,}"
    return f"{line}\n    {output.one_line(' · '.join(told))}" if told else line
