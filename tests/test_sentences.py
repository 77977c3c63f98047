"""Where sentences end: tables of (text, its sentences)."""

from __future__ import annotations

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


ENDS = [
    ("We sail. They fish.", ["We sail.", "They fish."]),
    ("Do you? I do! Well.", ["Do you?", "I do!", "Well."]),
    ("What?! No.", ["What?!", "No."]),
    ("We waited... Then we sailed.", ["We waited...", "Then we sailed."]),
    ("He said, “Go home.” I went.", ["He said, “Go home.”", "I went."]),
    ("(We sail.) They fish.", ["(We sail.)", "They fish."]),
    ("We sail.\nThey fish", ["We sail.", "They fish"]),
    ("我们走。他们来。", ["我们走。", "他们来。"]),
    ("From the U.S. We left.", ["From the U.S.", "We left."]),
    ("So do I. Hale left.", ["So do I.", "Hale left."]),
    ("No. I won't.", ["No.", "I won't."]),
    ("Boats, nets, etc. And so on.", ["Boats, nets, etc.", "And so on."]),
    ("It was plan B. We left.", ["It was plan B.", "We left."]),
    ("We sail at 5 p.m. They fish.", ["We sail at 5 p.m.", "They fish."]),
]
GOES_ON = [
    # the twins: a dot that ends no sentence
    "I met Mr. Hale and Dr. Lind.",
    "The U.S. Senate and the U.K. Parliament met.",
    "We paid $4.50, i.e. 3.5 million, e.g. for ships.",
    "Ada J. Lind and J. K. Oss agreed.",
    "It is No. 5 on Nov. 3 in Sec. 2.",
    "We sail at 5 p.m. on Monday.",
    "Well … we do, and I … I mean it.",
    "We . . . we go.",
    "“Go!” he told me.",
    "Hale Inc. was long in St. Brack.",
    "1. First we sail.",
    "It was Lind v. Hale in Oss, Ill. last year.",
    "",
]


@pytest.mark.parametrize(("text", "expected"), [*ENDS, *((text, [text] if text else []) for text in GOES_ON)])
def test_sentences_end(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(st.text(alphabet='aAI .?!…。\n\r\u2028"”’)1U', max_size=80))
def test_nothing_but_spaces_is_lost_and_nothing_overlaps(text: str) -> None:
    reach = 0
    for start, end in sentences(text):
        assert reach <= start < end
        assert not text[reach:start].strip()
        assert text[start:end].strip() == text[start:end]
        assert not set(text[start:end]) & set("\n\r\u2028")
        reach = end
    assert not text[reach:].strip()


@given(st.text(max_size=60), st.integers(0, 30), st.integers(0, 30))
def test_a_part_of_a_text_is_read_alone(text: str, start: int, end: int) -> None:
    found = list(sentences(text, start, max(start, end)))
    assert all(start <= a < b <= max(start, end) for a, b in found)


@pytest.mark.parametrize("rubbish", ["?!", ". ", "A. ", ".\n", '."', "...A", "a", "U.S. "])
def test_rubbish_takes_linear_time(rubbish: str) -> None:
    assert grows_linearly(lambda count: list(sentences(rubbish * count)))
