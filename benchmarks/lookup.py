"""The candidates of many articles' quotations, looked up as `index.deriving` does it, without a library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from index.candidates import Postings
from index.candidates.finding import TEXTS_AT_ONCE

Keyed = Sequence[tuple[int, str]]  # an article's quotations, each with its key


def looked_up(postings: Postings, articles: Iterable[Keyed]) -> Iterator[dict[str, list[int]]]:
    """For each article the keys of what may say the same, in the articles before it, by the text of the quotation."""
    waiting: list[Keyed] = []
    for own in articles:
        waiting.append(own)
        if sum(map(len, waiting)) >= TEXTS_AT_ONCE:
            yield from _together(postings, waiting)
            waiting.clear()
    yield from _together(postings, waiting)


def _together(postings: Postings, articles: Sequence[Keyed]) -> Iterator[dict[str, list[int]]]:
    entries: list[tuple[int, str]] = []
    asked: list[tuple[str, int]] = []
    for own in articles:
        asked += [(text, len(entries)) for _, text in own]
        entries += own
    found = iter(postings.find_and_add(asked, entries))
    for own in articles:
        yield {text: keys for (_, text), keys in zip(own, islice(found, len(own)), strict=True)}
