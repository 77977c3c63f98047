from __future__ import annotations

import re
import time
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from index.paragraphs import unbroken
from tui import render
from tui.render import (
    Layer,
    clusters,
    fit,
    flatten,
    innermost,
    one_line,
    paint,
    printable,
    reach,
    unsplit,
    wrap,
)
from tui.widgets.prose import furniture

LONG_LINE = "read more" + " " * 1_000_000 + "x"
STRANGE = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("ab  \n\t\r“”漢字가é́👩‍👩‍👧🇳🇴❤️\u200d\u200b\u202e\u00ad\x1b\x00\u2028שלום")),
        st.characters(),
    ),
    max_size=300,
)


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("", 10, [""]),
        ("one two three", 20, ["one two three"]),
        ("one two three", 7, ["one two", "three"]),
        ("one two  three", 8, ["one two", "three"]),  # white space at a break is owned, not painted
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),  # a word longer than the row
        ("a\n\nb", 10, ["a", "", "b"]),
        ("a\n\n\n\n\nb", 10, ["a", "", "b"]),  # many empty lines are one
        ("a\nb", 10, ["a", "b"]),  # lines broken by hand stay as they are
        ("漢字漢字", 4, ["漢字", "漢字"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),  # half a character does not fit
        ("ab 漢字", 4, ["ab", "漢字"]),
        ("漢字漢。字", 6, ["漢字", "漢。字"]),  # no row begins with a full stop
        ("漢字「漢」字", 6, ["漢字", "「漢」", "字"]),  # none ends with a bracket that opens
        ("漢字”字字", 5, ["漢字”", "字字"]),
        ("🇳🇴🇺🇦🇳🇴", 5, ["🇳🇴🇺🇦", "🇳🇴"]),  # no flag is cut
        ("👩‍👩‍👧👩‍👩‍👧", 3, ["👩‍👩‍👧", "👩‍👩‍👧"]),
        ("한국어", 4, ["한국", "어"]),
        ("a\r\nb\rc", 10, ["a", "b", "c"]),
        ("    First line\nof one.\n    Second.", 20, ["    First line", "of one.", "", "    Second."]),
    ],
)
def test_wrap(text: str, width: int, rows: list[str]) -> None:
    assert [text[row.start : row.end] for row in wrap(text, width).rows] == rows


def test_what_is_measured_in_one_go_has_the_cells_that_the_screen_gives_it() -> None:
    for pattern, cells in ((render._ONE, 1), (render._TWO, 2)):
        found = re.findall(f"[{pattern}]", "".join(map(chr, range(0x20, 0x10000))))
        assert len(found) > 100
        assert {cell_len(one) for one in found} == {cells}
        assert not [one for one in found if unicodedata.category(one) in ("Mn", "Me", "Mc")]


def test_paragraphs_without_empty_lines_are_set_apart() -> None:
    long = "word " * 40
    shown = [row.end - row.start for row in wrap(f"{long}\n{long}", 60).rows]
    assert 0 in shown
    assert 0 not in [row.end - row.start for row in wrap("short\nlines", 60).rows]


@given(STRANGE, st.integers(2, 90))
def test_every_offset_is_on_one_row_and_no_row_is_too_wide(text: str, width: int) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    wrapped = wrap(shown, width)
    owned = [offset for row in wrapped.rows for offset in range(row.start, row.stop)]
    assert owned == list(range(len(text)))
    for row in wrapped.rows:
        painted = shown[row.start : row.end]
        assert row.start <= row.end <= row.stop
        assert cell_len(painted) <= width
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", painted)
    for offset in range(len(text)):
        row = wrapped.rows[wrapped.at(offset)]
        assert row.start <= offset < row.stop


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("ab", ["a", "b"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("👍🏽👩🏽‍🚀", ["👍🏽", "👩🏽‍🚀"]),
        ("🇳🇴🇺🇦", ["🇳🇴", "🇺🇦"]),
        ("❤️1️⃣", ["❤️", "1️⃣"]),
        ("שָׁל", ["שָׁ", "ל"]),
        ("हिन्दी", ["हि", "न्", "दी"]),
        ("مُحَ", ["مُ", "حَ"]),
        ("co\u00adop", ["c", "o\u200b", "o", "p"]),
    ],
)
def test_characters_as_a_reader_counts_them(text: str, characters: list[str]) -> None:
    shown = printable(text)
    assert [shown[start:end] for start, end in clusters(shown, 0, len(shown))] == characters


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb\u2066c", "a\ufffdb\ufffdc"),
        ("a\u200fb", "a\u200bb"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("क्\u200dष", "क्\u200bष"),  # else the letter after it would be given no cell
        ("👩\u200da", "👩\u200ba"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_no_character_is_painted_in_two() -> None:
    text = "a👩‍👧e\u0301b"
    parts = paint(0, len(text), [flatten([(3, 5, Layer.HIT), (len(text) - 1, len(text), Layer.TERM)])])
    whole = [(text[start:end], layers) for start, end, layers in unsplit(text, parts)]
    assert whole == [("a", Layer(0)), ("👩‍👧", Layer.HIT), ("e\u0301", Layer.HIT), ("b", Layer.TERM)]


@given(STRANGE)
def test_what_is_printed_on_one_line_is_one_line(text: str) -> None:
    assert "\n" not in one_line(text)
    assert cell_len(fit(one_line(text), 10)) <= 10


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Coast Wire", 10, "Coast Wire"),
        ("Coast Wire", 9, "Coast Wi…"),
        ("漢字漢字", 4, "漢…"),
        ("x", 0, ""),
        ("xy", 1, "…"),
    ],
)
def test_fit(text: str, width: int, expected: str) -> None:
    assert fit(text, width) == expected


@pytest.mark.parametrize(
    ("text", "cells", "characters"),
    [
        ("so-called tax", 11, 11),
        ("ab", 9, 2),
        ("", 3, 0),
        ("ab", 0, 0),
        ("漢字漢字", 4, 2),
        ("漢字漢字", 5, 2),
        ("e\u0301tat", 2, 3),
        ("漢\ufffd字", 3, 2),
    ],
)
def test_reach(text: str, cells: int, characters: int) -> None:
    assert reach(text, cells) == characters


@pytest.mark.parametrize(
    ("spans", "runs"),
    [
        ([], []),
        ([(2, 5, Layer.DIRECT)], [(2, 5, Layer.DIRECT)]),
        ([(3, 3, Layer.DIRECT)], []),
        (
            [(0, 6, Layer.DIRECT), (4, 8, Layer.HIT)],
            [(0, 4, Layer.DIRECT), (4, 6, Layer.DIRECT | Layer.HIT), (6, 8, Layer.HIT)],
        ),
        ([(0, 4, Layer.TERM), (4, 6, Layer.TERM)], [(0, 4, Layer.TERM), (4, 6, Layer.TERM)]),
    ],
)
def test_flatten(spans: list[tuple[int, int, Layer]], runs: list[tuple[int, int, Layer]]) -> None:
    flat = flatten(spans)
    assert list(zip(flat.starts, flat.ends, flat.layers, strict=True)) == runs


SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(list(Layer))).map(
        lambda span: (min(span[:2]), max(span[:2]), span[2])
    ),
    max_size=12,
)


@given(SPANS, SPANS, st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=200)
def test_painting_says_of_each_offset_what_the_spans_say(
    one: list[tuple[int, int, Layer]], two: list[tuple[int, int, Layer]], start: int, end: int
) -> None:
    start, end = min(start, end), max(start, end)
    parts = paint(start, end, (flatten(one), flatten(two)))
    seen = {offset: layers for low, high, layers in parts for offset in range(low, high)}
    assert sorted(seen) == list(range(start, end))
    for offset, layers in seen.items():
        expected = Layer(0)
        for low, high, layer in one + two:
            if low <= offset < high:
                expected |= layer
        assert layers == expected


@pytest.mark.parametrize(
    ("spans", "painted"),
    [
        ([], []),
        ([(2, 2, Layer.TERM)], []),
        ([(0, 9, Layer.INDIRECT), (3, 5, Layer.FRAGMENT)], [(0, 3, "I"), (3, 5, "F"), (5, 9, "I")]),
        ([(3, 5, Layer.TERM), (0, 9, Layer.DIRECT)], [(0, 3, "D"), (3, 5, "T"), (5, 9, "D")]),  # in any order
        ([(0, 9, Layer.INDIRECT), (0, 4, Layer.FRAGMENT)], [(0, 4, "F"), (4, 9, "I")]),
        ([(0, 9, Layer.INDIRECT), (5, 9, Layer.FRAGMENT)], [(0, 5, "I"), (5, 9, "F")]),
        ([(0, 9, Layer.INDIRECT), (2, 8, Layer.DIRECT), (4, 5, Layer.TERM)],
         [(0, 2, "I"), (2, 4, "D"), (4, 5, "T"), (5, 8, "D"), (8, 9, "I")]),
        ([(0, 4, Layer.DIRECT), (4, 6, Layer.FRAGMENT)], [(0, 4, "D"), (4, 6, "F")]),  # beside, not inside
        ([(0, 6, Layer.INDIRECT), (4, 9, Layer.FRAGMENT)], [(0, 4, "I"), (4, 9, "F")]),  # they only overlap
    ],
)  # fmt: skip
def test_an_inner_quotation_is_painted_over_the_outer(spans: list[Any], painted: list[Any]) -> None:
    names = {Layer.TERM: "T", Layer.INDIRECT: "I", Layer.FRAGMENT: "F", Layer.DIRECT: "D"}
    assert [(start, end, names[layer]) for start, end, layer in innermost(spans)] == painted


@given(SPANS)
def test_innermost_spans_are_disjoint_and_cover_the_same(spans: list[tuple[int, int, Layer]]) -> None:
    parts = innermost(spans)
    covered = [offset for start, end, _ in parts for offset in range(start, end)]
    assert covered == sorted({offset for start, end, _ in spans for offset in range(start, end)})


def test_many_spans_in_one_another_are_painted_in_one_go() -> None:
    start = time.process_time()
    assert len(innermost((at, 200_000 - at, Layer.DIRECT) for at in range(100_000))) == 199_999
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "text",
    [
        "“" * 1_000_000,
        "word " * 200_000,
        "x" * 1_000_000,
        "\n" * 1_000_000,
        "漢字" * 250_000,
        " " * 1_000_000,
        LONG_LINE,
    ],
)
def test_nothing_is_quadratic(text: str) -> None:
    start = time.process_time()
    shown = printable(text)
    wrap(unbroken(shown), 60)
    furniture(shown)
    assert time.process_time() - start < 10  # a quadratic step would take hours; seconds only on a busy machine
