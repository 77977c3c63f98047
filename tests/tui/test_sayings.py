"""All that one person said, on the screen: where S leads from, what it shows, where its keys lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, WIDE, current, lines, press, reader, settle, shown
from invented import put, row
from msgspec.structs import replace
from rich.cells import cell_len
from several import article_row
from textual.widgets import Input

from index.library import Library
from index.model import Happening, Quotation, SaidBy, Saying, Speaker
from tui.app import QuothApp
from tui.screens.comparing import CompareScreen
from tui.screens.matrix import MatrixScreen
from tui.screens.said import SaidScreen
from tui.screens.whose import WhoseScreen
from tui.widgets.sayings import heading, saying_lines

FULL = (
    "Ada Lind, the prime minister, spoke. “We can accept this as the basis of an agreement, but no more,” Lind said.\n"
)
CUT = "The talks went on. Ada Lind told reporters: “We can accept this as the basis of an agreement.”\n"
FAIR = "Bakers from four towns met in a tent. Ada Lind said the cake had been dry. “It rained,” said Tor Hale.\n"
NOBODY = "Somebody had painted the door of the old mill green. “It suits the door,” said a neighbour.\n"
SIZES = [WIDE, NARROW]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        rows = [
            row("full", FULL, title="Lind on the talks", outlet="Harbour Times", published="2026-11-02"),
            row("cut", CUT, title="Talks go on", outlet="Coast Wire", published="2026-11-03"),
            row("fair", FAIR, title="The bakers' fair", outlet="Radio Oss", published="2026-12-01"),
            row("door", NOBODY, title="A green door", outlet="Oss Herald", published="2026-12-24"),
        ]
        opened.add([put(tmp_path / "in", *rows)])
        yield opened


def pane(pilot: Any) -> Any:
    return pilot.app.screen.query_one("#sayings")


def on_screen(pilot: Any) -> str:
    screen = pilot.app.screen
    return "\n".join(shown(screen.query_one(f"#{name}")) for name in ("header", "about", "said-of", "sayings", "keys"))


async def open_article(pilot: Any, article: str) -> None:
    await settle(pilot)
    while reader(pilot).list.row.id != article:
        await press(pilot, "j")
    await press(pilot, "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_from_the_text_by_one_key_and_on_to_another_event(library: Library, size: tuple[int, int]) -> None:
    async with QuothApp(library).run_test(size=size) as pilot:
        await open_article(pilot, "full")
        await press(pilot, "S")
        assert isinstance(pilot.app.screen, SaidScreen)
        told = on_screen(pilot)
        assert "Ada Lind, prime minister · 3 quotations · 3 articles · 3 outlets" in told
        assert "2 events" in told
        head, report, *_ = [line for line in lines(pane(pilot)) if line.strip()]
        assert head == " 1 Dec 2026 · The bakers' fair · 1 article"
        assert " ".join(report.split()) == "1 Dec ┊ the cake had been dry Radio Oss"
        assert "2 Nov 2026 · Lind on the talks · 2 articles" in told
        assert "2 outlets: Harbour Times, Coast Wire" in " ".join(told.replace("┃", " ").replace("▌", " ").split())
        # the cursor is on the words that one came from
        assert pane(pilot).saying.quote.article == "full"
        await press(pilot, "left_curly_bracket")
        assert pane(pilot).event.id == "fair"
        await press(pilot, "right_curly_bracket", "k")
        assert pane(pilot).saying.quote.kind == "indirect"
        await press(pilot, "enter")
        assert pilot.app.screen is reader(pilot)
        assert (reader(pilot).opened.article.id, current(pilot)) == ("fair", "the cake had been dry")
        await press(pilot, "ctrl+o")
        assert reader(pilot).opened.article.id == "full"


async def test_d_compares_and_what_stands_alone_says_so(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await open_article(pilot, "full")
        await press(pilot, "S", "d")
        assert isinstance(pilot.app.screen, CompareScreen)
        assert "Ada Lind · 2 printings" in shown(pilot.app.screen.about)
        await press(pilot, "j", "enter")
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened.article.id == "cut"
        await press(pilot, "S", "g", "d")
        assert isinstance(pilot.app.screen, SaidScreen)
        assert "Nobody else printed these words." in [note.message for note in pilot.app._notifications]
        await press(pilot, "escape")
        assert pilot.app.screen is reader(pilot)


async def test_from_the_right_pane_the_matrix_and_a_check(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await open_article(pilot, "full")
        await press(pilot, "tab", "S")
        assert pane(pilot).saying.text.startswith("We can accept")
        await press(pilot, "q", "shift+tab", "M")
        assert isinstance(pilot.app.screen, MatrixScreen)
        await press(pilot, "S")
        assert pane(pilot).saying.text.startswith("We can accept")
        await press(pilot, "enter")
        assert pilot.app.screen is reader(pilot)
        await press(pilot, "c", *"we can accept this as the basis", "enter", "enter", "S")
        assert "Ada Lind" in on_screen(pilot)
        await press(pilot, "g", "enter")
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened.article.id == "fair"


@pytest.mark.parametrize("size", SIZES)
async def test_where_nobody_is_known_one_is_chosen_by_typing(library: Library, size: tuple[int, int]) -> None:
    async with QuothApp(library).run_test(size=size) as pilot:
        await open_article(pilot, "door")
        await press(pilot, "S")
        screen = pilot.app.screen
        assert isinstance(screen, WhoseScreen)
        assert "nobody known by name said the current quotation" in shown(screen.query_one("#speaker-words"))
        assert [name for name, _ in screen.list.items] == ["Ada Lind, prime minister", "Tor Hale"]
        await press(pilot, *"xyz")
        assert "nobody with “xyz” in the name" in shown(screen.count)
        assert shown(screen.query_one("#speaker-keys")).strip() == "esc close"
        await press(pilot, "enter")
        assert pilot.app.screen is screen
        await press(pilot, *["backspace"] * 3, *"hal", "enter")
        assert "Tor Hale · 1 quotation" in on_screen(pilot)
        # and from there to another
        await press(pilot, "S", "enter")
        assert "Ada Lind" in on_screen(pilot)
        await press(pilot, "q", "q")
        assert pilot.app.screen is reader(pilot)
        await press(pilot, "S", "escape")
        assert pilot.app.screen is reader(pilot)


async def test_from_the_list_a_speaker_is_chosen(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "S")
        assert "nobody known" not in shown(pilot.app.screen.query_one("#speaker-words"))
        await press(pilot, "down", "down", "up", "down", "enter")
        assert "Tor Hale" in on_screen(pilot)


async def test_enter_before_the_library_has_answered_takes_its_first_answer(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "S")
        pilot.app.screen.query_one(Input).value = "hale"
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, SaidScreen)
        assert "Tor Hale" in on_screen(pilot)


async def test_nobody_is_quoted_at_all(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "S")
        assert "nobody by name is quoted in this library" in shown(pilot.app.screen.query_one("#speaker-said"))


async def test_a_speaker_who_is_gone(shelf: Any) -> None:
    shelf.people = [Speaker("Ada Lind", (("Ada Lind", 1),), (), 1, 1, 1)]
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "S", "enter")
        assert "Nobody is quoted as Ada Lind in this library." in on_screen(pilot)
        await press(pilot, "j", "right_curly_bracket", "left_curly_bracket", "enter", "d", "q")
        assert pilot.app.screen is reader(pilot)


# --- lines


def saying(words: str, outlets: Sequence[str | None] = ("Harbour Times",), **more: Any) -> Saying:
    quote = Quotation("a", 0, len(words), words, more.pop("kind", "direct"), "Ada Lind", confidence=0.9)
    row = replace(article_row("a", "Harbour Times"), spoken=more.pop("spoken", False))
    return Saying(quote, words, row, more.pop("first", "2026-11-02"), tuple(outlets), ("a#0-9",), **more)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (saying("No toll."), "2 Nov ┃ “No toll.” Harbour Times"),
        (saying("No toll.", perhaps=True), "2 Nov ┃ perhaps “No toll.” Harbour Times"),
        (saying("there would be no toll", kind="indirect"), "2 Nov ┊ there would be no toll Harbour Times"),
        (saying("no toll", kind="fragment", first=None), "│ “no toll” Harbour Times"),
        (saying("No toll.", (None, "Coast\nWire")), "2 Nov ┃ “No toll.” 2 outlets: Coast Wire, unknown outlet"),
        (saying("No toll.", (None, "Coast Wire", None)), "2 Nov ┃ “No toll.” 3 outlets: Coast Wire, 2 unknown"),
        (saying("No.", "ABCDEF"), "2 Nov ┃ “No.” 6 outlets: A, B, C, D …"),
        (saying("No.", (), spoken=True), "2 Nov ┃ “No.” transcript, printed by nobody"),
        (saying("No.", "AB", spoken=True), "2 Nov ┃ “No.” transcript, 2 outlets: A, B"),
        (saying("No.", first="2025-11-02"), "2 Nov 2025 ┃ “No.” Harbour Times"),
    ],
)
def test_a_thing_said(said: Saying, expected: str) -> None:
    (line,) = saying_lines(said, 80, "2026")
    assert " ".join(line.text.split()) == expected


@pytest.mark.parametrize("width", [24, 40, 79, 119])
@pytest.mark.parametrize("words", ["toll " * 60, "漢字" * 60, "x" * 200])
def test_lines_are_as_wide_as_the_pane_at_most(width: int, words: str) -> None:
    said = saying(words, ("Harbour Times", "Coast Wire"), first="2025-10-12", perhaps=True)
    event = Happening("a", article_row("a", "Harbour Times", title=words), 12, (said,))
    assert all(cell_len(line.text) <= width for line in [heading(event, width), *saying_lines(said, width, "2026")])


async def test_five_thousand_things_said(shelf: Any) -> None:
    speaker = Speaker("Ada Lind", (("Ada Lind", 5000), ("Lind", 9)), ("minister", "Minister", "skipper"), 5000, 900, 9)
    events = tuple(
        Happening(f"e{n}", article_row(f"e{n}", "Harbour Times"), 1, tuple(saying(f"Toll {n} {i}") for i in range(10)))
        for n in range(500)
    )
    shelf.people = [speaker]
    shelf.said_of = {"Ada Lind": SaidBy(speaker, events)}
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "S", "enter")
        assert "also Lind (9) · also called skipper" in on_screen(pilot)
        await press(pilot, "G")
        assert pane(pilot).saying.text == "Toll 499 9"
        await press(pilot, "left_curly_bracket", "left_curly_bracket")
        assert pane(pilot).saying.text == "Toll 498 0"
        # its heading is seen, too
        assert pane(pilot).line(round(pane(pilot).scroll_y) + 1).text.startswith(" 2 Nov 2026 · What Harbour Times")
        await press(pilot, "right_curly_bracket")
        assert pane(pilot).saying.text == "Toll 499 0"
        await pilot.resize_terminal(30, 12)
        await settle(pilot)
        top = round(pane(pilot).scroll_y)
        assert top <= pane(pilot).first_line(pane(pilot).cursor) < top + pane(pilot).size.height
        await press(pilot, "g")
        assert pane(pilot).scroll_y == 0
