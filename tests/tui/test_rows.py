"""What can be done with a row of what one person said and of a timeline, and on the screens beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, WIDE, current, press, reader, seen, settle, shown
from invented import put, row

from index.library import Library
from tui.app import QuothApp
from tui.screens.checking import CheckScreen
from tui.screens.comparing import CompareScreen
from tui.screens.finding import find
from tui.screens.matrix import MatrixScreen
from tui.screens.said import SaidScreen
from tui.screens.timeline import TimelineScreen
from tui.widgets.found import found_in
from tui.widgets.painted import Line

FULL = (
    "Ada Lind, the prime minister, spoke. “We can accept this as the basis of an agreement, but no more,” Lind said.\n"
    "\nShe had come by boat.\n"
)
CUT = "The talks went on. Ada Lind told reporters: “We can accept this as the basis of an agreement.”\n"
FAIR = "Bakers met in a tent. “The cake was as dry as the pier,” said Ada Lind. “It rained,” said Hale.\n"
LATE = "A year later Ada Lind said: “We can accept this as the basis of an agreement, but no more.” Nobody spoke.\n"
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])


def rows_of(folder: Path, *more: dict[str, str]) -> str:
    told = [
        row(
            "full",
            FULL,
            title="Lind on the talks",
            outlet="Harbour Times",
            published="2026-11-02",
            url="https://h.example",
        ),
        row("cut", CUT, title="Talks go on", outlet="Coast Wire", published="2026-11-03"),
        row("fair", FAIR, title="The bakers' fair", outlet="Radio Oss", published="2026-12-01"),
    ]
    return put(folder, *told, *more)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        opened.add([rows_of(tmp_path / "in")])
        yield opened


async def open_article(pilot: Any, article: str) -> None:
    await settle(pilot)
    while reader(pilot).list.row.id != article:
        await press(pilot, "j")
    await press(pilot, "enter")


def pane(pilot: Any) -> Any:
    return pilot.app.screen.pane


def notices(pilot: Any) -> list[str]:
    return [str(note.message) for note in pilot.app._notifications]


@SIZES
@pytest.mark.parametrize("key", ["S", "T"])
async def test_the_footer_names_the_keys_of_the_find(library: Library, size: Any, key: str) -> None:
    async with QuothApp(library).run_test(size=size) as pilot:
        await open_article(pilot, "full")
        await press(pilot, key)
        before = seen(pilot).splitlines()[-1]
        assert "enter go" in before
        await press(pilot, "/")
        assert seen(pilot).splitlines()[-1].strip() == "enter keep  esc close"
        await press(pilot, *"lind", "enter")
        assert seen(pilot).splitlines()[-1] == before
        await press(pilot, "/", "escape")
        assert seen(pilot).splitlines()[-1] == before


@SIZES
@pytest.mark.parametrize("key", ["S", "T"])
async def test_a_row_is_copied_with_its_citation_and_its_link(library: Library, size: Any, key: str) -> None:
    async with QuothApp(library).run_test(size=size) as pilot:
        await open_article(pilot, "full")
        await press(pilot, key, "y")
        words = "“We can accept this as the basis of an agreement, but no more,”"
        assert pilot.app.clipboard.startswith(
            f"{words} — Ada Lind, prime minister (“Lind on the talks”, Harbour Times, "
        )
        assert "full#" in pilot.app.clipboard
        await press(pilot, "Y")
        assert pilot.app.clipboard.startswith("https://h.example\nquoth show 'full#")
        assert "Copied the link." in notices(pilot)


@pytest.mark.parametrize("keys", [["M"], ["d", "k"]])
async def test_the_matrix_and_the_comparison_give_their_printing_on_too(library: Library, keys: list[str]) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await open_article(pilot, "full")
        await press(pilot, *keys)
        above = pilot.app.screen
        assert isinstance(above, MatrixScreen | CompareScreen)
        await press(pilot, "y")
        assert "(“Lind on the talks”, Harbour Times, " in pilot.app.clipboard
        await press(pilot, "T")
        assert isinstance(pilot.app.screen, TimelineScreen)
        assert pane(pilot).step.printing.article.id == "full"
        await press(pilot, "q", "S")
        assert isinstance(pilot.app.screen, SaidScreen)
        assert pane(pilot).saying.quote.article == "full"
        await press(pilot, "q", "c")
        assert isinstance(pilot.app.screen, CheckScreen)
        assert "printed" in seen(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is above


@SIZES
@pytest.mark.parametrize("key", ["S", "T"])
async def test_space_peeks_and_escape_closes_what_is_open_first(library: Library, size: Any, key: str) -> None:
    async with QuothApp(library).run_test(size=size) as pilot:
        await open_article(pilot, "full")
        await press(pilot, key)
        above, at = pilot.app.screen, pane(pilot).cursor
        before = shown(pane(pilot))
        await press(pilot, "space")
        assert "│ Ada Lind, the prime minister, spoke. “We can" in shown(pane(pilot))
        assert "come by boat" not in shown(pane(pilot))
        await press(pilot, *("kj" if at else "jk"))
        assert pane(pilot).cursor == at
        await press(pilot, "escape")
        assert (pilot.app.screen, shown(pane(pilot))) == (above, before)
        await press(pilot, "space", "space")
        assert shown(pane(pilot)) == before
        await press(pilot, "space", "enter")
        assert pilot.app.screen is reader(pilot)
        assert current(pilot).startswith("We can accept")


async def test_lines_below_a_row_belong_to_it(library: Library) -> None:
    async with QuothApp(library).run_test(size=NARROW) as pilot:
        await open_article(pilot, "full")
        await press(pilot, "T", "space")
        rows = pane(pilot)
        assert rows.count() == 2
        tall = rows.height_of(0)
        assert tall > 2
        assert [rows.item_at(y) for y in range(rows.line_count() + 1)] == [*[0] * tall, 1, None]
        assert [rows.first_line(0), rows.first_line(1)] == [0, tall]
        await pilot.resize_terminal(*WIDE)
        await settle(pilot)
        assert rows.item_at(rows.first_line(1)) == 1


@SIZES
async def test_rows_are_found_by_their_words(library: Library, size: Any) -> None:
    async with QuothApp(library).run_test(size=size) as pilot:
        await open_article(pilot, "full")
        await press(pilot, "S", "n")
        assert notices(pilot) == ["Nothing was looked for yet: / finds."]
        await press(pilot, "g", "/", *"ACCEPT this")
        assert "1/1" in seen(pilot)
        assert pane(pilot).saying.quote.article == "full"
        await press(pilot, "escape")
        assert pane(pilot).cursor == 0  # where the search began
        assert isinstance(pilot.app.screen, SaidScreen)
        await press(pilot, "/", *"radio", "enter")
        assert pane(pilot).saying.quote.article == "fair"
        await press(pilot, "n", "N")
        assert "1/1" in notices(pilot)
        await press(pilot, "/", *"xyz")
        assert "nothing" in seen(pilot)
        await press(pilot, "enter", "n")
        assert "“xyz” is in no row." in notices(pilot)
        await press(pilot, "q")
        assert pilot.app.screen is reader(pilot)


def marked(lines: Iterable[Line], name: str) -> list[str]:
    """What stands in these lines in a style."""
    return [text for line in lines for text, names in line.pieces if name in names.split()]


def seen_marked(pilot: Any, widget: str, name: str) -> list[str]:
    pane = pilot.app.screen.query_one(widget)
    return marked(map(pane.line, range(pane.line_count())), name)


@SIZES
async def test_what_one_said_shows_the_words_found(library: Library, size: Any) -> None:
    async with QuothApp(library).run_test(size=size) as pilot:
        await open_article(pilot, "full")
        await press(pilot, "S", "/", *"The CAKE")
        assert seen_marked(pilot, "#sayings", "here") == ["The cake"]
        await press(pilot, "ctrl+u", *"agreement", "enter")
        assert seen_marked(pilot, "#sayings", "hit") == ["agreement"]
        await press(pilot, "escape")  # first the marks, then the screen
        assert seen_marked(pilot, "#sayings", "hit") == []
        assert isinstance(pilot.app.screen, SaidScreen)
        await press(pilot, "escape")
        assert pilot.app.screen is reader(pilot)


@SIZES
async def test_a_timeline_shows_the_words_found(library: Library, size: Any) -> None:
    async with QuothApp(library).run_test(size=size) as pilot:
        await open_article(pilot, "full")
        await press(pilot, "T", "g", "/", *"coast", "enter")
        assert seen_marked(pilot, "#steps", "here") == ["Coast"]
        assert seen_marked(pilot, "#said-of", "here") == ["Coast"]
        await press(pilot, "/", *"an agreement")
        assert seen_marked(pilot, "#fullest", "hit") == ["an agreement"]
        assert "".join(seen_marked(pilot, "#step-words", "hit")) == "an agreement"
        await press(pilot, "escape")
        for widget in ("#steps", "#said-of", "#fullest", "#step-words"):
            assert seen_marked(pilot, widget, "hit") == []


async def test_words_found_are_read_on_a_reversed_row(library: Library) -> None:
    async with QuothApp(library, theme="terminal").run_test(size=WIDE) as pilot:
        await open_article(pilot, "full")
        await press(pilot, "S", "/", *"the cake", "enter")
        told = pane(pilot)
        strips = [told.strip(told.line(y), told.size.width) for y in range(told.line_count())]
        (style,) = (one.style for strip in strips for one in strip if one.text.lower() == "the cake")
        assert (style.reverse, style.color.number, style.bgcolor.number) == (False, 0, 3)  # black on yellow


def test_words_that_go_on_in_the_next_line_are_marked() -> None:
    lines = [Line((("  a fog ", ""), ("horn", "dim"))), Line((("   sounded", "dim"), ("twice", "")))]
    found = found_in(lines, lambda text: find(text, "horn sounded"))
    assert marked(found, "hit") == ["horn", "   sounded"]
    assert [line.text for line in found] == [line.text for line in lines]
    assert found_in(lines, None) == lines


async def test_next_goes_round(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await open_article(pilot, "full")
        await press(pilot, "T", "g", "/", *"agreement", "enter")
        assert pane(pilot).cursor == 0
        await press(pilot, "n")
        assert pane(pilot).cursor == 1
        await press(pilot, "n")
        assert pane(pilot).cursor == 0
        await press(pilot, "N")
        assert pane(pilot).cursor == 1


@SIZES
async def test_other_orders_keep_the_row(library: Library, size: Any) -> None:
    async with QuothApp(library).run_test(size=size) as pilot:
        await open_article(pilot, "full")
        await press(pilot, "S")
        assert pane(pilot).events[0].id == "fair"
        await press(pilot, "O")
        assert "what one person said, oldest first" in seen(pilot)
        assert pane(pilot).events[-1].id == "fair"
        assert pane(pilot).saying.quote.article == "full"
        await press(pilot, "O")
        assert "most printed first" in seen(pilot)
        await press(pilot, "q", "T", "O", "O")
        assert "timeline, by outlet" in seen(pilot)
        assert [step.printing.article.id for step in pane(pilot).made.steps] == ["cut", "full"]
        assert pane(pilot).step.printing.article.id == "full"
        await press(pilot, "O")
        assert [step.printing.article.id for step in pane(pilot).made.steps] == ["full", "cut"]


async def test_from_one_to_the_other_and_all_the_way_back(library: Library) -> None:
    async with QuothApp(library).run_test(size=NARROW) as pilot:
        await open_article(pilot, "cut")
        await press(pilot, "T")
        assert pane(pilot).step.printing.article.id == "cut"
        await press(pilot, "S")
        assert "Ada Lind" in seen(pilot)
        assert pane(pilot).saying.quote.article == "full"
        await press(pilot, "T", "q", "q", "q")
        assert pilot.app.screen is reader(pilot)
        await press(pilot, "T", "S", "g", "enter")
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened.article.id == "fair"


def told(pilot: Any) -> str:
    """The rows in one line, without the signs before them."""
    return " ".join(re.sub("[▌┃│]", " ", shown(pane(pilot))).split())


async def changed(pilot: Any) -> None:
    """The look that comes once a second."""
    reader(pilot).look()
    await settle(pilot)


@pytest.mark.parametrize("keys", [["S"], ["T"], ["M", "T"]])
async def test_articles_that_come_meanwhile_are_shown(library: Library, tmp_path: Path, keys: list[str]) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await open_article(pilot, "full")
        await changed(pilot)
        await press(pilot, *keys, "space")
        before = told(pilot)
        assert "Daily Gull" not in before
        with Library.open(library.path) as other:
            other.add([rows_of(tmp_path / "in", row("late", LATE, outlet="Daily Gull", published="2026-11-04"))])
        await changed(pilot)
        after = told(pilot)
        assert "Daily Gull" in after
        assert "spoke. “We can accept" in after  # what was open is open
        at = pane(pilot).saying.quote if keys == ["S"] else pane(pilot).step.printing.quote
        assert at.article == "full"


async def test_a_correction_and_a_removal_are_followed(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await open_article(pilot, "full")
        await changed(pilot)
        cake = next(q for q in library.quotations("fair") if "cake" in q.text)
        await press(pilot, "S")
        with Library.open(library.path) as other:
            other.correct_speaker(cake.id, "Tor Hale")
        await changed(pilot)
        assert "cake" not in told(pilot)
        assert pane(pilot).saying.quote.article == "full"
        with Library.open(library.path) as other:
            other.remove(["full", "cut"])
        await changed(pilot)
        assert "Nobody is quoted as Ada Lind in this library." in seen(pilot)
        await press(pilot, *"jkyYcq", "escape", "space", "enter", "O", "d", "T", "n", "q")
        assert pilot.app.screen is reader(pilot)
