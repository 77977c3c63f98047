"""Why a query finds nothing: which part is to blame, and what may have been meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import LIND, OTHER, put, row

from index.library import Library

EMPTY = "this library is empty; put something in: quoth add PATH"
APART = "each part of it is found, but not all together"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("explaining")
    with Library.open(folder / "library") as opened:
        one = row("one", LIND, title="A basis", outlet="Coast Wire", published="2026-11-02")
        two = row("two", OTHER, title="The bell", outlet="Harbour Times", published="2026-11-05")
        opened.add([put(folder / "in", one, two)])
        opened.tag("one", ["ferry", "sea-law"])
        yield opened


@pytest.mark.parametrize(
    ("query", "reasons"),
    [
        ("zeppelin", ['no article has the word "zeppelin"']),
        ("Agreemnet", ['no article has the word "Agreemnet"; did you mean "agreement"?']),
        ("pier zeppelin walrus", ['no article has the word "zeppelin"', 'no article has the word "walrus"']),
        ("zeppelin OR walrus", ['no article has the word "zeppelin"', 'no article has the word "walrus"']),
        ("pier NOT rang", [f'{APART}: the word "pier" and NOT the word "rang"']),
        ("NOT said", ['every article has the word "said"']),
        ('outlet:"Coast Wyre" pier', ['no outlet is called "Coast Wyre"; did you mean "Coast Wire"?']),
        ("outlet:zzz", ['no outlet is called "zzz"']),
        ("outlet:c", ['no outlet is called "c"; did you mean "Coast Wire"?']),  # as while it is typed
        ("outlet:Ti", ['no outlet is called "Ti"; did you mean "Harbour Times"?']),
        ("speaker:l", ['nobody quoted is called "l"; did you mean "Ada Lind"?']),
        ("tag:", []),
        ("speaker:lynd", ['nobody quoted is called "lynd"; did you mean "Ada Lind"?']),
        ("title:bel", ['no title has the word "bel"; did you mean "bell"?']),
        ("quote:pir", ['no quotation has the word "pir"; did you mean "pier"?']),
        ("author:berg", ['no author is called "berg"']),
        ("zep*", ['no article has a word that fits "zep*"']),
        ("zeppelin~", ['no article has a word like "zeppelin"']),
        ('"bell was lost"', ['no article has the word "lost"']),
        ('"bell the pier"', ['no article has the words "bell the pier" one after the other, though each is there']),
        (
            "published:[2027 TO 2028]",
            ["no article was published from 2027 to 2028; there are articles from 2026-11-02 to 2026-11-05"],
        ),
        ("tag:fery", ['no article has the tag "fery"; did you mean "ferry"?']),
        ('tag:"sea law"', ['no article has the tag "sea law"; did you mean "sea-law"?']),
        ("is:starred", ["no article has a star"]),
        ("NOT is:unread", ["every article is unread"]),
        ("tag:ferry is:read", ["no article is read"]),
        ("tag:ferry bell", [f'{APART}: tag:ferry and the word "bell"']),
        ("bell NOT is:unread outlet:harbour", ["every article is unread"]),
        ("published:2025", ["no article was published in 2025; there are articles from 2026-11-02 to 2026-11-05"]),
        ("agreement bell", [f'{APART}: the word "agreement" and the word "bell"']),
        ("speaker:lind quote:bell", ['no quotation has the word "bell"']),
        ("speaker:lind quote:pier", [f'{APART}: speaker:"lind" and quote:"pier"']),
        (
            'basis nothing outlet:"harbour times"',
            [f'{APART}; without outlet:"harbour times" there are articles'],
        ),
    ],
)
def test_what_is_to_blame(library: Library, query: str, reasons: list[str]) -> None:
    assert list(library.why_nothing(query)) == reasons


@pytest.mark.parametrize("query", ["agreement", "speaker:lind", "", "  ", "speker:lind", "agreem*"])
def test_what_finds_something_or_cant_be_read_needs_no_reason(library: Library, query: str) -> None:
    assert library.why_nothing(query) == ()


def test_a_word_that_is_still_typed(library: Library) -> None:
    assert library.why_nothing("agr", typing=True) == ()
    assert library.why_nothing("agx", typing=True) == ('no article has a word that begins with "agx"',)
    assert library.why_nothing("outlet:wyre", typing=True) == (
        'no outlet is called "wyre…"; did you mean "Coast Wire"?',
    )


def test_the_reason_is_none_of_the_words_where_there_is_no_article(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as empty:
        assert empty.why_nothing("agreement") == (EMPTY,)


def test_a_tag_where_there_are_none(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as untagged:
        untagged.add([put(tmp_path / "in", row("one", LIND))])
        assert untagged.why_nothing("tag:ferry") == ('no article has the tag "ferry"; there are no tags yet',)


def test_where_no_article_has_a_tag_the_field_says_so(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as opened:
        opened.add([put(tmp_path / "in", row("one", LIND))])
        for typing in (True, False):
            assert opened.why_nothing("tag:", typing=typing) == ("there are no tags yet",)
            assert opened.why_nothing("outlet:", typing=typing) == ()
