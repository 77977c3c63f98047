"""Everything that one speaker said: what several printed once, by event, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from happenings import FERRY, FERRY_TOO, HALE
from invented import put, row

from index.library import Library
from index.model import SaidBy
from index.query import QueryProblem

FULL = "“We can accept this as the basis of an agreement, but nothing is final,” Ada Lind said in Oss.\n"
SPLIT = "“We can accept this as the basis of an agreement,” Ada Lind said in Oss, “but nothing is final.”\n"
CUT = "The talks went on. Lind told reporters the plan was “the basis of an agreement, but nothing is final.”\n"
OTHERS = "“We can accept this as the basis of an agreement, but nothing is final,” a spokesman said in Oss.\n"
SPEECH = """Transcript of the press conference in Oss

LIND: Good morning to all of you. We have agreed on a timetable for the ferries. The first one sails on the ninth of \
November. It's over. We will not pay a toll for crossing our own water, and we never will.

Q: What about the buoy, minister?

LIND: The buoy goes back to where our grandfathers left it. Hale has promised me that in writing. I believe him.

Q: And if it does not go back?

LIND: Then we will count the boats again. We have counted them for forty years.
"""
RUN = (
    "“We have agreed on a timetable for the ferries. The first one sails on the ninth of November. It's over,”"
    " Ada Lind said in Oss.\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def said_by(library: Library, name: str) -> SaidBy:
    found = library.said_by(name)
    assert found is not None
    return found


def told(found: SaidBy) -> list[list[tuple[str, str, tuple[str | None, ...]]]]:
    return [[(s.quote.kind, s.text, s.outlets) for s in event.sayings] for event in found.events]


def test_what_several_printed_is_one_thing_said(tmp_path: Path, library: Library) -> None:
    library.add([put(tmp_path / "in", row("cut", CUT), row("full", FULL, published="2026-11-01"), row("split", SPLIT))])
    for name in ("Ada Lind", "ada lind", "Lind"):
        found = said_by(library, name)
        assert found.speaker.name == "Ada Lind"
        ((said,),) = (event.sayings for event in found.events)
        assert said.text == "We can accept this as the basis of an agreement, but nothing is final,"
        assert (said.quote.article, said.first, said.perhaps, said.shared) == ("full", "2026-11-01", False, True)
        assert said.outlets == ("FULL", "CUT", "SPLIT"), "the earliest first"
        assert {quote.split("#")[0] for quote in said.quotes} == {"cut", "full", "split"}


def test_as_many_outlets_as_the_utterances_have(tmp_path: Path, library: Library) -> None:
    rows = [row("cut", CUT), row("full", FULL), row("others", OTHERS), row("same", FULL, outlet="CUT")]
    library.add([put(tmp_path / "in", *rows)])
    utterances = library.utterances()
    assert not isinstance(utterances, QueryProblem)
    (utterance,) = utterances
    ((said,),) = (event.sayings for event in said_by(library, "Lind").events)
    # also those who don't name the speaker printed it; the words are told from one who does
    assert len(said.outlets) == utterance.outlets == 3
    assert "OTHERS" in said.outlets
    assert said.quote.known_as == "Ada Lind"


def test_by_event_the_newest_first_what_has_no_date_last(tmp_path: Path, library: Library) -> None:
    articles = [
        row("a", FERRY[1], title=FERRY[0], outlet="Harbour Times", published="2026-11-02"),
        row("b", FERRY_TOO[1], title=FERRY_TOO[0], outlet="Coast Wire", published="2026-11-03"),
        row("c", HALE[1], title=HALE[0], outlet="Radio Oss", published="2026-11-20"),
        {
            "id": "d",
            "text": "“My grandmother never wrote a cheque,” said Tor Hale.\nThe bank closed its doors at noon.",
        },
    ]
    library.add([put(tmp_path / "in", *articles)])
    found = said_by(library, "Tor Hale")
    assert [(event.id, event.article.id, event.articles) for event in found.events] == [
        ("c", "c", 1),
        ("a", "a", 2),
        ("d", "d", 1),
    ]
    herring, ferry, cheque = told(found)
    assert herring == [("direct", "It needs salt,", ("Radio Oss",))]
    assert ("direct", "Nobody was hurt, and nobody was even very wet,", ("Harbour Times", "Coast Wire")) in ferry
    (report,) = [one for one in ferry if one[0] == "indirect"]
    assert report[1].startswith("a tug would try")
    assert report[2] == ("Harbour Times",)
    assert cheque == [("direct", "My grandmother never wrote a cheque,", (None,))]


def test_words_in_marks_in_a_report_are_told_with_it_or_as_what_several_printed(
    tmp_path: Path, library: Library
) -> None:
    little = "Ada Lind said the plan was “the basis of an agreement, but nothing is final” for her.\n"
    much = (
        "Ada Lind said that the boats would stay in the harbour of Oss until the ice had gone from the whole of the"
        " strait, that nobody would be paid for it, and that it was “the basis of an agreement, but nothing is"
        " final”.\n"
    )
    library.add([put(tmp_path / "in", row("full", FULL), row("little", little))])
    ((said,),) = told(said_by(library, "Ada Lind"))
    assert (said[0], said[2]) == ("direct", ("FULL", "LITTLE"))
    library.add([put(tmp_path / "in", row("much", much))])
    rows = [one for some in told(said_by(library, "Ada Lind")) for one in some]
    assert [kind for kind, _, _ in rows] == ["direct", "indirect"], "what it says besides is not lost"
    assert rows[0][2] == ("FULL", "LITTLE", "MUCH")
    assert rows[1][1].startswith("the boats would stay")
    assert rows[1][2] == ("MUCH",)


def test_words_of_another_inside_are_that_ones(tmp_path: Path, library: Library) -> None:
    text = "“Tor Hale said, ‘Never bring that boat here again,’ and he meant it,” said Ada Lind.\n"
    library.add([put(tmp_path / "in", row("a", text))])
    (lind,) = [one for some in told(said_by(library, "Ada Lind")) for one in some]
    (hale,) = [one for some in told(said_by(library, "Tor Hale")) for one in some]
    assert lind[1].startswith("Tor Hale said, ‘Never")
    assert hale[1].startswith("Never bring that boat here again")


def test_a_transcript_is_told_as_it_was_said_and_nothing_twice(tmp_path: Path, library: Library) -> None:
    library.add([put(tmp_path / "in", row("speech", SPEECH, outlet="The State"), row("run", RUN))])
    rows = [one for some in told(said_by(library, "Ada Lind")) for one in some]
    printed = [(text, outlets) for _, text, outlets in rows if outlets]
    assert printed == [
        (
            "We have agreed on a timetable for the ferries. The first one sails on the ninth of November. It's over.",
            ("RUN",),
        )
    ]
    alone = [text for _, text, outlets in rows if not outlets]
    assert "Then we will count the boats again." in alone, "also what nobody printed"
    assert not [text for text in alone if "timetable" in text or "over" in text]


def test_an_unsure_speaker_stays_unsure_until_one_printing_is_sure(tmp_path: Path, library: Library) -> None:
    words = FULL.split("”", maxsplit=1)[0]
    unsure = f"Edda Quill met Signe Marlow. Ada Lind came late.\n\n{words}” was the answer.\n"
    library.add([put(tmp_path / "in", row("unsure", unsure))])
    ((said,),) = (event.sayings for event in said_by(library, "Ada Lind").events)
    assert (said.quote.perhaps, said.perhaps) == (True, True)
    library.add([put(tmp_path / "in", row("full", FULL))])
    ((said,),) = (event.sayings for event in said_by(library, "Ada Lind").events)
    assert (said.outlets, said.perhaps) == (("UNSURE", "FULL"), False)


def test_what_a_reader_joined_and_corrected_counts(tmp_path: Path, library: Library) -> None:
    library.add([put(tmp_path / "in", row("a", "“No boat leaves before noon,” said Ada Lind.\n"), row("b", HALE[1]))])
    library.join_speakers("Ada Lind", "Tor Hale")
    assert said_by(library, "Ada Lind") == said_by(library, "Tor Hale")
    assert len(said_by(library, "Tor Hale").events) == 2
    library.undo_speaker_choice(1)
    quotation = library.quotations("a")[0]
    library.correct_speaker(quotation.id, "Tor Hale")
    assert library.said_by("Ada Lind") is None
    assert [event.id for event in said_by(library, "Tor Hale").events] == ["a", "b"]


@pytest.mark.parametrize("name", ["Ada Lund", "Edda", "", "a spokesman", "“"])
def test_nobody_of_that_name(tmp_path: Path, library: Library, name: str) -> None:
    library.add([put(tmp_path / "in", row("full", FULL), row("others", OTHERS))])
    assert library.said_by(name) is None
