"""What was typed before the field was there that it is meant for?

The screen library hands every key to what has the keyboard at that moment. Who types `/` and a word faster than the
field opens would give the word to the text, where D removes and e writes. So after a key that asks for something to be
typed, what follows is held back until the field has the keyboard.

In a field a letter is typed at once, but a key that does something there (backspace, ctrl+u, enter, escape) only after
it has gone up to the program, and by then the letters behind it would be typed already. So they wait for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from textual.app import App
from textual.events import DescendantFocus, Event, Key, Paste
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from tui import keys, pasted
from tui.screens.correcting import LONG_NOTICE

FULL = "The field takes no more characters."
PASTED = "So many keys at once are a pasted text, and no commands here: the rest of them does nothing."
PATIENCE = 1.0  # seconds; what has not opened until then does not open, unless the program came to nothing meanwhile
LATE = 0.2  # seconds by which that is known to be over too late: a slow disk, a machine with other work
MOST_WAITS = 20  # how often one waits once more


class Passed(Message):
    """Follows a key through everything that may act on it; what the key did is done when this arrives."""

    def __init__(self, again: bool) -> None:
        super().__init__()
        self.again = again


class Listening(Message):
    """A screen that takes a single key without a field is ready for it, or has had it."""


class Uncalled(Message):
    """A screen that no key asked for would open.

    Not in the midst of a key: it goes up through the widgets to the program, and finds there the bindings of the screen
    that is shown when it arrives; and what it was answered would lie beneath.
    """

    def __init__(self, opens: Callable[[], object]) -> None:
        super().__init__()
        self.opens = opens


class TypingAhead(App[int]):
    """A program that loses no key to the moment in which a field opens."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[Key | Paste] = []
        self._patience: Timer | None = None
        self._due = 0.0  # when it is over, on the clock of `time.monotonic`
        self._waits = 0
        self._asked_on: object = None  # the screen on which the key was pressed
        self._burst = pasted.Burst()
        self._pasting = False
        self._typed_in: object = None  # the last field, when a key went to it, and for how many more there is room
        self._typed = 0.0
        self._room = 0
        self._pressed = False  # whether any key was

    @property
    def here(self) -> Iterable[keys.Where]:
        """The places whose keys work now, apart from everywhere."""
        raise NotImplementedError

    async def on_event(self, event: Event) -> None:
        """Hold keys back while a field opens, or while another key in it does what it does."""
        acts = False
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            self._pressed = True
            if self._patience is not None:
                self._held.append(event)
                return
            if isinstance(event, Key) and self._is_too_much(event):
                return
            if isinstance(event, Paste):
                self._bound(event)
            else:
                acts = takes_text(self.focused) and not event.is_printable
                if acts or self._asks(event):
                    self._waits, self._asked_on = 0, self.screen
                    self._wait()
        await super().on_event(event)
        if acts:
            self._follow(again=True)

    def _wait(self) -> None:
        """Hold keys back for a while."""
        self._due = time.monotonic() + PATIENCE
        self._patience = self.set_timer(PATIENCE, self._over)

    async def _over(self) -> None:
        """What opens should be there; where the program is slow, or a screen has no keyboard yet, wait once more."""
        opening = self.screen is not self._asked_on and self.focused is None
        slow = time.monotonic() > self._due + LATE or opening
        if slow and self._waits < MOST_WAITS:
            self._waits += 1
            self._wait()
        else:
            await self.let_go()

    def on_uncalled(self, message: Uncalled) -> None:
        """Open it for who has pressed nothing yet."""
        if not self._pressed:
            message.opens()

    def _follow(self, again: bool) -> None:
        """Send a message after a key, the way that it went: what it did may have sent one itself, so go `again`."""
        here = self.focused or self.screen
        if self._patience is not None:
            here.post_message(Passed(again))

    async def on_passed(self, message: Passed) -> None:
        """The key has done what it does."""
        message.stop()
        if message.again:
            self._follow(again=False)
        else:
            await self.let_go()

    def _asks(self, event: Key) -> bool:
        if takes_text(self.focused):
            return False
        if getattr(self.screen, "LISTENS", False):
            return True
        pressed = {event.key, event.character}
        return any(pressed & set(row.keys) for row in keys.asking(self.here))

    def _is_too_much(self, event: Key) -> bool:
        """Whether it is of a text that was pasted, and the terminal does not say so: in a field what it has no room
        for."""
        field = self.focused
        if takes_text(field):
            if field is not self._typed_in or not event.is_printable or event.time - self._typed > pasted.QUIET:
                self._room = _room(field)  # between these, keys are on their way to it
            self._typed_in, self._typed = field, event.time
            self._room -= event.is_printable
            if self._room == -1:
                self.notify(FULL, severity="warning", timeout=LONG_NOTICE)
            return self._room < 0
        if not self._burst.has(event.key, event.time):
            self._pasting = False
            return False
        if not self._pasting:
            self.notify(PASTED, severity="warning", timeout=LONG_NOTICE)
        self._pasting = True
        return True

    def _bound(self, event: Paste) -> None:
        """Leave of what is pasted as much as the field takes."""
        field = self.focused
        if not takes_text(field):
            return
        event.text, problem = pasted.taken(event.text, _room(field), in_lines=not isinstance(field, Input))
        if problem:
            self.notify(problem, severity="warning", timeout=LONG_NOTICE)

    async def let_go(self) -> None:
        """Hand on what was held back, before anything that is typed later; one of these keys may hold the others."""
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        while self._held and self._patience is None:
            await self.on_event(self._held.pop(0))

    async def on_listening(self) -> None:
        """It has the keyboard."""
        await self.let_go()

    async def on_descendant_focus(self, event: DescendantFocus) -> None:
        """A field has the keyboard. Its cursor does not blink: a reader at rest writes nothing."""
        if takes_text(event.widget):
            event.widget.cursor_blink = False  # type: ignore[attr-defined]
            await self.let_go()


def takes_text(widget: object) -> bool:
    """Whether what is typed goes into it: a field of any kind has a cursor."""
    return hasattr(widget, "cursor_blink")


def _room(field: Any) -> int:
    """How many more characters a field takes."""
    if isinstance(field, Input):
        return pasted.MOST_IN_LINE - len(field.value) + len(field.selected_text)
    return pasted.MOST_IN_NOTE - len(field.text) + len(field.selected_text)
