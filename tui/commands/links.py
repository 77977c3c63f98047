"""`quoth links`: which quotations report the same words; and what a reader says of that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from tui import completing, output
from tui.cli import (
    LIST,
    Listing,
    Problem,
    opened,
    print_rows,
    quoth,
    understood,
    unknown,
    wait,
    with_json,
    with_library,
)

if TYPE_CHECKING:
    from index.judging import Judgement
    from index.library import Library
    from index.model import Link


@quoth.group(
    cls=Listing,
    subcommand_metavar="[QUERY] | COMMAND ...",
    short_help="Print links and echoes; say which are none, and which are missing.",
)
@with_library
def links() -> None:
    """Print links and echoes, all or those of the quotations that QUERY finds.

    Where quoth took two quotations for the same words, or did not, same and different put it right, and that stays.
    Options of the list: --min-score S (only from this score, 0 to 1, on; 0 prints every compared pair, also those that
    are no link), --limit N, --json. After -- a QUERY may be any word.
    """


@links.command(LIST, hidden=True)
@click.argument("query", required=False)
@click.option("--min-score", type=click.FloatRange(0, 1), metavar="S")
@with_json
@with_library
@click.pass_context
def links_list(
    ctx: click.Context, query: str | None, min_score: float | None, limit: int | None, as_json: bool
) -> None:
    """Print the links."""
    with opened(ctx) as library:

        def form(link: Link) -> dict[str, Any]:
            found = library.quoted([link.a, link.b]) if output.aloud() else {}  # ids say nothing to who hears them
            both = {"both": [output.quote_form(*found[side]) for side in (link.a, link.b)]} if found else {}
            return output.link_form(link) | both

        print_rows(
            ctx,
            understood(library.links(query, min_score)),
            limit,
            form if as_json else None,
            lambda link: output.link_plain(link, library.quoted([link.a, link.b])),
            "no link found",
        )


@links.command()
@click.argument("a", shell_complete=completing.quotations)
@click.argument("b", shell_complete=completing.quotations)
@with_library
@click.pass_context
def same(ctx: click.Context, a: str, b: str) -> None:
    """The quotations with the ids A and B are the same words said once."""
    with opened(ctx) as library, _judged(library, a, b):
        made = library.judge_same(a, b, wait)
        output.say(f"{made.a} and {made.b} are the same words{_to_undo(made)}")


@links.command()
@click.argument("a", shell_complete=completing.quotations)
@click.argument("b", shell_complete=completing.quotations)
@with_library
@click.pass_context
def different(ctx: click.Context, a: str, b: str) -> None:
    """The quotations with the ids A and B are not the same."""
    with opened(ctx) as library, _judged(library, a, b):
        made = library.judge_different(a, b, wait)
        output.say(f"{made.a} and {made.b} are not the same{_to_undo(made)}")


@links.command(short_help="Print what you called the same, and not.")
@with_json
@with_library
@click.pass_context
def judged(ctx: click.Context, limit: int | None, as_json: bool) -> None:
    """Print what you called the same, and not, each with the number that undo takes."""
    with opened(ctx) as library:
        print_rows(
            ctx,
            library.judgements()[:limit],
            limit,
            judgement_form if as_json else None,
            judgement_plain,
            "nothing was called the same, or not",
        )


@links.command()
@click.argument("number", type=int, nargs=-1, required=True)
@with_library
@click.pass_context
def undo(ctx: click.Context, number: tuple[int, ...]) -> None:
    """Take back what you said of two quotations, by its number in "quoth links judged"."""
    with opened(ctx) as library:
        for one in dict.fromkeys(number):
            try:
                library.undo_judgement(one, wait)
            except KeyError as error:
                raise Problem(f'there is no judgement {one}; "quoth links judged" shows what there is') from error
            output.say(f"judgement {one} was taken back")


@contextmanager
def _judged(library: Library, *ids: str) -> Iterator[None]:
    """Ids that are not there, and what can't be judged, as sentences."""
    from index.people.corrections import WrongChoiceError

    known = library.quoted(ids)
    for one in ids:
        if one not in known:
            unknown(library, "quotation", one)
    try:
        yield
    except WrongChoiceError as error:
        raise Problem(str(error)) from error


def _to_undo(made: Judgement) -> str:
    return f"; to take it back: quoth links undo {made.number}"


def judgement_form(made: Judgement) -> dict[str, Any]:
    """A row of `links judged --json`."""
    return {
        "number": made.number,
        "same": made.same,
        "a": made.a,
        "b": made.b,
        "a_article": made.a_article,
        "b_article": made.b_article,
        "a_words": made.a_words,
        "b_words": made.b_words,
        "made": made.made,
    }


def judgement_plain(made: Judgement) -> str:
    """What a reader said of two quotations, in three lines after its number."""
    told = "the same words" if made.same else "not the same"
    lines = [f"{made.number:4d}  {told} · {made.made[:10]}"]
    for words, quotation, article in (
        (made.a_words, made.a, made.a_article),
        (made.b_words, made.b, made.b_article),
    ):
        lines.append(f"      “{output.one_line(words)}” · {quotation or f'{article}, where it is not quoted now'}")
    return "\n".join(lines)
