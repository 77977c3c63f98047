"""Which of the same words are only an echo, and why; each beside a twin that is a link or nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from index import linking
from index.matching import LINK_SCORE
from index.model import Link, Quotation, Whole
from index.occasions import NOTHING, Occasion

ACCEPT = "We can accept this as the basis of an agreement,"
CUT = "accept this as the basis of an agreement"
FORM = "form the basis for a last treaty of the islands"
LATER = "In general this could form the basis for later agreements, but nothing is final while the strait is closed"
SLOGAN = "We will make Norrey proud of its herring again."
SLOGAN_CUT = "make Norrey proud of its herring again"
FERRY = "Nobody in this town wants the ferry to stop"
STOCK = "a terrible mistake,"
TITLE = "Good Evening Norrey With Tor Hale"


def whole(article: str, text: str, speaker: str | None = "Ada Lind", published: str | None = "2025-11-28") -> Whole:
    quotation = Quotation(article, 0, len(text), text, "direct", speaker, confidence=0.9)
    return Whole((quotation,), text, article, published)


def day(number: int) -> Occasion:
    found = dt.date(2025, 11, number)
    return Occasion((found, found), found.weekday())


THURSDAY, MONDAY = day(27), day(24)
IN_2019 = Occasion((dt.date(2019, 1, 1), dt.date(2019, 12, 31)), past=True)


def compared(a: Whole, b: Whole, a_said: Occasion = NOTHING, b_said: Occasion = NOTHING) -> Link:
    (link,) = linking.compare_rows(a, b, lambda w: a_said if w is a else b_said)
    return link


@pytest.mark.parametrize(
    ("a", "b", "a_said", "b_said", "reason"),
    [
        # the same words of two days
        (whole("x", ACCEPT), whole("y", CUT), MONDAY, THURSDAY, "on two days: 24 November 2025 and 27 November 2025"),
        (
            whole("x", ACCEPT, published=None),
            whole("y", CUT, published=None),
            Occasion(weekday=0),
            Occasion(weekday=3),
            "on two days: Monday and Thursday",
        ),
        # few of the same words, by the same speaker, and both tell the day
        (whole("x", FORM), whole("y", LATER), MONDAY, THURSDAY, "on two days: 24 November 2025 and 27 November 2025"),
        # a slogan, years apart
        (whole("x", SLOGAN), whole("y", SLOGAN_CUT, published="2019-05-01"), NOTHING, NOTHING, "printed 6 years apart"),
        # nine words, years apart, and none says that it was before
        (whole("x", FERRY), whole("y", FERRY, published="2019-05-01"), NOTHING, NOTHING, "printed 6 years apart"),
        # another speaker, days later
        (
            whole("x", FERRY),
            whole("y", FERRY, "Tor Hale", published="2025-11-18"),
            NOTHING,
            NOTHING,
            "by two speakers: Ada Lind and Tor Hale",
        ),
        # the same words under two names
        (whole("x", ACCEPT), whole("y", CUT, "Tor Hale"), NOTHING, NOTHING, "by two speakers: Ada Lind and Tor Hale"),
    ],
)
def test_an_echo_and_why(a: Whole, b: Whole, a_said: Occasion, b_said: Occasion, reason: str) -> None:
    for link in (compared(a, b, a_said, b_said), compared(b, a, b_said, a_said)):
        assert (link.relation, link.reason) == ("echo", reason)
        assert link.score < LINK_SCORE


@pytest.mark.parametrize(
    ("a", "b", "a_said", "b_said"),
    [
        (whole("x", ACCEPT), whole("y", CUT), NOTHING, NOTHING),
        (whole("x", ACCEPT), whole("y", CUT), THURSDAY, THURSDAY),
        (whole("x", ACCEPT), whole("y", CUT), THURSDAY, day(28)),  # Thursday's night there is Friday here
        (whole("x", ACCEPT), whole("y", CUT, published="2025-11-30"), THURSDAY, THURSDAY),  # a story that follows up
        (whole("x", ACCEPT), whole("y", CUT), THURSDAY, NOTHING),
        # printed years later, and says so
        (whole("x", SLOGAN_CUT, published="2019-05-01"), whole("y", SLOGAN), NOTHING, IN_2019),
        (whole("x", SLOGAN_CUT, published="2019-05-01"), whole("y", SLOGAN), NOTHING, Occasion(past=True)),
        (whole("x", ACCEPT), whole("y", CUT), Occasion(place="Oss"), Occasion(place="Norrey")),  # the town, the country
        (whole("x", ACCEPT), whole("y", CUT, "the prime minister"), NOTHING, NOTHING),
    ],
)
def test_a_link_where_nothing_surely_tells_of_two_occasions(
    a: Whole, b: Whole, a_said: Occasion, b_said: Occasion
) -> None:
    link = compared(a, b, a_said, b_said)
    assert link.relation not in ("echo", "none")
    assert link.reason is None
    assert link.score >= LINK_SCORE


@pytest.mark.parametrize(
    ("a", "b", "a_said", "b_said"),
    [
        (whole("x", FORM), whole("y", LATER), NOTHING, THURSDAY),  # one tells no day
        (whole("x", FORM), whole("y", LATER, "Tor Hale"), MONDAY, THURSDAY),  # nor are few words of two an echo
        (whole("x", STOCK), whole("y", "It was " + STOCK, published="2019-05-01"), NOTHING, NOTHING),
        (whole("x", STOCK), whole("y", STOCK, "Tor Hale"), NOTHING, NOTHING),  # anybody says so
        (whole("x", TITLE), whole("y", TITLE, "Per Ness"), NOTHING, NOTHING),  # the name of a programme
        (whole("x", STOCK), whole("y", STOCK, "Tor Hale", published="2025-11-18"), NOTHING, NOTHING),  # nor days later
        (whole("x", ACCEPT), whole("y", "Enough of boats", "Tor Hale"), MONDAY, THURSDAY),
    ],
)
def test_no_echo_that_nobody_wants_to_see(a: Whole, b: Whole, a_said: Occasion, b_said: Occasion) -> None:
    assert compared(a, b, a_said, b_said).relation == "none"


def test_of_a_split_quotation_the_row_with_the_words_is_the_echo() -> None:
    first = Quotation("x", 0, 48, ACCEPT, "direct", "Ada Lind", confidence=0.9)
    text = "but the herring have no vote in this matter."
    second = Quotation("x", 60, 60 + len(text), text, "direct", "Ada Lind", confidence=0.9, continues=first.id)
    split = Whole((first, second), f"{ACCEPT} {text}", "x", "2025-11-28")
    other = whole("y", CUT)
    links = linking.compare_rows(split, other, lambda w: MONDAY if w is split else THURSDAY)
    assert [(link.a, link.relation) for link in links] == [(first.id, "echo"), (second.id, "none")]


def test_the_occasions_of_hopeless_pairs_are_not_asked_for() -> None:
    def asked(_whole: Whole) -> Occasion:
        raise AssertionError

    (link,) = linking.compare_rows(whole("x", ACCEPT), whole("y", "Enough of boats and ice"), asked)
    assert link.relation == "none"


def test_echoes_come_whatever_their_score() -> None:
    a, b = whole("x", FORM), whole("y", LATER)
    said = {"x": MONDAY, "y": THURSDAY}
    (link,) = linking.link([b], lambda _: [0], lambda _: {0: a}, LINK_SCORE, lambda w: said[w.article])
    assert (link.a, link.b, link.relation) == (a.id, b.id, "echo")
    assert linking.link([b], lambda _: [0], lambda _: {0: a}, LINK_SCORE) == []
