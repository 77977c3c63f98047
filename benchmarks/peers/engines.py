"""How is each peer that searches asked to index the same articles and to find the same words in them?

All keep every word (no stop words, no stems), with places for phrases. What one has no way to do is None. ripgrep has
no index and no order: it reads a file with an article a line, and gives every line that matches.

usage: python -m benchmarks.peers.engines NAME ARTICLES FOLDER [WORD]     makes the index, or looks for a word in it
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from benchmarks import whoosh_alone
from benchmarks.copies import rows_of
from index.query.leaves import TWO_EDITS_FROM

LIMIT = 20
KINDS = ("term", "and", "phrase", "fuzzy", "prefix")
Ask = Callable[[], object]
WRITER_BYTES = 500_000_000  # as much as quoth's own writer keeps


class Engine(Protocol):
    """An index once made: `ask` gives what finds the best 20 articles for some words, with passages or without."""

    def __init__(self, folder: Path, articles: Path) -> None: ...

    def ask(self, kind: str, words: Sequence[str], passages: bool) -> Ask | None: ...


class Whoosh:
    """Whoosh alone: its own queries over its own index. It keeps no texts: passages are made of those given to it."""

    def __init__(self, folder: Path, articles: Path) -> None:
        from whoosh import index

        self.searcher = index.open_dir(str(folder)).searcher()
        self.texts: dict[str, str] = {}
        self.articles = articles

    @staticmethod
    def build(articles: Path, folder: Path) -> None:
        whoosh_alone.main(str(articles), str(folder))

    def ask(self, kind: str, words: Sequence[str], passages: bool) -> Ask | None:
        from whoosh import query

        made: Any = {
            "term": lambda: query.Term("text", words[0]),
            "and": lambda: query.And([query.Term("text", word) for word in words]),
            "phrase": lambda: query.Phrase("text", list(words)),
            "fuzzy": lambda: query.FuzzyTerm("text", words[0], maxdist=edits(words[0])),
            "prefix": lambda: query.Prefix("text", words[0]),
        }[kind]()
        if passages and not self.texts:
            self.texts = {row["id"]: row["text"] for row in rows_of(self.articles)}

        def found() -> object:
            hits = self.searcher.search(made, limit=LIMIT)
            return [hit.highlights("text", text=self.texts[hit["id"]]) if passages else hit["id"] for hit in hits]

        return found


class Fts5:
    """SQLite's FTS5, ranked by its BM25, with an index of beginnings of three letters; the texts are in it."""

    def __init__(self, folder: Path, _: Path) -> None:
        self.db = sqlite3.connect(folder / "fts5.sqlite3")

    @staticmethod
    def build(articles: Path, folder: Path) -> None:
        folder.mkdir(parents=True)
        db = sqlite3.connect(folder / "fts5.sqlite3")
        db.execute("CREATE VIRTUAL TABLE f USING fts5(id UNINDEXED, title, text, prefix='3')")
        db.executemany("INSERT INTO f VALUES (?, ?, ?)", ((r["id"], r["title"], r["text"]) for r in rows_of(articles)))
        db.commit()
        db.close()

    def ask(self, kind: str, words: Sequence[str], passages: bool) -> Ask | None:
        quoted = [f'"{word}"' for word in words]
        asked = {"phrase": f'"{" ".join(words)}"', "prefix": f"{quoted[0]}*"}.get(kind, " AND ".join(quoted))
        given = "snippet(f, 2, '[', ']', '...', 40)" if passages else "id"
        if kind == "fuzzy":
            return None
        text = f"SELECT {given} FROM f WHERE f MATCH ? ORDER BY rank LIMIT {LIMIT}"
        return lambda: self.db.execute(text, (f"text : {asked}",)).fetchall()


class Tantivy:
    """tantivy, a writer with one thread; the texts are stored in it."""

    def __init__(self, folder: Path, _: Path) -> None:
        self.made = importlib.import_module("tantivy")
        index = self.made.Index.open(str(folder))
        self.schema, self.searcher = index.schema, index.searcher()

    @staticmethod
    def build(articles: Path, folder: Path) -> None:
        tantivy = importlib.import_module("tantivy")
        folder.mkdir(parents=True)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in ("title", "text"):
            builder.add_text_field(name, stored=True, tokenizer_name="default", index_option="position")
        writer = tantivy.Index(builder.build(), path=str(folder)).writer(WRITER_BYTES, 1)
        for row in rows_of(articles):
            writer.add_document(tantivy.Document(id=row["id"], title=row["title"], text=row["text"]))
        writer.commit()
        writer.wait_merging_threads()

    def ask(self, kind: str, words: Sequence[str], passages: bool) -> Ask | None:
        query, occur, first = self.made.Query, self.made.Occur, words[0]
        asked: Any = {
            "term": lambda: query.term_query(self.schema, "text", first),
            "and": lambda: query.boolean_query(
                [(occur.Must, query.term_query(self.schema, "text", word)) for word in words]
            ),
            "phrase": lambda: query.phrase_query(self.schema, "text", list(words)),
            "fuzzy": lambda: query.fuzzy_term_query(self.schema, "text", first, edits(first)),
            "prefix": lambda: query.regex_query(self.schema, "text", f"{first}.*"),
        }[kind]()

        def found() -> object:
            hits = self.searcher.search(asked, LIMIT, count=False).hits
            if not passages:
                return [self.searcher.doc(at)["id"] for _, at in hits]
            cutter = self.made.SnippetGenerator.create(self.searcher, asked, self.schema, "text")
            return [cutter.snippet_from_doc(self.searcher.doc(at)).to_html() for _, at in hits]

        return found


class Ripgrep:
    """ripgrep over a file with an article a line: every line that matches, whole, in no order."""

    def __init__(self, folder: Path, _: Path) -> None:
        self.file = folder / "articles.txt"

    @staticmethod
    def build(articles: Path, folder: Path) -> None:
        folder.mkdir(parents=True)
        with (folder / "articles.txt").open("w", encoding="utf-8") as lines:
            lines.writelines(f"{row['id']} {' '.join(row['text'].split())}\n" for row in rows_of(articles))

    def ask(self, kind: str, words: Sequence[str], passages: bool) -> Ask | None:
        if kind == "fuzzy":
            return None
        first, *others = [re.escape(word) for word in words]
        pattern = {"phrase": rf"\b{' '.join([first, *others])}\b", "prefix": rf"\b{first}"}.get(kind, rf"\b{first}\b")
        chain = [["rg", "-i", "-N", pattern, str(self.file)]]
        if kind == "and":
            chain += [["rg", "-i", "-N", rf"\b{other}\b"] for other in others]
        return lambda: piped(chain)


ENGINES: dict[str, Any] = {"Whoosh alone": Whoosh, "SQLite FTS5": Fts5, "tantivy": Tantivy, "ripgrep": Ripgrep}


def piped(commands: Sequence[Sequence[str]]) -> int:
    """The bytes that come out of the last of some commands, each of which reads what the one before it writes."""
    processes: list[subprocess.Popen[bytes]] = []
    for command in commands:
        stdin = processes[-1].stdout if processes else subprocess.DEVNULL
        processes.append(subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE))
    for process in processes[:-1]:
        assert process.stdout is not None
        process.stdout.close()
    out, _ = processes[-1].communicate()
    for process in processes:
        process.wait()
    return len(out)


def edits(word: str) -> int:
    """As many as quoth allows."""
    return 2 if len(word) >= TWO_EDITS_FROM else 1


def missing(name: str) -> str | None:
    """What is to be installed before a peer can be asked."""
    if name == "tantivy" and importlib.util.find_spec("tantivy") is None:
        return "not installed (group bench)"
    if name == "ripgrep" and shutil.which("rg") is None:
        return "not installed (Debian's ripgrep)"
    return None


def there() -> Iterator[str]:
    """The names of those that can be asked."""
    return (name for name in ENGINES if missing(name) is None)


if __name__ == "__main__":
    engine, articles, folder = ENGINES[sys.argv[1]], Path(sys.argv[2]), Path(sys.argv[3])
    if sys.argv[4:]:
        engine(folder, articles).ask("term", sys.argv[4:], passages=False)()
    else:
        engine.build(articles, folder)
