"""Which feeds are followed, and what was wrong with them last? Over the reader; they are fetched beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from index.following import WrongFeedError
from index.store.feeds import FeedRow
from tui import keys
from tui.render import one_line
from tui.saying import counted_list
from tui.screens.asking import LibraryChanged
from tui.screens.correcting import SHORT_NOTICE
from tui.screens.shelf import Shelf
from tui.screens.telling import Telling
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.choices import ChoiceList
from tui.widgets.picklist import PickList


class FeedsCounted(Message):
    """The feeds there are; `at` is the address of one that the cursor is to stand on."""

    def __init__(self, rows: Sequence[FeedRow], at: str | None) -> None:
        super().__init__()
        self.rows, self.at = rows, at


class FeedTaken(Message):
    """What came of following an address: the feed's own, or why there is none."""

    def __init__(self, url: str | None, problem: str | None = None) -> None:
        super().__init__()
        self.url, self.problem = url, problem


class FeedList(ChoiceList, can_focus=True, inherit_bindings=False):
    """The feeds, a line each."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("feeds"))

    def action_fetch_feed(self) -> None:
        """Fetch the feed under the cursor."""
        self.pick()


class FeedsScreen(Telling[None], ModalScreen[None]):
    """The feeds. `fetch` has those of some addresses fetched, without any all, which it `begins` with; `under_way`
    tells how far that is."""

    PLACES: ClassVar[tuple[keys.Where, ...]] = ("feeds",)
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("everywhere"))
    AUTO_FOCUS = "#feeds-all"

    def __init__(
        self,
        shelf: Shelf,
        fetch: Callable[[Sequence[str]], None],
        under_way: Callable[[], str],
        begins: bool = True,
    ) -> None:
        super().__init__()
        self.shelf = shelf
        self.begins = begins
        self.fetch, self.under_way = fetch, under_way
        self.rows: Sequence[FeedRow] = ()
        self.removed: list[FeedRow] = []
        self.list = FeedList(id="feeds-all")
        self.told = Bar(id="feeds-told")
        self.keys = KeyBar(id="feeds-keys")

    def compose(self) -> ComposeResult:
        """The feeds, what is to be said of the one under the cursor, keys."""
        with Vertical(id="feeds", classes="dialog"):
            yield Bar(id="feeds-title")
            yield self.list
            yield self.told
            yield self.keys

    def on_mount(self) -> None:
        """Ask for all."""
        self.show_title()
        self.show_keys()
        self.ask()

    def show_title(self) -> None:
        """What this is, and how far fetching is."""
        now = self.under_way()
        self.query_one("#feeds-title", Bar).show([(" Feeds", "strong")], [(f"{now} " if now else "", "dim")])

    @property
    def row(self) -> FeedRow | None:
        """The feed under the cursor."""
        return self.rows[self.list.cursor] if self.rows else None

    @on(PickList.Moved, "#feeds-all")
    def show_keys(self) -> None:
        """The keys that do something here, and what was wrong with the feed under the cursor."""
        none = not self.rows
        useless = [("fetch_feed", none), ("fetch_all", none), ("remove_feed", none), ("undo", not self.removed)]
        self.keys.show_for("feeds", frozenset(action for action, so in useless if so))
        if self.row is None:
            self.told.show([(f" No feeds yet: {keys.of('follow')} adds one; quoth feeds import FILE a list.", "dim")])
        else:
            wrong = self.row.problem
            self.told.show([(f" {one_line(wrong or self.row.url)}", "warning" if wrong else "dim")])

    @work(thread=True, exclusive=True, group="feeds", exit_on_error=False)
    def ask(self, at: str | None = None) -> None:
        """Ask which feeds there are."""
        rows = self.shelf.feeds()
        if not get_current_worker().is_cancelled:
            self.post_message(FeedsCounted(rows, at))

    @on(FeedsCounted)
    def show_feeds(self, message: FeedsCounted) -> None:
        """Show them, the cursor on the feed that it was on, or that was wanted."""
        at = message.at or (self.row.url if self.row else None)
        self.rows = message.rows
        cursor = next((i for i, row in enumerate(self.rows) if row.url == at), self.list.cursor)
        self.list.show([(name_of(row), note_of(row)) for row in self.rows], cursor)
        self.show_keys()
        if self.begins and self.rows:
            self.action_fetch_all()
        self.begins = False

    @on(LibraryChanged)
    def follow_library(self) -> None:
        """Articles came, or a feed's answer."""
        self.ask()

    @on(PickList.Picked, "#feeds-all")
    def fetch_one(self, message: PickList.Picked) -> None:
        """Have this one fetched, also before its time."""
        self.fetch([self.rows[message.index].url])
        self.show_title()

    def action_fetch_all(self) -> None:
        """Have all fetched whose time has come."""
        self.fetch(())
        self.show_title()

    def action_follow(self) -> None:
        """Ask for an address."""
        self.app.push_screen(FollowScreen(self.shelf), self.followed)

    def followed(self, url: str | None) -> None:
        """Show the feed that was added, and fetch it."""
        if url is not None:
            self.ask(url)
            self.fetch([url])

    def action_remove_feed(self) -> None:
        """Follow the feed under the cursor no longer."""
        if self.row is not None:
            self.write(self.row, remove=True)

    def action_undo(self) -> None:
        """Follow the feed again that was removed last."""
        if self.removed:
            self.write(self.removed.pop(), remove=False)

    @work(thread=True, group="feeds-write", exit_on_error=False)
    def write(self, row: FeedRow, *, remove: bool) -> None:
        """Have it written."""
        if remove:
            try:
                self.shelf.remove_feed(row.url)
            except KeyError:  # another process did
                return
            self.app.call_from_thread(self._was_removed, row)
        else:
            self.shelf.add_feed(row.url, title=row.title, outlet=row.outlet, tags=row.tags)
        rows = self.shelf.feeds()
        self.post_message(FeedsCounted(rows, None if remove else row.url))

    def _was_removed(self, row: FeedRow) -> None:
        self.removed.append(row)
        told = f"“{name_of(row)}” is followed no longer; its articles stay. {keys.of('undo')} takes it back."
        self.notify(told, timeout=SHORT_NOTICE, markup=False)

    def leave(self) -> None:
        """Close; fetching goes on."""
        self.dismiss(None)


def name_of(row: FeedRow) -> str:
    """What a feed is called: by the reader, by itself, by its address."""
    return one_line(row.outlet or row.title or row.url)


def note_of(row: FeedRow) -> str:
    """Its state in a few words."""
    if row.problem:
        return f"failed · {counted_list(row.articles)}"
    if row.waiting:
        return f"{row.waiting:,} waiting · {counted_list(row.articles)}"
    return counted_list(row.articles) if row.asked else "not fetched yet"


class FollowScreen(Telling[str | None], ModalScreen[str | None]):
    """A field for a feed's address; closed with it where it is followed now."""

    PLACES: ClassVar[tuple[keys.Where, ...]] = ("following",)
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("following", "everywhere"))
    AUTO_FOCUS = "#feed-address"

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self.shelf = shelf
        self.told = Bar(id="feed-told")
        self.keys = KeyBar(id="feed-keys")

    def compose(self) -> ComposeResult:
        """What is asked, the field, what is wrong, keys."""
        with Vertical(id="follow", classes="dialog"):
            yield Static(" Follow which feed? Its address, or that of a page which names it.", id="follow-title")
            with Horizontal(classes="field"):
                yield Static("feed", classes="sign")
                yield Input(id="feed-address", compact=True)
            yield self.told
            yield self.keys

    def on_mount(self) -> None:
        """The keys that work here."""
        self.keys.show_for("following")

    @on(Input.Changed, "#feed-address")
    def forget_problem(self) -> None:
        """What was wrong may be right now."""
        self.told.show([])

    @on(Input.Submitted, "#feed-address")
    def action_take_feed(self) -> None:
        """Have it followed."""
        self.told.show([(" asking…", "dim")])
        self.take(self.query_one(Input).value.strip())

    @work(thread=True, exclusive=True, group="follow", exit_on_error=False)
    def take(self, url: str) -> None:
        """Ask there, and follow what answers, or say why not; closing the dialog stops it."""
        worker = get_current_worker()
        try:
            row, _ = self.shelf.try_feed(url, stop=lambda: worker.is_cancelled)
            told = FeedTaken(row.url)
        except WrongFeedError as error:
            told = FeedTaken(None, str(error).removeprefix(f"{url} "))
        if not worker.is_cancelled:
            self.post_message(told)

    @on(FeedTaken)
    def close_or_tell(self, message: FeedTaken) -> None:
        """Close where it is followed now."""
        if message.problem is None:
            self.dismiss(message.url)
        else:
            self.told.show([(f" {one_line(message.problem)}", "warning")])

    def leave(self) -> None:
        """Close, and follow nothing."""
        self.dismiss(None)
