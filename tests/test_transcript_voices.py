"""Who is behind a label: tables of (what the article says, the label, speaker, role)."""

from __future__ import annotations

import pytest

from index.model import Article
from index.transcripts import attribute, find

REST = "MODERATOR: And you, what do you want?\n\nOTHER: I want what you want.\n\n"


def speaker(head: str, label: str, title: str | None = None) -> tuple[str | None, str | None]:
    """Speaker and role of a turn with this label, below a head."""
    turn = f"{label}: We sail at noon, I say.\n\n"
    article = Article("a", f"{head}\n\n{REST}{turn}{REST}{turn}", title=title, transcript=True)
    row = next(q for q in attribute(article, find(article)) if q.speaker_text == label)
    return row.speaker, row.role


HEAD = "Prime Minister Ada Lind met Tor Hale, the mayor of Oss, and teacher Edda Quill."
NAMES = [
    # the fullest name, with what it is called
    (HEAD, "LIND", ("Ada Lind", "Prime Minister")),
    (HEAD, "Lind", ("Ada Lind", "Prime Minister")),
    (HEAD, "ADA LIND", ("Ada Lind", "Prime Minister")),
    (HEAD, "Mr. Hale", ("Tor Hale", "mayor of Oss")),
    (HEAD, "QUILL (through interpreter)", ("Edda Quill", "teacher")),
    (HEAD, "Edda", ("Edda Quill", "teacher")),
    (HEAD, "AL", ("Ada Lind", "Prime Minister")),
    # whoever bears the role
    (HEAD, "THE PRIME MINISTER", ("Ada Lind", "Prime Minister")),
    (HEAD, "THE MAYOR", ("Tor Hale", "mayor of Oss")),
    # the label's own name and role, where the article has nothing more
    ("They met in Oss.", "LIND", ("Lind", None)),
    ("They met in Oss.", "PRESIDENT LIND", ("Lind", "president")),
    ("They met in Oss.", "President Lind", ("Lind", "President")),
    ("They met in Oss.", "ADA LIND, HOST", ("Ada Lind", "host")),
    ("They met in Oss.", "Ada Lind, Oss Radio", ("Ada Lind", "Oss Radio")),
    ("They met in Oss.", "MCBRACK", ("McBrack", None)),
    ("They met in Oss.", "O'BRACK", ("O'Brack", None)),
    ("They met in Oss.", "VAN DER OSS", ("van der Oss", None)),
    ("They met in Oss.", "LIND-OSS", ("Lind-Oss", None)),
    ("They met in Oss.", "BBC", ("BBC", None)),
    ("They met in Oss.", "LARRY KING", ("Larry King", None)),
    ("Chefin Ada Lind mit Tor Hale in Oss.", "LIND", ("Ada Lind", None)),
    ("Heute Lind. Und Frau Lind.", "LIND", ("Lind", None)),
    # nobody in particular
    ("They met in Oss.", "THE PRIME MINISTER", ("the prime minister", None)),
    ("They met in Oss.", "AUDIENCE MEMBER", ("audience member", None)),
    ("They met in Oss.", "Speaker 1", (None, None)),
    ("They met in Oss.", "UNIDENTIFIED MALE", (None, None)),
    ("They met in Oss.", "Q", (None, None)),
    # the twins: a place, a newspaper, an all too common name
    ("They met in Port Lind.", "LIND", ("Lind", None)),
    ("They met at the Lind School.", "LIND", ("Lind", None)),
    ("Ministers Ada Lind and Tor Hale met.", "THE MINISTER", ("the minister", None)),
    ("President Lind met President Hale.", "THE PRESIDENT", ("the president", None)),
]


@pytest.mark.parametrize(("head", "label", "expected"), NAMES)
def test_who_is_behind_a_label(head: str, label: str, expected: tuple[str | None, str | None]) -> None:
    assert speaker(head, label) == expected


ASKED = [
    # the one who answers
    ("Interview with Ada Lind", "Tor Hale asked her.", "Ada Lind"),
    ("Q&A with Prime Minister Ada Lind", "She met Tor Hale and Edda Quill.", "Ada Lind"),
    ("The strait", "Ada Lind spoke to us about her boat.", "Ada Lind"),
    ("The strait", "Ada Lind spoke to reporter Tor Hale.", "Ada Lind"),
    ("What Ada Lind wants", "Ada Lind knows Tor Hale well.", "Ada Lind"),
    # the twins: two are named, or none
    ("The strait", "Ada Lind and Tor Hale spoke to us.", None),
    ("The Ada Lind we never knew", "Tor Hale has written a book about Ada Lind.", None),
    ("The strait", "She spoke to us about her boat.", None),
    (None, "", None),
]


@pytest.mark.parametrize(("title", "head", "expected"), ASKED)
def test_who_answers(title: str | None, head: str, expected: str | None) -> None:
    text = (
        f"{head}\n\nQ. How did you begin?\n\nA. I began early. We had a boat.\n\nQ. And then?\n\nA. I left, as we do."
    )
    article = Article("a", text, title=title)
    rows = attribute(article, find(article))
    assert [(q.speaker_text, q.speaker) for q in rows[:2]] == [("Q.", None), ("A.", expected)]
    assert all(q.confidence < 0.9 for q in rows)


def test_two_of_one_surname_are_told_apart_by_title_or_unsure() -> None:
    head = "Here are Ada Lind and Tor Lind."
    rows = [("MS. LIND", "Ada Lind"), ("MR. LIND", "Tor Lind"), ("LIND", "Ada Lind")]
    for label, name in rows:
        text = f"{head}\n\n{label}: We sail.\n\n{REST}"
        article = Article("a", text, transcript=True)
        (row,) = (q for q in attribute(article, find(article)) if q.speaker_text == label)
        assert row.speaker == name
        assert row.perhaps == (label == "LIND")


def test_a_full_name_in_a_label_names_those_after_it() -> None:
    text = "ADA LIND: We sail, I say.\n\nTOR HALE: Do you?\n\nLIND: I do.\n\nHALE: We will see that."
    article = Article("a", text)
    assert [q.speaker for q in attribute(article, find(article))] == ["Ada Lind", "Tor Hale", "Ada Lind", "Tor Hale"]
    assert {q.confidence > 0.9 for q in attribute(article, find(article))} == {True}
