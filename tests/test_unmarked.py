"""Where words begin or end without a mark: tables of (text, the words found), each beside its twin."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.extracting import quotations_of
from index.languages.lexicon import ENGLISH
from index.model import Article
from index.quotations import find


def words(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find(text)]


NEVER_CLOSED = [
    # the reporter's words surely begin
    ("“We sail, Lind said. He left for Oss the same day.", ["We sail,"]),
    ("“We sail, he said on Monday. The strait is closed.", ["We sail,"]),
    ("“We sail, Lind told reporters in Oss.", ["We sail,"]),
    ("“We sail, the minister said. He left.", ["We sail,"]),
    ("“We sail, said Tor Hale, the envoy. He left.", ["We sail,"]),
    ("“We sail, said the envoy of Coastland.", ["We sail,"]),
    ("“Do we sail? Lind asked. He left.", ["Do we sail?"]),
    ("“We sail, Lind said. He called it ‘a start’ and “a step”.", ["We sail,", "a start", "a step"]),
    ("He called it “a start, Lind said.", ["a start,"]),
    # they do not
    ("“We sail. We fish. We go home, as he said we would.", ["We sail. We fish. We go home, as he said we would."]),
    ("“We sail, I said to him, and I meant it.", ["We sail, I said to him, and I meant it."]),
    ("“We sail, we said. And we did.", ["We sail, we said. And we did."]),
    ("“We sail, he said no such thing.", ["We sail, he said no such thing."]),
    ("“We sail, whatever the envoy said.", ["We sail, whatever the envoy said."]),
    # closed: the words end where the mark stands
    ("“We sail, Lind said, and left,” Hale said.", ["We sail, Lind said, and left,"]),
    # taken up by the next paragraph: only a name and its verb alone
    ("“We sail. He knows.\n\n“We fish,” Lind said.", ["We sail. He knows.", "We fish,"]),
    ("“We sail, he said no, and we left.\n\n“We fish,” Lind said.", ["We sail, he said no, and we left.", "We fish,"]),
    ("“I asked, he said on Monday.\n\n“We fish,” Lind said.", ["I asked, he said on Monday.", "We fish,"]),
    ("“We sail, Lind said.\n\n“We fish,” Lind said.", ["We sail,", "We fish,"]),
]

BLOCKS = [
    ("Lind said in a statement:\n\nWe sail on Friday. We fish.\n\nShe left for Oss.", ["We sail on Friday. We fish."]),
    ("She wrote:\nWe sail on Friday.", ["We sail on Friday."]),
    ("Lind told reporters on Monday:\n\nWe sail on Friday.", ["We sail on Friday."]),
    ("Lind said later on Monday in Oss:\n\nWe sail on Friday.", ["We sail on Friday."]),
    ("Lind told us:\n\nWe sail on Friday.", ["We sail on Friday."]),
    ("Lind said the following:\n\nWe sail on Friday!", ["We sail on Friday!"]),
    ("“It is late,” Lind said, adding:\n\nWe sail on Friday.", ["It is late,", "We sail on Friday."]),
    ("The statement read:\n\nWe sail on Friday.", ["We sail on Friday."]),
    (
        "Lind tweeted:\n\nWe sail on Friday https://oss.example/1\n\nShe left.",
        ["We sail on Friday https://oss.example/1"],
    ),
    # several paragraphs, where the form shows it
    ("Lind said:\n\n  We sail on Friday.\n\n  We fish.\n\nShe left.", ["We sail on Friday.", "We fish."]),
    ("Lind wrote:\n\n> We sail “on Friday”.\n> We fish\n\nShe left.", ["We sail “on Friday”.", "We fish"]),
    (
        "Lind wrote:\n\nWe sail on Friday.\nWe fish for cod.\n\nShe left for Oss.",
        ["We sail on Friday.", "We fish for cod."],
    ),
    ("Lind wrote:\nWe sail on Friday.\nShe left for Oss.", ["We sail on Friday."]),
    # nobody speaks before the colon
    ("Here is what we know:\n\nThe strait is closed on Friday.", []),
    ("Among their demands:\n\nThe strait must be open.", []),
    ("Key claims:\n\nThe strait is closed on Friday.", []),
    ("The envoy, who read:\n\nThe strait is closed on Friday.", []),
    # what was said is said before the colon
    ("He said three things:\n\nFirst, the strait is closed.", []),
    ("Lind said on Monday there were two dangers:\n\nFirst, the strait is closed.", []),
    ("Lind said on Monday that it ends so:\n\nFirst, the strait is closed.", []),
    ("Lind said that:\n\nThe strait is closed on Friday.", []),
    ("Lind said it was over. The reasons:\n\nThe strait is closed on Friday.", []),
    # a list, a heading, the reporter, words in marks
    ("He said:\n\n- We sail on Friday.\n- We fish for cod.", []),
    ("He said:\n\n1. We sail on Friday.", []),
    ("He said:\n\n• We sail on Friday.", []),
    ("He said:\n\nThe Talks in the Strait\n\nIt rained in Oss.", []),
    ("He said:\n\nWho Will Sail in the Strait?\n\nIt rained in Oss.", []),
    ("He said:\n\n<img of the strait.>", []),
    ("He said:\n\nWe sail on Friday, Hale said.", []),
    ("He said:\n\n“We sail on Friday.”", ["We sail on Friday."]),
    ("He said:\n\nHe called it “a start” on Friday.", ["a start"]),
    ("He said: we sail.\n\nThe strait is closed on Friday.", []),
]


@pytest.mark.parametrize(("text", "expected"), [*NEVER_CLOSED, *BLOCKS])
def test_words_without_a_mark(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_block_quotation_has_no_mark_and_its_paragraphs_follow_one_another() -> None:
    text = "“No,” he said. Lind wrote:\n\n> We sail on Friday.\n>\n> We fish for cod.\n\nShe left."
    _, first, second = find(text)
    assert (first.mark, first.closed, first.follows) == ("", True, None)
    assert (first.outer_start, first.outer_end) == (first.start, first.end)
    assert (second.mark, second.follows) == ("", 1)


def test_a_block_quotation_is_its_announcer_s() -> None:
    text = "Ada Lind met the envoy in Oss. Lind said in a statement:\n\nWe can sign this today, and will.\n\nHale left."
    (row,) = quotations_of(Article("a", text))
    assert (row.kind, row.speaker, row.text) == ("direct", "Ada Lind", "We can sign this today, and will.")


def test_which_words_report_and_which_lines_interrupt_comes_from_the_language() -> None:
    silent = replace(ENGLISH, strong_cues=frozenset(), interruptions=())
    text = "Lind said:\n\nWe sail on Friday.\nAdvertisement\n“We fish.\nAdvertisement\n“We sail.”"
    assert [text[s.start : s.end] for s in find(text, silent)] == ["We fish.", "We sail."]
    assert [s.follows for s in find(text, silent)] == [None, None]
    assert [s.follows for s in find(text)] == [None, None, 1]
