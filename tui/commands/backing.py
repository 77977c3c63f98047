"""`quoth backup` and `quoth restore`: the whole library in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import INTERRUPTED, Problem, opened, quoth, run_with_progress, with_library

if TYPE_CHECKING:
    from index.backing import Contents


@quoth.command(short_help="Keep the whole library in one file.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE also where it is no earlier backup.")
@with_library
@click.pass_context
def backup(ctx: click.Context, file: Path, force: bool) -> None:
    """Write the whole library into FILE: articles, their versions, and all that you made.

    It may be in use meanwhile: the backup is one state of it. FILE is looked through before it takes the place of an
    earlier backup. The search index is left out, for it is made again. Settings and the session are not in it.
    """
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
@with_library
@click.pass_context
def restore(ctx: click.Context, file: Path, replace: bool) -> None:
    """Let the backup in FILE be the library (of the folder that --library names).

    FILE is looked through first, and stays as it is. A library that is there is never lost.
    """
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
