"""What does the reader remember of a library from one start to the next?

Values, and the JSON they are kept as. What stands in a file may be old, cut off or made by hand: what can't be
understood of it counts as not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import ascii_lowercase
from typing import Any

from msgspec import Struct, field, to_builtins
from msgspec.structs import replace

from tui.lists import Which
from tui.screens.jumps import Jumps, Place
from tui.screens.undoing import Removed

MOST_POSITIONS = 500  # articles of which it is known where they were left
MOST_REMOVED = 50  # removals that a later start can take back
MOST_FAILURES = 2  # starts in a row that ended in an error: perhaps because of the place that was gone back to
LETTERS = ascii_lowercase  # what marks are called


class Over(Struct, frozen=True):
    """A screen over the reader: which, and what JSON can hold of what it showed."""

    kind: str
    what: dict[str, Any]


class Session(Struct, frozen=True):
    """Where the reader was and how it looked.

    `place` is the open article with what was seen of it, `pane` what had the keyboard, `which` the list, `layout` that
    in which printings are compared. `positions` are where articles were left, the last one last; `marks` what letters
    stand for. `over` are the screens that were open over the reader, the uppermost last. `removed` are the articles
    that were taken out and can come back, the last one last. `failures` counts errors in a row.
    """

    place: Place | None = None
    pane: str = "list"
    order: str = "newest"
    which: Which = field(default_factory=Which)
    only_text: bool = False
    measure: int | None = 72
    layout: str = "words"
    jumps: Jumps = field(default_factory=Jumps)
    positions: tuple[Place, ...] = ()
    marks: Mapping[str, Place] = field(default_factory=dict)
    over: tuple[Over, ...] = ()
    removed: tuple[Removed, ...] = ()
    failures: int = 0

    def left(self, place: Place) -> Session:
        """The same, with an article left at a place."""
        others = [one for one in self.positions if one.article != place.article]
        return replace(self, positions=(*others, place)[-MOST_POSITIONS:])

    def position(self, article: str) -> Place | None:
        """Where an article was left."""
        return next((one for one in self.positions if one.article == article), None)

    def marked(self, letter: str, place: Place) -> Session:
        """The same, with a letter set."""
        return replace(self, marks={**self.marks, letter: place})

    def ended(self) -> Session:
        """After the reader was left in order."""
        return replace(self, failures=0)

    def failed(self) -> Session:
        """After an error."""
        return replace(self, failures=self.failures + 1)

    def trusted(self) -> Session:
        """What to go on with: after an error without the screens over the reader, after several without the place."""
        plain = replace(self, over=()) if self.failures else self
        return replace(plain, place=None, pane="list") if self.failures >= MOST_FAILURES else plain


def to_json(session: Session) -> dict[str, Any]:
    """As it is kept."""
    kept: dict[str, Any] = to_builtins(session)
    return kept


def from_json(kept: object) -> Session:
    """What was kept, as far as it can be understood."""
    if not isinstance(kept, dict):
        return Session()
    plain = Session()
    measure, jumps, marks = kept.get("measure"), kept.get("jumps"), kept.get("marks")
    jumps = jumps if isinstance(jumps, dict) else {}
    marks = marks if isinstance(marks, dict) else {}
    named = {letter: _place(place) for letter, place in marks.items() if letter in LETTERS and len(letter) == 1}
    return Session(
        place=_place(kept.get("place")),
        pane=_text(kept.get("pane"), plain.pane),
        order=_text(kept.get("order"), plain.order),
        which=_which(kept.get("which")),
        only_text=kept.get("only_text") is True,
        layout=_text(kept.get("layout"), plain.layout),
        measure=measure if measure is None or _is_number(measure) else plain.measure,
        jumps=Jumps(_places(jumps.get("behind")), _places(jumps.get("ahead"))),
        positions=_places(kept.get("positions"))[-MOST_POSITIONS:],
        marks={letter: place for letter, place in named.items() if place},
        over=_overs(kept.get("over")),
        removed=_removals(kept.get("removed")),
        failures=_number(kept.get("failures")),
    )


def _which(kept: object) -> Which:
    kept = kept if isinstance(kept, dict) else {}
    query = _text(kept.get("query"), "")
    return Which(query, _text(kept.get("name"), "") if query else "")


def _places(kept: object) -> tuple[Place, ...]:
    found: Iterable[Place | None] = map(_place, kept) if isinstance(kept, list) else ()
    return tuple(place for place in found if place)


def _overs(kept: object) -> tuple[Over, ...]:
    rows = [row for row in kept if isinstance(row, dict)] if isinstance(kept, list) else []
    return tuple(Over(_text(row.get("kind"), ""), row["what"]) for row in rows if isinstance(row.get("what"), dict))


def _removals(kept: object) -> tuple[Removed, ...]:
    rows = [row for row in kept if isinstance(row, dict)] if isinstance(kept, list) else []
    told = [(row.get("article"), row.get("title")) for row in rows]
    return tuple(Removed(a, t) for a, t in told if isinstance(a, str) and isinstance(t, str))[-MOST_REMOVED:]


def _place(kept: object) -> Place | None:
    if not isinstance(kept, dict) or not isinstance(kept.get("article"), str):
        return None
    quotation = kept.get("quotation")
    return Place(kept["article"], _number(kept.get("top")), quotation if isinstance(quotation, str) else None)


def _text(kept: object, otherwise: str) -> str:
    return kept if isinstance(kept, str) else otherwise


def _is_number(kept: object) -> bool:
    return isinstance(kept, int) and not isinstance(kept, bool) and kept >= 0


def _number(kept: Any) -> int:
    return kept if _is_number(kept) else 0
