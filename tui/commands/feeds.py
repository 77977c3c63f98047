"""`quoth feeds`: which feeds are followed."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

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
    with_json,
    with_library,
)

if TYPE_CHECKING:
    from index.following import FeedInfo
    from index.library import Library

NOTHING = "there are no feeds yet; follow one: quoth feeds add URL, or a list of them: quoth feeds import FILE.opml"


@quoth.group(cls=Listing, subcommand_metavar="| COMMAND ...", short_help="Follow feeds; print them.")
@with_library
def feeds() -> None:
    """Print the feeds that you follow, each with when it was last asked for and how many articles it brought.

    "quoth sync" asks for them. Options of the list: --limit N, --json.
    """


@feeds.command(LIST, hidden=True)
@click.argument("url", required=False, shell_complete=completing.feeds)
@with_json
@with_library
@click.pass_context
def feeds_list(ctx: click.Context, url: str | None, limit: int | None, as_json: bool) -> None:
    """Print them."""
    with opened(ctx) as library:
        rows = library.feeds()
        if url is not None:
            try:
                rows = [library.feed(url)]
            except KeyError:
                raise Problem(
                    f"you follow no feed {url}; to follow it: quoth feeds add {shlex.quote(url)}{near(library, url)}"
                ) from None
        print_rows(ctx, rows, limit, feed_form if as_json else None, feed_plain, NOTHING)


@feeds.command()
@click.argument("url", nargs=-1, required=True)
@click.option("--outlet", metavar="NAME", shell_complete=completing.outlets, help="Who publishes its articles.")
@click.option("--tag", multiple=True, metavar="NAME", shell_complete=completing.tags, help="A tag for its articles.")
@with_library
@click.pass_context
def add(ctx: click.Context, url: tuple[str, ...], outlet: str | None, tag: tuple[str, ...]) -> None:
    """Follow feeds, by their addresses or those of pages that name them; "quoth sync" brings their articles."""
    from index.following import WrongFeedError
    from tui.progress import stoppable

    with opened(ctx, create=True) as library, stoppable() as asked:
        done = 0
        for one in url:
            try:
                found = library.add_feed(one, outlet=outlet, tags=tag, stop=lambda: bool(asked))
            except WrongFeedError as error:
                output.say(output.harmless_line(str(error)))
                continue
            finally:
                if asked:
                    ctx.exit(INTERRUPTED)
            done += 1
            if found.remark:
                output.say(output.harmless_line(f"{one} {found.remark}"))
            output.say(output.harmless_line(f"following {found.feed.shown} ({found.feed.url})"))
        if not done:
            ctx.exit(WRONG_USE)


@feeds.command()
@click.argument("url", nargs=-1, required=True, shell_complete=completing.feeds)
@with_library
@click.pass_context
def remove(ctx: click.Context, url: tuple[str, ...]) -> None:
    """Follow feeds no longer; their articles stay."""
    with opened(ctx) as library:
        for one in url:
            try:
                gone = library.remove_feed(one)
            except KeyError:
                no_feed(library, one)
            output.say(f"removed {gone.url}; its articles stay")


@feeds.command("set", short_help="Name a feed's outlet, or its tags.")
@click.argument("url", shell_complete=completing.feeds)
@click.option("--outlet", metavar="NAME", shell_complete=completing.outlets, help='Who publishes it; "" for its title.')
@click.option("--tag", multiple=True, metavar="NAME", shell_complete=completing.tags, help="Its tags, from here on.")
@click.option("--no-tags", is_flag=True, help="It has no tags from here on.")
@with_library
@click.pass_context
def set_(ctx: click.Context, url: str, outlet: str | None, tag: tuple[str, ...], no_tags: bool) -> None:
    """Name the outlet of a feed, or give it tags in place of those it has. Articles that are there stay as they are."""
    from index.following import WrongFeedError

    if outlet is None and not tag and not no_tags:
        raise Problem("say what to set: --outlet NAME, --tag NAME or --no-tags")
    with opened(ctx) as library:
        try:
            tags = tag if tag or no_tags else None
            found = library.change_feed(url, outlet=outlet or None, no_outlet=outlet == "", tags=tags)
        except KeyError:
            no_feed(library, url)
        except WrongFeedError as error:
            raise Problem(str(error)) from error
        output.say(f"{found.url}: {told(found)}")


@feeds.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_library
@click.pass_context
def import_(ctx: click.Context, file: Path) -> None:
    """Follow the feeds of an OPML file, as other readers export it; its folders become tags."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Problem(f"{file} can't be read: {error.strerror}") from error
    with opened(ctx, create=True) as library:
        found = library.import_opml(data)
        if isinstance(found, str):
            raise Problem(f"{file} {found}")
        for line in output.skipped_lines(found.skipped):
            output.say(line)
        known = f", {len(found.known):,} followed before" if found.known else ""
        output.say(f"{len(found.added):,} feeds added{known}; their articles: quoth sync")
        if not (found.added or found.known):
            ctx.exit(WRONG_USE)


@feeds.command()
@click.option("-o", "--output", "file", metavar="FILE", help="Where to; - or none is standard output.")
@with_library
@click.pass_context
def export(ctx: click.Context, file: str | None) -> None:
    """Write the feeds as OPML, for other readers: to FILE, or to standard output."""
    from tui import files

    with opened(ctx) as library:
        data = library.export_opml()
        count = len(library.feeds())
    if file in (None, "-"):
        output.put(data.decode().rstrip("\n"))
        return
    try:
        files.write(Path(file), data)
    except (OSError, ValueError) as error:
        told = output.refused(error) if isinstance(error, OSError) else str(error)
        raise Problem(f"{file} can't be written: {told}") from error
    output.say(f"{count:,} feed{'' if count == 1 else 's'} written to {file}")


def no_feed(library: Library, url: str) -> NoReturn:
    """Say that no feed of this address is followed, and which are near it."""
    raise Problem(f"you follow no feed {url}{near(library, url)}")


def near(library: Library, url: str) -> str:
    """Which feeds an address may have meant."""
    found = library.near_feeds(url)
    return f"; did you mean {' or '.join(found)}?" if found else '; "quoth feeds" prints those that you follow'


def feed_form(one: FeedInfo) -> dict[str, Any]:
    """A row of `feeds --json`."""
    return {
        "url": one.url,
        "title": one.title,
        "outlet": one.outlet,
        "tags": list(one.tags),
        "asked": one.asked,
        "after": one.after,
        "problem": one.problem,
        "articles": one.articles,
        "waiting": one.waiting,
        "given_up": one.given_up,
        "gone": one.gone,
    }


def feed_plain(one: FeedInfo) -> str:
    """A feed in two lines, and a third where it failed."""
    lines = [f"{output.one_line(one.shown)}  {told(one)}", f"    {output.one_line(one.url)}"]
    if one.problem:
        again = f" (asked again after {local(one.after)})" if one.after else ""
        lines.append(f"    {output.one_line(one.problem)}{again}")
    return "\n".join(lines)


def told(one: FeedInfo) -> str:
    """What a feed brought so far, and its tags."""
    parts = [f"{one.articles:,} article{'' if one.articles == 1 else 's'}"]
    parts += [f"{one.waiting:,} waiting"] if one.waiting else []
    parts += [f"{one.given_up:,} given up"] if one.given_up else []
    parts += [output.hashes(one.tags)] if one.tags else []
    parts += [f"asked {local(one.asked)}" if one.asked else "not asked yet"]
    return " · ".join(parts)


def local(moment: str) -> str:
    """A stored moment as the clock here shows it."""
    import datetime as dt

    return dt.datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
