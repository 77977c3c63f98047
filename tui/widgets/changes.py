"""How are the words of another printing shown, with what it changed marked?

Words left out are struck through, words put in are bold and underlined; where there are no colours they also stand
between wdiff's signs, [-left out-] and [+put in+].
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from index.model import DiffOp
from tui.render import one_line, wrap
from tui.widgets.painted import Line, Piece

LONGEST_SAME = 24  # words in a run that the other printed; its middle is left out from there on
LONGEST_CUT = 14  # the same for words that the other left out
KEPT_EACH_SIDE = 6
ENDS = (".", "?")  # of a sentence that has its end


def changed(diff: Iterable[DiffOp], *, signs: bool, whole: bool = False) -> list[Piece]:
    """The words as the other printed them, long runs shortened unless `whole`. `signs`: mark without colour."""
    pieces: list[Piece] = []
    for op, mine, theirs in diff:
        if op == "equal":
            _add(pieces, _shorter(theirs or mine, LONGEST_SAME, whole), "")
            continue
        if mine.strip():
            words = _shorter(mine, LONGEST_CUT, whole)
            _add(pieces, f"[-{words}-]" if signs else words, "deleted")
        if theirs.strip():
            words = _shorter(theirs, LONGEST_SAME, whole)
            _add(pieces, f"[+{words}+]" if signs else words, "inserted")
    return pieces


def _add(pieces: list[Piece], words: str, names: str) -> None:
    if not words:
        return
    if pieces:
        pieces.append((" ", ""))
    pieces.append((words, names))


def _shorter(text: str, longest: int, whole: bool) -> str:
    words = one_line(text).split(" ")
    if whole or len(words) <= longest:
        return " ".join(words)
    return " ".join((*words[:KEPT_EACH_SIDE], "…", *words[-KEPT_EACH_SIDE:]))


def sentences(told: Iterable[str], width: int) -> list[Line]:
    """Sentences that may lack their capital and their full stop, with an empty line between them."""
    lines: list[Line] = []
    for sentence in map(one_line, told):
        whole = f"{sentence[:1].upper()}{sentence[1:]}{'' if sentence.endswith(ENDS) else '.'}"
        lines += [*([Line()] if lines else []), *folded([(whole, "")], max(10, width - 2), " ")]
    return lines


def hanging(sign: Piece, pieces: Sequence[Piece], width: int) -> list[Line]:
    """The pieces broken into lines that all begin right of a sign before the first."""
    first, *rest = folded(pieces, width, " " * (1 + cell_len(sign[0])))
    return [Line(((" ", ""), sign, *first.pieces[1:])), *rest]


def folded(pieces: Sequence[Piece], width: int, indent: str = "", names: str = "") -> list[Line]:
    """The pieces broken into lines of at most `width` cells, each after `indent` in the style `names`."""
    text = "".join(words for words, _ in pieces)
    lines = []
    edges = []
    at = 0
    for words, style in pieces:
        edges.append((at, at + len(words), style))
        at += len(words)
    for row in wrap(text, max(1, width - len(indent))).rows:
        shown = [
            (text[max(row.start, start) : min(row.end, end)], style)
            for start, end, style in edges
            if start < row.end and row.start < end
        ]
        lines.append(Line(((indent, names), *shown)))
    return lines
