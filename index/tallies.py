"""What do postings hold of each text, and what do links make of all quotations? Told so that two tellings can be
compared: a number for each row, an utterance for each quotation."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from index.candidates import ADDED_AT_ONCE, Postings, segments
from index.candidates.segments import Segment
from index.candidates.shingles import U64
from index.store import Connection, proving, reading
from index.utterances import group_rows

_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # the odd multiplier and the shift of splitmix64: all bits count
_SHIFT = np.uint64(29)
_BAG, _SIZE, _MASS, _DAY = (np.uint64(kind << 40) for kind in (1, 2, 3, 4))  # so that a stem is no feature


class Tally:
    """What postings hold, a number for each key, and what they should hold."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._held: dict[int, int] = {}
        for segment, dead in zip(postings._segments, postings._dead, strict=True):
            gone = set(dead.tolist())
            self._held.update(pair for pair in _numbers(segment).items() if pair[0] not in gone)
        self._expected: dict[int, int] = {}
        self._waiting: list[tuple[int, str, int]] = []

    @property
    def expected(self) -> int:
        """How many texts it should hold."""
        return len(self._expected) + len(self._waiting)

    def expect(self, entries: Iterable[tuple[int, str]], day: int) -> None:
        """These (key, text) pairs should be there, as of that day."""
        self._waiting += [(key, text, day) for key, text in entries]
        if len(self._waiting) >= ADDED_AT_ONCE:
            self._take()

    def _take(self) -> None:
        signed = self._postings._sign([text for _, text, _ in self._waiting], [day for _, _, day in self._waiting])
        self._expected |= _numbers(segments.of_texts(signed, [key for key, _, _ in self._waiting]))
        self._waiting = []

    def compared(self) -> tuple[list[int], list[int], list[int]]:
        """The keys that are missing, those with other words than they should have, and those that are too many."""
        self._take()
        held, expected = self._held, self._expected
        missing = sorted(expected.keys() - held.keys())
        other = sorted(key for key, number in expected.items() if held.get(key, number) != number)
        return missing, other, sorted(held.keys() - expected.keys())


def _numbers(segment: Segment) -> dict[int, int]:
    """A number for each row of a segment, by its key, made of all that the segment holds of it."""
    rows = len(segment.keys)
    found = _spread(segment.sizes.astype(np.uint64) | _SIZE) + _spread(segment.mass.view(np.uint32) | _MASS)
    found += _spread(segment.days.astype(np.uint64) | _DAY)
    features = np.repeat(segment.features, np.diff(segment.starts)).astype(np.uint64)
    np.add.at(found, segment.rows.astype(np.int64), _spread(features))
    bag_of = np.repeat(np.arange(rows), np.diff(segment.bag_starts))
    np.add.at(found, bag_of, _spread(segment.bags.astype(np.uint64) | _BAG))
    return dict(zip(segment.keys.tolist(), found.tolist(), strict=True))


def _spread(values: U64) -> U64:
    mixed = values * _SPREAD
    mixed ^= mixed >> _SHIFT
    return mixed * _SPREAD


def grouped(db: Connection) -> dict[int, int]:
    """The utterance of each quotation that has one, by their keys, as all stored links make them."""
    firsts, ties = reading.component(db, proving.linked(db))
    ids = reading.ids_in_order(db, firsts)
    keys = {quotation_id: key for key, quotation_id in ids.items()}
    utterances = group_rows(ids, firsts, ties, reading.spoken(db))
    of = {keys[member]: keys[one.id] for one in utterances for member in one.members}
    return {key: of[first] for key, first in firsts.items() if first in of}
