"""What looks like reported speech and is none: tables of (text, rows), each beside its twin."""

from __future__ import annotations

import pytest

from index.extracting import quotations_of
from index.model import Article


def reported(text: str) -> list[tuple[str, str | None]]:
    return [(q.text, q.speaker) for q in quotations_of(Article("a", text)) if q.kind == "indirect"]


TWINS = [
    # a condition, a denial, a question, nobody
    ("Ada Lind says that the bridge is old.", "If Ada Lind says that the bridge is old, we close it."),
    ("Ada Lind said that the bridge was old.", "Ada Lind never said that the bridge was old."),
    ("Ada Lind told reporters that the bridge was old.", "Ada Lind did not tell reporters that the bridge was old."),
    ("Ada Lind asked whether the talks had failed.", "Ada Lind would not say whether the talks had failed."),
    ("Ada Lind denied that the bridge was old.", "It is denied that the bridge was old."),
    ("Ada Lind said the bridge was old.", "Did Ada Lind say the bridge was old?"),
    ("Ada Lind and Tor Hale said the talks were over.", "Neither Ada Lind nor Tor Hale said the talks were over."),
    ("Somebody on the quay said that the bridge was old.", "Nobody said that the bridge was old."),
    ("Tor Hale endorsed the revised plan for Oss.", "It is unclear if Tor Hale will endorse the revised plan for Oss."),
    # a participle and a name given
    ("Ada Lind accused Tor Hale of stealing boats.", "Two men accused of stealing boats left Oss."),
    ("Ada Lind called Tor Hale a liar.", "The woman called Edda is a docker."),
    ("Ada Lind called the ship a wreck.", "The ship called Constance sank in Oss."),
    ("Ada Lind is calling for a new bridge.", "The gang's calling card was cool."),
    ("Ada Lind addressed the closure of the strait.", "Ada Lind addressed the press at greater length."),
    ("Ada Lind addressed the matter of the toll.", "Ada Lind addressed the party conference in Oss."),
    # somebody else's claims
    ("Ada Lind rejected the offer for Oss.", "Claims that Ada Lind rejected the offer are false."),
    ("Ada Lind repeated a claim that the bridge was old.", "The town pushed back against claims that Oss was old."),
    # things
    ("The report suggests that the bridge is old.", "The fall suggests that the market is weak."),
    ("Ada Lind indicated that the talks would go on.", "The fall indicated that the talks would go on."),
    # no words
    ("According to a study, the bridge is old.", "According to plan, the bridge will open on Monday."),
    ("Skippers say the bridge is old.", "Skippers say otherwise."),
    ("Ada Lind wrote that the bridge was old.", "Ada Lind wrote on her website."),
    ("Ada Lind said so many boats had left Oss.", "Ada Lind said so on Monday."),
    ("Ada Lind said goodbye was the wrong word.", "Ada Lind said goodbye to Tor Hale."),
    ("Ada Lind replied that it was late.", "Ada Lind replied to Tor Hale's letter."),
    ("Ada Lind spoke of the offer in Oss.", "Ada Lind flew to Oss, to discuss the offer."),
    ("Ada Lind said the toll would rise.", "What Ada Lind said about the toll was wrong."),
    ("Ada Lind thanked Tor Hale for the boats.", "The ferries were late thanks to Tor Hale."),
    ("Ada Lind called Tor Hale a liar.", "Ada Lind called up Tor Hale."),
    ("Ada Lind told Tor Hale that the bridge was old.", "The dockers saw Ada Lind tell Tor Hale that he was late."),
    ("Ada Lind found that the bridge was old.", "Ada Lind found a job at the harbour."),
    ("Ada Lind went on to say the talks were over.", "Ada Lind came north by boat to say the talks were over."),
    # a stand is taken by a person or body, who takes it
    ("Ada Lind opposed the new toll in Norland.", "The storm opposed the ferries in Norland."),
    ("Ada Lind attacked the new toll.", "Ada Lind may attack the new toll."),
    ("Ada Lind plans to raise the toll.", "The fog is expected to plan to stay."),
    ("Ada Lind has threatened to raise the toll.", "The tolls threaten to rise by half."),
    # what somebody's noun is about
    ("Ada Lind's refusal to raise the toll cost her votes.", "Refusal to pay the toll is rare."),
    ("Ada Lind's message that the toll would rise is old.", "Ada Lind's message that has won the town is old."),
    # the first line of an article by a name, a place, or a transcript's heading
    ("Ada Lind: The toll will rise.\n\nIt rained.", "Oss: A town in ruins.\n\nIt rained."),
    ("Poll: Norland wants a new bridge.\n\nIt rained.", "The Latest: A storm in Norland.\n\nIt rained."),
]


@pytest.mark.parametrize(("text", "twin"), TWINS)
def test_a_report_and_its_twin(text: str, twin: str) -> None:
    assert len(reported(text)) == 1
    assert reported(twin) == []


WORDS = [
    # "who said" ends before the sentence's own verb; a list within it does not end it
    ("Ada Lind, who said the bridge was old, left Oss.", [("the bridge was old", "Ada Lind")]),
    ("Ada Lind, who said the bridge was not “safe,” met Tor Hale.", [("the bridge was not “safe,”", "Ada Lind")]),
    ("Ada Lind, who said the bridge was old, and unsafe, left Oss.", [("the bridge was old, and unsafe", "Ada Lind")]),
    # another report begins
    (
        "Ada Lind said the talks went well, but Tor Hale indicated that nothing was final.",
        [("the talks went well", "Ada Lind"), ("nothing was final", "Tor Hale")],
    ),
    (
        "Ada Lind said the talks went well, but Tor Hale was late.",
        [("the talks went well, but Tor Hale was late", "Ada Lind")],
    ),
    # a title before the name, after the words
    ("The bridge is old, said the town's Deputy Mayor, Tor Hale.", [("The bridge is old", "Tor Hale")]),
    ("The bridge is old, said Tor Hale, the envoy of Coastland.", [("The bridge is old", "Tor Hale")]),
    # two at once, and one of two
    ("Ada Lind and Tor Hale said that they would not pay.", [("they would not pay", "Ada Lind and Tor Hale")]),
    ("Both Norland and Coastland have agreed to keep the peace.", [("to keep the peace", "Norland and Coastland")]),
    ("Ada Lind met Edda Quill and Tor Hale said that he would pay.", [("he would pay", "Tor Hale")]),
    # the owner and what is owned
    ("The dockers' union said the toll was unfair.", [("the toll was unfair", "The dockers' union")]),
    (
        "European governments, which have boats, say the toll is unfair.",
        [("the toll is unfair", "European governments")],
    ),
    ("The mayor of Oss, Tor Hale, ruled out talks.", []),
    ("The bridge is old, Tor Hale, the mayor of Oss, said.", [("The bridge is old", "Tor Hale")]),
    ("Ada Lind ruled out talks with Skarland.", [("talks with Skarland", "Ada Lind")]),
    # "about" before a number is no "about"; "while" leads the clause
    ("Ada Lind said about 20 boats had left.", [("about 20 boats had left", "Ada Lind")]),
    ("Ada Lind said as she left the harbour.", []),
    # things and plans end before where it was said, and before a clause with its own subject
    ("Ada Lind attacked the toll in a speech in Oss.", [("the toll", "Ada Lind")]),
    (
        "Ada Lind has vowed to raise the toll, and Tor Hale is happy.",
        [("to raise the toll", "Ada Lind")],
    ),
    (
        "Ada Lind has vowed to raise the toll and close the bridge.",
        [("to raise the toll and close the bridge", "Ada Lind")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert reported(text) == expected


def test_one_cue_has_one_speaker() -> None:
    text = "Ada Lind lashed out at town leaders who have warned of ice, suggesting some were “not quite right.”"
    found = [q for q in quotations_of(Article("a", text)) if q.cue == "suggesting"]
    assert [q.kind for q in found] == ["indirect", "fragment"]
    assert len({q.speaker for q in found}) == 1
