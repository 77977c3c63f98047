"""How are all commands found by name? Textual's palette, which must not end the program where it is closed in haste."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from textual.command import CommandPalette
from textual.css.query import NoMatches
from textual.worker import Worker


class Palette(CommandPalette):
    """Textual's, but closed while it begins to look for commands it leaves, instead of missing its list."""

    def run_worker(self, work: Callable[[], Coroutine[Any, Any, None]], **how: Any) -> Worker[None]:  # type: ignore[override]
        """Look for commands, as long as it is open."""

        async def while_open() -> None:
            try:
                await work()
            except NoMatches:
                if self.is_attached and self.is_current:
                    raise

        return super().run_worker(while_open, **how)
