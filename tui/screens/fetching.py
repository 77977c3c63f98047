"""How are feeds fetched while somebody reads? In the process that adds, with its progress above the panes."""

from __future__ import annotations

from collections.abc import Sequence

from tui import places
from tui.adding import Told
from tui.screens.adding import Adding
from tui.screens.correcting import LONG_NOTICE, SHORT_NOTICE

BUSY = "Something is being added already; the feeds are fetched when that is done and you ask again."


class Fetching(Adding):
    """The reader's part that has feeds fetched."""

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
            self.app.push_screen(FeedsScreen(self.shelf, self.fetch, lambda: self.under_way, not self.is_adding))

    def fetch(self, urls: Sequence[str]) -> None:
        """Have the feeds at these addresses fetched; without any, all whose time has come."""
        if self.is_adding or self._begins:
            self.notify(BUSY, timeout=SHORT_NOTICE)
        else:
            self.begin("sync", *urls)

    def show_under_way(self, line: str) -> None:
        """Show it above the feeds, too."""
        super().show_under_way(line)
        self._show_feeds(ask=False)

    def end_adding(self, told: Told) -> None:
        """Show there what came of it, too."""
        super().end_adding(told)
        self._show_feeds(ask=True)

    def _show_feeds(self, *, ask: bool) -> None:
        from tui.screens.feeds import FeedsScreen

        if isinstance(self.app.screen, FeedsScreen):
            self.app.screen.show_title()
            if ask:
                self.app.screen.ask()
