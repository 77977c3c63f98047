"""`quoth sync`: fetch the feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui import completing, output
from tui.cli import INTERRUPTED, NOTHING_FOUND, WRONG_USE, opened, quoth, run_with_progress, with_library
from tui.commands.feeds import NOTHING, no_feed

if TYPE_CHECKING:
    from index.feeds.syncing import SyncSummary


@quoth.command(short_help="Fetch the feeds.")
@click.argument("feed", nargs=-1, shell_complete=completing.feeds)
@click.option("-q", "--quiet", is_flag=True, help="Print only what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
@with_library
@click.pass_context
def sync(ctx: click.Context, feed: tuple[str, ...], quiet: bool, as_json: bool) -> None:
    """Ask for the feeds that you follow (or for some, by their addresses), and add the articles that they announce.

    Where a feed gives only a summary, its page is read. A feed that failed several times is asked again after a while,
    or when it is named here. What was fetched is kept when this is stopped; the next time goes on from there.
    """
    with opened(ctx) as library:
        known = {one.url for one in library.feeds()}
        if not known:
            if not quiet:
                output.say(NOTHING)
            ctx.exit(NOTHING_FOUND)
        for one in feed:
            try:
                library.feed(one)
            except KeyError:
                no_feed(library, one)
        done: SyncSummary = run_with_progress(library.sync, urls=feed or None)
    lines = problems(done)
    if as_json:
        output.emit(sync_form(done))
    elif not quiet:
        lines.append(counted(done))
    for line in lines:
        click.echo(line, err=True)
    if done.stopped:
        ctx.exit(INTERRUPTED)
    if done.asked and len(done.failed) == done.asked and not (done.added or done.changed or done.same):
        ctx.exit(WRONG_USE)


def problems(done: SyncSummary) -> list[str]:
    """A line for each feed that failed or was left alone, and for each entry that gave no article."""
    return [*map(output.skipped_plain, (*done.failed, *done.left)), *output.skipped_lines(done.skipped)]


def counted(done: SyncSummary) -> str:
    """What it did, in one line."""
    feeds = [f"{done.asked:,} feed{'' if done.asked == 1 else 's'} asked"]
    for count, told in ((done.unchanged, "unchanged"), (len(done.failed), "failed"), (len(done.left), "left alone")):
        feeds += [f"{count:,} {told}"] if count else []
    articles = [f"{len(done.added):,} article{'' if len(done.added) == 1 else 's'} added"]
    for count, told in (
        (len(done.changed), "changed"),
        (len(done.same), "there before"),
        (len(done.skipped), "skipped"),
        (done.waiting, "waiting for the next time"),
    ):
        articles += [f"{count:,} {told}"] if count else []
    return f"{', '.join(feeds)}; {', '.join(articles)}{' (stopped)' if done.stopped else ''}"


def sync_form(done: SyncSummary) -> dict[str, object]:
    """The object of `sync --json`."""
    return {
        "asked": done.asked,
        "unchanged": done.unchanged,
        "failed": [{"url": one.path, "problem": one.reason} for one in done.failed],
        "left": [{"url": one.path, "problem": one.reason} for one in done.left],
        "added": list(done.added),
        "changed": list(done.changed),
        "same": list(done.same),
        "skipped": [{"url": one.path, "problem": one.reason} for one in done.skipped],
        "waiting": done.waiting,
        "stopped": done.stopped,
    }
