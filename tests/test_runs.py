"""Which sentences of a transcript stand in one quotation, also those that say too little alone."""

from __future__ import annotations

import pytest

from index.model import Quotation, Whole
from index.runs import missing

SAID = (
    "We have agreed on a timetable for the ferries.",
    "It's over.",
    "Not now.",
    "The buoy goes back to where our grandfathers left it.",
    "We are glad.",
    "Hale has promised me that in writing.",
    "We are glad.",
)


def whole(article: str, start: int, text: str) -> Whole:
    return Whole((Quotation(article, start, start + len(text), text, "direct", "Ada Lind"),), text, article)


SENTENCES = [whole("t", 100 * i, text) for i, text in enumerate(SAID)]


@pytest.mark.parametrize(
    ("printed", "linked", "expected"),
    [
        # beside a sentence that is linked
        ("We have agreed on a timetable for the ferries. It's over,", [0], [1]),
        ("It’s over. Not now. The buoy goes back to where our grandfathers left it,", [3], [1, 2]),
        # of those that stand in it twice the neighbour is meant
        ("Hale has promised me that in writing. We are glad.", [5], [6]),
        # twice in the transcript, and beside none: nobody can tell which
        ("We have agreed on a timetable for the ferries. We are glad.", [0], []),
        # once there, and joined to something else: it was said
        ("It's over. The buoy goes back to where our grandfathers left it.", [3], [1]),
        # nothing else ties the two
        ("It's over,", [], []),
        ("It's over, we shall see,", [], []),
        # all that there is
        ("We have agreed on a timetable for the ferries.", [0], []),
        # some of its words only
        ("We have agreed on a timetable for the ferries. It is all over now.", [0], []),
        ("", [], []),
        # half of a sentence, printed as a whole one
        ("We have agreed on a timetable for the ferries. The buoy goes back.", [0], [3]),
        # too few words; not one after the other; the beginning of no sentence's; nothing else ties the two
        ("We have agreed on a timetable for the ferries. The buoy goes.", [0], []),
        ("We have agreed on a timetable for the ferries. The buoy goes where it stood.", [0], []),
        ("We have agreed on a timetable for the ferries, the buoy goes back.", [0], []),
        ("The buoy goes back.", [], []),
        # the words are another sentence's, which is linked
        ("A timetable for the ferries. We have agreed on a timetable for the ferries.", [0], []),
    ],
)
def test_missing(printed: str, linked: list[int], expected: list[int]) -> None:
    scores = {SENTENCES[i].id: 0.9 for i in linked}
    found = missing(SENTENCES, whole("a", 0, printed), scores)
    assert [SENTENCES.index(sentence) for sentence, _ in found] == expected
    assert all(score == 0.9 for _, score in found)


def test_short_sentences_that_say_enough_together() -> None:
    said = [whole("t", i * 100, text) for i, text in enumerate(("We won't sign.", "Not now.", "Not for a toll."))]
    found = missing(said, whole("a", 0, "We won't sign. Not now. Not for a toll,"), {})
    assert [sentence for sentence, _ in found] == said
    assert missing(said, whole("a", 0, "We won't sit here. Not for money,"), {}) == []


def test_another_speakers_sentence_is_no_part_of_a_run() -> None:
    answer = Whole((Quotation("t", 0, 9, "We won't.", "direct", "Tor Hale"),), "We won't.", "t")
    said = [answer, whole("t", 100, "We have agreed on a timetable for the ferries."), whole("t", 200, "We won't.")]
    printed = whole("a", 0, "We won't. We have agreed on a timetable for the ferries,")
    assert missing(said, printed, {said[1].id: 0.9}) == []


def test_half_a_sentence_that_two_have_or_another_said_is_nobodys() -> None:
    first = whole("t", 0, "We have agreed on a timetable for the ferries.")
    buoy = whole("t", 100, "If the buoy is not back, no ferry will sail.")
    printed = whole("a", 0, "We have agreed on a timetable for the ferries. No ferry will sail,")
    linked = {first.id: 0.9}
    assert [one for one, _ in missing([first, buoy], printed, linked)] == [buoy]
    assert missing([first, buoy, whole("t", 200, "Then no ferry will sail.")], printed, linked) == []
    asked = Whole((Quotation("t", 100, 150, buoy.text, "direct", "Tor Hale"),), buoy.text, "t")
    assert missing([first, asked], printed, linked) == []
