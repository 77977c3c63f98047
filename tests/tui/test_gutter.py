"""What stands in the margin beside a row?"""

from __future__ import annotations

import pytest

from tui.gutter import Sign, gutter
from tui.render import Layer, wrap


def test_gutter_counts_the_outlets_on_the_first_row_and_bars_every_row() -> None:
    text = "plain\n“one two three four” and “five”"
    rows = wrap(text, 12)
    signs = gutter(rows, [(6, 26, Layer.DIRECT | Layer.SHARED, 3), (31, 37, Layer.FRAGMENT | Layer.SHARED, 120)])
    assert signs == {1: Sign("×3", "┃", True), 2: Sign("", "┃", True), 3: Sign("99+", "│", True)}


def test_gutter_without_quotations_is_empty() -> None:
    assert gutter(wrap("plain", 12), []) == {}


@pytest.mark.parametrize(
    ("layers", "sign"),
    [
        ([Layer.DIRECT], "┃"),
        ([Layer.FRAGMENT], "│"),
        ([Layer.INDIRECT], "┊"),
        ([Layer.TERM], "·"),
        ([Layer.INDIRECT, Layer.FRAGMENT], "│"),  # where kinds share a row: the surer words
        ([Layer.TERM, Layer.INDIRECT], "┊"),
        ([Layer.TITLE], " "),
    ],
)
def test_each_kind_has_a_sign_of_its_own(layers: list[Layer], sign: str) -> None:
    signs = gutter(wrap("one row of words", 30), [(0, 7, layer, 0) for layer in layers])
    assert [one.bar for one in signs.values()] == [sign]


def test_a_note_has_a_sign_on_the_row_where_its_quotation_begins() -> None:
    rows = wrap("plain\n“one two three four” and “five”", 12)
    signs = gutter(rows, [(6, 26, Layer.DIRECT, 0), (31, 37, Layer.FRAGMENT, 0)], [6])
    assert [at for at, sign in signs.items() if sign.noted] == [1]
