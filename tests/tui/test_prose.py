from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.paragraphs import unbroken
from tui.widgets.dates import day
from tui.widgets.prose import furniture, reading_time, title_span

WIRE = """OSS, Nov 2 - The ferry line across the strait will
sail again from Monday, its owners said, after seven
months in which nobody could agree on a single buoy.
    The owners named no price for the crossing, but it
was understood in Oss that there would be no toll on
the first day, and a band on the second."""
VERSE = """The bell is gone,
the sea is flat,
we sailed at dawn
and that was that
when all was said.
The bell, the bell,
it rings at six
and rings at nine,
o bell."""


@pytest.mark.parametrize(
    ("text", "joined"),
    [(WIRE, 4), (VERSE, 0), ("short\ntext", 0), ("", 0), ("word " * 60 + "\n" + "word " * 60, 0)],
    ids=["a wire", "verse", "too short to tell", "nothing", "paragraphs"],
)
def test_lines_broken_by_hand_are_joined(text: str, joined: int) -> None:
    assert text.count("\n") - unbroken(text).count("\n") == joined


def test_the_title_keeps_its_line() -> None:
    text = "Ferry to sail again\n" + WIRE
    assert unbroken(text, len("Ferry to sail again")).startswith("Ferry to sail again\nOSS, Nov 2")


@given(st.text(alphabet="ab \n\r\t", max_size=200))
def test_joining_lines_moves_nothing(text: str) -> None:
    shown = unbroken(text)
    assert len(shown) == len(text)
    assert shown.split() == text.split()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Advertisement", ["Advertisement"]),
        ("a\nADVERTISEMENT\nb", ["ADVERTISEMENT"]),
        ("a\nStory continues below\nb", ["Story continues below"]),
        ("The advertisement ran in Oss.", []),
        ("Read more: Ferries idle\nHe read more.", ["Read more: Ferries idle"]),
        ("Recommended by the envoy", []),
        ("Share this article\nShare", ["Share this article"]),
        ("Story continues below advertisement\n\nADVERTISEMENT - SCROLL TO CONTINUE", None),
        ("It ended.\nRELATED: Ferries idle\nSee also: The toll", ["RELATED: Ferries idle", "See also: The toll"]),
        ("The owners said that they\nread more about it in the paper than\nthey knew.", []),
        ("what they told the Harbour\nWatch: it is a club of the quay\nthat counts boats.", []),
        ("Sign up for our newsletter", ["Sign up for our newsletter"]),
        ("Sign up for the ferry with the same name as your boat", []),
        ("Subscribe to the Quay Ledger’s morning briefing.", ["Subscribe to the Quay Ledger’s morning briefing."]),
        ("(Image credit: Museum of the Sea)", ["(Image credit: Museum of the Sea)"]),
        ("Main image credit: M. Aune", ["Main image credit: M. Aune"]),
        ("Photo: the quay at dawn. Lind said it was cold.", []),
        ("(Reporting by M. Aune; editing by T. Hale)", ["(Reporting by M. Aune; editing by T. Hale)"]),
        ("Reporting by the ministry was late, she said.", []),
        ("Edda Quill contributed to this report.", ["Edda Quill contributed to this report."]),
        ("© 2026 Harbour Times. All rights reserved.", ["© 2026 Harbour Times. All rights reserved."]),
        ("Related parties were heard in Oss.", []),
        ("Listen to the bell.", []),
        ("Leave a comment\r\nOss", ["Leave a comment"]),
        ("___", ["___"]),
        ("Click here to get a ticket.\nShe said: click here to get a ticket", ["Click here to get a ticket."]),
    ],
)
def test_furniture(text: str, found: list[str] | None) -> None:
    if found is None:  # every line
        found = [line for line in text.split("\n") if line]
    assert [text[start:end].rstrip("\r") for start, end in furniture(text)] == found


@pytest.mark.parametrize(
    ("text", "title", "span"),
    [
        ("Ferries idle\n\nThe harbour", "Ferries idle", (0, 12)),
        ("\n Ferries  idle\nThe harbour", "Ferries idle", (2, 15)),
        ("The harbour\nFerries idle", "Ferries idle", None),
        ("Ferries idle", None, None),
        ("", "Ferries", None),
    ],
)
def test_title_span(text: str, title: str | None, span: tuple[int, int] | None) -> None:
    assert title_span(text, title) == span


@pytest.mark.parametrize(
    ("published", "style", "expected"),
    [
        ("2025-11-02", "short", "2 Nov"),
        ("2025-11-02T10:00:00Z", "year", "2 Nov 2025"),
        ("2025-11-02", "long", "2 November 2025"),
        ("2025-11", "short", "Nov 2025"),
        ("2025", "long", "2025"),
        ("2025-13-40", "short", "2025"),
        ("last Monday", "short", "last Monday"),
        ("\x1b[2J", "short", "\ufffd[2J"),
        (None, "long", ""),
    ],
)
def test_day(published: str | None, style: str, expected: str) -> None:
    assert day(published, style) == expected


def test_reading_time() -> None:
    assert [reading_time(n) for n in (0, 1300, 6500, 154_000, 3_000_000)] == [
        "1 min",
        "1 min",
        "5 min",
        "118 min",
        "38 h",
    ]
