"""An article is put right in the reader, by its keys; and that is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, TWO, WIDE, press, reader, settle, shown
from invented import CUT, LIND, OTHER, put, row
from textual.widgets import Input

from index.fields import Fact, WrongEditError
from index.library import Library
from index.store import LibraryError
from tui import places
from tui.app import QuothApp
from tui.screens.asking import Landing
from tui.screens.editing import Change, EditScreen, changed, ended
from tui.screens.editing import shown as field_of


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    rows = (
        row("one", LIND, outlet="The Washington Post", title="A basis"),
        row("two", CUT, outlet="Coast Wire", title="A plan", published="2026-11-01"),
        row("three", OTHER, outlet="Radio Oss", title="A bell", published="2026-10-01"),
    )
    with Library.open(tmp_path / "library") as opened:
        opened.add([put(tmp_path / "in", *rows)])
        yield opened


def told(pilot: Any) -> str:
    return "\n".join(str(notice.message) for notice in pilot.app._notifications)


def fields(pilot: Any) -> dict[str, str]:
    return {str(field.id).removeprefix("edit-"): field.value for field in pilot.app.screen.query(Input)}


def outlets(library: Library) -> dict[str, str | None]:
    return {one.id: one.outlet for one in library.articles()}


async def opened(pilot: Any, *before: str) -> EditScreen:
    await settle(pilot)
    await press(pilot, *before, "i")
    await settle(pilot)
    assert isinstance(pilot.app.screen, EditScreen)
    return pilot.app.screen


@pytest.mark.parametrize("size", [WIDE, TWO, NARROW])
@pytest.mark.parametrize("before", [(), ("enter",)])
async def test_it_is_edited_and_taken_back(library: Library, size: Any, before: tuple[str, ...]) -> None:
    async with QuothApp(library).run_test(size=size) as pilot:
        await opened(pilot, *before)
        assert fields(pilot) == {
            "outlet": "Washington Post",
            "title": "A basis",
            "published": "2026-11-02",
            "author": "",
            "url": "",
            "language": "",
            "transcript": "",
        }
        await press(
            pilot, "ctrl+u", *"coast", "tab", "tab", "tab", "ctrl+u", *"20261103", "down", *"Edda Quill", "enter"
        )
        await settle(pilot)
        assert pilot.app.screen is reader(pilot)
        assert "Edited; U takes it back." in told(pilot)
        facts = {fact.field: fact for fact in library.facts("one")}
        assert {name for name, fact in facts.items() if fact.edited} == {"outlet", "published", "author"}
        assert [facts[name].value for name in ("outlet", "published", "author")] == [
            "Coast Wire",
            "2026-11-03",
            "Edda Quill",
        ]
        assert [one.shared for one in library.articles()] == [0, 0, 0], "both are of one outlet now"
        assert [one.outlet for one in reader(pilot).list.rows] == ["Coast Wire", "Coast Wire", "Radio Oss"]
        await press(pilot, "U")
        await settle(pilot)
        assert not any(fact.edited for fact in library.facts("one"))
        assert "“A basis” is as it was before you edited it" in told(pilot)
        assert reader(pilot).list.rows[0].outlet == "Washington Post"
        assert reader(pilot).opened.article.outlet == "Washington Post"
        assert [one.shared for one in library.articles()] == [1, 1, 0]


async def test_esc_and_nothing_changed_leave_all_as_it_was(library: Library) -> None:
    async with QuothApp(library).run_test(size=NARROW) as pilot:
        await opened(pilot)
        await press(pilot, *"x", "escape")
        await opened(pilot)
        await press(pilot, *"x", "backspace", "enter")
        await settle(pilot)
        assert pilot.app.screen is reader(pilot)
        assert not any(fact.edited for fact in library.facts("one"))
        await press(pilot, "U")
        assert "Nothing was done" in told(pilot)


async def test_what_a_field_can_not_hold_is_said_in_the_dialog(library: Library) -> None:
    async with QuothApp(library).run_test(size=NARROW) as pilot:
        screen = await opened(pilot)
        await press(pilot, "down", "down", "ctrl+u", *"soon", "up", "enter")
        assert "'soon' is no date; write 2026-11-02" in shown(screen.told)
        assert pilot.app.focused.id == "edit-published"
        await press(pilot, "backspace")
        assert "or with time" in shown(screen.told)
        await press(pilot, "ctrl+u", *"2026-11", "enter")
        await settle(pilot)
        assert library.articles(ids=["one"])[0].published == "2026-11"


async def test_what_the_input_says_stands_beside_and_comes_back(library: Library) -> None:
    library.edit(["one"], {"title": "Mine", "author": "Edda Quill", "transcript": True})
    async with QuothApp(library, Landing("one")).run_test(size=NARROW) as pilot:
        screen = await opened(pilot)
        beside = [str(one.content) for one in screen.query(".given")]
        assert beside[0].startswith("input: The Washington")
        assert beside[1:] == ["edited, was: A basis", "", "edited, was: nothing", "", "", "edited, was: nothing"]
        assert fields(pilot)["transcript"] == "yes"
        await press(pilot, "down")
        assert "the input says “A basis”; ctrl+r puts that back" in shown(screen.told)
        await press(pilot, "ctrl+r", "up", "up", "ctrl+u", *"no", "enter")
        await settle(pilot)
        facts = {fact.field: fact for fact in library.facts("one")}
        assert (facts["title"].value, facts["title"].edited) == ("A basis", False)
        assert (facts["author"].value, facts["transcript"].value) == ("Edda Quill", False)
        await press(pilot, "U")
        await settle(pilot)
        facts = {fact.field: fact for fact in library.facts("one")}
        assert (facts["title"].value, facts["title"].edited, facts["transcript"].value) == ("Mine", True, True)


async def test_where_it_can_not_be_written_it_is_said(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    async with QuothApp(library).run_test(size=NARROW) as pilot:
        for error, said in ((LibraryError("busy"), "another quoth is adding"), (KeyError("one"), "no longer in the")):

            def fail(*_: object, error: Exception = error, **__: object) -> None:
                raise error

            monkeypatch.setattr(library, "edit", fail)
            await opened(pilot)
            await press(pilot, *"x", "enter")
            await settle(pilot)
            assert said in told(pilot)
        await press(pilot, "U")
        assert "Nothing was done" in told(pilot)


async def test_an_article_that_is_gone_opens_no_dialog(library: Library) -> None:
    async with QuothApp(library).run_test(size=NARROW) as pilot:
        await settle(pilot)
        library.remove(["one"])
        await press(pilot, "i")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, EditScreen)


async def test_visitors_edit_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(places.SERVED, "public")
    async with QuothApp(library).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        await settle(pilot)
        assert pilot.app.screen is reader(pilot)
        assert "quoth edit does" in told(pilot)


async def test_what_is_typed_ahead_reaches_the_fields(library: Library) -> None:
    async with QuothApp(library).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "i", "ctrl+u", *"Bay", "down", "ctrl+u", *"New", "enter")
        await settle(pilot)
        assert (outlets(library)["one"], library.articles(ids=["one"])[0].title) == ("Bay", "New")


def test_the_name_that_is_suggested() -> None:
    names = ("Coast Wire", "Coast", "Radio Oss")
    assert [ended(typed, names) for typed in ("co", "Coast", "RADIO", "x", "", "Radio Oss")] == [
        *("Coast Wire", "Coast Wire", "Radio Oss"),
        *(None, None, None),
    ]


def test_what_was_changed() -> None:
    facts = (
        Fact("outlet", "Bay", "The Bay", "Cove", "2026-11-02T08:00:00+00:00"),
        Fact("title", "A\x1b[31m  title", "A title", "A title"),
        Fact("transcript", None, None, None),
    )
    title = field_of(facts[1].value)
    assert changed(facts, ["Bay", title, ""]) is None
    assert changed(facts, [" Bay ", title, ""]) is None
    back = changed(facts, ["Cove", title, "yes"])
    assert back == Change((("transcript", True),), ("outlet",), (("outlet", "Bay"),), ("transcript",))
    assert changed(facts, ["", "B", ""]) == Change(
        (("outlet", None), ("title", "B")), (), (("outlet", "Bay"),), ("title",)
    )
    with pytest.raises(WrongEditError):
        changed(facts, ["Bay", "A title", "perhaps"])
