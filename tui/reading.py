"""How is the reader opened: on the user's library, or on the sample while that is empty?"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

import click

from tui import config, footprint, output, places, themes
from tui.cli import THEME, Problem

if TYPE_CHECKING:
    from index.library import Library

DUMB = ("dumb", "unknown")


def read_library(library: Library, *, article: str | None = None, spot: tuple[int, int] | None = None) -> int:
    """Open the reader; returns its exit code. Without a terminal for it: a sentence that says what to do."""
    if no_terminal():
        return 2
    settings = config.current()
    theme = theme_wanted()
    config.take_keys()  # before the screens are imported
    gc.disable()  # looking for garbage while thousands of classes are made costs a tenth of the first frame
    from tui.app import run

    gc.enable()
    gc.freeze()
    with footprint.kept_small():
        return run(library, article=article, spot=spot, theme=theme, settings=settings)


def no_terminal() -> bool:
    """Whether there is no terminal in which the reader could be drawn, which is told then."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):  # Textual draws on the third
        output.say(
            "the reader needs a terminal for its input and output (over ssh: ssh -t HOST quoth); "
            'the commands print the same things, see "quoth --help"'
        )
        return True
    if os.environ.get("TERM") in DUMB:
        output.say(
            f"this terminal (TERM={os.environ['TERM']}) can't place a cursor, which the reader needs; open another, or "
            'use the commands, which print the same things: see "quoth --help"'
        )
        return True
    return False


def theme_wanted() -> str | None:
    """The theme that the command line or QUOTH_THEME names."""
    context = click.get_current_context(silent=True)
    name = context.meta.get(THEME) if context else None
    settings = config.current()
    known = (*themes.THEMES, *(settings.themes if settings else ()))
    if name is not None and name not in known:
        raise Problem(f'there is no theme "{name}"; the themes are {", ".join(known)}')
    return name


def read_sample() -> int:
    """Open the reader on the sample, in a library of its own that is brought up to date first."""
    from index.library import Library
    from index.store import WrongLibraryError

    if no_terminal():  # before the sample is made, which takes a moment
        return 2
    try:
        library = Library.open(places.sample_folder(), sample=True)
    except WrongLibraryError as error:
        output.say(f"the sample can't be opened: {error}")
        return 2
    with library:
        if library.outdated():
            library.rebuild(only_if_outdated=True)
        summary = library.add([str(places.sample_articles())])
        now = {*summary.added, *summary.changed, *summary.unchanged}
        library.remove([row.id for row in library.articles() if row.id not in now])  # an earlier sample's
        return read_library(library)
