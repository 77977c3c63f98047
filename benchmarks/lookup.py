"""The candidates of many articles' quotations, looked up as `index.deriving` does it, without a library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from index.candidates import Postings
from index.candidates.finding import TEXTS_AT_ONCE

Dated = tuple[int, Sequence[tuple[int, str]]]  # an article's day, and its quotations, each with its key


def looked_up(postings: Postings, articles: Iterable[Dated]) -> Iterator[dict[str, list[int]]]:
    """For each article the keys of what may say the same, in the articles before it, by the text of the quotation."""
    waiting: list[Dated] = []
    for own in articles:
        waiting.append(own)
        if sum(len(keyed) for _, keyed in waiting) >= TEXTS_AT_ONCE:
            yield from postings.find_in_order(waiting)
            waiting.clear()
    yield from postings.find_in_order(waiting)
