"""Can every text be read on every ground, in the table, in the style sheet and as it is drawn?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, WIDE, press, reader, settle, shown
from rich.color import Color, ColorSystem, ColorType
from rich.color_triplet import ColorTriplet
from textual.geometry import Region
from textual.pilot import Pilot

from tui import themes
from tui.app import QuothApp
from tui.contrast import READABLE, SEEN, contrast, in_256, in_full, too_low
from tui.memory import Memory
from tui.widgets.painted import Line

OURS = [colours for colours in themes.THEMES.values() if colours.name != themes.TERMINAL]
PARTS = set("▌▐▏▕▔▁│┃┊╷╵─━┌┐└┘━▄▀█▁▂▃▅▆▇▎▍▋▊▉▘▝▖▗╌┄")
SCREENS = (
    ("the reader", ["enter", "}"]),
    ("a selection", ["v", "w", "w"]),
    ("printings", ["escape", "l", "space"]),
    ("a find", ["h", "/", "a"]),
    ("a comparison", ["enter", "d"]),
    ("the matrix", ["q", "M"]),
    ("the help", ["q", "?"]),
    ("a search", ["q", "f", *"answer"]),
    ("its results", ["enter"]),
    ("a speaker", ["q", "A"]),
    ("a check", ["escape", "c", *"We agree"]),
    ("the palette", ["escape", "escape", ":"]),
    ("a mark", ["escape", "m", "a", "'"]),
    ("a notice", ["z"]),
)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(in_full("#000000"), in_full("#ffffff")) == pytest.approx(21)
    assert contrast(in_full("#777777"), in_full("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("shade", [in_full, in_256])
@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_every_colour_of_the_table_can_be_read(theme: themes.Colours, shade: Callable[[str], ColorTriplet]) -> None:
    assert list(too_low(theme, shade)) == []


def test_high_contrast_is_high() -> None:
    theme = themes.CONTRAST
    least = min(
        contrast(in_full(getattr(theme, text)), in_full(getattr(theme, ground)))
        for text in themes.TEXTS
        for ground in themes.GROUNDS
    )
    assert least >= 7


def test_the_style_sheet_draws_with_nothing_but_the_table() -> None:
    made = themes.DARK.theme()
    roles = {
        **{name: getattr(made, name) for name in ("primary", "accent", "warning", "error", "success", "foreground")},
        **{name: getattr(made, name) for name in ("background", "panel")},
        **made.variables,
    }
    sheet = (Path(themes.__file__).parent / "theme.tcss").read_text(encoding="utf-8")
    texts = set(re.findall(r"(?<![\w-])color:\s*\$([\w-]+)", sheet))
    grounds = set(re.findall(r"(?<![\w-])background:\s*\$([\w-]+)", sheet))
    allowed = {getattr(themes.DARK, name) for name in (*themes.TEXTS, "mark")}
    assert {name for name in texts if roles[name] not in allowed} == set()
    allowed = {getattr(themes.DARK, name) for name in (*themes.GROUNDS, *(ground for _, ground in themes.PAIRS))}
    assert {name for name in grounds if roles[name] not in allowed} == set()
    assert not re.search(r"#[0-9a-f]{6}", sheet)


def drawn(pilot: Pilot[Any]) -> Iterator[tuple[str, Any, Any, bool]]:
    """Text, colour, ground and dimness of every segment of the screen that answers; one behind it is only hinted at."""
    for widget in pilot.app.screen.walk_children():
        if not widget.is_on_screen or not widget.size.area:
            continue
        for strip in widget.render_lines(Region(0, 0, *widget.outer_size)):
            for text, style, _ in strip:
                if style is not None and text.strip():
                    colour, ground = style.color, style.bgcolor
                    if style.reverse:
                        colour, ground = ground, colour
                    yield text, colour, ground, style.dim


async def walk(pilot: Pilot[Any]) -> Iterator[str]:  # type: ignore[misc]
    await settle(pilot)
    for name, keys in SCREENS:
        await press(pilot, *("space" if key == " " else key for key in keys))
        yield name


@pytest.mark.parametrize(  # each theme at one size, one of them at both: a walk takes ten seconds
    ("theme", "size"),
    [(themes.DARK, WIDE), (themes.DARK, NARROW), (themes.LIGHT, WIDE), (themes.CONTRAST, NARROW)],
    ids=["dark", "dark narrow", "light", "contrast"],
)
async def test_what_is_drawn_can_be_read(shelf: Any, theme: themes.Colours, size: tuple[int, int]) -> None:
    bad = set()
    seen = 0
    async with QuothApp(shelf, theme=theme.name).run_test(size=size) as pilot:
        async for name in walk(pilot):
            for text, colour, ground, dim in drawn(pilot):
                seen += 1
                least = SEEN if set(text.strip()) <= PARTS else READABLE
                if dim or contrast(colour.get_truecolor(), ground.get_truecolor()) < least:
                    bad.add((name, text.strip()[:20], colour.name, ground.name))
    assert seen > 500
    assert bad == set()


PALETTES = {  # as terminals have them when nobody chose others: black, red, green, yellow, blue, magenta, cyan, white
    "xterm": (
        *("#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5"),
        *("#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"),
    ),
    "console": (
        *("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
        *("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
    ),
    "gnome": (
        *("#2e3436", "#cc0000", "#4e9a06", "#c4a000", "#3465a4", "#75507b", "#06989a", "#d3d7cf"),
        *("#555753", "#ef2929", "#8ae234", "#fce94f", "#729fcf", "#ad7fa8", "#34e2e2", "#eeeeec"),
    ),
    "windows": (
        *("#0c0c0c", "#c50f1f", "#13a10e", "#c19c00", "#0037da", "#881798", "#3a96dd", "#cccccc"),
        *("#767676", "#e74856", "#16c60c", "#f9f1a5", "#3b78ff", "#b4009e", "#61d6d6", "#f2f2f2"),
    ),
}
READ_STILL = 2.5  # what letters have where there are no colours to choose from
TOLD_BY = 2.0  # the least for a sign or a word that type tells as well: green on a white xterm has it


@pytest.mark.parametrize("page", ["#000000", "#ffffff"])
@pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))
def test_the_terminals_colours_are_seen_on_black_and_on_white(palette: tuple[str, ...], page: str) -> None:
    theme = themes.THEMES[themes.TERMINAL]
    colours = {getattr(theme, name) for name in themes.TEXTS} - {"ansi_default"}
    numbers = {name: Color.parse(name.removeprefix("ansi_")).number for name in colours}
    weak = [n for n, number in numbers.items() if contrast(in_full(palette[number or 0]), in_full(page)) < TOLD_BY]
    assert weak == []


@pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))
def test_black_is_read_on_the_grounds_of_the_terminals_theme(palette: tuple[str, ...]) -> None:
    sheet = (Path(themes.__file__).parent / "theme.tcss").read_text(encoding="utf-8")
    grounds = {Color.parse(name).number or 0 for name in re.findall(r"background:\s*ansi_(?!default)(\w+)", sheet)}
    letters = {Color.parse(name).number or 0 for name in re.findall(r"(?<![\w-])color:\s*ansi_(?!default)(\w+)", sheet)}
    assert (len(grounds), letters) == (2, {0})
    assert [n for n in grounds if contrast(in_full(palette[n]), in_full(palette[0])) < SEEN] == []


@pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))
@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_in_sixteen_colours_a_theme_can_be_read_still(theme: themes.Colours, palette: tuple[str, ...]) -> None:
    drawn = themes.IN_SIXTEEN[theme.name]
    number = {
        name: Color.parse(getattr(drawn, name)).downgrade(ColorSystem.STANDARD).number or 0
        for name in {*themes.TEXTS, *themes.GROUNDS, *(name for pair in themes.PAIRS for name in pair)}
    }
    pairs = [*((text, ground) for text in themes.TEXTS for ground in themes.GROUNDS), *themes.PAIRS]
    shades = {name: in_full(palette[at]) for name, at in number.items()}
    assert {pair for pair in pairs if contrast(shades[pair[0]], shades[pair[1]]) < READ_STILL} == set()
    assert number["page"] not in {number[ground] for ground in ("cursor", "current", "hit", "here")}
    assert number["hit"] != number["here"]


async def test_in_sixteen_colours_the_light_theme_has_others(shelf: Any) -> None:
    for few, colours in ((False, themes.LIGHT), (True, themes.IN_SIXTEEN["light"])):
        async with QuothApp(shelf, theme="light", few_colours=few).run_test(size=WIDE) as pilot:
            await settle(pilot)
            assert reader(pilot).text.ink("shared").color == Color.parse(colours.shared)


@pytest.mark.parametrize("no_color", [False, True])
async def test_where_one_stands_is_told_from_the_other_hits_and_the_selection(
    shelf: Any, monkeypatch: pytest.MonkeyPatch, no_color: bool
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    async with QuothApp(shelf, theme=themes.DARK.name if no_color else themes.TERMINAL).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "/", *"answer", "enter")
        text = reader(pilot).text
        hit, here = text.ink("hit"), text.ink("hit here")
        selected, caret = text.ink("selected"), text.ink("selected caret")
        grounds = [style.color if style.reverse else style.bgcolor for style in (hit, here, selected, caret)]
        assert grounds[0] != grounds[1]
        assert grounds[2] != grounds[3]
        assert not hit.underline
        assert here.underline


async def test_the_terminals_theme_has_its_colours_only(shelf: Any) -> None:
    bad = set()
    async with QuothApp(shelf, theme=themes.TERMINAL).run_test(size=WIDE) as pilot:
        async for name in walk(pilot):
            for text, colour, ground, _ in drawn(pilot):
                for one in (colour, ground):
                    if one is not None and one.type not in (ColorType.DEFAULT, ColorType.STANDARD):
                        bad.add((name, text.strip()[:20], one.name))
    assert bad == set()


async def test_in_the_terminals_theme_type_tells_what_a_ground_tells_elsewhere(shelf: Any) -> None:
    async with QuothApp(shelf, theme=themes.TERMINAL).run_test(size=WIDE) as pilot:
        await settle(pilot)
        text = reader(pilot).text
        assert text.ink("term").dim
        assert text.ink("term hit").reverse
        assert not any(text.ink(f"term {over}").dim for over in ("current", "selected", "hit", "hit here", "caret"))
        assert text.ink("here").underline
        assert text.ink("current").bold
        assert text.ink("cursor").reverse
        assert reader(pilot).list_head.ground().reverse  # the pane that has the keyboard
        assert not reader(pilot).text_head.ground().reverse
        await press(pilot, "l", "l", "l")
        row = reader(pilot).list.render_line(0)
        assert all(style.reverse and style.color.is_default and not style.dim for _, style, _ in row)


async def test_in_the_terminals_theme_the_head_is_told_from_the_row_right_below(shelf: Any) -> None:
    async with QuothApp(shelf, theme=themes.TERMINAL).run_test(size=NARROW) as pilot:
        await settle(pilot)
        head = reader(pilot).list_head.ground()
        assert reader(pilot).list.ink("cursor").reverse
        assert head.underline
        assert not head.reverse


async def test_a_lines_ground_goes_from_edge_to_edge(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        pane = reader(pilot).list
        pane.ground()
        strip = pane.strip(Line((("the ", ""), ("buoy", "strong"), (" moved", "dim")), "cursor"), 20)
        assert {style.bgcolor for _, style, _ in strip} == {pane.ink("cursor").bgcolor}


async def test_what_is_reversed_is_seen_on_a_reversed_line_too(shelf: Any) -> None:
    async with QuothApp(shelf, theme=themes.TERMINAL).run_test(size=WIDE) as pilot:
        await settle(pilot)
        strip = reader(pilot).list.strip(Line((("the ", ""), ("buoy", "hit"), (" moved", "dim")), "cursor"), 20)
        assert [bool(style.reverse) for _, style, _ in strip] == [True, False, True, True]


async def test_a_theme_is_chosen_in_the_palette_and_kept(shelf: Any, tmp_path: Path) -> None:
    memory = Memory(tmp_path, Path("library"))
    async with QuothApp(shelf, memory=memory).run_test(size=WIDE) as pilot:
        await settle(pilot)
        before = reader(pilot).text.ink("dim")
        await press(pilot, ":", *"Theme", "space", *"light", "enter")
        assert pilot.app.theme == "light"
        assert reader(pilot).text.ink("dim") != before
        assert "Envoy expects answer" in shown(reader(pilot).list)
    assert Memory(tmp_path, Path("elsewhere")).theme() == "light"


@pytest.mark.parametrize(
    ("term", "theme"), [("linux", "terminal"), ("tmux-256color", "dark"), ("screen", "terminal"), ("dumb", "terminal")]
)
def test_a_terminal_of_sixteen_colours_gets_its_own(term: str, theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("COLORTERM", raising=False)
    assert themes.for_terminal() == theme


async def test_without_colours_the_terminals_theme_is_not_taken(shelf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with QuothApp(shelf, theme=themes.TERMINAL).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert pilot.app.theme == "dark"
