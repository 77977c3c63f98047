"""The command that asks whether anybody said a sentence."""

from __future__ import annotations

import sys

import click

from tui import completing
from tui.cli import NOTHING_FOUND, Problem, opened, quoth, with_forms, with_library


@quoth.command(short_help="Did anyone say this?")
@click.argument("text", metavar="WORDS")
@click.option(
    "--speaker",
    metavar="NAME",
    shell_complete=completing.speakers,
    help="Did this one say it? Any part of any spelling.",
)
@with_forms("Print one JSON object.")
@with_library
@click.pass_context
def check(ctx: click.Context, text: str, speaker: str | None, as_json: bool) -> None:
    """Did anyone say this? Prints what the library has of a sentence, and where to read it ("-" reads it from
    standard input). It never says that something is false.
    """
    from index import terms
    from tui import output
    from tui.verdicts import check_form, check_plain

    words = sys.stdin.read() if text == "-" else text
    if not terms.folds(words):
        raise Problem("there are no words to check")
    with opened(ctx) as library:
        for note in library.being_added():
            output.say(note)
        found = library.check(words, speaker)
        if as_json:
            output.emit(check_form(found))
        else:
            output.put(check_plain(found))
    ctx.exit(NOTHING_FOUND if found.verdict == "not_found" else 0)
