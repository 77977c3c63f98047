"""What does a reader see where a speaker can't be corrected, or not at once?"""

from __future__ import annotations

import threading
from typing import Any

import pytest
from driving import WIDE, current, press, reader, settle
from every_kind import put_every_kind

from index.model import Quotation
from index.store import LibraryError
from tui.app import QuothApp
from tui.screens.asking import Landing


def notices(pilot: Any) -> str:
    return "\n".join(str(notice.message) for notice in pilot.app._notifications)


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        ("lost", "This is no longer in the library; nothing was changed."),
        ("refused", "Nothing was changed: a speaker's name has a word at least."),
        ("full", "the disk is full"),
    ],
)
async def test_what_could_not_be_done_is_told(shelf: Any, failure: str, told: str) -> None:
    rows = put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o", quotation=rows["clerk"].id)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "A")
        shelf.correct_speaker = {"lost": lost, "refused": refused, "full": full}[failure]
        await press(pilot, "enter")
        assert told in notices(pilot)
        assert current(pilot) == "It is not a tax,"
        assert pilot.app.is_running


async def test_the_keyboard_is_free_while_a_correction_waits(shelf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = put_every_kind(shelf)
    monkeypatch.setattr("tui.screens.correcting.SLOW_AFTER", 0.05)
    go_on = threading.Event()
    correct = shelf.correct_speaker

    def wait(ident: str, name: str | None) -> Quotation:
        go_on.wait(20)
        return correct(ident, name)

    shelf.correct_speaker = wait
    async with QuothApp(shelf, Landing("o", quotation=rows["clerk"].id)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "A")
        await pilot.press("enter", "]")
        for _ in range(200):
            await pilot.pause(0.02)
            if "Still correcting" in notices(pilot):
                break
        assert current(pilot) == "an answer"
        assert "Still correcting" in notices(pilot)
        assert "corrected." not in notices(pilot)
        go_on.set()
        await settle(pilot)
        assert "a clerk said it: corrected." in notices(pilot)
        assert current(pilot) == "an answer"


def lost(ident: str, name: str | None) -> Quotation:
    raise KeyError(ident)


def refused(ident: str, name: str | None) -> Quotation:
    raise ValueError("a speaker's name has a word at least")


def full(ident: str, name: str | None) -> Quotation:
    raise LibraryError("the disk is full")


@pytest.mark.parametrize("where", ["term", "none"])
async def test_without_a_quotation_there_is_nothing_to_correct(shelf: Any, where: str) -> None:
    rows = put_every_kind(shelf)
    landing = Landing("o", quotation=rows["tax"].id) if where == "term" else Landing("p")
    async with QuothApp(shelf, landing).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "A")
        assert pilot.app.screen is reader(pilot)
        assert "no quotation whose speaker" in notices(pilot)
