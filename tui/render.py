"""How does a text with spans become rows of a screen, and which offset is where?

Pure: text in, rows and styled runs out. Every offset of the text is on exactly one row, and a painted row has as
many characters as the stretch of the text it shows, so that a cell on the screen leads back to its offset.
Widths are counted in terminal cells the way the screen library counts them (rich.cells).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import IntFlag
from functools import cache
from itertools import accumulate, pairwise

from msgspec import Struct
from rich.cells import cell_len

AIRY = 4  # one line of so many follows an empty one: the text sets its paragraphs apart itself
LONG_LINE = 120  # a line longer than this is a paragraph of its own, not a line broken by hand

_ENDS = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# characters that are one cell each; anything else goes the slow way
_ONE = r" -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\ufffd"
_NARROW = re.compile(f"[{_ONE}]*")
# characters that are two cells each, and on which nothing hangs
_TWO = r"\u3000-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"
_PLAIN = re.compile(f"[{_ONE}{_TWO}]*")
_FIRST_WIDE = "\u3000"  # of those
_STAND_IN = "\ufffd"  # for what a terminal must not get
_HANGING = "\u200b\u200c\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef"
_LAST_MARK = 0xFE2F  # of the combining marks that stand in news: what comes later is in scripts of the dead, and music
# never sent to a terminal: controls, half surrogates; and what would turn the order of a line round or hide
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_HIDDEN = re.compile(r"[\u00ad\u061c\u200e\u200f\u2060-\u2065\ufeff]")
# a joiner between what is no emoji: the screen library counts the letter after it as joined and gives it no cell
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_LOOSE = re.compile(f"(?<![{_EMOJI}\ufe0f\U000e007f])\u200d|\u200d(?![{_EMOJI}])")
_SPACE = re.compile(r"\s+")
_NEVER_FIRST = frozenset("、。，．・：；！？）」』】〉》〕”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)]")
_NEVER_LAST = frozenset("「『（【〈《〔“‘([")


class Layer(IntFlag):
    """What a stretch of text is; where several overlap, the later named is painted over the earlier."""

    FURNITURE = 1
    TITLE = 2
    TERM = 4
    INDIRECT = 8
    FRAGMENT = 16
    DIRECT = 32
    SHARED = 64
    CURRENT = 128
    HIT = 256
    HERE = 512
    SELECTED = 1024
    CARET = 2048


Span = tuple[int, int, Layer]


class Row(Struct, frozen=True):
    """A line of the screen: it owns the offsets `start`:`stop` and paints `start`:`end`, the rest being white space."""

    start: int
    end: int
    stop: int


class Rows(Struct, frozen=True):
    """A wrapped text. `starts` are the rows' first offsets; a row put in for space alone owns none."""

    rows: tuple[Row, ...]
    starts: tuple[int, ...]

    def at(self, offset: int) -> int:
        """The number of the row that owns the offset; the nearest one for an offset outside the text."""
        return max(0, bisect_right(self.starts, offset) - 1)


class Runs(Struct, frozen=True):
    """Stretches of one set of layers, disjoint and in order."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    layers: tuple[Layer, ...] = ()


def printable(text: str) -> str:
    """The text with each character that a terminal must not get replaced by one that it may: same length."""
    shown = _HIDDEN.sub("\u200b", _CONTROL.sub(_STAND_IN, text.replace("\t", " ")))
    return _LOOSE.sub("\u200b", shown) if "\u200d" in shown else shown


def one_line(text: str | None) -> str:
    """A title or a name, fit for one line: no line ends, no controls, single spaces."""
    return printable(_SPACE.sub(" ", text or "")).strip()


def fit(text: str, width: int) -> str:
    """The text cut to `width` cells, with "…" where something was left out."""
    if cell_len(text) <= width:
        return text
    if width < 2:
        return "…"[:width]
    kept = text[: _wrap_wide(text, 0, len(text), width - 1, words=False)[0]].rstrip()
    return f"{kept}…" if cell_len(kept) < width else "…"  # a wide character does not go into one cell


@cache
def _cluster() -> re.Pattern[str]:
    """A character with what hangs on it: accents, vowel signs, what is joined to an emoji; two letters of a flag."""
    marks = "".join(one for one in map(chr, range(0x300, _LAST_MARK + 1)) if unicodedata.category(one)[0] == "M")
    return re.compile(f"(?:[\U0001f1e6-\U0001f1ff]{{2}}|.)(?:\u200d.|[{_HANGING}{marks}])*", re.DOTALL)


def clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The characters between two offsets, as a reader counts them: start and end of each."""
    if _NARROW.fullmatch(text, start, end):
        return ((at, at + 1) for at in range(start, end))
    return (match.span() for match in _cluster().finditer(text, start, end))


def reach(text: str, cells: int) -> int:
    """How many characters of a line stand in its first so many cells."""
    if cells < 1 or _NARROW.fullmatch(text):
        return max(0, min(cells, len(text)))
    return _wrap_wide(text, 0, len(text), cells, words=False)[0]


def wrap(text: str, width: int) -> Rows:
    """Break a text into rows of at most `width` cells (a cluster wider than that has a row of its own).

    A run of empty lines becomes one empty row. A text with few of them, whose lines are paragraphs or are indented
    where one begins, gets an empty row before each. Linear in the text. `text` should be `printable`.
    """
    width = max(1, width)
    rows: list[Row] = []
    lines = list(_lines(text))
    filled = [end > start and not text[start:end].isspace() for start, end, _ in lines]
    airy = sum(now and not before for before, now in pairwise(filled)) * AIRY >= sum(filled)
    paragraphs = not airy and any(end - start > LONG_LINE for start, end, _ in lines)
    narrow = _NARROW.fullmatch(_ENDS.sub("", text)) is not None
    blank_before = False
    for start, end, stop in lines:
        stripped = text[start:end].rstrip()
        if not stripped:
            if blank_before:
                rows[-1] = Row(rows[-1].start, rows[-1].start, stop)
            else:
                rows.append(Row(start, start, stop))
            blank_before = True
            continue
        if rows and not blank_before and not airy and (paragraphs or text.startswith(("  ", "\u3000"), start)):
            rows.append(Row(start, start, start))
        blank_before = False
        if narrow and len(stripped) <= width:
            rows.append(Row(start, start + len(stripped), stop))
        else:
            _wrap_line(text, start, start + len(stripped), stop, width, rows)
    return Rows(tuple(rows), tuple(row.start for row in rows))


def _lines(text: str) -> Iterable[tuple[int, int, int]]:
    """Start, end and next start of each line of the text; one empty line for an empty text."""
    start = 0
    for match in _ENDS.finditer(text):
        yield start, match.start(), match.end()
        start = match.end()
    if start < len(text) or not text:
        yield start, len(text), len(text)


def _wrap_line(text: str, start: int, end: int, stop: int, width: int, rows: list[Row]) -> None:
    """Append the rows of one line; the last of them owns the line's end."""
    narrow = _NARROW.fullmatch(text, start, end) is not None
    breaks = _wrap_narrow(text, start, end, width) if narrow else _wrap_wide(text, start, end, width)
    for here in breaks:
        owned = stop if here == breaks[-1] else here
        painted = min(here, end)
        while painted > start and text[painted - 1] == " " and here != breaks[-1]:
            painted -= 1
        rows.append(Row(start, painted, owned))
        start = here


def _wrap_narrow(text: str, start: int, end: int, width: int) -> list[int]:
    """Where the rows of a line of one-cell characters stop."""
    stops = []
    while end - start > width:
        space = text.rfind(" ", start + 1, start + width + 1)
        stop = space + 1 if space > start else start + width
        while stop < end and text[stop] == " ":
            stop += 1
        stops.append(stop)
        start = stop
    return [*stops, end] if start < end or not stops else stops


def _wrap_wide(text: str, start: int, end: int, width: int, words: bool = True) -> list[int]:
    """The same for a line of any characters; it may break on both sides of a wide one, if its signs allow it."""
    edges, used = _measured(text, start, end)
    stops: list[int] = []
    first, before = 0, 0  # the first character of the row, and the cells of all before it
    while used and used[-1] - before > width:
        after = max(first + 1, bisect_right(used, before + width, first))
        if words:
            last = after
            while last < len(edges) and edges[last] - edges[last - 1] == 1 and text[edges[last - 1]] == " ":
                last += 1  # spaces may stand beyond the edge
            after = next((at for at in range(last, first, -1) if _may_end(text, at, edges, used)), after)
        if after == len(edges):
            break
        stops.append(edges[after - 1])
        first, before = after, used[after - 1]
    return [*stops, end]


def _measured(text: str, start: int, end: int) -> tuple[Sequence[int], list[int]]:
    """Where each character of a stretch ends, and the cells used up to there."""
    if _PLAIN.fullmatch(text, start, end):
        return range(start + 1, end + 1), list(
            accumulate(1 + (_FIRST_WIDE <= one < _STAND_IN) for one in text[start:end])
        )
    spans = list(clusters(text, start, end))
    return [after for _, after in spans], list(accumulate(cell_len(text[at:after]) for at, after in spans))


def _may_end(text: str, at: int, edges: Sequence[int], used: Sequence[int]) -> bool:
    """Whether a row may end before this character: after a space, or beside a wide character."""
    here = edges[at - 1]
    if text[here - 1] == " " or at == len(edges):
        return True
    wide = used[at] - used[at - 1] > 1 or used[at - 1] - (used[at - 2] if at > 1 else 0) > 1
    return wide and _parts(text, here)


def _parts(text: str, at: int) -> bool:
    """Whether a line of a script without spaces may end here: no row begins with a full stop or ends with a bracket."""
    return text[at] not in _NEVER_FIRST and text[at - 1 : at] not in _NEVER_LAST


def flatten(spans: Iterable[Span]) -> Runs:
    """Overlapping spans as disjoint runs with all their layers. n log n."""
    edges: list[tuple[int, int, int]] = []
    for start, end, layer in spans:
        if start < end:
            edges.append((start, 1, int(layer)))
            edges.append((end, -1, int(layer)))
    edges.sort()
    active: dict[int, int] = {}
    starts, ends, layers = [], [], []
    before = 0
    for offset, step, layer_bits in edges:
        if active and offset > before:
            starts.append(before)
            ends.append(offset)
            layers.append(_union(active))
        count = active.get(layer_bits, 0) + step
        if count:
            active[layer_bits] = count
        else:
            del active[layer_bits]
        before = offset
    return Runs(tuple(starts), tuple(ends), tuple(layers))


def innermost(spans: Iterable[Span]) -> list[Span]:
    """Spans that lie in one another as disjoint ones, in order: an inner one is painted instead of what it lies in.

    Of two that only overlap, the one that begins later counts as the inner one. n log n.
    """
    parts: list[Span] = []
    around: list[tuple[int, Layer]] = []  # end and layer of the spans that are open, the innermost last
    at = 0

    def paint_until(stop: int) -> None:
        nonlocal at
        while around and at < stop:
            end, layer = around[-1]
            if end <= at:
                around.pop()
                continue
            parts.append((at, min(end, stop), layer))
            at = min(end, stop)

    for start, end, layer in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < end:
            paint_until(start)
            at = max(at, start)
            around.append((end, layer))
    paint_until(max((end for end, _ in around), default=0))
    return parts


def _union(active: Iterable[int]) -> Layer:
    bits = 0
    for layer in active:
        bits |= layer
    return _layer(bits)


@cache
def _layer(bits: int) -> Layer:
    """The same flag for the same bits: to make one takes as long as to wrap a word."""
    return Layer(bits)


def paint(start: int, end: int, runs: Sequence[Runs]) -> list[tuple[int, int, Layer]]:
    """The stretch `start`:`end` cut wherever a layer begins or ends; it covers the stretch without a gap."""
    found: list[tuple[int, int, Layer]] = []
    cuts = {start, end}
    for run in runs:
        index = max(0, bisect_right(run.starts, start) - 1)
        last = bisect_left(run.starts, end)
        for at in range(index, last):
            low, high = max(start, run.starts[at]), min(end, run.ends[at])
            if low < high:
                found.append((low, high, run.layers[at]))
                cuts.update((low, high))
    edges = sorted(cuts)
    parts = []
    for low, high in pairwise(edges):
        layers = Layer(0)
        for first, after, layer in found:
            if first <= low and high <= after:
                layers |= layer
        parts.append((low, high, layers))
    return parts


def unsplit(text: str, parts: list[tuple[int, int, Layer]]) -> list[tuple[int, int, Layer]]:
    """The same parts with no character cut in two: all of it is painted as any piece of it would be."""
    if not parts or _NARROW.fullmatch(text, parts[0][0], parts[-1][1]):
        return parts
    edges = {parts[0][0], *(end for _, end, _ in parts)}
    for start, end in clusters(text, parts[0][0], parts[-1][1]):
        inside = edges & set(range(start + 1, end)) if end - start > 1 else None
        if inside:
            edges = edges - inside | {start, end}
    whole = []
    for low, high in pairwise(sorted(edges)):
        layers = Layer(0)
        for start, end, layer in parts:
            if start < high and low < end:
                layers |= layer
        whole.append((low, high, layers))
    return whole
