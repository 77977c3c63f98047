"""A report that tells what a quotation says, each beside a twin that must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from index import paraphrasing
from index.matching.paraphrase import REPORTED, paraphrase
from index.model import Kind, Quotation, Whole

FERRY = "The first ferry will sail on the ninth of November if the buoy is back where our grandfathers left it,"
BELL = "I will not negotiate with people who ring bells at dinner time,"
PIER = "We are going to rebuild the old pier with our own money, and nobody will pay a crown for walking on it."
SPEECH = f"Thank you all for coming out in such weather. {PIER} The herring fair opens on Monday, as it always has."


@pytest.mark.parametrize(
    ("quotation", "report", "cue", "tells"),
    [
        (FERRY, "the first ferry could sail on 9 November if the buoy was put back", "said", True),
        (FERRY, "the first ferry could sail on 19 November if the buoy was put back", "said", False),  # another day
        (FERRY, "the first ferry could sail on 9 December if the buoy was put back", "said", False),  # another month
        (FERRY, "the first ferry could not sail on 9 November if the buoy was put back", "said", False),  # denied
        (FERRY, "the first ferry could sail on 9 November if the buoy was put back", "denied", False),  # by its cue
        (FERRY, "three ferries would sail on 9 November with the buoy put back first", "said", False),  # a number more
        (FERRY, "the buoy had been seen in November", "said", False),  # the same thing, and another statement
        (BELL, "he would not negotiate with anybody who rang bells while people were at dinner", "said", True),
        (BELL, "he would negotiate with anybody who rang bells while people were at dinner", "said", False),
        (BELL, "to negotiate with people who rang bells at dinner", "refused", True),  # the cue says no
        (BELL, "bells", "mentioned", False),
        (PIER, "they would rebuild the old pier with their own money", "said", True),
        (SPEECH, "the town would rebuild the old pier with its own money", "announced", True),  # a sentence of a speech
        (SPEECH, "in such weather the pier had never made money for the fair", "said", False),  # words of all of it
        (
            "The accounts of the harbour board are accurate",
            "the accounts of the harbour board were inaccurate",
            "",
            False,
        ),
        (
            "The accounts of the harbour board are not accurate",
            "the accounts of the harbour board were inaccurate",
            "",
            True,
        ),
        ("", "they would rebuild the old pier", "said", False),
        (PIER, "", "said", False),
        (
            "Wir werden den alten Steg mit eigenem Geld wieder aufbauen",
            "den alten Steg mit eigenem Geld wieder aufbauen",
            "",
            False,  # only English words are counted
        ),
    ],
)
def test_what_a_report_tells(quotation: str, report: str, cue: str, tells: bool) -> None:
    assert (paraphrase(quotation, report, "Ada Lind", cue) >= REPORTED) == tells


def test_two_rare_words_are_too_few() -> None:
    assert paraphrase("We rebuild the pier.", "they rebuilt the pier") < REPORTED
    assert paraphrase("We rebuild the old pier at Oss.", "they rebuilt the old pier at Oss") >= REPORTED


def test_the_name_of_the_speaker_tells_nothing() -> None:
    report = "Quill would rebuild the pier"
    assert paraphrase("Edda Quill will rebuild the pier", report, "Edda Quill") < REPORTED
    assert paraphrase("Edda Quill will rebuild the pier", report, "Tor Hale") >= REPORTED


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["", "said", "denied"]))
def test_a_probability_of_any_texts(quotation: str, report: str, cue: str) -> None:
    assert 0 <= paraphrase(f"{PIER} {quotation}", f"they would rebuild the old pier {report}", "Ada Lind", cue) <= 1
    assert paraphrase(quotation, report, "", cue) <= 1


def whole(
    text: str,
    kind: Kind = "direct",
    speaker: str | None = "Ada Lind",
    sure: float = 0.9,
    day: str | None = "2026-11-02",
) -> Whole:
    quote = Quotation(kind, 0, len(text), text, kind, speaker, cue="said", confidence=sure)
    return Whole((quote,), text, kind, day)


TOLD = "they would rebuild the old pier with their own money"


@pytest.mark.parametrize(
    ("said", "told", "tells"),
    [
        (whole(PIER), whole(TOLD, "indirect", "Lind"), True),
        (whole(PIER, day="2026-11-04"), whole(TOLD, "indirect"), True),
        (whole(PIER, day="2026-11-09"), whole(TOLD, "indirect"), False),  # a week later
        (whole(PIER, day=None), whole(TOLD, "indirect"), False),
        (whole(PIER, speaker="Tor Hale"), whole(TOLD, "indirect"), False),
        (whole(PIER, speaker=None), whole(TOLD, "indirect"), False),
        (whole(PIER, sure=0.5), whole(TOLD, "indirect"), False),  # perhaps another's
        (whole(PIER, speaker="a spokesman"), whole(TOLD, "indirect", "a spokesman"), False),  # of whom?
    ],
)
def test_only_of_one_speaker_in_the_same_days(said: Whole, told: Whole, tells: bool) -> None:
    assert (paraphrasing.probability(said, told) >= REPORTED) == tells


def test_a_speaker_whom_a_reader_gave_is_sure() -> None:
    unsure = whole(PIER, sure=0.0)
    corrected = replace(unsure, pieces=(replace(unsure.pieces[0], corrected=True),))
    assert paraphrasing.probability(unsure, whole(TOLD, "indirect")) == 0
    assert paraphrasing.probability(corrected, whole(TOLD, "indirect")) >= REPORTED


def test_reports_are_split_rows_as_one() -> None:
    first = Quotation("one", 0, 9, "the ferry", "indirect")
    second = Quotation("one", 20, 30, "would sail", "indirect", continues=first.id)
    spoken = Quotation("one", 40, 47, "tonight", "fragment")
    (found,) = paraphrasing.reports([first, second, spoken], "wire", None)
    assert (found.pieces, found.text) == ((first, second), "the ferry\nwould sail")
    assert paraphrasing.is_report(found)


def test_what_finds_what() -> None:
    said, told = whole(PIER), whole(TOLD, "indirect", "Ms Lind")
    other = whole(TOLD, "indirect", "Tor Hale")
    features = {
        name: set(paraphrasing.features(entry))
        for wholes in ([(1, said)], [(1, told)], [(1, other)])
        for _, entry in paraphrasing.added(wholes)
        for name in [entry]
    }
    quotation, report, hales = features.values()
    asked = [set(paraphrasing.features(entry)) for _, entry in paraphrasing.asked([(1, said), (2, told)])]
    assert asked[0] & report
    assert asked[1] & quotation
    assert not asked[0] & (quotation | hales)  # never a quotation, nor another speaker's report
    assert not asked[1] & (report | hales)
    assert set(paraphrasing.features(paraphrasing.sought(PIER))) & hales  # whoever said it


def test_without_a_known_speaker_only_the_words_find_it() -> None:
    unknown = whole(TOLD, "indirect", None)
    assert [key for key, _ in paraphrasing.added([(1, whole(PIER, speaker=None)), (2, unknown)])] == [2]
    assert paraphrasing.asked([(1, whole(PIER, speaker=None)), (2, unknown)]) == []
