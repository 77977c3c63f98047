"""What lies beside SQLite, and does it agree with it? The full-text index and the postings, caught up by `seq`."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from index.model import Article, Quotation
from index.store import Store, reading, writing

if TYPE_CHECKING:
    from index.candidates import Postings
    from index.fulltext import FullText, Writer

Indexed = tuple[Article, Sequence[Quotation]]
LOCK = "adding.lock"
PARTS = ("fulltext", "postings")
# what stored quotations and links come from; the rest of the package only stores and finds them
RULES = (
    *("paragraphs.py", "quotations.py", "speakers", "terms.py", "matching", "linking.py", "candidates"),
    *("utterances.py", "deriving.py", "data"),
)


@cache
def rules_version() -> str:
    """A digest of the code and data that quotations and links come from: when it changes, they are made again."""
    digest = hashlib.sha256()
    for name in RULES:
        _feed(digest.update, resources.files("index") / name)
    return digest.hexdigest()[:16]


def _feed(update: Callable[[bytes], None], node: resources.abc.Traversable) -> None:
    if node.is_dir():
        for child in sorted(node.iterdir(), key=lambda n: n.name):
            if child.name != "__pycache__":
                _feed(update, child)
    elif node.is_file():
        update(node.read_bytes())


class Derived:
    """The two stores that can be made again; each is opened when first asked for.

    Only the holder of `writing_lock` changes them. Whoever finds them behind SQLite catches them up, unless another
    process is just doing so.
    """

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self.store = store
        self._file_lock = FileLock(folder / LOCK, thread_local=False)
        self._lock = threading.RLock()
        self._fulltext: FullText | None = None
        self._postings: Postings | None = None

    @contextlib.contextmanager
    def writing_lock(self, wait: bool, waiting: Callable[[], None] | None = None) -> Iterator[bool]:
        """The right to add, for one process at a time: True inside where it was got. `waiting` is told of a wait."""
        try:
            self._file_lock.acquire(timeout=0)
        except Timeout:
            if not wait:
                yield False
                return
            if waiting:
                waiting()
            self._file_lock.acquire()
        try:
            yield True
        finally:
            self._file_lock.release()

    def fulltext(self, *, catch_up: bool = True) -> FullText:
        """The full-text index; brought up to the last change in SQLite unless another process is at it."""
        from index.fulltext import FullText  # Whoosh's import costs 0.2 s: only those who search pay

        with self._lock:
            if self._fulltext is None:
                self._fulltext = FullText.open(self.folder / PARTS[0], self._token())
            self._fulltext.refresh()
            if catch_up and self._fulltext.last_seq != reading.last_seq(self.store.connection):
                with self.writing_lock(wait=False) as mine:
                    if mine:
                        self._fulltext.refresh()
                        self._catch_up_fulltext(self._fulltext)
            return self._fulltext

    def postings(self, *, catch_up: bool = True) -> Postings:
        """The postings of all quotations, likewise."""
        from index.candidates import Postings

        with self._lock:
            if self._postings is None:
                self._postings = Postings.open(self.folder / PARTS[1], rules_version())
            if catch_up and self._postings.last_seq != reading.last_seq(self.store.connection):
                with self.writing_lock(wait=False) as mine:
                    if mine:
                        self._postings = Postings.open(self.folder / PARTS[1], rules_version())
                        self._catch_up_postings(self._postings)
            return self._postings

    def forget_postings(self) -> None:
        """Open the postings anew next time: what was put into them and not into SQLite is dropped."""
        with self._lock:
            self._postings = None

    def _token(self) -> str:
        found = reading.meta(self.store.connection, "fulltext_token")
        if found is None:
            with self.store.transaction() as db:
                found = reading.meta(db, "fulltext_token") or secrets.token_hex(16)
                writing.set_meta(db, "fulltext_token", found)
        return found

    def _changes(self, after: int) -> Iterator[tuple[int, str, int, Article | None, list[tuple[int, Quotation]]]]:
        """(seq, id, key, article or None where removed, its quotations with keys) of what came after a `seq`."""
        db = self.store.connection
        for seq, article_id, key, removed in reading.articles_since(db, after):
            article = None if removed else reading.article(db, article_id)
            yield seq, article_id, key, article, reading.quotations(db, "WHERE q.article = ?", (key,))

    @contextlib.contextmanager
    def indexing(self) -> Iterator[Callable[[Sequence[Indexed]], None]]:
        """Inside, the function given takes stored batches into the full-text index; all is committed at the end.

        Only for the holder of `writing_lock`. Left by an exception nothing is committed: it is caught up later.
        """
        with contextlib.ExitStack() as stack:
            fulltext = self.fulltext()
            writer: Writer | None = None

            def index(batch: Sequence[Indexed]) -> None:
                nonlocal writer
                if batch and writer is None:
                    writer = stack.enter_context(fulltext.writer())
                for article, quotations in batch:
                    assert writer is not None
                    writer.add(article, quotations)

            yield index
            if writer is not None:
                seq = reading.last_seq(self.store.connection)
                writer.commit(seq)
                self.postings(catch_up=False).flush(seq)
        if writer is not None:
            fulltext.refresh()

    def catch_up(self) -> None:
        """Bring both up to the last change in SQLite. Only for the holder of `writing_lock`."""
        self._catch_up_postings(self.postings(catch_up=False))
        self._catch_up_fulltext(self.fulltext(catch_up=False))

    def size(self) -> int:
        """Bytes on disk of both."""
        return sum(path.stat().st_size for name in PARTS for path in (self.folder / name).rglob("*") if path.is_file())

    def clear(self) -> None:
        """Throw both away. Only for the holder of `writing_lock`."""
        with self._lock:
            self.postings(catch_up=False).clear()
            self.fulltext(catch_up=False).clear()

    def _catch_up_fulltext(self, fulltext: FullText) -> None:
        seq, last = fulltext.last_seq, reading.last_seq(self.store.connection)
        if seq == last:
            return
        if seq > last:  # of another past of this library: everything again
            fulltext.clear()
            seq = 0
        with fulltext.writer() as writer:
            for _, article_id, _, article, quotations in self._changes(seq):
                if article is None:
                    writer.remove(article_id)
                else:
                    writer.add(article, [q for _, q in quotations])
            writer.commit(last)
        fulltext.refresh()

    def _catch_up_postings(self, postings: Postings) -> None:
        seq, last = postings.last_seq, reading.last_seq(self.store.connection)
        if seq == last:
            return
        if seq > last:
            postings.clear()
            seq = 0
        from index.stored import keyed_wholes

        for _, _, _, article, quotations in self._changes(seq):
            if article is not None:
                postings.add((key, whole.text) for key, whole in keyed_wholes(quotations, article.outlet_key, None))
        postings.flush(last)
