"""Which words stand between marks: tables of (text, the words found), each case beside a twin that must not fire."""

from __future__ import annotations

import pytest

from index.quotations import find
from index.quotations.marks import word_count


def words(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find(text)]


MARKS = [
    # each kind of mark
    ("“We sail,” Lind said.", ["We sail,"]),
    ('"We sail," Lind said.', ["We sail,"]),
    ("''We sail,'' Lind said.", ["We sail,"]),
    ("``We sail,'' Lind said.", ["We sail,"]),
    ("＂We sail,＂ Lind said.", ["We sail,"]),
    ("« Nous partons », a dit Lind.", ["Nous partons"]),
    ("«Nous partons», a dit Lind.", ["Nous partons"]),
    ("‹Nous partons›, a dit Lind.", ["Nous partons"]),
    ("»Wir fahren«, sagte Lind.", ["Wir fahren"]),
    ("›Wir fahren‹, sagte Lind.", ["Wir fahren"]),
    ("„Wir fahren“, sagte Lind.", ["Wir fahren"]),
    ("„Wir fahren!“ Lind ging.", ["Wir fahren!"]),
    ("‚Wir fahren‘, sagte Lind.", ["Wir fahren"]),
    ("„Płyniemy”, powiedziała Lind.", ["Płyniemy"]),
    ("”Vi seglar”, sade Lind.", ["Vi seglar"]),
    ("»Vi seglar», sade Lind.", ["Vi seglar"]),
    ("‘We sail,’ Lind said.", ["We sail,"]),
    ("'We sail,' Lind said.", ["We sail,"]),
    ("Lind said the strait was “open” and ‘safe’.", ["open", "safe"]),
    ('He said—"never"—and left.', ["never"]),
    ("‘‘We sail,’’ Lind said.", ["We sail,"]),
    ('". . . And we fish," Lind said.', [". . . And we fish,"]),
    ('".@norland sails," Lind wrote.', [".@norland sails,"]),
    # no marks, no words
    ("We sail, Lind said.", []),
    ('""', []),
    ("“...”", []),
    ("「」", []),
    ("", []),
]

WITHOUT_SPACES = [
    ("他说：“我们明天出发。”她离开了。", ["我们明天出发。"]),
    ("她说“不”就走了。", ["不"]),
    ('他说:"我们走"就走了。', ["我们走"]),
    ("林德說：「我們出發。」她走了。", ["我們出發。"]),
    ("﹁我們出發﹂他說。", ["我們出發"]),
    ("〝我們出發〞他說。", ["我們出發"]),
    ("彼女は「出航する」と述べた。", ["出航する"]),
    ("「はい」「いいえ」と答えた。", ["はい", "いいえ"]),
    ("彼は「『はい』と言った」と述べた。", ["『はい』と言った"]),
    ("‘안 돼’라고 말했다.", ["안 돼"]),
    ('"가자"고 말했다.', ["가자"]),
    # never closed: only where speech begins
    ("林德說：「我們出發。", ["我們出發。"]),
    ("彼女は「出航する。", []),
    # between letters of other scripts a single mark stays an apostrophe
    ("Ada’s boat and the crew’s.", []),
]

APOSTROPHES = [
    ("'It's the crew's ship,' Lind said.", ["It's the crew's ship,"]),
    ("‘It’s the crew’s ship,’ Lind said.", ["It’s the crew’s ship,"]),
    ("« L’État n’a rien dit », a dit Lind.", ["L’État n’a rien dit"]),
    ("He backed 'the workers' demand' for pay.", ["the workers' demand"]),
    ("He backed 'the workers' demands' for pay.", ["the workers' demands"]),
    ("He backed ‘the workers’ demand’ for pay.", ["the workers’ demand"]),
    ("'The dockers' demand is just,' Lind said of the sailors' boats.", ["The dockers' demand is just,"]),
    ("'We're goin' home,' Lind said.", ["We're goin' home,"]),
    ("'Leave 'em alone,' he said.", ["Leave 'em alone,"]),
    ("'We sail. That's all,' Lind said, as the sailors' boats left.", ["We sail. That's all,"]),
    ("Lind calls it 'a start', 'no more'", ["a start", "no more"]),
    ("Envoy: Oss talks 'going well'", ["going well"]),
    ("Envoy: Oss talks 'going well' as dockers' strike ends", ["going well"]),
    ("'Twas the dockers' night,' Lind said.", ["Twas the dockers' night,"]),
    ("Lind: 'Tis no matter.'", ["Tis no matter."]),
    ("'Twas the dockers' night, Lind said.", []),
    # a word that is never owned follows: the mark closes
    ("He backed 'the workers' and left 'the crew'.", ["the workers", "the crew"]),
    ("He said 'yes' and the fault was the dockers'.", ["yes"]),
    ("Lind: 'no' to the dockers' demands'", ["no"]),
    # no marks at all
    ("It was the workers' demand in the '90s.", []),
    ("It was the dockers’ demand, the sailors’ too.", []),
    ("Rock 'n' roll fed 'em since the '60s, 'twas said.", []),
    ("The pilots' union won't say it's over.", []),
]

MEASURES = [
    ("He stood 6' 2\" tall.", []),
    ("He is 6'2\" and fast.", []),
    ("He is 6’ 2” tall.", []),
    ('The 12" guns and the 15" guns.', []),
    ("The 10' by 12' room.", []),
    # marks of speech around them
    ('"He is 6\' 2" tall," Lind said.', ["He is 6' 2\" tall,"]),
    ("'He is 6' tall,' Lind said.", ["He is 6' tall,"]),
    ('"The 12" guns and the 15" guns," Lind said.', ['The 12" guns and the 15" guns,']),
    ("A 5'11'' guard said \"no\".", ["no"]),
    ('The 12" guns fell silent. "We sail," he said.', ["We sail,"]),
    # a number may end a quotation
    ('It was "in 2012" that he left.', ["in 2012"]),
]

NESTED = [
    ("“He said ‘no’ to me,” Lind said.", ["He said ‘no’ to me,"]),
    ('"He said "no" to me," Lind said.', ['He said "no" to me,']),
    ("“He said “no” to me,” Lind said.", ["He said “no” to me,"]),
    (
        "“The “no” of Oss and the “yes” of Brack are one,” Lind said.",
        ["The “no” of Oss and the “yes” of Brack are one,"],
    ),
    ("‘He said “no” to me,’ Lind said.", ["He said “no” to me,"]),
    ("‘He said ‘no’ to me,’ Lind said.", ["He said ‘no’ to me,"]),
    ("\"'We sail,' he told me,\" Lind said.", ["'We sail,' he told me,"]),
    ("\"He told me 'no'\" Lind said.", ["He told me 'no'"]),
    # side by side, not nested
    ("“A” and “B”", ["A", "B"]),
    ('"A" "B"', ["A", "B"]),
    ("‘A’ and ‘B’", ["A", "B"]),
]

BROKEN = [
    # a closing mark left out, doubled, mistyped; one odd mark costs its own paragraph at most
    ("“We sail.\nIt rained in Oss.", ["We sail."]),
    ("“We sail, Lind said. “We fish.”", ["We sail,", "We fish."]),
    ('“We sail," Lind said. “We do.”', ["We sail,", "We do."]),
    ("“We sail,“ Lind said.", ["We sail,"]),
    ("“We sail,' Lind said. He left.", ["We sail,"]),
    ("“We sail.’ Lind left. “We fish.”", ["We sail.", "We fish."]),
    ("“We said ‘no.’ Lind left", ["We said ‘no.’ Lind left"]),
    ("“We sail,”” Lind said.", ["We sail,"]),
    ('"We sail,"" Lind said.', ["We sail,"]),
    ('""We sail," Lind said.', ["We sail,"]),
    ("” … we sail,” Lind said.", ["… we sail,"]),
    ("\u202a”We sail,” Lind said.", ["We sail,"]),
    ("Lind says,” we sail for Oss.”", ["we sail for Oss."]),
    # closing marks that open nothing
    ("” he said.", []),
    ("He said no,” and left.”", []),
    ('The ship" left.\n"We sail," Lind said.', ["We sail,"]),
    ("A stray “ in the text here\n“We sail,” Lind said.", ["We sail,"]),
    ("A stray “ in the text here. “We sail,” Lind said.", ["We sail,"]),
    ('<a href="x.html">link</a>', []),
    ('Lind <a href="x.html" class="y">said</a> "we sail"', ["we sail"]),
    ('""""""""', []),
]


@pytest.mark.parametrize(("text", "expected"), [*MARKS, *WITHOUT_SPACES, *APOSTROPHES, *MEASURES, *NESTED, *BROKEN])
def test_words_between_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


PARAGRAPHS = [
    ("“We sail.\n\n“And we fish,” Lind said.", [None, 0]),
    ("“We sail.\nAdvertisement\n“And we fish,” Lind said.", [None, 0]),
    ("“One.\n“Two.\n“Three,” Lind said.", [None, 0, 1]),
    ("'We sail.\n'And we fish,' Lind said.", [None, 0]),
    ("« Nous partons.\n« Et nous pêchons », a dit Lind.", [None, 0]),
    # opened in the middle of a sentence, with a sentence's end: the next one's mark shows that it goes on
    ("He was not “prepared for the storm of the year.\n\n“We fish,” Lind said.", [None, 0]),
    ("他不是“我们明天出发。\n“我们回家。”", [None, 0]),
    # closed, or not taken up at the line's start: nothing continues
    ("“We sail.”\n\n“And we fish,” Lind said.", [None, None]),
    ("“We sail.\n\nLind said: “And we fish.”", [None, None]),
    ("He was not “prepared for\n\n“We fish,” Lind said.", [None]),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_a_paragraph_left_open_continues(text: str, expected: list[int | None]) -> None:
    assert [s.follows for s in find(text)] == expected


COUNTED = [
    ("We sail at six.", 4),
    ("It's the crew's well-kept ship", 5),
    ("我们明天出发。", 6),
    ("「はい」と答えた", 6),
    ("Oss 的船", 3),
    ("… — “”", 0),
]


@pytest.mark.parametrize(("text", "count"), COUNTED)
def test_words_do_not_hang_on_spaces_alone(text: str, count: int) -> None:
    assert word_count(text) == count


def test_offsets_take_in_the_marks_outside() -> None:
    text = "Lind said “ we sail ” today."
    (stretch,) = find(text)
    assert text[stretch.start : stretch.end] == "we sail"
    assert text[stretch.outer_start : stretch.outer_end] == "“ we sail ”"
    assert stretch.closed
