"""How does a list show the paragraph around an item, below it?"""

from __future__ import annotations

from collections.abc import Iterable

from textual.message import Message

from tui.widgets.picklist import PickList
from tui.widgets.told import Paragraph


class Peeking(PickList, inherit_bindings=False):
    """A list of which the items' surroundings can be opened. A subclass gives `name_of_item` and `made_anew`."""

    class Peeked(Message):
        """The surroundings of the item under the cursor are wanted."""

        def __init__(self, pane: Peeking, item: str) -> None:
            super().__init__()
            self.pane, self.item = pane, item

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.peeks: dict[str, Paragraph] = {}

    def name_of_item(self, index: int) -> str:
        """What an item is called, also when the list comes anew: the id of its quotation."""
        raise NotImplementedError

    def made_anew(self) -> None:
        """Make the lines: surroundings were opened or closed."""
        raise NotImplementedError

    def keep_peeks(self, names: Iterable[str]) -> None:
        """Of other items than these, forget the surroundings."""
        there = set(names)
        self.peeks = {name: peek for name, peek in self.peeks.items() if name in there}

    def show_peek(self, name: str, paragraph: Paragraph) -> None:
        """Open the surroundings of an item, below it."""
        self.peeks[name] = paragraph
        self.made_anew()
        self.show_item(self.cursor)

    def close_peeks(self) -> bool:
        """Close all surroundings; False where none was open."""
        if not self.peeks:
            return False
        self.peeks = {}
        self.made_anew()
        self.show_item(self.cursor)
        return True

    def action_peek(self) -> None:
        """Open the surroundings of the item under the cursor, or close them."""
        if not self.count():
            return
        name = self.name_of_item(self.cursor)
        if name in self.peeks:
            self.close_peeks()
        else:
            self.post_message(self.Peeked(self, name))
