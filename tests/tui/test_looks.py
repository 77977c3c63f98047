"""Can it be read: without colours, in every theme, whatever the text?"""

from __future__ import annotations

from typing import Any

import pytest
from driving import WIDE, press, reader, settle, shown, unbroken

from index.model import Article, Quotation
from tui.app import QuothApp


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
