"""What can be taken back, and what is told of it?"""

from __future__ import annotations

import pytest

from tui.screens.undoing import MOST, Deed, Deeds, Marked, Noted, Removed, Tagged


def test_the_last_deed_is_taken_back_first() -> None:
    star, gone = Marked("h", "Bell", "starred", False), Removed("c", "Toll")
    deeds = Deeds().did(star).did(gone)
    last, rest = deeds.back()
    assert (last, rest) == (gone, Deeds((star,)))
    assert rest.back() == (star, Deeds())
    assert Deeds().back() == (None, Deeds())


def test_a_deed_that_failed_was_not_done() -> None:
    one, two = Removed("c", "Toll"), Marked("h", "Bell", "read", True)
    assert Deeds((one, two, one)).without(one) == Deeds((one, two))
    assert Deeds((two,)).without(one) == Deeds((two,))


def test_old_deeds_are_forgotten() -> None:
    deeds = Deeds()
    for number in range(MOST + 5):
        deeds = deeds.did(Removed(str(number), "Bell"))
    assert (len(deeds.done), deeds.done[0].article) == (MOST, "5")


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        (Marked("h", "Bell", "read", True), "“Bell” is read again"),
        (Marked("h", "Bell", "read", False), "“Bell” is unread again"),
        (Marked("h", "Bell", "starred", True), "“Bell” is starred again"),
        (Marked("h", "Bell", "starred", False), "“Bell” is without a star again"),
        (Tagged("h", "Bell", ("sea", "toll"), ()), "“Bell” has the tags #sea #toll again"),
        (Tagged("h", "Bell", (), ("sea",)), "“Bell” has no tags again"),
        (Noted("h", "Bell", "h", None, "text"), "the note on “Bell” is gone again"),
        (Noted("h", "Bell", "h#1-2", "text", None), "the note on a quotation of “Bell” is as it was again"),
        (Removed("h", "Bell"), "Brought back: “Bell”"),
    ],
)
def test_what_is_told(deed: Deed, told: str) -> None:
    assert told in deed.told
