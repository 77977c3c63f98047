"""How much of the quotations of real web pages comes through, and how much that is none of the article's?

usage: python -m benchmarks.pages_eval  (needs ../shared, or SHARED=...; `make eval` runs it, too)

The labels are Scrapinghub's: pages with their articles' texts, taken out by hand. A quotation in marks of the text by
hand is whole where its words, spaces folded, stand in what was read as one piece; one of what was read is from outside
where its words don't stand in the text by hand.
"""

from __future__ import annotations

import gzip
import json
import random
import statistics
import time
from typing import NamedTuple

from benchmarks import labelled
from index.extracting import quotations_of
from index.ingest.hints import Hint
from index.ingest.pages import article_of
from index.model import Article

RESAMPLED = 2_000
# as labelled "‘ this is the song", with a space that the page does not have; a headline of another article, in a box
DISPUTED = {"3d8f3404cf97", "51d066b0602c"}


class Page(NamedTuple):
    name: str
    wanted: int
    whole: int
    outside: int
    shared: float  # words of both over those of either: how far the texts agree
    seconds: float


def folded(text: str) -> str:
    return " ".join(text.split())


def quoted(text: str) -> list[str]:
    return [folded(q.text) for q in quotations_of(Article("x", text)) if q.kind != "indirect"]


def measured(name: str, url: str, by_hand: str, html: bytes) -> Page:
    began = time.perf_counter()
    found = article_of(html, Hint(url, url, url=url))
    seconds = time.perf_counter() - began
    text = found.text if isinstance(found, Article) else ""
    got, wanted = folded(text), folded(by_hand)
    quotations = quoted(by_hand)
    a, b = set(got.split()), set(wanted.split())
    return Page(
        name,
        len(quotations),
        sum(q in got for q in quotations),
        sum(q not in wanted for q in quoted(text)),
        2 * len(a & b) / max(1, len(a) + len(b)),
        seconds,
    )


def share(pages: list[Page]) -> float:
    return 100 * sum(p.whole for p in pages) / max(1, sum(p.wanted for p in pages))


def main() -> None:
    folder = labelled.shared() / "bench" / "pages"
    if not folder.is_dir():
        print(f"web pages: {folder} is not there")
        return
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    article_of(b"<html><body><p>warm</p></body></html>", Hint("x", "x"))
    pages = [
        measured(name, row["url"], row["text"], gzip.decompress((folder / f"{name}.html.gz").read_bytes()))
        for name, row in truth.items()
    ]
    draw = random.Random(1)
    drawn = sorted(share(draw.choices(pages, k=len(pages))) for _ in range(RESAMPLED))
    low, high = drawn[RESAMPLED // 40], drawn[-RESAMPLED // 40]
    fair = [page for page in pages if page.name not in DISPUTED]
    print(f"web pages: {len(pages)} pages, {sum(p.wanted for p in pages)} quotations in marks")
    print(f"  whole    {share(pages):.1f}% [{low:.1f}, {high:.1f}], without disputed pages {share(fair):.1f}%")
    print(f"  outside  {sum(p.outside for p in pages)}, without disputed pages {sum(p.outside for p in fair)}")
    print(f"  words    {100 * statistics.mean(p.shared for p in pages):.1f}% F1, mean of pages")
    print(f"  time     {1000 * statistics.median(p.seconds for p in pages):.0f} ms a page")
    for page in pages:
        if page.whole < page.wanted or page.outside:
            print(f"    {page.name}  whole {page.whole} of {page.wanted}, outside {page.outside}")


if __name__ == "__main__":
    main()
