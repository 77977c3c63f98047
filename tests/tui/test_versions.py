"""What an outlet changed, and the feeds, by the keyboard on a real library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import NARROW, WIDE, lines, press, reader, seen, settle

from index.library import Library
from tui.app import QuothApp
from tui.screens.versions import VersionsScreen

TEXT = (
    "Ferry will sail\n\nThe first ferry in two years leaves Oss on Monday.\n\n"
    "“We counted the buoys twice, and then once more,” said Ada Lind, the harbour master of Oss.\n\n"
    "“Nobody had told us about the fog,” said Tor Hale, the envoy.\n"
)
LATER = TEXT.replace("twice, and then", "three times, and not").replace("“Nobody had told us about the fog,” said ", "")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    file = tmp_path / "ferry.txt"
    with Library.open(tmp_path / "library") as opened:
        for text in (TEXT, LATER):
            file.write_text(text, encoding="utf-8")
            opened.add([str(file)], outlet="Coast Wire", published="2026-11-02")
        yield opened


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_disappeared_stands_first(library: Library, size: tuple[int, int]) -> None:
    async with QuothApp(library).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert reader(pilot).opened.changes() == "2 versions, 1 quote gone"
        await press(pilot, "V")
        assert isinstance(pilot.app.screen, VersionsScreen)
        await settle(pilot)
        told = lines(pilot.app.screen.query_one("#versions"))
        gone = next(i for i, line in enumerate(told) if "gone" in line)
        altered = next(i for i, line in enumerate(told) if "altered" in line)
        assert "Tor Hale: “Nobody had told us about the fog,”" in told[gone]
        assert gone < altered
        assert any("Version 1" in line for line in told)
        await press(pilot, "j", "G", "q")
        assert pilot.app.screen is reader(pilot)


async def test_an_article_that_was_not_changed(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    with Library.open(tmp_path / "library") as opened:
        opened.add([str(tmp_path / "ferry.txt")])
        async with QuothApp(opened).run_test(size=WIDE) as pilot:
            await settle(pilot)
            await press(pilot, "enter")
            assert "version" not in " ".join(reader(pilot).opened.byline())
            await press(pilot, "V")
            await settle(pilot)
            assert "was not changed" in seen(pilot)
