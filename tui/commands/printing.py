"""`quoth list`, `quotes`, `links`, `xref` and `search`: what a screen shows, printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Literal

import click

from tui import completing
from tui.cli import Problem, meant, opened, print_rows, quoth, understood, unknown, with_json, with_library

if TYPE_CHECKING:
    from index.library import Library
    from index.model import ArticleRow, Kind, Variant
    from index.query.concordance import Order

    Nothing = str | Callable[[], Iterable[str]]

SORTS = ("best", "right", "left", "date")
KINDS = ("direct", "fragment", "indirect", "term", "all")


@quoth.command("list", short_help="Print the articles, all or those that a query finds.")
@click.argument("query", required=False)
@click.option(
    "--event",
    metavar="ARTICLE",
    shell_complete=completing.articles,
    help="Only those on the same happening as this article, the oldest first.",
)
@click.option("--tag", metavar="NAME", shell_complete=completing.tags, help="Only those that you gave this tag.")
@click.option(
    "--saved",
    metavar="NAME",
    shell_complete=completing.searches,
    help='Only those that this saved search finds (see "quoth saved").',
)
@click.option("--new", is_flag=True, help="With --saved: only those added since you last looked at it.")
@with_json
@with_library
@click.pass_context
def list_command(
    ctx: click.Context,
    query: str | None,
    event: str | None,
    tag: str | None,
    saved: str | None,
    new: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """Print the articles, all or those that QUERY finds, in the order of adding.

    Beside words a query knows tag:NAME, is:unread, is:read, is:starred and is:noted.
    """
    from tui import output

    if new and saved is None:
        raise Problem("--new says what is new in a saved search: quoth list --saved NAME --new")
    with opened(ctx) as library:
        rows, nothing = _listed(library, query, limit if event is tag is saved is None else None)
        if saved is not None:
            found, nothing = _saved(library, saved, new)
            rows = [row for row in rows if row.id in found]
        if event is not None:
            there = {row.id for row in rows}
            rows = [row for row in library.event_of(event) or unknown(library, "article", event) if row.id in there]
        if tag is not None:
            rows = [row for row in rows if tag.removeprefix("#").lower() in row.tags]
            nothing = f'no article here has the tag "{tag}"; "quoth tag" prints the tags there are'
        print_rows(
            ctx,
            rows,
            limit,
            output.article_form if as_json else None,
            output.article_plain,
            nothing,
        )


def _listed(library: Library, query: str | None, limit: int | None) -> tuple[Sequence[ArticleRow], Nothing]:
    """The articles that a query finds, or all; and what is to be said where there are none."""
    from tui import output

    if query is None:
        return library.articles("added", limit=limit), "the library is empty; add something: quoth add PATH"
    rows: Sequence[ArticleRow] = understood(library.listed(query, limit=limit))
    for note in library.notes(query):
        output.say(note)
    return rows, lambda: (f"nothing found for {query}", *library.why_nothing(query))


def _saved(library: Library, name: str, new: bool) -> tuple[set[str], Nothing]:
    """The articles of a saved search, or what is new of them; and what is to be said where there are none."""
    from tui.commands.saved import no_search

    try:
        search = library.saved_search(name)
    except KeyError:
        no_search(library, name)
    rows = understood(library.new_in(search) if new else library.listed(search.query))
    found = {row.id for row in rows}
    if new:
        return found, f'nothing is new in "{search.name}"'
    return found, lambda: (f"nothing found for {search.query}", *library.why_nothing(search.query))


@quoth.command()
@click.argument("query", required=False)
@click.option(
    "--speaker",
    metavar="NAME",
    shell_complete=completing.speakers,
    help="Only of speakers with this in any spelling of the name.",
)
@click.option(
    "--outlet",
    metavar="NAME",
    shell_complete=completing.outlets,
    help="Only printed by this outlet (any part of the name).",
)
@click.option("--article", metavar="ID", shell_complete=completing.articles, help="Only of this article.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    help="May be repeated; direct and fragment, if not given.",
)
@with_json
@with_library
@click.pass_context
def quotes(
    ctx: click.Context,
    query: str | None,
    speaker: str | None,
    outlet: str | None,
    article: str | None,
    kinds: tuple[Kind, ...],
    limit: int | None,
    as_json: bool,
) -> None:
    """Print quotations, all or those that a query finds."""
    from tui import output

    with opened(ctx) as library:
        if article is not None and not library.articles(ids=[article]):
            unknown(library, "article", article)
        found = library.find_quotations(
            query=query, article=article, speaker=speaker, outlet=outlet, kinds=_kinds(kinds), limit=limit
        )
        rows = understood(found)
        nothing = "no quotation found"
        if not rows and speaker is not None and not library.speakers(speaker, 1):
            nothing += f'; no speaker has "{speaker}" in the name{meant(library, speaker)}'
        print_rows(
            ctx,
            rows,
            limit,
            (lambda pair: output.quote_form(*pair)) if as_json else None,
            lambda pair: output.quote_plain(*pair),
            nothing,
        )


def _kinds(asked: Sequence[Kind | Literal["all"]]) -> tuple[Kind, ...] | None:
    """The kinds asked for; None for all of them."""
    from index.library import SPOKEN

    if "all" in asked:
        return None
    return tuple(kind for kind in asked if kind != "all") or SPOKEN


@quoth.command()
@click.argument("quote_id", required=False, shell_complete=completing.quotations)
@click.option("--text", metavar="WORDS", help="Look for these words instead of a quotation's.")
@with_json
@with_library
@click.pass_context
def xref(ctx: click.Context, quote_id: str | None, text: str | None, limit: int | None, as_json: bool) -> None:
    """Print where else the same words were printed, best first.

    Of indirect speech the words in marks inside it are compared.
    """
    from tui import output

    if (quote_id is None) == (text is None):
        raise Problem('give either a quotation\'s id or --text "WORDS"')
    with opened(ctx) as library:
        nothing = ""
        if text is not None:
            found = library.same_words(text, limit)
            for note in library.being_added():
                output.say(note)
        else:
            found, nothing = _elsewhere(library, quote_id or "")
        if (not as_json or output.aloud()) and quote_id is not None:
            missing = library.not_reported_by(quote_id)
            if missing:  # also where nobody else printed it, which ends the command
                ctx.call_on_close(lambda: output.put(output.missing_plain(missing)))
        print_rows(
            ctx,
            found,
            limit,
            output.xref_form if as_json else None,
            output.variant_plain,
            nothing or "no other printing of these words in the library",
        )
        if (not as_json or output.aloud()) and quote_id is not None and found:
            _counted(library, quote_id, found)


def _counted(library: Library, quote_id: str, found: Sequence[Variant]) -> None:
    """How many printed it, and that some only repeat another's story, where they do."""
    from index.model import SAME_WORDS
    from tui import output

    linked = [variant.article.id for variant in found if variant.link.relation in SAME_WORDS]
    outlets, independent = library.printed_by([quote_id.rpartition("#")[0], *linked])
    if linked and independent < outlets:
        output.put(f"{outlets} outlets, {independent} independent")


def _elsewhere(library: Library, quote_id: str) -> tuple[list[Variant], str]:
    """The other printings of a quotation, or why it has none."""
    from tui.printed import not_compared, printed
    from tui.stops import stops

    known = library.quoted([quote_id])
    if not known:
        unknown(library, "quotation", quote_id)
    q, _ = known[quote_id]
    if q.kind == "indirect":
        held = next((stop.compared for stop in stops(library.quotations(q.article)) if q in stop.pieces), ())
        found = [printing.variant for printing in printed(library.variants, held)]
        return found, "" if any(row.kind != "indirect" for row in held) else not_compared(q, None)
    outer = library.quoted([q.within]).get(q.within) if q.within else None
    return library.variants(quote_id), not_compared(q, outer[0] if outer else None)


@quoth.command(short_help="Print the articles that a query finds.")
@click.argument("query")
@click.option("--context", is_flag=True, help="Print every place where the words stand, on a line of its own.")
@click.option(
    "--sort",
    "order",
    type=click.Choice(SORTS),
    default="best",
    help="By how well they fit, by what stands right or left of the words, or by date.",
)
@with_json
@with_library
@click.pass_context
def search(ctx: click.Context, query: str, context: bool, order: Order, limit: int | None, as_json: bool) -> None:
    """Print the articles that a query finds, each with the passage that fits best."""
    from tui import output

    plain = output.hit_plain
    if context:
        from tui.kwic import context_plain as plain
    with opened(ctx) as library:
        hits = understood(library.search(query, limit if order == "best" else None, each=context))
        if order != "best":
            from index.query.concordance import ordered

            hits = ordered(list(hits), order)
        for note in library.notes(query):
            output.say(note)
        print_rows(
            ctx,
            hits,
            limit,
            output.search_form if as_json else None,
            plain,
            lambda: (f"nothing found for {query}", *library.why_nothing(query)),
        )
