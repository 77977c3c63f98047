"""Articles are added from the reader by keys alone, in another process, which can be stopped."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, WIDE, press, reader, settle, shown
from textual.widgets import Input

from index import derived
from index.library import Library
from tui import adding
from tui.adding import Child, Told
from tui.app import QuothApp
from tui.screens.adding import AddScreen, UnderWay, ended, path_of, problem_with

TEXT = "Toll splits Oss\n\n“Nobody will pay it twice,” Ada Lind said in Oss.\n"
PATIENCE = 60.0  # seconds that another interpreter may take to begin


def articles(folder: Path, count: int = 3) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text(TEXT.replace("twice", f"{number} times"), encoding="utf-8")
    return folder


async def until(pilot: Any, true: Any) -> None:
    waited = 0.0
    while not true():
        await pilot.pause(0.05)
        waited += 0.05
        assert waited < PATIENCE


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_folder_is_added_by_keys_alone(tmp_path: Path, size: tuple[int, int]) -> None:
    folder = articles(tmp_path / "articles")
    with Library.open(tmp_path / "library") as library:
        async with QuothApp(library).run_test(size=size) as pilot:
            await until(pilot, lambda: "There is nothing to read yet" in shown(reader(pilot).text))
            await pilot.press("a", *str(folder))
            await until(pilot, lambda: [one.value for one in pilot.app.screen.query(Input)] == [str(folder)])
            await pilot.press("enter")
            await until(pilot, lambda: len(reader(pilot).list.rows) == 3 and reader(pilot).child is None)
            assert [one.message for one in pilot.app._notifications] == ["3 added"]
            assert "stop" not in shown(reader(pilot).header)


async def test_it_goes_on_behind_its_dialog_and_is_stopped_there(tmp_path: Path) -> None:
    folder = articles(tmp_path / "articles")
    with Library.open(tmp_path / "library") as library, Library.open(tmp_path / "library") as other:
        async with QuothApp(library).run_test(size=WIDE) as pilot:
            with other._derived.writing_lock(wait=True):  # so it waits for us
                await pilot.press("a", *str(folder), "enter")
                await until(pilot, lambda: "waiting for another quoth" in shown(reader(pilot).header))
                await pilot.press("a")
                assert isinstance(pilot.app.screen, UnderWay)
                assert "waiting for another quoth" in shown(pilot.app.screen.line)
                await pilot.press("escape")
                assert reader(pilot).child is not None
                await pilot.press("a", "s")
                await until(pilot, lambda: reader(pilot).child is None)
            assert [one.message for one in pilot.app._notifications] == ["0 added (stopped)"]
            assert not reader(pilot).list.rows


async def test_that_it_is_to_stop_is_shown_before_it_says_anything(tmp_path: Path) -> None:
    class Slow:
        """A process that says nothing for a while."""

        ended = stopping = False

        def stop(self) -> None:
            self.stopping = True

    with Library.open(tmp_path / "library") as library:
        async with QuothApp(library).run_test(size=WIDE) as pilot:
            await settle(pilot)
            reader(pilot).child = Slow()
            reader(pilot).show_under_way("adding · 3 of 9")
            await pilot.press("a")
            await until(pilot, lambda: isinstance(pilot.app.screen, UnderWay))
            await settle(pilot)
            assert pilot.app._patience is None  # type: ignore[attr-defined]  # no key is held back for a field
            await pilot.press("s")
            await until(pilot, lambda: "stopping · adding · 3 of 9" in shown(reader(pilot).header))


async def test_what_is_not_there_is_said_in_the_dialog(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        async with QuothApp(library).run_test(size=NARROW) as pilot:
            await press(pilot, "a", *"/no/such", "enter")
            screen = pilot.app.screen
            assert isinstance(screen, AddScreen)
            assert "there is no file or folder /no/such" in shown(screen.told)
            await press(pilot, "s")
            assert shown(screen.told).strip() == ""
            await press(pilot, "escape")
            assert pilot.app.screen is reader(pilot)


async def test_a_path_is_completed(tmp_path: Path) -> None:
    articles(tmp_path / "articles")
    with Library.open(tmp_path / "library") as library:
        async with QuothApp(library).run_test(size=WIDE) as pilot:
            await press(pilot, "a", *str(tmp_path / "art"))
            field = pilot.app.screen.query_one("#add-path")
            await until(pilot, lambda: field._suggestion)
            await press(pilot, "tab")
            assert field.value == f"{tmp_path}/articles/"


async def test_the_sample_stays_as_it_is(shelf: Any) -> None:
    shelf.sample = True
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await press(pilot, "a")
        assert pilot.app.screen is reader(pilot)
        assert "This is the sample" in next(iter(pilot.app._notifications)).message


async def test_a_process_that_breaks_off_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "library.sqlite3").write_text("no library " * 100, encoding="utf-8")
    child = await Child.start(tmp_path / "library", "add", str(tmp_path))
    (told,) = [one async for one in child.told()]
    assert (told.ended, told.bad) == (True, True)
    assert "library.sqlite3" in told.line
    child = await Child.start(tmp_path / "other", "add", str(tmp_path))
    child.process.kill()
    (told,) = [one async for one in child.told()]
    assert (told.ended, told.bad) == (True, True)
    assert told.line.startswith("adding was broken off: ")


async def test_it_ends_in_order(tmp_path: Path) -> None:
    child = await Child.start(tmp_path / "library", "add", str(articles(tmp_path / "articles")))
    told = [one async for one in child.told()]
    assert [one.line for one in told if one.ended] == ["3 added"]
    assert child.ended
    assert child.process.returncode == 0


async def test_once_it_has_told_its_end_a_path_is_asked_for(tmp_path: Path) -> None:
    class Telling:
        """A process that has told its end and is not gone yet."""

        ended = True

    with Library.open(tmp_path / "library") as library:
        async with QuothApp(library).run_test(size=WIDE) as pilot:
            reader(pilot).child = Telling()
            await press(pilot, "a")
            assert isinstance(pilot.app.screen, AddScreen)


async def test_it_ends_when_nobody_listens(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library, library._derived.writing_lock(wait=True):
        child = await Child.start(tmp_path / "library", "add", str(articles(tmp_path / "articles")))
        assert child.process.stdout is not None
        while "waiting" not in Told(**json.loads(await child.process.stdout.readline())).line:
            pass
        child.stop()
        assert await asyncio.wait_for(child.process.wait(), PATIENCE) == 0


def test_paths_as_people_and_terminals_write_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "two words").mkdir()
    (tmp_path / "two.txt").touch()
    assert path_of("  '/oss/two words' ") == "/oss/two words"
    assert path_of("~/two.txt") == str(tmp_path / "two.txt")
    assert problem_with(path_of("~/two.txt")) is None
    assert problem_with(path_of("~nobody-here/two.txt")) == "there is no file or folder ~nobody-here/two.txt"
    assert ended("~nobody-here/tw") is None
    assert problem_with("https://oss.example/toll") is None
    assert "https://" in (problem_with("ftp://oss.example/toll") or "")
    assert "type the path" in (problem_with("") or "")
    assert ended("~/tw") == "~/two words/"
    assert ended("~/two.") == "~/two.txt"
    assert ended("~/none") is None
    assert ended("/no/such/folder/x") is None


def test_a_path_that_leads_nowhere_is_called_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "round.txt").symlink_to("and.txt")
    (tmp_path / "and.txt").symlink_to("round.txt")
    (tmp_path / "lost.txt").symlink_to("gone.txt")
    assert problem_with(str(tmp_path / "round.txt")) == f"{tmp_path}/round.txt is a link that leads back to itself"
    assert problem_with(str(tmp_path / "lost.txt")) == f"{tmp_path}/lost.txt is a link to gone.txt, which is not there"
    assert (problem_with("/" + "x" * 300) or "").endswith("can't be read: File name too long")
    assert "null" in (problem_with("/oss\0.txt") or "")


def test_a_full_disk_is_said_by_the_process_that_adds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "fulltext/x")

    monkeypatch.setattr(Library, "add", full)
    monkeypatch.setattr(sys, "argv", ["-c", str(tmp_path / "library"), str(tmp_path)])
    monkeypatch.setattr(os, "nice", lambda _: None)
    monkeypatch.setattr(adding, "_wait_for_end", lambda _: None)
    adding.main()
    told = Told(**json.loads(capfd.readouterr().out))
    assert told == Told("can't write: the disk is full (fulltext/x); make room and try again", ended=True, bad=True)


async def test_an_index_far_behind_is_caught_up_beside_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "AT_ONCE", 0)
    with Library.open(tmp_path / "first") as library:
        library.add([str(articles(tmp_path / "articles"))])
    shutil.copytree(tmp_path / "first", tmp_path / "copy")
    with Library.open(tmp_path / "copy") as library:
        async with QuothApp(library).run_test(size=WIDE) as pilot:
            await until(pilot, lambda: reader(pilot).opened is not None)
            await press(pilot, "f", *"nobody")
            await until(pilot, lambda: pilot.app.screen.results.count() == 3)  # asked again by itself
            messages = [one.message for one in pilot.app._notifications]
            assert messages == ["The index is up to date: all articles can be searched."]
            assert reader(pilot).child is None


async def test_what_another_process_wrote_before_the_first_look_comes_with_it(tmp_path: Path) -> None:
    folder = articles(tmp_path / "articles")
    with Library.open(tmp_path / "library") as library, Library.open(tmp_path / "library") as other:
        app = QuothApp(library)
        async with app.run_test(size=WIDE) as pilot:
            await until(pilot, lambda: reader(pilot).totals is not None)
            other.add([str(folder)])
            reader(pilot).look()
            await until(pilot, lambda: len(reader(pilot).list.rows) == 3)


async def test_what_the_disk_lost_of_the_index_is_told_and_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.adding.LOOK_THROUGH_AFTER", 0.1)
    folder = articles(tmp_path / "articles")
    with Library.open(tmp_path / "library") as library:
        library.add([str(folder)])
    for path in (tmp_path / "library/fulltext/articles").glob("*.seg"):
        times, raw = path.stat(), bytearray(path.read_bytes())
        raw[len(raw) // 2] ^= 0x41
        path.write_bytes(raw)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    with Library.open(tmp_path / "library") as library:
        async with QuothApp(library).run_test() as pilot:
            await until(pilot, lambda: pilot.app._notifications)
            assert "the search index was damaged" in next(iter(pilot.app._notifications)).message
            await until(pilot, lambda: len(list(library.search("nobody"))) == 3)
