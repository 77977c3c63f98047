"""The questions that a reader asks, each answered within two keys of the text: the whole program, by keys alone.

What is looked for is what stands on the screen, as a person would read it there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, WIDE, press, reader, seen, settle

from index.library import Library
from tui.app import QuothApp
from tui.memory import Memory

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
OFFER = "Lind offers to reopen the strait, but not to pay for it"
BUOY = "A buoy does not move itself"


async def open_article(pilot: Any, title: str) -> None:
    """Down the list to an article, and into its text."""
    await settle(pilot)
    for _ in reader(pilot).list.rows:
        if reader(pilot).list.row.title == title:
            break
        await press(pilot, "j")
    await press(pilot, "enter", "g")
    assert reader(pilot).opened.article.title == title


async def to_quotation(pilot: Any, words: str) -> None:
    """Back to the first quotation, then on to the one that begins with some words."""
    for _ in reader(pilot).opened.stops:
        await press(pilot, "[")
    for _ in reader(pilot).opened.stops:
        if reader(pilot).current.text.startswith(words):
            return
        await press(pilot, "]")
    raise AssertionError(words)


def flat(pilot: Any) -> str:
    """The screen in one line; where there are three panes, the right one."""
    rows = [row.rpartition("▏")[2] for row in seen(pilot).splitlines()]
    return " ".join(" ".join(rows).replace("▌", " ").split())


@SIZES
async def test_who_said_this_and_where_in_the_article(sample: Library, size: tuple[int, int]) -> None:
    async with QuothApp(sample).run_test(size=size) as pilot:
        await open_article(pilot, OFFER)
        await press(pilot, "g")
        await to_quotation(pilot, BUOY)
        assert "Ada Lind, Prime Minister" in seen(pilot)
        assert "direct · “she” said" in seen(pilot)
        marked = [line for line in seen(pilot).splitlines() if "▌┃ “A buoy does not move itself" in line]
        assert len(marked) == 1


@SIZES
async def test_who_else_printed_it_and_what_did_each_change(sample: Library, size: tuple[int, int]) -> None:
    async with QuothApp(sample).run_test(size=size) as pilot:
        await open_article(pilot, OFFER)
        await to_quotation(pilot, BUOY)
        if size == NARROW:
            await press(pilot, "l")
        assert "printed by 4 of 8 outlets" in flat(pilot)
        assert "identical here Norrey Cabinet Office · 29 Oct" in flat(pilot)
        assert "reworded Skarland Broadcasting · 30 Oct" in flat(pilot)
        await press(pilot, "d")
        assert "Ada Lind · 6 printings" in seen(pilot)
        assert "~No buoy" in flat(pilot)
        assert "~moves" in flat(pilot)


@SIZES
async def test_which_outlets_left_it_out(sample: Library, size: tuple[int, int]) -> None:
    async with QuothApp(sample).run_test(size=size) as pilot:
        await open_article(pilot, "When is a bell stolen? Insurer would like to know")
        await to_quotation(pilot, "A stolen bell is silent")
        if size == NARROW:
            await press(pilot, "l")
        told = flat(pilot).partition("not reported by")[2]
        assert "Radio Brack" in told or "Ra…" in told
        await press(pilot, "M")
        assert "Radio Brack" in flat(pilot) or "Ra" in flat(pilot)


@SIZES
@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("A buoy does not move itself", "printed"),
        ("Buoys move themselves at night, said nobody in Oss", "not found here"),
    ],
)
async def test_did_anyone_ever_say_this(sample: Library, size: tuple[int, int], typed: str, verdict: str) -> None:
    async with QuothApp(sample).run_test(size=size) as pilot:
        await open_article(pilot, OFFER)
        await press(pilot, "c", *typed, "enter")
        assert verdict in flat(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened.article.title == OFFER


@SIZES
async def test_who_printed_it_first_and_how_did_it_travel(sample: Library, size: tuple[int, int]) -> None:
    async with QuothApp(sample).run_test(size=size) as pilot:
        await open_article(pilot, OFFER)
        await to_quotation(pilot, BUOY)
        await press(pilot, "T")
        rows = seen(pilot).splitlines()
        coast = next(i for i, row in enumerate(rows) if "Coast Wire" in row)
        harbour = next(i for i, row in enumerate(rows) if "Harbour Times" in row)
        assert coast < harbour  # a day earlier
        await press(pilot, "q")
        assert pilot.app.screen is reader(pilot)


@SIZES
async def test_what_else_did_this_speaker_say(sample: Library, size: tuple[int, int]) -> None:
    async with QuothApp(sample).run_test(size=size) as pilot:
        await open_article(pilot, OFFER)
        await to_quotation(pilot, BUOY)
        await press(pilot, "S")
        assert "Ada Lind" in seen(pilot)
        assert "A buoy does not move itself" in flat(pilot)
        await press(pilot, "j", "enter")  # to other words of hers, where they were printed
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).current.speaker is not None
        assert "Lind" in reader(pilot).current.speaker


@SIZES
async def test_there_and_back_again(sample: Library, size: tuple[int, int]) -> None:
    """To the best printing, to the next one from there, and back to where one began."""
    async with QuothApp(sample).run_test(size=size) as pilot:
        await open_article(pilot, OFFER)
        await to_quotation(pilot, BUOY)
        await press(pilot, "enter")
        assert reader(pilot).opened.article.title != OFFER
        assert BUOY in reader(pilot).current.text
        await press(pilot, "ctrl+o")
        assert (reader(pilot).opened.article.title, reader(pilot).current.text[: len(BUOY)]) == (OFFER, BUOY)


@SIZES
async def test_the_screen_names_the_keys_that_answer(sample: Library, size: tuple[int, int]) -> None:
    async with QuothApp(sample).run_test(size=size) as pilot:
        await open_article(pilot, OFFER)
        for words in ("d compare", "M matrix", "T timeline", "S said", "c check", "/ find", "? help"):
            assert words in flat(pilot)
        for key in "MdTS":
            await press(pilot, key)
            assert "? help" in seen(pilot)
            await press(pilot, "q")
            assert pilot.app.screen is reader(pilot)


@SIZES
async def test_from_first_printing_to_other_words_of_hers_and_on_tomorrow(
    sample: Library, size: tuple[int, int], tmp_path: Path
) -> None:
    """Along the timeline, to her words, one copied; the next start begins there and leads back to the text."""
    memory = Memory(tmp_path / "state", sample.path)
    async with QuothApp(sample, memory=memory).run_test(size=size) as pilot:
        await open_article(pilot, OFFER)
        await to_quotation(pilot, BUOY)
        await press(pilot, "T", "g", "space")
        assert "│" in seen(pilot)
        await press(pilot, "S", "/", *"ninth of november", "enter", "y")
        assert "ninth of November" in pilot.app.clipboard
        assert "— Ada Lind" in pilot.app.clipboard
        before = [line.rstrip("▁▂▃▄▅▆▇ ") for line in seen(pilot).splitlines() if "▌" in line]
        assert before
        await press(pilot, "ctrl+q")
    app: Any = pilot.app
    memory.save(app.reader.session)
    async with QuothApp(sample, memory=Memory(tmp_path / "state", sample.path)).run_test(size=size) as pilot:
        await settle(pilot)
        assert [line.rstrip("▁▂▃▄▅▆▇ ") for line in seen(pilot).splitlines() if "▌" in line] == before
        await press(pilot, "q", "q")
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened.article.title == OFFER
        assert reader(pilot).current.text.startswith(BUOY)
