"""How are all commands found by name? Textual's palette, which must not end the program where it is closed in haste."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.app import SystemCommand
from textual.command import CommandPalette
from textual.content import Content
from textual.css.query import NoMatches
from textual.worker import Worker

from tui import keys, themes

if TYPE_CHECKING:
    from tui.app import QuothApp


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


def commands(app: QuothApp) -> Iterator[SystemCommand]:
    """The actions of the table for the screen that is open, the themes, the styles of citations."""
    from tui.citing import styles

    for name, shown, method in keys.palette((*app.here, "everywhere")):
        yield SystemCommand(name, _as_it_is(shown), partial(app.run_on, method))
    yield SystemCommand("Welcome: what quoth is, and its most important keys", "", app.show_welcome)
    for name in app.available_themes:
        yield SystemCommand(f"Theme: {name}", themes.TOLD.get(name, "Your own"), partial(app.choose_theme, name))
    for style in styles().values():
        yield SystemCommand(
            f"Citation style: {style.name}", _as_it_is(style.told), partial(app.choose_citation, style.name)
        )


def _as_it_is(text: str) -> str:
    """A text in which the palette looks for no markup: keys and templates have brackets of their own."""
    return cast("str", Content(text))  # it takes either, though its type says otherwise
