"""Which sentences of a transcript are left out by an outlet that does not print them?"""

from __future__ import annotations

import pytest
from several import printing, utterance

from index.model import Quotation
from index.telling import asks_or_greets, can_be_left_out, reportable


def sentence(text: str, speaker: str | None = "Ada Lind") -> Quotation:
    return Quotation("t", 0, len(text), text, "direct", speaker)


@pytest.mark.parametrize(
    ("text", "speaker", "expected"),
    [
        # courtesies; a sentence that begins like one and says something
        ("Good evening.", "Ada Lind", (True, False)),
        ("Thank you all very much for coming.", "Ada Lind", (True, False)),
        ("Welcome, ladies and gentlemen of the press.", "Ada Lind", (True, False)),
        ("Good evening is all that Skarland said to our sailors.", "Ada Lind", (False, True)),
        ("Thank you for closing the strait, Mr Hale.", "Ada Lind", (False, True)),
        ("We will see you in Vesla.", "Ada Lind", (False, True)),
        # questions, and what those say who are only "question"
        ("Will you resign if there is no ferry by Christmas?", "Tor Hale", (True, False)),
        ("Prime Minister, Skarland says that the current moved it.", None, (True, False)),
        ("Skarland says that the current moved it.", "Ada Lind", (False, True)),
        # too little to be found again, but said
        ("It's over.", "Ada Lind", (False, False)),
        ("No.", "Ada Lind", (False, False)),
        ("There was one biscuit.", "Ada Lind", (False, True)),
        ("", "Ada Lind", (False, False)),
    ],
)
def test_what_can_be_left_out(text: str, speaker: str | None, expected: tuple[bool, bool]) -> None:
    assert (asks_or_greets(sentence(text, speaker)), can_be_left_out(sentence(text, speaker))) == expected


def test_reportable_is_what_says_something_or_was_printed() -> None:
    asked, said = "Will you resign?", "There was one biscuit."
    spoken = [utterance(printing("t", "Cabinet", words, spoken=True)) for words in (asked, said)]
    shared = utterance(printing("t", "Cabinet", asked, spoken=True), printing("a", "Coast Wire", asked))
    alone = utterance(printing("a", "Coast Wire", asked))  # an outlet's own, in no transcript
    assert reportable([*spoken, shared, alone]) == [spoken[1], shared, alone]
