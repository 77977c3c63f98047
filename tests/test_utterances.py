"""Grouping links into utterances."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Link, Relation
from index.utterances import group

LONG, MIDDLE, SHORT, OTHER, FAR = "a#0-90", "b#0-50", "c#0-20", "d#0-80", "e#0-10"
ORDER = [SHORT, LONG, MIDDLE, OTHER, FAR]


def lengths(order: Iterable[str]) -> dict[str, int]:
    """The ids with the characters that they end in."""
    return {quotation: int(quotation.rpartition("-")[2]) for quotation in order}


def link(a: str, b: str, score: float = 0.9, relation: Relation = "reworded") -> Link:
    return Link(a, b, score, relation)


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([], []),
        ([link(LONG, SHORT)], [(SHORT, LONG, (SHORT, LONG))]),
        ([link(LONG, SHORT), link(LONG, MIDDLE), link(SHORT, MIDDLE)], [(SHORT, LONG, (SHORT, LONG, MIDDLE))]),
        ([link(LONG, SHORT, relation="echo"), link(LONG, MIDDLE, relation="none")], []),
        ([link(LONG, SHORT, relation="paraphrased"), link(MIDDLE, SHORT, relation="paraphrased")], []),
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
    assert [(u.id, u.fullest, u.members) for u in group(lengths(ORDER), links)] == expected


@pytest.mark.parametrize(
    ("links", "apart", "expected"),
    [
        # two that a third ties, though a reader called them different: the better link decides
        ([link(LONG, SHORT, 0.7), link(LONG, MIDDLE, 0.9)], [(SHORT, MIDDLE)], [{LONG, MIDDLE}]),
        ([link(LONG, SHORT, 0.9), link(LONG, MIDDLE, 0.7)], [(MIDDLE, SHORT)], [{LONG, SHORT}]),
        # the one that is kept out finds its own company
        (
            [link(LONG, SHORT, 0.7), link(LONG, MIDDLE, 0.9), link(MIDDLE, SHORT), link(SHORT, FAR)],
            [(SHORT, MIDDLE)],
            [{SHORT, FAR}, {LONG, MIDDLE}],
        ),
        # nor does it come in by way of a neighbour
        ([link(LONG, SHORT), link(SHORT, FAR)], [(LONG, FAR)], [{LONG, SHORT}]),
        # judged pairs that no utterance would hold change nothing
        ([link(LONG, SHORT)], [(LONG, FAR), (OTHER, "unknown")], [{LONG, SHORT}]),
    ],
)
def test_what_was_called_different_is_kept_apart(
    links: list[Link], apart: list[tuple[str, str]], expected: list[set[str]]
) -> None:
    assert [set(u.members) for u in group(lengths(ORDER), links, apart)] == expected
    assert [set(u.members) for u in group(lengths(ORDER), links[::-1], [(b, a) for a, b in apart])] == expected


SAID, TOLD = "t#0-60", "u#0-15"  # a long and a short sentence of a transcript


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        # what prints one sentence is one thing said once, linked or not
        ([link(SAID, LONG), link(SAID, OTHER), link(LONG, SHORT)], [{SHORT, LONG, OTHER, SAID}]),
        # a short one that two longer have in common ties them not
        ([link(SAID, LONG), link(TOLD, LONG), link(TOLD, OTHER)], [{LONG, SAID, TOLD}, {OTHER}]),
        # what is linked with the other printing goes with it
        ([link(SAID, LONG), link(SAID, OTHER), link(OTHER, FAR)], [{LONG, OTHER, SAID, FAR}]),
    ],
)
def test_the_sentences_of_a_transcript_are_roots(links: list[Link], expected: list[set[str]]) -> None:
    found = group(lengths([*ORDER, SAID, TOLD]), links, spoken={SAID, TOLD})
    assert [set(u.members) for u in found] == expected
    apart = group(lengths([*ORDER, SAID, TOLD]), links, [(LONG, OTHER)], {SAID, TOLD})
    assert not any({LONG, OTHER} <= set(u.members) for u in apart)


IDS = [f"x{i}#0-{10 + 7 * i % 23}" for i in range(12)]


@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS), st.floats(0.5, 1)), max_size=30))
def test_utterances_are_disjoint_ordered_and_grouping_a_part_changes_nothing(
    rows: list[tuple[str, str, float]],
) -> None:
    links = [link(a, b, score) for a, b, score in rows if a != b]
    found = group(lengths(IDS), links)
    members = [m for u in found for m in u.members]
    assert len(members) == len(set(members))
    assert {m for x in links for m in (x.a, x.b)} == set(members)  # every linked quotation has an utterance
    for utterance in found:
        assert utterance.id == utterance.members[0] == min(utterance.members, key=IDS.index)
        assert utterance.fullest in utterance.members
        part = reached(utterance.id, links)
        again = group(lengths(i for i in IDS if i in part), [x for x in links if x.a in part])
        assert utterance in again


def reached(start: str, links: list[Link]) -> set[str]:
    """All that links tie to a quotation, over any number of steps."""
    seen: set[str] = set()
    front = {start}
    while front:
        seen |= front
        front = {end for x in links if {x.a, x.b} & front for end in (x.a, x.b)} - seen
    return seen


@given(
    st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS), st.floats(0.5, 1)), max_size=30),
    st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=6),
)
def test_no_utterance_holds_two_that_were_called_different(
    rows: list[tuple[str, str, float]], pairs: list[tuple[str, str]]
) -> None:
    apart = [(a, b) for a, b in pairs if a != b]
    found = group(lengths(IDS), [link(*row) for row in rows], apart)
    assert not [pair for u in found for pair in apart if set(pair) <= set(u.members)]
    assert all(len(u.members) > 1 for u in found)


def test_a_chain_of_a_hundred_thousand_takes_a_moment() -> None:
    order = [f"x{i}#0-{i % 50}" for i in range(100_000)]
    started = time.process_time()
    group(lengths(order), [link(a, b) for a, b in itertools.pairwise(order)])
    assert time.process_time() - started < 5
