"""What do all commands share: the group, its options, the opened library, progress and printing?

Exit codes: 0 done, 1 nothing found, 2 wrong use or nothing could be read, 130 interrupted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from tui import completing, config, output, places
from tui.commands import MODULE_OF

if TYPE_CHECKING:
    from index.library import Library
    from tui.export.report import About
    from tui.progress import Reporter

F = TypeVar("F", bound=Callable[..., Any])
R = TypeVar("R")
NOTHING_FOUND, WRONG_USE, INTERRUPTED = 1, 2, 130
LIST = "list"  # the hidden command behind `quoth speakers [QUERY]` and `quoth links [QUERY]`
VALUED = ("--limit", "--library", "--min-score")  # options of theirs that take a value
THEME = "tui.theme"  # where the theme that was asked for stands in the context
COMPLETION = "_QUOTH_COMPLETE"  # the shell's question, see click's shell_completion
READ = "_read"  # the hidden command behind `quoth [PATH...]`


class Problem(click.ClickException):
    """What a user can cause: a sentence that says what is wrong and what to do."""

    exit_code = WRONG_USE

    def show(self, file: Any = None) -> None:
        """Print it as every message of quoth is printed."""
        click.echo(f"quoth: {output.harmless(self.format_message())}", file=file, err=file is None)


class Commands(click.Group):
    """The commands, each of them imported when it is wanted; what is none of them is taken for paths to read."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names."""
        return sorted(MODULE_OF)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name in MODULE_OF:
            import_module(f"tui.commands.{MODULE_OF[cmd_name]}")
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """`quoth PATH...` is the hidden command; what is neither a path nor a command gets a suggestion."""
        name = args[0]
        if self.get_command(ctx, name) is None:
            # Path.exists raises where a name is too long
            if os.path.exists(name) or any(sign in name for sign in "/.\\"):  # noqa: PTH110
                return "", self.get_command(ctx, READ), args
            from rapidfuzz import process

            near = process.extractOne(name, [other for other in MODULE_OF if other != READ], score_cutoff=60)
            hint = f'did you mean "quoth {near[0]}"?' if near else "quoth --help lists the commands."
            raise Problem(f'"{name}" is neither a command nor a file; {hint}')
        return super().resolve_command(ctx, args)


class Listing(click.Group):
    """Subcommands beside a list; what names none of them is taken for the list's query: `quoth speakers lind`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the hidden list command before what names no subcommand."""
        asks_help = any(arg in ("-h", "--help") for arg in args)
        if _first_word(args) not in self.commands and not asks_help:
            args = [LIST, *args]
        return super().parse_args(ctx, args)


def _first_word(args: list[str]) -> str | None:
    """The first argument that is no option and no option's value."""
    i = 0
    while i < len(args) and args[i].startswith("-"):
        if args[i] == "--":
            return None
        i += 2 if args[i] in VALUED else 1
    return args[i] if i < len(args) else None


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


def with_forms(told: str = "Print one JSON object a line.") -> Callable[[F], F]:
    """The `--json` and `--aloud` options: `as_json` is true for both, and `output.emit` prints what was asked for."""

    def keep(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        ctx.meta[output.ALOUD] = value

    def wanted() -> bool:
        settings = config.current()
        return bool(settings and settings.value("speech.aloud"))

    def either(ctx: click.Context, _param: click.Parameter, value: bool) -> bool:
        if value:
            ctx.meta[output.ALOUD] = False  # it is asked for on the command line
        return value or output.aloud()

    def both(command: F) -> F:
        command = click.option(
            "--aloud",
            is_flag=True,
            is_eager=True,
            expose_value=False,
            envvar="QUOTH_ALOUD",
            default=wanted,
            callback=keep,
            help="Print one fact a line, in words, to be read aloud (or QUOTH_ALOUD=1).",
        )(command)
        return click.option("--json", "as_json", is_flag=True, callback=either, help=told)(command)

    return both


def with_json(command: F) -> F:
    """The `--json`, `--aloud` and `--limit` options of every command that prints a list."""
    command = with_forms()(command)
    return click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Print at most N.")(command)


def with_part(command: F) -> F:
    """The `--event` and `--article` options of commands that tell what a part of the library quotes; see `one_part`."""
    command = click.option(
        "--article", metavar="ID", shell_complete=completing.articles, help="Only what this article quotes."
    )(command)
    return click.option(
        "--event",
        metavar="ARTICLE",
        shell_complete=completing.articles,
        help="What the articles on the same event as this one quote.",
    )(command)


def one_part(query: str | None, event: str | None, article: str | None) -> str | None:
    """The article that names the part, None where none does. Raises Problem where more than one part is asked for."""
    if (query is not None) + (article is not None) + (event is not None) > 1:
        raise Problem("give one of QUERY, --event and --article")
    return event if event is not None else article


def asked_about(library: Library, query: str | None, event: str | None, article: str | None) -> About:
    """What a report or a table is to be of. Raises Problem where the article is not there."""
    from tui.export.report import About

    part = one_part(query, event, article)
    if part is None:
        return About("everything") if query is None else About("query", query)
    there = library.articles(ids=[part])
    if not there:
        unknown(library, "article", part)
    return About("article" if event is None else "event", part, there[0].title)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    subcommand_metavar="[PATH... | COMMAND ...]",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--library", metavar="DIR", envvar="QUOTH_LIBRARY", help="The library's folder (or QUOTH_LIBRARY).")
@click.option(
    "--theme",
    metavar="NAME",
    envvar="QUOTH_THEME",
    shell_complete=completing.themes,
    help="The reader's colours: dark, light, contrast, or terminal for the terminal's own (or QUOTH_THEME).",
)
@click.version_option(package_name="quoth", message="%(prog)s %(version)s")
@click.pass_context
def quoth(ctx: click.Context, library: str | None, theme: str | None) -> None:
    """Read news in a terminal: who said what, and where else the same words were printed.

    Alone, quoth opens the reader on your library, or on a sample while that is empty. PATHs (files, folders,
    addresses) are added first, as by quoth add.
    """
    ctx.obj = library
    settings = config.begin()
    if settings and settings.grave and ctx.invoked_subcommand not in (None, "", "config"):  # the reader tells it itself
        from tui.config.telling import in_one_sentence

        output.say(in_one_sentence(settings))
    if theme:
        ctx.meta[THEME] = theme
    if ctx.invoked_subcommand is None:
        read = quoth.get_command(ctx, READ)
        assert read is not None
        ctx.invoke(read, paths=())


@contextmanager
def opened(ctx: click.Context, *, create: bool = False) -> Iterator[Library]:
    """The library asked for; made anew only where `create` says so. Outdated quotations are made again first."""
    from index.library import Library
    from index.store import WrongLibraryError

    try:
        library = Library.open(places.library_folder(ctx.obj), create=create)
    except WrongLibraryError as error:
        raise Problem(str(error)) from error
    library.watch_catching_up(catching_up)
    with library:
        if library.outdated():
            message = "quotations and links are made again by this version's rules"
            if run_with_progress(library.rebuild, message, only_if_outdated=True).stopped:
                raise click.exceptions.Exit(INTERRUPTED)  # half a library is no answer
        yield library


@contextmanager
def catching_up() -> Iterator[tuple[Callable[[int, int], None], Callable[[], bool]]]:
    """The progress of bringing an index up to date that was found behind; ctrl+c ends the command."""
    from index.adding import Progress
    from tui.progress import Reporter, stoppable

    reporter = Reporter()
    try:
        with stoppable() as asked:
            yield (
                lambda done, total: reporter(Progress("bringing the index up to date", done, total)),
                lambda: bool(asked),
            )
    finally:
        reporter.clear()
    if asked:
        raise click.exceptions.Exit(INTERRUPTED)


def run_with_progress(step: Callable[..., R], message: str | None = None, **options: Any) -> R:
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
    nothing: str | Callable[[], Iterable[str]],
) -> None:
    """Print each row as it comes, as JSON by its `form` or else plain; exit code 1 and a sentence where none came.

    `nothing` is that sentence, or finds several of them.
    """
    count = 0
    for row in islice(rows, limit):
        count += 1
        if form is not None:
            output.emit(form(row))
        else:
            output.put(plain(row))
    if not count:
        for sentence in [nothing] if isinstance(nothing, str) else nothing():
            output.say(sentence)
        ctx.exit(NOTHING_FOUND)


def unknown(library: Library, what: str, wanted: str, *more: str) -> NoReturn:
    """Say that ids do not exist, and which ones are near where it is only one."""
    listing = "quoth quotes" if what == "quotation" else "quoth list"
    if more:
        names = ", ".join(f'"{one}"' for one in (wanted, *more))
        raise Problem(f'there are no {what}s {names} in this library; "{listing}" shows what there is')
    near = library.near_ids(wanted)
    hint = f"; near ones are {', '.join(near)}" if near else f'; "{listing}" shows what there is'
    raise Problem(f'there is no {what} "{wanted}" in this library{hint}')


def wait() -> None:
    """Told of a wait for another process."""
    from tui.output import say

    say("waiting for another quoth that adds to this library; ctrl+c stops")


def meant(library: Library, name: str) -> str:
    """A question after names like one that nobody has; nothing where there is none."""
    near = [f'"{one}"' for one in library.near_speakers(name)]
    return f"; did you mean {', '.join(near[:-1])}{' or ' if near[:-1] else ''}{near[-1]}?" if near else ""


def understood(found: Any) -> Any:
    """What a query found; where it could not be read, a problem with its sentence."""
    from index.query import QueryProblem

    if isinstance(found, QueryProblem):
        raise Problem(found.message)
    return found
