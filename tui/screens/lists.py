"""Which list is to be shown? All there are, with their counts, over the reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.worker import get_current_worker

from index.saved import Saved
from tui import keys
from tui.lists import Choice, Which, choices
from tui.screens.shelf import Shelf
from tui.screens.telling import Telling
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.choices import ChoiceList
from tui.widgets.picklist import PickList

NOT_SAVED = f"Only a saved search can be removed here; {keys.of('tags')} takes a tag off an article."


class Counted(Message):
    """The lists there are; `whole` where the saved searches are counted, too."""

    def __init__(self, made: Sequence[Choice], whole: bool) -> None:
        super().__init__()
        self.made, self.whole = made, whole


class Lists(ChoiceList, can_focus=True, inherit_bindings=False):
    """The lists, a line each."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("lists"))

    def action_open_list(self) -> None:
        """Choose the list under the cursor."""
        self.pick()


class ListsScreen(Telling[Which | None], ModalScreen[Which | None]):
    """Closed with the list that was chosen. Saved searches are removed and brought back by whom it was opened."""

    PLACES: ClassVar[tuple[keys.Where, ...]] = ("lists",)
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("everywhere"))  # a modal one hides the program's
    AUTO_FOCUS = "#lists-all"

    def __init__(
        self,
        shelf: Shelf,
        which: Which,
        remove: Callable[[Saved], None],
        undo: Callable[[], None],
        removed: Callable[[], bool],
    ) -> None:
        super().__init__()
        self.shelf = shelf
        self.which = which
        self.remove_search, self.undo_removal, self.removed = remove, undo, removed
        self.made: Sequence[Choice] = ()
        self.list = Lists(id="lists-all")
        self.keys = KeyBar(id="lists-keys")

    def compose(self) -> ComposeResult:
        """What is asked, the lists, keys."""
        with Vertical(id="lists", classes="dialog"):
            yield Bar(id="lists-title")
            yield self.list
            yield self.keys

    def on_mount(self) -> None:
        """Ask for all."""
        self.query_one("#lists-title", Bar).show(
            [(" Lists", "strong")], [(keys.of("save_search"), "key"), (" in a search adds one", "dim")]
        )
        self.show_keys()
        self.ask()

    @property
    def saved(self) -> Saved | None:
        """The saved search under the cursor."""
        return self.made[self.list.cursor].saved if self.made else None

    @on(PickList.Moved, "#lists-all")
    def show_keys(self) -> None:
        """The keys that do something for the list under the cursor."""
        useless = [("remove_search", self.saved is None), ("undo", not self.removed())]
        self.keys.show_for("lists", frozenset(action for action, so in useless if so))

    @work(thread=True, exclusive=True, group="lists", exit_on_error=False)
    def ask(self) -> None:
        """Ask which lists there are, then for the counts of the saved searches, which take longer."""
        worker = get_current_worker()
        known = self.shelf.totals().articles, self.shelf.states(), self.shelf.tags(), self.shelf.saved()
        if not self.made or not known[3]:
            self.post_message(Counted(choices(*known), whole=not known[3]))
        if known[3] and not worker.is_cancelled:
            counted = self.shelf.counted_searches()
            if not worker.is_cancelled:
                self.post_message(Counted(choices(*known, counted), whole=True))

    @on(Counted)
    def show_lists(self, message: Counted) -> None:
        """Show them, the cursor where it was: at first on the list that is in use."""
        here = self.made[self.list.cursor].which if self.made else self.which
        self.made = message.made
        same = (index for index, one in enumerate(self.made) if here.same(one.which))
        cursor = next(same, self.list.cursor)
        self.list.show([(one.which.told, one.note) for one in self.made], cursor)
        self.show_keys()

    @on(PickList.Picked, "#lists-all")
    def choose(self, message: PickList.Picked) -> None:
        """Close with the list that was chosen."""
        self.dismiss(self.made[message.index].which)

    def action_remove_search(self) -> None:
        """Remove the saved search under the cursor."""
        if self.saved is None:
            self.notify(NOT_SAVED)
        else:
            self.remove_search(self.saved)

    def action_undo(self) -> None:
        """Bring the one back that was removed last."""
        self.undo_removal()
