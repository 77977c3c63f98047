"""Where a transcript has the words: what was really said comes first in the right pane."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, WIDE, press, reader, settle, shown, unbroken
from invented import put, row

from index.library import Library
from tui.app import QuothApp
from tui.screens.asking import Landing
from tui.screens.comparing import CompareScreen

SPEECH = """Transcript of the press conference in Oss

LIND: Good morning to all of you. We have agreed on a timetable for the ferries. The first one sails on the ninth of \
November. We will not pay a toll for crossing our own water, and we never will.

Q: What about the buoy, minister?

LIND: The buoy goes back to where our grandfathers left it. Hale has promised me that in writing. I believe him.
"""
FULL = (
    "“We have agreed on a timetable for the ferries. The first one sails on the ninth of November,” Ada Lind said.\n"
    "“The herring has no vote,” she said.\n"
)
SPLICED = (
    "“We have agreed on a timetable for the ferries. We will not pay a toll for crossing our own water,” Lind said.\n"
)
ALTERED = (
    "“We have agreed on a timetable for the ferries. The first one sails on the nineteenth of November,” Lind said.\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    rows = [row("speech", SPEECH), row("full", FULL), row("spliced", SPLICED), row("altered", ALTERED)]
    with Library.open(tmp_path / "library") as opened:
        opened.add([put(tmp_path / "in", *rows)])
        yield opened


def relations(pane: Any) -> list[str]:
    return [v.link.relation for v in pane.printings.variants]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_was_said_comes_first_and_then_who_printed_it(library: Library, size: tuple[int, int]) -> None:
    async with QuothApp(library, Landing("spliced")).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "tab")
        pane = reader(pilot).elsewhere
        seen = unbroken(pane)
        assert seen.index("what was said") < seen.index("spliced here") < seen.index("printed by others")
        assert relations(pane)[0] == "spliced"
        assert pane.variant.article.id == "speech"
        said = seen.split("printed by others")[0]
        assert "ferries. … We will not pay" in said
        assert "and we never will" in said
        assert "ninth of November" not in said
        await press(pilot, "space")
        assert "ninth of November. We will not pay" in unbroken(pane).replace("│ ", "")  # what stood between
        await press(pilot, "enter")
        assert reader(pilot).opened.article.id == "speech"


async def test_altered_is_told_with_its_sign_and_words(library: Library) -> None:
    async with QuothApp(library, Landing("altered")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        said = unbroken(reader(pilot).elsewhere).split("printed by others")[0]
        assert "≠ altered: number “ninth” → “nineteenth”" in said
        assert "[-" not in said
    async with QuothApp(library, Landing("full")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        said = unbroken(reader(pilot).elsewhere).split("printed by others")[0]
        assert "identical here" in said
        assert "altered" not in said


async def test_without_a_transcript_nothing_is_headed(library: Library) -> None:
    library.remove(["speech"])
    async with QuothApp(library, Landing("full")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        seen = shown(reader(pilot).elsewhere)
        assert "printed by 3 of 3 outlets" in seen
        assert "what was said" not in seen
        assert "printed by others" not in seen


async def test_a_list_that_comes_after_the_article_tells_of_how_many_outlets(library: Library) -> None:
    library.remove(["speech"])
    async with QuothApp(library, Landing("full")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = reader(pilot)
        screen.outlets = 0  # as where the printings were there first
        screen.show_current()
        assert "printed by 3 outlets" in shown(screen.elsewhere)
        screen.load_list(screen.order)
        await settle(pilot)
        assert "printed by 3 of 3 outlets" in shown(screen.elsewhere)


async def test_not_the_same_takes_all_its_sentences_away(library: Library) -> None:
    async with QuothApp(library, Landing("full")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        pane = reader(pilot).elsewhere
        await press(pilot, "tab", "-")
        assert "what was said" not in shown(pane)
        assert relations(pane)[-2:] == ["none", "none"]
        assert len(library.judgements()) == 2


async def test_compare_from_what_was_said_has_the_transcript_once(library: Library) -> None:
    async with QuothApp(library, Landing("full")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "d")
        screen = pilot.app.screen
        assert isinstance(screen, CompareScreen)
        rows = screen.pane.comparison.rows if screen.pane.comparison else ()
        assert [r.printing.article.id for r in rows].count("speech") == 1
