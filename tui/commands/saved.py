"""`quoth saved`: the searches that a reader keeps as lists."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any, NoReturn

import click

from tui import completing, output
from tui.cli import LIST, Listing, Problem, opened, print_rows, quoth, with_json, with_library
from tui.saying import counted_list

if TYPE_CHECKING:
    from index.library import Library
    from index.saved import Counted


@quoth.group(cls=Listing, subcommand_metavar="| COMMAND ...", short_help="Keep searches as lists; print them.")
@with_library
def saved() -> None:
    """Print the searches that you keep as lists, each with how many articles it finds and how many of them are new.

    New are those added since you last looked at the list, in the reader or with "quoth saved seen". "quoth list --saved
    NAME" prints one, with --new what is new in it. Options of the list: --limit N, --json.
    """


@saved.command(LIST, hidden=True)
@click.argument("name", required=False, shell_complete=completing.searches)
@with_json
@with_library
@click.pass_context
def saved_list(ctx: click.Context, name: str | None, limit: int | None, as_json: bool) -> None:
    """Print them."""
    if name is not None:
        asked = shlex.quote(name)
        raise Problem(
            f"to print what it finds: quoth list --saved {asked}; to keep a query: quoth saved add {asked} QUERY"
        )
    with opened(ctx) as library:
        print_rows(
            ctx,
            library.counted_searches(),
            limit,
            saved_form if as_json else None,
            saved_plain,
            "there are no saved searches yet; save one: quoth saved add NAME QUERY",
        )


@saved.command()
@click.argument("name")
@click.argument("query")
@with_library
@click.pass_context
def add(ctx: click.Context, name: str, query: str) -> None:
    """Keep QUERY as a list called NAME."""
    from index.own import WrongOwnError

    with opened(ctx) as library:
        try:
            made = library.save_search(name, query)
        except WrongOwnError as error:
            raise Problem(str(error)) from error
        for note in library.notes(made.query):
            output.say(note)
        output.say(f'saved "{made.name}"; its articles: quoth list --saved {shlex.quote(made.name)}')


@saved.command()
@click.argument("name")
@with_library
@click.pass_context
def remove(ctx: click.Context, name: str) -> None:
    """Keep it no longer; articles are not touched."""
    with opened(ctx) as library:
        try:
            gone = library.drop_search(name)
        except KeyError:
            no_search(library, name)
        again = f"quoth saved add {shlex.quote(gone.name)} {shlex.quote(gone.query)}"
        output.say(f'removed "{gone.name}"; to have it back: {again}')


@saved.command()
@click.argument("name", nargs=-1, required=True, shell_complete=completing.searches)
@with_library
@click.pass_context
def seen(ctx: click.Context, name: tuple[str, ...]) -> None:
    """You have looked at these lists: what they find now is new no more."""
    with opened(ctx) as library:
        for one in name:
            try:
                library.search_seen(one)
            except KeyError:
                no_search(library, one)
            output.say(f'nothing in "{one}" is new now')


def no_search(library: Library, name: str) -> NoReturn:
    """Say that there is no saved search of this name, and which is near it."""
    from rapidfuzz import process

    near = process.extractOne(name, [one.name for one in library.saved()], score_cutoff=60)
    hint = f'; did you mean "{near[0]}"?' if near else '; "quoth saved" prints what there is'
    raise Problem(f'there is no saved search "{name}"{hint}')


def saved_form(one: Counted) -> dict[str, Any]:
    """A row of `saved --json`; the counts are null where the query can't be read."""
    return {
        "name": one.saved.name,
        "query": one.saved.query,
        "articles": None if one.problem else one.articles,
        "new": None if one.problem else one.new,
        "made": one.saved.made,
    }


def saved_plain(one: Counted) -> str:
    """A saved search in two lines."""
    told = one.problem or counted_list(one.articles, one.new)
    return f"{output.one_line(one.saved.name)}  {told}\n    {output.one_line(one.saved.query)}"
