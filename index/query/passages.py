"""Where in an article's text are the words of a query, and which passage shows them best?

Needs no index: words are compared as the index would. What a query says of quotations is looked for only
within quotations that satisfy it; what it forbids, and what it asks of title, outlet, date
or marks, marks nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from index.model import Quotation
from index.query.language import Query
from index.query.tree import (
    All,
    Dates,
    Either,
    Leaf,
    Mark,
    Near,
    Node,
    Not,
    Pattern,
    Phrase,
    Prefix,
    Quoted,
    Word,
    grouped,
    on_quotations,
)
from index.query.words import placed_words, words

# About two and a half lines of a text pane of 80 columns.
PASSAGE_CHARACTERS: Final = 200
# Of a word in its context so much is kept either side: a line of 200 columns shows no more.
CONTEXT_CHARACTERS: Final = 100
# A passage is chosen among the first so many hits: no reader of a longer text misses the others.
MOST_WEIGHED: Final = 20_000
_WORD_EDGE: Final = re.compile(r"\s+")

Span = tuple[int, int]
Placed = tuple[str, int, int]


class Passage(NamedTuple):
    """`start`:`end` in the article's text, on word boundaries; `hits` half-open spans inside it, rising."""

    start: int
    end: int
    hits: tuple[Span, ...]


def hit_spans(
    text: str, query: Query, quotations: Sequence[Quotation] | None = None, *, in_quotations: bool = False
) -> list[Span]:
    """Every hit in a text, as half-open character spans in rising order, none touching another.

    `quotations` are the article's; without them `quote:` is looked for everywhere. A quotation found by its speaker
    alone is one hit from its first to its last character. With `in_quotations` the query is one on quotations, so a
    word without a field counts only there.
    """
    return merged((start, end) for start, end, _ in _hits(text, query, quotations, in_quotations))


def passages(
    text: str,
    query: Query,
    quotations: Sequence[Quotation] | None = None,
    *,
    in_quotations: bool = False,
    limit: int = 1,
    width: int = PASSAGE_CHARACTERS,
) -> list[Passage]:
    """At most `limit` passages of about `width` characters that do not overlap, the best first.

    The best has most different parts of the query, then most hits, then stands first. Without a hit (the title had the
    words) it is the beginning of the text.
    """
    hits = sorted(_hits(text, query, quotations, in_quotations))[:MOST_WEIGHED]
    if not hits:
        start, end = _trimmed(text, 0, width)
        return [Passage(start, end, ())] if end > start else []
    spans = merged((start, end) for start, end, _ in hits)
    found: list[Passage] = []
    for _, first, last in sorted(_windows(hits, width), key=lambda window: (window[0], window[1])):
        passage = _cut(text, spans, hits[first][0], min(hits[last][1], hits[first][0] + width), width)
        if all(passage.end <= other.start or other.end <= passage.start for other in found):
            found.append(passage)
            if len(found) == limit:
                break
    return found


def in_context(text: str, span: Span, width: int = CONTEXT_CHARACTERS) -> Passage:
    """One hit with about so many characters either side of it."""
    start, end = _trimmed(text, span[0] - width, span[1] + width)
    return Passage(min(start, span[0]), max(end, span[1]), (span,))


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in rising order, joined where they overlap."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _windows(hits: list[tuple[int, int, int]], width: int) -> Iterator[tuple[tuple[int, int], int, int]]:
    """For each hit the window that begins with it: (rank, first hit, last hit); a lower rank is better."""
    counts: dict[int, int] = {}
    last = -1
    for first, (start, _, part) in enumerate(hits):
        while last + 1 < len(hits) and (last < first or hits[last + 1][1] <= start + width):
            last += 1
            counts[hits[last][2]] = counts.get(hits[last][2], 0) + 1
        yield (-len(counts), -(last - first + 1)), first, last
        counts[part] -= 1
        if not counts[part]:
            del counts[part]


def _cut(text: str, spans: list[Span], start: int, end: int, width: int) -> Passage:
    """The passage around `start`:`end`: what room is left goes to both sides, and the hits are those inside."""
    room = max(0, width - (end - start))
    start, end = _trimmed(text, start - room // 2, end + room - room // 2)
    lowest = bisect_right(spans, start, key=lambda span: span[1])
    inside = spans[lowest : bisect_left(spans, end, key=lambda span: span[0])]
    return Passage(start, end, tuple((max(a, start), min(b, end)) for a, b in inside))


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without half words and blanks at its ends; a word too long for that is cut."""
    start, end = max(0, start), min(len(text), end)
    if start > 0 and not text[start - 1].isspace() and (gap := _WORD_EDGE.search(text, start, end)):
        start = gap.end()
    if end < len(text) and not text[end].isspace():
        back = end
        while back > start and not text[back - 1].isspace():
            back -= 1
        end = back if back > start else end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _hits(
    text: str, query: Query, quotations: Sequence[Quotation] | None, in_quotations: bool
) -> Iterator[tuple[int, int, int]]:
    """(start, end, which part of the query) of every hit, in no order; the same place may come twice."""
    if query.root is None:
        return
    root = grouped(on_quotations(query.root) if in_quotations else query.root)
    placed = placed_words(text)
    for number, node in enumerate(_wanted(root)):
        if isinstance(node, Quoted):
            yield from ((a, b, number) for a, b in _quoted_hits(node.part, placed, quotations))
        elif node.field in ("any", "text"):
            yield from ((a, b, number) for a, b in _leaf_hits(node, placed))


def _wanted(node: Node) -> Iterator[Leaf | Quoted]:
    """What the query wants to see: not what it forbids."""
    match node:
        case All(parts) | Either(parts):
            for part in parts:
                yield from _wanted(part)
        case Not() | Dates() | Mark():
            return
        case _:
            yield node


def _quoted_hits(part: Node, placed: list[Placed], quotations: Sequence[Quotation] | None) -> Iterator[Span]:
    leaves = [leaf for leaf in _wanted(part) if not isinstance(leaf, Quoted) and leaf.field == "quote"]
    if quotations is None:
        for leaf in leaves:
            yield from _leaf_hits(leaf, placed)
        return
    starts = [start for _, start, _ in placed]
    for quotation in quotations:
        if holds(part, quotation):
            if not leaves:
                yield quotation.start, quotation.end
            inside = placed[bisect_left(starts, quotation.start) : bisect_left(starts, quotation.end)]
            for leaf in leaves:
                yield from _leaf_hits(leaf, inside)


def holds(node: Node, quotation: Quotation) -> bool:
    """Whether a quotation has what a query on `speaker:` and `quote:` asks."""
    match node:
        case All(parts):
            return all(holds(part, quotation) for part in parts)
        case Either(parts):
            return any(holds(part, quotation) for part in parts)
        case Not(part):
            return not holds(part, quotation)
        case Dates() | Mark() | Quoted():
            return False
        case _:
            value = quotation.speaker or "" if node.field == "speaker" else quotation.text
            return any(True for _ in _leaf_hits(node, [(word, 0, 0) for word in words(value)]))


def _leaf_hits(leaf: Leaf, placed: list[Placed]) -> Iterator[Span]:
    """Where a word, phrase or pattern stands among placed words."""
    if isinstance(leaf, Phrase):
        wanted = leaf.words
        for i in range(len(placed) - len(wanted) + 1):
            if placed[i][0] == wanted[0] and all(placed[i + k][0] == wanted[k] for k in range(1, len(wanted))):
                yield placed[i][1], placed[i + len(wanted) - 1][2]
        return
    test = word_test(leaf)
    fits = {word for word in {word for word, _, _ in placed} if test(word)}
    yield from ((start, end) for word, start, end in placed if word in fits)


def word_test(leaf: Word | Pattern | Prefix | Near) -> Callable[[str], bool]:
    """Whether a folded word is one that the leaf asks for."""
    match leaf:
        case Word(_, word):
            return lambda other: other == word
        case Prefix(_, prefix):
            return lambda other: other.startswith(prefix)
        case Pattern(_, pattern):
            fits = re.compile("".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in pattern), re.DOTALL).fullmatch
            return lambda other: fits(other) is not None
        case Near(_, word, edits):
            return lambda other: OSA.distance(word, other, score_cutoff=edits) <= edits
