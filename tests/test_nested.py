"""Who is quoted inside another's quotation: tables of (text, rows), each beside a twin where nobody is."""

from __future__ import annotations

import pytest

from index.extracting import quotations_of
from index.library import Library
from index.linking import wholes
from index.model import Article, Quotation
from index.quotations import find, inside

LEAD = "Prime Minister Ada Lind met the envoy Tor Hale in Oss on Monday. "


def rows(text: str) -> list[Quotation]:
    return list(quotations_of(Article("a", text)))


def second_level(text: str) -> list[Quotation]:
    return [q for q in rows(text) if q.within]


INSIDE = [
    ("“He said ‘no’ to me,” Lind said.", ["no"]),
    ("\"He said 'no' to me,\" Lind said.", ["no"]),
    ('"He said "no" to me," Lind said.', ["no"]),
    ("“He said “no” to me and “yes” to her,” Lind said.", ["no", "yes"]),
    ("‘He said “no” to me,’ Lind said.", ["no"]),
    ("‘He said ‘no’ to me,’ Lind said.", ["no"]),
    ("„Er sagte ‚nein‘ dazu“, sagte Lind.", ["nein"]),
    ("»Er sagte ›nein‹ dazu«, sagte Lind.", ["nein"]),
    ("« Il a dit ‹ non › à Oss », a dit Lind.", ["non"]),
    ("« Il a dit “non” à Oss », a dit Lind.", ["non"]),
    ("彼は「兄は『いいえ』と言った」と述べた。", ["いいえ"]),
    ("“‘We sail,’ he told me,” Lind said.", ["We sail,"]),
    ("“He told me: ‘We sail,” Lind said.", ["We sail,"]),
    # only two levels are told apart: of more, the outermost of those inside
    ("“He said ‘she said “no” to him’ to me,” Lind said.", ["she said “no” to him"]),
    # apostrophes, a possessive, years, measures
    ("“It’s the crew’s ship, the sailors’ too,” Lind said.", []),
    ("“It was the dockers' demand in the '90s,” Lind said.", []),
    ("“He is 6' 2\" tall,” Lind said.", []),
    ("“We sail,” Lind said.", []),
]


@pytest.mark.parametrize(("text", "expected"), INSIDE)
def test_words_inside_another_s(text: str, expected: list[str]) -> None:
    (outer,) = find(text)
    found = inside(text, outer)
    assert [text[s.start : s.end] for s in found] == expected
    assert all(outer.start <= s.outer_start and s.outer_end <= outer.end for s in found)


SPOKEN_INSIDE = [
    # a name inside, followed to the fullest in the article
    (LEAD + "“Hale told me ‘no deal’ in the hall,” Lind said.", ("fragment", "no deal", "Tor Hale", "told")),
    (LEAD + "“Hale said: ‘We will not sign this week.’ And he left,” Lind said.",
     ("direct", "We will not sign this week.", "Tor Hale", "said")),
    (LEAD + '"Hale said, "We will never sign." And he left," Lind said.',
     ("direct", "We will never sign.", "Tor Hale", "said")),
    # whoever it is that has no name
    ("“When the mayor says ‘we are safe here’, I laugh,” Ada Lind said.",
     ("fragment", "we are safe here", "the mayor", "says")),
    # "I" is the outer speaker, "we" is nobody, nor is a pronoun for somebody outside
    (LEAD + "“I told him ‘no deal today’ and left,” Lind said.", ("fragment", "no deal today", "Ada Lind", "told")),
    (LEAD + "“We told him ‘no deal today’ and left,” Lind said.", ("fragment", "no deal today", None, "told")),
    (LEAD + "“He told me ‘no deal today’ and left,” Lind said.", ("fragment", "no deal today", None, "told")),
    # without a cue nobody is known to say it
    (LEAD + "“For the men of Brack, Hale too, ‘We will never sign this.’ And so on,” Lind said.",
     ("direct", "We will never sign this.", None, None)),
    # nobody's speech
    (LEAD + "“They pay the so-called ‘harbour levy’ in Oss,” Lind said.", ("term", "harbour levy", None, None)),
    (LEAD + "“His ‘plan’ is a joke to me,” Lind said.", ("term", "plan", None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SPOKEN_INSIDE)
def test_who_speaks_inside(text: str, expected: tuple[str, str, str | None, str | None]) -> None:
    found = rows(text)
    (inner,) = [q for q in found if q.within]
    assert (inner.kind, inner.text, inner.speaker, inner.cue) == expected
    (outer,) = [q for q in found if q.id == inner.within]
    assert (outer.speaker, outer.within, outer.kind) == ("Ada Lind", None, "direct")
    assert found.index(outer) < found.index(inner)
    assert outer.start < inner.start < inner.end < outer.end


NOBODY_INSIDE = [
    # the same words as the outer one
    "“‘We sail today, all of us,’” Ada Lind said.",
    "“We sail today, all of us,” Ada Lind said.",
    # inside a title nobody is quoted
    "Ferries pay the so-called “harbour ‘levy’” in Oss.",
]


@pytest.mark.parametrize("text", NOBODY_INSIDE)
def test_no_second_row(text: str) -> None:
    assert len(rows(text)) == 1


def test_a_split_quotation_inside_continues() -> None:
    text = "“‘We can sign this,’ Tor Hale told me. ‘But nothing is final.’ And he left,” Ada Lind said."
    first, second = second_level(text)
    assert (first.speaker, second.speaker) == ("Tor Hale", "Tor Hale")
    assert second.continues == first.id


def test_words_inside_over_two_paragraphs_are_one_utterance() -> None:
    text = LEAD + "\n\n“Hale told me: ‘We sail today.\n\n“‘And we fish for cod.’ Then he left,” Lind said."
    first, second = second_level(text)
    assert [first.text, second.text] == ["We sail today.", "And we fish for cod."]
    assert [first.speaker, second.speaker] == ["Tor Hale", "Tor Hale"]
    assert (first.continues, second.continues) == (None, first.id)
    # closed: the next paragraph's is another
    text = LEAD + "\n\n“Hale told me: ‘We sail today.’\n\n“‘And we fish for cod,’ I told him,” Lind said."
    assert [(q.speaker, q.continues) for q in second_level(text)] == [("Tor Hale", None), ("Ada Lind", None)]


def test_offsets_are_those_of_the_article_broken_by_hand() -> None:
    lines = [
        "The envoy Tor Hale left Oss on Monday, and the talks of the week were over.",
        "Ada Lind, the prime minister of Norland, spoke to reporters in the harbour.",
        "“I asked the envoy for an answer today, and Hale told me: ‘We will not sign",
        "this paper in Oss, and not in Brack.’ I had hoped for more than that,” said",
        "Ada Lind on Monday. It rained in the harbour, and nobody else came to speak.",
    ]
    text = "\n".join(lines) + "\n"
    (inner,) = second_level(text)
    assert inner.text == text[inner.start : inner.end]
    assert inner.text.replace("\n", " ") == "We will not sign this paper in Oss, and not in Brack."
    assert inner.speaker == "Tor Hale"


def test_the_second_level_is_matched_as_a_part_of_the_first() -> None:
    text = LEAD + "“Hale said: ‘We will not sign this week.’ And he left,” Lind said."
    assert [whole.text for whole in wholes(rows(text), "x", None)] == [
        "Hale said: ‘We will not sign this week.’ And he left,"
    ]


def test_the_library_keeps_the_second_level(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("nested")
    text = LEAD + "“Hale said: ‘We will not sign this week.’ And he left,” Lind said."
    (folder / "a.txt").write_text(text, encoding="utf-8")
    with Library.open(folder / "library") as library:
        (article,) = library.add([str(folder / "a.txt")]).added
        outer, inner = library.quotations(article=article)
    assert inner.within == outer.id
    assert (outer.speaker, inner.speaker) == ("Ada Lind", "Tor Hale")
