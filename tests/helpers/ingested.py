"""What comes of a file, and how much of what the sample says is in it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.extracting import quotations_of
from index.ingest import sources
from index.ingest.sources import Source, read
from index.model import Article, Skipped

SAMPLE = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def ingested(*files: Path) -> tuple[list[Article], list[Skipped]]:
    """The articles of these files, and what was said of the rest."""
    named = sources(map(str, files))
    return parted(item for one in named for item in (read(one) if isinstance(one, Source) else [one]))  # type: ignore[list-item]


def parted(items: Iterable[Article | Skipped]) -> tuple[list[Article], list[Skipped]]:
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for item in items:
        (articles if isinstance(item, Article) else skipped).append(item)  # type: ignore[arg-type]
    return articles, skipped


def quoted(article: Article) -> list[str]:
    """The words in marks, spaces folded."""
    return [" ".join(q.text.split()) for q in quotations_of(article) if q.kind != "indirect"]


def whole(articles: Iterable[Article], files: Iterable[Path] = SAMPLE) -> float:
    """The share of the quotations in the sample's plain text that these articles have."""
    wanted = [q for file in files for q in quoted(Article(file.stem, file.read_text(encoding="utf-8")))]
    there = {q for article in articles for q in quoted(article)}
    return sum(q in there for q in wanted) / len(wanted)
