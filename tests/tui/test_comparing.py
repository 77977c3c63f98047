"""All printings of an utterance, word by word: what the screen shows, and where its keys lead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, WIDE, current, lines, press, reader, settle, shown, unbroken
from several import OUTLETS, printing, utterance

from index.aligning import aligned
from index.model import Alteration
from tui.app import QuothApp
from tui.collation import collated
from tui.compared import Beside, Comparison, side_by_side
from tui.memory import Memory
from tui.screens.comparing import CompareScreen
from tui.widgets.bars import Bar

TOLL = "We can accept the toll as the basis of an agreement."


def comparison(*texts: str, **altered: Any) -> Comparison:
    """The first text as the base; the second with these alterations."""
    rows = [Beside(printing(f"a{i}", OUTLETS[i], text, "reworded")) for i, text in enumerate(texts)]
    if altered:
        rows[1] = Beside(rows[1].printing, (), **altered)
    return Comparison("Ada Lind", tuple(rows), aligned(texts))


def block(made: Comparison, width: int, layout: Any = "words") -> list[str]:
    """The lines below the heads."""
    told = [line.text.rstrip() for _, line in collated(made, width, layout, signs=True)]
    return told[told.index("") + 1 :]


def test_words_stand_below_the_words_they_stand_for() -> None:
    made = block(comparison("We can accept the toll.", "We could not accept it."), 100)
    assert made == [
        " 1  Harbour Times  We can         accept the  toll.",
        " 2  Coast Wire     We ~could +not accept ~it. ·",
    ]


def test_only_what_changed() -> None:
    made = block(comparison("We can accept the toll.", "We could accept the toll."), 100, "changes")
    assert made[1][19:].split() == ["=", "~could", "=", "=", "="]


def test_what_alters_the_meaning_has_a_sign_of_its_own() -> None:
    change = Alteration("negation", "agree", "disagree")
    made = comparison("We agree to the toll.", "We disagree to a toll.", alterations=(change,), altered=frozenset({1}))
    told = [line.text for _, line in collated(made, 100, "words", signs=True)]
    assert told[2].strip() == "negation “agree” → “disagree”"
    assert "≠disagree" in told[-1]
    assert "~a" in told[-1]  # a change that alters nothing
    assert told[-1].startswith(" 2≠")
    assert told[-2].startswith(" 1 ")
    # in a block without the altered word the row has no sign
    narrow = [line.text for _, line in collated(made, 30, "words", signs=True)]
    assert [line[2] for line in narrow if "toll." in line] == [" ", " "]


@pytest.mark.parametrize("width", [40, 79, 119])
@pytest.mark.parametrize("layout", ["words", "changes", "stacked"])
def test_no_line_is_wider_than_the_pane(width: int, layout: Any) -> None:
    long = "x" * 200
    made = comparison(f"{TOLL} {long}", TOLL.replace("can", long), f"漢字 {TOLL}", "")
    for _, line in collated(made, width, layout, signs=True):
        assert len(line.text.rstrip()) <= width


def test_the_eight_best_and_what_alters() -> None:
    others = [printing(f"b{i}", f"Outlet {i}", TOLL, "reworded", score=0.9 - i / 100) for i in range(10)]
    others[9] = printing("b9", "Outlet 9", TOLL.replace("can", "must"), "reworded", score=0.6, altered=True)
    made = side_by_side(utterance(printing("a", "Harbour Times", TOLL), *others), wanted=others[8].quote.id)
    assert [row.printing.article.id for row in made.rows] == ["a", "b0", "b1", "b2", "b3", "b4", "b8", "b9"]
    assert made.more == 3
    assert made.place_of(others[8].quote.id) == 6
    assert made.place_of("not there#0-1") == 1
    heads = [line.text.strip() for _, line in collated(made, 100, "words", signs=True)]
    assert "and 3 more printings, not shown here" in heads
    assert side_by_side(utterance(*others[:8])).more == 0


# --- the screen


def put_said(shelf: Any) -> None:
    """What the three articles' printings are printings of, and one that nobody else printed."""
    rows = {row.id: row for row in shelf.rows}

    def told(ident: str, start: str, relation: Any = "identical", altered: bool | None = None) -> Any:
        quote = next(q for q in shelf.quotes[ident] if q.text.startswith(start))
        made = printing(ident, rows[ident].outlet, quote.text, relation, altered=altered)
        return type(made)(quote, rows[ident], 0.97, relation, altered, text=quote.text)

    shelf.said = [
        utterance(told("h", "In general"), told("c", "On the whole", "reworded", True)),
        utterance(told("h", "I expect"), told("c", "an answer", "truncated")),
        utterance(told("h", "If the boats")),
    ]


def on_screen(pilot: Any) -> str:
    screen = pilot.app.screen
    return "\n".join([*(shown(bar) for bar in screen.query(Bar)), shown(screen.query_one("#beside"))])


async def test_d_compares_the_current_quotation_and_enter_goes_there(shelf: Any) -> None:
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "d")
        assert isinstance(pilot.app.screen, CompareScreen)
        told = on_screen(pilot)
        assert "Ada Lind · 2 printings" in told
        assert "97 reworded" in told
        assert "the fullest" in told
        assert "alters the meaning" in told
        await press(pilot, "enter")
        assert reader(pilot).opened.article.id == "c"
        assert current(pilot).startswith("On the whole")
        await press(pilot, "ctrl+o")
        assert reader(pilot).opened.article.id == "h"


async def test_d_on_a_printing_puts_the_cursor_there(shelf: Any) -> None:
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "}", "tab", "d")
        assert pilot.app.screen.query_one("#beside").cursor == 1
        assert "2 Coast Wire" in on_screen(pilot)
        await press(pilot, "k", "k")
        assert "1 Harbour Times" in on_screen(pilot)
        await press(pilot, "j", "j", "j")  # there is no third
        assert "2 Coast Wire" in on_screen(pilot)


async def test_an_echo_stands_beside_what_it_is_none_of(shelf: Any) -> None:
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        # "within days", which the wire's "an answer within days" is an echo of
        shelf.said.append(utterance(printing("h", "Harbour Times", "within days", start=shelf.quotes["h"][0].start)))
        await press(pilot, "enter", "g", "[", "[", "[", "[", "[", "tab")
        assert current(pilot) == "within days"
        await press(pilot, "d")
        assert "echo" in on_screen(pilot)
        assert "+an +answer within days" in " ".join(on_screen(pilot).split())


async def test_layouts(shelf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "}", "}", "{", "d")
        assert "~could" in on_screen(pilot)
        await press(pilot, "v")
        assert "only what changed" in on_screen(pilot)
        assert "= as in line 1" in on_screen(pilot)
        await press(pilot, "v")
        assert "[-In general we can-] [+On the whole, we could+]" in unbroken(pilot.app.screen.query_one("#beside"))
        await press(pilot, "v")
        assert "all words" in on_screen(pilot)


async def test_the_layout_is_the_one_chosen_last_also_at_the_next_start(shelf: Any, tmp_path: Path) -> None:
    put_said(shelf)
    app = QuothApp(shelf, memory=Memory(tmp_path / "state", tmp_path / "library"))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "}", "}", "{", "d", "v")
        assert "only what changed" in on_screen(pilot)
        await press(pilot, "escape", "d")
        assert "only what changed" in on_screen(pilot)
        await press(pilot, "escape", "ctrl+q")
    app.memory.save(app.reader.session)  # type: ignore[union-attr]
    later = QuothApp(shelf, memory=Memory(tmp_path / "state", tmp_path / "library"))
    async with later.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "d")
        assert "only what changed" in on_screen(pilot)


async def test_what_nobody_else_printed_and_what_is_not_compared(shelf: Any) -> None:
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "]", "d")
        assert current(pilot) == "If the boats leave,"
        assert "nobody else printed these words" in on_screen(pilot)
        await press(pilot, "escape")
        shelf.said = []
        await press(pilot, "d")
        assert "nothing to compare" in on_screen(pilot)
        assert on_screen(pilot).splitlines()[-1].strip() == ": commands  q back  esc close"
        await press(pilot, "j", "space", "enter", "v", "y", "q")
        assert pilot.app.screen is reader(pilot)


async def test_y_copies_with_the_citation(shelf: Any) -> None:
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "d", "y")
        assert pilot.app.clipboard.startswith("“On the whole, we could accept this")
        assert "Coast Wire, 2 November 2025" in pilot.app.clipboard


async def test_f_searches_from_there_and_help_comes_back(shelf: Any) -> None:
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "}", "d", "?", "q")
        assert isinstance(pilot.app.screen, CompareScreen)
        names = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert "Copy the quotation with its citation" in names
        await press(pilot, "f", "escape")
        assert pilot.app.screen is reader(pilot)


async def test_a_click_chooses_a_printing_and_another_goes_there(shelf: Any) -> None:
    put_said(shelf)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "}", "d")
        pane = pilot.app.screen.query_one("#beside")
        assert lines(pane)[0].startswith(" 1")
        await pilot.click("#beside", offset=(5, 0))
        await settle(pilot)
        assert pane.cursor == 0
        await pilot.click("#beside", offset=(5, 0))
        await settle(pilot)
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened.article.id == "h"
