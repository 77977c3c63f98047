"""How are feeds fetched while somebody reads? In the process that adds, with its progress above the panes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui import places
from tui.adding import Told
from tui.screens.adding import Adding
from tui.screens.correcting import LONG_NOTICE, SHORT_NOTICE

if TYPE_CHECKING:
    from tui.screens.feeds import FeedsScreen

BUSY = "Something is being added already; the feeds are fetched when that is done and you ask again."


class Fetching(Adding):
    """The reader's part that has feeds fetched."""

    _feeds: FeedsScreen | None = None  # as they were shown last

    def action_feeds(self) -> None:
        """Show the feeds, and have them fetched."""
        from tui.screens.feeds import FeedsScreen  # the first frame does without it

        if places.is_public():
            self.notify("Over a network quoth fetches no feeds.", timeout=SHORT_NOTICE, severity="warning")
        elif self.shelf.sample:
            self.notify(
                'This is the sample, which stays as it is; "quoth feeds add ADDRESS" makes a library of your own.',
                timeout=LONG_NOTICE,
            )
        else:
            self._feeds = FeedsScreen(self.shelf, self.fetch, lambda: self.under_way, not self.is_adding)
            self.app.push_screen(self._feeds)

    def fetch(self, urls: Sequence[str]) -> None:
        """Have the feeds at these addresses fetched; without any, all whose time has come."""
        if self.is_adding or self._begins:
            self.notify(BUSY, timeout=SHORT_NOTICE)
        else:
            self.begin("sync", *urls)

    def show_under_way(self, line: str) -> None:
        """Show it above the feeds, too."""
        super().show_under_way(line)
        self._show_title()

    def end_adding(self, told: Told) -> None:
        """Take it away there, too; that the library changed, the screen is told as all are."""
        super().end_adding(told)
        self._show_title()

    def _show_title(self) -> None:
        if self._feeds is not None and self._feeds is self.app.screen:
            self._feeds.show_title()
