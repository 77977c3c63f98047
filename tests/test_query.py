import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Quotation
from index.query import Query, QueryProblem, hit_spans, parse, passages
from index.query.tree import (
    All,
    Dates,
    Either,
    Mark,
    Near,
    Not,
    Pattern,
    Phrase,
    Prefix,
    Quoted,
    Word,
    grouped,
    on_quotations,
)
from index.query.words import WORD, fold, placed_words, words

STRAIT, BASIS = Word("any", "strait"), Word("any", "basis")
LIND, YES = Word("speaker", "lind"), Word("quote", "yes")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Strait", ["the", "strait"]),
        ("To be or not to be", ["to", "be", "or", "not", "to", "be"]),  # stop words stay
        ("don’t", ["don", "t"]),  # curly and straight alike
        ("don't", ["don", "t"]),
        ("Zürich Ōsaka Łódź Ærø", ["zurich", "osaka", "lodz", "aero"]),
        ("cafe\u0301", ["cafe"]),  # an accent of its own
        ("co\u00adoperate", ["cooperate"]),  # a soft hyphen
        ("1,000 men, 3.5 per cent", ["1000", "men", "3.5", "per", "cent"]),
        ("in 1999, 2,5", ["in", "1999", "2,5"]),
        ("_so_ __ — …", ["so"]),
        ("Lind's U.S.-built", ["lind", "s", "u", "s", "built"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_words_and_their_places_agree(text: str) -> None:
    placed = placed_words(text)
    assert [word for word, _, _ in placed] == words(text)
    assert all(fold(text[start:end]) == word and WORD.fullmatch(text[start:end]) for word, start, end in placed)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Strait", STRAIT),
        ("strait basis", All((STRAIT, BASIS))),
        ("strait AND basis", All((STRAIT, BASIS))),
        ("strait and basis", All((STRAIT, Word("any", "and"), BASIS))),  # operators are in capitals
        ("strait OR basis", Either((STRAIT, BASIS))),
        ("strait basis OR yes", Either((All((STRAIT, BASIS)), Word("any", "yes")))),  # AND binds closer
        ("strait (basis OR yes)", All((STRAIT, Either((BASIS, Word("any", "yes")))))),
        ("NOT strait", Not(STRAIT)),
        ("basis NOT strait", All((BASIS, Not(STRAIT)))),
        ("NOT NOT strait", STRAIT),
        ("ANDROID ORBIT NOTE", All((Word("any", "android"), Word("any", "orbit"), Word("any", "note")))),
        ('"a basis"', Phrase("any", ("a", "basis"))),
        ("“a basis”", Phrase("any", ("a", "basis"))),
        ("«a basis»", Phrase("any", ("a", "basis"))),
        ('"basis"', BASIS),
        ('""', None),
        ("cease-fire", Phrase("any", ("cease", "fire"))),
        ("speaker:Lind quote:yes", All((LIND, YES))),
        ("SPEAKER:Lind", LIND),
        ("speaker: Lind", LIND),
        ('speaker:"Ada Lind"', Phrase("speaker", ("ada", "lind"))),
        ("speaker:(Lind OR Hale)", Either((LIND, Word("speaker", "hale")))),
        ("outlet:harbour text:strait", All((Word("outlet", "harbour"), Word("text", "strait")))),
        ("str*t wom?n", All((Pattern("any", "str*t"), Pattern("any", "wom?n")))),
        ("who?", Word("any", "who")),  # punctuation of a pasted sentence
        ("*", None),
        ("presidnet~", Near("any", "presidnet", 2)),
        ("lind~", Near("any", "lind", 1)),
        ("strait~1", Near("any", "strait", 1)),
        ("of~", Word("any", "of")),
        ("published:2025-11", Dates("2025-11", "2025-11")),
        ("tag:Ferry,", Mark("tag", "ferry")),
        ("tag:#sea-law", Mark("tag", "sea-law")),
        ('tag:"two words"', Mark("tag", "two words")),
        ("tag:fer* strait", All((Mark("tag", "fer*"), STRAIT))),
        ("tag:(ferry OR toll)", Either((Mark("tag", "ferry"), Mark("tag", "toll")))),
        ("is:Unread NOT is:starred", All((Mark("is", "unread"), Not(Mark("is", "starred"))))),
        ('is:"noted" OR strait', Either((Mark("is", "noted"), STRAIT))),
        (
            "the question is: yes",
            All((Word("any", "the"), Word("any", "question"), Word("any", "is"), Word("any", "yes"))),
        ),
        ("published:[2025-11 TO]", Dates("2025-11", None)),
        ("published:[TO 2025-11-02]", Dates(None, "2025-11-02")),
        ("published:[2025 TO 2026-01]", Dates("2025", "2026-01")),
        ("published:[* TO *]", None),
        ("Lind: yes", All((Word("any", "lind"), Word("any", "yes")))),  # a colon, not a field
        ("at 10:30", All((Word("any", "at"), Phrase("any", ("10", "30"))))),
        ("http://oss.example", Phrase("any", ("http", "oss", "example"))),
        ("", None),
    ],
)
def test_what_a_query_means(text: str, root: object) -> None:
    query = parse(text)
    assert isinstance(query, Query)
    assert query.root == root
    assert query.notes == ()


@pytest.mark.parametrize(
    ("text", "root", "note"),
    [
        ('"a basis', Phrase("any", ("a", "basis")), "quote mark at character 1 is not closed"),
        ("(strait", STRAIT, "parenthesis at character 1 is not closed"),
        ("strait) basis", All((STRAIT, BASIS)), "closing parenthesis at character 7"),
        ("strait OR", STRAIT, "OR at character 8"),
        ("AND strait", STRAIT, "AND at character 1"),
        ("strait NOT", STRAIT, "NOT at character 8"),
        ("strait OR OR basis", Either((STRAIT, BASIS)), "OR at character 11"),
        ("strait quote:", STRAIT, '"quote:" at character 8'),
        ("strait tag:", STRAIT, '"tag:" at character 8'),
        ("strait is:", STRAIT, '"is:" at character 8'),
        ('"a basis"~2', Phrase("any", ("a", "basis")), "~ after a phrase"),
        ("published:2025-11-02T09:30", Dates("2025-11-02", "2025-11-02"), "down to the day"),
    ],
)
def test_what_is_forgiven_is_said(text: str, root: object, note: str) -> None:
    query = parse(text)
    assert isinstance(query, Query)
    assert query.root == root
    assert note in " ".join(query.notes)


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ("yes speeker:Lind", 'no field "speeker:"; the nearest is "speaker:"', 4),
        ("titel:x", 'the nearest is "title:"', 0),
        ("published:soon", '"soon" is no date', 10),
        ("published:2025-1", '"2025-1" is no date', 10),
        ("published:[2025]", "A time is written", 10),
        ("basis is:unraed", 'no state "is:unraed"; the nearest is "is:unread"', 9),
        ("is:st", 'the nearest is "is:starred"', 3),
        ('is:"stared"', 'the nearest is "is:starred"', 3),
        ("basis a*", "at least 2 letters", 6),
        ("don't*", "within one word", 0),
        ("(" * 50 + "a", "More than 40 parentheses", 40),
        ("a " * 500, "More than 400 words", 800),
        ("a" * 10_001, "longer than 10,000 characters", 10_000),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, message: str, at: int) -> None:
    problem = parse(text)
    assert isinstance(problem, QueryProblem)
    assert message in problem.message
    assert problem.at == at
    assert problem.message.endswith(".")


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("str", Prefix("any", "str")),
        ("st", None),  # three letters at least
        ("strait ", STRAIT),  # the space ends the word
        ("strait bas", All((STRAIT, Prefix("any", "bas")))),
        ("strait ba", STRAIT),
        ('"a basis', All((Word("any", "a"), Prefix("any", "basis")))),
        ('"a basis"', Phrase("any", ("a", "basis"))),
        ("speaker:Lin", Prefix("speaker", "lin")),
        ("strait OR", STRAIT),
        ("tag:f", Mark("tag", "f*")),
        ("tag:ferry ", Mark("tag", "ferry")),
        ('tag:"sea l', Mark("tag", "sea l*")),
        ("outlet:h", Prefix("outlet", "h")),  # of names one letter is enough
        ("title:ha", None),
        ("strait is:unr", All((STRAIT, Mark("is", "unread")))),
        ("is:n", Mark("is", "noted")),
        ("is:", None),
        ("is:read", Mark("is", "read")),
        ("published:2025-1", None),
        ("strait published:[2025", STRAIT),
    ],
)
def test_as_you_type(text: str, root: object) -> None:
    query = parse(text, typing=True)
    assert isinstance(query, Query)
    assert query.root == root
    assert query.notes == ()


@pytest.mark.parametrize(
    ("text", "typing", "lacks"),
    [
        ("outlet:", True, "outlet: which?"),
        ("outlet:", False, "outlet: which?"),
        ('tag:"', True, "tag: which?"),
        ("is:", True, "is: unread, read, starred or noted?"),
        ("published:[2025", True, "published: when?"),
        ("title:ha", True, "three letters"),
        ("st", True, "three letters"),
        ("?!", False, "no word"),
        ("st", False, ""),
        ("strait outlet:", True, ""),  # something is asked
        ("  ", True, ""),
    ],
)
def test_what_a_query_lacks_that_asks_nothing_yet(text: str, typing: bool, lacks: str) -> None:
    query = parse(text, typing=typing)
    assert isinstance(query, Query)
    assert lacks in query.lacks
    assert bool(lacks) == bool(query.lacks)


@given(st.text(alphabet='ab "“()*?~:[]ANDORTspeakertgis', max_size=60), st.booleans())
def test_no_query_breaks_the_parser(text: str, typing: bool) -> None:
    assert isinstance(parse(text, typing=typing), Query | QueryProblem)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("speaker:Lind quote:yes", Quoted(All((LIND, YES)))),  # one and the same quotation
        ("speaker:Lind strait quote:yes", All((Quoted(All((LIND, YES))), STRAIT))),
        ("speaker:Lind NOT quote:yes", Quoted(All((LIND, Not(YES))))),
        ("strait NOT speaker:Lind", All((STRAIT, Not(Quoted(LIND))))),
        ("speaker:Lind OR quote:yes", Either((Quoted(LIND), Quoted(YES)))),
        ("strait", STRAIT),
    ],
)
def test_what_is_asked_of_one_quotation(text: str, expected: object) -> None:
    query = parse(text)
    assert isinstance(query, Query)
    assert query.root is not None
    assert grouped(query.root) == expected


def test_a_word_without_a_field_is_one_of_the_quotation_there() -> None:
    assert on_quotations(All((STRAIT, LIND))) == All((Word("quote", "strait"), LIND))


TEXT = (
    "The Strait of Oss stays closed. “We say yes to this basis,” Ada Lind said. "
    "The strait’s pilots disagree: “It is no basis,” said Tor Hale."
)


def quotation(words_of_it: str, speaker: str) -> Quotation:
    start = TEXT.index(words_of_it)
    return Quotation("a", start, start + len(words_of_it), words_of_it, "direct", speaker)


BOTH = [quotation("We say yes to this basis", "Ada Lind"), quotation("It is no basis", "Tor Hale")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("strait", ["Strait", "strait"]),
        ("STRAIT’S", ["strait’s"]),
        ('"strait of oss"', ["Strait of Oss"]),
        ('"of strait"', []),
        ("basis", ["basis", "basis"]),
        ("quote:basis", ["basis", "basis"]),
        ("quote:basis speaker:hale", ["basis"]),  # his alone
        ("quote:strait", []),  # nobody says it
        ("speaker:lind", ["We say yes to this basis"]),
        ("speaker:lind quote:no", []),
        ("strait NOT basis", ["Strait", "strait"]),  # what is forbidden marks nothing
        ("title:strait published:2025", []),
        ("disagr* cl?sed", ["closed", "disagree"]),
        ("pilosts~", ["pilots"]),
        ("pilotss~1", ["pilots"]),
        ("pixxts~1", []),
        ("strait OR pilots", ["Strait", "strait", "pilots"]),
    ],
)
def test_hits(query: str, expected: list[str]) -> None:
    parsed = parse(query)
    assert isinstance(parsed, Query)
    assert [TEXT[start:end] for start, end in hit_spans(TEXT, parsed, BOTH)] == expected


def test_hits_within_quotations_only() -> None:
    parsed = parse("basis OR strait")
    assert isinstance(parsed, Query)
    assert [TEXT[a:b] for a, b in hit_spans(TEXT, parsed, BOTH, in_quotations=True)] == ["basis", "basis"]


def test_quote_without_quotations_given_is_looked_for_everywhere() -> None:
    parsed = parse("quote:strait")
    assert isinstance(parsed, Query)
    assert len(hit_spans(TEXT, parsed)) == 2


LONG = "Nothing here. " * 40 + "The envoy spoke of the basis. " + "Nothing here. " * 40 + "An envoy alone. "


@pytest.mark.parametrize(
    ("query", "inside", "hits"),
    [
        ("envoy basis", "The envoy spoke of the basis.", ["envoy", "basis"]),  # both together beat one
        ("alone", "An envoy alone.", ["alone"]),
        ("absent", "Nothing here.", []),  # the beginning
    ],
)
def test_the_best_passage(query: str, inside: str, hits: list[str]) -> None:
    parsed = parse(query)
    assert isinstance(parsed, Query)
    (found,) = passages(LONG, parsed)
    assert inside in LONG[found.start : found.end]
    assert found.end - found.start <= 200
    assert [LONG[a:b] for a, b in found.hits] == hits


@given(st.text(alphabet="ab \n.", max_size=300), st.sampled_from(["a", "aa b", '"a b"', "aa*", "abb~"]))
def test_passages_lie_in_the_text_and_their_hits_in_them(text: str, asked: str) -> None:
    query = parse(asked)
    assert isinstance(query, Query)
    found = passages(text, query, limit=3, width=40)
    for start, end, hits in found:
        assert 0 <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert all(start <= a < b <= end for a, b in hits)
        assert all(b <= a for (_, b), (a, _) in pairwise(hits))
    ordered = sorted(found)
    assert all(one.end <= other.start for one, other in pairwise(ordered))


@pytest.mark.parametrize("text", ['"' * 1_000_000, "a" * 1_000_000, "a " * 500_000, "_" * 1_000_000, "1," * 500_000])
def test_a_megabyte_of_one_thing_is_no_trouble(text: str) -> None:
    query = parse('a "a a" 1~')
    assert isinstance(query, Query)
    started = time.process_time()
    passages(text, query)
    assert time.process_time() - started < 10
