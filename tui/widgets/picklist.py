"""How does a list show any number of items at once, and which one is picked?

Nothing is made for an item that isn't seen: a list of 19,000 opens as fast as one of ten. Items may have different
heights; `first_line` and `item_at` lead from one to the other.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.message import Message
from textual.reactive import reactive

from tui.widgets.painted import Line, Painted


class PickList(Painted, inherit_bindings=False):
    """A list with a cursor. A subclass gives `count`, `item_lines` and, where heights differ, the two maps."""

    cursor: reactive[int] = reactive(0, repaint=False)
    ITEM_HEIGHT: ClassVar[int] = 1

    class Moved(Message):
        """The cursor stands on another item."""

        def __init__(self, pane: PickList, index: int) -> None:
            super().__init__()
            self.pane = pane
            self.index = index

        @property
        def control(self) -> PickList:
            """The list."""
            return self.pane

    class Picked(Moved):
        """The item under the cursor was chosen."""

    def count(self) -> int:
        """How many items."""
        raise NotImplementedError

    def item_lines(self, index: int) -> list[Line]:
        """The lines of one item, as many as `height_of` says."""
        raise NotImplementedError

    def item_height(self) -> int:
        """Lines to an item, where all are alike."""
        return self.ITEM_HEIGHT

    def height_of(self, index: int) -> int:
        """Lines of this item."""
        return self.item_height()

    def first_line(self, index: int) -> int:
        """The line on which an item begins."""
        return index * self.item_height()

    def item_at(self, y: int) -> int | None:
        """The item that has this line; None between and after them."""
        index = y // self.item_height()
        return index if 0 <= index < self.count() else None

    def line_count(self) -> int:
        """Lines of all items."""
        return self.count() * self.item_height()

    def line(self, y: int) -> Line:
        """A line of the item that has it, on the cursor's ground where it stands there."""
        index = self.item_at(y)
        if index is None:
            return Line()
        lines = self.item_lines(index)
        at = y - self.first_line(index)
        line = lines[at] if at < len(lines) else Line()
        if index != self.cursor or not line.pieces:
            return line
        return Line(line.pieces, "cursor" if self.has_focus else "cursor-blurred")

    def validate_cursor(self, cursor: int) -> int:
        """Keep it on an item."""
        return max(0, min(cursor, self.count() - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Show the item, and say so."""
        self.show_item(now)
        for index in (before, now):
            if 0 <= index < self.count():
                self.forget(self.first_line(index), self.height_of(index))
        if self.count():
            self.post_message(self.Moved(self, now))

    def show_item(self, index: int) -> None:
        """Scroll no more than it takes to see the whole item."""
        if not self.count():
            return
        top, height = self.first_line(index), self.height_of(index)
        if top < self.scroll_y:
            self.scroll_to(y=top, animate=False)
        elif top + height > self.scroll_y + self.size.height:
            self.scroll_to(y=max(0, min(top, top + height - self.size.height)), animate=False)

    def on_resize(self) -> None:
        """Heights may have changed with the width."""
        self.resize_to_content()
        self.show_item(self.cursor)

    def on_focus(self) -> None:
        """The cursor looks different where the keyboard is."""
        self.forget()

    def on_blur(self) -> None:
        """The same."""
        self.forget()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there; on the item that has it, it picks."""
        index = self.item_at(event.y + round(self.scroll_y))
        if index is None:
            return
        if index == self.cursor:
            self.pick()
        else:
            self.cursor = index

    def pick(self) -> None:
        """Choose the item under the cursor."""
        if self.count():
            self.post_message(self.Picked(self, self.cursor))

    def items_to_page(self) -> int:
        """How many items a page has."""
        return max(1, self.size.height // max(1, self.item_height()))

    def action_down(self) -> None:
        """Next item."""
        self.cursor += 1

    def action_up(self) -> None:
        """Previous item."""
        self.cursor -= 1

    def action_page_down(self) -> None:
        """A page of items down."""
        self.cursor += self.items_to_page()

    def action_page_up(self) -> None:
        """A page of items up."""
        self.cursor -= self.items_to_page()

    def action_half_down(self) -> None:
        """Half a page of items down."""
        self.cursor += max(1, self.items_to_page() // 2)

    def action_half_up(self) -> None:
        """Half a page of items up."""
        self.cursor -= max(1, self.items_to_page() // 2)

    def action_top(self) -> None:
        """First item."""
        self.cursor = 0

    def action_bottom(self) -> None:
        """Last item."""
        self.cursor = self.count() - 1
