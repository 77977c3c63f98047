"""How does a reader put right who published an article, when, and under which title?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from index.model import ArticleRow
from index.store import LibraryError
from tui import keys, places
from tui.screens.correcting import LONG_NOTICE, SHORT_NOTICE
from tui.screens.keeping import BUSY, GONE, NO_ARTICLE, called
from tui.screens.noting import Noting
from tui.screens.undoing import Edited

if TYPE_CHECKING:  # the first frame does without
    from index.fields import Fact
    from tui.screens.editing import Change

REFUSED = "Over a network quoth edits no articles; quoth edit does, on the machine that serves."


class FactsKnown(Message):
    """What is known of an article, and the outlets of the library; no facts where the article is gone."""

    def __init__(self, row: ArticleRow, facts: Sequence[Fact], outlets: Sequence[str]) -> None:
        super().__init__()
        self.row, self.facts, self.outlets = row, facts, outlets


class Amending(Noting):
    """The reader's part for an article's outlet, title, date, author and address."""

    def action_edit_facts(self) -> None:
        """Ask for them, unless the reader is shown to another machine."""
        row = self.at_hand
        if places.is_public():
            self.notify(REFUSED, timeout=LONG_NOTICE, severity="warning")
        elif row is None:
            self.notify(NO_ARTICLE, timeout=SHORT_NOTICE)
        else:
            self.ask_facts(row)

    def action_versions(self) -> None:
        """What its outlet changed in the article at hand."""
        from tui.screens.versions import VersionsScreen  # the first frame does without it

        row = self.at_hand
        if row is None:
            self.notify(NO_ARTICLE, timeout=SHORT_NOTICE)
        else:
            self.app.push_screen(VersionsScreen(self.shelf, row))

    @work(thread=True, exclusive=True, group="own", exit_on_error=False)
    def ask_facts(self, row: ArticleRow) -> None:
        """What is known of it?"""
        try:
            facts: Sequence[Fact] = self.shelf.facts(row.id)
        except KeyError:
            facts = ()
        self.post_message(FactsKnown(row, facts, self.shelf.names("outlet")))

    @on(FactsKnown)
    def open_facts(self, message: FactsKnown) -> None:
        """Open the dialog."""
        from tui.screens.editing import EditScreen

        row = message.row
        if not message.facts:
            self.tell(GONE)
            return

        def keep(change: Change | None) -> None:
            if change is not None:
                deed = Edited(row.id, called(row), change.values_before, change.reset_before)
                self.write_edit(deed, dict(change.values), change.reset)

        self.app.push_screen(EditScreen(message.facts, message.outlets), keep)

    @work(group="marks", exit_on_error=False)
    async def write_edit(
        self, deed: Edited, values: dict[str, str | bool | None], reset: Sequence[str], *, back: bool = False
    ) -> None:
        """Have it written, or taken back, and show what came of it: who shares what with whom may be another."""
        if not back:
            self.did(deed)
        done = False
        try:
            await self._in_order(lambda: self.shelf.edit([deed.article], values, reset=reset))
            done = True
            self.tell(deed.told if back else f"Edited; {keys.of('undo')} takes it back.")
        except KeyError:
            self.tell(GONE)
        except LibraryError:
            self.tell(BUSY)
        finally:
            if not done:
                self.did(deed) if back else self.not_done(deed)
            self.show_changed(deed.article)

    def edit_back(self, deed: Edited) -> None:
        """Have an article as it was before an edit."""
        self.write_edit(deed, dict(deed.values), deed.reset, back=True)
