"""Can it be read: without colours, in every theme, whatever the text?"""

from __future__ import annotations

from typing import Any

import pytest
from driving import WIDE, press, reader, settle, shown, unbroken

from index.model import Article
from tui.app import DARK, LIGHT, QuothApp


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
