"""What is on the screen, written to a file."""

from __future__ import annotations

import asyncio
import csv
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import on
from driving import NARROW, WIDE, press, reader, seen, settle
from schemas import problems
from textual.widgets import Input

from index.library import Library
from tui import places
from tui.app import QuothApp
from tui.screens.exporting import ExportScreen, proposed

SCHEMA = Path(__file__).parents[2] / "docs" / "export.schema.json"
SAID = "“We can accept this as the basis of an agreement, but no more,” Ada Lind said.\n"
SPOKEN = """Interview with Ada Lind

Q. Good evening, can you accept it?

LIND: Thank you. We can accept this as the basis of an agreement, but no more.

Q. And what of the ferries?

LIND: The ferries sail again on Sunday morning, whatever the weather is.
"""


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


@pytest.fixture
def spoken(library: Library, tmp_path: Path) -> Library:
    """The same with a transcript, of which an outlet could report but a sentence."""
    (tmp_path / "spoken.txt").write_text(SPOKEN, encoding="utf-8")
    library.add([tmp_path / "spoken.txt"], transcript=True)
    return library


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


async def made_by(pilot: Any, path: Path, *keys: str) -> Any:
    """What `x` writes after these keys."""
    await press(pilot, *keys, "x")
    assert isinstance(pilot.app.screen, ExportScreen), seen(pilot)
    await write_to(pilot, path)
    assert not isinstance(pilot.app.screen, ExportScreen), seen(pilot)
    made = json.loads(path.read_text(encoding="utf-8"))
    assert problems(made, json.loads(SCHEMA.read_text(encoding="utf-8"))) == []
    return {**made, "made": ""}


@pytest.mark.parametrize(
    ("keys", "args"),
    [([], []), (["enter"], ["--event", "ARTICLE"]), (["F", *"agreement", "enter"], ["agreement"])],
    ids=["list", "text", "filter"],
)
async def test_the_screen_and_the_command_give_the_same_report(
    spoken: Library, tmp_path: Path, keys: list[str], args: list[str]
) -> None:
    async with QuothApp(spoken).run_test(size=WIDE) as pilot:
        await settle(pilot)
        shown = await made_by(pilot, tmp_path / "out.json", *keys)
        here = reader(pilot).opened.article.id if reader(pilot).opened else ""
    printed = on(spoken.path)("export", *(here if one == "ARTICLE" else one for one in args), "--format", "json")
    assert shown == {**json.loads(printed.stdout), "made": ""}
    assert shown["utterances"]


async def test_of_the_matrix_what_it_shows_is_written(spoken: Library, tmp_path: Path) -> None:
    async with QuothApp(spoken).run_test(size=WIDE) as pilot:
        await settle(pilot)
        every = await made_by(pilot, tmp_path / "all.json", "enter", "M")
        rows = [row.utterance for row in pilot.app.screen.pane.matrix.rows]
        assert [one["id"] for one in every["utterances"]] == [row.id for row in rows]
        assert not any("Good evening" in one["text"] for one in every["utterances"])
        await press(pilot, "v")
        some = await made_by(pilot, tmp_path / "some.json")
        assert 0 < len(some["utterances"]) < len(every["utterances"])
        assert some["about"]["only"] == "Only what several outlets printed."


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("key", ["d", "T"])
async def test_of_one_quotation_all_printings_are_written(spoken: Library, tmp_path: Path, key: str, size: Any) -> None:
    async with QuothApp(spoken).run_test(size=size) as pilot:
        await settle(pilot)
        made = await made_by(pilot, tmp_path / "out.json", "enter", "]", key)
        assert pilot.app.screen is not reader(pilot)
    assert (made["about"]["what"], made["about"]["title"]) == ("quotation", "Ada Lind")
    (said,) = made["utterances"]
    assert {one["outlet"] for one in said["printings"]} >= {"Harbour Times", "Coast Wire"}


async def test_of_a_speaker_all_that_is_shown_is_written(spoken: Library, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "b.txt").write_text("Ada Lind said that the toll would rise in May.\n", encoding="utf-8")
    spoken.add([folder], outlet="Radio Oss")
    async with QuothApp(spoken).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "G", "enter", "]", "S")
        await settle(pilot)
        sayings = pilot.app.screen.pane.sayings
        made = await made_by(pilot, tmp_path / "out.json")
        assert made["about"]["what"] == "speaker"
        assert len(made["utterances"]) == len(sayings) > 2
        for utterance, saying in zip(made["utterances"], sayings, strict=True):
            assert saying.quote.id in {one["quote"] for one in utterance["printings"]}
    assert any("toll would rise" in one["text"] for one in made["utterances"])


@pytest.mark.parametrize("keys", [[], ["v"]], ids=["passages", "context"])
async def test_of_a_search_the_passages_are_written(spoken: Library, tmp_path: Path, keys: list[str]) -> None:
    async with QuothApp(spoken).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"agreement", "enter", *keys)
        hits = pilot.app.screen.results.hits
        made = await made_by(pilot, tmp_path / "out.json")
        await made_by_name(pilot, tmp_path / "out.csv")
    assert made["about"] == {"what": "passages", "words": "agreement", "title": None, "only": ""}
    assert [(one["article"], one["start"], one["text"]) for one in made["passages"]] == [
        (hit.article, hit.start, hit.passage) for hit in hits
    ]
    assert made["utterances"] == []
    assert {one["id"] for one in made["articles"]} == {hit.article for hit in hits}
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["found"] for row in csv.DictReader(file)] == ["agreement"] * len(hits)


async def made_by_name(pilot: Any, path: Path) -> None:
    await press(pilot, "x")
    await write_to(pilot, path)
    assert path.exists()


async def test_a_long_one_shows_how_far_it_is_and_is_stopped(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_it, on_it = threading.Event(), threading.Event()
    ask = library.utterances

    def slow(*args: Any, progress: Any, **how: Any) -> Any:
        progress(3, 900)
        at_it.set()
        assert on_it.wait(60)
        return ask(*args, progress=progress, **how)

    monkeypatch.setattr(library, "utterances", slow)
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "x")
        pilot.app.screen.query_one(Input).value = str(tmp_path / "out.csv")
        await pilot.press("enter")
        assert await asyncio.to_thread(at_it.wait, 60)
        pilot.app.screen.tell()
        await pilot.pause()
        assert "gathering what was said · 3 of 900" in seen(pilot)
        assert "esc stops" in seen(pilot)
        await pilot.press("escape")
        assert pilot.app.screen is reader(pilot)
        on_it.set()
        await settle(pilot)
        assert "Stopped: nothing was written." in said(pilot)
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("keys", [["x"], ["M", "x"]])
async def test_over_a_network_no_path_is_asked_for(
    library: Library, monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    monkeypatch.setenv(places.SERVED, "public")
    async with QuothApp(library).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        assert not isinstance(pilot.app.screen, ExportScreen)
        assert "quoth writes no files" in said(pilot)
