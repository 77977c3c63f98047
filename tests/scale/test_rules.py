"""What is decided of inputs and articles before Spark brings rows together: no Spark is needed for it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from index.candidates import finding
from index.model import Article, Link, Quotation, Whole
from index.scale import articles, postings
from index.scale.components import in_one_task
from index.scale.files import File, address_of
from index.scale.inputs import inputs
from index.scale.values import article_of, key_of, links_of, packed, whole_of

OUTLETS = '["two.txt"]\noutlet = "Harbour Times"\n["one.jsonl"]\noutlet = "Coast Wire"\n'


def file(name: str, *, named: bool = False) -> File:
    return File(f"file:///in/{name}", f"in/{name}", 10, 1, named)


@pytest.mark.parametrize(
    ("one", "how"),
    [
        (file("one.jsonl"), "jsonl"),
        (file("one.jsonl.gz"), "jsonl"),
        (file("part-0.snappy.parquet"), ".parquet"),
        (file("crawl.warc.gz"), "warc"),
        (file("two.txt"), "text"),
        (file("README.md"), None),  # about the files beside it
        (file("README.md", named=True), "markdown"),
        (file("part-0.crc"), None),
    ],
)
def test_each_file_is_read_as_it_is_locally(one: File, how: str | None) -> None:
    found, skipped = inputs([one], lambda _: None)
    assert [each.how for each in found] == ([how] if how else [])
    assert skipped == []


def test_what_is_named_and_can_not_be_read_is_told() -> None:
    found, skipped = inputs([file("part-0.crc", named=True)], lambda _: None)
    assert found == []
    assert "of no format that quoth reads" in skipped[0].reason


def test_an_outlets_file_says_what_files_do_not() -> None:
    asked: list[str] = []

    def text_of(address: str) -> str | None:
        asked.append(address)
        return OUTLETS

    found, _ = inputs([file("one.jsonl"), file("two.txt"), file("three.txt")], text_of)
    assert [one.hint.outlet for one in found] == ["Coast Wire", "Harbour Times", None]
    assert [one.source for one in found] == [0, 1, 2]
    assert found[1].hint.origin == "/in/two.txt"
    assert asked == ["file:///in/outlets.toml"]


@pytest.mark.parametrize("address", ["file:/in/a", "file:///in/a"])
def test_an_address_has_one_form(address: str) -> None:
    assert address_of(address) == "file:///in/a"


def known(number: int, **fields: Any) -> dict[str, Any]:
    given = {"id": "a", "named": True, "digest": "d", "words": "w", "outlet": None, "published": None}
    return {"number": number, **given, **fields}


@pytest.mark.parametrize(
    ("rows", "gone"),
    [
        ([known(1), known(2)], [(2, 1, "is there already")]),
        ([known(1), known(2, digest="e")], [(2, 1, articles.clash("a", "read before"))]),
        # a page read three times stands as it was read last, in the place of the first
        (
            [known(n, named=False, digest=str(n)) for n in (1, 2, 3)],
            [(2, 3, "was read anew later"), (1, 3, None)],
        ),
    ],
)
def test_of_one_id_one_article_stays(rows: list[dict[str, Any]], gone: list[tuple[Any, ...]]) -> None:
    assert articles.by_id(rows) == gone


def test_the_same_words_are_one_article_where_outlet_and_day_do_not_tell_them_apart() -> None:
    rows = [known(1, id="a", outlet="A"), known(2, id="b", outlet="B"), known(3, id="c"), known(4, id="d", outlet="B")]
    gone = articles.by_words(rows)
    assert [(row[0], row[1]) for row in gone] == [(3, 1), (4, 2)]


def test_what_travels_comes_out_as_it_went_in() -> None:
    said = Quotation("a", 1, 5, "some", "direct", "Ada Lind", cue="said", confidence=1.0)
    whole = Whole((said,), said.text, "A", "2026-11-02")
    assert whole_of(packed(whole)) == whole
    article = Article("a", "text", outlet="A", named=True)
    assert article_of(packed(article)) == article
    assert links_of(packed([Link("a#1-5", "b#1-5", 0.5, "identical", altered=None)])) == [
        Link("a#1-5", "b#1-5", 0.5, "identical", altered=None)
    ]


def test_keys_ascend_as_articles_and_their_quotations_do() -> None:
    keys = [key_of(number, place) for number in range(3) for place in (0, 1, 5_000)]
    assert keys == sorted(set(keys))


def test_what_is_read_of_a_text_is_what_the_local_postings_read() -> None:
    many = [{"feature": n, "before": 900 * n} for n in range(8)]
    rows = [{"key": 7, "number": 3, "looks": many, "there": 1_000_000}]
    read = list(postings.of_texts(rows))
    assert [one[2] for one in read] == [1, 2]  # 900 and 1,800 are 2,700; the next would be more than is ever read
    assert {one[4] for one in read} == {3}  # with the one that nobody has
    assert finding.READ == 3000
    assert read[0][3] == pytest.approx(np.log1p(1_000_000 / 900))


def test_what_hangs_together_is_found_in_one_task() -> None:
    from index.scale.values import table_of

    edges = table_of([(2, 1), (3, 2), (9, 8), (4, 3), (8, 5)], "u long, v long")
    rows = [row for batch in in_one_task(iter(edges.to_batches())) for row in batch.to_pylist()]
    found = {row["node"]: row["root"] for row in rows}
    assert found == {1: 1, 2: 1, 3: 1, 4: 1, 5: 5, 8: 5, 9: 5}
