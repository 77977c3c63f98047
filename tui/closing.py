"""What must be let go of when a screen closes? Textual keeps what its widgets have painted.

It remembers two colours for each widget by a cache of a method, which holds the widget's whole cache of painted lines
with them: of a thousand widgets that are gone, a hundred megabytes (textual 8.2). The colours alone are asked here.
"""

from __future__ import annotations

from functools import lru_cache

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.style import Style

MOST = 1024  # pairs of colours, as Textual keeps


@lru_cache(MOST)
def inner_and_outer(base: Color, ground: Color) -> tuple[Style, Style]:
    """The grounds within and around a border, as Textual's own method gives them."""
    return Style(background=base + ground), Style(background=base)


def let_go() -> None:
    """From now on a widget's lines go with it."""

    def asked(_cache: StylesCache, base: Color, ground: Color) -> tuple[Style, Style]:
        return inner_and_outer(base, ground)

    StylesCache.get_inner_outer = asked  # type: ignore[method-assign, assignment]
