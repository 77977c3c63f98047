"""Which articles belong together, where pairs say how probably two of them do?"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

from index.events.alike import SAME


def group(keys: Iterable[int], pairs: Mapping[tuple[int, int], float]) -> list[tuple[int, ...]]:
    """The keys in groups, each ascending: two groups are joined while all pairs between them average `SAME` or more.

    Average linkage (Sokal and Michener 1958): a chain of articles, each like the next, is not one happening. A pair
    that is not listed counts as 0. The most probable are joined first, then those added first, so that the order in
    which pairs are given changes nothing.
    """
    members: dict[int, tuple[int, ...]] = {key: (key,) for key in keys}
    between: dict[int, dict[int, float]] = {key: {} for key in members}
    for (a, b), score in sorted(pairs.items()):
        if a != b and a in members and b in members:
            between[a][b] = between[b][a] = score
    heap = [(-score, min(a, b), max(a, b)) for a, row in between.items() for b, score in row.items() if a < b]
    heap = [entry for entry in heap if -entry[0] >= SAME]
    heapq.heapify(heap)
    while heap:
        score, a, b = heapq.heappop(heap)
        if a not in members or b not in members or -score != _average(between, members, a, b):
            continue
        members[a] = tuple(sorted((*members[a], *members.pop(b))))  # `a` is the lower, and stays the group's name
        for other, total in between.pop(b).items():
            between[other].pop(b)
            if other != a:
                between[a][other] = between[other][a] = between[a].get(other, 0.0) + total
        for other in between[a]:
            average = _average(between, members, a, other)
            if average >= SAME:
                heapq.heappush(heap, (-average, min(a, other), max(a, other)))
    return sorted(members.values())


def _average(
    between: Mapping[int, Mapping[int, float]], members: Mapping[int, tuple[int, ...]], a: int, b: int
) -> float:
    return between[a].get(b, 0.0) / (len(members[a]) * len(members[b]))
