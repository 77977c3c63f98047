"""A screen that was closed is gone, and what it painted with it; so is the box of a notice that ended."""

from __future__ import annotations

import gc
from collections import Counter
from typing import Any

import pytest
from driving import WIDE, press, settle
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.dom import DOMNode
from textual.notifications import Notification, Notifications
from textual.style import Style
from textual.widgets._toast import ToastHolder, ToastRack

from tui.app import QuothApp
from tui.closing import inner_and_outer

PATIENCE = 100  # tenths of a second


def kept() -> Counter[str]:
    gc.collect()
    return Counter(type(one).__name__ for one in gc.get_objects() if isinstance(one, DOMNode | StylesCache))


@pytest.mark.parametrize("keys", [("f", "h", "a", "r", "b", "escape", "escape"), ("?", "escape"), ("T", "escape")])
async def test_opening_it_again_and_again_keeps_nothing(shelf: Any, keys: tuple[str, ...]) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for _ in range(2):
            await press(pilot, *keys)
        before = kept()
        for _ in range(4):
            await press(pilot, *keys)
        for _ in range(PATIENCE):  # a search whose answer nobody waits for holds its screen until it ends
            if sum((grown := kept() - before).values()) <= 2:
                break
            await pilot.pause(0.1)
        else:
            pytest.fail(str(grown))


async def test_a_notice_that_ended_elsewhere_leaves_no_box(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        rack = pilot.app.screen.query_one(ToastRack)
        notices = Notifications()
        notices.add(Notification("Twenty articles came."))
        rack.show(notices)
        await settle(pilot)
        assert len(rack.query(ToastHolder)) == 1
        rack.show(Notifications())  # as where another screen's copy of it was the first to end
        await settle(pilot)
        assert not rack.query(ToastHolder)


def test_the_colours_are_those_of_the_screen_library() -> None:
    base, ground = Color(10, 20, 30), Color(200, 100, 50, 0.5)
    assert inner_and_outer(base, ground) == (Style(background=base + ground), Style(background=base))
    assert StylesCache().get_inner_outer(base, ground) == inner_and_outer(base, ground)
