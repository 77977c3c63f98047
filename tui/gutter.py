"""What stands in the margin beside a row of text?

A count, where other outlets printed a quotation too; a mark where the reader stands; the sign of the quotation's kind.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from tui.render import Layer, Rows
from tui.saying import SIGNS

GUTTER = 6  # "×12▌┃†": three for the count, the reader's mark, the sign of the kind, that of a note
MOST_COUNTED = 99  # a larger count is shown as "99+"
CURRENT_BAR = "▌"
# where kinds share a row, the first of them is shown
BARS: tuple[tuple[int, str], ...] = (  # plain numbers: a flag's & is a hundred times as slow
    (int(Layer.DIRECT), SIGNS["direct"]),
    (int(Layer.FRAGMENT), SIGNS["fragment"]),
    (int(Layer.INDIRECT), SIGNS["indirect"]),
    (int(Layer.TERM), SIGNS["term"]),
)
SHARED = int(Layer.SHARED)


class Sign(Struct, frozen=True):
    """What stands beside a row: how many other outlets printed its quotation, the bar of its kind, whether any did, and
    whether there is a note on it."""

    count: str
    bar: str
    shared: bool
    noted: bool = False


def gutter(rows: Rows, spans: Iterable[tuple[int, int, Layer, int]], noted: Iterable[int] = ()) -> dict[int, Sign]:
    """The signs of each row that a quotation touches.

    `spans` are start, end, layers and count, the count on the first piece of a quotation; 0 is not shown. `noted`
    are the starts of those with a note.
    """
    counts: dict[int, int] = {}
    bars: dict[int, int] = {}
    for start, end, layer, count in spans:
        first, last = rows.at(start), rows.at(max(start, end - 1))
        bits = int(layer)
        counts[first] = max(count, counts.get(first, 0))
        for at in range(first, last + 1):
            bars[at] = bars.get(at, 0) | bits
    signs = {}
    notes = {rows.at(start) for start in noted}
    for at, bits in bars.items():
        number = counts.get(at, 0)
        shown = "99+" if number > MOST_COUNTED else f"×{number}" if number else ""
        bar = next((sign for layer, sign in BARS if bits & layer), " ")
        signs[at] = Sign(shown, bar, bool(bits & SHARED), at in notes)
    return signs
