"""Which articles are on the same happening?"""

from __future__ import annotations

import random

import pytest
from happenings import (
    DIVIDEND,
    FAEHRE,
    FERRY,
    FERRY_TOO,
    HALE,
    INQUIRY,
    MESSE,
    OTHER_DIVIDEND,
)
from hypothesis import given
from hypothesis import strategies as st

from index import events
from index.events import SAME, Signature, document, features, group, probability, signature
from index.events.alike import FAR_DAYS, OWN_DAYS

MONDAY, TUESDAY, NEXT_WEEK, NEXT_YEAR = "2026-11-02", "2026-11-03", "2026-11-10", "2027-11-02"
Told = tuple[str, str]


def about(article: Told, day: str | None) -> Signature:
    return signature(document(*article), day)


@pytest.mark.parametrize(
    ("a", "day", "b", "other_day", "same"),
    [
        # two outlets on the same day and on the next; a year later it is another ferry week
        (FERRY, MONDAY, FERRY_TOO, MONDAY, True),
        (FERRY, MONDAY, FERRY_TOO, TUESDAY, True),
        (FERRY, MONDAY, FERRY_TOO, NEXT_YEAR, False),
        # a time counts as its day
        (FERRY, "2026-11-02T23:10:00Z", FERRY_TOO, "2026-11-03T01:00:00Z", True),
        # undated: the words alone decide
        (FERRY, None, FERRY_TOO, None, True),
        (FERRY, MONDAY, FERRY_TOO, None, True),
        (FERRY, "2026-11", FERRY_TOO, MONDAY, True),
        (FERRY, None, HALE, None, False),
        # what follows from it, a week later
        (FERRY, MONDAY, INQUIRY, NEXT_WEEK, False),
        # the same man on the same day, another affair
        (FERRY, MONDAY, HALE, MONDAY, False),
        (FERRY_TOO, MONDAY, HALE, MONDAY, False),
        # notices in the same set phrases, of two companies; the same notice twice
        (DIVIDEND, MONDAY, OTHER_DIVIDEND, MONDAY, False),
        (FERRY, MONDAY, FERRY, MONDAY, True),
        # a language whose words nobody counted: names tell, "die", "der" and "und" don't
        (FAEHRE, MONDAY, FAEHRE, MONDAY, True),
        (FAEHRE, MONDAY, MESSE, MONDAY, False),
    ],
)
def test_two_articles_on_the_same_happening(
    a: Told, day: str | None, b: Told, other_day: str | None, same: bool
) -> None:
    (score,) = probability(about(a, day), [about(b, other_day)])
    assert (score >= SAME) == same, score


def test_dates_apart_only_take_away() -> None:
    mine = about(FERRY, MONDAY)
    days = [f"2026-11-{day:02}" for day in range(2, 14)]
    scores = probability(mine, [about(FERRY_TOO, day) for day in days])
    assert scores == sorted(scores, reverse=True)
    assert scores[FAR_DAYS] > 0 == scores[FAR_DAYS + 1]


def test_an_article_without_words_is_like_none() -> None:
    assert probability(about(("", ""), MONDAY), [about(FERRY, MONDAY)]) == [0.0]
    assert max(probability(about(FERRY, MONDAY), [about(("", ""), MONDAY), about(("", "·"), None)])) < 0.01
    assert probability(about(FERRY, MONDAY), []) == []
    assert features(document(None, "")) == []


def test_a_title_of_several_lines_stays_the_title() -> None:
    assert document(" Ferry\naground ", "A text.") == "Ferry aground\nA text."


@pytest.mark.parametrize(
    ("outlet", "other_outlet", "days", "near"),
    [
        # three days later another outlet may still tell the same happening; this one tells what followed
        ("Coast Wire", "Daily North", 3, True),
        ("Coast Wire", "Coast Wire", 3, False),
        # the same day and the next it may be both
        ("Coast Wire", "Coast Wire", OWN_DAYS, True),
        # of an outlet that is not known nobody can say so; without a date neither
        (None, None, 3, True),
        ("Coast Wire", None, 3, True),
        ("Coast Wire", "Coast Wire", None, True),
    ],
)
def test_an_outlet_tells_a_happening_once(
    outlet: str | None, other_outlet: str | None, days: int | None, near: bool
) -> None:
    mine = signature(document(*FERRY), MONDAY, outlet)
    day = None if days is None else f"2026-11-{2 + days:02}"
    other = signature(document(*FERRY), day, other_outlet)
    assert events.near(mine, other.day, other.outlet) is near
    assert (probability(mine, [other])[0] > 0) is near


STORIES = st.sampled_from([FERRY, FERRY_TOO, INQUIRY, HALE, DIVIDEND, OTHER_DIVIDEND, FAEHRE, MESSE])


@given(STORIES, STORIES)
def test_it_does_not_matter_which_came_first(a: Told, b: Told) -> None:
    one, two = about(a, MONDAY), about(b, TUESDAY)
    assert probability(one, [two]) == pytest.approx(probability(two, [one]))
    assert set(features(document(*a))) <= set(one.features.tolist())


@pytest.mark.parametrize(
    ("pairs", "groups"),
    [
        ({}, [(1,), (2,), (3,), (4,)]),
        ({(1, 2): 0.9}, [(1, 2), (3,), (4,)]),
        ({(1, 2): 0.4}, [(1,), (2,), (3,), (4,)]),
        # a chain is no group: the likeliest pairs are
        ({(1, 2): 0.9, (2, 3): 0.8, (3, 4): 0.9}, [(1, 2), (3, 4)]),
        ({(1, 2): 0.8, (2, 3): 0.9, (3, 4): 0.8}, [(1,), (2, 3), (4,)]),
        # but what is alike on the whole is, with a pair between them that is not
        ({(1, 2): 0.9, (2, 3): 0.9, (1, 3): 0.2}, [(1, 2, 3), (4,)]),
        # of two as likely pairs the one added first
        ({(2, 3): 0.7, (1, 2): 0.7}, [(1, 2), (3,), (4,)]),
    ],
)
def test_grouping(pairs: dict[tuple[int, int], float], groups: list[tuple[int, ...]]) -> None:
    assert group([1, 2, 3, 4], pairs) == groups


@given(st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 7)), st.floats(0, 1)), st.randoms())
def test_every_key_is_in_one_group_whatever_the_order(
    given_pairs: dict[tuple[int, int], float], rng: random.Random
) -> None:
    pairs = {(a, b): score for (a, b), score in given_pairs.items() if a < b}
    groups = group(range(8), pairs)
    assert sorted(key for together in groups for key in together) == list(range(8))
    keys, items = list(range(8)), list(pairs.items())
    rng.shuffle(keys)
    rng.shuffle(items)
    assert group(keys, dict(items)) == groups


def test_groups_are_alike_on_the_average() -> None:
    scores = [[events.probability(about(a, MONDAY), [about(b, MONDAY)])[0] for b in (FERRY, FERRY_TOO, HALE)] for a in
              (FERRY, FERRY_TOO, HALE)]  # fmt: skip
    assert group(range(3), {(i, j): scores[i][j] for i in range(3) for j in range(i + 1, 3)}) == [(0, 1), (2,)]
