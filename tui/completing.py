"""With which values of the library may a word on the command line go on? The shell asks while somebody types.

It is told quickly or not at all: nothing is made anew, no index is opened, and what goes wrong gives no values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from tui import places

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from index.library import Library

MOST = 200  # nobody looks through more, and a shell that shows them asks first


def _from(
    values: Callable[[Library], Iterable[tuple[str, str | None]]],
) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """What completes a word by values of the library with what each is, whatever case it is typed in."""

    def complete(ctx: click.Context, _param: click.Parameter, word: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        found: list[CompletionItem] = []
        with suppress(Exception):  # a shell has no place for a message
            from index.library import Library

            asked = ctx.obj or ctx.find_root().params.get("library")
            with Library.open(places.library_folder(asked), create=False) as library:
                for value, told in values(library):
                    if value.casefold().startswith(word.casefold()) and len(found) < MOST:
                        found.append(CompletionItem(value, help=told))
        return found

    return complete


def _articles(library: Library) -> Iterator[tuple[str, str | None]]:
    for row in library.articles():
        yield row.id, " ".join(filter(None, (row.title, row.outlet and f"({row.outlet})")))


def _speakers(library: Library) -> Iterator[tuple[str, str | None]]:
    for one in library.speakers():
        yield one.name, one.roles[0] if one.roles else None


articles = _from(_articles)
outlets = _from(lambda library: ((name, None) for name in library.names("outlet")))
speakers = _from(_speakers)
tags = _from(lambda library: ((name, None) for name, _ in library.tags()))
feeds = _from(lambda library: ((one.url, one.outlet or one.title) for one in library.feeds()))
searches = _from(lambda library: ((one.name, one.query) for one in library.saved()))


def quotations(ctx: click.Context, param: click.Parameter, word: str) -> list[CompletionItem]:
    """The quotations of an article, as soon as its id is written; before it, the articles."""
    article, hash_, _ = word.partition("#")
    if not hash_:
        return articles(ctx, param, word)
    return _from(lambda library: ((q.id, q.text) for q in library.quotations(article)))(ctx, param, word)


def themes(_ctx: click.Context, _param: click.Parameter, word: str) -> list[CompletionItem]:
    """The reader's themes."""
    from click.shell_completion import CompletionItem

    from tui import config
    from tui.themes import THEMES, TOLD

    settings = config.current()
    known = {**{name: TOLD[name] for name in THEMES}, **dict.fromkeys(settings.themes if settings else (), "Your own")}
    return [CompletionItem(name, help=told) for name, told in known.items() if name.startswith(word)]


def formats(_ctx: click.Context, _param: click.Parameter, word: str) -> list[CompletionItem]:
    """The names of formats."""
    from click.shell_completion import CompletionItem

    from index.ingest.formats import TABLE

    return [CompletionItem(one.name) for one in TABLE if one.name.startswith(word.lower())]


def columns(_ctx: click.Context, _param: click.Parameter, word: str) -> list[CompletionItem]:
    """The fields that a table's column may be."""
    from click.shell_completion import CompletionItem

    from index.ingest.header import FIELDS

    return [CompletionItem(f"{field}=") for field in FIELDS if field.startswith(word.lower())]
