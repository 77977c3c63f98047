"""What does the reader ask of the library, and how do the answers come back?

Each question is asked in a thread of its own kind: a newer question replaces an older one of its kind, and an answer
that nobody waits for any more is dropped. Answers come back as messages to the screen.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from index.model import SAME_WORDS, Article, ArticleRow, Quotation, Totals
from tui.lists import Which
from tui.printed import Printing, left_out, printed
from tui.screens import opened as known
from tui.screens.opened import Opened
from tui.screens.peeks import Peeks
from tui.screens.shelf import Order, Problem, Shelf

if TYPE_CHECKING:  # the first frame does without it
    from tui.citing import Cited

Answer = TypeVar("Answer")
PART_ROWS = 250  # rows read between two pauses: a millisecond's work
PAUSE = 0.002  # seconds; twenty thousand rows then take a quarter of a second instead of a tenth


class Landing(Struct, frozen=True):
    """Where to go: an article and, if known, a quotation, a stretch of text, or the offset at the top of the pane."""

    article: str
    quotation: str | None = None
    spot: tuple[int, int] | None = None
    top: int | None = None
    focus: bool = True


class CopyWanted(Message):
    """A text is to be copied; `what` it is ends the sentence "Copied ..."."""

    def __init__(self, text: str, what: str) -> None:
        super().__init__()
        self.text, self.what = text, what


class CiteWanted(Message):
    """Words are to be copied with their citation."""

    def __init__(self, cited: Cited, what: str = "with its citation") -> None:
        super().__init__()
        self.cited, self.what = cited, what


class LinkWanted(Message):
    """Where an article is to be found, or a quotation of it, is to be copied."""

    def __init__(self, article: Article | ArticleRow, quotation: Quotation | None) -> None:
        super().__init__()
        self.article, self.quotation = article, quotation


class Loaded(Message):
    """The library has answered."""


class ListLoaded(Loaded):
    """The articles of a list; sentences on why there are none."""

    def __init__(self, which: Which, rows: Sequence[ArticleRow], totals: Totals, why: Sequence[str] = ()) -> None:
        super().__init__()
        self.which, self.rows, self.totals, self.why = which, rows, totals, why


class ArticleLoaded(Loaded):
    """An article, or that it is gone."""

    def __init__(self, landing: Landing, opened: Opened | None) -> None:
        super().__init__()
        self.landing, self.opened = landing, opened


class ArticleRefreshed(Loaded):
    """The open article as it is now, or that it is gone."""

    def __init__(self, opened: Opened | None) -> None:
        super().__init__()
        self.opened = opened


class PrintingsLoaded(Loaded):
    """The printings of a quotation, how many outlets printed it, and how many of them copy no other."""

    def __init__(
        self,
        quotation: str,
        printings: Sequence[Printing],
        printed_by: tuple[int, int],
        missing: Sequence[ArticleRow],
    ) -> None:
        super().__init__()
        self.quotation, self.printings = quotation, printings
        self.printed_by, self.missing = printed_by, tuple(missing)


class LibraryChanged(Loaded):
    """Another process has written to the library."""


class SearchWanted(Message):
    """The library is to be searched, for this query or one yet to be typed."""

    def __init__(self, query: str = "") -> None:
        super().__init__()
        self.query = query


class CheckWanted(Message):
    """Some words are to be checked, or some yet to be typed."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.words = words


class CheckAsked(Message):
    """A check was asked: the words, and the speaker or nothing."""

    def __init__(self, asked: tuple[str, str]) -> None:
        super().__init__()
        self.asked = asked


class LayoutChosen(Message):
    """Printings are to be compared in this layout from now on."""

    def __init__(self, layout: str) -> None:
        super().__init__()
        self.layout = layout


class Asking(Peeks[None]):
    """A screen that asks the library."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self.shelf = shelf
        self._version: int | None = None
        self._looking = False
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="marks")

    @work(thread=True, exclusive=True, group="list", exit_on_error=False)
    def ask_list(self, which: Which, order: Order, also: Collection[str], first: int, unasked: bool) -> None:
        """Ask for the articles of a list in an order, and `also` for some by their ids.

        Of all articles the `first` so many come at once, then all of them. Where nobody asked for it, others go first.
        """
        if self._version is None:  # before anything is read: what is written from here on is a change to look up
            self._version = self._writer.submit(self.shelf.version).result()
        totals = self.shelf.totals()
        if which.query:
            self._answer_list(which, self.shelf.listed(which.query, order, also=also), totals)
            return
        if first and totals.articles > first:
            self.post_message(ListLoaded(which, self.shelf.articles(order, limit=first), totals))
        rows = self._read_between_keys(order) if unasked else self.shelf.articles(order)
        self._answer_list(which, rows, totals)

    def _read_between_keys(self, order: Order) -> Sequence[ArticleRow]:
        """All articles, with pauses: a thread that only reads 20,000 rows keeps a key from being painted for long."""
        rows: list[ArticleRow] = []
        for part in self.shelf.article_parts(order, PART_ROWS):
            rows += part
            if get_current_worker().is_cancelled:
                break
            time.sleep(PAUSE)
        return rows

    def _answer_list(self, which: Which, found: Sequence[ArticleRow] | Problem, totals: Totals) -> None:
        rows = () if isinstance(found, Problem) else found
        why: Sequence[str] = (found.message,) if isinstance(found, Problem) else ()
        if which.query and not rows and not why:
            why = self.shelf.why_nothing(which.query)
        if not get_current_worker().is_cancelled:
            self.post_message(ListLoaded(which, rows, totals, why))

    @work(group="look", exit_on_error=False)
    async def look(self) -> None:
        """Ask whether another process wrote."""
        if self._looking:
            return
        self._looking = True
        try:
            version = await self._in_order(self.shelf.version)
        finally:
            self._looking = False
        before, self._version = self._version, version
        if before is not None and version != before:
            self.post_message(LibraryChanged())

    @work(thread=True, exclusive=True, group="article", exit_on_error=False)
    def load_article(self, landing: Landing, query: str) -> None:
        """Ask for an article, its quotations, and where the words of a query stand in it."""
        opened = known.load(self.shelf, landing.article, query)
        if not get_current_worker().is_cancelled:
            self.post_message(ArticleLoaded(landing, opened))

    @work(thread=True, exclusive=True, group="refresh", exit_on_error=False)
    def load_refreshed(self, article: str, query: str) -> None:
        """Ask for the open article once more."""
        opened = known.load(self.shelf, article, query)
        if not get_current_worker().is_cancelled:
            self.post_message(ArticleRefreshed(opened))

    @work(thread=True, exclusive=True, group="printings", exit_on_error=False)
    def load_printings(self, quotation_id: str, rows: Sequence[Quotation]) -> None:
        """Ask who else printed a quotation, whose rows these are, and who reported the happening without it."""
        found = printed(lambda row: [*self.shelf.variants(row), *self.shelf.judged_away(row)], rows)
        linked = [one.variant.article.id for one in found if one.variant.link.relation in SAME_WORDS]
        by = self.shelf.printed_by([rows[0].article, *linked])
        missing = left_out(self.shelf.not_reported_by, rows)
        if not get_current_worker().is_cancelled:
            self.post_message(PrintingsLoaded(quotation_id, found, by, missing))

    def _in_order(self, call: Callable[[], Answer]) -> Awaitable[Answer]:
        """Call in the one thread that writes and looks: marks keep their order, and are no change to look up."""
        return asyncio.get_running_loop().run_in_executor(self._writer, call)

    def on_unmount(self) -> None:
        """Let the last marks be written."""
        self._writer.shutdown(wait=True)
