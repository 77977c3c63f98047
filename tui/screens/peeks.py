"""How does the paragraph around a printing come to the list that opens it below the row?"""

from __future__ import annotations

from typing import TypeVar

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from index.model import Quotation
from tui.screens.printings import paragraph
from tui.screens.shelf import Shelf
from tui.screens.telling import Telling
from tui.widgets.peeking import Peeking
from tui.widgets.told import Paragraph

Result = TypeVar("Result")


class PeekLoaded(Message):
    """The paragraph around an item of a list."""

    def __init__(self, pane: Peeking, item: str, around: Paragraph) -> None:
        super().__init__()
        self.pane, self.item, self.around = pane, item, around


class Peeks(Telling[Result]):
    """A screen with a list whose items' surroundings can be opened. A subclass gives `peeked`."""

    shelf: Shelf

    def peeked(self) -> Quotation | None:
        """The quotation under the cursor of the list, as far as its surroundings are to be seen."""
        raise NotImplementedError

    @on(Peeking.Peeked)
    def ask_for_peek(self, message: Peeking.Peeked) -> None:
        """The surroundings of an item are wanted."""
        found = self.peeked()
        if found:
            self.load_peek(message.pane, message.item, found)

    @work(thread=True, exclusive=True, group="peek", exit_on_error=False)
    def load_peek(self, pane: Peeking, item: str, quotation: Quotation) -> None:
        """Ask for them."""
        article = self.shelf.article(quotation.article)
        if article and not get_current_worker().is_cancelled:
            self.post_message(PeekLoaded(pane, item, paragraph(article, quotation)))

    @on(PeekLoaded)
    def show_peek(self, message: PeekLoaded) -> None:
        """Show them below the item, if it is still there."""
        pane = message.pane
        if any(pane.name_of_item(index) == message.item for index in range(pane.count())):
            pane.show_peek(message.item, message.around)
