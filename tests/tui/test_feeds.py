"""The feeds in the reader, by the keyboard, with a real server and the real process that fetches them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import NARROW, PATIENCE, WIDE, lines, press, reader, seen, settle
from newsroom import Newsroom
from servers import Answer, serving

from index.library import Library
from tui.app import QuothApp
from tui.screens.feeds import FeedsScreen


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_feed_is_followed_fetched_removed_and_taken_back(library: Library, size: tuple[int, int]) -> None:
    room = Newsroom(4)
    with serving(room) as server:
        room.base = server.address
        async with QuothApp(library).run_test(size=size) as pilot:
            await settle(pilot)
            await press(pilot, "R")
            assert "No feeds yet" in seen(pilot)
            await press(pilot, "a", *"ftp:x", "enter")
            assert "is no address of the web" in seen(pilot)
            field = pilot.app.screen.query_one("#feed-address")
            field.value = server.url("/feed/0")  # type: ignore[attr-defined]
            await press(pilot, "enter")
            await settle(pilot)
            assert isinstance(pilot.app.screen, FeedsScreen)
            (row,) = lines(pilot.app.screen.list)
            assert row.endswith("4 articles"), "it is fetched at once, and the screen is told"
            assert len(library.articles()) == 4
            await press(pilot, "D")
            assert (lines(pilot.app.screen.list), library.feeds()) == ([], [])
            await press(pilot, "U")
            assert [one.url for one in library.feeds()] == [server.url("/feed/0")]
            await press(pilot, "escape")
            assert pilot.app.screen is reader(pilot)
            assert len(reader(pilot).list.rows) == 4


async def test_the_feed_that_a_page_names_is_followed(library: Library) -> None:
    room = Newsroom(2)
    named = b"<html><head><link rel=alternate type='application/rss+xml' href='/feed/0'></head><p>Home</p></html>"
    room.answers["/"] = Answer(named)
    with serving(room) as server:
        room.base = server.address
        async with QuothApp(library).run_test(size=WIDE) as pilot:
            await settle(pilot)
            await press(pilot, "R", "a")
            pilot.app.screen.query_one("#feed-address").value = server.url("/page/0")  # type: ignore[attr-defined]
            await press(pilot, "enter")
            assert "names no feed" in seen(pilot)
            pilot.app.screen.query_one("#feed-address").value = server.url("/")  # type: ignore[attr-defined]
            await press(pilot, "enter")
            await settle(pilot)
            assert [one.url for one in library.feeds()] == [server.url("/feed/0")]
            assert len(library.articles()) == 2


async def test_closing_the_dialog_follows_nothing_that_has_not_answered(library: Library) -> None:
    begun, ended = threading.Event(), threading.Event()

    def stall() -> Iterator[bytes]:
        begun.set()
        ended.wait(PATIENCE)
        yield b""

    try:
        with serving({"/": Answer(raw=stall())}) as server:
            async with QuothApp(library).run_test(size=WIDE) as pilot:
                await settle(pilot)
                await press(pilot, "R", "a")
                pilot.app.screen.query_one("#feed-address").value = server.url("/")  # type: ignore[attr-defined]
                await pilot.pause()
                dialog = pilot.app.screen
                pilot.app.simulate_key("enter")  # the pilot's own keys wait until all workers are done
                await asyncio.to_thread(begun.wait, PATIENCE)
                assert "asking" in dialog.told.line(0).text  # type: ignore[attr-defined]
                pilot.app.simulate_key("escape")
                await settle(pilot)
                assert isinstance(pilot.app.screen, FeedsScreen)
                assert library.feeds() == []
    finally:
        ended.set()
    assert begun.is_set()
