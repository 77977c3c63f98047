"""What one printing did to the other, told from both sides. All words are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.matching import Evidence, compare, diff
from index.matching.relations import relation

ACCEPT = "We can accept this as the basis of an agreement, but nothing is final until the strait is open."
SAIL = "The grain ship will sail on Monday morning."
WAIT = "We will not wait for the envoy."
CREW = "The crew has been paid in full and on time."
SAME = Evidence(speakers=True, days_apart=0)
TURNED = {"truncated": "extended", "extended": "truncated"}

RELATIONS = [
    # the same words, whatever their marks and case
    (ACCEPT, ACCEPT, "identical"),
    (ACCEPT, ACCEPT.upper().replace(",", ""), "identical"),
    ("The strait’s pilots won't sail on Monday", "“The strait's pilots won’t sail on Monday.”", "identical"),
    (f"{SAIL} {CREW}", f"{SAIL}\n{CREW}", "identical"),
    # a figure is a word
    ("The bridge cost $1,500 more", "The bridge cost $1500 more", "identical"),
    ("The bridge cost $1.5 million more", "The bridge cost $15 million more", "reworded"),
    # cut at an end, or where points of omission or the reporter's words stand
    (ACCEPT, "accept this as the basis of an agreement", "truncated"),
    (ACCEPT, "We can accept this as the basis ... until the strait is open.", "truncated"),
    (f"{SAIL} {WAIT} {CREW}", f"{SAIL}\n{CREW}", "truncated"),
    (f"{SAIL} {WAIT} {CREW}", f"{SAIL} … {CREW}", "truncated"),
    (f"{SAIL} {WAIT} {CREW}", f"{SAIL} {WAIT}", "truncated"),
    # each has what the other left out
    (
        "We can accept this as the basis of an agreement, but nothing is final",
        "as the basis of an agreement, but nothing is final until the strait is open",
        "overlapping",
    ),
    (
        "The pilots of Oss have waited since March. They want an answer.",
        "The pilots of Oss have waited since March. Nobody has written to them.",
        "overlapping",
    ),
    (f"{SAIL} {WAIT} {CREW}", f"{SAIL} ... {CREW} And so it goes.", "overlapping"),
    # other words, or a word or two left out within
    (ACCEPT, ACCEPT.replace("can accept this as", "could take this for"), "reworded"),
    (ACCEPT, ACCEPT.replace("nothing is", "not everything is"), "reworded"),
    (ACCEPT, ACCEPT.replace("of an agreement, ", ""), "reworded"),
    # a sentence or a long clause left out, and nothing says so
    (f"{SAIL} {WAIT} {CREW}", f"{SAIL} {CREW}", "spliced"),
    (
        "The harbour is ours, and whoever wants to buy it from us for whatever price must know, it will stay ours",
        "The harbour is ours, it will stay ours",
        "spliced",
    ),
    (f"{SAIL} {WAIT} {CREW}", f"{SAIL.replace('grain ship', 'ship with grain')} {CREW}", "spliced"),
    # in another order
    (f"{SAIL} {CREW}", f"{CREW} {SAIL}", "spliced"),
    # a lone word is no sentence, and a short run comes again by chance
    (f"{SAIL} Well. {CREW}", f"{SAIL} {CREW}", "reworded"),
    (f"Yes. {WAIT} We sail.", "Yes. We sail.", "reworded"),
]


@pytest.mark.parametrize(("a", "b", "expected"), RELATIONS)
def test_relation_from_both_sides(a: str, b: str, expected: str) -> None:
    assert told(a, b) == expected
    assert told(b, a) == TURNED.get(expected, expected)


@pytest.mark.parametrize("b", ["The harbour of Oss was closed by the storm on Sunday night", ""])
def test_what_is_no_link_has_no_relation(b: str) -> None:
    found = compare(ACCEPT, b, SAME)
    assert (found.relation, found.altered, found.alterations) == ("none", None, ())


def test_a_link_has_its_relation_and_says_whether_it_is_altered() -> None:
    found = compare(ACCEPT, ACCEPT.replace("can", "must"), SAME)
    assert (found.relation, found.altered) == ("reworded", True)
    assert compare(ACCEPT, ACCEPT.replace("can", "could"), SAME).altered is False


def told(a: str, b: str) -> str:
    first, second = diff.units(a), diff.units(b)
    return relation(diff.blocks(first.keys, second.keys), first, second)


PIECES = st.lists(st.sampled_from([SAIL, WAIT, CREW, "…", "Well.", "the strait is open", "\n"]), max_size=6)


@given(PIECES, PIECES)
@settings(max_examples=200)
def test_turned_about_only_cuts_turn(left: list[str], right: list[str]) -> None:
    a, b = " ".join(left), " ".join(right)
    assert TURNED.get(told(a, b), told(a, b)) == told(b, a)
