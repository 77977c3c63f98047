"""What a reader made, asked for in queries: tags, and what is read, starred and noted."""

from __future__ import annotations

import pytest
from invented import found

from index.library import Library
from index.query import QueryProblem


@pytest.fixture
def library(library: Library) -> Library:
    """The articles one, two and three: the first with tag, star and note on a quotation, the second read."""
    library.tag("one", ["ferry", "sea-law"])
    library.tag("three", ["Ferry-toll", "café"])
    library.mark_starred("one")
    library.note(library.quotations("one")[0].id, "Whose plan?")
    library.note("three", "Bell!")
    library.mark_read("two")
    return library


def listed(library: Library, query: str, order: str = "added", **more: object) -> list[str]:
    rows = library.listed(query, order, **more)  # type: ignore[arg-type]
    assert not isinstance(rows, QueryProblem)
    return [row.id for row in rows]


def quoted(library: Library, query: str) -> list[str]:
    rows = library.find_quotations(query)
    assert not isinstance(rows, QueryProblem)
    return sorted({quotation.article for quotation, _ in rows})


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("tag:ferry", ["one"]),
        ("tag:#FERRY", ["one"]),
        ("tag:fer*", ["one", "three"]),
        ("tag:cafe", ["three"]),
        ("tag:toll", []),
        ("tag:(sea-law OR cafe)", ["one", "three"]),
        ("is:read", ["two"]),
        ("is:unread", ["one", "three"]),
        ("NOT is:unread", ["two"]),
        ("is:starred", ["one"]),
        ("NOT is:starred", ["three", "two"]),
        ("is:noted", ["one", "three"]),
        ("is:noted NOT tag:ferry", ["three"]),
        ("is:read OR is:starred", ["one", "two"]),
        ("is:read is:starred", []),
        ("agreement is:unread", ["one"]),
        ("agreement NOT is:unread", ["two"]),
        ("agreement NOT (is:read OR tag:toll)", ["one"]),
        ("bell OR is:read", ["three", "two"]),
        ("outlet:radio is:noted", ["three"]),
        ("outlet:wire is:noted", []),
        ("speaker:lind quote:basis is:read", ["two"]),
        ("speaker:lind quote:basis OR tag:cafe", ["one", "three", "two"]),
        ("is:unread published:2026-11", ["one", "three"]),
        ("NOT bell NOT is:read", ["one"]),
    ],
)
def test_what_a_query_finds(library: Library, query: str, articles: list[str]) -> None:
    assert found(library, query) == articles
    assert sorted(listed(library, query)) == articles
    assert quoted(library, query.replace("bell", "text:bell").replace("agreement", "text:agreement")) == articles


def test_no_answer_is_older_than_the_last_mark(library: Library) -> None:
    assert found(library, "is:unread") == ["one", "three"]
    library.mark_read("one")
    library.mark_read("three")
    assert found(library, "is:unread") == []
    assert found(library, "agreement is:read") == ["one", "two"]
    library.mark_read("two", False)
    assert found(library, "is:unread") == ["two"]
    library.untag("one", ["ferry"])
    assert found(library, "tag:ferry") == []
    library.mark_starred("one", False)
    assert found(library, "is:starred") == []
    library.remove(["two"])
    assert found(library, "is:unread") == listed(library, "is:unread") == []
    library.restore(["two"])
    assert listed(library, "is:unread") == ["two"]


def test_a_mark_alone_shows_the_beginning_and_marks_nothing(library: Library) -> None:
    hits = library.search("is:starred")
    assert not isinstance(hits, QueryProblem)
    (hit,) = hits
    assert (hit.start, hit.hits, hit.passage[:8]) == (0, (), "Ada Lind")
    article = library.article("one")
    assert article is not None
    assert library.marks("is:starred tag:ferry", article) == []
    assert [article.text[a:b] for a, b in library.marks("is:starred basis", article)] == ["basis"]


def test_links_of_what_is_marked(library: Library) -> None:
    for query, count in (("is:starred", 1), ("tag:cafe", 0), ("is:unread quote:basis", 1)):
        links = library.links(query)
        assert not isinstance(links, QueryProblem)
        assert len(list(links)) == count


def test_the_list_keeps_its_order_and_what_is_also_to_be_there(library: Library) -> None:
    assert listed(library, "is:unread", "outlet") == ["one", "three"]
    assert listed(library, "is:unread", "outlet", also=["two", "gone"]) == ["two", "one", "three"]
    assert listed(library, "agreement", also=["three"], limit=2) == ["one", "two"]
    assert listed(library, "", limit=2) == ["one", "two"]
    assert isinstance(library.listed("is:unraed"), QueryProblem)


def test_tags_are_offered_those_with_most_articles_first(library: Library) -> None:
    library.tag("two", ["ferry"])
    assert library.names("tag")[0] == "ferry"
