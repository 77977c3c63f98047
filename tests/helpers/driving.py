"""How do tests drive the reader, as a person would, and read its screen?"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any

from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.timer import Timer

from tui.widgets.painted import Painted

WIDE = (120, 36)
TWO = (99, 30)
NARROW = (80, 24)
RESTS = 0.3  # seconds: longer than any delay after which the program asks by itself
PATIENCE = 60.0  # seconds until a slow machine must have come to rest
BLOCKED = 0.1  # seconds without work after which a thread is taken to wait for the test


async def idle(min_sleep: float = 0, max_sleep: float = PATIENCE) -> None:
    """Until the program waits: nothing is to be run, and no thread works for it.

    In place of Textual's `wait_for_idle`, which sleeps 20 ms at least and takes a processor at rest for the end.
    A thread that does nothing waits for the test, or for what the test does next, and is not waited for.
    """
    app, begun = active_app.get(), time.monotonic()
    worked, since = by_threads(), begun
    while True:
        await quiet(begun + max_sleep)
        if all(worker.is_finished for worker in app.workers):
            return
        await asyncio.sleep(0.001)
        if by_threads() > worked:
            worked, since = by_threads(), time.monotonic()
        elif time.monotonic() - since > BLOCKED:
            return


def by_threads() -> float:
    """Processor seconds of all threads but this."""
    return round(time.process_time() - time.thread_time(), 4)


async def quiet(end: float) -> None:
    """Until the event loop has nothing to run but this."""
    loop: Any = asyncio.get_running_loop()
    await asyncio.sleep(0)
    while loop._ready:
        assert time.monotonic() < end, f"what is to be run never ends: {loop._ready}"
        await asyncio.sleep(0)


def resting(app: App[Any]) -> Iterator[Timer]:
    """What the program does by itself once a person rests."""
    for node in {app, *app.screen_stack, *(node for screen in app.screen_stack for node in screen.walk_children())}:
        for timer in node._timers:
            if timer._repeat == 0 and timer._interval <= RESTS and timer._task and not timer._task.done():
                yield timer


def unpainted(screen: Screen[Any]) -> bool:
    """Whether something is still to be laid out or painted, or waits for that."""
    nodes = (screen, *screen.walk_children())
    return bool(
        screen._callbacks
        or screen._dirty_widgets
        or any(node._layout_required or node._scroll_required or node._repaint_required for node in nodes)
    )


async def settle(pilot: Pilot[Any]) -> None:
    """Until every answer of the library has been shown, to a person who rests meanwhile."""
    end = time.monotonic() + PATIENCE
    while True:
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await quiet(end)
        left = list(resting(pilot.app))
        for timer in left:
            if timer._task and (waited := timer._task._fut_waiter) and not waited.done():
                waited.set_result(None)
        if not left and not unpainted(pilot.app.screen) and not len(pilot.app.workers):
            return
        assert time.monotonic() < end, f"it never comes to rest: {left}"


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
