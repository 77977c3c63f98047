"""Wholes, evidence, and the links of new articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import linking
from index.candidates import Postings
from index.matching import LINK_SCORE
from index.matching.samename import same_name
from index.model import Kind, Link, Quotation, Whole


def quotation(
    article: str, start: int, text: str, kind: Kind = "direct", speaker: str | None = None, continues: str | None = None
) -> Quotation:
    return Quotation(article, start, start + len(text), text, kind, speaker, confidence=0.9, continues=continues)


def whole(article: str, *texts: str, speaker: str | None = "Ada Lind", published: str | None = "2025-11-02") -> Whole:
    pieces = tuple(quotation(article, 100 * i, text, speaker=speaker) for i, text in enumerate(texts))
    return Whole(pieces, "\n".join(texts), article, published)


def test_wholes_join_split_parts_and_leave_terms_out() -> None:
    first = quotation("a", 0, "We can accept this,", speaker="Ada Lind")
    second = quotation("a", 50, "but nothing is final.", continues=first.id)
    title = quotation("a", 100, "The Last Ferry", "term")
    other = quotation("a", 150, "a very long night", "fragment")
    found = linking.wholes([first, second, title, other], "Coast Wire", "2025-11-02")
    assert [w.text for w in found] == ["We can accept this,\nbut nothing is final.", "a very long night"]
    assert found[0].pieces == (first, second)
    assert (found[0].id, found[0].speaker, found[0].outlet_key) == (first.id, "Ada Lind", "Coast Wire")
    assert linking.wholes([], "Coast Wire", None) == []


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Ada Lind", "Lind", True),
        ("Ada Lind", "Ada B. Lind", True),
        ("Prime Minister Ada Lind", "Ms. Lind", True),
        ("Ada Lind", "Tor Hale", False),
        ("Ada Lind", "Per Lind", None),  # a nickname, or a brother
        ("Oleh Zarenskyy", "Zarensky", True),  # two ways to write one name
        ("Oleh Zarenskyy", "Zarubin", False),
        ("Tor Hale Jr.", "Hale", True),
        ("the ministry", "Tor Hale", None),  # only described
        ("a spokesman", "a spokesman", True),
        ("a spokesman", "a fisherman", None),
        ("a statement late Tuesday", "Tor Hale", None),
        ("the White House", "Tor Hale", None),  # whoever speaks for it
        ("Coast Wire", "Tor Hale", False),
        ("Čapek", "Capek", True),
        (None, "Tor Hale", None),
        ("", "Tor Hale", None),
    ],
)
def test_same_name(a: str | None, b: str | None, expected: bool | None) -> None:
    assert same_name(a, b) is expected
    assert same_name(b, a) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2025-11-02", "2025-11-02", 0),
        ("2025-11-02T23:59:00Z", "2025-11-04", 2),
        ("2025-11-04", "2025-11-02", 2),
        ("2025-11", "2025-11-02", None),
        ("yesterday", "2025-11-02", None),
        (None, "2025-11-02", None),
    ],
)
def test_days_apart(a: str | None, b: str | None, expected: int | None) -> None:
    assert linking.days_apart(a, b) == expected


def added(tmp_path: Path, articles: list[list[Whole]], min_score: float = LINK_SCORE) -> list[Link]:
    """The links of a library to which the articles are added one after the other."""
    postings = Postings.open(tmp_path, "v1")
    kept: dict[int, Whole] = {}
    links: list[Link] = []
    for new in articles:
        links += linking.link(new, postings.find, lambda keys: {k: kept[k] for k in keys if k in kept}, min_score)
        fresh = dict(enumerate(new, len(kept)))
        kept.update(fresh)
        postings.add((key, w.text) for key, w in fresh.items())
    return links


ACCEPT = "We can accept this as the basis of an agreement,"
FINAL = "but nothing is final until the strait is open."


def test_links_go_from_the_one_added_first(tmp_path: Path) -> None:
    links = added(tmp_path, [[whole("x", ACCEPT)], [whole("b", ACCEPT + " " + FINAL)], [whole("c", "Enough of boats")]])
    assert [(link.a, link.b, link.relation) for link in links] == [("x#0-48", "b#0-95", "extended")]
    assert links[0].score >= LINK_SCORE


def test_never_within_one_article(tmp_path: Path) -> None:
    assert added(tmp_path, [[whole("x", ACCEPT), whole("x", ACCEPT)]]) == []
    again = [whole("x", ACCEPT)]
    assert added(tmp_path, [again, again]) == []


def test_pairs_that_are_no_link_come_only_when_asked_for(tmp_path: Path) -> None:
    articles = [
        [whole("x", "We agree that this can become the basis of later treaties")],
        [whole("y", "this can never become the basis of a last offer", published="2025-06-02")],
    ]
    assert added(tmp_path, articles) == []
    (row,) = added(tmp_path, articles, min_score=0.0)
    assert row.relation == "none"
    assert row.score < LINK_SCORE


def test_what_one_prints_in_one_piece_and_the_other_in_two_is_identical(tmp_path: Path) -> None:
    links = added(tmp_path, [[whole("x", ACCEPT + " " + FINAL)], [whole("y", ACCEPT, FINAL)]])
    assert [(link.a, link.b, link.relation) for link in links] == [
        ("x#0-95", "y#0-48", "identical"),
        ("x#0-95", "y#100-146", "identical"),
    ]


def test_a_link_says_whether_it_is_altered_for_all_rows_of_a_whole(tmp_path: Path) -> None:
    said = f"{ACCEPT} {FINAL}"
    turned = said.replace("can accept", "cannot accept")
    links = added(tmp_path, [[whole("x", said)], [whole("y", ACCEPT, FINAL)], [whole("z", turned)]])
    assert {(link.a, link.b): link.altered for link in links} == {
        ("x#0-95", "y#0-48"): False,
        ("x#0-95", "y#100-146"): False,
        ("x#0-95", "z#0-98"): True,
        ("y#0-48", "z#0-98"): True,
        ("y#100-146", "z#0-98"): True,
    }


def test_only_pieces_whose_words_align_are_linked(tmp_path: Path) -> None:
    links = added(tmp_path, [[whole("x", ACCEPT, FINAL)], [whole("y", ACCEPT, FINAL)]])
    assert {(link.a, link.b) for link in links} == {("x#0-48", "y#0-48"), ("x#100-146", "y#100-146")}


def test_a_row_is_found_within_a_differently_joined_whole(tmp_path: Path) -> None:
    other = "The grain will leave on the first ship of the week, whatever the weather."
    third = "Nobody asked the islanders about the lighthouse, and nobody will."
    links = added(tmp_path, [[whole("x", third, ACCEPT + " " + FINAL)], [whole("y", other, FINAL)]])
    assert [(link.a, link.b, link.relation) for link in links] == [("x#100-195", "y#100-146", "truncated")]


NAMED = st.sampled_from(["Ada Lind", "Tor Hale", None])
PRINTED = st.sampled_from(["2025-11-02", "2025-11-03", "2026-11-02", None])
SAID = "we will open the strait when the envoy has answered . nothing is final until ferries of Oss sail again"
WORDS = st.lists(
    st.sampled_from(SAID.split()),
    min_size=3,
    max_size=16,
).map(" ".join)


@given(WORDS, WORDS, WORDS, NAMED, NAMED, PRINTED, PRINTED, st.sampled_from([linking.KEPT_SCORE, LINK_SCORE]))
@settings(max_examples=300)
def test_what_is_left_out_before_comparing_is_neither_link_nor_echo(
    one: str, two: str, more: str, a: str | None, b: str | None, day: str | None, other: str | None, least: float
) -> None:
    there, new = (
        whole("a", one, more, speaker=a, published=day),
        whole("b", f"{one[:40]} {two}", speaker=b, published=other),
    )
    everything = linking.compare_rows(there, new)
    kept = {link for link in everything if link.score >= least or link.relation == "echo"}
    assert set(linking.compared([(there, new)], least)) == kept
