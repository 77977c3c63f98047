"""Scores, relations and diffs of two texts. All words are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.matching import LINK_SCORE, Evidence, compare, diff, judge

ACCEPT = "We can accept this as the basis of an agreement, but nothing is final until the strait is open."
SAME = Evidence(speakers=True, days_apart=0)


TURNED = {"truncated": "extended", "extended": "truncated"}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (ACCEPT, "accept this as the basis of an agreement"),
        ("of the strait of the strait and the bay", "the bay of the strait and of the strait"),
        ("In general we can live with the draft", "We can in general live with this draft"),
    ],
)
def test_turned_about_only_the_relation_turns(a: str, b: str) -> None:
    there, back = compare(a, b), compare(b, a)
    assert there.score == back.score
    assert TURNED.get(there.relation, there.relation) == back.relation


@pytest.mark.parametrize(
    ("a", "b", "evidence", "linked"),
    [
        # two translators, one speaker
        (
            "The ferry workers must leave the pier first, and then the talks will begin. If they do not leave, "
            "then we will reach this by other means.",
            "we will begin the talks; if they do not, we will reach our aim by other means.",
            Evidence(speakers=True),
            True,
        ),
        ("In general we agree that it can become a basis for later treaties", "basis for later treaties", SAME, True),
        # another day, a few words in common
        ("we agree that it can become a basis for later treaties", "form the basis for a last offer", SAME, False),
        # the same matter, other words
        (
            "We will open the strait when the envoy has answered",
            "The envoy asked us about the strait on Monday",
            SAME,
            False,
        ),
        # a stock phrase
        ("at the end of the day", "At the end of the day the voters of Oss decide", Evidence(), False),
        ("on many occasions", "We met on many occasions in Oss", Evidence(speakers=False, days_apart=0), False),
        # the same words years apart, by another speaker: not the same occasion
        ("nothing is final yet", "nothing is final yet", Evidence(speakers=False, days_apart=900), False),
        ("nothing is final until the strait is open", "nothing is final until the strait is open", SAME, True),
    ],
)
def test_what_is_linked(a: str, b: str, evidence: Evidence, linked: bool) -> None:
    score, relation, _ = judge(a, b, evidence)
    assert (score >= LINK_SCORE) is linked
    assert (relation != "none") is linked


@pytest.mark.parametrize(
    ("evidence", "linked"),
    [
        (SAME, True),
        (Evidence(), False),
        (Evidence(speakers=True), False),
        (Evidence(speakers=False, days_apart=0), False),
        (Evidence(speakers=True, days_apart=90), False),
    ],
)
@pytest.mark.parametrize(
    ("a", "b"), [("constructive", "Constructive,"), ("lighthouse rats", "They are lighthouse rats, all of them")]
)
def test_few_words_link_only_with_speaker_and_day(a: str, b: str, evidence: Evidence, linked: bool) -> None:
    assert (judge(a, b, evidence)[0] >= LINK_SCORE) is linked


@pytest.mark.parametrize(("a", "b"), [("today", "Today."), ("strong", "Faith made this country strong"), ("", "")])
def test_few_common_words_never_link(a: str, b: str) -> None:
    assert judge(a, b, SAME)[0] < LINK_SCORE


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (
            "We can accept this, Lind said.",
            "We could accept this, Lind said.",
            [("equal", "We", "We"), ("replace", "can", "could"), ("equal",) + ("accept this, Lind said.",) * 2],
        ),
        # a cut is one delete at the end, whatever words come twice
        (
            "the strait and the harbour of the old town",
            "the old town",
            [("delete", "the strait and the harbour of", ""), ("equal", "the old town", "the old town")],
        ),
        # case, marks and accents are no change; the words stay as they were printed
        ("“Enough,” said Čapek—now!", "enough said Capek now", [
            ("equal", "“Enough,” said Čapek— now!", "enough said Capek now"),
        ]),
        # a stray common word between two changes is taken into the change
        (
            "Pilots must leave the northern pier in silence before Monday",
            "Pilots must vacate our lighthouse in great haste before Monday",
            [
                ("equal", "Pilots must", "Pilots must"),
                ("replace", "leave the northern pier in silence", "vacate our lighthouse in great haste"),
                ("equal", "before Monday", "before Monday"),
            ],
        ),
        ("Nothing", "", [("delete", "Nothing", "")]),
        ("", "Nothing", [("insert", "", "Nothing")]),
        ("", "", []),
    ],
)  # fmt: skip
def test_diff_is_readable(a: str, b: str, expected: list[tuple[str, str, str]]) -> None:
    assert list(compare(a, b).diff) == expected


WORDS = st.lists(
    st.sampled_from(["We", "the", "the", "strait,", "“open", "is", "not", "—", "…", "Oss.”", "don’t", "it"]),
    max_size=30,
)


@given(WORDS, WORDS)
@settings(max_examples=200)
def test_a_diff_gives_both_texts_back(left: list[str], right: list[str]) -> None:
    a, b = " ".join(left), " ".join(right)
    found = compare(a, b).diff
    assert "".join("".join(op[1].split()) for op in found) == "".join(a.split())
    assert "".join("".join(op[2].split()) for op in found) == "".join(b.split())
    for op, x, y in found:
        assert (op == "equal") is (diff.units(x).keys == diff.units(y).keys)
        assert (op == "delete") is (y == "")
        assert (op == "insert") is (x == "")


@given(WORDS, WORDS, st.sampled_from([True, False, None]), st.sampled_from([None, 0, 3, 400]))
@settings(max_examples=200)
def test_the_score_is_symmetric_and_a_probability(
    left: list[str], right: list[str], speakers: bool | None, days: int | None
) -> None:
    a, b, evidence = " ".join(left), " ".join(right), Evidence(speakers, days)
    score, relation, altered = judge(a, b, evidence)
    turned, back, told_back = judge(b, a, evidence)
    assert (score, altered) == (turned, told_back)
    assert TURNED.get(relation, relation) == back
    assert 0 <= score <= 1
