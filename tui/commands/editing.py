"""`quoth edit`: put an article's outlet, title, date, author, address or language right, by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import click

from tui import completing, output
from tui.cli import INTERRUPTED, Problem, opened, quoth, run_with_progress, unknown, with_forms, with_library

if TYPE_CHECKING:
    from index.fields import Fact
    from index.library import Library

FIELDS: Final = ("outlet", "title", "published", "author", "url", "language", "transcript")  # of store.edited
WIDTH: Final = max(map(len, FIELDS))


@quoth.command(short_help="Put an article's outlet, title, date and the like right.")
@click.argument("article", nargs=-1, required=True, shell_complete=completing.articles)
@click.option("--outlet", metavar="NAME", shell_complete=completing.outlets, help="Who published it.")
@click.option("--title", metavar="TEXT", help="Its headline.")
@click.option("--published", metavar="DATE", help="When (2026-11-02, or with time and offset).")
@click.option("--author", metavar="TEXT", help="Who wrote it.")
@click.option("--url", metavar="ADDRESS", help="Where it stands on the web.")
@click.option("--language", metavar="CODE", help="In which language it is (en, de, pt-br).")
@click.option("--transcript/--no-transcript", default=None, help="It is a speech or interview, turn by turn; or not.")
@click.option(
    "--reset",
    metavar="FIELD",
    multiple=True,
    type=click.Choice([*FIELDS, "all"]),
    help=f"Take back what was edited of FIELD ({', '.join(FIELDS)}, or all); may be repeated.",
)
@with_forms()
@with_library
@click.pass_context
def edit(
    ctx: click.Context, /, article: tuple[str, ...], reset: tuple[str, ...], as_json: bool, **options: Any
) -> None:
    """Put right what the input says of articles, the same for all that are named by their ids.

    What was edited stays, also when an article is added again; an empty text ("") says that there is none. Without
    options it prints what is known of them, what was edited and what the input says.
    """
    values = {name: value for name, value in options.items() if value is not None}
    resets = FIELDS if "all" in reset else reset
    both = [name for name in values if name in resets]
    if both:
        raise Problem(f"say either --{both[0]} or --reset {both[0]}")
    ids = tuple(dict.fromkeys(article))
    with opened(ctx) as library, _told(library, ids):
        if values or resets:
            done = run_with_progress(library.edit, article_ids=ids, values=values, reset=resets)
            if len(done.done) > 1:
                output.say(f"edited {len(done.done):,} articles")
            if done.stopped:
                ctx.exit(INTERRUPTED)
            if len(ids) > 1 and not as_json:
                return
        for one in ids:
            found = library.facts(one)
            if as_json:
                output.emit(facts_form(one, found))
            else:
                output.put(facts_plain(one, found))


@contextmanager
def _told(library: Library, ids: tuple[str, ...]) -> Iterator[None]:
    """Ids that are not there, and what a field can't hold, as sentences."""
    from index.fields import WrongEditError

    there = {row.id for row in library.articles(ids=ids)}
    missing = [one for one in ids if one not in there]
    if missing:
        unknown(library, "article", *missing)
    try:
        yield
    except WrongEditError as error:
        raise Problem(f"--{error.field}: {error}") from error


def facts_form(article_id: str, facts: tuple[Fact, ...]) -> dict[str, Any]:
    """An article of `edit --json`: its fields as they stand, which were edited, and what the input says of all."""
    return {
        "id": article_id,
        **{fact.field: fact.value for fact in facts},
        "edited": [fact.field for fact in facts if fact.edited],
        "given": {fact.field: fact.given for fact in facts},
    }


def facts_plain(article_id: str, facts: tuple[Fact, ...]) -> str:
    """An article, a line for each field; beside it whether it was edited, and what the input says instead."""
    lines = [article_id]
    for fact in facts:
        told = [f"edited {fact.made[:10]}"] if fact.made else []
        if fact.value != fact.given:
            told.append(f"the input says {worded(fact.given) if fact.given is not None else 'nothing'}")
        beside = f"  ({', '.join(told)})" if told else ""
        lines.append(f"    {fact.field:{WIDTH}}  {worded(fact.value)}{beside}")
    return "\n".join(lines)


def worded(value: str | bool | None) -> str:
    """A field's value as it is printed."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return output.one_line(value) if value is not None else "-"
