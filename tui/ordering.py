"""In which order is it shown what a person said, and who printed some words? Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from index.model import Happening
from index.spreading import Timeline
from tui.travel import outlet_of

SaidOrder = Literal["newest", "oldest", "printed"]
SAID_ORDERS: dict[SaidOrder, str] = {
    "newest": "newest first",
    "oldest": "oldest first",
    "printed": "most printed first",
}
TravelOrder = Literal["published", "kept", "outlet"]
TRAVEL_ORDERS: dict[TravelOrder, str] = {
    "published": "as it was published",
    "kept": "who kept most first",
    "outlet": "by outlet",
}


def said_in(order: SaidOrder, events: Sequence[Happening]) -> tuple[Happening, ...]:
    """Events that came with the newest first, what has no date last: that stays last whichever comes first."""
    if order == "newest":
        return tuple(events)
    if order == "oldest":
        undated = [event for event in events if not event.article.published]
        return (*(event for event in reversed(events) if event.article.published), *undated)
    by_outlets = [replace(e, sayings=tuple(sorted(e.sayings, key=lambda said: -len(said.outlets)))) for e in events]
    return tuple(sorted(by_outlets, key=lambda event: -max((len(said.outlets) for said in event.sayings), default=0)))


def travel_in(order: TravelOrder, made: Timeline) -> Timeline:
    """A timeline that came as it was published, its printings in another order."""
    if order == "kept":
        return replace(made, steps=tuple(sorted(made.steps, key=lambda step: -step.kept)))
    if order == "outlet":
        return replace(made, steps=tuple(sorted(made.steps, key=lambda s: outlet_of(s.printing.article).casefold())))
    return made
