"""What holds for the stretches of any text: offsets, levels, unrelated paragraphs, time."""

from __future__ import annotations

import pytest
from growth import grows_linearly
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from index.extracting import quotations_of
from index.model import Article, Stretch
from index.quotations import find, inside

MARKED = st.text(alphabet="ab .,:'\"“”‘’«»„「」『』>\n\ts1", max_size=120)
WORDED = st.lists(
    st.sampled_from(
        [
            *(
                "“",
                "”",
                '"',
                "'",
                "‘",
                "’",
                "''",
                "«",
                "»",
                "„",
                "「",
                "」",
                ",",
                ".",
                ":",
                "?",
                "\n",
                "\n\n",
                "> ",
                "  ",
            ),
            *("Lind", "said", "he", "told", "we sail", "in Oss", "the dockers", "s", "wrote", "6", "Ada", "I", "that"),
        ]
    ),
    max_size=40,
).map(" ".join)
ANY = st.one_of(MARKED, WORDED, st.text(max_size=200))
UNRELATED = "it rained on the town and on the boats all day\n\n"  # no marks, no names, no full stop


def shifted(stretches: tuple[Stretch, ...], by: int, places: int) -> list[Stretch]:
    return [
        replace(
            s,
            start=s.start + by,
            end=s.end + by,
            outer_start=s.outer_start + by,
            outer_end=s.outer_end + by,
            follows=None if s.follows is None else s.follows + places,
        )
        for s in stretches
    ]


@settings(max_examples=300)
@given(ANY)
def test_stretches_are_in_order_apart_and_within_lines(text: str) -> None:
    reach = 0
    found = find(text)
    for i, s in enumerate(found):
        assert reach <= s.outer_start <= s.start < s.end <= s.outer_end <= len(text)
        assert text.startswith(s.mark, s.outer_start)
        assert not set("\n\r\u2028\u2029") & set(text[s.outer_start : s.outer_end])
        assert text[s.start : s.end].strip() == text[s.start : s.end]
        assert s.follows is None or s.follows == i - 1
        reach = s.outer_end


@settings(max_examples=300)
@given(ANY)
def test_stretches_inside_are_apart_and_inside(text: str) -> None:
    for outer in find(text):
        reach = outer.start
        for s in inside(text, outer):
            assert reach <= s.outer_start < s.start < s.end <= s.outer_end <= outer.end
            reach = s.outer_end


@settings(max_examples=150)
@given(ANY)
def test_rows_of_one_level_never_overlap(text: str) -> None:
    rows = quotations_of(Article("a", text))
    ids = {q.id: q for q in rows}
    assert len(ids) == len(rows)
    assert [(q.start, -q.end) for q in rows] == sorted((q.start, -q.end) for q in rows)
    reach: dict[str | None, int] = {}
    for q in rows:
        assert q.text == text[q.start : q.end]
        assert q.start >= reach.get(q.within, 0)
        assert q.continues is None or (ids[q.continues].within is None) == (q.within is None)
        if q.within is not None:
            outer = ids[q.within]
            assert outer.within is None
            assert outer.start <= q.start < q.end <= outer.end
        reach[q.within] = q.end


@settings(max_examples=300)
@given(ANY, ANY)
@example("“We sail. ", "“We fish,” Lind said.")
@example("Lind said:", "We sail on Friday.")
@example("Lind said:\n\n> We sail.", "> We fish.")
def test_an_unrelated_paragraph_parts_two_texts_and_changes_nothing_else(before: str, after: str) -> None:
    """Only what would go on over the gap is cut: a quotation of several paragraphs, a block below its colon."""
    head = before + "\n\n" + UNRELATED
    first, last = find(before), find(after)
    assert list(find(head + after)) == [*first, *shifted(last, len(head), len(first))]


TOGETHER = [
    # what does not go on over the gap is the same with and without the paragraph
    ("“We sail,” Lind said.\n\n", "“We fish,” Hale said.", True),
    ("A stray “ in the text\n\n", "“We fish,” Hale said.", True),
    ("Lind said: “We sail.\n\n", "He left for Oss.", True),
    # what does is not
    ("“We sail.\n\n", "“We fish,” Lind said.", False),
    ("Lind said:\n\n", "We sail on Friday.", False),
]


@pytest.mark.parametrize(("before", "after", "same"), TOGETHER)
def test_a_paragraph_put_between(before: str, after: str, same: bool) -> None:
    without = find(before + after)
    parted = find(before + UNRELATED + after)
    moved = [
        *(s for s in without if s.start < len(before)),
        *shifted(tuple(s for s in without if s.start >= len(before)), len(UNRELATED), 0),
    ]
    assert (list(parted) == moved) is same


RUBBISH = [
    *('"', "'", "“", "“a ", "'a ", "“a\n", '"a" ', "「a」", "“a ‘b’ ", "‘a’ ‘", "s' ", "5'", '="', "> a\n", "a, "),
    *("“a, Lind said ", "Lind said:\n\nWe sail on it. ", "said:\n", "“a b c d. ", "”", "„", "« a »", "' a"),
]


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_rubbish_takes_linear_time(rubbish: str) -> None:
    assert grows_linearly(lambda count: find(rubbish * count))


@pytest.mark.parametrize(("more", "after"), [("a, he said no ", ""), ("a, ", "\n“b"), ("'a ", "")])
def test_one_long_line_left_open_takes_linear_time(more: str, after: str) -> None:
    def read(count: int) -> None:
        text = "“" + more * count + after
        for stretch in find(text):
            inside(text, stretch)

    assert grows_linearly(read)


def test_marks_too_close_for_words_are_none() -> None:
    assert find('"a" ' * 2_000) == ()
    assert len(find('"Many words stand here." ' * 2_000)) == 2_000
    assert len(find('"a" ' * 200)) == 200
