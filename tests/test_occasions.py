"""When, where and how something was said, as the text around it tells; and when two were surely said apart."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.languages.lexicon import ENGLISH, NEUTRAL
from index.languages.occasion import ENGLISH as OCCASION_WORDS
from index.model import Article, Quotation
from index.occasions import NOTHING, Occasion, apart, days_between, in_article, occasion_of
from index.occasions.dates import mentions
from index.occasions.finding import may_tell_when

FRIDAY = "2025-11-28"  # the day of printing
THURSDAY = dt.date(2025, 11, 27)


def days(first: str, last: str | None = None) -> tuple[dt.date, dt.date]:
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)


def found_in(
    text: str, cue: str | None = "said", published: str | None = FRIDAY, speaker: str = "Ada Lind"
) -> Occasion:
    """The occasion of the last words in curly marks."""
    start, end = text.rindex("“") + 1, text.rindex("”")
    quotation = Quotation("a", start, end, text[start:end], "direct", speaker, cue=cue, confidence=0.9)
    return occasion_of(text, [quotation], published, ENGLISH)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Thursday", days("2025-11-27")),
        ("late Friday night", days("2025-11-28")),
        ("on Monday", days("2025-11-24")),
        ("on Saturday", None),  # a week ago, or tomorrow's paper
        ("last Thursday", days("2025-11-20", "2025-11-27")),  # of this week or the one before
        ("on Thursday, Nov. 20", days("2025-11-20")),
        ("on Nov. 2", days("2025-11-02")),
        ("on 2 November 2024", days("2024-11-02")),
        ("on December 29th", days("2024-12-29")),  # not the one to come
        ("yesterday", days("2025-11-27")),
        ("this morning", days("2025-11-28")),
        ("last month", days("2025-10-01", "2025-10-31")),
        ("earlier this month", days("2025-11-01", "2025-11-28")),
        ("last year", days("2024-01-01", "2024-12-31")),
        ("three weeks ago", days("2025-11-04", "2025-11-10")),
        ("in 2019", days("2019-01-01", "2019-12-31")),
        ("in May 2019", days("2019-05-01", "2019-05-31")),
        ("in October", days("2025-10-01", "2025-10-31")),
    ],
)
def test_days_seen_from_the_day_of_printing(text: str, expected: tuple[dt.date, dt.date] | None) -> None:
    (mention,) = mentions(text, dt.date.fromisoformat(FRIDAY), OCCASION_WORDS)
    assert mention.days == expected


@pytest.mark.parametrize(
    "text",
    [
        "until Monday",
        "next Thursday",
        "by Nov. 2",
        "Monday's vote",
        "the Sun said",
        "may 2 boats pass",
        "in 20190 boats",
        "on Feb. 30",
        "999 years ago",
    ],
)
def test_what_names_no_day_that_is_over(text: str) -> None:
    assert list(mentions(text, dt.date.fromisoformat(FRIDAY), OCCASION_WORDS)) == []


def test_undated_articles_know_weekdays_and_full_dates_only() -> None:
    told = list(mentions("on Thursday, on Nov. 2, yesterday, in 2019", None, OCCASION_WORDS))
    assert [(m.days, m.weekday) for m in told] == [(None, 3), (days("2019-01-01", "2019-12-31"), None)]


# each with its day where the date is the day of saying, else None
@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("“Nothing is final,” Lind said on Thursday.", "said", days("2025-11-27")),
        ("“Nothing is final,” said Lind, the prime minister, on Thursday.", "said", days("2025-11-27")),
        ("“Nothing is final,” Lind told reporters in Oss on Thursday.", "told", days("2025-11-27")),
        ("“Nothing is final,” Lind said in an interview with Coast Wire on Thursday.", "said", days("2025-11-27")),
        ("Lind on Thursday said that “nothing is final”.", "said", days("2025-11-27")),
        ("Lind said Thursday that “nothing is final”.", "said", days("2025-11-27")),
        ("On Thursday, Lind said: “Nothing is final.”", "said", days("2025-11-27")),
        ("Speaking to reporters in Oss on Thursday, Lind said that “nothing is final”.", "said", days("2025-11-27")),
        # the date is of something else
        ("“Nothing is final,” Lind said of the vote on Thursday.", "said", None),
        ("“Nothing is final,” Lind said after the cabinet had met on Thursday.", "said", None),
        ("“Nothing is final,” Lind said of Thursday's vote.", "said", None),
        ("Lind said the vote on Thursday was “not final”.", "said", None),
        ("On Thursday the court, which Lind said was “not final”, rose.", "said", None),
        ("Lind, who was elected on Thursday, said that “nothing is final”.", "said", None),
        ("“We will sail on Thursday,” Lind said.", "said", None),
        ("“Nothing is final,” Lind said. On Thursday the strait was closed.", "said", None),
        ("“Nothing is final,” Lind said, and Hale left Oss on Thursday.", "said", None),
    ],
)
def test_only_the_day_of_saying_counts(text: str, cue: str, expected: tuple[dt.date, dt.date] | None) -> None:
    assert found_in(text, cue).days == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lind told reporters on Thursday. “Nothing is final,” she said.", THURSDAY),
        ("Lind spoke up.\n\nShe told reporters on Thursday to wait.\n\n“Nothing is final,” she said.", THURSDAY),
        ("Her remarks on Thursday were short. “Nothing is final,” she said.", THURSDAY),
        ("Hale told reporters on Thursday. “Nothing is final,” Lind said.", None),  # another speaker
        ("Lind told reporters on Thursday. She had once said “nothing is final”.", None),  # earlier than that
        (
            "Lind said so on Thursday.\n\nIt rained.\n\nIt blew.\n\n“Nothing is final,” Lind said.",
            None,
        ),  # too far above
    ],
)
def test_the_speaker_goes_on_from_the_sentences_before(text: str, expected: dt.date | None) -> None:
    assert found_in(text).days == ((expected, expected) if expected else None)


@pytest.mark.parametrize(
    ("text", "place", "setting", "past"),
    [
        ("“Nothing is final,” Lind said in Oss.", "Oss", None, False),
        ("“Nothing is final,” Lind said at a rally in New Oss on Thursday.", "New Oss", "speech", False),
        ("“Nothing is final,” Lind said in a statement.", None, "statement", False),
        ("“Nothing is final,” Lind said in an interview with Coast Wire.", None, "interview", False),
        ("Lind once said that “nothing is final”.", None, None, True),
        ("Lind has often said that “nothing is final”.", None, None, True),
        ("“Nothing is final,” Lind said in 2019.", None, None, True),
        # twins
        ("“Nothing is final,” Lind said of the rally in Oss.", None, None, False),
        ("“Nothing is final,” Lind said in November.", None, None, False),
        ("Lind said that “nothing is final” in Oss.", None, None, False),
    ],
)
def test_places_settings_and_what_was_said_before(
    text: str, place: str | None, setting: str | None, past: bool
) -> None:
    told = found_in(text)
    assert (told.place, told.setting, told.past) == (place, setting, past)


def test_an_undated_article_knows_the_weekday() -> None:
    told = found_in("“Nothing is final,” Lind said on Thursday.", published=None)
    assert (told.days, told.weekday) == (None, 3)


def test_a_language_without_a_table_tells_nothing() -> None:
    quotation = Quotation("a", 1, 5, "Nein", "direct", "Ada Lind", cue="sagte")
    assert occasion_of("„Nein“, sagte Lind am Montag.", [quotation], FRIDAY, NEUTRAL) == NOTHING
    article = Article("a", "„Nein“, sagte Lind am Montag.", published=FRIDAY, language="de")
    assert in_article(article, [quotation]) == NOTHING


def test_lines_broken_by_hand_are_one_paragraph() -> None:
    lines = [
        "The strait has been closed since March and the ferries have been",
        "waiting in the harbour of Oss for the ice, said a man on the pier,",
        "who would not give his name to a stranger with a notebook in rain.",
        "“Nothing is final before the strait is open,” Lind, who came to see",
        "the ferries and the ice with her own eyes, told some reporters then",
        "on Thursday, and went home.",
    ]
    text = "\n".join(lines)
    start, end = text.index("“") + 1, text.index("”")
    quotation = Quotation("a", start, end, text[start:end], "direct", "Lind", cue="told")
    assert in_article(Article("a", text, published=FRIDAY, language="en"), [quotation]).days == (THURSDAY, THURSDAY)


MONDAY_ONLY, THURSDAY_ONLY, FRIDAY_ONLY = (Occasion(weekday=n) for n in (0, 3, 4))
ON_THURSDAY = Occasion(days=days("2025-11-27"), weekday=3)
ON_FRIDAY = Occasion(days=days("2025-11-28"), weekday=4)
IN_2019 = Occasion(days=days("2019-01-01", "2019-12-31"), past=True)


@pytest.mark.parametrize(
    ("a", "b", "a_published", "b_published", "expected"),
    [
        (MONDAY_ONLY, THURSDAY_ONLY, None, None, "on two days: Monday and Thursday"),
        (MONDAY_ONLY, ON_THURSDAY, None, FRIDAY, "on two days: Monday and Thursday"),
        (ON_THURSDAY, IN_2019, FRIDAY, FRIDAY, "on two days: 2019 and 27 November 2025"),
        # said three days after the other was printed
        (
            ON_THURSDAY,
            NOTHING,
            FRIDAY,
            "2025-11-24",
            "on two days: one by 24 November 2025, the other 27 November 2025",
        ),
        # twins: the same day; a day apart, as the evening here is the morning there; nothing told
        (ON_THURSDAY, ON_THURSDAY, FRIDAY, "2025-11-30", None),
        (ON_THURSDAY, ON_FRIDAY, FRIDAY, FRIDAY, None),
        (THURSDAY_ONLY, FRIDAY_ONLY, None, None, None),
        (Occasion(weekday=6), MONDAY_ONLY, None, None, None),
        (ON_THURSDAY, NOTHING, FRIDAY, "2025-11-26", None),
        (ON_THURSDAY, NOTHING, FRIDAY, "2026-11-26", None),  # printed later, quoting
        (IN_2019, NOTHING, FRIDAY, "2019-05-01", None),
        (NOTHING, NOTHING, FRIDAY, "2019-05-01", None),
        # places and settings alone tell nothing; with neighbouring days they do
        (Occasion(place="Oss"), Occasion(place="Brack"), FRIDAY, FRIDAY, None),
    ],
)
def test_surely_apart(
    a: Occasion, b: Occasion, a_published: str | None, b_published: str | None, expected: str | None
) -> None:
    assert apart(a, b, a_published, b_published) == expected
    assert apart(b, a, b_published, a_published) == expected


def test_neighbouring_days_at_two_places_are_apart() -> None:
    here, there = Occasion(ON_THURSDAY.days, 3, "Oss"), Occasion(ON_FRIDAY.days, 4, "Brack")
    assert apart(here, there, FRIDAY, FRIDAY) == "on two days: 27 November 2025 and 28 November 2025"
    assert apart(here, Occasion(ON_FRIDAY.days, 4, "Oss Harbour"), FRIDAY, FRIDAY) is None


@pytest.mark.parametrize(
    ("a", "b", "a_published", "b_published", "expected"),
    [
        (NOTHING, NOTHING, FRIDAY, "2025-11-20", 8),  # the printing stands for the saying
        (IN_2019, NOTHING, FRIDAY, "2019-05-01", 0),  # printed anew, years later
        (Occasion(past=True), NOTHING, FRIDAY, "2019-05-01", None),
        (NOTHING, NOTHING, None, FRIDAY, None),
        (ON_THURSDAY, MONDAY_ONLY, FRIDAY, None, None),
    ],
)
def test_days_between_sayings(
    a: Occasion, b: Occasion, a_published: str | None, b_published: str | None, expected: int | None
) -> None:
    assert days_between(a, b, a_published, b_published) == expected
    assert days_between(b, a, b_published, a_published) == expected


@given(
    st.text("“”\"'« ».,:;!?\n Thursdayonsaid2019Nov", max_size=120),
    st.integers(0, 120),
    st.integers(0, 60),
    st.sampled_from([None, FRIDAY, "0001-01-01", "9999-12-31"]),
)
def test_any_text_gives_days_in_order(text: str, start: int, length: int, published: str | None) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    quotation = Quotation("a", start, end, text[start:end], "direct", "Ada Lind", cue="said")
    told = occasion_of(text, [quotation], published, ENGLISH)
    assert told.days is None or told.days[0] <= told.days[1]


PARTS = [
    *("“Nothing is final,”", "“It ends in May.”", "Lind", "She has", "Hale", ", who", "said", "told", "once", "Then"),
    *("on Thursday", "Monday,", "2019", "last week", "two years ago", "\nyesterday", "Nov. 2", "this morning", "in"),
    *("in Oss.", "\n"),
]
SAID_WORDS = st.lists(st.sampled_from(PARTS), max_size=30).map(" ".join)


@given(SAID_WORDS, SAID_WORDS, st.sampled_from([None, FRIDAY]))
def test_what_is_not_looked_at_more_closely_tells_no_time(before: str, after: str, published: str | None) -> None:
    words = "Nothing of this is final"
    text = f"{before} “{words}” {after}"
    start = len(before) + 2
    quotation = Quotation("a", start, start + len(words), words, "direct", "Ada Lind", cue="said")
    if not may_tell_when(text, [quotation], ENGLISH):
        told = occasion_of(text, [quotation], published, ENGLISH)
        assert (told.days, told.weekday, told.past) == (None, None, False)


def test_a_place_alone_is_no_occasion() -> None:
    text = "“Nothing is final,” Lind said in Oss."
    quotation = Quotation("a", 1, 18, text[1:18], "direct", "Ada Lind", cue="said")
    assert in_article(Article("a", text, published=FRIDAY, language="en"), [quotation]) == NOTHING
    text += " She came on Thursday."
    assert in_article(Article("a", text, published=FRIDAY, language="en"), [quotation]).place == "Oss"
