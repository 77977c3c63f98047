"""How does a reader go from one list of articles to another, filter it, and keep a search as a list?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from tui import keys
from tui.lists import Which
from tui.screens.amending import Amending
from tui.screens.asking import Landing, LibraryChanged, ListLoaded
from tui.screens.correcting import SHORT_NOTICE
from tui.screens.keeping import shortened
from tui.screens.undoing import CaughtUp, Unsaved
from tui.widgets.text import TextPane

if TYPE_CHECKING:  # the first frame does without
    from index.saved import Saved

COUNT_AFTER = 1.0  # seconds from the first list on: what is read first comes before what is new elsewhere


class NewCounted(Message):
    """How many articles are new in saved searches other than the one that is shown."""

    def __init__(self, which: Which, new: int) -> None:
        super().__init__()
        self.which, self.new = which, new


class Listing(Amending):
    """The reader's part that chooses the list."""

    def on_mount(self) -> None:
        """What is new in other lists is told in the header."""
        self.set_timer(COUNT_AFTER, self.count_new)

    def action_lists(self) -> None:
        """Ask which list is to be shown."""
        from tui.screens.lists import ListsScreen  # the first frame does without it

        screen = ListsScreen(self.shelf, self.which, self.remove_search, self.undo_removal, self.removed_last)
        self.app.push_screen(screen, self.take_list)

    def action_filter(self) -> None:
        """Ask for a query whose articles alone are to be shown."""
        from tui.screens.filtering import FilterScreen

        self.app.push_screen(FilterScreen(self.shelf, self.which), self.take_list)

    def take_list(self, which: Which | None) -> None:
        """Show the list that was chosen; None leaves all as it is."""
        if which is not None:
            self.open_list(which)

    @on(ListLoaded)
    def see_list(self, message: ListLoaded) -> None:
        """What a saved search finds has been looked at now."""
        if message.which == self.which and self.which.name:
            self.write_seen(self.which.name)
            self.count_new()

    @work(group="marks", exit_on_error=False)
    async def write_seen(self, name: str) -> None:
        """Have it written."""
        with suppress(KeyError):  # another process removed it
            await self._in_order(lambda: self.shelf.search_seen(name))

    @on(LibraryChanged)
    def count_again(self) -> None:
        """There are other counts, in the header and where a list is being chosen."""
        self.count_new()
        from tui.screens.lists import ListsScreen

        if isinstance(self.app.screen, ListsScreen):
            self.app.screen.ask()

    def count_new(self) -> None:
        """Ask how much is new in the lists that are not shown."""
        self.ask_new(self.which)

    @work(thread=True, exclusive=True, group="new", exit_on_error=False)
    def ask_new(self, which: Which) -> None:
        """Ask the library."""
        counted = self.shelf.counted_searches()
        if not get_current_worker().is_cancelled:
            new = {article for one in counted if one.saved.name != which.name for article in one.new_ids}
            self.post_message(NewCounted(which, len(new)))

    @on(NewCounted)
    def show_new(self, message: NewCounted) -> None:
        """Tell it, unless another list is shown by now."""
        if message.which == self.which:
            self.new = message.new
            self.show_header()
        else:
            self.count_new()

    # --- through the list

    def action_next_article(self) -> None:
        """The next article of the list."""
        self._step(1)

    def action_previous_article(self) -> None:
        """The one before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        to = self._stands() + step
        if 0 <= to < len(self.list.rows):
            self._go_to(to)
        else:
            self.notify(f"This is the {'last' if step > 0 else 'first'} article of the list.", timeout=SHORT_NOTICE)

    @on(TextPane.AtEnd)
    def tell_end(self) -> None:
        """Nothing more of the article: how one goes on."""
        if self.opened:
            self.notify(
                f"End of the article; {keys.of('next_article')} next, {keys.of('next_unread')} next unread.",
                timeout=SHORT_NOTICE,
            )

    def action_next_unread(self) -> None:
        """The next unread article of the list."""
        self._step_unread(1)

    def action_previous_unread(self) -> None:
        """The unread article before."""
        self._step_unread(-1)

    def _step_unread(self, step: int) -> None:
        rows, here = self.list.rows, self._stands()
        others = [(here + step * far) % len(rows) for far in range(1, len(rows))]
        to = next((index for index in others if not rows[index].read), None)
        if to is None:
            self.notify("Nothing else in this list is unread.", timeout=SHORT_NOTICE)
            return
        self._go_to(to)
        if (to - here) * step < 0:
            self.notify(f"On from the {'top' if step > 0 else 'end'} of the list.", timeout=SHORT_NOTICE)

    def _stands(self) -> int:
        """Where in the list the reader is: with the article that is open, or about to be; or with the cursor."""
        opened = self.wanted.article if self.wanted and self.place != "list" else None
        return self.list.place_of(opened)

    def _go_to(self, index: int) -> None:
        """In the list the cursor goes there; from the text the article is opened, as `enter` in the list does."""
        row = self.list.rows[index]
        if self.place == "list":
            self.list.cursor = index
        else:
            self.leave_for(row.id)
            self.land(Landing(row.id))

    def action_catch_up(self) -> None:
        """Mark all articles of the list as read."""
        unread = tuple(row.id for row in self.list.rows if not row.read)
        if not unread:
            self.notify("All of this list is read.", timeout=SHORT_NOTICE)
            return
        deed = CaughtUp("", f"{len(unread):,} article{'' if len(unread) == 1 else 's'}", unread)
        self.did(deed)
        self.set_all_read(unread, True, lambda: self.not_done(deed))
        self.tell(f"Marked {deed.title} as read; {keys.of('undo')} takes it back.")

    def set_all_read(self, articles: tuple[str, ...], read: bool, failed: Callable[[], None]) -> None:
        """Show and write it."""
        self.list.change_all(frozenset(articles), read)
        self.show_list_head()
        self.change_open(articles, read=read)
        opened = self.opened.article.id if self.opened else ""
        self.write_mark(opened, lambda: self.shelf.mark_all_read(articles, read), failed)

    # --- saved searches

    def remove_search(self, saved: Saved) -> None:
        """Keep a search no longer; nothing is asked, for it can be brought back."""
        deed = Unsaved("", shortened(saved.name), saved)
        self.did(deed)
        self.tell(f"Removed the list “{deed.title}”; {keys.of('undo')} brings it back.")
        if self.which.name == saved.name:
            self.which = self.listed = Which(self.which.query)
            self.load_list(self.order)
        self.write_search(deed, gone=True)

    def removed_last(self) -> bool:
        """Whether the last that was done is the removal of a list."""
        return bool(self.deeds.done) and isinstance(self.deeds.done[-1], Unsaved)

    def undo_removal(self) -> None:
        """Take the last removal of a list back, where nothing else was done since."""
        if self.removed_last():
            self.action_undo()
        else:
            self.notify("No list was removed just now.", timeout=SHORT_NOTICE)

    def save_again(self, deed: Unsaved) -> None:
        """Have a saved search brought back."""
        self.tell(deed.told)
        self.write_search(deed, gone=False)

    @work(group="marks", exit_on_error=False)
    async def write_search(self, deed: Unsaved, *, gone: bool) -> None:
        """Have a saved search taken out or brought back, and show the lists as they are then."""
        saved = deed.saved
        try:
            if gone:
                with suppress(KeyError):  # another process was faster
                    await self._in_order(lambda: self.shelf.drop_search(saved.name))
            else:
                await self._in_order(lambda: self.shelf.restore_search(saved))
        finally:
            self.count_again()
