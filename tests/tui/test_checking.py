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
from tui.screens.comparing import CompareScreen


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


async def test_a_verdict_goes_when_other_words_stand_in_the_field(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "c", *"the map is an honest map", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, CheckScreen)
        await press(pilot, "home", "end")  # moving in the field changes nothing
        assert "= printed" in shown(screen.verdict)
        await press(pilot, *" of the moon")
        assert "not asked yet" in shown(screen.verdict)
        assert screen.evidence.count() == 0
        await press(pilot, "enter")
        assert "not asked yet" not in shown(screen.verdict)
        await press(pilot, "tab", "x")  # the speaker is part of the question
        assert "not asked yet" in shown(screen.verdict)


async def test_who_comes_back_finds_the_question_again(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "c", *"the map is an honest map", "tab", *"tor hale", "enter", "enter", "enter")
        assert pilot.app.screen is reader(pilot)
        await press(pilot, "c")
        screen = pilot.app.screen
        assert isinstance(screen, CheckScreen)
        assert screen.wanted == ("the map is an honest map", "tor hale")
        assert "= printed" in shown(screen.verdict)
        await press(pilot, *"no")  # typing takes the place of the old words
        assert screen.wanted == ("no", "tor hale")


async def test_what_was_found_can_be_compared(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "c", *"the map is an honest map", "enter", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, CheckScreen)
        assert "d compare" in shown(screen.keys)
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, CompareScreen)
        await press(pilot, "q")
        assert pilot.app.screen is screen
        await press(pilot, "d", "enter")
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).current.text == "The map is an honest map,"


async def test_f1_helps_where_a_question_mark_is_typed(library: Library) -> None:
    async with QuothApp(library).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "c", *"why?", "f1")
        help_pane = pilot.app.screen.query_one("#help")
        assert "When a sentence is checked" in shown(help_pane).splitlines()[1]
        assert "not found here" in shown(help_pane)
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, CheckScreen)
        assert pilot.app.screen.wanted == ("why?", "")
