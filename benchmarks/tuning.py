"""What did each measure of tuning bring? The same work with and without it, in one run.

The full-text index from Whoosh as it comes to ours, a step at a time; commits as often as the articles are stored;
links without what leaves out hopeless pairs, and with every text looked up alone.

usage: python -m benchmarks.tuning [--articles N]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from unittest import mock

from whoosh.analysis import StandardAnalyzer
from whoosh.fields import TEXT, Schema
from whoosh.index import FileIndex, create_in

from benchmarks import copies
from benchmarks.lookup import looked_up
from benchmarks.peers.links import of
from benchmarks.speed import ARTICLES
from index import linking
from index.adding import BATCH_ARTICLES
from index.candidates import Postings, finding
from index.extracting import quotations_of
from index.fulltext.pool import BlockCodec, TermPool
from index.fulltext.schema import (
    Words,
    article_document,
    article_schema,
    quotation_documents,
    quotation_schema,
)
from index.fulltext.writing import COMPRESSION
from index.matching import LINK_SCORE
from index.model import Article, Quotation, Whole

RUNS = 3
Made = Sequence[tuple[Article, Sequence[Quotation]]]


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds: the median of some runs."""
    taken = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def plain(schema: Schema) -> Schema:
    """The schema with Whoosh's own fields of text, which keep every word, in place of ours."""
    words = StandardAnalyzer(stoplist=None, minsize=1)
    fields = {name: TEXT(analyzer=words) if isinstance(kind, Words) else kind for name, kind in schema.items()}
    return Schema(**fields)


def joined(document: dict[str, Any]) -> dict[str, Any]:
    """A document whose title and text are one text, as Whoosh's own fields take it."""
    return {name: "\n".join(value) if isinstance(value, tuple) else value for name, value in document.items()}


def indexed(made: Made, *, own_words: bool, own_pool: bool, commit_after: int | None = None) -> None:
    """The two indexes, with our words and our postings in memory or Whoosh's; one commit, or one after so many."""
    with tempfile.TemporaryDirectory() as folder:
        indexes = []
        for name, schema in (("articles", article_schema()), ("quotations", quotation_schema())):
            (Path(folder) / name).mkdir()
            indexes.append(create_in(str(Path(folder) / name), schema if own_words else plain(schema)))
        step = commit_after or len(made)
        for start in range(0, len(made), step):
            articles, quotations = (_writer(index, own_pool) for index in indexes)
            for article, said in made[start : start + step]:
                document = article_document(article)
                articles.add_document(**(document if own_words else joined(document)))
                for one in quotation_documents(article, said):
                    quotations.add_document(**one)
            articles.commit()
            quotations.commit()


def _writer(index: FileIndex, own_pool: bool) -> Any:
    if not own_pool:
        return index.writer()
    writer = index.writer(codec=BlockCodec(compression=COMPRESSION))
    writer.pool = TermPool()
    return writer


def fulltext(made: Made) -> None:
    """The rows of the full-text index."""
    ours = {"own_words": True, "own_pool": True}
    cases: dict[str, Callable[[], object]] = {
        "Whoosh's fields, Whoosh's postings": lambda: indexed(made, own_words=False, own_pool=False),
        "our words and places (schema.Words)": lambda: indexed(made, own_words=True, own_pool=False),
        "and our postings in blocks (pool.TermPool)": lambda: indexed(made, **ours),
        f"the same, a commit every {BATCH_ARTICLES} articles": lambda: indexed(
            made, **ours, commit_after=BATCH_ARTICLES
        ),
    }
    _table("full-text index", {name: cpu(work) for name, work in cases.items()}, len(made))


def links(made: Made) -> None:
    """The rows of the links."""
    of_article = [linking.wholes(said, article.outlet_key, article.published) for article, said in made]
    lenient: dict[str, Any] = {"ALIKE": 0.0, "SURE": 0.0}

    def hopeless() -> None:
        with mock.patch.multiple(finding, **lenient):
            linked_together(of_article)

    taken = {
        "a text at a time": cpu(lambda: linked(of_article, together=False)),
        "all texts of an article at once": cpu(lambda: linked(of_article, together=True)),
        "the texts of several articles at once": cpu(lambda: linked_together(of_article)),
        "the same, hopeless pairs compared too": cpu(hopeless),
    }
    _table("links", taken, len(made))


def linked(of_article: Sequence[Sequence[Whole]], *, together: bool) -> None:
    """Link all articles one after the other."""
    wholes: list[Whole] = []
    with tempfile.TemporaryDirectory() as folder:
        postings = Postings.open(Path(folder), "benchmark")
        for new in of_article:
            texts = [whole.text for whole in new]
            found = dict(zip(texts, postings.find_all(texts), strict=True)) if together and texts else {}
            linking.link(new, found.__getitem__ if together else postings.find, of(wholes), LINK_SCORE)
            postings.add((key, whole.text) for key, whole in enumerate(new, len(wholes)))
            wholes += new


def linked_together(of_article: Sequence[Sequence[Whole]]) -> None:
    """The same, several articles' candidates looked up together, as `quoth add` does."""
    wholes = [whole for new in of_article for whole in new]
    keys = iter(range(len(wholes)))
    with tempfile.TemporaryDirectory() as folder:
        postings = Postings.open(Path(folder), "benchmark")
        dated = ((linking.day_number(new[0].published) if new else 0, new) for new in of_article)
        found = looked_up(postings, ((day, [(next(keys), whole.text) for whole in new]) for day, new in dated))
        for new, near in zip(of_article, found, strict=True):
            linking.link(new, near.__getitem__, of(wholes), LINK_SCORE)


def _table(name: str, taken: dict[str, float], articles: int) -> None:
    first = next(iter(taken.values()))
    print(f"{name:50} {'CPU s':>8}   ({articles:,} articles)")
    for case, seconds in taken.items():
        print(f"  {case:48} {seconds:8.2f} {seconds / first:7.2f} of the first", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=4_000)
    options = parser.parse_args()
    rows = islice(copies.rows_of(ARTICLES), options.articles)
    made: list[tuple[Article, Sequence[Quotation]]] = []
    for r in rows:
        article = Article(r["id"], r["text"], outlet=r["outlet"], published=r["published"], title=r["title"])
        made.append((article, quotations_of(article)))
    fulltext(made)
    links(made)


if __name__ == "__main__":
    main()
