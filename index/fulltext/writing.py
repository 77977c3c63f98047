"""How do articles and their quotations get into the index, and out of it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from whoosh.index import FileIndex

from index.fulltext.pool import BlockCodec, TermPool
from index.fulltext.schema import article_document, quotation_documents
from index.fulltext.trust import Manifest, SealingStorage
from index.model import Article, Quotation

# A posting takes about 60 bytes while it waits: 8,000,000 are half a gigabyte, or 75,000 news articles. Then a segment
# is written in between.
MOST_WAITING: Final = 8_000_000
# zlib's level, Whoosh's own: 1 was no faster on 4,000 articles, and 0 made the files half as large again.
COMPRESSION: Final = 3


class Writer:
    """Changes to the index, given by `FullText.writer`; nothing is seen by readers before `commit`.

    One writer serves a whole import: many small commits cost 60 to 90% more and slow the searches. Not for several
    threads at once.
    """

    def __init__(self, manifest: Manifest) -> None:
        self._articles = _Half(manifest, "articles", "id")
        self._quotations = _Half(manifest, "quotations", "article")

    def add(self, article: Article, quotations: Sequence[Quotation]) -> None:
        """Put in an article and its quotations in place of the former ones of that id."""
        self.remove(article.id)
        self._articles.add(article.id, article_document(article))
        for document in quotation_documents(article, quotations):
            self._quotations.add(article.id, document)
        if self._articles.waiting + self._quotations.waiting > MOST_WAITING:
            self._articles.save(None)
            self._quotations.save(None)

    def remove(self, article_id: str) -> None:
        """Take out an article and its quotations; an unknown id changes nothing."""
        self._articles.remove(article_id)
        self._quotations.remove(article_id)

    def commit(self, seq: int, *, merge: bool = True) -> None:
        """Make it all visible and lasting; `seq` says up to which change of the library the index now holds it.

        Without `merge` small segments stay as they are, which takes no longer the more there are; a later commit
        puts them together.
        """
        self._articles.save(seq, merge)
        self._quotations.save(seq, merge)

    def cancel(self) -> None:
        """Drop what was not committed."""
        try:
            self._articles.cancel()
        finally:
            self._quotations.cancel()


class _Half:
    """One of the two Whoosh indexes while it is written; its Whoosh writer is opened at the first change."""

    def __init__(self, manifest: Manifest, name: str, key: str) -> None:
        self._manifest, self._name, self._key = manifest, name, key
        self._storage = SealingStorage(manifest, name)
        self._storage.seq = manifest.seq(name) or 0
        self._writer: Any = None
        self._pool = TermPool()
        self._fresh: set[str] = set()
        self._replaces = False

    @property
    def waiting(self) -> int:
        """How many postings wait in memory."""
        return self._pool.size

    def _open(self) -> Any:
        if self._writer is None:
            self._writer = FileIndex(self._storage).writer(codec=BlockCodec(compression=COMPRESSION))
            self._writer.pool = self._pool = TermPool()
            self._replaces = self._writer.searcher().doc_count_all() > 0
        return self._writer

    def add(self, key: str, document: dict[str, Any]) -> None:
        self._open().add_document(**document)
        self._fresh.add(key)

    def remove(self, key: str) -> None:
        if key in self._fresh:  # Whoosh can't take back what it has not committed
            self.save(None)
        writer = self._open()
        if self._replaces:
            writer.delete_by_term(self._key, key)

    def save(self, seq: int | None, merge: bool = True) -> None:
        """Commit; without a `seq` the index keeps the one it had, and is caught up from there after a crash."""
        if seq is not None:
            self._storage.seq = seq
        self._open().commit(merge=merge)
        self._manifest.settle(self._name)
        self._forget()

    def cancel(self) -> None:
        try:
            if self._writer is not None and not self._writer.is_closed:  # one that failed to commit has closed itself
                self._writer.cancel()
        finally:
            self._forget()

    def _forget(self) -> None:
        self._writer = None
        self._pool = TermPool()
        self._fresh.clear()
