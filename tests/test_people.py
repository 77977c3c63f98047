"""Which names of different articles are put together, and which are left apart."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.people import Choices, Said, families, gather
from index.people.spellings import family

ADA, TOR = "Ada Lind", "Tor Hale"


def said(*rows: str) -> list[Said]:
    """ "a Ada Lind: mayor x3" is said three times in article a, of outlet A."""
    found = []
    for row in rows:
        article, rest = row.split(" ", 1)
        rest, _, times = rest.partition(" x")
        name, _, role = rest.partition(": ")
        found.append(Said(article, article.upper(), name, (role,) if role else (), int(times or 1)))
    return found


def together(rows: list[Said], choices: Choices = Choices()) -> list[set[str]]:  # noqa: B008 - frozen
    """The uses that are one speaker's, "article name", by speaker."""
    people = gather(rows, choices)
    groups: list[set[str]] = [set() for _ in people.speakers]
    for (article, name), place in people.of.items():
        groups[place].add(f"{article} {name}")
    return groups


CASES: list[tuple[str, list[str], int]] = [
    ("one spelling", ["a Ada Lind", "b Ada Lind"], 1),
    ("case and accents", ["a Ada Lind", "b ADA LIND", "c Áda Lind"], 1),
    ("transliterations", ["a Volodymyr Zelensky", "b Volodymyr Zelenskyy", "c Zelenskiy"], 1),
    ("near, but two", ["a Nils Petersen", "b Nils Peterson", "c Nils Pedersen"], 3),
    ("one family", ["a Ada Lind", "b Anna Lind"], 2),
    ("father and son", ["a Tor Hale", "b Tor Hale Jr."], 2),
    ("a middle initial", ["a Donald J. Brack", "b Donald Brack"], 1),
    ("two middle initials", ["a George W. Brack", "b George H. W. Brack"], 2),
    ("none of two middle initials", ["a George W. Brack", "b George H. Brack", "c George Brack"], 3),
    ("a middle name and its initial", ["a Donald John Brack", "b Donald J. Brack"], 1),
    ("a middle word of no person", ["a Northern Oss Lines", "b Northern Lines"], 2),
    ("an initial", ["a D. Brack", "b Donald Brack"], 1),
    ("an initial of two", ["a D. Brack", "b Donald Brack", "c David Brack"], 3),
    ("an initial of another", ["a T. Brack", "b Donald Brack"], 2),
    ("a surname alone", ["a Brack", "b Donald Brack"], 1),
    ("a surname of two", ["a Brack", "b Donald Brack", "c Emily Brack"], 3),
    ("a surname of two, by role", ["a Brack: mayor", "b Donald Brack: mayor", "c Emily Brack: nurse"], 2),
    ("a surname of two, by a role of both", ["a Brack: mayor", "b Donald Brack: mayor", "c Emily Brack: mayor"], 3),
    ("a surname of another field", ["a Brack: striker", "b Donald Brack: prime minister"], 2),
    ("a surname of a near field", ["a Brack: lawyer", "b Donald Brack: senator"], 1),
    ("surnames alone", ["a Brack", "b Brack"], 1),
    ("surnames alone of two fields", ["a Brack: striker", "b Brack: minister"], 2),
    ("a firm is no first name", ["a Brack", "b Oldman Brack"], 2),
    ("but who has a role is a person", ["a Brack", "b Oldman Brack: chairman"], 1),
    ("namesakes", ["a Ada Lind: striker", "b Ada Lind: prime minister"], 2),
    ("of two fields that one may have", ["a Ada Lind: lawyer", "b Ada Lind: prime minister"], 1),
    ("once a striker", ["a Ada Lind: former striker", "b Ada Lind: prime minister"], 1),
    ("a middle initial of a namesake", ["a Emily Lind: striker", "b Emily B. Lind: prime minister"], 2),
    ("a short form", ["a Bill Brack", "b William Brack"], 2),
    ("a short form in the same role", ["a Bill Brack: senator", "b William Brack: Oss senator"], 1),
    ("of which an article has both", ["a Bill Brack: senator", "a William Brack: senator", "b Bill Brack"], 2),
    ("Jr. in the same role", ["a Tor Hale: envoy", "b Tor Hale Jr.: envoy"], 2),
    ("Jr. in the same role, in full", ["a Tor Hale: envoy", "b Tor B. Hale Jr.: envoy", "c Tor Hale Jr."], 1),
    ("Jr. in full, in another role", ["a Tor Hale: envoy", "b Tor B. Hale Jr.: mayor"], 2),
    ("a surname and Jr.", ["a Hale Jr.", "b Tor Hale Jr."], 1),
    ("a surname and Jr. of another", ["a Hale Jr.", "b Tor Hale"], 2),
    ("a short form of a role", ["a Bill Brack: Sen.", "b William Brack: senator"], 1),
    ("a role in the name", ["a former Norland President Donald Brack", "b Donald Brack"], 1),
    ("a given name that is a role", ["a Dean Brack", "b Donald Brack", "c Brack"], 3),
    ("an outlet is no surname", ["a Fox: anchor", "b Tor Fox: president"], 2),
    ("but it is after Mr.", ["a Mr. Fox", "b Tor Fox: president", "c Fox"], 2),
    ("Mr. Fox of no full name", ["a Mr. Fox", "b Fox"], 2),
    ("Jr. and his father", ["a Tor Hale: envoy", "a Tor Hale Jr.: envoy"], 2),
    ("a place", ["a Israel", "b Tor Israel: mayor"], 2),
    ("bodies", ["a the Kremlin", "b Kremlin", "c The Kremlin"], 1),
    ("ministries", ["a Ministry of Harbours", "b Harbours Ministry", "c Ministry of Ferries"], 2),
    ("a house is no White House", ["a White House", "b House"], 2),
    ("two at once are neither", ["a Ada Lind and Tor Hale", "b Tor Hale", "c Ada Lind"], 3),
    ("only described", ["a a spokesman", "b the prime minister", "c he"], 0),
]


MANY = [f"d{i} Donald Brack: president" for i in range(20)]
KNOWN: list[tuple[str, list[str], int]] = [
    ("a surname of one whom everybody knows", [*MANY, "a Emily Brack: president", "b Brack"], 2),
    ("by the role that the other has in few articles", [*MANY, "a Emily Brack: president", "b Brack: president"], 2),
    ("but not by a role of the other's", [*MANY, "a Emily Brack: nurse", "b Brack: nurse"], 2),
    ("by a role of nobody's", [*MANY, "a Emily Brack: nurse", "b Brack: clerk"], 3),
    ("known, but less", [*MANY[1:], "a Emily Brack", "b Brack"], 3),
    ("the other is known too", [*MANY, "a Emily Brack", "b Emily Brack", "c Brack"], 3),
    ("known in another field", [*MANY, "a Donald Brack: senator", "b Emily Brack", "c Brack: striker"], 3),
]


@pytest.mark.parametrize(("what", "rows", "speakers"), [*CASES, *KNOWN], ids=[c[0] for c in [*CASES, *KNOWN]])
def test_how_many_speakers(what: str, rows: list[str], speakers: int) -> None:
    assert len(together(said(*rows))) == speakers, what


def test_an_article_that_knows_both_fields_joins_them() -> None:
    rows = said("a Ada Lind: striker", "b Ada Lind: prime minister")
    both = Said("c", "C", ADA, ("striker", "prime minister"), 1)
    assert len(together(rows)) == 2
    assert len(together([*rows, both])) == 1


def test_without_a_role_it_is_the_namesake_quoted_more() -> None:
    rows = said("a Ada Lind: striker", "b Ada Lind: prime minister x2", "c Ada Lind")
    assert together(rows) == [{"b Ada Lind", "c Ada Lind"}, {"a Ada Lind"}]
    people = gather(rows)
    assert [s.name for s in people.speakers] == ["Ada Lind", "Ada Lind (striker)"]


def test_a_speaker_says_how_it_is_called() -> None:
    rows = said("a Zelenskyy x9", "b Volodymyr Zelensky: president x2", "c Volodymyr Zelenskyy: envoy x3")
    rows.append(Said("d", "C", "Volodymyr Zelenskyy", ("president",), 2))
    (speaker,) = gather(rows).speakers
    assert speaker.name == "Volodymyr Zelenskyy", "the commonest of the fullest"
    assert speaker.spellings == (("Zelenskyy", 9), ("Volodymyr Zelenskyy", 5), ("Volodymyr Zelensky", 2))
    assert speaker.roles == ("president", "envoy")
    assert (speaker.quotations, speaker.articles, speaker.outlets) == (16, 4, 3)


def test_a_speaker_is_not_known_by_a_title() -> None:
    rows = said("a President Ada Lind x9", "b Ada Lind", "c The Kremlin x2", "d Kremlin")
    assert [s.name for s in gather(rows).speakers] == ["Ada Lind", "Kremlin"]
    assert [s.name for s in gather(rows[:1]).speakers] == ["President Ada Lind"], "it has no other"


def test_one_article_may_have_a_name_with_several_roles() -> None:
    (speaker,) = gather(said("a Ada Lind: mayor x2", "a Ada Lind: chairwoman", "a Ada Lind")).speakers
    assert (speaker.quotations, speaker.articles, speaker.roles) == (4, 1, ("mayor", "chairwoman"))


CHOSEN: list[tuple[str, list[str], Choices, int]] = [
    ("a join", ["a Ada Lind", "b Tor Hale"], Choices(joins=((ADA, TOR),)), 1),
    ("of a spelling nobody has", ["a Ada Lind", "b Tor Hale"], Choices(joins=((ADA, "Edda Quill"),)), 2),
    ("over two steps", ["a Ada Lind", "b Tor Hale", "c Brack"], Choices(joins=((ADA, TOR), (TOR, "Brack"))), 1),
    ("of namesakes", ["a Ada Lind: striker", "b Ada Lind: minister"], Choices(joins=((ADA, ADA),)), 1),
    ("of a surname", ["a Lind", "b Ada Lind", "c Emily Lind"], Choices(joins=(("Lind", ADA),)), 2),
    ("a joined surname joins no others", ["a Lind", "b Emily Lind", "c Tor Hale"], Choices(joins=(("Lind", TOR),)), 2),
    ("a split", ["a Sergey Brack", "b Sergei Brack"], Choices(splits=(("Sergey Brack", "Sergei Brack"),)), 2),
    ("of a surname", ["a Lind", "b Emily Lind"], Choices(splits=(("Emily Lind", "Lind"),)), 2),
    ("leaves the other", ["a Lind", "b Emily Lind", "c Anna Lind"], Choices(splits=(("Emily Lind", "Lind"),)), 2),
    ("somebody else", ["a Ada Lind", "b Ada Lind", "c Ada Lind"], Choices(elsewhere=((ADA, "b"), (ADA, "c"))), 2),
    ("is joined by nothing else", ["a Emily Lind", "b Lind", "c Lind"], Choices(elsewhere=(("Lind", "b"),)), 2),
    ("a split is over a join", ["a Ada Lind", "b Tor Hale"], Choices(joins=((ADA, TOR),), splits=((ADA, TOR),)), 2),
]


@pytest.mark.parametrize(("what", "rows", "choices", "speakers"), CHOSEN, ids=[case[0] for case in CHOSEN])
def test_what_a_reader_says_wins(what: str, rows: list[str], choices: Choices, speakers: int) -> None:
    assert len(together(said(*rows), choices)) == speakers, what


def test_a_split_spelling_leaves_the_others_together() -> None:
    rows = said("a Volodymyr Zelensky", "b Volodymyr Zelenskyy x5", "c Volodymyr Zelenskiy", "d Zelensky")
    choices = Choices(splits=(("Volodymyr Zelensky", "Volodymyr Zelenskiy"),))
    assert together(rows, choices) == [
        {"a Volodymyr Zelensky", "b Volodymyr Zelenskyy"},
        {"c Volodymyr Zelenskiy"},
        {"d Zelensky"},
    ]


def test_rubbish_costs_little() -> None:
    for name in ("Ada {} Lind", "Ada Lind {}", "{} Lind", "L{}nd", "A. {} Lind"):
        rows = [Said(f"a{i}", "A", name.format(f"B{chr(97 + i % 26)}{i}"), ("mayor",), 1) for i in range(5000)]
        start = time.process_time()
        gather(rows)
        assert time.process_time() - start < 5, name
    rows = [Said(f"a{i}", "A", "Lind" if i % 2 else "Emily Lind", ("mayor",), 1) for i in range(10_000)]
    start = time.process_time()
    assert len(gather(rows).speakers) == 1
    assert time.process_time() - start < 5


NAMES = ["Ada Lind", "Lind", "A. Lind", "Ada B. Lind", "Emily Lind", "Sergei Brack", "Sergey Brack", "Brack", "Kremlin"]
ROLES = [(), ("striker",), ("minister",), ("mayor",), ("former striker",)]
ROWS = st.lists(
    st.builds(
        Said,
        st.sampled_from("abcdef"),
        st.sampled_from("XY"),
        st.sampled_from(NAMES),
        st.sampled_from(ROLES),
        st.integers(1, 3),
    ),
    max_size=12,
)
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=2).map(tuple)


@given(ROWS, PAIRS, PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_adding_changes_nothing(
    rows: list[Said],
    joins: tuple[tuple[str, str], ...],
    splits: tuple[tuple[str, str], ...],
    order: random.Random,
) -> None:
    choices = Choices(joins, splits)
    people = gather(rows, choices)
    again = list(rows)
    order.shuffle(again)
    assert gather(again, choices) == people
    assert len({s.name for s in people.speakers}) == len(people.speakers), "each has a name of its own"
    assert sum(s.quotations for s in people.speakers) == sum(row.quotations for row in rows)


@given(ROWS, PAIRS)
def test_a_family_alone_gives_the_same(rows: list[Said], joins: tuple[tuple[str, str], ...]) -> None:
    choices = Choices(joins)
    whole = gather(rows, choices)
    for name in NAMES:
        wanted = families([name], choices)
        part = gather([row for row in rows if family(row.name) in wanted], choices)
        for use, place in part.of.items():
            assert part.speakers[place] == whole.speakers[whole.of[use]]
