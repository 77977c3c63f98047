"""Which articles repeat another outlet's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.agency import Prose, copies, runs_of, shared_runs

STORY = (
    "The talks on the strait went on into the night in Oss, where ministers of both coasts had met for the third time "
    "this year in the hall above the fish market, and nobody in the square below knew whether the ferries would sail "
    "before the ice. A spokesman for the harbour said that the buoys had been counted twice and that one was missing."
)
QUOTE = "“We can accept this as the basis of an agreement, but nothing is final, and nothing will be before the ice,” "
OTHER = (
    "In the hall above the fish market the third meeting of the year ended without a word on the ferries. The "
    "ministers left by a side door. On the quay two men were still counting buoys, and were one short, as all week."
)
LINE = (
    "This article may not be published, broadcast, rewritten or redistributed without the leave of the outlet named. "
)


def prose(article: str, text: str, published: str = "2026-11-02", event: int | None = 1, outlet: str = "") -> Prose:
    spans = [(at, at + len(QUOTE)) for at in range(len(text)) if text.startswith(QUOTE, at)]
    return Prose(article, outlet or article.upper(), published, event, runs_of(text, spans))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # an agency's story under another name
        ((STORY, STORY), {"b": "a"}),
        ((STORY, QUOTE + STORY), {"b": "a"}),
        # cut to its first half, with other words before it
        ((STORY, f"From our desk. {STORY[:220]} More to come."), {"b": "a"}),
        # folded: capitals and kinds of apostrophes are the printer's
        ((STORY, STORY.upper()), {"b": "a"}),
        # two who were there
        ((STORY, OTHER), {}),
        # the same words in marks are what was said, not what was written
        ((QUOTE + STORY, QUOTE + OTHER), {}),
        ((QUOTE, QUOTE), {}),
        # a line that stands below both
        ((STORY + LINE, OTHER + LINE), {}),
        # a sentence taken over is no story
        ((STORY, f"{OTHER} {STORY[235:]}"), {}),
        # all three of one agency: the first is the origin
        ((STORY, STORY[:300], STORY[:290]), {"b": "a", "c": "a"}),
        ((STORY, OTHER, STORY), {"c": "a"}),
        (("", ""), {}),
        ((), {}),
    ],
)
def test_copies(texts: tuple[str, ...], expected: dict[str, str]) -> None:
    assert copies([prose("abc"[i], text) for i, text in enumerate(texts)]) == expected


def test_the_first_printed_is_the_origin() -> None:
    assert copies([prose("a", STORY, "2026-11-03"), prose("b", STORY, "2026-11-02")]) == {"a": "b"}
    assert copies([prose("a", STORY, ""), prose("b", STORY, "2026-11-02")]) == {"a": "b"}
    assert copies([prose("a", STORY), prose("b", STORY)]) == {"b": "a"}  # the order of adding, where dates don't tell


def test_an_outlet_that_repeats_itself_copies_nobody() -> None:
    assert copies([prose("a", STORY, outlet="Oss Herald"), prose("b", STORY, outlet="Oss Herald")]) == {}


def test_what_stands_below_articles_on_many_happenings_is_no_copy() -> None:
    below = [prose(name, f"{name * 3} {STORY}", event=i) for i, name in enumerate("abcd")]
    assert copies(below) == {}
    assert copies(below[:2]) == {"b": "a"}
    unknown = [prose(name, f"{name * 3} {STORY}", event=None) for name in "abcd"]
    assert copies(unknown) == {"b": "a", "c": "a", "d": "a"}


WORDS = st.lists(st.sampled_from(["buoy", "ferry", "ice", "toll", "oss"]), max_size=40).map(" ".join)


@given(WORDS, WORDS)
def test_sharing_is_mutual(a: str, b: str) -> None:
    first, second = runs_of(a, ()), runs_of(b, ())
    assert shared_runs(first, second) == shared_runs(second, first) <= min(len(first), len(second))
    assert shared_runs(first, first) == len(first)


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 210), st.integers(0, 210)), max_size=4))
def test_any_text_has_runs(text: str, spans: list[tuple[int, int]]) -> None:
    runs_of(text, [(min(span), max(span)) for span in spans])
