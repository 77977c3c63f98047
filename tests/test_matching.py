"""Scores, relations and diffs of two texts. All words are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.matching import LINK_SCORE, Evidence, at_most, compare, diff, judge, score

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


NEAR = Evidence(speakers=None, days_apart=0)
TWO = Evidence(speakers=False, days_apart=0)
LATER = Evidence(speakers=True, days_apart=30)


@pytest.mark.parametrize(
    ("a", "b", "evidence", "linked"),
    [
        # a programme's name in two mouths; one speaker; as a sentence of one's own
        ("No Child Without a School", "We passed the No Child Without a School Act, and got nothing.", TWO, False),
        ("No Child Without a School", "We passed the No Child Without a School Act, and got nothing.", SAME, True),
        # a programme's name, speakers unknown; the same in small letters is nobody's name
        ("the Clean Water Initiative", "We pay for it out of the Clean Water Initiative.", NEAR, False),
        ("the dirty water initiative", "We pay for it out of the dirty water initiative.", NEAR, True),
        # a slogan of two parties; at one rally; a statement printed as two people's is still one statement
        ("Make the Harbour Great Again", "Make the Harbour Great Again", TWO, False),
        ("Make the Harbour Great Again", "Make the Harbour Great Again", SAME, True),
        (ACCEPT, ACCEPT, TWO, True),
        # stock phrases, days unlike or speakers unknown; in the same days by the same one
        ("one way or the other,", "We will open the strait, one way or the other, and soon", NEAR, False),
        ("one way or the other,", "We will open the strait, one way or the other, and soon", LATER, False),
        ("one way or the other,", "We will open the strait, one way or the other, and soon", SAME, True),
        ("thoughts and prayers", "Our thoughts and prayers are with the pilots.", NEAR, False),
        ("lighthouse rats and prayers", "Our lighthouse rats and prayers are with the pilots.", NEAR, True),
        # common rare-sounding words by two; rarer ones by one
        ("weapons of mass destruction", "weapons of mass destruction", TWO, False),
        ("weapons of mass destruction", "weapons of mass destruction", LATER, False),
        ("weapons of mass destruction", "weapons of mass destruction", SAME, True),
    ],
)
def test_names_and_phrases_never_link_alone(a: str, b: str, evidence: Evidence, linked: bool) -> None:
    assert (judge(a, b, evidence)[0] >= LINK_SCORE) is linked


@pytest.mark.parametrize(
    ("a", "b", "linked"),
    [
        # one sentence in both, then another each; the same words on in the middle of a sentence
        ("The pilots of Oss have waited since March. They want an answer.",
         "The pilots of Oss have waited since March. Nobody has written to them.", True),
        ("The pilots of Oss have waited for boats that nobody wanted to sell",
         "The pilots of Oss have waited since March without a letter from the ministry", False),
        # what the printer put in brackets was not said
        ("[Prime Minister] Lind's war on herring", "I will end Lind's war on herring", True),
        ("[W]e can accept this as the basis", "We can accept this as the basis", True),
    ],
)  # fmt: skip
def test_what_counts_as_the_same_words(a: str, b: str, linked: bool) -> None:
    assert (judge(a, b, SAME)[0] >= LINK_SCORE) is linked


def test_brackets_count_for_nothing() -> None:
    said = "We can accept this as the basis of an agreement"
    assert (
        judge(said, "[W]e can accept this [draft] as the basis of an agreement", SAME)[0] == judge(said, said, SAME)[0]
    )


def test_the_same_words_by_two_speakers_count_less_the_fewer_they_are() -> None:
    few = "nothing is final yet"
    assert judge(few, few, TWO)[0] < judge(ACCEPT, ACCEPT, TWO)[0] <= judge(ACCEPT, ACCEPT, SAME)[0]


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


@given(WORDS, WORDS, st.sampled_from([True, False, None]), st.sampled_from([None, 0, 3, 400]))
@settings(max_examples=300)
def test_no_score_is_above_the_most_that_the_words_allow(
    left: list[str], right: list[str], speakers: bool | None, days: int | None
) -> None:
    a, b = " ".join(left), " ".join([*left[::2], *right])
    assert score(a, b, Evidence(speakers, days)) <= at_most(a, b) == at_most(b, a)


@pytest.mark.parametrize(
    ("a", "b", "linked"),
    [
        ("We will keep the ferry of Oss. " * 200, "We will keep the ferry of Oss. " * 200 + "Now.", True),  # a refrain
        ("We will keep the ferry of Oss. " * 200, "The herring is late again this year. " * 200, False),
    ],
)
def test_texts_that_say_the_same_again_and_again(a: str, b: str, linked: bool) -> None:
    assert (compare(a, b).relation != "none") == linked
