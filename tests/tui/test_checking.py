"""Did anyone say this? The check as a reader comes to it: by the keyboard, on a real library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import NARROW, WIDE, press, reader, settle, shown
from invented import put, row

from index.library import Library
from tui.app import QuothApp
from tui.screens.checking import CheckScreen


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        text = "“Buoys do not move by themselves,” Ada Lind said. She left. “The map is an honest map,” said Tor Hale."
        opened.add([put(tmp_path / "in", row("wire", text), row("gull", "The harbour was quiet on Tuesday."))])
        yield opened


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_sentence_and_its_speaker(library: Library, size: tuple[int, int]) -> None:
    async with QuothApp(library).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        screen = pilot.app.screen
        assert isinstance(screen, CheckScreen)
        assert "enter ask" in shown(screen.keys)
        await press(pilot, *"the map is an honest map", "enter")
        assert "= printed" in shown(screen.verdict)
        await press(pilot, "tab", *"lind", "enter")
        assert "≠ said by another" in shown(screen.verdict)
        await press(pilot, "enter", "enter")  # to what was found, and there
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened.article.id == "wire"
        assert reader(pilot).current.speaker == "Tor Hale"


async def test_nothing_is_found_and_nothing_goes_wrong(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "enter", "down", "tab", "tab")  # nothing asked yet
        screen = pilot.app.screen
        await press(pilot, "escape", "c", *"nobody has moved a lighthouse", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, CheckScreen)
        assert "? not found here" in shown(screen.verdict)
        assert "does not say that nobody said them" in screen.evidence.printings.note
        await press(pilot, "escape")
        assert pilot.app.screen is reader(pilot)


async def test_the_surroundings_of_what_was_found(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "c", *"buoys do not move by themselves", "enter", "down", "space")
        screen = pilot.app.screen
        assert isinstance(screen, CheckScreen)
        assert any("She left." in line.text for line in map(screen.evidence.line, range(screen.evidence.line_count())))
        assert "space peek" in shown(screen.keys)
