"""Until when is a feed left alone?"""

from __future__ import annotations

import datetime as dt

from index.store.feeds import FeedRow

FREE = 1  # failures in a row that cost no wait: the connection may have been away
FIRST_WAIT = 300.0  # seconds before a feed that failed twice is asked again; twice as long with each failure more
LONGEST_WAIT = 86_400.0  # a site that was away for a week is found again within a day


def left_alone(feed: FeedRow, moment: str, *, wanted: bool) -> str | None:
    """Until when a feed is left alone; None where it may be asked.

    One that the user named (`wanted`) is asked in spite of failures, but not where its server wants to be left alone.
    """
    until = max(filter(None, (feed.after, None if wanted else backing_off(feed))), default=None)
    return until if until is not None and until > moment else None


def backing_off(feed: FeedRow) -> str | None:
    """Before which moment a feed that failed several times is not asked, unless it is named."""
    if feed.failures <= FREE or feed.asked is None:
        return None
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(feed.failures - FREE - 1, 20))
    return (dt.datetime.fromisoformat(feed.asked) + dt.timedelta(seconds=wait)).isoformat(timespec="seconds")
