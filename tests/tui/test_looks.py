"""Can it be read: without colours, in every theme, whatever the text?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from driving import NARROW, WIDE, lines, press, reader, seen, settle, shown, unbroken
from msgspec.structs import replace
from rich.cells import cell_len
from textual.command import CommandList
from textual.screen import Screen
from textual.widgets import Input

from index.model import Article, Hit, Quotation
from tui.app import QuothApp
from tui.screens.asking import Landing
from tui.screens.said import SaidScreen
from tui.screens.search import SearchScreen
from tui.screens.timeline import TimelineScreen


async def test_without_colours_changes_are_told_by_signs(shelf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "[-can-] [+could+]" in unbroken(reader(pilot).elsewhere)
        assert not [name for name, theme in pilot.app.available_themes.items() if theme.ansi]
        styles = {name: reader(pilot).text.ink(name) for name in ("hit", "current")}
        assert styles["hit"].reverse
        assert " ×1▌┃ “In general" in shown(reader(pilot).text)
        assert styles["current"].bold


async def test_what_is_said_is_never_dimmed_as_furniture(shelf: Any) -> None:
    text = "Toll\n\nRead more: “We will not pay,” says Lind\n\nRead more: Ferries idle\n"
    start = text.index("We will")
    shelf.texts["h"] = Article("h", text, title="Toll")
    shelf.quotes["h"] = [Quotation("h", start, start + 16, text[start : start + 16], "direct", "Ada Lind")]
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        dimmed = [words for y in range(5) for words, ink in reader(pilot).text.line(y).pieces if "furniture" in ink]
        assert dimmed == ["Read more: Ferries idle"]


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


async def test_without_colours_the_pane_with_the_keyboard_is_told_by_type(
    shelf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert reader(pilot).list_head.ground().underline
        assert not reader(pilot).text_head.ground().underline
        await press(pilot, "l")
        assert reader(pilot).text_head.ground().underline


async def test_where_words_are_typed_the_screen_names_no_key_that_would_be_typed(shelf: Any) -> None:
    async with QuothApp(shelf, Landing("h")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "/")
        assert shown(reader(pilot).keys) == " enter keep  esc close"
        await press(pilot, "a", "enter")
        assert shown(reader(pilot).keys).startswith(" ] next ")
        await press(pilot, "f")
        assert seen(pilot).splitlines()[0].endswith(" f1 help")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_an_empty_field_tells_what_may_be_typed(shelf: Any, size: tuple[int, int]) -> None:
    async with QuothApp(shelf).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        assert 'words  "a phrase"  AND OR NOT  speaker:lind' in seen(pilot).splitlines()[2]


async def test_an_empty_library_names_the_keys_that_do_something(empty_shelf: Any) -> None:
    async with QuothApp(empty_shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert shown(reader(pilot).keys).strip() == "a add  : commands  q quit"
        assert "quoth add PATH" in unbroken(reader(pilot).text)
        await press(pilot, "M")
        assert "left out" not in seen(pilot)  # no sums of nothing
        assert seen(pilot).splitlines()[-1].strip() == ": commands  q back  esc close"


@pytest.mark.parametrize("key", [*"aexFt|"])
async def test_a_dialog_stands_in_the_middle_of_what_it_is_about(shelf: Any, key: str) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, key)
        dialog, size = pilot.app.screen.children[0], pilot.app.size
        assert abs(dialog.region.x - (size.width - dialog.region.right)) <= 1
        assert abs(dialog.region.y - (size.height - dialog.region.bottom)) <= 1
        assert seen(pilot).startswith(" quoth")


async def test_where_nothing_was_found_no_key_is_named_that_needs_something(empty_shelf: Any) -> None:
    def footer() -> str:
        return seen(pilot).splitlines()[-1].strip()

    async with QuothApp(empty_shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        assert footer() == "enter ask  tab next  esc close"
        await press(pilot, "tab", "tab")
        assert "enter go" not in footer()
        await press(pilot, "escape", "escape", "f")
        assert footer() == "esc close"
        await press(pilot, *"zz", "enter")
        await settle(pilot)
        assert footer() == "/ query  : commands  q back  esc close"


async def test_in_the_terminals_own_colours_what_is_selected_in_a_field_is_seen(shelf: Any) -> None:
    async with QuothApp(shelf, Landing("h"), theme="terminal").run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "c", *"a toll", "home", "shift+end")
        field = pilot.app.screen.query_one("#check-words", Input)
        assert field.selected_text == "a toll"
        assert any("a toll" in one.text and one.style and one.style.reverse for one in field.render_line(0))


async def test_no_notice_covers_what_is_asked(shelf: Any) -> None:
    async with QuothApp(shelf, Landing("h")).run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "w")
        assert "Lines of at most" in seen(pilot)
        await press(pilot, "m")
        assert seen(pilot).splitlines()[-1].startswith(" mark: a letter marks this place")


async def test_a_dialog_opens_without_the_notice_that_was_there(shelf: Any) -> None:
    async with QuothApp(shelf, Landing("h")).run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        for key in ("F", "c", "f", ":"):
            await press(pilot, "w")
            assert "Lines " in seen(pilot).splitlines()[-1]
            await press(pilot, key)
            assert pilot.app.screen is not reader(pilot)
            assert "Lines " not in seen(pilot).splitlines()[-1]
            await press(pilot, "escape")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_no_words_touch_the_scroll_bar_of_the_right_pane(shelf: Any, size: tuple[int, int]) -> None:
    others = shelf.quotes["c"][0]
    for number in range(9):
        shelf.put(f"o{number}", others.text, f"Outlet {number}", "2025-11-02", [replace(others, article=f"o{number}")])
        changes = [("equal", "aa", "aa"), ("insert", "", "b" * (number + 1))] * 30
        shelf.link(shelf.quotes["h"][-1].id, f"o{number}#{others.start}-{others.end}", 0.9, "reworded", *changes)
    async with QuothApp(shelf, Landing("h")).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "]", "]", "]", "l")
        pane = reader(pilot).elsewhere
        assert pane.show_vertical_scrollbar
        room = pane.scrollable_content_region.width - 1
        assert max(map(cell_len, lines(pane))) == room


@pytest.mark.parametrize("make", [lambda shelf: TimelineScreen(shelf, ()), lambda shelf: SaidScreen(shelf, "Ada Lind")])
async def test_on_the_sample_a_screen_says_its_own_name_and_order_whole(
    shelf: Any, make: Callable[[Any], Screen[Any]]
) -> None:
    shelf.sample = True
    async with QuothApp(shelf, Landing("h")).run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "sample: invented articles" in seen(pilot).splitlines()[0]
        pilot.app.push_screen(make(shelf))
        await press(pilot, "O", "O")
        head = seen(pilot).splitlines()[0]
        assert head.startswith(" quoth  sample  ")
        assert "…" not in head
        assert head.endswith("? help")


async def test_how_far_one_has_read_is_told_when_the_text_comes_to_be_seen(shelf: Any) -> None:
    shelf.put("l", "\n\n".join(f"The ferry sails at {hour} today." for hour in range(60)), "Coast Wire", None, [])
    async with QuothApp(shelf, Landing("l")).run_test(size=NARROW) as pilot:
        await settle(pilot)
        told = shown(reader(pilot).text_head)
        assert not told.endswith(" 0%")
        await press(pilot, "l", "escape", "h")  # asked for while the text is not seen
        assert shown(reader(pilot).text_head) == told


@pytest.mark.parametrize(("theme", "no_color"), [("terminal", False), ("dark", True)])
async def test_where_grounds_tell_little_the_command_to_be_run_has_a_strong_one(
    shelf: Any, monkeypatch: pytest.MonkeyPatch, theme: str, no_color: bool
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    async with QuothApp(shelf, theme=theme).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, ":", *"them")
        commands = pilot.app.screen.query_one(CommandList)
        rows = [[style for text, style, _ in commands.render_line(y) if text.strip()] for y in range(4)]
        chosen, other = (rows[0] + rows[1], rows[2] + rows[3])
        assert len({(style.color, style.bgcolor) for style in chosen}) == 1  # the keys below the name, too
        assert chosen[0].bgcolor != other[0].bgcolor
        assert not any(style.dim for style in chosen)
        underlined = "".join(text for text, style, _ in commands.render_line(2) if style.underline)
        assert underlined == "Them"


async def test_in_the_terminals_theme_the_fields_cursor_is_no_colour_that_may_be_its_ground(shelf: Any) -> None:
    async with QuothApp(shelf, theme="terminal").run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        cursor = pilot.app.screen.query_one(Input).get_component_rich_style("input--cursor")
        assert cursor.reverse
        assert cursor.color.is_default
        assert cursor.bgcolor.is_default


async def test_what_is_wrong_with_a_query_goes_before_how_many_were_found(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"answer(", "enter")
        assert seen(pilot).splitlines()[2].startswith(" The query is odd.")


async def test_alone_on_a_narrow_screen_the_text_leaves_the_scroll_bar_its_blank(shelf: Any) -> None:
    shelf.put("l", "\n\n".join(["The ferry sails at noon. " * 20] * 9), "Coast Wire", None, [])
    async with QuothApp(shelf, Landing("l")).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "z")
        pane = reader(pilot).text
        assert pane.show_vertical_scrollbar
        assert max(map(cell_len, lines(pane))) < pane.scrollable_content_region.width


async def test_beside_a_note_on_the_query_no_number_is_cut(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=NARROW) as pilot:
        await settle(pilot)
        screen = SearchScreen(shelf, "")
        pilot.app.push_screen(screen)
        await settle(pilot)
        screen.notes = ("The quote mark at character 1 is not closed: taken as closed at the end.",)
        screen.asked = '"ferry'
        screen.show_hits([Hit("h", "Harbour Times", "Ferry", None, 1.0, 0, 5, "Ferry", ((0, 5),))] * 10)
        assert shown(screen.count).strip() == screen.notes[0]
        screen.show_hits([])
        assert "…" not in shown(screen.count)
