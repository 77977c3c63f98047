"""What of the text is selected, by keys or by the mouse?

A selection is held as offsets of the text, so that it stays the same however the text is wrapped. The screen library's
own selecting by mouse is not used: it counts a character of two cells, or a joined emoji, as another than is drawn.
"""

from __future__ import annotations

from textual import events
from textual.message import Message

from tui import keys
from tui.caret import Held, Walk
from tui.render import Layer, Runs, flatten
from tui.widgets.wrapped import Wrapped

READING = keys.actions("text", "reader")
SELECTING = keys.actions("selecting")
LEFT_BUTTON = 1
WORD = 2  # clicks in a row; more select a paragraph


class Selecting(Wrapped, inherit_bindings=False):
    """A pane of which a stretch may be selected. While one is, other keys work."""

    class Pointed(Message):
        """The mouse was pressed on a place of the text."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    class Selected(Message):
        """Something else is selected, or nothing any more."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.held: Held | None = None
        self._selection = Runs()
        self._pressed: int | None = None  # the character on which the mouse's button was pressed, while it is
        self._dragged = False

    @property
    def walk(self) -> Walk:
        """What the caret moves over."""
        return Walk(self._shown, self._rows)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is selected its keys work, else the text's."""
        return action not in (READING - SELECTING if self.held else SELECTING)

    def hold(self, held: Held | None, follow: bool = True) -> None:
        """Select this from now on, or nothing; scroll to its caret if it is to be followed."""
        changed = [at for one in (self.held, held) if one for at in (one.fixed, one.caret)]
        self.held = held
        self._select()
        if changed:
            first = self.line_of(min(changed))
            self.forget(first, self.line_of(max(changed)) + 1 - first)
            self.post_message(self.Selected())
        if held and follow:
            self.follow(held.caret)

    def _select(self) -> None:
        if self.held is None:
            self._selection = Runs()
            return
        start, end = self.walk.span(self.held)
        caret = self.held.caret
        after = self.walk.after(caret)
        parts = [(start, caret, Layer.SELECTED), (caret, after, Layer.CARET), (after, end, Layer.SELECTED)]
        self._selection = flatten(parts)

    def select_from(self, offset: int) -> bool:
        """Begin to select at the character seen there; False where there is none."""
        at = self.walk.nearest(offset) if self._rows.rows else None
        if at is None:
            return False
        self.hold(Held(at, at))
        return True

    def selected_span(self) -> tuple[int, int] | None:
        """What is selected, as offsets of the text."""
        return self.walk.span(self.held) if self.held else None

    def extend_to(self, offset: int) -> None:
        """Move the caret to the character there; the fixed end stays."""
        at = self.walk.nearest(offset)
        if self.held and at is not None:
            self.hold(Held(self.held.fixed, at))

    # the keys

    def _by_rows(self, rows: int) -> None:
        if self.held:
            caret = self.held.caret
            cell = self.walk.cell(caret) if self.held.cell is None else self.held.cell
            self.hold(Held(self.held.fixed, self.walk.vertical(caret, rows, cell), cell))

    def action_caret_down(self) -> None:
        """A line down."""
        self._by_rows(1)

    def action_caret_up(self) -> None:
        """A line up."""
        self._by_rows(-1)

    def action_caret_page_down(self) -> None:
        """A page down."""
        self._by_rows(self.page())

    def action_caret_page_up(self) -> None:
        """A page up."""
        self._by_rows(-self.page())

    def action_caret_half_down(self) -> None:
        """Half a page down."""
        self._by_rows(max(1, self.size.height // 2))

    def action_caret_half_up(self) -> None:
        """Half a page up."""
        self._by_rows(-max(1, self.size.height // 2))

    def _go(self, move: str) -> None:
        if self.held:
            self.extend_to(getattr(self.walk, move)(self.held.caret))

    def action_caret_right(self) -> None:
        """The next character."""
        self._go("right")

    def action_caret_left(self) -> None:
        """The character before."""
        self._go("left")

    def action_next_word(self) -> None:
        """The next word."""
        self._go("next_word")

    def action_word_before(self) -> None:
        """The word before."""
        self._go("word_before")

    def action_word_end(self) -> None:
        """The end of the word."""
        self._go("word_end")

    def action_row_start(self) -> None:
        """The beginning of the line."""
        self._go("row_start")

    def action_row_end(self) -> None:
        """The end of the line."""
        self._go("row_end")

    def action_paragraph_end(self) -> None:
        """The end of the paragraph."""
        self._go("paragraph_end")

    def action_paragraph_start(self) -> None:
        """The beginning of the paragraph."""
        self._go("paragraph_start")

    def action_caret_top(self) -> None:
        """The beginning of the text."""
        self.extend_to(0)

    def action_caret_bottom(self) -> None:
        """The end of the text."""
        self.extend_to(len(self._shown))

    def action_other_end(self) -> None:
        """The other end of the selection moves from now on."""
        if self.held:
            self.hold(self.held.swapped())

    def action_select_anew(self) -> None:
        """Nothing but the character of the caret is selected."""
        if self.held:
            self.hold(Held(self.held.caret, self.held.caret))

    # the mouse

    def _under(self, event: events.MouseEvent) -> int | None:
        """The character under the mouse, or the nearest one."""
        y = event.y + round(self.scroll_y)
        offset = self.offset_at(event.x, y)
        if offset is None:
            offset = 0 if y < len(self._lead) else len(self._shown)
        return self.walk.nearest(offset) if self._rows.rows else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A drag may begin here."""
        self._dragged = False
        if event.button == LEFT_BUTTON:
            self._pressed = self._under(event)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """A drag selects from where it began; above and below the pane it scrolls."""
        at = self._under(event) if self._pressed is not None else None
        if at is not None and self._pressed is not None and (self._dragged or at != self._pressed):
            self._dragged = True
            self.hold(Held(self._pressed, at), follow=not 0 <= event.y < self.size.height)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The drag is over."""
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """A press points at a place; two select a word, three a paragraph."""
        if self._dragged:
            return
        at = self._under(event)
        if event.chain >= WORD and at is not None:
            self.hold(self.walk.word(at) if event.chain == WORD else self.walk.paragraph(at), follow=False)
            return
        self.hold(None)
        offset = self.offset_at(event.x, event.y + round(self.scroll_y))
        if offset is not None:
            self.post_message(self.Pointed(offset))
