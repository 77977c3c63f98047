"""Which words stand between marks: tables of (text, the words found)."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.quotations import find


def words(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find(text)]


MARKS = [
    # each kind of mark
    ("“We sail,” Lind said.", ["We sail,"]),
    ('"We sail," Lind said.', ["We sail,"]),
    ("''We sail,'' Lind said.", ["We sail,"]),
    ("``We sail,'' Lind said.", ["We sail,"]),
    ("« Nous partons », a dit Lind.", ["Nous partons"]),
    ("»Wir fahren«, sagte Lind.", ["Wir fahren"]),
    ("„Wir fahren“, sagte Lind.", ["Wir fahren"]),
    ("”Vi seglar”, sade Lind.", ["Vi seglar"]),
    ("‘We sail,’ Lind said.", ["We sail,"]),
    ("'We sail,' Lind said.", ["We sail,"]),
    ("Lind said the strait was “open” and ‘safe’.", ["open", "safe"]),
    ('He said—"never"—and left.', ["never"]),
    ("‘‘We sail,’’ Lind said.", ["We sail,"]),
    # no marks, no words
    ("We sail, Lind said.", []),
    ('""', []),
    ("“...”", []),
    ("", []),
]

APOSTROPHES = [
    ("'It's the crew's ship,' Lind said.", ["It's the crew's ship,"]),
    ("‘It’s the crew’s ship,’ Lind said.", ["It’s the crew’s ship,"]),
    ("He backed 'the workers' demand' for pay.", ["the workers' demand"]),
    ("He backed ‘the workers’ demand’ for pay.", ["the workers’ demand"]),
    ("It was the workers' demand in the '90s.", []),
    ("It was the dockers’ demand, the sailors’ too.", []),
    ("Rock 'n' roll fed 'em since the '60s, 'twas said.", []),
    ("The pilots' union won't say it's over.", []),
    ("'Leave 'em alone,' he said.", ["Leave 'em alone,"]),
    ("'We sail. That's all,' Lind said, as the sailors' boats left.", ["We sail. That's all,"]),
    ("Lind calls it 'a start', 'no more'", ["a start", "no more"]),
    ("Envoy: Oss talks 'going well'", ["going well"]),
]

NESTED = [
    ("“He said ‘no’ to me,” Lind said.", ["He said ‘no’ to me,"]),
    ('"He said "no" to me," Lind said.', ['He said "no" to me,']),
    ("“He said “no” to me,” Lind said.", ["He said “no” to me,"]),
    ("‘He said “no” to me,’ Lind said.", ["He said “no” to me,"]),
    ("“A” and “B”", ["A", "B"]),
    ('"A" "B"', ["A", "B"]),
]

BROKEN = [
    # a closing mark left out, doubled, mistyped; one odd mark costs its own paragraph at most
    ("“We sail.\nIt rained in Oss.", ["We sail."]),
    ("He stood 6' 2\" tall.", []),
    ('He is 6\' 2" tall and said "I sail" at noon.', ["I sail"]),
    ('The 12" guns and the 15" guns.', []),
    ('“We sail," Lind said. “We do.”', ["We sail,", "We do."]),
    ("“We sail,“ Lind said.", ["We sail,"]),
    ("“We sail,”” Lind said.", ["We sail,"]),
    ('The ship" left.\n"We sail," Lind said.', ["We sail,"]),
    ("A stray “ in the text here\n“We sail,” Lind said.", ["We sail,"]),
    ('<a href="x.html">link</a>', []),
    ('""""""""', []),
]


@pytest.mark.parametrize(("text", "expected"), [*MARKS, *APOSTROPHES, *NESTED, *BROKEN])
def test_words_between_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


PARAGRAPHS = [
    ("“We sail.\n\n“And we fish,” Lind said.", [None, 0]),
    ("“We sail.\nAdvertisement\n“And we fish,” Lind said.", [None, 0]),
    ("“One.\n“Two.\n“Three,” Lind said.", [None, 0, 1]),
    ("'We sail.\n'And we fish,' Lind said.", [None, 0]),
    # closed, or not taken up at the line's start: nothing continues
    ("“We sail.”\n\n“And we fish,” Lind said.", [None, None]),
    ("“We sail.\n\nLind said: “And we fish.”", [None, None]),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_a_paragraph_left_open_continues(text: str, expected: list[int | None]) -> None:
    assert [s.follows for s in find(text)] == expected


def test_offsets_take_in_the_marks_outside() -> None:
    text = "Lind said “ we sail ” today."
    (stretch,) = find(text)
    assert text[stretch.start : stretch.end] == "we sail"
    assert text[stretch.outer_start : stretch.outer_end] == "“ we sail ”"
    assert stretch.closed


@given(st.text(alphabet="ab .,'\"“”‘’«»„\ns1", max_size=120))
def test_stretches_are_in_order_apart_and_within_lines(text: str) -> None:
    reach = 0
    for s in find(text):
        assert reach <= s.outer_start < s.start < s.end <= s.outer_end <= len(text)
        assert "\n" not in text[s.outer_start : s.outer_end]
        assert text[s.start : s.end].strip() == text[s.start : s.end]
        reach = s.outer_end


@pytest.mark.parametrize("rubbish", ['"', "'", "“", "“a ", "'a ", "“a\n"])
def test_rubbish_takes_linear_time(rubbish: str) -> None:
    def seconds(count: int) -> float:
        begun = time.process_time()
        find(rubbish * count)
        return time.process_time() - begun

    # twenty times the text takes some twenty times as long; a quadratic search would take four hundred times
    assert seconds(40_000) < 120 * max(min(seconds(2_000), seconds(2_000)), 0.001)
