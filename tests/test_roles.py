"""What does an article say that a speaker is? Tables of (text, role), each beside its twin without one."""

from __future__ import annotations

import pytest

from index.model import Article
from index.quotations import find
from index.speakers import attribute

SAID = "\n\n“We can sign this next week,” Lind said."

ROLES = [
    # the title before the name
    ("Prime Minister Ada Lind came.", "Prime Minister"),
    ("Dockers Local 12 president Ada Lind came.", "Dockers Local 12 president"),
    ("Secretary of State Ada Lind came.", "Secretary of State"),
    (
        "University of the Oss Valley political scientist Ada Lind came.",
        "University of the Oss Valley political scientist",
    ),
    ("They met former Norland prime minister Ada Lind.", "former Norland prime minister"),
    # the apposition after it, wherever in the article; the longest
    ("Ada Lind, the prime minister of Norland, came.", "prime minister of Norland"),
    ("Ada Lind, 52, a nurse at the harbour, came.", "nurse at the harbour"),
    ("Minister Ada Lind came. Ada Lind, head of the Harbour Party, sat.", "head of the Harbour Party"),
    ("The prime minister of Norland, Ada Lind, came.", "prime minister of Norland"),
    ("Ada Lind, the head of claims at Oss Mutual, came.", "head of claims at Oss Mutual"),
    ("Ada Lind, mayor of Oss and who was late, came.", "mayor of Oss"),
    # a courtesy is none, nor a verb, nor another one's
    ("Ms. Ada Lind came.", None),
    ("They met Ada Lind.", None),
    ("Ada Lind, tired of the talks, came.", None),
    ("Ada Lind, and the prime minister of Norland, came.", None),
    ("Ada Lind, envoy Tor Hale and others came.", None),
    ("The prime minister came. Ada Lind sat.", None),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_role(text: str, expected: str | None) -> None:
    (row,) = attribute(Article("a", text + SAID), find(text + SAID))
    assert (row.speaker, row.role) == ("Ada Lind", expected)


def test_both_halves_have_it_and_a_body_has_none() -> None:
    text = "“We can sign,” said Ada Lind, mayor of Oss. “Not now.”\n\n“It is late,” the Kremlin said in a statement."
    found = attribute(Article("a", text), find(text))
    assert [(q.speaker, q.role) for q in found] == [
        ("Ada Lind", "mayor of Oss"),
        ("Ada Lind", "mayor of Oss"),
        ("Kremlin", None),
    ]
