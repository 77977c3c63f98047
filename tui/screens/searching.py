"""How is the library searched while a query is being typed? One query at a time, the best hits first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from threading import Event

from msgspec import Struct
from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from index.model import Hit
from index.query import QueryProblem
from index.query.concordance import Order, ordered
from index.store import LibraryError
from tui.screens.finding import Trail
from tui.screens.querying import lacking
from tui.screens.shelf import Problem, Shelf
from tui.screens.telling import Telling
from tui.widgets.preview import Excerpt, excerpt

MOST = 200  # articles asked for
MOST_PLACES = 1000  # hits shown, each on a line of its own
HIT_LINES = 3  # at least: so many hits as fit on the screen come first, then the rest is made
FAILED = "The library could not be searched."
REST_AFTER = 0.2  # seconds without another letter after which they are made


def most(in_context: bool) -> int:
    """How many hits are shown."""
    return MOST_PLACES if in_context else MOST


class Asked(Struct, frozen=True):
    """A query, whether every hit is wanted in its context, and in which order."""

    query: str
    in_context: bool
    order: Order


@dataclass
class Answered(Message):
    """The library has answered; where `begun`, more hits follow. `first` is what stands around the first hit."""

    asked: Asked
    found: list[Hit] | Problem
    notes: Sequence[str] = ()
    why: Sequence[str] = ()
    begun: bool = False
    first: Excerpt | None = None


class Ended(Message):
    """The library can be asked again."""


class Previewed(Message):
    """What stands around a hit; nothing where its article is gone."""

    def __init__(self, hit: Hit, shown: Excerpt | None) -> None:
        super().__init__()
        self.hit, self.shown = hit, shown


class Searching(Telling[Trail | None]):
    """A screen that asks the library for hits; a subclass shows what is `Answered` and `Previewed`."""

    def __init__(self, shelf: Shelf, in_context: bool, order: Order) -> None:
        super().__init__()
        self.shelf = shelf
        self.asked = ""
        self.in_context = in_context
        self.order = order
        self.newer = Event()  # something else is wanted than what is being looked for
        self.asking: Asked | None = None  # one query at a time: the newest follows when this one ends

    @work(thread=True, group="search", exit_on_error=False)
    def make_ready(self) -> None:
        """Have the index opened while the first letters are typed."""
        with suppress(LibraryError):  # the answer to the first query tells it
            self.shelf.open_index()

    def ask_next(self) -> None:
        """Ask what is wanted, unless the library is still looking: then after it."""
        if self.asking is None:
            self.newer.clear()
            self.asking = self.wanted
            self.ask(self.asking)
        else:
            self.newer.set()

    @on(Ended)
    def ask_newer(self) -> None:
        """Something else may be wanted by now."""
        asked, self.asking = self.asking, None
        if asked != self.wanted:
            self.ask_next()

    @work(thread=True, group="search", exit_on_error=False)
    def ask(self, asked: Asked) -> None:
        """Ask the library, as long as this is what is wanted."""
        try:
            for answer in self.answers(asked):
                if self.newer.is_set():
                    break
                self.post_message(answer)
        except LibraryError as error:
            self.post_message(Answered(asked, QueryProblem(asked.query, FAILED, 0), why=(str(error),)))
        finally:
            self.post_message(Ended())

    def answers(self, asked: Asked) -> Iterator[Answered]:
        """The best few hits as soon as they are known, then all; or why there are none."""
        if lack := lacking(asked.query, typing=True):
            yield Answered(asked, lack, why=self.shelf.why_nothing(asked.query, typing=True))
            return
        answer = self.shelf.search(asked.query, MOST, typing=True, each=asked.in_context)
        if isinstance(answer, Problem):
            yield Answered(asked, answer)
            return
        hits: list[Hit] = []
        first: Excerpt | None = None  # shown at once with the hits: a second painting costs as much as the first
        fit = max(1, self.size.height // HIT_LINES)
        for hit in islice(answer, most(asked.in_context)):
            hits.append(hit)
            if len(hits) == fit and asked.order == "best":
                first = self.around(hits[0], asked.query)
                yield Answered(asked, list(hits), begun=True, first=first)
                self.newer.wait(REST_AFTER)  # the screen paints meanwhile
            if self.newer.is_set():
                return
        notes = self.shelf.notes(asked.query, typing=True)
        hits = ordered(hits, asked.order)
        yield Answered(asked, hits, notes, first=first or (self.around(hits[0], asked.query) if hits else None))
        if not hits:
            yield Answered(asked, hits, notes, self.shelf.why_nothing(asked.query, typing=True))

    @property
    def wanted(self) -> Asked:
        """What is asked now."""
        return Asked(self.asked, self.in_context, self.order)

    @work(thread=True, exclusive=True, group="preview", exit_on_error=False)
    def load_preview(self, hit: Hit, query: str) -> None:
        """Ask what stands around a hit."""
        worker = get_current_worker()
        if worker.is_cancelled:  # the cursor went on while this waited for its thread
            return
        shown = self.around(hit, query)
        if not worker.is_cancelled:
            self.post_message(Previewed(hit, shown))

    def around(self, hit: Hit, query: str) -> Excerpt | None:
        """What stands around a hit; None where its article is gone."""
        article = self.shelf.article(hit.article)
        return excerpt(article, hit, tuple(self.shelf.marks(query, article))) if article else None
