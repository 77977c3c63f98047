"""Where in some lines do the words stand that were looked for?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from tui.widgets.painted import Line, Piece

Span = tuple[int, int]
Find = Callable[[str], Sequence[Span]]


def spans_of(lines: Sequence[Line], find: Find) -> list[list[Span]]:
    """For each of these lines the stretches found: words that go on in the next line, too."""
    found = find("\n".join(line.text for line in lines))
    spans: list[list[Span]] = []
    at = 0
    for line in lines:
        end = at + len(line.text)
        spans.append([(max(at, first) - at, min(end, last) - at) for first, last in found if first < end and last > at])
        at = end + 1
    return spans


def found_in(lines: Sequence[Line], find: Find | None, names: str = "hit") -> list[Line]:
    """The lines with what is found in them in other styles, too; without `find` as they are."""
    if find is None:
        return list(lines)
    return [marked(line, spans, names) for line, spans in zip(lines, spans_of(lines, find), strict=True)]


def marked(line: Line, spans: Sequence[Span], names: str) -> Line:
    """The line with these stretches of its text in other styles, too."""
    if not spans:
        return line
    pieces: list[Piece] = []
    at = 0
    for text, own in line.pieces:
        ends = {min(max(edge - at, 0), len(text)) for span in spans for edge in span}
        for start, end in pairwise(sorted({0, len(text), *ends})):
            found = any(first <= at + start < last for first, last in spans)
            pieces.append((text[start:end], f"{own} {names}".strip() if found else own))
        at += len(text)
    return Line(tuple(pieces), line.under)
