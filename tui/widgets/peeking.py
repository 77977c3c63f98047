"""How does a list show the paragraph around an item, below it?"""

from __future__ import annotations

from collections.abc import Iterable

from textual.message import Message

from tui.widgets.found import Find, found_in
from tui.widgets.painted import Line
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
        self.find: Find | None = None  # how the words are found that are looked for

    def name_of_item(self, index: int) -> str:
        """What an item is called, also when the list comes anew: the id of its quotation."""
        raise NotImplementedError

    def made_anew(self) -> None:
        """Make the lines: surroundings were opened or closed."""
        raise NotImplementedError

    def mark(self, find: Find | None) -> None:
        """Mark what this finds in the lines; None: no longer."""
        self.find = find
        self.forget()

    def with_found(self, y: int, line: Line) -> Line:
        """A line of the pane with the words marked that are looked for."""
        index = self.item_at(y)
        if self.find is None or index is None:
            return found_in([line], self.find)[0]
        at = y - self.first_line(index)
        lines = self.item_lines(index)
        lines[at] = line
        return found_in(lines, self.find, "hit here" if index == self.cursor else "hit")[at]

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
