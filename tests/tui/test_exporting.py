"""What is on the screen, written to a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, WIDE, press, reader, seen, settle
from textual.widgets import Input

from index.library import Library
from tui import places
from tui.app import QuothApp
from tui.screens.exporting import ExportScreen, proposed

SAID = "“We can accept this as the basis of an agreement, but no more,” Ada Lind said.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "in"
    for name in ("Harbour Times", "Coast Wire"):
        (folder / name).mkdir(parents=True)
        (folder / name / "a.txt").write_text(f"{SAID}\nSo {name} has it.\n", encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as opened:
        for name in ("Harbour Times", "Coast Wire"):
            opened.add([folder / name], outlet=name)
        yield opened


def said(pilot: Any) -> str:
    return " ".join(one.message for one in pilot.app._notifications)


async def write_to(pilot: Any, path: Path) -> None:
    pilot.app.screen.query_one(Input).value = str(path)
    await press(pilot, "enter")
    await settle(pilot)


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("keys", [["x"], ["enter", "x"], ["M", "x"]])
async def test_it_is_written_and_said_where(library: Library, tmp_path: Path, keys: list[str], size: Any) -> None:
    async with QuothApp(library).run_test(size=size) as pilot:
        await settle(pilot)
        for key in keys:
            await press(pilot, key)
            await settle(pilot)
        assert isinstance(pilot.app.screen, ExportScreen)
        await write_to(pilot, tmp_path / "out.csv")
        assert not isinstance(pilot.app.screen, ExportScreen)
        assert f"1 utterance written to {tmp_path}/out.csv" in said(pilot)
        with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
            assert {row["outlet"] for row in csv.DictReader(file)} == {"Harbour Times", "Coast Wire"}
        assert [one.name for one in tmp_path.glob(".*")] == []


async def test_what_is_there_is_replaced_only_when_asked_twice(library: Library, tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    out.write_text("mine", encoding="utf-8")
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "x")
        await write_to(pilot, out)
        assert out.read_text(encoding="utf-8") == "mine"
        assert "there already" in seen(pilot)
        await press(pilot, "enter")
        await settle(pilot)
        assert out.read_text(encoding="utf-8").startswith("# The whole library\n")
        assert pilot.app.screen is reader(pilot)


@pytest.mark.parametrize("path", ["nowhere/out.md", "out.txt", "library"])
async def test_what_can_t_be_written_leaves_the_field(library: Library, tmp_path: Path, path: str) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "x")
        await write_to(pilot, tmp_path / path)
        assert isinstance(pilot.app.screen, ExportScreen)
        await press(pilot, "escape")
        assert pilot.app.screen is reader(pilot)
    assert not (tmp_path / "nowhere").exists()


async def test_the_arrows_change_the_format(library: Library) -> None:
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "x")
        field = pilot.app.screen.query_one(Input)
        endings = []
        for key in ("down", "down", "down", "down", "down", "up"):
            await press(pilot, key)
            endings.append(field.value.rpartition(".")[2])
        assert endings == ["html", "csv", "json", "bib", "md", "bib"]


def test_a_name_is_proposed() -> None:
    assert proposed("Envoy: “within days”/..") == "quoth-envoy-within-days.md"
    assert proposed("???") == "quoth-report.md"


async def test_over_a_network_no_file_is_written(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(places.SERVED, "public")
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "x")
        await write_to(pilot, tmp_path / "out.csv")
        assert "over a network quoth writes no files" in seen(pilot)
    assert not (tmp_path / "out.csv").exists()
