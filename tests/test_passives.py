"""Who speaks where the cue's subject does not: tables of (text, speakers), each with its twin."""

from __future__ import annotations

import pytest

from index.model import Article, Quotation
from index.quotations import find
from index.speakers import attribute


def rows(text: str) -> tuple[Quotation, ...]:
    return attribute(Article("a", text), find(text))


SPEAKERS = [
    # the subject of a passive cue was told
    ("Ada Lind called Tor Hale “a liar” in Oss.", ["Ada Lind"]),
    ("Tor Hale was called “a liar” by Ada Lind.", ["Ada Lind"]),
    ("Tor Hale was openly called “a liar” by Prime Minister Ada Lind.", ["Ada Lind"]),
    ("Tor Hale was called “a liar” in Oss.", [None]),
    ("Tor Hale was described by Ada Lind as “a liar.”", ["Ada Lind"]),
    # who is quoted, and who quotes
    ("Ada Lind quoted Tor Hale as saying “we will pay.”", ["Tor Hale"]),
    ("Tor Hale was quoted as saying “we will pay.”", ["Tor Hale"]),
    ("Ada Lind quoted Tor Hale: “We will pay on Monday.”", ["Ada Lind"]),
    # a quotation with a speaker of its own is not the last one's; one without is
    ("Ada Lind met Tor Hale. “I was tired,” he said. “I was not,” she said.", ["Tor Hale", "Ada Lind"]),
    ("Ada Lind met Tor Hale. “I was tired,” he said. “I was not at home.”", ["Tor Hale", "Tor Hale"]),
    ("“We will not pay,” I told Ada Lind. “You will,” she said.", [None, "Ada Lind"]),
    ("“We will not pay,” Ada Lind told me. “We never did.”", ["Ada Lind", "Ada Lind"]),
    ("“We will pay,” a docker said. “We won’t,” another said.", ["a docker", None]),
    ("“We will pay,” said one. “We won’t,” said Tor Hale.", [None, "Tor Hale"]),
    ("“We will pay,” the two said. “We will pay,” the two dockers said.", [None, "two dockers"]),
    # right before the words, whatever else stands in the sentence or after it
    ("“We will pay,” Lind said, and Hale said: “We won’t.”", ["Lind", "Hale"]),
    ("Ada Lind said: “The toll is too high for us.” Tor Hale laughed.", ["Ada Lind"]),
    ("“The toll is too high for us,” Tor Hale laughed.", ["Tor Hale"]),
    ("Tor Hale heard Ada Lind say: “We will not pay.”", ["Ada Lind"]),
    ("Tor Hale said Ada Lind had called him “a liar.”", ["Ada Lind"]),
    ("Tor Hale said that Ada Lind told him: “You are a liar.”", ["Ada Lind"]),
    # of two women, of two men, who was spoken of last
    ("Ada Lind met Edda Quill. Quill was tired. “I slept on the quay,” she said.", ["Edda Quill"]),
    ("Ada Lind met Edda Quill. Lind was tired. “I slept on the quay,” she said.", ["Ada Lind"]),
    ("Tor Hale met Lasse Brink. Brink was tired. “I slept on the quay,” he said.", ["Lasse Brink"]),
    ("Tor Hale met Lasse Brink. Hale was tired. “I slept on the quay,” he said.", ["Tor Hale"]),
    # two and three at once; a list of those whom somebody met is not
    ("“We will pay,” said Ada Lind and Tor Hale.", ["Ada Lind and Tor Hale"]),
    ("Ada Lind, Tor Hale and Edda Quill said in a letter: “We will pay.”", ["Ada Lind, Tor Hale and Edda Quill"]),
    ("“We will pay,” said Ada Lind, Tor Hale and Edda Quill.", ["Ada Lind, Tor Hale and Edda Quill"]),
    ("Ada Lind, who met Tor Hale and Edda Quill, said: “We will pay.”", ["Ada Lind"]),
    ("In Oss, Tor Hale and Edda Quill said: “We will pay.”", ["Tor Hale and Edda Quill"]),
    # a noun that says where another stood
    ("A card left on the hook said: “Keep quiet.”", ["A card"]),
    ("The hook said: “Keep quiet.”", ["The hook"]),
    ("“It is gone,” said Tor Hale. A card left on the hook said: “Keep quiet.”", ["Tor Hale", "A card"]),
    # the name after its role; a name with nothing but "who"; "it" is nobody with a name of a person
    ("Bertil, who minds the door, was cold. “I was asleep,” he said.", ["Bertil"]),
    ("Norland, which has boats, was cold. “I was asleep,” he said.", [None]),
    (
        "“It rang all night in Oss,” said museum boss Edda Quill.\n\nThe card was cool. “We have it,” it said.",
        ["Edda Quill", None],
    ),
    (
        "The director of the museum, Robert Hale, left.\n\nBertil, who minds the door, woke. “It was late,” he said.",
        ["Bertil"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_speaker(text: str, expected: list[str | None]) -> None:
    assert [q.speaker for q in rows(text)] == expected


WHOLE = [
    ("“It is old,” the mayor said.", "direct"),
    ("“It is old,” he said.", "direct"),
    ("Under the slogan “No toll, no tax” the union marched.", "term"),
    ("Protesters chanted “No toll, no tax” on the quay.", "fragment"),
    ("The bridge was “so old” the mayor said no.", "fragment"),
]


@pytest.mark.parametrize(("text", "kind"), WHOLE)
def test_a_few_words_are_whole_beside_who_says_them(text: str, kind: str) -> None:
    assert [q.kind for q in rows(text)] == [kind]
