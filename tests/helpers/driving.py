"""How do tests drive the reader, as a person would, and read its screen?"""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from tui.widgets.painted import Painted

WIDE = (120, 36)
TWO = (99, 30)
NARROW = (80, 24)


async def settle(pilot: Pilot[Any]) -> None:
    """Until every answer of the library has been shown."""
    for _ in range(4):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def lines(pane: Painted) -> list[str]:
    return [pane.line(y).text.rstrip() for y in range(pane.line_count())]


def shown(pane: Painted) -> str:
    return "\n".join(lines(pane))


def unbroken(pane: Painted) -> str:
    return " ".join(shown(pane).replace("▌", " ").split())


def seen(pilot: Pilot[Any]) -> str:
    """All that stands on the screen now, line by line."""
    width, height = pilot.app.size
    strips = pilot.app.screen._compositor.render_strips()
    rows = ["".join(segment.text for segment in strip).rstrip() for strip in strips[:height]]
    assert all(len(row) <= width for row in rows)
    return "\n".join(rows)


def reader(pilot: Pilot[Any]) -> Any:
    return pilot.app.reader  # type: ignore[attr-defined]


def current(pilot: Pilot[Any]) -> str:
    return reader(pilot).current.text


def seen_panes(pilot: Pilot[Any]) -> list[str]:
    return [name for name in ("list", "text", "elsewhere") if pilot.app.screen.query_one(f"#{name}-side").display]
