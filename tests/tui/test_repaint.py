"""Does the terminal show the same as if everything were written, and for fewer bytes?"""

from __future__ import annotations

import re
from typing import Any

from driving import press
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input, TextArea

from tui.app import QuothApp
from tui.repaint import Changes, Standing

WIDTH, HEIGHT = 24, 3
CONSOLE = Console(color_system="truecolor", force_terminal=True)
STYLES = [
    Style.parse(style)
    for style in ("", "bold", "red", "on blue", "bold red", "dim red on blue", "#102030 on #405060", "not bold red")
]
Cell = tuple[str, str]


class Screen:
    """A terminal that knows ways and styles."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.style: dict[str, str] = {}

    def take(self, written: str) -> None:
        x = y = 0
        for part in re.findall(r"\x1b\[[\d;]*[A-Za-z]|\n|[^\x1b\n]", written):
            if part.endswith("H") and part[0] == "\x1b":
                y, x = (int(number) - 1 for number in part[2:-1].split(";"))
            elif part.endswith("m") and part[0] == "\x1b":
                self.dress(part[2:-1].split(";"))
            elif part != "\n":
                self.cells[x, y] = part, ";".join(self.style[name] for name in sorted(self.style))
                x += get_character_cell_size(part)

    def dress(self, codes: list[str]) -> None:
        at = 0
        while at < len(codes):
            code = codes[at]
            if code in ("", "0"):
                self.style = {}
            elif code in ("38", "48"):
                self.style[code[0]] = ";".join(codes[at : at + 5])
                at += 4
            else:
                self.style[code[0] if len(code) == 2 else f"type {code}"] = code
            at += 1


pieces = st.lists(
    st.tuples(st.text("ab “”漢é ", min_size=1, max_size=9), st.sampled_from(STYLES)), min_size=1, max_size=4
)


def line(parts: list[tuple[str, Style]]) -> Strip:
    return Strip([Segment(text, style) for text, style in parts]).adjust_cell_length(WIDTH, STYLES[0])


def whole(lines: list[Strip]) -> LayoutUpdate:
    return LayoutUpdate([[strip] for strip in lines], Region(0, 0, WIDTH, len(lines)))


def part(lines: list[Strip], left: int, right: int) -> ChopsUpdate:
    cuts = sorted({0, WIDTH // 2, WIDTH})
    chops = [dict(zip(cuts, strip.divide(cuts[1:]), strict=False)) for strip in lines]
    return ChopsUpdate(chops, [(y, left, right) for y in range(len(lines))], [cuts[1:]] * len(lines))


@given(st.lists(st.tuples(st.lists(pieces, min_size=HEIGHT, max_size=HEIGHT), st.booleans()), max_size=5))
def test_what_is_left_out_stands_there(screens: list[tuple[list[list[tuple[str, Style]]], bool]]) -> None:
    standing, sparing, lavish = Standing(), Screen(), Screen()
    for lines, all_of_it in screens:
        strips = [line(parts) for parts in lines]
        update = whole(strips) if all_of_it else part(strips, WIDTH // 2, WIDTH)
        sparing.take(Changes(update, standing, (WIDTH, HEIGHT)).render_segments(CONSOLE))
        lavish.take(update.render_segments(CONSOLE))
        assert sparing.style == {}
        assert sparing.cells == lavish.cells


def written(standing: Standing, *texts: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> str:
    strips = [line([(text, STYLES[-2])]) for text in texts]
    return Changes(whole(strips), standing, size).render_segments(CONSOLE)


def test_only_what_differs_is_written() -> None:
    standing = Standing()
    first = written(standing, "one", "two", "three")
    assert written(standing, "one", "two", "three") == ""
    again = written(standing, "one", "twa", "three")
    assert again == "\x1b[2;3H\x1b[38;2;16;32;48;48;2;64;80;96ma\x1b[m"
    assert len(again) < len(first)


def test_a_style_is_told_by_what_changes_of_it() -> None:
    lines = [line([("a", Style.parse("red on blue")), ("b", Style.parse("green on blue")), ("c", STYLES[0])])]
    told = Changes(whole(lines), Standing(), (WIDTH, 1)).render_segments(CONSOLE)
    assert told == f"\x1b[1;1H\x1b[31;44ma\x1b[32mb\x1b[mc{' ' * (WIDTH - 3)}"


def test_what_was_forgotten_or_has_another_size_is_written_again() -> None:
    standing = Standing()
    first = written(standing, "one", "two", "three")
    standing.forget()
    assert written(standing, "one", "two", "three") == first
    assert written(standing, "one", "two", "three", size=(WIDTH, HEIGHT + 1)) == first


def test_behind_wide_characters_nothing_is_taken_for_known() -> None:
    standing = Standing()
    written(standing, "漢字 and more")
    assert written(standing, "漢字 and more") != ""
    assert "and more" in written(standing, "and more")


def test_nothing_that_a_terminal_obeys_is_written() -> None:
    standing = Standing()
    told = written(standing, "a\x1b[2Jb\nc\x9b", size=(WIDTH, 1))
    assert told.endswith(f"a[2Jbc\x1b[m{' ' * (WIDTH - 6)}")
    assert "\x1b[1;6H" in written(standing, "a\x1b[2Jbd", size=(WIDTH, 1))


def test_fewer_colours_are_told_in_their_codes() -> None:
    console = Console(color_system="standard", force_terminal=True)
    assert console._color_system is ColorSystem.STANDARD
    told = Changes(whole([line([("a", Style.parse("#ff0000"))])]), Standing(), (WIDTH, 1)).render_segments(console)
    assert told.startswith("\x1b[1;1H\x1b[31ma\x1b[m")


async def test_no_cursor_blinks(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=(120, 36)) as pilot:
        await press(pilot, "f")
        assert pilot.app.screen.query_one("#query", Input).cursor_blink is False
        await press(pilot, "escape", "e")
        assert pilot.app.screen.query_one(TextArea).cursor_blink is False


async def test_the_screen_is_written_anew_when_asked_for_and_when_resized(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=(120, 36)) as pilot:
        app: Any = pilot.app
        for again in (lambda: pilot.press("ctrl+l"), lambda: pilot.resize_terminal(120, 36)):
            app.standing.measure(120, 36)
            list(app.standing.changed(0, 0, line([("old", STYLES[0])]), ColorSystem.TRUECOLOR))
            await again()
            await pilot.pause()
            app.standing.measure(120, 36)
            assert list(app.standing.changed(0, 0, line([("old", STYLES[0])]), ColorSystem.TRUECOLOR))
