"""Which printings of an utterance stand beside each other, and what did each do to the first of them?

Needs no screen: the words are aligned here, in the thread that asked the library.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from index.aligning import Alignment, aligned, altered_columns
from index.matching import compare
from index.model import Alteration, DiffOp, Printing, Quotation, UtteranceRow, Variant

MOST = 8  # more rows than this under each line of words, and a block no longer fits on 24 lines


class Beside(Struct, frozen=True):
    """One printing, and what it did to the base's words.

    `altered` are the columns of the alignment in which it changes the meaning, `alterations` says how, told from the
    base. The base itself has neither, and no diff.
    """

    printing: Printing
    diff: tuple[DiffOp, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    altered: frozenset[int] = frozenset()


class Comparison(Struct, frozen=True):
    """The printings of an utterance side by side, the base first; `more` are not shown.

    `transcript` says that the base is what was really said.
    """

    speaker: str | None
    rows: tuple[Beside, ...]
    alignment: Alignment
    more: int = 0
    transcript: bool = False

    def place_of(self, quotation: str | None) -> int:
        """The row of a quotation; the first after the base where it has none."""
        found = next((i for i, row in enumerate(self.rows) if quotation in ids(row.printing.quote)), None)
        return min(1, len(self.rows) - 1) if found is None else found


def side_by_side(utterance: UtteranceRow, wanted: str | None = None) -> Comparison:
    """The best eight printings of an utterance, word by word.

    The base, the printing that is `wanted` and those that alter the meaning come before better scores; they are shown
    in the utterance's order.
    """
    base, *others = utterance.printings
    ranked = sorted(others, key=lambda p: (wanted not in ids(p.quote), not p.altered, -p.score))
    kept = {p.quote.id for p in ranked[: MOST - 1]}
    shown = [base, *(p for p in others if p.quote.id in kept)]
    alignment = aligned([printing.text for printing in shown])
    rows = [Beside(base)]
    for i, printing in enumerate(shown[1:], start=1):
        match = compare(base.text, printing.text)
        altered = altered_columns(alignment, i, match.alterations)
        rows.append(Beside(printing, match.diff, match.alterations, altered))
    more = len(utterance.printings) - len(shown)
    return Comparison(utterance.speaker, tuple(rows), alignment, more, utterance.transcript)


def with_variant(utterance: UtteranceRow, variant: Variant) -> UtteranceRow:
    """The utterance with a printing that is none of its own: an echo that a reader wants beside it.

    What was really said is there already.
    """
    if variant.said or any(ids(p.quote) & ids(variant.quote) for p in utterance.printings):
        return utterance
    link = variant.link
    words = " ".join(theirs for _, _, theirs in variant.diff if theirs)  # of all its parts
    printing = Printing(variant.quote, variant.article, link.score, link.relation, link.altered, text=words)
    return replace(utterance, printings=(*utterance.printings, printing))


def utterance_of(utterances: Sequence[UtteranceRow], wanted: Sequence[str]) -> UtteranceRow | None:
    """The utterance that has one of these quotations, of several the one that most outlets printed."""
    some = set(wanted)
    found = [row for row in utterances if any(ids(p.quote) & some for p in row.printings)]
    return max(found, key=lambda row: (row.outlets, len(row.printings)), default=None)


def ids(quotation: Quotation) -> set[str]:
    """The ids under which a printing may be asked for: its own, and that of the first part where it was split."""
    return {quotation.id, quotation.continues or quotation.id}
