"""A corrected speaker: seen wherever rows are read, the same after a rebuild, never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock
from invented import CUT, LIND, OTHER, derived_of, found, pairs, put, rewrite, row

from index import correcting, derived
from index.library import Library
from index.model import Quotation
from index.store import LibraryError

SPLIT = "Ada Lind spoke in Oss. “We can accept this as the basis of an agreement,” Lind said, “but nothing is final.”\n"


def first(library: Library, article: str) -> Quotation:
    return in_marks(library, article)[0]


def speakers(library: Library, article: str) -> list[str | None]:
    return [q.speaker for q in in_marks(library, article)]


def in_marks(library: Library, article: str) -> list[Quotation]:
    return [q for q in library.quotations(article) if q.kind != "indirect"]


def test_a_correction_is_seen_everywhere(library: Library) -> None:
    one = first(library, "one")
    assert found(library, "speaker:brack") == []
    now = library.correct_speaker(one.id, "Tor  Brack\n")
    assert (now.id, now.speaker, now.confidence, now.corrected, now.known_as) == (
        one.id,
        "Tor Brack",
        1.0,
        True,
        "Tor Brack",
    )
    assert first(library, "one") == now
    assert found(library, "speaker:brack") == ["one"]
    assert found(library, 'speaker:lind quote:"basis of an agreement"') == ["two"]
    assert [v.quote.known_as for v in library.same_words(one.text, limit=1)] == ["Tor Brack"]
    assert [s.name for s in library.speakers("brack")] == ["Tor Brack"]
    rows = library.find_quotations(speaker="brack")
    assert isinstance(rows, list)
    assert [q for q, _ in rows] == [now]


@pytest.mark.parametrize("name", ["Tor Brack", "Ada Lind", None])
def test_a_rebuild_finds_the_same(library: Library, name: str | None) -> None:
    library.correct_speaker(first(library, "one").id, name)
    before = derived_of(library)
    assert first(library, "one").speaker == name
    library.rebuild()
    assert derived_of(library) == before
    assert found(library, "speaker:lind") == (["one", "two"] if name == "Ada Lind" else ["two"])


def test_links_are_scored_with_the_corrected_speaker(library: Library) -> None:
    def score() -> float:
        links = library.links(min_score=0)
        return next(link.score for link in links if {link.a[:3], link.b[:3]} == {"one", "two"})

    before = score()
    library.correct_speaker(first(library, "one").id, "Tor Brack")
    other = score()
    library.correct_speaker(first(library, "two").id, "Tor Brack")
    assert other < before
    assert score() > other


def test_a_correction_can_be_taken_back(library: Library) -> None:
    before = derived_of(library)
    one = first(library, "one")
    library.correct_speaker(one.id, "Tor Brack")
    assert library.uncorrect_speaker(one.id) == one
    assert derived_of(library) == before
    assert library.speaker_choices() == []
    assert library.uncorrect_speaker(one.id) == one, "there was nothing to take back"


def test_correcting_again_replaces(library: Library) -> None:
    one = first(library, "one")
    for name in ("Tor Brack", None, "Edda Quill"):
        library.correct_speaker(one.id, name)
    assert [(c.what, c.name, c.quotation) for c in library.speaker_choices()] == [("correct", "Edda Quill", one.id)]


def test_split_parts_are_corrected_together(library: Library, tmp_path: Path) -> None:
    library.add([put(tmp_path / "in", row("split", SPLIT + OTHER))])
    begin, end, other = library.quotations("split")
    assert end.continues == begin.id
    library.correct_speaker(end.id, "Tor Brack")
    assert speakers(library, "split") == ["Tor Brack", "Tor Brack", other.speaker]
    library.correct_speaker(begin.id, "Edda Quill")
    assert len(library.speaker_choices()) == 1
    library.uncorrect_speaker(end.id)
    assert speakers(library, "split") == ["Ada Lind", "Ada Lind", other.speaker]


def test_it_finds_its_place_in_a_changed_text(library: Library, folder: Path) -> None:
    library.correct_speaker(first(library, "two").id, "Tor Brack")
    rewrite(folder, "two", text="A new lead. " + CUT)
    library.add([str(folder)])
    assert (first(library, "two").speaker, first(library, "two").corrected) == ("Tor Brack", True)
    assert library.speaker_choices()[0].quotation == first(library, "two").id


def test_it_waits_for_words_that_are_gone(library: Library, folder: Path) -> None:
    library.correct_speaker(first(library, "two").id, "Tor Brack")
    rewrite(folder, "two", text=OTHER)
    library.add([str(folder)])
    assert speakers(library, "two") == ["Edda Quill"]
    (choice,) = library.speaker_choices()
    assert (choice.name, choice.article, choice.quotation) == ("Tor Brack", "two", None)
    rewrite(folder, "two", text=CUT)
    library.add([str(folder)])
    assert speakers(library, "two") == ["Tor Brack"]


def test_it_comes_back_with_a_removed_article(library: Library, folder: Path) -> None:
    library.correct_speaker(first(library, "two").id, "Tor Brack")
    library.remove(["two"])
    assert [c.quotation for c in library.speaker_choices()] == [None]
    assert library.speakers("brack") == []
    library.add([str(folder)])
    assert speakers(library, "two") == ["Tor Brack"]


def test_undoing_by_number(library: Library, folder: Path) -> None:
    library.correct_speaker(first(library, "two").id, "Tor Brack")
    (choice,) = library.speaker_choices()
    library.undo_speaker_choice(choice.number)
    assert speakers(library, "two") == ["Lind"]
    library.correct_speaker(first(library, "two").id, "Tor Brack")
    library.remove(["two"])
    (choice,) = library.speaker_choices()
    library.undo_speaker_choice(choice.number)
    library.add([str(folder)])
    assert "Tor Brack" not in speakers(library, "two")
    with pytest.raises(KeyError):
        library.undo_speaker_choice(choice.number)


@pytest.mark.parametrize("wrong", ["one#1-2", "nine#1-2", "one", ""])
def test_what_is_not_there_can_not_be_corrected(library: Library, wrong: str) -> None:
    for change in (lambda: library.correct_speaker(wrong, "Tor Hale"), lambda: library.uncorrect_speaker(wrong)):
        with pytest.raises(KeyError):
            change()
    assert library.speaker_choices() == []


@pytest.mark.parametrize("name", ["", "  ", "Tor\x1b[2J", "\udc80"])
def test_what_is_no_name(library: Library, name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        library.correct_speaker(first(library, "one").id, name)


def test_while_another_process_adds(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correcting, "PATIENCE_SECONDS", 0.1)
    with FileLock(library.path / derived.LOCK), pytest.raises(LibraryError, match="try again"):
        library.correct_speaker(first(library, "one").id, "Tor Hale")
    assert not first(library, "one").corrected
    assert pairs(library) == [("one", "two", "truncated")]


def test_a_correction_that_fails_leaves_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = derived_of(library)

    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("index.store.writing.count_links", fail)
        with pytest.raises(RuntimeError):
            library.correct_speaker(first(library, "one").id, "Tor Hale")
    assert derived_of(library) == before
    assert library.speaker_choices() == []
    library.correct_speaker(first(library, "one").id, "Tor Hale")
    assert speakers(library, "one") == ["Tor Hale"]


def test_the_words_of_a_corrected_article_stay_linked(library: Library, tmp_path: Path) -> None:
    library.correct_speaker(first(library, "one").id, "Ada Lind")
    assert pairs(library) == [("one", "two", "truncated")]
    assert [v.quote.article for v in library.same_words(LIND)] == ["one", "two"]
    library.add([put(tmp_path / "in", row("four", LIND))])
    assert ("one", "four", "identical") in pairs(library)
