"""The matrix on the screen: signs, heads, counts, the cursor, and where its keys lead."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from driving import NARROW, WIDE, current, press, reader, settle, shown
from rich.cells import cell_len
from several import many, printing, utterance

from index.matrix import matrix
from index.store import LibraryError
from tui.app import QuothApp
from tui.screens.comparing import CompareScreen
from tui.screens.matrix import MatrixScreen, Scope
from tui.table import foot_lines, head_line, heads, legend, row_line, shape, signs_in

TOLL = utterance(
    printing("h", "Harbour Times", "We will not pay a toll."),
    printing("c", "Coast Wire", "not pay a toll", "truncated"),
    printing("g", "Daily Gull", "We will pay a toll.", "reworded", altered=True),
    left_out=("Quay Ledger",),
)
BUOY = utterance(
    printing("h", "Harbour Times", "A buoy does not move itself.", start=60),
    printing("q", "Quay Ledger", "a buoy does not move", "paraphrased"),
)
ALONE = utterance(printing("h", "Harbour Times", "Ask the gulls.", start=99))
SAID = utterance(printing("t", "The State", "Nobody printed this.", spoken=True), left_out=("Coast Wire",))


def test_each_cell_has_the_sign_of_what_was_done() -> None:
    made = matrix([TOLL, BUOY, SAID], ("Harbour Times", "Coast Wire", "Daily Gull", "Quay Ledger"))
    form = shape(made, 80)
    rows = [row_line(made, row, form, 0, None).text for row in made.rows]
    assert rows[0].split()[-6:] == ["■", "◧", "≠", "–", "×3", "–1"]
    assert rows[1].split()[-3:] == ["■", "p", "×2"]
    assert rows[2].split()[-4:] == ["T", "–", "×0", "–1"]
    # what is blank is blank: these outlets have no article on it
    assert rows[1].index("■") == rows[0].index("■")
    assert rows[1].index("p") == rows[0].index("–")
    named = "".join(text for line in legend(signs_in(made), made, form, 0, 79, 3) for text, _ in line.pieces)
    for meaning in ("■ printed", "◧ in part", "≠ altered", "– left out", "p paraphrased", "T transcript"):
        assert meaning in named
    assert "spliced" not in named


def test_counts_stand_below_their_columns() -> None:
    made = matrix([TOLL, BUOY], ("Harbour Times", "Quay Ledger"))
    form = shape(made, 80)
    printed, left_out = (line.text for line in foot_lines(made, form, 0))
    head = head_line(made, form, 0, 0).text
    for name, number, gone in (("HT", "2", "0"), ("QL", "1", "1"), ("DG", "1", "0")):
        at = head.index(name) if name in head else head.index(name[0])
        assert printed[at] == number
        assert left_out[at] == gone


@pytest.mark.parametrize(
    ("names", "width", "expected"),
    [
        (("Harbour Times", "Coast Wire"), 16, ("Harbour Times", "Coast Wire")),
        # cut, while they differ
        (("The Harbour Times", "Coast Wire"), 12, ("Harbour T…", "Coast Wire")),
        (("Harbour Times", "Harbour Tribune"), 12, ("HT", "HT2")),
        (("Harbour Times", "Harbour Tribune"), 10, ("HT", "HT2")),
        (("The Daily Gull", "Reuters", "Radio Oss"), 5, ("DG", "Reu", "RO")),
        (("A B", "A B C D", "A B C E"), 5, ("AB", "ABC", "AB2")),
    ],
)
def test_heads_are_short_and_differ(names: tuple[str, ...], width: int, expected: tuple[str, ...]) -> None:
    made = matrix([utterance(*(printing(f"a{i}", name, "x") for i, name in enumerate(names)))], names)
    assert heads(made.columns, width) == expected


@pytest.mark.parametrize("width", [30, 80, 119, 200])
@pytest.mark.parametrize("outlets", [1, 7, 60])
def test_lines_are_as_wide_as_the_pane_at_most(width: int, outlets: int) -> None:
    made = matrix(many(30, outlets))
    form = shape(made, width)
    for first in (0, max(0, len(made.columns) - form.seen)):
        lines = [head_line(made, form, first, first), *foot_lines(made, form, first)]
        lines += [row_line(made, row, form, first, first) for row in made.rows]
        assert all(cell_len(line.text.rstrip()) <= width for line in lines)


# --- the screen


def on_screen(pilot: Any) -> str:
    screen = pilot.app.screen
    names = ("header", "about", "matrix-head", "matrix", "matrix-foot", "matrix-words", "said-of", "legend", "keys")
    return "\n".join(shown(screen.query_one(f"#{name}")) for name in names)


def pane(pilot: Any) -> Any:
    return pilot.app.screen.query_one("#matrix")


def put_said(shelf: Any) -> None:
    """Utterances of the three articles: enter on the wire's printing leads to a quotation that is there."""
    h, c = (next(q for q in shelf.quotes[one] if q.kind == "direct") for one in ("h", "c"))
    ours = printing("h", "Harbour Times", h.text, start=h.start)
    wire = printing("c", "Coast Wire", c.text, "reworded", start=c.start, altered=True)
    shelf.said = [
        utterance(ours, wire, left_out=("Daily Gull",)),
        utterance(printing("h", "Harbour Times", "Ask.", start=999)),
    ]


async def test_from_an_article_its_event_and_enter_goes_to_the_printing(shelf: Any) -> None:
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "M")
        assert isinstance(pilot.app.screen, MatrixScreen)
        assert "utterances h" in shelf.calls
        told = on_screen(pilot)
        assert "Envoy expects answer" in told
        assert "2 utterances · 3 outlets" in told
        assert "Ada Lind · first in Harbour Times" in told
        assert "but nothing is final,”" in told  # the row's whole words
        await press(pilot, "l")
        assert "Coast Wire · 2 Nov 2026  90 reworded  ≠ alters the meaning" in on_screen(pilot)
        await press(pilot, "enter")
        assert pilot.app.screen is reader(pilot)
        assert current(pilot).startswith("On the whole")
        await press(pilot, "ctrl+o")
        assert reader(pilot).opened.article.id == "h"


async def test_what_was_left_out_says_so_and_goes_nowhere(shelf: Any) -> None:
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "M", "$")
        assert "Daily Gull · left it out" in on_screen(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, MatrixScreen)
        await press(pilot, "j")
        assert "Daily Gull · no article on this is known" in on_screen(pilot)
        await press(pilot, "0")
        assert "Harbour Times · 2 Nov 2026  90 identical" in on_screen(pilot)


async def test_from_the_list_the_library_or_what_was_searched_for(shelf: Any) -> None:
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "M")
        assert "utterances of all" in shelf.calls
        assert "the whole library" in on_screen(pilot)
        await press(pilot, "q", "f", *"basis", "enter", "enter", "shift+tab", "M")
        assert "utterances basis" in shelf.calls
        assert "search: basis" in on_screen(pilot)


async def test_a_query_that_can_not_be_read_is_told(empty_shelf: Any) -> None:
    app = QuothApp(empty_shelf)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await app.push_screen(MatrixScreen(app.shelf, Scope("search", '"open')))
        await settle(pilot)
        assert "never closed" in on_screen(pilot)


async def test_orders_and_the_filter_keep_the_cursor(shelf: Any) -> None:
    shelf.said = [ALONE, TOLL, BUOY]
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "M")
        rows = [row.utterance for row in pane(pilot).matrix.rows]
        assert rows == [TOLL, BUOY, ALONE]  # as in the fullest article
        await press(pilot, "j", "O", "O")
        assert "most outlets first" in on_screen(pilot)
        assert pane(pilot).row.utterance == BUOY
        await press(pilot, "v")
        assert "2 of 3 utterances that several printed" in on_screen(pilot)
        assert pane(pilot).row.utterance == BUOY
        await press(pilot, "v")
        assert len(pane(pilot).matrix.rows) == 3


async def test_d_compares_the_row_and_enter_there_leads_to_the_text(shelf: Any) -> None:
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "M", "l", "d")
        assert isinstance(pilot.app.screen, CompareScreen)
        assert pilot.app.screen.query_one("#beside").cursor == 1
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, MatrixScreen)
        await press(pilot, "d", "enter")
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened.article.id == "c"


async def test_nothing_was_said(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "M")
        assert "nobody's words were printed here" in on_screen(pilot)
        await press(pilot, *"jkhlgG0$Ovd", "space", "b", "ctrl+d", "ctrl+u", "enter", "q")
        assert pilot.app.screen is reader(pilot)


async def test_many_columns_are_scrolled(shelf: Any) -> None:
    shelf.said = many(60, 40)
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "M")
        seen = pane(pilot).shape.seen
        assert seen < len(pane(pilot).matrix.columns)
        assert "›" in shown(pilot.app.screen.query_one("#matrix-head"))
        await press(pilot, "$")
        assert pane(pilot).first == len(pane(pilot).matrix.columns) - seen
        assert "‹" in shown(pilot.app.screen.query_one("#matrix-head"))
        await press(pilot, "h")
        assert pane(pilot).first == len(pane(pilot).matrix.columns) - seen  # the columns stay while the cursor is seen
        await press(pilot, "0")
        assert pane(pilot).first == 0


async def test_ten_thousand_utterances(shelf: Any) -> None:
    shelf.said = many(10_000)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "M")
        assert "10,000 utterances · 40 outlets" in on_screen(pilot).splitlines()[1]
        await press(pilot, "G", "k", "space", "b")
        assert pane(pilot).row_at > 9_900
        await press(pilot, "g", "j")
        assert pane(pilot).row_at == 1
        assert pane(pilot).scroll_y == 0


async def test_resizing_keeps_the_cursor_in_sight(shelf: Any) -> None:
    shelf.said = many(200, 40)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "M", "G", "$")
        for size in (NARROW, (30, 14), WIDE):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            here = pane(pilot)
            assert here.first <= here.column_at < here.first + here.shape.seen
            assert here.scroll_y <= here.row_at < here.scroll_y + max(1, here.size.height)


async def test_a_click_on_a_cell_and_another(shelf: Any) -> None:
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "M")
        form = pane(pilot).shape
        for _ in range(2):
            await pilot.click("#matrix", offset=(form.words + 1 + form.column + 1, 0))
            await settle(pilot)
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened.article.id == "c"


async def test_a_library_that_takes_long_can_be_left(shelf: Any) -> None:
    answer = threading.Event()
    put_said(shelf)
    said = shelf.said

    def slow(*_: Any, **__: Any) -> Any:
        answer.wait()
        return said

    shelf.utterances = slow
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        try:
            await pilot.press("M")
            assert "gathering what was said …" in on_screen(pilot)
            await pilot.press("j", "d", "enter", "O", "v")  # keys do no harm
            await pilot.press("escape")
            assert pilot.app.screen is reader(pilot)
            await pilot.press("]")
            await pilot.press("d")
            assert isinstance(pilot.app.screen, CompareScreen)
            assert "comparing …" in shown(pilot.app.screen.query_one("#about"))
            await pilot.press("q")
            assert pilot.app.screen is reader(pilot)
        finally:
            answer.set()
        await settle(pilot)
        assert pilot.app.screen is reader(pilot)


async def test_a_library_that_fails_says_so(shelf: Any) -> None:
    def failing(*_: Any, **__: Any) -> Any:
        raise LibraryError("the disk is full")

    shelf.utterances = failing
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "M")
        assert [note.message for note in pilot.app._notifications] == ["the disk is full"]
        assert "could not be read" in shown(pilot.app.screen.query_one("#about"))
        await press(pilot, "q", "d")
        assert isinstance(pilot.app.screen, CompareScreen)
        await press(pilot, "q")
        assert pilot.app.screen is reader(pilot)
