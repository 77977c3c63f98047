"""`quoth said`: everything that one person said, by event."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from index.days import listed
from tui import completing, output
from tui.cli import Problem, meant, opened, print_rows, quoth, with_json, with_library

if TYPE_CHECKING:
    from index.library import Library
    from index.model import Happening, SaidBy, Saying, Speaker

MOST_NAMED = 5  # of the speakers that a part of a name may mean


class Row(NamedTuple):
    """A thing said, the event it was said on, and whether speaker or event are told for the first time."""

    speaker: Speaker
    event: Happening
    said: Saying
    begins: bool
    first: bool


@quoth.command("said", short_help="Print everything that one person said, by event.")
@click.argument("name", shell_complete=completing.speakers)
@with_json
@with_library
@click.pass_context
def said(ctx: click.Context, name: str, limit: int | None, as_json: bool) -> None:
    """Print everything that NAME said, by event, the newest first.

    NAME is any spelling, or a part of one that only one speaker has. What several printed is told once, with all who
    printed it; what stands without marks is in a writer's own words.
    """
    with opened(ctx) as library:
        found = wanted(library, name)
        print_rows(
            ctx,
            islice(_rows(found), limit) if found else (),
            limit,
            said_form if as_json else None,
            said_plain,
            f'nobody is quoted as "{name}" in this library{meant(library, name)}',
        )


def wanted(library: Library, name: str) -> SaidBy | None:
    """What the one said whom a name, or a part of it, means. Raises Problem where it may mean several."""
    found = library.said_by(name)
    if found is not None or not name.strip():
        return found
    near = library.speakers(name, MOST_NAMED + 1)
    if len(near) > 1:
        names = ", ".join(f'"{one.name}"' for one in near[:MOST_NAMED])
        more = " and others" if len(near) > MOST_NAMED else ""
        raise Problem(f'several speakers have "{name}" in the name: {names}{more}; give one of these')
    return library.said_by(near[0].name) if near else None


def _rows(found: SaidBy) -> Iterator[Row]:
    for number, event in enumerate(found.events):
        for place, one in enumerate(event.sayings):
            yield Row(found.speaker, event, one, place == 0, number == place == 0)


# --- how they are printed


def said_form(row: Row) -> dict[str, Any]:
    """A row of `said --json`: fields of `quotes`, then what is known of the thing said and of its event."""
    said, event = row.said, row.event
    return {
        **output.quote_form(said.quote, said.article),
        "said_by": row.speaker.name,
        "words": said.text,
        "perhaps": said.perhaps,
        "first": said.first,
        "outlets": list(said.outlets),
        "quotes": list(said.quotes),
        "transcript": said.article.spoken,
        "event": event.id,
        "event_title": event.article.title,
        "event_published": event.article.published,
    }


def said_plain(row: Row) -> str:
    """The words, then when, which kind, who printed them; above an event's first the event, above all the speaker."""
    from tui.commands.speakers import speaker_plain
    from tui.saying import printed_by, words_of

    said, event = row.said, row.event
    lines = [speaker_plain(row.speaker)] if row.first else []
    if row.begins:
        count = f"{event.articles} article{'' if event.articles == 1 else 's'}"
        of = (listed(event.article.published), event.article.title or event.article.id, count)
        lines += ["", output.one_line(" · ".join(part for part in of if part))]
    unsure = "perhaps" if said.perhaps else ""
    told = ((said.first or "")[:10], said.quote.kind, unsure, output.one_line(printed_by(said)), said.quote.id)
    lines += [f"    {words_of(said.quote, output.one_line(said.text))}"]
    return "\n".join([*lines, f"        {' · '.join(part for part in told if part)}"])
