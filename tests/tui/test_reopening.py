"""What was open over the reader is open again at the next start; two readers of a library keep each other's marks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, WIDE, lines, press, reader, seen, settle
from invented import CUT, LIND, put, row

from index.library import Library
from tui.app import QuothApp
from tui.memory import Memory
from tui.screens.jumps import Place
from tui.session import Over, Session, from_json, to_json

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        late = row("late", CUT, title="Talks go on", published="2026-11-04", outlet="Quay Ledger")
        first = row("one", LIND, title="A first answer", published="2026-11-02", outlet="Harbour Times")
        opened.add([put(tmp_path / "in", first, late)])
        yield opened


def memory(library: Library) -> Memory:
    return Memory(library.path.parent / "state", library.path)


async def leave(library: Library, size: tuple[int, int], *keys: str) -> str:
    """Read, press keys and quit; what stood on the screen."""
    async with QuothApp(library, memory=memory(library)).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *keys)
        before = seen(pilot)
        await press(pilot, "ctrl+q")
    app: Any = pilot.app
    app.memory.save(app.reader.session)
    return before


@SIZES
@pytest.mark.parametrize(
    "keys",
    [
        ["M"], ["M", "O"], ["d"], ["T", "j", "O"], ["S", "O"], ["M", "d"], ["T", "S"], ["S", "T", "d"],
        ["c", *"nothing is final", "enter"],
        ["f", *"basis", "enter", "j"], ["f", *"agreement", "enter", "v", "O", "j"],
    ],
    ids="".join,
)  # fmt: skip
async def test_what_was_open_over_the_reader_is_open_again(library: Library, size: Any, keys: list[str]) -> None:
    before = await leave(library, size, *keys)
    async with QuothApp(library, memory=memory(library)).run_test(size=size) as pilot:
        await settle(pilot)
        assert seen(pilot) == before
        depth = len(pilot.app.screen_stack)
        assert depth > 1
        for _ in range(depth):
            if pilot.app.screen is not reader(pilot):
                await press(pilot, "escape")
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened is not None


async def test_a_place_chosen_on_a_screen_that_came_back_is_gone_to(library: Library) -> None:
    await leave(library, WIDE, "M", "T", "g")
    async with QuothApp(library, memory=memory(library)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "g", "enter")
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened.article.id == "one"


@pytest.mark.parametrize("key", ["T", "d", "S", "M"])
async def test_where_it_is_gone_the_reader_is_plain(library: Library, key: str) -> None:
    await leave(library, WIDE, key)
    library.remove(["one", "late"])
    library.add([put(library.path.parent / "other", row("tide", "The tide came in.\n", title="Tide"))])
    async with QuothApp(library, memory=memory(library)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened.article.id == "tide"


@pytest.mark.parametrize("over", [Over("said", {"name": "Nobody Known"}), Over("timeline", {"ids": ["one#0-3"]})])
async def test_what_the_library_no_longer_knows_is_closed_again(library: Library, over: Over) -> None:
    memory(library).save(Session(place=Place("one"), pane="text", over=(over,)))
    async with QuothApp(library, memory=memory(library)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert pilot.app.screen is reader(pilot)


@pytest.mark.parametrize(
    "over",
    [
        {"kind": "window", "what": {}}, {"kind": "said", "what": {"name": 3}}, {"kind": "timeline", "what": {"ids": 3}},
        {"kind": "search", "what": []}, {"what": {}}, 7, {"kind": "matrix", "what": {"name": "x", "event": "gone"}},
    ],
)  # fmt: skip
async def test_what_cant_be_understood_is_not_opened(library: Library, over: Any) -> None:
    kept = {**to_json(Session(place=Place("one"))), "over": [over]}
    memory(library).save(from_json(json.loads(json.dumps(kept))))
    async with QuothApp(library, memory=memory(library)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert pilot.app.screen is reader(pilot)


def test_after_an_error_nothing_is_opened_over_the_reader() -> None:
    session = Session(place=Place("one"), over=(Over("matrix", {"name": "x"}),))
    assert session.trusted().over
    assert session.failed().trusted().over == ()
    assert session.failed().trusted().place == Place("one")


def test_two_readers_keep_each_others_marks(tmp_path: Path) -> None:
    here, there, new = Place("h"), Place("c"), Place("p")
    Memory(tmp_path, tmp_path / "one").save(Session(marks={"a": here, "b": here}))
    one, two = Memory(tmp_path, tmp_path / "one"), Memory(tmp_path, tmp_path / "one")
    first, second = one.session(), two.session()
    second = second.marked("a", there).marked("c", there)
    two.save(second)
    first = first.marked("d", new)
    one.save(first)  # has an old a, which it did not set
    assert Memory(tmp_path, tmp_path / "one").session().marks == {"a": there, "b": here, "c": there, "d": new}
    first = one.with_marks(first)
    assert first.marks == {"a": there, "b": here, "c": there, "d": new}
    two.save(two.with_marks(second).marked("c", here))
    one.save(first.marked("e", new))
    assert Memory(tmp_path, tmp_path / "one").session().marks == {"a": there, "b": here, "c": here, "d": new, "e": new}


async def test_the_marks_of_another_reader_are_listed_with_their_words(library: Library) -> None:
    async with QuothApp(library, memory=memory(library)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "m", "a")
        other = memory(library)
        quote = library.quotations("one")[0].id
        other.save(other.session().marked("b", Place("one", 0, quote)))
        await press(pilot, "'")
        shown = lines(pilot.app.screen.marks)  # type: ignore[attr-defined]
        assert [line.split()[0] for line in shown] == ["a", "b"]
        assert "Harbour Times · 2 Nov 2026  A first answer  We can accept this as" in shown[1]
        assert all(len(line) <= 80 for line in shown)
        await press(pilot, "b")
        assert reader(pilot).opened.article.id == "one"
        reader(pilot).keep_place()
        await settle(pilot)
    assert set(memory(library).session().marks) == {"a", "b"}
