"""What is done only once a reader rests: not for each letter that is typed, nor for each row that is passed?"""

from __future__ import annotations

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer


class Rest:
    """Calls `then` so many seconds after the last `again`, on the screen `of` whose timer it is."""

    def __init__(self, of: MessagePump, seconds: float, then: Callable[[], object]) -> None:
        self.of, self.seconds, self.then = of, seconds, then
        self._timer: Timer | None = None

    def again(self) -> None:
        """Something was done just now: wait from here on."""
        self.stop()
        self._timer = self.of.set_timer(self.seconds, self.then)

    def stop(self) -> None:
        """Call nothing, unless there is another `again`."""
        if self._timer:
            self._timer.stop()
            self._timer = None
