"""What a library answers: links, variants, lists."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from invented import LIND, pairs

from index.library import Library
from index.query import QueryProblem
from index.store import Store


def test_words_are_linked_across_outlets(library: Library) -> None:
    assert pairs(library) == [("one", "two", "truncated")]
    assert [row.shared for row in library.articles()] == [1, 1, 0]
    one = library.quotations("one")[0]
    assert one.text == LIND[one.start : one.end]
    assert one.speaker == "Ada Lind"
    assert library.shared_counts("one") == {one.id: 1}


def test_a_variant_is_told_from_the_side_that_asks(library: Library) -> None:
    one, two = (next(q for q in library.quotations(name) if q.kind != "indirect") for name in ("one", "two"))
    (there,) = library.variants(one.id)
    (back,) = library.variants(two.id)
    assert (there.link.a, there.link.b, there.link.relation) == (one.id, two.id, "truncated")
    assert (back.link.a, back.link.b, back.link.relation) == (two.id, one.id, "extended")
    assert there.link.utterance == back.link.utterance == one.id
    assert " ".join(old for op, old, _ in there.diff if op != "insert") == one.text
    assert " ".join(new for op, _, new in back.diff if op != "delete") == one.text


def test_every_compared_pair(library: Library) -> None:
    links = library.links(min_score=0)
    assert not isinstance(links, QueryProblem)
    told = {(link.a.split("#")[0], link.b.split("#")[0]): link for link in links}
    assert told["one", "two"].relation == "truncated"
    assert all(link.relation == "none" and link.score < 0.5 for pair, link in told.items() if pair != ("one", "two"))


def test_lists_can_be_short(library: Library) -> None:
    assert [r.id for r in library.articles(limit=2)] == ["one", "two"]
    assert [r.id for r in library.articles(ids=["three", "one"], limit=1)] == ["one"]
    library.mark_read("one")
    assert [(r.read, r.starred) for r in library.articles(limit=2)] == [(True, False), (False, False)]
    for query, first in ((None, "one"), ("agreement", "two")):
        quotations = library.find_quotations(query, limit=1)
        assert isinstance(quotations, list)
        assert [q.article for q, _ in quotations] == [first]
    quotations = library.find_quotations(speaker="Quill", outlet="oss", limit=1)
    assert isinstance(quotations, list)
    assert [r.id for _, r in quotations] == ["three"]


def test_parts_are_the_whole_and_leave_nothing_open(library: Library) -> None:
    parts = list(library.article_parts("title", 2))
    assert [len(part) for part in parts] == [2, 1]
    assert [row for part in parts for row in part] == library.articles("title")
    next(library.article_parts("newest", 1))  # and no more of it
    library.remove(["one"])
    assert [len(part) for part in library.article_parts("newest", 2)] == [2]


def test_rows_are_read_in_good_time(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        store: Store = library._store
        with store.transaction() as db:
            db.executemany(
                "INSERT INTO article (id, seq, characters, digest, added) VALUES (?, ?, 0, '', '')",
                ((f"a{n}", n) for n in range(1, 5001)),
            )
        start = time.process_time()
        assert len(library.articles()) == 5000
        assert time.process_time() - start < 1


def test_words_inside_anothers_marks_are_listed_once(tmp_path: Path) -> None:
    text = "“Hale told me ‘we will never sign this’ and left,” Ada Lind said. Ada Lind said the toll was “a joke.”\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "library") as library:
        library.add([str(tmp_path / "a.txt")])
        inner = next(q for q in library.quotations(library.articles()[0].id) if "never" in q.text and q.within)
        assert inner.speaker == "Hale"

        def listed(**how: Any) -> list[str]:
            rows = library.find_quotations(**how)
            assert isinstance(rows, list)
            return [q.text for q, _ in rows]

        # "a joke." stands within indirect speech: its marks are nobody else's
        assert [words[:4] for words in listed()] == ["Hale", "a jo"]
        assert library.articles()[0].quotes == 2
        assert inner.text in listed(kinds=None)
        assert listed(speaker="Hale") == [inner.text]
        assert inner.text in listed(query="never")
