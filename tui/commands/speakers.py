"""`quoth speakers`: who is quoted in the library; join, split and correct them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import click

from tui import completing, output
from tui.cli import LIST, Listing, Problem, meant, opened, print_rows, quoth, unknown, wait, with_json, with_library

if TYPE_CHECKING:
    from index.choosing import SpeakerChoice
    from index.library import Library
    from index.model import Speaker


@quoth.group(
    cls=Listing,
    subcommand_metavar="[QUERY] | COMMAND ...",
    short_help="Print who is quoted; join, split and correct speakers.",
)
@with_library
def speakers() -> None:
    """Print who is quoted, most often first; QUERY is any part of any spelling of a name.

    A speaker is one under all names: "Vladimir Putin" and "Putin", Zelensky and Zelenskyy. Where that went wrong, join,
    split and correct say so, and that stays. Options of the list: --limit N, --json. After -- a QUERY may be any word.
    """


@speakers.command(LIST, hidden=True)
@click.argument("query", required=False)
@with_json
@with_library
@click.pass_context
def speakers_list(ctx: click.Context, query: str | None, limit: int | None, as_json: bool) -> None:
    """Print the speakers."""
    with opened(ctx) as library:
        found = library.speakers(query, limit)
        nothing = "nobody is quoted in this library"
        if query is not None:
            nothing = f'no speaker has "{query}" in the name{meant(library, query)}'
        print_rows(ctx, found, limit, speaker_form if as_json else None, speaker_plain, nothing)


@speakers.command()
@click.argument("name", shell_complete=completing.speakers)
@click.argument("other")
@with_library
@click.pass_context
def join(ctx: click.Context, name: str, other: str) -> None:
    """NAME and OTHER are one speaker."""
    with opened(ctx) as library, _named(library):
        before = library.speaker_choices()
        speaker = library.join_speakers(name, other)
        how = _to_undo(library, before) or ", and were before"
        output.say(f'"{name}" and "{other}" are one speaker, known as {speaker.name}{how}')


@speakers.command()
@click.argument("name", shell_complete=completing.speakers)
@click.argument("other", required=False)
@click.option(
    "--article", metavar="ID", shell_complete=completing.articles, help="In this article NAME is somebody else."
)
@with_library
@click.pass_context
def split(ctx: click.Context, name: str, other: str | None, article: str | None) -> None:
    """The spelling OTHER is not NAME; or, with --article, NAME is somebody else there."""
    if (other is None) == (article is None):
        raise Problem("say either which spelling is somebody else, or with --article where")
    with opened(ctx) as library, _named(library):
        if article is not None and not library.articles(ids=[article]):
            unknown(library, "article", article)
        before = library.speaker_choices()
        library.split_speakers(name, other, article)
        told = f'"{other}" is not "{name}"' if other else f'in {article} "{name}" is somebody else'
        output.say(told + _to_undo(library, before))


@speakers.command()
@click.argument("quote_id", shell_complete=completing.quotations)
@click.argument("name", required=False, shell_complete=completing.speakers)
@click.option("--nobody", is_flag=True, help="Nobody known said it.")
@click.option("--found", is_flag=True, help="Back to what quoth found.")
@with_library
@click.pass_context
def correct(ctx: click.Context, quote_id: str, name: str | None, nobody: bool, found: bool) -> None:
    """NAME said the quotation with this id."""
    if (name is not None) + nobody + found != 1:
        raise Problem("give one of NAME, --nobody and --found")
    with opened(ctx) as library:
        if not library.quoted([quote_id]):
            unknown(library, "quotation", quote_id)
        with _named(library):
            now = library.uncorrect_speaker(quote_id, wait) if found else library.correct_speaker(quote_id, name, wait)
        output.say(f"{quote_id} was said by {now.speaker or 'nobody known'}{'' if found else ', corrected by you'}")


@speakers.command(short_help="Print what you joined, split and corrected.")
@with_json
@with_library
@click.pass_context
def choices(ctx: click.Context, limit: int | None, as_json: bool) -> None:
    """Print what you joined, split and corrected, each with the number that undo takes."""
    with opened(ctx) as library:
        print_rows(
            ctx,
            library.speaker_choices()[:limit],
            limit,
            choice_form if as_json else None,
            choice_plain,
            "nothing was joined, split or corrected",
        )


@speakers.command()
@click.argument("choice", type=int, nargs=-1, required=True)
@with_library
@click.pass_context
def undo(ctx: click.Context, choice: tuple[int, ...]) -> None:
    """Take back what you chose, by its number in "quoth speakers choices"."""
    with opened(ctx) as library:
        for number in dict.fromkeys(choice):
            if number not in {made.number for made in library.speaker_choices()}:
                raise Problem(f'there is no choice {number}; "quoth speakers choices" shows what there is')
            library.undo_speaker_choice(number, wait)
            output.say(f"choice {number} was taken back")


@contextmanager
def _named(library: Library) -> Iterator[None]:
    """Names that nobody has, and what can't be chosen, as sentences."""
    from index.knowing import UnknownNameError
    from index.people.corrections import WrongChoiceError

    try:
        yield
    except UnknownNameError as error:
        _nobody(library, str(error.args[0]))
    except WrongChoiceError as error:
        raise Problem(str(error)) from error


def _to_undo(library: Library, before: list[SpeakerChoice]) -> str:
    """How what was just chosen is taken back; nothing where nothing was."""
    numbers = [choice.number for choice in library.speaker_choices() if choice not in before]
    return f"; to take it back: quoth speakers undo {' '.join(map(str, numbers))}" if numbers else ""


def _nobody(library: Library, name: str) -> NoReturn:
    raise Problem(f'nobody is quoted as "{name}" in this library{meant(library, name)}')


# --- how they are printed


def speaker_form(speaker: Speaker) -> dict[str, Any]:
    """A row of `speakers --json`."""
    return {
        "name": speaker.name,
        "spellings": [list(pair) for pair in speaker.spellings],
        "roles": list(speaker.roles),
        "quotations": speaker.quotations,
        "articles": speaker.articles,
        "outlets": speaker.outlets,
    }


def choice_form(choice: SpeakerChoice) -> dict[str, Any]:
    """A row of `speakers choices --json`."""
    return {
        "number": choice.number,
        "what": choice.what,
        "name": choice.name,
        "other": choice.other,
        "article": choice.article,
        "quotation": choice.quotation,
        "words": choice.words,
        "made": choice.made,
    }


def speaker_plain(speaker: Speaker) -> str:
    """A speaker in two lines: the name and what articles call its bearer, then counts and the other spellings."""
    from tui.saying import named, role

    name = named(speaker.name, role(speaker))
    counts = ((speaker.quotations, "quotation"), (speaker.articles, "article"), (speaker.outlets, "outlet"))
    parts = [f"{n:,} {what}{'' if n == 1 else 's'}" for n, what in counts]
    also = [f"{spelling} ({n:,})" for spelling, n in speaker.spellings if spelling != speaker.name]
    more = f" · also {output.one_line(', '.join(also))}" if also else ""
    return f"{output.one_line(name)}\n    {', '.join(parts)}{more}"


def choice_plain(choice: SpeakerChoice) -> str:
    """What a reader said of speakers, in a sentence after its number."""
    if choice.what == "join":
        told = f'"{choice.name}" and "{choice.other}" are one'
    elif choice.what == "split":
        there = f"in {choice.article} is somebody else" if choice.article else f'is not "{choice.other}"'
        told = f'"{choice.name}" {there}'
    else:
        place = choice.quotation or f"{choice.article}, where it is not quoted now"
        told = f"“{output.one_line(choice.words or '')}” was said by {choice.name or 'nobody known'} · {place}"
    return f"{choice.number:4d}  {told} · {choice.made[:10]}"
