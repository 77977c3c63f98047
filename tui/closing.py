"""What must be let go of when a screen closes, or a notice ends? Textual keeps more than it needs (8.2).

It remembers two colours for each widget by a cache of a method, which holds the widget's whole cache of painted lines
with them: of a thousand widgets that are gone, a hundred megabytes. The colours alone are asked here. A notice that
ends while another screen is in front leaves the box that held it, for ever, and each is arranged with every notice
after it: the box goes with it here.
"""

from __future__ import annotations

from functools import lru_cache

from textual._styles_cache import StylesCache
from textual.await_remove import AwaitRemove
from textual.color import Color
from textual.style import Style
from textual.widget import Widget
from textual.widgets._toast import Toast, ToastHolder

MOST = 1024  # pairs of colours, as Textual keeps


@lru_cache(MOST)
def inner_and_outer(base: Color, ground: Color) -> tuple[Style, Style]:
    """The grounds within and around a border, as Textual's own method gives them."""
    return Style(background=base + ground), Style(background=base)


def let_go() -> None:
    """From now on a widget's lines go with it, and a notice's box with the notice."""

    def asked(_cache: StylesCache, base: Color, ground: Color) -> tuple[Style, Style]:
        return inner_and_outer(base, ground)

    StylesCache.get_inner_outer = asked  # type: ignore[method-assign, assignment]

    def remove(toast: Toast) -> AwaitRemove:
        return Widget.remove(toast.parent if isinstance(toast.parent, ToastHolder) else toast)

    Toast.remove = remove  # type: ignore[method-assign, assignment]
