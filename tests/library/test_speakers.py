"""The speakers of a library: one under many names, joined and split by its reader."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from earlier import taken_back
from invented import LIND, OTHER, found, put, row

from index import knowing
from index.library import Library
from index.store import FILE, schema

TEXTS = {
    "a": "Volodymyr Zelensky spoke in Oss. “No boat leaves the harbour before noon,” Zelensky said.",
    "b": "Volodymyr Zelenskyy spoke again. “The strait is open to all of us,” Zelenskyy said.",
    "c": "“The toll is gone and will not come back,” Zelenskiy said.",
    "d": "“We lost the match and nothing else,” said Ada Lind.",
    "e": "“The bell rang all night,” said a spokesman.",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        opened.add([put(tmp_path / "in", *(row(article, text) for article, text in TEXTS.items()))])
        yield opened


def known(library: Library) -> dict[str, str | None]:
    """The name under which the library knows the first speaker of each article."""
    return {r.id: library.quotations(r.id)[0].known_as for r in library.articles()}


def names(library: Library, query: str | None = None) -> list[str]:
    return [s.name for s in library.speakers(query)]


def choices(library: Library) -> list[tuple[str, str | None, str | None]]:
    return [(c.what, c.name, c.other or c.article) for c in library.speaker_choices()]


def test_one_speaker_under_many_names(library: Library) -> None:
    (speaker,) = library.speakers("zelen")
    assert (speaker.quotations, speaker.articles, speaker.outlets) == (3, 3, 3)
    assert {spelling for spelling, _ in speaker.spellings} == {
        "Volodymyr Zelensky",
        "Volodymyr Zelenskyy",
        "Zelenskiy",
    }
    assert known(library) == {"a": speaker.name, "b": speaker.name, "c": speaker.name, "d": "Ada Lind", "e": None}
    assert names(library) == [speaker.name, "Ada Lind"], "a spokesman is nobody"
    assert library.speaker_of(library.quotations("c")[0].id) == speaker
    assert library.speaker_of(library.quotations("e")[0].id) is None
    assert library.speaker_of("c#1-2") is None
    assert library.speakers(limit=1) == [speaker]


def test_any_spelling_finds_all_of_them(library: Library) -> None:
    for query, articles in (("zelenskyy", ["a", "b", "c"]), ("lind", ["d"]), ("spokes", ["e"]), ("brack", [])):
        rows = library.find_quotations(speaker=query)
        assert isinstance(rows, list)
        assert [q.article for q, _ in rows] == articles
    rows = library.find_quotations("quote:strait", speaker="zelenskiy")
    assert isinstance(rows, list)
    assert [q.article for q, _ in rows] == ["b"]


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("speaker:zelensky", ["a", "b", "c"]),
        ('speaker:"volodymyr zelenskyy"', ["a", "b", "c"]),
        ("speaker:zelensky quote:strait", ["b"]),
        ("speaker:zelensky quote:match", []),
        ("quote:match NOT speaker:zelensky", ["d"]),
        ("quote:toll NOT speaker:zelensky", []),
        ("speaker:lind", ["d"]),
        ("zelensky", ["a"]),
    ],
)
def test_a_query_knows_all_names(library: Library, query: str, articles: list[str]) -> None:
    assert found(library, query) == articles
    rows = library.find_quotations(query)
    assert isinstance(rows, list)
    if "quote:" in query or "speaker:" in query:
        assert sorted(q.article for q, _ in rows) == articles


def test_a_surname_that_others_have_too_is_not_searched_for(library: Library, tmp_path: Path) -> None:
    library.add([put(tmp_path / "in", row("f", "“It is late and cold,” said Lind. “So it is,” said a baker."))])
    assert known(library)["f"] == "Ada Lind"
    assert found(library, "speaker:ada") == ["d", "f"]
    library.add([put(tmp_path / "in", row("g", "“It is early,” said Emily Lind."))])
    assert found(library, "speaker:ada") == ["d"]


def test_a_given_name_of_many_is_nobodys(library: Library, tmp_path: Path) -> None:
    many = [f"{chr(97 + i) * 3}son".title() for i in range(knowing.MOST_MEANT + 1)]
    texts = [row(name, f"“It is late and cold,” said Emily {name}.") for name in many]
    library.add([put(tmp_path / "in", *texts, row("short", f"“So it is,” said {many[0]}. “Oh,” said a baker."))])
    assert "short" not in found(library, "speaker:emily")
    assert found(library, f'speaker:"emily {many[0]}"') == sorted(["short", many[0]])


def test_known_wherever_quotations_come_from(library: Library, tmp_path: Path) -> None:
    library.add([put(tmp_path / "in", row("f", "“No boat leaves the harbour before noon,” Zelenskiy said."))])
    name = names(library, "zelen")[0]
    one = library.quotations("f")[0]
    assert library.quoted([one.id])[one.id][0].known_as == name
    assert [v.quote.known_as for v in library.variants(one.id)] == [name]
    assert {v.quote.known_as for v in library.same_words(one.text)} == {name}


def test_the_order_of_adding_changes_nothing(library: Library, tmp_path: Path) -> None:
    speakers, order = library.speakers(), list(TEXTS)
    random.Random(3).shuffle(order)
    with Library.open(tmp_path / "other") as other:
        for article in order:
            other.add([put(tmp_path / "in", row(article, TEXTS[article]))])
        assert other.speakers() == speakers
    library.rebuild()
    assert library.speakers() == speakers


def test_what_goes_is_forgotten(library: Library) -> None:
    library.remove(["a", "b"])
    assert names(library) == ["Ada Lind", "Zelenskiy"]
    assert known(library)["c"] == "Zelenskiy"


def test_joining(library: Library) -> None:
    assert library.join_speakers("Volodymyr Zelensky", "Ada Lind").quotations == 4
    assert known(library)["d"] == known(library)["a"]
    library.rebuild()
    assert len(names(library)) == 1, "a join stays"
    assert choices(library) == [("join", "Volodymyr Zelensky", "Ada Lind")]
    library.undo_speaker_choice(library.speaker_choices()[0].number)
    assert len(names(library)) == 2
    assert choices(library) == []


def test_joining_what_is_one_changes_nothing(library: Library) -> None:
    (speaker,) = library.speakers("zelen")
    assert library.join_speakers("Volodymyr Zelenskyy", "volodymyr zelensky") == speaker
    assert choices(library) == []


def test_splitting_a_spelling(library: Library) -> None:
    library.split_speakers("Volodymyr Zelensky", "Volodymyr Zelenskyy")
    assert len(names(library, "volodymyr")) == 2
    assert known(library)["c"] == "Zelenskiy", "it could be either"
    library.rebuild()
    assert len(names(library, "volodymyr")) == 2
    library.join_speakers("Volodymyr Zelenskyy", "Volodymyr Zelensky")
    assert len(names(library, "zelen")) == 1, "the last word counts"
    assert choices(library) == [("join", "Volodymyr Zelenskyy", "Volodymyr Zelensky")]


def test_splitting_takes_a_join_back(library: Library) -> None:
    library.join_speakers("Ada Lind", "Zelenskiy")
    assert known(library)["c"] == "Ada Lind"
    library.split_speakers("Zelenskiy", "Ada Lind")
    assert known(library)["c"] == known(library)["a"]
    assert [what for what, *_ in choices(library)] == ["split"]


def test_somebody_else_in_one_article(library: Library, tmp_path: Path) -> None:
    library.add([put(tmp_path / "in", row("f", TEXTS["d"]), row("g", "“It is late and cold,” said Ada Lind."))])
    library.split_speakers("Ada Lind", article="f")
    assert (known(library)["d"], known(library)["f"], known(library)["g"]) == ("Ada Lind", "Ada Lind (2)", "Ada Lind")
    library.rebuild()
    assert known(library)["f"] == "Ada Lind (2)"
    rows = library.find_quotations(speaker="Ada Lind (2)")
    assert isinstance(rows, list)
    assert [q.article for q, _ in rows] == ["f"]
    assert names(library, "Ada Lind (2)") == ["Ada Lind (2)"]
    assert library.join_speakers("Ada Lind", "Ada Lind (2)").quotations == 3
    assert known(library)["f"] == "Ada Lind"


def test_a_short_name_of_somebody_else(library: Library) -> None:
    library.split_speakers(names(library, "zelen")[0], article="c")
    assert known(library)["c"] == "Zelenskiy"
    assert known(library)["a"] == known(library)["b"] != "Zelenskiy"


def test_a_join_that_a_split_forbids(library: Library) -> None:
    library.split_speakers("Volodymyr Zelensky", "Volodymyr Zelenskyy")
    library.join_speakers("Volodymyr Zelensky", "Ada Lind")
    with pytest.raises(ValueError, match="undo that first"):
        library.join_speakers("Volodymyr Zelenskyy", "Ada Lind")
    assert len(choices(library)) == 2
    library.undo_speaker_choice(library.speaker_choices()[0].number)
    assert library.join_speakers("Volodymyr Zelenskyy", "Ada Lind").quotations == 4


def test_a_name_in_small_letters_is_the_librarys(library: Library) -> None:
    quotation = library.quotations("e")[0]
    assert library.correct_speaker(quotation.id, "ada lind").speaker == "Ada Lind"
    assert library.correct_speaker(quotation.id, "a baker").known_as is None


def test_names_and_articles_that_are_not_there(library: Library) -> None:
    with pytest.raises(KeyError, match="Tor Hale"):
        library.join_speakers("Ada Lind", "Tor Hale")
    with pytest.raises(KeyError, match="a spokesman"):
        library.join_speakers("Ada Lind", "a spokesman")
    with pytest.raises(KeyError, match="nine"):
        library.split_speakers("Ada Lind", article="nine")
    for other, article, why in (
        (None, None, "either"),
        ("Zelenskiy", "a", "either"),
        ("ADA LIND", None, "one spelling"),
        ("Zelenskiy", None, "two speakers already"),
        (None, "a", "not quoted"),
    ):
        with pytest.raises(ValueError, match=why):
            library.split_speakers("Ada Lind", other, article)
    assert choices(library) == []
    assert library.near_speakers("Ada Lund") == ["Ada Lind"]
    assert library.near_speakers("xyz") == []


def test_a_library_of_the_version_before(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path / "in", row("one", LIND), row("two", OTHER))])
        library.mark_read("one")
    taken_back(tmp_path / "library", 1)
    db = sqlite3.connect(tmp_path / "library" / FILE)
    db.execute("UPDATE meta SET value = 'older' WHERE name = 'rules'")
    db.commit()
    db.close()
    with Library.open(tmp_path / "library") as library:
        assert library.outdated()
        library.rebuild()
        assert [article.read for article in library.articles()] == [True, False], "marks are kept"
        assert sorted(names(library)) == ["Ada Lind", "Edda Quill"]
        library.correct_speaker(library.quotations("two")[0].id, "Ada Lind")
        assert names(library) == ["Ada Lind"]
        assert library._store.connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Zelenskyi", ["Volodymyr Zelensky"]),
        ("president zelenskyi", ["Volodymyr Zelensky"]),
        ("Vladimir Zelenskyi", ["Volodymyr Zelensky"]),
        ("Olena Zelenskyi", []),
    ],
)
def test_a_spelling_that_no_article_has(tmp_path: Path, asked: str, expected: list[str]) -> None:
    text = "Volodymyr Zelensky came. “We can accept this as the basis of an agreement,” Zelensky said."
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path / "in", row("a", text))])
        assert [speaker.name for speaker in library.speakers(asked)] == expected
        for found in (library.find_quotations(speaker=asked), library.find_quotations(f'speaker:"{asked}"')):
            assert isinstance(found, list)
            assert [q.known_as for q, _ in found] == expected
