"""Somebody follows an affair: a search is kept, an article comes, and the list says so: by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import NARROW, WIDE, press, reader, seen, settle
from invented import put, row

from index.library import Library
from tui.app import QuothApp

NEWS = "The buoy in the Skarn strait was seen again. “It has not moved an inch,” said Tor Hale, who keeps the light.\n"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
async def test_a_search_is_kept_and_tells_what_is_new(sample: Library, tmp_path: Path, size: tuple[int, int]) -> None:
    async with QuothApp(sample).run_test(size=size) as pilot:
        await settle(pilot)
        reader(pilot).look()
        await press(pilot, "f", *"buoy NOT outlet:gull", "ctrl+s", *"The buoy", "enter", "escape")
        await press(pilot, "L", "G")
        before = next(line for line in seen(pilot).splitlines() if "The buoy" in line)
        assert "articles" in before
        assert "new" not in before
        with Library.open(tmp_path / "library") as other:
            other.add([put(tmp_path / "more", row("seen", NEWS, title="Buoy seen", outlet="Radio Oss"))])
        reader(pilot).look()
        await settle(pilot)
        assert "· 1 new" in next(line for line in seen(pilot).splitlines() if "The buoy" in line)
        await press(pilot, "enter")
        assert "The buoy ▾" in seen(pilot)
        assert "Buoy seen" in seen(pilot)
        for _ in reader(pilot).list.rows:
            if reader(pilot).list.row.id != "seen":
                await press(pilot, "j")
        await press(pilot, "enter")
        assert "It has not moved an inch" in seen(pilot)
        await press(pilot, "tab" if size == WIDE else "q", "L")
        assert "new" not in next(line for line in seen(pilot).splitlines() if "The buoy" in line)
