"""The reader, driven by its keys as a person would."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual.pilot import Pilot

from index.model import Article
from tui.app import DARK, LIGHT, QuothApp
from tui.screens.asking import Landing
from tui.screens.help import HelpScreen
from tui.screens.search import SearchScreen
from tui.widgets.bars import Bar
from tui.widgets.painted import Painted

WIDE = (120, 36)
TWO = (99, 30)
NARROW = (80, 24)


async def settle(pilot: Pilot[Any]) -> None:
    """Until every answer of the library has been shown."""
    for _ in range(4):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def lines(pane: Painted) -> list[str]:
    return [pane.line(y).text.rstrip() for y in range(pane.line_count())]


def shown(pane: Painted) -> str:
    return "\n".join(lines(pane))


def unbroken(pane: Painted) -> str:
    return " ".join(shown(pane).replace("▌", " ").split())


def reader(pilot: Pilot[Any]) -> Any:
    return pilot.app.reader  # type: ignore[attr-defined]


def current(pilot: Pilot[Any]) -> str:
    return reader(pilot).current.text


def seen_panes(pilot: Pilot[Any]) -> list[str]:
    return [name for name in ("list", "text", "elsewhere") if pilot.app.screen.query_one(f"#{name}-side").display]


async def test_first_frame_shows_list_text_and_printings(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = reader(pilot)
        assert "Envoy expects answer" in shown(screen.list)
        assert "6 quotes · 2 shared" in shown(screen.list)
        assert " ×1 ┃ “I expect an" not in shown(screen.text)
        assert any(line.startswith(" ×1 ▌ “In general we can accept") for line in lines(screen.text))
        assert "97 reworded  Coast Wire · 2 Nov" in shown(screen.elsewhere)
        assert "printed by 2 of 3 outlets" in shown(screen.elsewhere)
        assert "In general On the whole, we can could accept" in unbroken(screen.elsewhere)
        assert shelf.calls == []  # looked at, not yet read


async def test_stepping_over_quotations_skips_terms_and_second_halves(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "]")
        assert current(pilot) == "If the boats leave,"
        assert "Nobody else in this library printed these words." in unbroken(reader(pilot).elsewhere)
        await press(pilot, "]")
        assert current(pilot) == "I expect an answer within days,"
        await press(pilot, "]")
        assert current(pilot) == "I expect an answer within days,"  # the last
        await press(pilot, "{")
        assert current(pilot).startswith("In general")
        await press(pilot, "[")
        assert current(pilot) == "within days"
        assert "said on another occasion" in shown(reader(pilot).elsewhere)  # an echo is no printing
        await press(pilot, "}")
        assert current(pilot).startswith("In general")


async def test_both_halves_of_a_split_quotation_are_current(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "]")
        marked = [line for line in lines(reader(pilot).text) if "▌" in line]
        assert "leave" in marked[0]
        assert "strait" in marked[-1]


async def test_going_to_a_printing_and_back(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "enter")
        assert reader(pilot).opened.article.id == "c"
        assert current(pilot).startswith("On the whole")
        assert "read c True" in shelf.calls
        await press(pilot, "ctrl+o")
        assert reader(pilot).opened.article.id == "h"
        assert current(pilot).startswith("In general")
        await press(pilot, "alt+right")
        assert reader(pilot).opened.article.id == "c"
        await press(pilot, "alt+right")  # nothing further ahead
        assert reader(pilot).opened.article.id == "c"


async def test_peek_shows_the_paragraph_and_stays(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "tab", "space")
        pane = reader(pilot).elsewhere
        assert "Lind: a basis, not a treaty" in shown(pane)
        assert "interpreter." in shown(pane)
        assert reader(pilot).opened.article.id == "h"
        await press(pilot, "space")
        assert "interpreter." not in shown(pane)
        await press(pilot, "enter")
        assert reader(pilot).opened.article.id == "c"


async def test_reading_marks_read_and_the_star_is_shown(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "● Harbour Times" in shown(reader(pilot).list)
        await press(pilot, "enter")
        assert "○ Harbour Times" in shown(reader(pilot).list)
        await press(pilot, "u", "s")
        assert "● Harbour Times" in shown(reader(pilot).list)
        assert "★" in lines(reader(pilot).list)[0]
        assert shelf.calls == ["read h True", "read h False", "star h True"]


async def test_passing_over_articles_marks_nothing_read(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "k", "G", "g")
        assert shelf.calls == []


async def test_an_article_without_quotations_says_so(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "G", "enter")
        assert "This article has no quotations." in shown(reader(pilot).elsewhere)
        await press(pilot, "]", "}", "y", "*", "enter")
        assert reader(pilot).opened.article.id == "p"


async def test_find_in_the_article(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "/", *"the")
        assert reader(pilot).trail.label().startswith("1/")
        await press(pilot, "enter", "n")
        assert reader(pilot).trail.label().startswith("2/")
        assert "hit 2/" in shown(reader(pilot).text_head)
        await press(pilot, "N", "N")
        trail = reader(pilot).trail
        assert trail.at == len(trail) - 1  # round at the end
        await press(pilot, "escape")
        assert reader(pilot).trail is None


async def test_a_keyboards_quotation_mark_finds_a_printers(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "/", "quotation_mark", *"wish", "enter")
        assert len(reader(pilot).trail) == 1


async def test_leaving_the_find_field_takes_the_marks_away(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "/", *"Oss", "escape")
        assert reader(pilot).trail is None
        assert pilot.app.focused.id == "text"


async def test_search_the_library_and_step_through_its_articles(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"answer", "enter")
        assert isinstance(pilot.app.screen, SearchScreen)
        assert "2 passages in 2 articles" in shown(pilot.app.screen.count)
        await press(pilot, "enter")
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened.article.id == "h"
        await press(pilot, "n")
        assert reader(pilot).opened.article.id == "c"
        assert "hit 2/2" in shown(reader(pilot).text_head)
        await press(pilot, "ctrl+o")
        assert reader(pilot).opened.article.id == "h"


async def test_a_query_that_cant_be_read_is_explained(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "/", "quotation_mark", *"abc", "enter")
        assert "never closed" in shown(pilot.app.screen.count)
        await press(pilot, "escape")
        assert pilot.app.screen is reader(pilot)


async def test_searching_for_the_words_of_the_quotation(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "*", "enter")
        assert 'search "In general we can accept this as the"' in shelf.calls


async def test_copying_a_quotation_with_its_citation(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "y")
        assert pilot.app.clipboard.startswith("“In general we can accept this as the basis")
        assert (
            "— Ada Lind (“Envoy expects answer “within days””, Harbour Times, 2 November 2025, h#"
            in pilot.app.clipboard
        )


async def test_the_mouse_selects_words_as_they_stand_in_the_text(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await pilot.mouse_down("#text", offset=(6, 2))
        await pilot.hover("#text", offset=(16, 3))
        await pilot.mouse_up("#text", offset=(16, 3))
        await pilot.pause()
        selected = pilot.app.screen.get_selected_text()
        assert selected
        assert selected.startswith("Prime Minister Ada Lind said on Monday that")
        assert "\n" not in selected
        assert selected in shelf.texts["h"].text


async def test_a_click_chooses_the_quotation_under_it(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        y = next(y for y, line in enumerate(lines(reader(pilot).text)) if "I expect" in line)
        await pilot.click("#text", offset=(25, y))
        await settle(pilot)
        assert current(pilot) == "I expect an answer within days,"


@pytest.mark.parametrize(
    ("size", "at_first", "in_text", "in_printings"),
    [
        (WIDE, ["list", "text", "elsewhere"], ["list", "text", "elsewhere"], ["list", "text", "elsewhere"]),
        (TWO, ["list", "text"], ["text", "elsewhere"], ["text", "elsewhere"]),
        (NARROW, ["list"], ["text"], ["elsewhere"]),
        ((30, 8), ["list"], ["text"], ["elsewhere"]),
    ],
)
async def test_as_many_panes_as_there_is_room_for(
    shelf: Any, size: tuple[int, int], at_first: list[str], in_text: list[str], in_printings: list[str]
) -> None:
    async with QuothApp(shelf).run_test(size=size) as pilot:
        await settle(pilot)
        assert seen_panes(pilot) == at_first
        await press(pilot, "tab")
        assert seen_panes(pilot) == in_text
        await press(pilot, "l")
        assert seen_panes(pilot) == in_printings
        await press(pilot, "shift+tab", "h")
        assert seen_panes(pilot) == at_first


async def test_resizing_keeps_the_place(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "}")
        for size in (NARROW, (20, 5), (1, 1), TWO, WIDE):
            await pilot.resize_terminal(*size)
            await settle(pilot)
        assert seen_panes(pilot) == ["list", "text", "elsewhere"]
        assert current(pilot) == "I expect an answer within days,"


async def test_only_the_text_and_back(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "z")
        assert seen_panes(pilot) == ["text"]
        await press(pilot, "w", "w", "w", "q")
        assert seen_panes(pilot) == ["list", "text", "elsewhere"]
        assert pilot.app.is_running


async def test_q_goes_up_and_quits_at_the_top(shelf: Any) -> None:
    app = QuothApp(shelf)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "?")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "q", "q")
        assert seen_panes(pilot) == ["list"]
        await pilot.press("q")
    assert app.return_value == 0


async def test_ctrl_q_quits_from_a_field(shelf: Any) -> None:
    app = QuothApp(shelf)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "f", "q")  # a letter in the field
        assert isinstance(app.screen, SearchScreen)
        await pilot.press("ctrl+q")
    assert app.return_value == 0


async def test_orders_of_the_list(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "O")
        assert "oldest first" in shown(reader(pilot).list_head)
        assert "Ferries idle" in lines(reader(pilot).list)[0]
        assert reader(pilot).list.row.id == "h"  # the cursor stays on its article


async def test_what_another_process_adds_appears(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j")
        kept = reader(pilot).list.row.id
        reader(pilot).look()
        await settle(pilot)
        shelf.put("n", "Bell found\n\nIt rang.", "Radio Oss", "2025-11-05", [])
        shelf.rows.insert(0, shelf.rows.pop())
        shelf.now += 1
        reader(pilot).look()
        await settle(pilot)
        assert "Bell found" in lines(reader(pilot).list)[0]
        assert reader(pilot).list.row.id == kept


async def test_an_empty_library_says_what_to_do(empty_shelf: Any) -> None:
    async with QuothApp(empty_shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "quoth add PATH" in shown(reader(pilot).text)
        await press(pilot, *"jkgG]}[{nNuszwOy*", "enter", "tab", "tab", "enter", "space", "ctrl+o")
        assert pilot.app.is_running


async def test_opening_at_a_spot(shelf: Any) -> None:
    start = shelf.texts["h"].text.index("clear the strait")
    async with QuothApp(shelf, Landing("h", spot=(start, start + 5))).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert current(pilot) == "If the boats leave,"  # the first half of what stands there
        assert pilot.app.focused.id == "text"


async def test_an_article_that_is_gone_is_said_to_be(shelf: Any) -> None:
    async with QuothApp(shelf, Landing("nowhere")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert pilot.app.is_running


@pytest.mark.parametrize("screen_key", [None, "?", "f"])
async def test_the_sample_is_labelled_on_every_screen(shelf: Any, screen_key: str | None) -> None:
    shelf.sample = True
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        if screen_key:
            await press(pilot, screen_key)
        assert "sample: invented articles" in shown(pilot.app.screen.query_one("#header", Bar))


async def test_another_library_is_not_labelled(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        header = shown(pilot.app.screen.query_one("#header", Bar))
        assert "sample" not in header
        assert "all articles" in header


async def test_without_colours_changes_are_told_by_signs(shelf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "[-can-] [+could+]" in unbroken(reader(pilot).elsewhere)
        assert not [name for name, theme in pilot.app.available_themes.items() if theme.ansi]
        styles = {name: reader(pilot).text.ink(name) for name in ("hit", "shared", "current")}
        assert styles["hit"].reverse
        assert styles["shared"].underline
        assert styles["current"].bold


async def test_the_palette_runs_an_action(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        before = current(pilot)
        names = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert "Next quotation" in names
        await pilot.app.run_on("screen.next_quotation")  # type: ignore[attr-defined]
        await settle(pilot)
        assert current(pilot) != before


@pytest.mark.parametrize("width", [120, 80, 24])
async def test_strange_text_is_painted_as_wide_as_the_pane(shelf: Any, width: int) -> None:
    text = (
        "T\x1b[31mitle 漢字\n\n“漢字\tかな” שלום \u202eevil\u202c 👩‍👩‍👧 e\u0301 "
        + "x" * 500
        + "\x00\x07\n\n"
        + "“" * 300
    )
    shelf.texts["h"] = Article("h", text, title="T\x1b[31mitle 漢字\n", outlet="A\nB\x07", published="\x00")
    shelf.quotes["h"] = []
    async with QuothApp(shelf).run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "tab")
        pane = reader(pilot).text
        for y in range(pane.size.height):
            strip = pane.render_line(y)
            assert strip.cell_length == pane.size.width
            assert not any(ord(character) < 32 or character == "\u202e" for character in strip.text)


async def test_nineteen_thousand_articles_open_at_once(empty_shelf: Any) -> None:
    for number in range(19_042):
        empty_shelf.put(f"a{number}", f"Ferry {number}\n\nIt sailed.", "Coast Wire", "2025-11-02", [])
    async with QuothApp(empty_shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "G")
        assert "Ferry 19041" in reader(pilot).list.item_lines(reader(pilot).list.cursor)[0].text
        assert "19,042" in shown(reader(pilot).list_head)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_colour_can_be_read_on_every_ground(theme: Any) -> None:
    grounds = [theme.background, theme.panel, *(theme.variables[f"{n}-ground"] for n in ("cursor", "blurred"))]
    inks = [theme.foreground, theme.primary, theme.accent, theme.error, theme.success]
    pairs = [
        (ink, ground)
        for ink in [*inks, *(theme.variables[n] for n in ("dim", "quote", "shared"))]
        for ground in grounds
    ]
    pairs += [(theme.foreground, theme.variables["current-ground"])]
    pairs += [(theme.variables["hit-text"], theme.variables[f"{name}-ground"]) for name in ("hit", "here")]
    for ink, ground in pairs:
        one, two = sorted((luminance(ink), luminance(ground)))
        assert (two + 0.05) / (one + 0.05) >= 4.5, (ink, ground)


def test_nothing_of_asyncio_is_left_running() -> None:
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()
