"""Which sentences of a transcript would an outlet report at all?

Courtesies and the questions of those who ask are in every transcript, and nobody leaves them out: they are just not
printed. So a sentence that nobody printed is held against an outlet only where it says something of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.matching import THIN_MASS
from index.matching.features import prepare
from index.model import Quotation, UtteranceRow
from index.terms import folds


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# a sentence of these words alone is a courtesy: "Good evening.", "Thank you all very much for coming."
COURTESIES = _words(
    """a again all also and any applause are as being can come coming day dear everybody everyone evening everything
    for friends gentlemen go good goodbye great have hello here hi i is it ladies later laughter let me meet morning
    much my nice night next of okay please pleased pleasure press questions ready right see so take thank thanks that
    the this time to today tonight us very we welcome will with yes you your"""
)
COURTEOUS = _words("good hello hi thank thanks welcome goodbye applause laughter questions please nice")


def asks_or_greets(sentence: Quotation) -> bool:
    """Whether it is a question, somebody's who is not named, or nothing but a courtesy."""
    words = folds(sentence.text)
    if sentence.speaker is None or sentence.text.rstrip("\"'”’» )").endswith("?"):
        return True
    return bool(words) and COURTESIES.issuperset(words) and not COURTEOUS.isdisjoint(words)


def can_be_left_out(sentence: Quotation) -> bool:
    """Whether an outlet that does not print it left something out.

    Not of what says too little to be found again: "It's over." may stand in an article in any other words.
    """
    return not asks_or_greets(sentence) and prepare(sentence.text).mass >= THIN_MASS


def reportable(rows: Sequence[UtteranceRow]) -> list[UtteranceRow]:
    """The utterances without the courtesies and questions that nobody printed."""
    return [row for row in rows if row.outlets or not (row.transcript and asks_or_greets(row.fullest.quote))]
