"""`quoth backup` and `quoth restore`: the whole library in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import INTERRUPTED, Problem, opened, quoth, run_with_progress, with_library

if TYPE_CHECKING:
    from index.backing import Contents

MOST_NAMED = 20  # lines of a kind: who sees so many knows


@quoth.command(short_help="Keep the whole library in one file.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE also where it is no earlier backup.")
@click.option("--own", is_flag=True, help="Only what you made, as lines of JSON, for another library.")
@with_library
@click.pass_context
def backup(ctx: click.Context, file: Path, force: bool, own: bool) -> None:
    """Write the whole library into FILE: articles, their versions, and all that you made.

    It may be in use meanwhile: the backup is one state of it. FILE is looked through before it takes the place of an
    earlier backup. The search index is left out, for it is made again. Settings and the session are not in it.

    With --own it is notes, tags, marks, saved searches, decisions on speakers and quotations, fields put right by hand,
    names of outlets and feeds, a line of JSON each; another library with these articles takes them by
    "quoth restore --own".
    """
    if own:
        _own_into(ctx, file, force)
        return
    from index.store import LibraryError
    from tui.output import say

    with opened(ctx) as library:
        try:
            done = run_with_progress(lambda **kept: library.backup(file, replace=force, **kept))
        except LibraryError as error:
            raise Problem(str(error)) from error
        except OSError as error:
            raise Problem(f"{file} can't be written: {error.strerror}") from error
    if done is None:
        ctx.exit(INTERRUPTED)
    say(f"{file} holds {told(done)}")


@quoth.command(short_help="Take a library back from a backup.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Where there is a library already: it stays beside, under another name.")
@click.option("--own", is_flag=True, help="Take what somebody made from the lines of backup --own into this library.")
@with_library
@click.pass_context
def restore(ctx: click.Context, file: Path, replace: bool, own: bool) -> None:
    """Let the backup in FILE be the library (of the folder that --library names).

    FILE is looked through first, and stays as it is. A library that is there is never lost. With --own the library
    stays, and gets the notes and all else that the lines of FILE hold; where something else stands already, it stays.
    """
    if own:
        _own_from(ctx, file)
        return
    from index.backing import restore as take
    from index.store import LibraryError
    from tui import places
    from tui.output import say

    try:
        done = run_with_progress(lambda **kept: take(file, places.library_folder(ctx.obj), replace=replace, **kept))
    except LibraryError as error:
        raise Problem(str(error)) from error
    except OSError as error:
        raise Problem(f"{error.filename or file} can't be read or written: {error.strerror}") from error
    if done is None:
        ctx.exit(INTERRUPTED)
    say(f"the library holds {told(done.contents)}")
    if done.kept is not None:
        say(f"the one before is {done.kept}")


def told(contents: Contents) -> str:
    """What a backup holds, in words."""
    parts = [f"{count:,} {name}" for name, count in contents.counts if count or name == "articles"]
    return f"{', '.join(parts)}; {contents.size / 1_000_000:,.1f} MB"


def _own_into(ctx: click.Context, file: Path, force: bool) -> None:
    from tui import files
    from tui.output import say

    target = file.expanduser()
    if target.exists() and not force:
        raise Problem(f"{file} is there already; name another file, or say --force")
    with opened(ctx) as library:
        found = list(library.own_lines())
    try:
        files.write(target, b"".join(found), mode=0o600, durable=True)
    except OSError as error:
        raise Problem(f"{file} can't be written: {error.strerror}") from error
    say(f"{file} holds {len(found):,} line{'' if len(found) == 1 else 's'}")


def _own_from(ctx: click.Context, file: Path) -> None:
    from tui.output import say

    try:
        given = file.expanduser().read_bytes().splitlines()
    except OSError as error:
        raise Problem(f"{file} can't be read: {error.strerror}") from error
    with opened(ctx) as library:
        try:
            done = run_with_progress(lambda **kept: library.take_own(given, **kept))
        except ValueError as error:
            raise Problem(f"{file}: {error}") from error
    for one in done.kept[:MOST_NAMED]:
        say(f"{one}: something else stands here, which stays")
    for one in done.homeless[:MOST_NAMED]:
        say(f"{one}: this article is not in the library; add it, and take the lines again")
    told = f"{done.written:,} taken, {done.there:,} were there"
    more = [
        f"{len(some):,} {what}" for some, what in ((done.kept, "left"), (done.homeless, "without an article")) if some
    ]
    say(", ".join([told, *more]))
    if done.stopped:
        ctx.exit(INTERRUPTED)
