"""How does a reader keep marks, tags and notes of articles, take an article out, and take all of that back?"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from typing import Any

from msgspec.structs import replace
from textual import on, work
from textual.message import Message

from index.model import ArticleRow
from tui import keys
from tui.render import fit, one_line
from tui.screens.asking import Landing
from tui.screens.correcting import SHORT_NOTICE
from tui.screens.selecting import Selected
from tui.screens.shelf import Shelf
from tui.screens.undoing import CaughtUp, Deed, Deeds, Edited, Marked, Noted, Removed, Tagged, Unsaved
from tui.widgets.articles import name_of

TELLING = 5.0  # seconds that a notice stays which says how to take something back
LONGEST_NAME = 40  # cells of a title in a notice, which is one line
PATIENCE = 15.0  # seconds that a removal waits for another process that adds
NO_ARTICLE = "There is no article here."
GONE = "This is no longer in the library; nothing was changed."
BUSY = "Nothing was changed: another quoth is adding to this library. Try again when it is done."


class TagsKnown(Message):
    """The library's tags, for the field of an article."""

    def __init__(self, row: ArticleRow, known: list[tuple[str, int]]) -> None:
        super().__init__()
        self.row, self.known = row, known


class Keeping(Selected):
    """The reader's part that writes down what is the reader's own."""

    def __init__(self, shelf: Shelf, start: Landing | None = None) -> None:
        super().__init__(shelf, start)
        self.deeds = Deeds()

    @property
    def at_hand(self) -> ArticleRow | None:
        """The article that a mark is for: in the list the one under the cursor, elsewhere the one that is open."""
        return self.list.row if self.place == "list" or self.opened is None else self.open_row

    @property
    def open_row(self) -> ArticleRow | None:
        """The row of the article that is open; no list need have it."""
        return (self.list.row_of(self.opened.article.id) or self.opened.row) if self.opened else None

    def change(self, article: str, **what: Any) -> None:
        """Show an article as read, starred, tagged, in the list and where it is open."""
        self.list.change(article, **what)
        self.show_list_head()
        self.change_open((article,), **what)

    def change_open(self, articles: Collection[str], **what: Any) -> None:
        """The article that is open has changed, if it is one of these."""
        if self.opened and self.opened.row and self.opened.row.id in articles:
            self.opened = replace(self.opened, row=replace(self.opened.row, **what))

    def did(self, deed: Deed) -> None:
        """Remember it for `U`."""
        self.deeds = self.deeds.did(deed)

    def not_done(self, deed: Deed) -> None:
        """It could not be written, and so there is nothing to take back."""
        self.deeds = self.deeds.without(deed)

    # --- read, starred

    def mark_open_read(self) -> None:
        """The open article is being read. Opening it is nothing that one would take back."""
        row = self.open_row
        if row and not row.read:
            self.set_read(row.id, True)

    def action_toggle_read(self) -> None:
        """Mark the article as read, or as unread."""
        row = self.at_hand
        if row:
            deed = Marked(row.id, called(row), "read", row.read)
            self.did(deed)
            self.set_read(row.id, not row.read, lambda: self.not_done(deed))

    def action_toggle_star(self) -> None:
        """Star the article, or take its star off."""
        row = self.at_hand
        if row:
            deed = Marked(row.id, called(row), "starred", row.starred)
            self.did(deed)
            self.set_starred(row.id, not row.starred, lambda: self.not_done(deed))

    def set_read(self, article: str, read: bool, failed: Callable[[], None] | None = None) -> None:
        """Show and write it."""
        self.change(article, read=read)
        self.write_mark(article, lambda: self.shelf.mark_read(article, read), failed)

    def set_starred(self, article: str, starred: bool, failed: Callable[[], None] | None = None) -> None:
        """Show and write it."""
        self.change(article, starred=starred)
        self.write_mark(article, lambda: self.shelf.mark_starred(article, starred), failed)

    # --- tags

    def action_tags(self) -> None:
        """Ask for the article's tags."""
        row = self.at_hand
        if row:
            self.ask_tags(row)
        else:
            self.notify(NO_ARTICLE, timeout=SHORT_NOTICE)

    @work(thread=True, exclusive=True, group="own", exit_on_error=False)
    def ask_tags(self, row: ArticleRow) -> None:
        """Which tags are there?"""
        self.post_message(TagsKnown(row, list(self.shelf.tags())))

    @on(TagsKnown)
    def open_tags(self, message: TagsKnown) -> None:
        """Open the field."""
        from tui.screens.tags import TagsScreen

        row = message.row

        def keep(names: tuple[str, ...] | None) -> None:
            if names is not None:
                self.did(Tagged(row.id, called(row), row.tags, names))
                now = " ".join(f"#{name}" for name in names)
                told = f"{f'Tagged {now}' if now else 'No tags any more'}; {keys.of('undo')} takes it back."
                self.set_tags(row.id, row.tags, names, told)

        self.app.push_screen(TagsScreen(name_of(row), row.tags, message.known), keep)

    def set_tags(self, article: str, seen: tuple[str, ...], names: tuple[str, ...], told: str) -> None:
        """Show and write them in place of those seen, and say so; those of another reader are there after that."""
        self.change(article, tags=names)
        self.write_own(article, lambda: self.shelf.retag(article, seen, names), told)

    # --- writing

    @work(group="marks", exit_on_error=False)
    async def write_mark(
        self, article: str, write: Callable[[], object], failed: Callable[[], None] | None = None
    ) -> None:
        """Have a mark written that is shown already; where that fails, show what the library has."""
        try:
            await self._in_order(write)
        except Exception:  # told where all failures are
            if failed:
                failed()
            self.show_changed(article)
            raise

    @work(group="marks", exit_on_error=False)
    async def write_own(self, article: str, write: Callable[[], object], told: str) -> None:
        """Have something written to an article, say so, and show what came of it."""
        try:
            await self._in_order(write)
            self.tell(told)
        except KeyError:
            self.tell(GONE)
        finally:
            self.show_changed(article)

    @work(group="marks", exit_on_error=False)
    async def quit_when_written(self) -> None:
        """Quit after all that is being written."""
        await self._in_order(lambda: None)
        self.app.exit(0)

    def show_changed(self, article: str) -> None:
        """Ask for the list and the open article anew."""
        self.load_list(self.order)
        if self.opened and self.opened.article.id == article:
            self.load_refreshed(article, self.opened.query)

    # --- removing

    def action_remove_article(self) -> None:
        """Take the article out of the library; nothing is asked, for it can be brought back."""
        row = self.at_hand
        if row is None:
            return
        deed = Removed(row.id, called(row))
        self.did(deed)
        self.list.show([one for one in self.list.rows if one.id != row.id], self.list.row.id if self.list.row else None)
        if self.opened and self.opened.article.id == row.id and self.list.row:
            self.land(Landing(self.list.row.id, focus=False))
        self.tell(f"Removed “{deed.title}”; {keys.of('undo')} brings it back.")
        self.write_removal(deed)

    @work(group="marks", exit_on_error=False)
    async def write_removal(self, deed: Removed) -> None:
        """Have an article taken out."""
        until = time.monotonic() + PATIENCE
        done = False
        try:
            removed, missing = await self._in_order(
                lambda: self.shelf.remove([deed.article], stop=lambda: time.monotonic() > until)
            )
            done = bool(removed)
            if not done:
                self.tell(GONE if missing else BUSY)
        finally:
            if not done:
                self.deeds = self.deeds.without(deed)
            self.load_list(self.order)
            if self.opened:
                self.load_refreshed(self.opened.article.id, self.opened.query)

    @work(group="marks", exit_on_error=False)
    async def write_return(self, deed: Removed) -> None:
        """Have an article brought back, and go to it."""
        until = time.monotonic() + PATIENCE
        done = False
        try:
            back, missing = await self._in_order(
                lambda: self.shelf.restore([deed.article], stop=lambda: time.monotonic() > until)
            )
            done = bool(back or missing)  # missing: somebody else brought it back
        finally:
            if not done:
                self.did(deed)  # it can still be brought back
        if done:
            self.tell(deed.told)
            self.keep = deed.article
            self.load_list(self.order)
            self.land(Landing(deed.article, focus=False))
        else:
            self.tell(BUSY)

    # --- taking back

    def action_undo(self) -> None:
        """Take back the last that was done in this session, or removed in one before, and say what it was."""
        deed, self.deeds = self.deeds.back()
        match deed:
            case None:
                self.notify("Nothing was done in this session that could be taken back.", timeout=SHORT_NOTICE)
                return
            case Removed():
                self.write_return(deed)
                return
            case Marked(what="read"):
                self.set_read(deed.article, deed.before, lambda: self.did(deed))
            case Marked():
                self.set_starred(deed.article, deed.before, lambda: self.did(deed))
            case Tagged():
                self.set_tags(deed.article, deed.after, deed.before, deed.told)
                return
            case Noted():
                self.note_again(deed)
                return
            case Edited():
                self.edit_back(deed)
                return
            case CaughtUp():
                self.set_all_read(deed.unread, False, lambda: self.did(deed))
            case Unsaved():
                self.save_again(deed)
                return
        self.tell(deed.told)

    def set_all_read(self, articles: tuple[str, ...], read: bool, failed: Callable[[], None]) -> None:
        """Show and write that several articles are read, or are not."""

    def save_again(self, deed: Unsaved) -> None:
        """Have a saved search brought back."""

    def note_again(self, deed: Noted) -> None:
        """Have a note written as it was."""

    def edit_back(self, deed: Edited) -> None:
        """Have an article's outlet, title and the like as they were."""

    def tell(self, sentence: str) -> None:
        """Say what was done."""
        self.notify(one_line(sentence), timeout=TELLING, markup=False)


def called(row: ArticleRow) -> str:
    """An article's title as it is told in a sentence of one line."""
    return shortened(name_of(row))


def shortened(name: str) -> str:
    """A name as it is told in a sentence of one line."""
    return fit(name, LONGEST_NAME)
