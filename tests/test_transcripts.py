"""Which articles are transcripts, and what is said in them: tables of (text, label and words of each sentence)."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from index.extracting import quotations_of
from index.model import Article
from index.transcripts import attribute, find, without

TALK = ("We sail at noon, I say.", "Do you? I never thought so.", "I do, as you know me.", "We will see about that.")
PROSE = "The strait of Oss was closed on Monday, and the ferries lay still in the harbour for a whole day.\n\n"


def said(text: str, marked: bool | None = None, title: str | None = None) -> list[tuple[str | None, str]]:
    article = Article("a", text, title=title, transcript=marked)
    return [(q.speaker_text, q.text) for q in attribute(article, find(article))]


def talk(*labels: str, between: str = "\n\n") -> str:
    """The same exchange under other labels, each as it stands before the words."""
    return between.join(f"{label}{words}" for label, words in zip(labels * 2, TALK, strict=True))


FORMS = [
    (("LIND: ", "HALE: "), ("LIND", "HALE")),
    (("Ada Lind: ", "Tor Hale: "), ("Ada Lind", "Tor Hale")),
    (("Mr. Hale: ", "PRESIDENT LIND: "), ("Mr. Hale", "PRESIDENT LIND")),
    (("LIND (through interpreter): ", "THE PRIME MINISTER: "), ("LIND (through interpreter)", "THE PRIME MINISTER")),
    (("MODERATOR: ", "AUDIENCE MEMBER: "), ("MODERATOR", "AUDIENCE MEMBER")),
    (("**Lind:** ", "**Hale**: "), ("Lind", "Hale")),
    (("Lind : ", "Hale : "), ("Lind", "Hale")),
    (("Lind:\n", "Hale:\n"), ("Lind", "Hale")),
    (("Ada Lind\n", "Tor Hale\n"), ("Ada Lind", "Tor Hale")),
    (("Ada Lind: (00:04)\n", "Tor Hale: (00:12)\n"), ("Ada Lind", "Tor Hale")),
    (("[00:04] Ada Lind: ", "[00:12] Tor Hale: "), ("Ada Lind", "Tor Hale")),
    (("Speaker 1: ", "Speaker 2: "), ("Speaker 1", "Speaker 2")),
    (("LIND — ", "HALE — "), ("LIND", "HALE")),
    (("Chairman LIND. ", "Mr. HALE. "), ("Chairman LIND", "Mr. HALE")),
    (("THE PRESIDENT:  ", "Q   "), ("THE PRESIDENT", "Q")),
    (("Q. ", "LIND: "), ("Q.", "LIND")),
    (("ÅSE BRØK: ", "ØSTBY: "), ("ÅSE BRØK", "ØSTBY")),
]


@pytest.mark.parametrize(("labels", "told"), FORMS)
@pytest.mark.parametrize("between", ["\n\n", "\n", "\r\n"])
def test_turns_by_their_form(labels: tuple[str, str], told: tuple[str, str], between: str) -> None:
    one, two = told
    assert said(talk(*labels, between=between)) == [
        (one, "We sail at noon, I say."),
        (two, "Do you?"),
        (two, "I never thought so."),
        (one, "I do, as you know me."),
        (two, "We will see about that."),
    ]


ANSWERS = [
    "Q. How did you begin?\n\nA. I began early. My father had a boat.\n\nQ. And then?\n\nA. I left home, as we do.",
    "Q: How did you begin?\nA: I began early. My father had a boat.\nQ: And then?\nA: I left home, as we all did.",
    "QHow did it begin?\n\nA: I began early. My father had a boat.\n\nQWhat then?\n\nA: I left home, as we all did.",
    "**Question:** How did you begin?\n\nAnswer: I began early. My father had a boat.\n\n"
    "**Question:** And then?\n\nAnswer: I left home, as we all did.",
]


@pytest.mark.parametrize("text", ANSWERS)
def test_questions_and_answers(text: str) -> None:
    assert [words for _, words in said(text)][1:3] == ["I began early.", "My father had a boat."]
    assert len({label for label, _ in said(text)}) == 2


NONE = [
    # lists, results, tables
    "Norland: 3\nBrack: 2\n\nNorland: 4\nBrack: 1\n\nOss: 1\nNorland: 2\n",
    "Price: 10\nSize: 3\nPrice: 20\nSize: 4\n",
    "Key facts:\n\nLength: It is 40 miles long.\n\nDepth: The harbour master measured it.\n\n"
    "Length: It was 41 miles in March.\n\nDepth: Nobody had measured it before.",
    talk("Norland: ", "Brack: ").replace("We", "They").replace(" I ", " he ").replace("you", "him").replace("?", "."),
    # recipes, heads of mails, verses, live blogs, stars
    "Serves: 4\nMethod: You boil the fish. We like it hot.\n\nServes: 6\nMethod: You fry it, and we wait.",
    "From: Ada Lind\nTo: Tor Hale\nSubject: The strait\n\nWe sail, you said.\n\n"
    "From: Tor Hale\nTo: Ada Lind\nSubject: Re\n\nI did say so, as you know.",
    "John 3:16 For I loved you.\nJohn 3:17 We were sent.\nMark 1:1 You know it.\nMark 1:2 I send you.",
    "John 3: For I loved you.\nMark 1: We were sent.\nJohn 3: You know it all.\nMark 1: I send you.",
    "10:32: The ferry left. We are told so.\n\n10:45: You can see it.\n\n11:02: I am there.\n\n11:10: We hear it.",
    "Aries: You will travel.\n\nTaurus: Your friends need you.\n\nLeo: You roar.\n\nLibra: You find your keys.",
    # a check of facts, pros and cons, an advice column, vox pops
    talk("CLAIM: ", "FACT: "),
    talk("LIND: ", "THE FACTS: "),
    "LIND: “We sail, I say.”\n\nHALE: “Do you? I never did.”\n\nLIND: “I do, you know.”\n\nHALE: “We will see.”",
    talk("Pros: ", "Cons: "),
    talk("DEAR EDDA: ", "DEAR READER: "),
    "Ada Lind, 34, teacher: I like it.\n\nTor Hale, 51, baker: I don't, you know.\n\nEdda Quill: We need it.",
    # plays
    "ACT I\n\n" + talk("HAMLIN: ", "OFELIA: "),
    "INT. HARBOUR - NIGHT\n\n" + talk("LIND\n", "HALE\n"),
    # headings, and what a line may begin with
    talk("The strait\n", "The ferries\n"),
    talk("One thing: ", "Another thing: "),
    talk("READ MORE: ", "WATCH: "),
    talk("March 3: ", "March 4: "),
    # too short, one label only, or no words
    "LIND: We sail, I say.\n\nHALE: Do you?",
    talk("LIND: ", "LIND: "),
    "LIND:\n\nHALE:\n\nLIND:\n\nHALE:\n",
    "A. Lind said that we sail.\n\nA. Hale said that you don't.\n\nA. Oss asked us why.",
    "Q is a letter, I know.\n\nQuite so, you said.\n\nQ is a letter, and we know it.\n\nQuite so, I said.",
    "",
]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_turns(text: str) -> None:
    assert find(Article("a", text)) == ()


FAQ = (
    "Q: How do I register?\n\nA: Bring your passport before noon.\n\nQ: Can I vote by mail?\n\nA: Yes. Ask the clerk."
    "\n\nQ: What does it cost?\n\nA: Nothing. The town pays for it."
)
ADVICE = (
    "Q: I have a leaking tap. What should I do?\n\nA: Turn it off. Then I would call for help.\n\n"
    "Q: My neighbour sings. May I complain?\n\nA: You may, but talk to him first.\n\nQ: We moved. What now?\n\nA: Wait."
)


@pytest.mark.parametrize("text", [FAQ, ADVICE])
def test_an_outlet_that_answers_itself_is_no_interview(text: str) -> None:
    assert find(Article("a", text)) == ()


def test_a_short_exchange_in_an_article_makes_no_transcript() -> None:
    exchange = talk("LIND: ", "HALE: ")
    assert find(Article("a", PROSE * 5 + exchange)) == ()
    assert find(Article("a", exchange + "\n\n" + PROSE * 5)) == ()
    assert len(find(Article("a", f"{PROSE}{exchange}\n\n{exchange}"))) == 8


def test_one_that_calls_itself_a_transcript_may_be_shorter() -> None:
    text = "LIND: We sail at noon, I say.\n\nHALE: Do you?"
    assert len(find(Article("a", text, title="Transcript: Lind and Hale in Oss"))) == 2
    assert find(Article("a", text, title="Lind and Hale in Oss")) == ()


def test_a_headline_is_no_turn() -> None:
    turns = talk("Hale: ", "Lind: ")
    head = "Lind: nothing is final\n\nAda Lind spoke in Oss.\n\n"
    assert said(head + turns, title="Lind: nothing is final") == said(turns)
    assert said("Lind: Nothing is final.\n\n" + turns)[0] == ("Lind", "Nothing is final.")
    assert said("Lind:\nNothing is final.\n\n" + turns)[0] == ("Lind", "Nothing is final.")


LABELLED = "LIND: We sail at noon.\n\nAnd we fish. "


def test_a_mark_by_hand_decides() -> None:
    assert said(LABELLED) == []
    assert said(LABELLED, marked=True) == [("LIND", "We sail at noon."), ("LIND", "And we fish.")]
    assert said(talk("LIND: ", "HALE: "), marked=False) == []
    speech = "Lind's speech\n\nDear friends. We sail.\n"
    assert said(speech, marked=True, title="Lind's speech") == [(None, "Dear friends."), (None, "We sail.")]
    assert said("Advertisement\n", marked=True) == [(None, "Advertisement")]
    assert said(" \n...\n", marked=True) == []


WORDS = [
    # stage directions are left out, or split sentences
    ("Thank you. (Applause.) We sail.", ["Thank you.", "We sail."]),
    ("[Laughs] We sail [crosstalk]", ["We sail"]),
    ("We (inaudible) sail.", ["We (inaudible) sail."]),
    ("(BEGIN VIDEO CLIP)\n\nWe sail.", ["We sail."]),
    # their twins are words
    ("We sail (as I said).", ["We sail (as I said)."]),
    ("You [the boat] too.", ["You [the boat] too."]),
    # marks that hold all of it, or reach beyond it
    ("“We sail.”", ["We sail."]),
    ("“We sail. And we fish.”", ["We sail.", "And we fish."]),
    ("‘We sail.’", ["We sail."]),
    ("He told me, “We sail.”", ["He told me, “We sail.”"]),
    ("“No” is “no” to me.", ["“No” is “no” to me."]),
    ("’Twas so.", ["’Twas so."]),
    # paragraphs, headings, advertisements, asides
    ("We sail.\n\nAnd we fish.", ["We sail.", "And we fish."]),
    ("We sail.\n\nThe ferries", ["We sail."]),
    ("We sail.\n\nThe ferries go.", ["We sail.", "The ferries go."]),
    ("We sail.\n\nAdvertisement\n\nAnd we fish.", ["We sail.", "And we fish."]),
    ("We sail.\n\nREAD MORE: The strait is closed\n\nAnd we fish.", ["We sail.", "And we fish."]),
    ("We sail.\n\nOne thing: we fish.", ["We sail.", "One thing: we fish."]),
    ("We sail.\n\n* * *", ["We sail."]),
    ("*We sail.*", ["We sail."]),
]


@pytest.mark.parametrize(("words", "expected"), WORDS)
def test_words_of_a_turn(words: str, expected: list[str]) -> None:
    text = f"LIND: {words}\n\n" + talk("HALE: ", "LIND: ")
    assert [row for _, row in said(text)][: -len(TALK) - 1] == expected


CLOSINGS = [
    ("This interview has been edited for length.", False),
    ("Follow us for more.", False),
    ("Share and comment below.", False),
    ("Share it with me, I say.", True),
    ("Hale left the harbour.", False),
    ("“We go,” said Lind.", False),
    ("I am Tor Hale, and I go.", True),
    ("And Lind knows it.", True),
    ("And we fish.", True),
]


@pytest.mark.parametrize(("line", "spoken"), CLOSINGS)
def test_where_the_last_turn_ends(line: str, spoken: bool) -> None:
    rows = said(talk("LIND: ", "HALE: ") + "\n\n" + line)
    assert (rows[-1] == ("HALE", line)) is spoken
    assert len(rows) == 5 + spoken


def test_lines_broken_by_hand_are_joined_but_no_label_to_the_line_before() -> None:
    turns = (
        "MODERATOR: Good evening, and welcome to the debate in the town hall of Oss. Here are both of our guests, who "
        "came from far away, as you know, to talk to you about the strait and the ferries. What do you want?",
        "LIND: I want to see the strait open for everybody who wants to sail there, at any time of the day.",
        "MODERATOR: And you?",
        "HALE: I don't.",
    )
    text = "\n".join(textwrap.fill(turn, 70) for turn in turns * 2)
    rows = [(label, " ".join(words.split())) for label, words in said(text)]
    assert rows[2:6] == [
        ("MODERATOR", "What do you want?"),
        ("LIND", "I want to see the strait open for everybody who wants to sail there, at any time of the day."),
        ("MODERATOR", "And you?"),
        ("HALE", "I don't."),
    ]


def test_words_in_marks_outside_the_turns_are_quotations_as_ever() -> None:
    text = "“We go,” Ada Lind said in Oss.\n\n" + talk("LIND: ", "HALE: ") + "\n\nHale left. “I stay,” he told us."
    rows = quotations_of(Article("a", text))
    assert [rows[0].text, rows[-1].text] == ["We go,", "I stay,"]
    assert (rows[0].speaker, rows[0].cue) == ("Ada Lind", "said")
    assert {(q.kind, q.cue, q.continues) for q in rows[1:-1]} == {("direct", None, None)}
    assert len(rows) == 7


ALPHABET = "AQLq:. \n\r\t“”'(*[a]?I1—\u2028é你"


@given(st.one_of(st.text(max_size=80), st.text(ALPHABET, max_size=120)), st.sampled_from((None, True, False)))
def test_offsets_slice_in_order_and_apart(text: str, marked: bool | None) -> None:
    article = Article("a", text, transcript=marked)
    reach = 0
    for q in quotations_of(article):
        assert reach <= q.start < q.end <= len(text)
        assert q.text == text[q.start : q.end] == q.text.strip()
        reach = q.end
    assert len(without(text, find(article))) == len(text)


LINES = st.lists(
    st.sampled_from(["LIND: I sail.", "Q. Do you?", "Hale", "(Applause.)", "“We go,” Lind said.", "A: I.", ""])
)


@given(LINES, st.booleans())
def test_whatever_lines_follow_one_another(lines: list[str], marked: bool) -> None:
    text = "\n".join(lines)
    rows = quotations_of(Article("a", text, transcript=marked or None))
    assert [q.start for q in rows] == sorted(q.start for q in rows)
    assert all(a.end <= b.start for a, b in pairwise(rows))


@pytest.mark.parametrize("marked", [None, True])
@pytest.mark.parametrize(
    "rubbish", ["LIND: I.\n", "Q. A?\n", "A:", "Q\n", "[", "(a", "LIND — ", "Ada Lind, the ", "*", "A B:\n"]
)
def test_rubbish_takes_linear_time(rubbish: str, marked: bool | None) -> None:
    def read(count: int) -> None:
        article = Article("a", rubbish * count, transcript=marked)
        attribute(article, find(article))

    assert grows_linearly(read)
