"""Which reports in a writer's own words tell what somebody is quoted with in another article?

Only of a speaker who is surely the same by name, in the same days: rare words alone tie what two people said of one
thing. Candidates are found by the speaker's surname with each rare stem, so that a busy topic costs little. Reports
are never compared with each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal
from zlib import crc32

from index import terms
from index.linking import days_apart, joined
from index.matching import paraphrase
from index.matching.samename import same_name
from index.model import PERHAPS, Quotation, Whole

Sort = Literal["quotation", "report", "reports of", "reports"]
NEAR_DAYS = 3  # of the labelled links 99% were printed within two days; a report of what was said last month says so
LIMIT = 16  # candidates for one text: those of one surname are few
SURNAME = 5  # letters: as `same_name` compares the spellings of one name
# what an entry of the postings is, or is looked for: all reports are found by the words alone, too
_FEATURES: dict[str, tuple[tuple[str, bool], ...]] = {
    "quotation": (("said", True),),
    "report": (("told", True), ("told", False)),
    "reports of": (("told", True),),
    "reports": (("told", False),),
}


def reports(quotations: Sequence[Quotation], outlet_key: str, published: str | None) -> list[Whole]:
    """The indirect rows of one article as wholes: split parts joined, in order."""
    return joined((q for q in quotations if q.kind == "indirect"), outlet_key, published)


def is_report(whole: Whole) -> bool:
    """Whether it is told in a writer's own words."""
    return whole.pieces[0].kind == "indirect"


def comparable(whole: Whole) -> bool:
    """Whether it may be one side of a paraphrase: its speaker is surely known and has a name, its day is known."""
    known = next((piece for piece in whole.pieces if piece.speaker), None)
    if known is None or not (known.corrected or known.confidence >= PERHAPS) or not whole.published:
        return False
    return (known.speaker or "").split()[-1][0].isupper()


def entry(sort: Sort, whole: Whole) -> str:
    """A whole as the postings hold it, or as it is looked for: its sort, its speaker and its words, a line each."""
    return f"{sort}\n{' '.join((whole.speaker or '').split())}\n{whole.text}"


def asked(wholes: Iterable[tuple[int, Whole]]) -> list[tuple[int, str]]:
    """(key, entry) by which the candidates are found of those wholes that may have some."""
    return [
        (key, entry("quotation" if is_report(whole) else "reports of", whole))
        for key, whole in wholes
        if comparable(whole)
    ]


def sought(words: str) -> str:
    """The entry by which reports of some words are found, whoever said them."""
    return f"reports\n\n{words}"


def added(wholes: Iterable[tuple[int, Whole]]) -> list[tuple[int, str]]:
    """The postings' entries of an article's wholes, quotations and reports."""
    return [
        (key, entry("report" if is_report(whole) else "quotation", whole))
        for key, whole in wholes
        if is_report(whole) or comparable(whole)
    ]


def features(document: str) -> list[int]:
    """The features by which an `entry` is found: each of its rare stems, with the speaker's surname or alone."""
    sort, speaker, words = document.split("\n", 2)
    surname = _surname(speaker)
    found = paraphrase.stems(words)
    seeds = [
        crc32(f"{kind} {surname if by_name else ''}\0".encode())
        for kind, by_name in _FEATURES[sort]
        if surname or not by_name
    ]
    return [crc32(stem.encode(), seed) for seed in seeds for stem in found]


@lru_cache(maxsize=1 << 12)
def _surname(speaker: str) -> str:
    folded = terms.folds(speaker)
    return folded[-1].removesuffix("'s")[:SURNAME] if folded else ""


def probability(quotation: Whole, report: Whole) -> float:
    """How probable it is that a report tells what a quotation says; 0 for another speaker, and for other days."""
    apart = days_apart(quotation.published, report.published)
    if apart is None or apart > NEAR_DAYS or not (comparable(quotation) and comparable(report)):
        return 0.0
    if same_name(quotation.speaker, report.speaker) is not True:
        return 0.0
    if len(paraphrase.stems(quotation.text) & paraphrase.stems(report.text)) < paraphrase.THIN_STEMS:
        return 0.0  # of the candidates most, at a tenth of the price
    cue = report.pieces[0].cue or ""
    return paraphrase.paraphrase(quotation.text, report.text, names(quotation, report), cue)


def names(quotation: Whole, report: Whole) -> str:
    """What both call the speaker: words that tell nothing of what was said."""
    return " ".join(sorted({quotation.speaker or "", report.speaker or ""}))
