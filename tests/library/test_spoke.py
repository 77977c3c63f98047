"""What is counted of who is quoted, with roles and nested quotations made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import put, row

from index.library import Library
from index.model import Article, Quotation

TEXT = "The mayor said the boats “stay here”. “I told him ‘no’,” said Lind. The “Boat Song” was played."


def rows_by_hand(role: str | None, speaker: str) -> tuple[Quotation, ...]:
    """An indirect quotation with a fragment of it, a direct one with another's inside, and a term."""

    def at(article: Article, words: str) -> tuple[str, int, int, str]:
        start = article.text.index(words)
        return article.id, start, start + len(words), words

    def found(article: Article) -> tuple[Quotation, ...]:
        clause = Quotation(*at(article, "the boats “stay here”"), "indirect", speaker, role=role)
        inner = Quotation(*at(article, "stay here"), "fragment", speaker, role=role, within=clause.id)
        outer = Quotation(*at(article, "I told him ‘no’,"), "direct", speaker, role=role)
        other = Quotation(*at(article, "no"), "fragment", "Tor Hale", within=outer.id)
        term = Quotation(*at(article, "Boat Song"), "term")
        return clause, inner, outer, other, term

    return found


def add(library: Library, tmp_path: Path, patch: pytest.MonkeyPatch, article: str, role: str | None, name: str) -> None:
    for module in ("deriving", "extracting"):
        patch.setattr(f"index.{module}.quotations_of", rows_by_hand(role, name))
    library.add([put(tmp_path / "in", row(article, TEXT))])


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    library = Library.open(tmp_path / "library")
    add(library, tmp_path, monkeypatch, "a", "mayor of Oss", "Ada Lind")
    return library


def test_words_within_the_same_speakers_are_counted_once(library: Library) -> None:
    with library:
        told = [(s.name, s.quotations, s.roles) for s in library.speakers()]
        assert told == [("Ada Lind", 2, ("mayor of Oss",)), ("Tor Hale", 1, ())]


def test_roles_part_namesakes(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with library:
        add(library, tmp_path, monkeypatch, "b", "Oss United striker", "Ada Lind")
        add(library, tmp_path, monkeypatch, "c", "the striker", "Lind")
        add(library, tmp_path, monkeypatch, "d", None, "Lind")
        known = {r.id: library.quotations(r.id)[0].known_as for r in library.articles()}
        assert known == {"a": "Ada Lind (mayor of Oss)", "b": "Ada Lind", "c": "Ada Lind", "d": "Lind"}
        assert library.join_speakers("Ada Lind", "Ada Lind (mayor of Oss)").quotations == 8
        assert [s.name for s in library.speakers()] == ["Ada Lind", "Tor Hale"], "and the one Lind is she"
        library.undo_speaker_choice(1)
        assert len(library.speakers("lind")) == 3


def test_a_correction_takes_the_clause_along(library: Library) -> None:
    with library:
        clause, inner, outer, other, _ = library.quotations("a")
        library.correct_speaker(inner.id, "Edda Quill")
        now = {q.id: q.speaker for q in library.quotations("a")}
        assert (now[clause.id], now[inner.id]) == ("Edda Quill", "Edda Quill")
        assert (now[outer.id], now[other.id]) == ("Ada Lind", "Tor Hale")
        assert [q.within for q in library.quotations("a")] == [None, clause.id, None, outer.id, None]
