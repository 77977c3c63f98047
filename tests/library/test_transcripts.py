"""What was really said: a transcript is the root of the utterances in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from invented import derived_of, put, row

from index.library import Library
from index.model import UtteranceRow, Variant
from index.query import QueryProblem

SPEECH = """Transcript of the press conference in Oss

LIND: Good morning to all of you. We have agreed on a timetable for the ferries. The first one sails on the ninth of \
November. It's over. We will not pay a toll for crossing our own water, and we never will.

Q: What about the buoy, minister?

LIND: The buoy goes back to where our grandfathers left it. Hale has promised me that in writing. I believe him.

Q: And if it does not go back?

LIND: Then we will count the boats again. We have counted them for forty years.
"""
TOLL = "Ada Lind said the money was not hers. “We will not pay a toll for crossing our own water,” Lind said.\n"
RUN = (
    "“We have agreed on a timetable for the ferries. The first one sails on the ninth of November. It's over,”"
    " Ada Lind said in Oss.\n"
)
SPLICED = (
    "“We have agreed on a timetable for the ferries. We will not pay a toll for crossing our own water,” Lind said.\n"
)
OMITTED = SPLICED.replace("ferries.", "ferries. …")
CHAINED = "“It's over. I believe him,” Ada Lind said of Tor Hale.\n"
HALVED = "“We have agreed on a timetable for the ferries. Count the boats again,” Lind said in Oss.\n"
ALONE = "“We have agreed on a timetable for the ferries,” Ada Lind said on the quay.\n"
SPLIT = (
    "“We have agreed on a timetable for the ferries,” Ada Lind said."
    " “The first one sails on the nineteenth of November. It's over.”\n"
)
BUOY = (
    "“The buoy goes back to where our grandfathers left it. Hale has promised me that in writing. I believe him,”"
    " Ada Lind said.\n"
)
TOLL_SAID = "We will not pay a toll for crossing our own water, and we never will."
FERRIES = "We have agreed on a timetable for the ferries."

Add = Callable[..., Library]


@pytest.fixture(params=["speech first", "speech last"])
def add(request: pytest.FixtureRequest, tmp_path: Path) -> Add:
    """A library of the speech and some articles, the speech added first or last."""

    def made(**texts: str) -> Library:
        rows = [row("speech", SPEECH, published="2026-11-01"), *(row(name, text) for name, text in texts.items())]
        library = Library.open(tmp_path / "library")
        library.add([put(tmp_path / "in", *(rows if request.param == "speech first" else rows[::-1]))])
        return library

    return made


def utterances(library: Library, **options: str) -> list[UtteranceRow]:
    found = library.utterances(**options)
    assert not isinstance(found, QueryProblem)
    return found


def told(rows: list[UtteranceRow]) -> list[tuple[str, dict[str, str]]]:
    """The words of each root that somebody printed, and what they did to it."""
    return [(r.fullest.text, {p.article.id: p.relation for p in r.printings[1:]}) for r in rows if len(r.printings) > 1]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"a": TOLL}, [(TOLL_SAID, {"a": "truncated"})]),
        # three neighbouring sentences are one, also the short one
        ({"a": RUN}, [(f"{FERRIES} The first one sails on the ninth of November. It's over.", {"a": "identical"})]),
        # two that were not said in one go, unless points say that something was left out
        ({"a": SPLICED, "b": TOLL}, [(f"{FERRIES} … {TOLL_SAID}", {"a": "spliced", "b": "truncated"})]),
        ({"a": OMITTED}, [(f"{FERRIES} … {TOLL_SAID}", {"a": "truncated"})]),
        # half a sentence counts as joined, too; who printed one stretch in full left nothing out
        (
            {"a": HALVED, "b": ALONE},
            [(f"{FERRIES} … Then we will count the boats again.", {"a": "spliced", "b": "identical"})],
        ),
        # one that printed it with another sentence printed it, too
        (
            {"a": RUN, "b": SPLICED},
            [
                (
                    f"{FERRIES} The first one sails on the ninth of November. It's over.",
                    {"a": "identical", "b": "overlapping"},
                ),
                (f"{FERRIES} … {TOLL_SAID}", {"b": "spliced"}),
            ],
        ),
        # a short sentence that another printed in fuller company is a root of both, and joins them not
        (
            {"a": BUOY, "b": CHAINED},
            [
                (
                    "The buoy goes back to where our grandfathers left it. Hale has promised me that in writing. "
                    "I believe him.",
                    {"a": "identical", "b": "reworded"},
                ),
                ("It's over. … I believe him.", {"b": "spliced"}),
            ],
        ),
    ],
)
def test_printings_are_told_from_what_was_said(
    add: Add, texts: dict[str, str], expected: list[tuple[str, dict[str, str]]]
) -> None:
    with add(**texts) as library:
        found = utterances(library)
        assert sorted(told(found), key=str) == sorted(expected, key=str)
        assert all(r.transcript and r.printings[0].article.id == "speech" for r in found)


def diffed(variant: Variant) -> str:
    return " ".join(mine if op == "equal" else f"[{mine}|{theirs}]" for op, mine, theirs in variant.diff)


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        # of three sentences in one piece one entry
        (RUN, "identical", [FERRIES, "The first one sails on the ninth of November.", "It's over."]),
        (ALONE, "identical", [FERRIES]),
        (TOLL, "truncated", [TOLL_SAID]),
        # what was left out between, and where points say so
        (SPLICED, "spliced", [FERRIES, TOLL_SAID]),
        (OMITTED, "truncated", [FERRIES, TOLL_SAID]),
        (HALVED, "spliced", [FERRIES, "Then we will count the boats again."]),
    ],
)
def test_what_was_said_comes_first_as_one_entry(add: Add, text: str, relation: str, expected: list[str]) -> None:
    with add(a=text, b=BUOY, c=TOLL, d=RUN) as library:
        (quotation,) = [q for q in library.quotations("a") if q.kind != "indirect"]
        said, *others = library.variants(quotation.id)
        assert [sentence.text for sentence in said.said] == expected
        assert (said.link.relation, said.article.id, said.quote) == (relation, "speech", said.said[0])
        assert (said.link.a, said.link.b) == (said.quote.id, quotation.id)  # told from what was said
        assert not said.link.altered
        gap = any(op == "delete" and "…" in mine for op, mine, _ in said.diff)
        assert gap == (text in (SPLICED, HALVED))  # where points say so, nothing more is told
        assert not any(other.said or other.article.id == "speech" for other in others)


def test_from_either_part_of_a_split_quotation_the_whole_is_told_with_what_it_altered(add: Add) -> None:
    with add(a=SPLIT) as library:
        rows = [q for q in library.quotations("a") if q.kind == "direct"]
        assert len(rows) == 2
        for row_ in rows:
            (said,) = library.variants(row_.id)
            assert len(said.said) == 3
            assert "[ninth|nineteenth]" in diffed(said)
            assert [(x.what, x.a, x.b) for x in said.alterations] == [("number", "ninth", "nineteenth")]


def test_from_the_transcripts_side_each_printing_stands_once(add: Add) -> None:
    with add(a=RUN, b=SPLICED, c=SPLIT) as library:
        first = next(q for q in library.quotations("speech") if q.text == FERRIES)
        found = library.variants(first.id)
        assert sorted(v.article.id for v in found) == ["a", "b", "c"]
        assert not any(v.said for v in found)


def test_a_sentence_that_is_not_it_as_a_reader_says_is_no_part_of_what_was_said(add: Add) -> None:
    with add(a=RUN) as library:
        (mine,) = [q for q in library.quotations("a") if q.kind == "direct"]
        first = library.variants(mine.id)[0].said[0]
        library.judge_different(mine.id, first.id)
        (said,) = library.variants(mine.id)
        assert [one.text for one in said.said] == ["The first one sails on the ninth of November.", "It's over."]
        assert [v.quote.id for v in library.judged_away(mine.id)] == [first.id]


def test_a_transcript_prints_nothing(add: Add) -> None:
    with add(a=TOLL, b=SPLICED) as library:
        (found,) = utterances(library)
        assert (found.outlets, found.independent) == (2, 2)
        assert found.first is not None
        assert found.first.article.id in ("a", "b")  # though the speech is of the day before


def test_outlets_of_the_event_left_out_what_nobody_printed(add: Add) -> None:
    with add(a=RUN, b=BUOY) as library:
        with library._store.transaction() as db:
            db.execute("UPDATE article SET event = 1")
        left = {r.fullest.text: r.left_out for r in utterances(library, event="a")}
        assert sorted(left[TOLL_SAID]) == ["A", "B"]  # not SPEECH, which is the transcript's
        assert left[f"{FERRIES} The first one sails on the ninth of November. It's over."] == ("B",)


def test_what_nobody_printed(add: Add) -> None:
    with add(a=RUN) as library:
        alone = [r for r in utterances(library, article="speech") if len(r.printings) == 1]
        assert [r.fullest.text for r in alone] == [
            "Good morning to all of you.",
            TOLL_SAID,
            "What about the buoy, minister?",
            "The buoy goes back to where our grandfathers left it.",
            "Hale has promised me that in writing.",
            "I believe him.",
            "And if it does not go back?",
            "Then we will count the boats again.",
            "We have counted them for forty years.",
        ]
        assert {(r.transcript, r.outlets, r.first) for r in alone} == {(True, 0, None)}


def test_a_rebuild_finds_the_same(add: Add) -> None:
    with add(a=RUN, b=SPLICED, c=TOLL, d=CHAINED, e=BUOY) as library:
        before = utterances(library), derived_of(library)
        library.rebuild()
        assert (utterances(library), derived_of(library)) == before
        assert [row.spoken for row in library.articles(ids=["speech", "a"])] in ([True, False], [False, True])


def test_marked_as_none_it_is_an_article(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path / "in", row("speech", SPEECH), row("a", TOLL))], transcript=False)
        assert [r.spoken for r in library.articles()] == [False, False]
        library.add([str(tmp_path / "in")], transcript=True)
        assert [r.spoken for r in library.articles()] == [True, True]
