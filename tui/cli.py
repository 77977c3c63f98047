"""Which commands are there? Everything a screen shows, a command can print.

Exit codes: 0 done, 1 nothing found, 2 wrong use or nothing could be read, 130 interrupted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from tui import places

if TYPE_CHECKING:
    from index.library import Library
    from index.model import AddSummary, Kind
    from tui.progress import Reporter

F = TypeVar("F", bound=Callable[..., Any])
NOTHING_FOUND, WRONG_USE, INTERRUPTED = 1, 2, 130
KINDS = ("direct", "fragment", "indirect", "term", "all")
READ = "read"  # the hidden command behind `quoth [PATH...]`


class Problem(click.ClickException):
    """What a user can cause: a sentence that says what is wrong and what to do."""

    exit_code = WRONG_USE

    def show(self, file: Any = None) -> None:
        """Print it as every message of quoth is printed."""
        click.echo(f"quoth: {self.format_message()}", err=True)


class Commands(click.Group):
    """The commands; what is none of them is taken for paths to read."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """`quoth PATH...` is `quoth read PATH...`; what is neither a path nor a command gets a suggestion."""
        name = args[0]
        if self.get_command(ctx, name) is None:
            if Path(name).exists() or any(sign in name for sign in "/.\\"):
                return READ, self.get_command(ctx, READ), args
            from rapidfuzz import process

            near = process.extractOne(name, self.list_commands(ctx), score_cutoff=60)
            hint = f'did you mean "quoth {near[0]}"?' if near else "quoth --help lists the commands."
            raise Problem(f'"{name}" is neither a command nor a file; {hint}')
        return super().resolve_command(ctx, args)


def with_library(command: F) -> F:
    """`--library DIR` may also stand after the command's name."""

    def keep(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
        if value:
            ctx.obj = value

    option = click.option(
        "--library",
        metavar="DIR",
        expose_value=False,
        callback=keep,
        help="The library's folder (or QUOTH_LIBRARY).",
    )
    return option(command)


def with_json(command: F) -> F:
    """The `--json` and `--limit` options of every command that prints a list."""
    command = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")(command)
    return click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Print at most N.")(command)


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--library", metavar="DIR", envvar="QUOTH_LIBRARY", help="The library's folder (or QUOTH_LIBRARY).")
@click.version_option(package_name="quoth", message="%(prog)s %(version)s")
@click.pass_context
def quoth(ctx: click.Context, library: str | None) -> None:
    """Read news in a terminal: who said what, and where else the same words were printed.

    Alone, quoth opens the reader on your library, or on a sample while that is empty. PATHs (files and folders of .txt,
    .jsonl, .jsonl.gz) are added first.
    """
    ctx.obj = library
    if ctx.invoked_subcommand is None:
        ctx.invoke(read_command, paths=())


@contextmanager
def opened(ctx: click.Context, *, create: bool = False) -> Iterator[Library]:
    """The library asked for; made anew only where `create` says so. Outdated quotations are made again first."""
    from index.library import Library
    from index.store import WrongLibraryError

    try:
        library = Library.open(places.library_folder(ctx.obj), create=create)
    except WrongLibraryError as error:
        raise Problem(str(error)) from error
    with library:
        if library.outdated():
            run_with_progress(library.rebuild, "quotations and links are made again by this version's rules")
        yield library


def run_with_progress(step: Callable[..., AddSummary], message: str | None = None, **options: Any) -> AddSummary:
    """Run a long step with its progress shown; ctrl+c stops it after the batch at hand."""
    from tui.output import say
    from tui.progress import Reporter, stoppable

    reporter: Reporter = Reporter()
    if message and reporter.terminal:
        say(message)
    try:
        with stoppable() as asked:
            return step(progress=reporter, stop=lambda: bool(asked), **options)
    finally:
        reporter.clear()


def print_rows(
    ctx: click.Context,
    rows: Iterable[Any],
    limit: int | None,
    form: Callable[[Any], dict[str, Any]] | None,
    plain: Callable[[Any], str],
    nothing: str,
) -> None:
    """Print each row as it comes, as JSON by its `form` or else plain; exit code 1 and a sentence where none came."""
    from tui import output

    count = 0
    for row in islice(rows, limit):
        count += 1
        if form is not None:
            output.emit(form(row))
        else:
            click.echo(plain(row))
    if not count:
        output.say(nothing)
        ctx.exit(NOTHING_FOUND)


# --- reading


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
@click.argument("article")
@click.option("--json", "as_json", is_flag=True, help="Print the article as one JSON object.")
@click.option("--open", "in_reader", is_flag=True, help="Open it in the reader.")
@with_library
@click.pass_context
def show(ctx: click.Context, article: str, as_json: bool, in_reader: bool) -> None:
    """Print an article's text, or the spot ARTICLE#START-END."""
    from tui.showing import show_article

    with opened(ctx) as library:
        code = show_article(library, article, as_json=as_json, in_reader=in_reader)
        if code is None:
            unknown(library, article, "article")
        ctx.exit(code)


# --- putting in, taking out


@quoth.command()
@click.argument("source", nargs=-1, required=True)
@click.option("--outlet", metavar="NAME", help="Who published them, where the input does not say.")
@click.option("--published", metavar="DATE", help="When, where the input does not say (2026-11-02).")
@with_library
@click.pass_context
def add(ctx: click.Context, source: tuple[str, ...], outlet: str | None, published: str | None) -> None:
    """Add files and folders of .txt, .jsonl and .jsonl.gz."""
    from index.ingest.hints import iso_date

    if published and iso_date(published) is None:
        raise Problem(f'--published "{published}" is no date; write 2026-11-02')
    with opened(ctx, create=True) as library:
        date = iso_date(published) if published else None
        report(ctx, run_with_progress(library.add, named=source, outlet=outlet, published=date))


def report(ctx: click.Context, summary: AddSummary) -> None:
    """Say what an `add` did; exit where it was stopped or nothing could be read."""
    from tui.output import summary_plain

    for line in summary_plain(summary):
        click.echo(line, err=True)
    if summary.stopped:
        ctx.exit(INTERRUPTED)
    if not (summary.added or summary.changed or summary.unchanged):
        ctx.exit(WRONG_USE)


@quoth.command()
@click.argument("article", nargs=-1, required=True)
@with_library
@click.pass_context
def remove(ctx: click.Context, article: tuple[str, ...]) -> None:
    """Take articles out of the library, by their ids."""
    from tui.output import say

    with opened(ctx) as library:
        removed, missing = library.remove(article)
        if removed:
            say(f"removed {', '.join(removed)}")
        if missing:
            unknown(library, missing[0], "article")


def unknown(library: Library, wanted: str, what: str) -> NoReturn:
    """Say that an id does not exist, and which ones are near."""
    near = library.near_ids(wanted)
    hint = f"; near ones are {', '.join(near)}" if near else '; "quoth list" shows what there is'
    raise Problem(f'there is no {what} "{wanted}" in this library{hint}')


# --- printing lists


@quoth.command("list")
@with_json
@with_library
@click.pass_context
def list_command(ctx: click.Context, limit: int | None, as_json: bool) -> None:
    """Print the articles."""
    from tui import output

    with opened(ctx) as library:
        print_rows(
            ctx,
            library.articles("added"),
            limit,
            output.article_form if as_json else None,
            output.article_plain,
            "the library is empty; add something: quoth add PATH",
        )


@quoth.command()
@click.argument("query", required=False)
@click.option("--speaker", metavar="NAME", help="Only of this speaker (any part of the name).")
@click.option("--outlet", metavar="NAME", help="Only printed by this outlet (any part of the name).")
@click.option("--article", metavar="ID", help="Only of this article.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="direct and fragment, if not given.")
@with_json
@with_library
@click.pass_context
def quotes(
    ctx: click.Context,
    query: str | None,
    speaker: str | None,
    outlet: str | None,
    article: str | None,
    kinds: tuple[str, ...],
    limit: int | None,
    as_json: bool,
) -> None:
    """Print quotations, all or those that a query finds."""
    from tui import output

    with opened(ctx) as library:
        if article is not None and not library.articles(ids=[article]):
            unknown(library, article, "article")
        found = library.find_quotations(
            query=query, article=article, speaker=speaker, outlet=outlet, kinds=_kinds(kinds), limit=limit
        )
        print_rows(
            ctx,
            understood(found),
            limit,
            (lambda pair: output.quote_form(*pair)) if as_json else None,
            lambda pair: output.quote_plain(*pair),
            "no quotation found",
        )


def _kinds(asked: Iterable[str]) -> tuple[Kind, ...] | None:
    """The kinds asked for; None for all of them."""
    from index.library import SPOKEN

    chosen = tuple(asked)
    return None if "all" in chosen else tuple(chosen) or SPOKEN  # type: ignore[return-value]


def understood(found: Any) -> Any:
    """What a query found; where it could not be read, a problem with its sentence."""
    from index.query import QueryProblem

    if isinstance(found, QueryProblem):
        raise Problem(found.message)
    return found


@quoth.command()
@click.argument("query", required=False)
@click.option(
    "--min-score", type=click.FloatRange(0, 1), help="0 prints every compared pair, also those that are no link."
)
@with_json
@with_library
@click.pass_context
def links(ctx: click.Context, query: str | None, min_score: float | None, limit: int | None, as_json: bool) -> None:
    """Print links and echoes, all or those of the quotations that a query finds."""
    from tui import output

    with opened(ctx) as library:
        print_rows(
            ctx,
            understood(library.links(query, min_score)),
            limit,
            output.link_form if as_json else None,
            lambda link: output.link_plain(link, library.quoted([link.a, link.b])),
            "no link found",
        )


@quoth.command()
@click.argument("quote_id", required=False)
@click.option("--text", metavar="WORDS", help="Look for these words instead of a quotation's.")
@with_json
@with_library
@click.pass_context
def xref(ctx: click.Context, quote_id: str | None, text: str | None, limit: int | None, as_json: bool) -> None:
    """Print where else the same words were printed, best first."""
    from tui import output

    if (quote_id is None) == (text is None):
        raise Problem('give either a quotation\'s id or --text "WORDS"')
    with opened(ctx) as library:
        if text is not None:
            found = library.same_words(text, limit)
        elif quote_id is not None and library.quoted([quote_id]):
            found = library.variants(quote_id)
        else:
            unknown(library, quote_id or "", "quotation")
        print_rows(
            ctx,
            found,
            limit,
            output.xref_form if as_json else None,
            output.variant_plain,
            "no other printing of these words in the library",
        )


@quoth.command()
@click.argument("query")
@with_json
@with_library
@click.pass_context
def search(ctx: click.Context, query: str, limit: int | None, as_json: bool) -> None:
    """Print the articles that a query finds, each with the passage that fits best."""
    from tui import output

    with opened(ctx) as library:
        print_rows(
            ctx,
            understood(library.search(query, limit)),
            limit,
            output.search_form if as_json else None,
            output.hit_plain,
            f"nothing found for {query}",
        )


# --- the library itself


@quoth.group("index")
def index_group() -> None:
    """The library's state, and its repair."""


@index_group.command("info")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
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
                click.echo(f"{name:{width}}  {value:,}" if isinstance(value, int) else f"{name:{width}}  {value}")


@index_group.command("rebuild")
@with_library
@click.pass_context
def index_rebuild(ctx: click.Context) -> None:
    """Make quotations, links and the full-text index anew; what you marked stays."""
    from tui.output import say

    with opened(ctx) as library:
        summary = run_with_progress(library.rebuild)
        if summary.stopped:
            ctx.exit(INTERRUPTED)
        say(f"made anew from {len(summary.changed):,} articles")
