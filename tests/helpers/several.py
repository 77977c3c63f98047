"""Utterances that several invented outlets printed."""

from __future__ import annotations

from msgspec.structs import replace

from index.model import ArticleRow, Printing, Quotation, Relation, UtteranceRow

OUTLETS = ("Harbour Times", "Coast Wire", "Daily Gull", "Quay Ledger", "Radio Oss", "Oss Herald")


def article_row(ident: str, outlet: str | None, published: str | None = "2026-11-02", title: str = "") -> ArticleRow:
    named = title or f"What {outlet} wrote"
    return ArticleRow(ident, None, outlet, named, None, published, None, None, 900, 1, 0, 0, False, False, "")


def printing(
    article: str,
    outlet: str | None,
    words: str,
    relation: Relation = "identical",
    *,
    start: int = 0,
    score: float = 0.9,
    altered: bool | None = None,
    published: str | None = "2026-11-02",
    speaker: str | None = "Ada Lind",
    spoken: bool = False,
) -> Printing:
    quote = Quotation(article, start, start + len(words), words, "direct", speaker, confidence=0.9)
    row = replace(article_row(article, outlet, published), spoken=spoken)
    return Printing(quote, row, score, relation, altered, text=words)


def utterance(*printings: Printing, left_out: tuple[str, ...] = ()) -> UtteranceRow:
    counted = [p for p in printings if not p.article.spoken]
    dated = [p for p in counted if p.article.published]
    outlets = len({p.article.outlet_key for p in counted})
    first = min(dated, key=lambda p: p.article.published or "", default=None)
    fullest = printings[0].quote
    return UtteranceRow(
        fullest.id,
        fullest.speaker,
        printings,
        first,
        outlets,
        outlets,
        transcript=printings[0].article.spoken,
        left_out=left_out,
    )


def many(count: int, outlets: int = 40) -> list[UtteranceRow]:
    """So many utterances of so many outlets, three printings each, told the same way every time."""
    ways: tuple[Relation, ...] = ("truncated", "reworded", "paraphrased", "overlapping")
    rows = []
    for i in range(count):
        names = [f"Outlet {(i * 7 + step * 3) % outlets:02d}" for step in range(4)]
        words = f"Utterance {i} of the harbour, about boats and gulls and a toll that nobody pays"
        base = printing(f"a{i % 500}", names[0], words, start=i, published=f"2026-11-{1 + i % 28:02d}")
        others = [
            printing(f"b{i % 500}", names[1], words[:40], ways[i % 4], start=i),
            printing(f"c{i % 500}", names[2], words, "reworded", start=i, altered=i % 5 == 0),
        ]
        rows.append(utterance(base, *others, left_out=(names[3],)))
    return rows
