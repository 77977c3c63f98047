"""`quoth feeds` and `quoth sync`: which feeds are followed, and what is new in them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui import completing, output
from tui.cli import (
    INTERRUPTED,
    LIST,
    WRONG_USE,
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
    from index.library import Library
    from index.store.feeds import FeedRow
    from index.syncing import SyncSummary

NONE = 'no feeds are followed yet; "quoth feeds add ADDRESS" adds one, "quoth feeds import FILE" a list in OPML'


@quoth.group("feeds", cls=Listing, subcommand_metavar="| COMMAND ...", short_help="Follow feeds; print them.")
@with_library
def feeds_group() -> None:
    """Print the feeds (RSS, Atom, JSON Feed) that are followed, with how many articles came from each, and what was
    wrong with it last.

    "quoth sync" fetches them. Options of the list: --limit N, --json.
    """


@feeds_group.command(LIST, hidden=True)
@click.argument("name", required=False, shell_complete=completing.feeds)
@with_json
@with_library
@click.pass_context
def list_feeds(ctx: click.Context, name: str | None, limit: int | None, as_json: bool) -> None:
    """Print them."""
    if name is not None:
        raise Problem(f"to follow a feed: quoth feeds add {name}; to add a list in OPML: quoth feeds import {name}")
    with opened(ctx) as library:
        print_rows(ctx, library.feeds(), limit, feed_form if as_json else None, feed_plain, NONE)


@feeds_group.command("add")
@click.argument("address", nargs=-1, required=True)
@click.option("--outlet", metavar="NAME", shell_complete=completing.outlets, help="Who publishes its articles.")
@click.option(
    "--tag",
    multiple=True,
    metavar="NAME",
    shell_complete=completing.tags,
    help="A tag for its articles; may be repeated.",
)
@with_library
@click.pass_context
def add_feeds(ctx: click.Context, address: tuple[str, ...], outlet: str | None, tag: tuple[str, ...]) -> None:
    """Follow the feeds at these ADDRESSes, or those that the pages there name. The next "quoth sync" brings their
    articles.

    Of one that is followed already, outlet and tags are changed where they are given.
    """
    from index.following import WrongFeedError
    from tui.progress import stoppable

    with opened(ctx, create=True) as library, stoppable() as stopping:
        wrong = 0
        for one in address:
            if stopping:
                ctx.exit(INTERRUPTED)
            try:
                before = followed(library, one)
                if before is None:
                    row, remark = library.try_feed(one, outlet=outlet, tags=tag, stop=lambda: bool(stopping))
                    if remark:
                        output.say(f"{one} {remark}")
                    output.say(f'{row.url} is followed now; "quoth sync" fetches it')
                elif outlet is None and not tag:
                    output.say(f"{one} is followed already")
                else:
                    library.change_feed(before.url, outlet=outlet or before.outlet, tags=tag or before.tags)
                    output.say(f"{one} is followed already; its outlet and tags are changed")
            except WrongFeedError as error:
                output.say(str(error))
                wrong += 1
        if wrong == len(address):
            ctx.exit(WRONG_USE)


def followed(library: Library, address: str) -> FeedRow | None:
    """The feed of an address, where it is followed."""
    try:
        return library.feed(address)
    except KeyError:
        return None


@feeds_group.command("remove")
@click.argument("address", nargs=-1, required=True, shell_complete=completing.feeds)
@with_library
@click.pass_context
def remove_feeds(ctx: click.Context, address: tuple[str, ...]) -> None:
    """Follow the feeds at these ADDRESSes no longer; their articles stay."""
    with opened(ctx) as library:
        for one in address:
            try:
                row = library.remove_feed(one)
            except KeyError:
                raise Problem(not_followed(library, one)) from None
            output.say(f"{row.url} is followed no longer; its articles stay")


@feeds_group.command("import")
@click.argument("file", type=click.Path(allow_dash=True))
@with_library
@click.pass_context
def import_feeds(ctx: click.Context, file: str) -> None:
    """Follow all feeds of a list in OPML, as other readers export it ("-": standard input); folders become tags."""
    from index.feeds.opml import MAX_BYTES
    from index.following import WrongFeedError

    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise Problem(f"{file} can't be read: {error.strerror}") from error
    with opened(ctx, create=True) as library:
        try:
            new, old = library.import_opml(data)
        except WrongFeedError as error:
            raise Problem(f"{file} {error}") from error
        known = f", {old:,} {'was' if old == 1 else 'were'} followed already" if old else ""
        output.say(f'{new:,} feed{"" if new == 1 else "s"} followed now{known}; "quoth sync" fetches them')


@feeds_group.command("export")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="The file to write.")
@with_library
@click.pass_context
def export_feeds(ctx: click.Context, file: Path | None) -> None:
    """Write the feeds as a list in OPML, which other readers import."""
    from tui import files

    with opened(ctx) as library:
        if not library.feeds():
            output.say(NONE)
            ctx.exit(1)
        text = library.export_opml()
        if file is None:
            output.put(text.rstrip("\n"))
            return
        try:
            files.write(file, text.encode())
        except OSError as error:
            raise Problem(f"{file} can't be written: {error.strerror}") from error
        output.say(f"written to {file}")


@quoth.command(short_help="Fetch the feeds.")
@click.argument("address", nargs=-1, shell_complete=completing.feeds)
@click.option("-q", "--quiet", is_flag=True, help="Print only what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as one JSON object.")
@with_library
@click.pass_context
def sync(ctx: click.Context, address: tuple[str, ...], quiet: bool, as_json: bool) -> None:
    """Fetch all feeds, or those at these ADDRESSes, and add what is new in them.

    Pages are read where a feed has summaries only. ctrl+c stops; the next one goes on where this was.
    """
    with opened(ctx, create=True) as library:
        if not library.feeds():
            output.say(NONE)
            ctx.exit(0)
        for one in address:
            if followed(library, one) is None:
                raise Problem(not_followed(library, one))
        done = run_with_progress(library.sync, wanted=address or None)
        if as_json:
            output.emit(sync_form(done))
        else:
            for line in sync_plain(done, quiet):
                output.say(line)
    if done.stopped:
        ctx.exit(INTERRUPTED)
    told = done.articles
    if done.failed and len(done.failed) == done.asked and not (told.added or told.changed or told.unchanged):
        ctx.exit(WRONG_USE)


def not_followed(library: Library, address: str) -> str:
    """A sentence for an address that is not followed, with one that is near."""
    from rapidfuzz import process

    near = process.extractOne(address, [row.url for row in library.feeds()], score_cutoff=60)
    return f"{address} is not followed" + (f"; did you mean {near[0]}?" if near else '; "quoth feeds" prints what is')


def feed_form(row: FeedRow) -> dict[str, Any]:
    """A row of `feeds --json`."""
    return {
        "url": row.url,
        "title": row.title,
        "outlet": row.outlet,
        "tags": list(row.tags),
        "asked": row.asked,
        "after": row.after,
        "problem": row.problem,
        "articles": row.articles,
        "waiting": row.waiting,
        "given_up": row.given_up,
    }


def feed_plain(row: FeedRow) -> str:
    """A feed in two lines, a third where something was wrong with it."""
    name = output.one_line(row.outlet or row.title or "not fetched yet")
    counts = f"{row.articles:,} article{'' if row.articles == 1 else 's'}"
    waiting = f" · {row.waiting:,} waiting" if row.waiting else ""
    waiting += f" · {row.given_up:,} given up" if row.given_up else ""
    tags = f" · {output.hashes(row.tags)}" if row.tags else ""
    asked = f" · asked {row.asked[:16].replace('T', ' ')} UTC" if row.asked else ""
    wrong = f"\n    {output.one_line(row.problem)}" if row.problem else ""
    return f"{row.url}\n    {name} · {counts}{waiting}{asked}{tags}{wrong}"


def sync_form(done: SyncSummary) -> dict[str, Any]:
    """What `sync --json` prints."""
    told = done.articles
    return {
        "feeds": done.asked,
        "unchanged": done.unchanged,
        "failed": [{"url": one.path, "reason": one.reason} for one in done.failed],
        "left_alone": [{"url": one.path, "reason": one.reason} for one in done.left_alone],
        "added": list(told.added),
        "changed": list(told.changed),
        "skipped": [{"path": one.path, "reason": one.reason} for one in told.skipped],
        "waiting": done.waiting,
        "stopped": done.stopped,
    }


def sync_plain(done: SyncSummary, quiet: bool = False) -> list[str]:
    """What came of it: a line for what went wrong with a feed or an entry, then the counts."""
    lines = [*map(output.skipped_plain, done.failed), *output.skipped_lines(done.articles.skipped)]
    if quiet:
        return lines
    lines += output.skipped_lines(done.left_alone)
    feeds = f"{done.asked:,} feed{'' if done.asked == 1 else 's'} asked, {done.unchanged:,} unchanged"
    failed = f", {len(done.failed):,} failed" if done.failed else ""
    told = done.articles
    waiting = f"; {done.waiting:,} still to be read" if done.waiting else ""
    changed = f", {len(told.changed):,} changed" if told.changed else ""
    left_out = sum(not one.added for one in told.skipped)
    skipped = f", {left_out:,} skipped" if left_out else ""
    stopped = "stopped: " if done.stopped else ""
    return [*lines, f"{stopped}{feeds}{failed}; {len(told.added):,} articles added{changed}{skipped}{waiting}"]
