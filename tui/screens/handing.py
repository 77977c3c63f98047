"""What can be done with the printing under the cursor, on each screen that has one below it?

It is copied, checked, its speaker's other words are shown, and how it travelled. Where the words lead to another
screen, a place that is chosen there closes this one, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct

from index.model import ArticleRow, Quotation, UtteranceRow
from tui import keys
from tui.screens.asking import CiteWanted, Landing, LinkWanted
from tui.screens.shelf import Shelf
from tui.screens.waiting import Waiting

NOTICE = 2.0  # seconds


class AtHand(Struct, frozen=True):
    """A printing: its quotation, of several parts the first, the article, all its words.

    `ids` are those of quotations of the same words.
    """

    quote: Quotation
    article: ArticleRow
    text: str
    ids: Sequence[str] = ()


class Handing(Waiting[Landing | None]):
    """A screen with a cursor on printings; closed with where to go, or with nothing."""

    PLACES: ClassVar[tuple[keys.Where, ...]] = ()
    shelf: Shelf

    def at_hand(self) -> AtHand | None:
        """The printing under the cursor."""
        raise NotImplementedError

    def taken(self, what: str) -> AtHand | None:
        """The printing under the cursor; where there is none, the reader is told."""
        found = self.at_hand()
        if found is None:
            self.notify(f"There is no printing to {what}.", timeout=NOTICE)
        return found

    def action_copy_quotation(self) -> None:
        """Copy the printing with where it was printed."""
        from tui.citing import cited  # the first frame does without it

        found = self.taken("copy")
        if found:
            self.app.post_message(CiteWanted(cited(found.quote, found.article, found.text)))

    def action_copy_link(self) -> None:
        """Copy where it is to be found: the article's address, and the command that opens the place."""
        found = self.taken("copy the link of")
        if found:
            self.app.post_message(LinkWanted(found.article, found.quote))

    def action_check(self) -> None:
        """Did anyone say these words? Others can be typed in their place."""
        from tui.screens.checking import CheckScreen  # the screens that lead to each other import each other late

        found = self.at_hand()
        words, speaker = (found.text, found.quote.known_as or "") if found else ("", "")
        self.app.push_screen(CheckScreen(self.shelf, words, speaker), self.come_back)

    def action_said(self) -> None:
        """All that the speaker of the printing said."""
        from tui.screens.said import open_said

        found = self.taken("ask for the speaker of")
        if found:
            open_said(self, self.shelf, found.quote, self.come_back, [found.quote.id, *found.ids])

    def action_timeline(self) -> None:
        """Who printed the words first, and how they travelled; the cursor on this printing."""
        from tui.screens.timeline import TimelineScreen

        found = self.taken("follow")
        if found:
            ids = (found.quote.continues or found.quote.id, *found.ids)
            self.app.push_screen(TimelineScreen(self.shelf, ids, ids[0]), self.come_back)

    def export(self, utterance: UtteranceRow | None) -> None:
        """Write an utterance with all who printed it to a file."""
        from tui.export.gathering import of_rows
        from tui.export.report import About
        from tui.screens.exporting import open_export

        if utterance is None:
            self.notify("There is nothing here to write.", timeout=NOTICE)
            return
        about = About("quotation", utterance.id, utterance.speaker)
        open_export(self, about, lambda told: of_rows(about, [utterance], told))

    def come_back(self, landing: Landing | None) -> None:
        """Close with the place that was chosen on the screen above, if one was."""
        if landing:
            self.dismiss(landing)
