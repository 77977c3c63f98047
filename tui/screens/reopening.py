"""Which screens were open over the reader, and how are they opened again at the next start?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tui.session import Over

if TYPE_CHECKING:
    from tui.screens.remembering import Remembering


def kept(screens: Sequence[object]) -> tuple[Over, ...]:
    """What is remembered of the screens over the reader, up to the first that is only a dialog."""
    found = []
    for screen in screens:
        over = screen.kept() if hasattr(screen, "kept") else None
        if over is None:
            break
        found.append(over)
    return tuple(found)


def reopen(reader: Remembering, overs: Sequence[Over]) -> None:
    """Open them, the one over the other. What a file has that is none of ours is not opened, nor what stood over it."""
    below: Any = reader
    for over in overs:
        screen = _screen(reader, over.kind, over.what)
        if screen is None:
            return
        screen.reopened = True
        reader.app.push_screen(screen, reader.follow if over.kind == "search" else below.come_back)
        below = screen


def _screen(reader: Remembering, kind: str, what: dict[str, Any]) -> Any:
    shelf, words = reader.shelf, {name: value for name, value in what.items() if isinstance(value, str)}
    listed = what.get("ids")
    ids = tuple(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else ()
    made: Any = None
    if kind == "said" and "name" in words:
        from tui.ordering import SAID_ORDERS
        from tui.screens.said import SaidScreen

        made = SaidScreen(shelf, words["name"], ids)
        made.order = words["order"] if words.get("order") in SAID_ORDERS else made.order
    elif kind == "timeline" and ids:
        from tui.ordering import TRAVEL_ORDERS
        from tui.screens.timeline import TimelineScreen

        made = TimelineScreen(shelf, ids, words.get("at"))
        made.order = words["order"] if words.get("order") in TRAVEL_ORDERS else made.order
    elif kind == "compare" and ids and "article" in words:
        from tui.screens.comparing import CompareScreen, Wanted

        made = CompareScreen(shelf, Wanted(words["article"], ids, at=words.get("at")))
    elif kind == "matrix" and "name" in words:
        from index.matrix import ORDERS
        from tui.screens.matrix import MatrixScreen, Scope

        event = words.get("event")
        if event is None or shelf.article(event):
            made = MatrixScreen(shelf, Scope(words["name"], words.get("query"), event, ids))
            made.order = words["order"] if words.get("order") in ORDERS else made.order
            made.shared = what.get("shared") is True
    elif kind == "search":
        from index.query.concordance import ORDERS as HIT_ORDERS
        from tui.screens.search import SearchScreen

        made = SearchScreen(shelf, words.get("query", ""), None, getattr(reader.app, "history", None))
        made.in_context = what.get("in_context") is True
        made.order = words["order"] if words.get("order") in HIT_ORDERS else made.order
        made.in_results = what.get("in_results") is True
        made.at = what["at"] if isinstance(what.get("at"), int) and what["at"] > 0 else 0
    elif kind == "check":
        from tui.screens.checking import CheckScreen

        made = CheckScreen(shelf, words.get("words", ""), words.get("speaker", ""))
    return made
