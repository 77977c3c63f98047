from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.caret import Held, Walk
from tui.render import clusters, printable, wrap

TEXT = "Ada Lind said: “don’t wait.”\n\nThe envoy left; nobody co\u00adoperated.\n"
FAMILY = "👩‍👩‍👧"
MIXED = f"漢字 {FAMILY}🇳🇴e\u0301 שָׁלוֹם x"


def walk(text: str, width: int = 20) -> Walk:
    shown = printable(text)
    return Walk(shown, wrap(shown, width))


@pytest.mark.parametrize(
    ("move", "from_", "to"),
    [
        ("next_word", "Ada", "Lind"),
        ("next_word", "said", ": “"),
        ("next_word", "“don’t", "don’t"),
        ("next_word", "don’t", "wait"),  # an apostrophe parts no word
        ("next_word", ".”", "The envoy"),
        ("word_before", "Lind", "Ada"),
        ("word_before", "ind said", "Lind"),
        ("word_before", "Ada", "Ada"),
        ("word_before", "The envoy", ".”"),
        ("word_end", "Ada", "a Lind"),
        ("word_end", "a Lind", "d said"),
        ("word_end", "co\u00ad", "d."),  # a soft hyphen parts none either
        ("row_start", "Lind", "Ada"),
        ("row_end", "Ada", ": “"),
        ("paragraph_end", "Ada", "”\n"),
        ("paragraph_end", "”\n", ".\n"),
        ("paragraph_start", "nobody", "The envoy"),
        ("paragraph_start", "The envoy", "Ada"),
        ("right", "”\n", "The envoy"),  # over what is not seen
        ("left", "The envoy", "”\n"),
        ("left", "Ada", "Ada"),
        ("right", ".\n", ".\n"),
    ],
)
def test_moves(move: str, from_: str, to: str) -> None:
    at = TEXT.rindex(from_) if from_ == ".\n" else TEXT.index(from_)
    wanted = TEXT.rindex(to) if to == ".\n" else TEXT.index(to)
    assert getattr(walk(TEXT), move)(at) == wanted


def test_up_and_down_keep_to_their_cell() -> None:
    there = walk("漢字漢字\n\nab\nabcdef", 20)
    at = there.text.index("字漢")
    assert there.cell(at) == 2
    assert there.vertical(at, 1, 2) == there.text.index("b\n")  # over the empty row; the last of a shorter one
    assert there.vertical(there.text.index("b\n"), 1, 2) == there.text.index("cdef")
    assert there.vertical(there.text.index("cdef"), -9, 3) == at  # in the middle of a wide character: on it
    assert there.vertical(at, 99, 2) == there.text.index("cdef")


def test_a_character_is_selected_with_all_that_hangs_on_it() -> None:
    there = walk(MIXED, 80)
    at, seen = 0, []
    while True:
        seen.append(MIXED[slice(*there.span(Held(at, at)))])
        following = there.right(at)
        if following == at:
            break
        at = following
    assert seen == ["漢", "字", " ", FAMILY, "🇳🇴", "e\u0301", " ", "שָׁ", "ל", "וֹ", "ם", " ", "x"]


@pytest.mark.parametrize(
    ("at", "word"), [("ind", "Lind"), ("”\n", ".”"), ("on’t", "don’t"), ("operated", "co\u00adoperated")]
)
def test_the_word_at_a_place(at: str, word: str) -> None:
    there = walk(TEXT)
    assert TEXT[slice(*there.span(there.word(TEXT.index(at))))] == word


def test_a_paragraph_is_selected_without_its_line_ends() -> None:
    there = walk(TEXT)
    held = there.paragraph(TEXT.index("nobody"))
    assert TEXT[slice(*there.span(held))] == "The envoy left; nobody co\u00adoperated."


def test_a_text_that_shows_nothing_has_no_place_for_a_caret() -> None:
    assert walk(" \n\n ").nearest(0) is None
    assert walk("").nearest(0) is None


MOVES = (
    "left",
    "right",
    "next_word",
    "word_before",
    "word_end",
    "row_start",
    "row_end",
    "paragraph_start",
    "paragraph_end",
)


@given(
    st.text(alphabet=st.sampled_from(list("ab ’.“\n字e\u0301\u200d\u00ad👩🇳🇴ש\u05b8")), max_size=60),
    st.lists(st.sampled_from(MOVES), max_size=12),
    st.integers(2, 30),
)
def test_a_caret_is_never_inside_a_character_nor_where_nothing_is_seen(text: str, moves: list[str], width: int) -> None:
    there = walk(text, width)
    at = there.nearest(0)
    if at is None:
        return
    for move in moves:
        found = there.nearest(getattr(there, move)(at))
        assert found is not None
        row = there.rows.rows[there.rows.at(found)]
        assert row.start <= found < row.end
        assert found in [start for start, _ in clusters(there.text, row.start, row.end)]
        assert there.after(found) > found
        at = found
