"""A library that fails is told of; the reader goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from driving import WIDE, settle

from index.model import Variant
from index.store import LibraryError
from tui.app import QuothApp


class Failing:
    """A shelf whose printings can't be read."""

    def __init__(self, shelf: Any, error: Exception) -> None:
        self.shelf, self.error = shelf, error

    def __getattr__(self, name: str) -> Any:
        return getattr(self.shelf, name)

    def variants(self, quotation_id: str, /) -> Sequence[Variant]:
        raise self.error


async def go_to_a_quotation(app: QuothApp) -> list[str]:
    async with app.run_test(size=(120, 36)) as pilot:
        for key in ("tab", "right_square_bracket", "right_square_bracket"):
            await pilot.press(key)
            for _ in range(6):
                await pilot.pause(0.02)
        return [str(notice.message) for notice in app._notifications]


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (LibraryError("library.sqlite3 is damaged"), "library.sqlite3 is damaged"),
        (OSError(28, "No space left on device"), "can't write: the disk is full; make room and try again"),
    ],
)
async def test_a_failing_library_is_told_of(shelf: Any, error: Exception, says: str) -> None:
    app = QuothApp(Failing(shelf, error))
    notices = await go_to_a_quotation(app)
    assert says in notices
    assert app.return_code in (0, None)


async def test_a_mistake_of_ours_is_not_hidden(shelf: Any) -> None:
    with pytest.raises(ZeroDivisionError):
        await go_to_a_quotation(QuothApp(Failing(shelf, ZeroDivisionError("a mistake"))))


async def test_of_two_notices_at_once_the_later_stays(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        pilot.app.notify("It stops.")
        pilot.app.notify("It has stopped.")
        await settle(pilot)
        assert [notice.message for notice in pilot.app._notifications] == ["It has stopped."]
