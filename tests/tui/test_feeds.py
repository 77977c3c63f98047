"""The feeds in the reader, by the keyboard, with a real server and the real process that fetches them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import NARROW, WIDE, lines, press, reader, seen, settle
from newsroom import Newsroom
from servers import serving

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
