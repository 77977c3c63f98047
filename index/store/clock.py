"""What time is it, as the store writes it? In UTC, to the second: such times sort as texts."""

from __future__ import annotations

import datetime as dt


def now(after: float = 0.0) -> str:
    """The time in so many seconds."""
    return (dt.datetime.now(dt.UTC) + dt.timedelta(seconds=after)).isoformat(timespec="seconds")
