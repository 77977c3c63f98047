"""The candidates of many articles' quotations, looked up as `index.deriving` does it, without a library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from index.candidates import Postings
from index.candidates.finding import TEXTS_AT_ONCE, Found

Keyed = Sequence[tuple[int, str]]  # an article's quotations, each with its key


def looked_up(postings: Postings, articles: Iterable[Keyed]) -> Iterator[dict[str, Found]]:
    """For each article what may say the same, in the articles before it, by the text of the quotation."""
    waiting: list[Keyed] = []
    for own in articles:
        waiting.append(own)
        if sum(map(len, waiting)) >= TEXTS_AT_ONCE:
            yield from postings.find_in_order(waiting)
            waiting.clear()
    yield from postings.find_in_order(waiting)
