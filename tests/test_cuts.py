"""The quick way for a text that stands whole within the other gives what the matcher gives."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.matching.diff import Block, blocks

WORDS = st.lists(st.sampled_from(["boat", "a b", "b", "a", "oss"]), max_size=6)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("a boat in oss", "a boat in oss", [("equal", 0, 4, 0, 4)]),
        ("boat in oss", "a boat in oss", [("insert", 0, 0, 0, 1), ("equal", 0, 3, 1, 4)]),
        ("a boat in oss today", "boat in", [("delete", 0, 1, 0, 0), ("equal", 1, 3, 0, 2), ("delete", 3, 5, 2, 2)]),
        # the first of two places
        ("oss", "oss or oss", [("equal", 0, 1, 0, 1), ("insert", 1, 1, 1, 3)]),
        # part of a word is no word
        ("boat in", "boat in oss boats", [("equal", 0, 2, 0, 2), ("insert", 2, 2, 2, 4)]),
        ("boat", "boats", [("replace", 0, 1, 0, 1)]),
        ("", "oss", [("insert", 0, 0, 0, 1)]),
    ],
)
def test_blocks_of_a_cut(a: str, b: str, expected: list[tuple[str, int, int, int, int]]) -> None:
    assert blocks(a.split(), b.split()) == [Block(*row) for row in expected]  # type: ignore[arg-type]


@given(WORDS, WORDS, WORDS)
@example([], ["a b"], ["a", "b"])
def test_as_the_matcher_has_it(before: list[str], x: list[str], after: list[str]) -> None:
    y = before + x + after
    opcodes = SequenceMatcher(None, x, y, autojunk=False).get_opcodes()
    assert [(k.op, k.a0, k.a1, k.b0, k.b1) for k in blocks(x, y)] == opcodes
