"""A mapped segment reads as Whoosh's own does, and holds nothing in memory that nobody asked for."""

from __future__ import annotations

import io
import os
import pickle
import random
from pathlib import Path

import pytest
from indexed import TOKEN, article
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from index.fulltext import FullText
from index.fulltext.mapped import MappedFile, MappedStorage

WORDS = [f"word{number}" for number in range(400)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of articles in two segments, the second of which has taken one of the first out."""
    folder = tmp_path_factory.mktemp("library") / "fulltext"
    rng = random.Random(7)
    with FullText.open(folder, TOKEN).writer() as writer:
        for number in range(60):
            writer.add(article(f"a{number}", " ".join(rng.choices(WORDS, k=300)), day="2025-11-02"), [])
        writer.commit(1)
    with FullText.open(folder, TOKEN).writer() as writer:
        writer.remove("a7")
        writer.add(article("late", " ".join(rng.choices(WORDS, k=5)), day="2025-11-03"), [])
        writer.commit(2)
    return folder


def read(storage: FileStorage) -> object:
    """Everything that an index holds: columns, words, their postings with weights and places."""
    with FileIndex(storage).searcher() as searcher:
        reader = searcher.reader()
        postings = {}
        for field, word in reader.all_terms():
            matcher = reader.postings(field, word)
            found = postings[field, word] = []
            while matcher.is_active():
                found.append((matcher.id(), matcher.weight(), matcher.value()))
                matcher.next()
        columns = [list(leaf.column_reader("spot")) for leaf, _ in reader.leaf_readers()]
        return postings, columns, [reader.is_deleted(number) for number in range(reader.doc_count_all())]


def test_a_mapped_index_reads_as_whoosh_reads_it(folder: Path) -> None:
    ours = read(MappedStorage(folder / "articles"))
    assert ours == read(FileStorage(str(folder / "articles")))
    assert isinstance(ours, tuple)
    assert len(ours[0]) > len(WORDS) / 2


def test_it_is_found_by_its_words_while_the_files_are_replaced(folder: Path) -> None:
    """Who holds a segment open reads on in it when a writer has merged it away."""
    storage = MappedStorage(folder / "articles")
    with FileIndex(storage).searcher() as searcher:
        before = list(searcher.reader().all_terms())
        for path in (folder / "articles").glob("*.seg"):
            path.rename(path.with_suffix(".away"))
        assert list(searcher.reader().all_terms()) == before
    for path in (folder / "articles").glob("*.away"):
        path.rename(path.with_suffix(".seg"))


def test_a_mapped_file_is_a_file() -> None:
    held = b"one\ntwo\n" + pickle.dumps({"a": 1}) + b"rest"
    ours, plain = MappedFile(memoryview(held), "x"), io.BytesIO(held)
    steps = (
        ("readline",), ("tell",), ("read", 2), ("tell",), ("seek", 0), ("read", 3), ("seek", 2, os.SEEK_CUR),
        ("read", 1), ("seek", -4, os.SEEK_END), ("tell",), ("read",), ("read",), ("tell",), ("read", 5), ("seek", 8),
    )  # fmt: skip
    for name, *given in steps:
        assert getattr(ours, name)(*given) == getattr(plain, name)(*given), (name, given)
    assert ours.read_pickle() == {"a": 1}
    assert ours.read() == b"rest"


def test_a_part_of_a_file_ends_where_it_ends() -> None:
    part = MappedFile(memoryview(b"0123456789"), "x").subset(3, 4)
    assert part.read(100) == b"3456"
    assert part.get(1, 2) == b"45"
    assert part.read() == b""
    part.close()
    assert part.is_closed
