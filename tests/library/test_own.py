"""What a reader keeps with articles and quotations: tags, notes; and articles that come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from earlier import taken_back
from invented import CUT, LIND, OTHER, derived_of, found, put, rewrite, row

from index.library import Library
from index.own import WrongOwnError
from index.store import schema


def tags(library: Library) -> dict[str, tuple[str, ...]]:
    return {row.id: row.tags for row in library.articles()}


def notes(library: Library, article: str) -> list[tuple[str, str | None]]:
    return [(note.text, note.words) for note in library.notes_of(article)]


def test_tags_are_words_of_articles(library: Library) -> None:
    assert library.tag("one", ["Toll", "#ferry", "toll"]) == ("ferry", "toll")
    assert library.tag("two", ["toll"]) == ("toll",)
    assert library.tags() == [("ferry", 1), ("toll", 2)]
    assert library.untag("one", ["TOLL", "unknown"]) == ("ferry",)
    assert library.retag("two", ["toll"], ["pier", "bell"]) == ("bell", "pier")
    assert tags(library) == {"one": ("ferry",), "two": ("bell", "pier"), "three": ()}
    assert library.retag("two", ["bell", "pier"], []) == ()
    assert library.tags() == [("ferry", 1)]


def test_tags_of_two_who_saw_the_same_are_all_kept(library: Library) -> None:
    library.tag("one", ["ferry", "toll"])
    assert library.retag("one", ["ferry", "toll"], ["ferry", "toll", "sea"]) == ("ferry", "sea", "toll")
    assert library.retag("one", ["ferry", "toll"], ["Ferry", "#bell"]) == ("bell", "ferry", "sea")


@pytest.mark.parametrize("name", ["", " ", "#", "two words", "a\x07b", "\udcff", "a\u00a0b"])
def test_what_is_no_tag(library: Library, name: str) -> None:
    with pytest.raises(WrongOwnError):
        library.tag("one", ["toll", name])
    assert library.tags() == [], "nothing of it was kept"


def test_an_article_that_is_not_there_has_nothing(library: Library) -> None:
    for call in (
        lambda: library.tag("four", ["toll"]),
        lambda: library.untag("four", ["toll"]),
        lambda: library.retag("four", [], []),
        lambda: library.note("four", "text"),
        lambda: library.note("one#1-2", "text"),
        lambda: library.note("one#1-2", None),
    ):
        with pytest.raises(KeyError):
            call()
    assert library.notes_of("four") == ()


def test_a_note_is_kept_in_place_of_the_one_that_was_seen(library: Library) -> None:
    quotation = library.quotations("one")[0].id
    for target in ("one", quotation):
        assert library.renote(target, None, " Call Oss. ") is None
        assert library.renote(target, None, "Another") == "Call Oss."
        assert library.renote(target, "Call Oss.", "Call Brack.") == "Call Oss."
        assert library.renote(target, "Call Oss.", None) == "Call Brack."
    assert notes(library, "one") == [("Call Brack.", None), ("Call Brack.", library.quotations("one")[0].text)]
    assert library.renote("one", "Call Brack.", None) == "Call Brack."
    assert [text for text, _ in notes(library, "one")] == ["Call Brack."]
    with pytest.raises(KeyError):
        library.renote("four", None, "text")
    with pytest.raises(WrongOwnError):
        library.renote("one", None, " ")


def test_notes_on_an_article_and_on_its_quotations(library: Library) -> None:
    quotation = library.quotations("one")[0]
    library.note("one", "  Ask the\npress office. ")
    library.note(quotation.id, "Whose plan?")
    assert notes(library, "one") == [("Ask the\npress office.", None), ("Whose plan?", quotation.text)]
    assert [note.quotation for note in library.notes_of("one")] == [None, quotation.id]
    assert [row.notes for row in library.articles()] == [2, 0, 0]
    library.note(quotation.id, "Hers.")
    assert notes(library, "one") == [("Ask the\npress office.", None), ("Hers.", quotation.text)]
    library.note("one", None)
    library.note(library.quotations("three")[0].id, "Bell!")
    assert [(note.article, note.text) for note in library.all_notes()] == [("one", "Hers."), ("three", "Bell!")]
    for text in ("  \n", "\udcff"):
        with pytest.raises(WrongOwnError):
            library.note("one", text)


def test_a_note_on_a_part_is_on_the_whole(tmp_path: Path) -> None:
    text = "“If the boats leave,” said Ada Lind in Oss. “If they do not, we will clear the strait.”"
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path / "in", row("a", text))])
        first, second = library.quotations("a")
        assert second.continues == first.id
        library.note(second.id, "Since when?")
        library.note(first.id, "Since Monday.")
        assert [(note.quotation, note.text) for note in library.notes_of("a")] == [(first.id, "Since Monday.")]


def test_all_of_it_stays_over_rebuild_removal_and_adding_again(library: Library, folder: Path) -> None:
    quotation = library.quotations("one")[0]
    library.tag("one", ["toll"])
    library.note("one", "Of the article.")
    library.note(quotation.id, "Of the words.")
    library.mark_starred("one")

    def kept() -> object:
        (article,) = library.articles(ids=["one"])
        return article.tags, article.starred, article.notes, library.notes_of("one")

    before = kept()
    library.rebuild()
    assert kept() == before
    library.remove(["one"])
    assert library.tags() == []
    assert library.all_notes() == library.notes_of("one") == ()
    library.add([str(folder)])
    assert kept() == before


def test_a_note_finds_its_words_again_in_a_changed_text(library: Library, folder: Path) -> None:
    library.note(library.quotations("one")[0].id, "Whose plan?")
    rewrite(folder, "one", text=f"It rained all Monday.\n\n{LIND}")
    library.add([str(folder)])
    (note,) = library.notes_of("one")
    assert note.quotation == library.quotations("one")[0].id
    assert not note.lost
    rewrite(folder, "one", text="It rained all Monday, and nobody spoke.")
    library.add([str(folder)])
    (note,) = library.notes_of("one")
    assert (note.lost, note.text) == (True, "Whose plan?")
    library.note("one", "Quiet.")
    library.note("one", None)
    assert library.notes_of("one") == (note,), "what waits for its words is not the article's"
    assert note.stood is not None
    with pytest.raises(KeyError):
        library.note(note.stood, "Hers.")
    library.note(note.stood, None)
    assert library.notes_of("one") == ()


def test_several_are_marked_as_read_and_as_unread(library: Library) -> None:
    library.mark_read("one")
    library.mark_all_read(["two", "three"])
    assert library.states()["unread"] == 0
    library.mark_all_read(["two", "three"], False)
    assert [row.id for row in library.articles(ids=["one", "two", "three"]) if row.read] == ["one"]


def test_an_article_comes_back_whole(library: Library) -> None:
    library.judge_different(library.quotations("one")[0].id, library.quotations("two")[-1].id)
    library.correct_speaker(library.quotations("one")[0].id, "Tor Hale")
    library.mark_read("one")
    before, events = derived_of(library), [row.event for row in library.articles()]
    assert library.remove(["one"]) == (["one"], [])
    assert library.article("one") is None
    assert found(library, "agreement") == ["two"]
    assert library.restore(["one", "one", "two", "four"]) == (["one"], ["two", "four"])
    assert derived_of(library) == before
    assert [row.event for row in library.articles()] == events
    assert library.articles()[0].read
    assert found(library, "agreement") == ["one", "two"]
    assert library.quotations("one")[0].speaker == "Tor Hale"
    library.rebuild()
    assert derived_of(library) == before


def test_links_come_back_with_an_article(library: Library) -> None:
    before = derived_of(library)
    assert before[2]  # type: ignore[index]
    for article in ("one", "two"):
        library.remove([article])
        library.restore([article])
        assert derived_of(library) == before


def test_who_waits_to_bring_one_back_can_stop(library: Library, tmp_path: Path) -> None:
    library.remove(["one"])
    with (
        Library.open(tmp_path / "library") as other,
        other._derived.writing_lock(wait=True, waiting=None, stop=lambda: False),
    ):
        assert library.restore(["one"], stop=lambda: True) == ([], [])
    assert library.article("one") is None


def test_a_library_of_the_version_before_gets_tags_and_notes(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path / "in", row("one", LIND), row("two", CUT), row("three", OTHER))])
        library.mark_starred("two")
        before = derived_of(library)
    taken_back(tmp_path / "library", 3)
    with Library.open(tmp_path / "library") as library:
        assert not library.outdated(), "nothing has to be made again for it"
        assert derived_of(library) == before
        assert [row.starred for row in library.articles()] == [False, True, False]
        library.tag("one", ["toll"])
        library.note("two", "Ask.")
        assert [(row.tags, row.notes) for row in library.articles()] == [(("toll",), 0), ((), 1), ((), 0)]
        made = {name for (name,) in library._store.connection.execute("SELECT name FROM sqlite_master").fetchall()}
        version = library._store.connection.execute("PRAGMA user_version").fetchone()[0]
    with Library.open(tmp_path / "new") as new:
        assert made == {n for (n,) in new._store.connection.execute("SELECT name FROM sqlite_master").fetchall()}
    assert version == schema.VERSION
