"""Grouping links into utterances."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Link, Relation
from index.utterances import component, group

LONG, MIDDLE, SHORT, OTHER, FAR = "a#0-90", "b#0-50", "c#0-20", "d#0-80", "e#0-10"
ORDER = [SHORT, LONG, MIDDLE, OTHER, FAR]


def link(a: str, b: str, score: float = 0.9, relation: Relation = "reworded") -> Link:
    return Link(a, b, score, relation)


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([], []),
        ([link(LONG, SHORT)], [(SHORT, LONG, (SHORT, LONG))]),
        ([link(LONG, SHORT), link(LONG, MIDDLE), link(SHORT, MIDDLE)], [(SHORT, LONG, (SHORT, LONG, MIDDLE))]),
        ([link(LONG, SHORT, relation="echo"), link(LONG, MIDDLE, relation="none")], []),
        ([link(LONG, "unknown#0-9")], []),
        # a member that two full ones share does not chain them: it goes with the better
        (
            [link(LONG, SHORT, 0.7), link(OTHER, SHORT, 0.9), link(LONG, MIDDLE), link(OTHER, FAR)],
            [(SHORT, OTHER, (SHORT, OTHER, FAR)), (LONG, LONG, (LONG, MIDDLE))],
        ),
        # left alone, it goes with its neighbour
        ([link(LONG, SHORT), link(SHORT, FAR)], [(SHORT, LONG, (SHORT, LONG, FAR))]),
    ],
)
def test_group(links: list[Link], expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert [(u.id, u.fullest, u.members) for u in group(ORDER, links)] == expected


def test_component_is_all_that_links_reach() -> None:
    links = [link(LONG, SHORT), link(SHORT, MIDDLE), link(OTHER, FAR), link(MIDDLE, OTHER, relation="echo")]
    assert component([LONG], links) == {LONG, SHORT, MIDDLE}
    assert component([FAR], links) == {OTHER, FAR}
    assert component([], links) == frozenset()


IDS = [f"x{i}#0-{10 + 7 * i % 23}" for i in range(12)]


@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS), st.floats(0.5, 1)), max_size=30))
def test_utterances_are_disjoint_ordered_and_grouping_a_part_changes_nothing(
    rows: list[tuple[str, str, float]],
) -> None:
    links = [link(a, b, score) for a, b, score in rows if a != b]
    found = group(IDS, links)
    members = [m for u in found for m in u.members]
    assert len(members) == len(set(members))
    assert {m for x in links for m in (x.a, x.b)} == set(members)  # every linked quotation has an utterance
    for utterance in found:
        assert utterance.id == utterance.members[0] == min(utterance.members, key=IDS.index)
        assert utterance.fullest in utterance.members
        part = component([utterance.id], links)
        again = group([i for i in IDS if i in part], [x for x in links if x.a in part])
        assert utterance in again


def test_a_chain_of_a_hundred_thousand_takes_a_moment() -> None:
    order = [f"x{i}#0-{i % 50}" for i in range(100_000)]
    started = time.process_time()
    group(order, [link(a, b) for a, b in itertools.pairwise(order)])
    assert time.process_time() - started < 5
