"""`quoth tag`, `quoth note` and `quoth marks`: what a reader keeps with articles and quotations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from index.days import listed
from tui import completing, output
from tui.cli import NOTHING_FOUND, Problem, opened, print_rows, quoth, unknown, with_json, with_library

if TYPE_CHECKING:
    from index.library import Library
    from index.model import Note
    from tui.marks import Mark


@quoth.command(short_help="Tag an article, or print the tags.")
@click.argument("article", required=False, shell_complete=completing.articles)
@click.argument("name", nargs=-1, shell_complete=completing.tags)
@click.option("--remove", is_flag=True, help="Take these tags from the article.")
@with_json
@with_library
@click.pass_context
def tag(
    ctx: click.Context,
    article: str | None,
    name: tuple[str, ...],
    remove: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """Give an ARTICLE tags, words of your own; "quoth list --tag NAME" finds it again.

    Without a NAME its tags are printed; without an ARTICLE all tags, with the number of articles that have them.
    """
    with opened(ctx) as library:
        if article is None:
            print_rows(ctx, library.tags(), limit, tag_form if as_json else None, tag_plain, "there are no tags yet")
            return
        if remove and not name:
            raise Problem(f"say which tags to take away: quoth tag --remove {article} NAME")
        with _kept(library, article):
            names = library.untag(article, name) if remove else library.tag(article, name)
        if as_json:
            output.emit({"article": article, "tags": list(names[:limit])})
        elif name:
            output.say(f"{article} {tagged(names)}")
        elif names:
            output.put(output.hashes(names[:limit]))
        else:
            output.say(f"{article} has no tags")
            ctx.exit(NOTHING_FOUND)


@quoth.command(short_help="Write a note to an article or a quotation, or print the notes.")
@click.argument("target", metavar="[ARTICLE|QUOTE_ID]", required=False, shell_complete=completing.quotations)
@click.argument("text", required=False)
@click.option("--remove", is_flag=True, help="Take the note away.")
@with_json
@with_library
@click.pass_context
def note(
    ctx: click.Context, target: str | None, text: str | None, remove: bool, limit: int | None, as_json: bool
) -> None:
    """Keep TEXT as the note on an article or a quotation, in place of the one that is there.

    Without TEXT the notes are printed: of a quotation, of an article with all its quotations, or of all articles.
    """
    if remove and (target is None or text is not None):
        raise Problem("to take a note away, give the id and no text: quoth note --remove ID")
    with opened(ctx) as library:
        if target is not None and (remove or text is not None):
            with _kept(library, target):
                library.note(target, text)
            output.say(f"the note on {target} was {'taken away' if remove else 'kept'}")
            return
        notes = _notes(library, target)
        print_rows(ctx, notes, limit, note_form if as_json else None, note_plain, "there is no note")


def _notes(library: Library, target: str | None) -> tuple[Note, ...]:
    if target is None:
        return library.all_notes()
    if library.articles(ids=[target]):
        return library.notes_of(target)
    found = library.quoted([target]).get(target)
    if found is None:
        unknown(library, "quotation" if "#" in target else "article", target)
    first = found[0].continues or target
    return tuple(one for one in library.notes_of(found[0].article) if one.quotation == first)


@quoth.command("marks", short_help="Print the marks that letters stand for in the reader.")
@with_json
@with_library
@click.pass_context
def marks_command(ctx: click.Context, limit: int | None, as_json: bool) -> None:
    """Print the places that were marked in the reader (m and a letter), with the article and the words there."""
    from tui import config, keys
    from tui.marks import marks
    from tui.memory import Memory

    config.take_keys()
    with opened(ctx) as library:
        found = marks(library, Memory.of(library.path).session())
        nothing = f"there are no marks yet; in the reader {keys.of('set_mark')} and a letter set one"
        print_rows(ctx, found, limit, mark_form if as_json else None, mark_plain, nothing)


@contextmanager
def _kept(library: Library, target: str) -> Iterator[None]:
    """An id that is not there, and what can't be kept, as sentences."""
    from index.own import WrongOwnError

    try:
        yield
    except KeyError:
        unknown(library, "quotation" if "#" in target else "article", target)
    except WrongOwnError as error:
        raise Problem(str(error)) from error


def tagged(names: tuple[str, ...]) -> str:
    """What an article's tags are now."""
    return f"is tagged {output.hashes(names)}" if names else "has no tags now"


def tag_form(row: tuple[str, int]) -> dict[str, Any]:
    """A row of `tag --json`."""
    return {"name": row[0], "articles": row[1]}


def tag_plain(row: tuple[str, int]) -> str:
    """A tag, and how many articles have it."""
    return f"{output.hashes(row[:1])}  {row[1]:,}"


def mark_form(one: Mark) -> dict[str, Any]:
    """A row of `marks --json`; all but letter and article are null where the article is gone."""
    there = one.article
    return {
        "letter": one.letter,
        "article": one.place.article,
        "outlet": there.outlet if there else None,
        "title": there.title if there else None,
        "published": there.published if there else None,
        "quote": one.place.quotation if there else None,
        "start": one.start if there else None,
        "words": one.words if there else None,
    }


def mark_plain(one: Mark) -> str:
    """A mark, where it is, and the words below."""
    if one.article is None:
        return f"{one.letter}  {one.place.article} · no longer in this library"
    told = (one.article.outlet, listed(one.article.published), one.article.title)
    where = " · ".join(output.one_line(part) for part in told if part)
    return f"{one.letter}  {one.place.quotation or one.place.article} · {where}\n    {one.words}"


def note_form(one: Note) -> dict[str, Any]:
    """A row of `note --json`; `quote` is null where the note is the article's, or `words` are not quoted now.

    `stood` is the quotation's id when it was written.
    """
    return {
        "article": one.article,
        "quote": one.quotation,
        "words": one.words,
        "text": one.text,
        "made": one.made,
        "stood": one.stood,
    }


def note_plain(one: Note) -> str:
    """A note below what it is written to."""
    head = one.quotation or (f"{one.stood}, not quoted now" if one.lost else one.article)
    words = f" · “{output.one_line(one.words)}”" if one.words else ""
    return f"{head} · {one.made[:10]}{words}\n    " + one.text.replace("\n", "\n    ")
