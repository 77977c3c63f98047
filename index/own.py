"""What does a reader keep with an article: was it read, has it a star, tags, notes?

All of it hangs on the article's id, a note on a quotation on its offsets and words, too: it is there whatever is
derived anew, and again when an article that was taken out comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from index.ids import split_id
from index.model import Note
from index.store import Store, own, reading, writing

if TYPE_CHECKING:
    from index.model import Quotation


class WrongOwnError(ValueError):
    """A tag or a note can't be kept; the message says why, for the user."""


class ReadersOwn:
    """The part of a library that is the reader's own."""

    _store: Store

    def mark_read(self, article_id: str, read: bool = True) -> None:
        """Mark an article as read or unread."""
        with self._store.transaction() as db:
            writing.set_mark(db, article_id, "read", read)

    def mark_all_read(self, article_ids: Iterable[str], read: bool = True) -> None:
        """Mark several articles as read or unread, all or none."""
        with self._store.transaction() as db:
            for article_id in article_ids:
                writing.set_mark(db, article_id, "read", read)

    def mark_starred(self, article_id: str, starred: bool = True) -> None:
        """Give an article a star, or take it away."""
        with self._store.transaction() as db:
            writing.set_mark(db, article_id, "starred", starred)

    def states(self) -> dict[str, int]:
        """How many articles are unread, starred and noted (or have a quotation that is)."""
        with self._store.snapshot() as db:
            unread = len(reading.article_ids(db)) - len(own.in_state(db, "read"))
            return {
                "unread": unread,
                "starred": len(own.in_state(db, "starred")),
                "noted": len(own.in_state(db, "noted")),
            }

    def tags(self) -> list[tuple[str, int]]:
        """Every tag there is, with the number of articles that have it, by name."""
        return own.tags(self._store.connection)

    def tag(self, article_id: str, names: Iterable[str]) -> tuple[str, ...]:
        """Give an article tags, beside those it has; returns all of them.

        A tag is one word, in small letters, without a "#" before it. Raises WrongOwnError for what is none, and
        KeyError for an article that is not there.
        """
        return self._tag(article_id, names)

    def untag(self, article_id: str, names: Iterable[str]) -> tuple[str, ...]:
        """Take tags from an article; returns those it still has. The same errors."""
        return self._tag(article_id, (), names)

    def retag(self, article_id: str, seen: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
        """Give an article these tags in place of those that somebody has seen; what was put to it meanwhile stays.

        Returns all of them. The same errors.
        """
        kept, before = {tag_name(name) for name in names}, {tag_name(name) for name in seen}
        return self._tag(article_id, kept - before, before - kept)

    def _tag(self, article_id: str, more: Iterable[str], fewer: Iterable[str] = ()) -> tuple[str, ...]:
        put, drop = [tag_name(name) for name in more], [tag_name(name) for name in fewer]
        with self._store.transaction() as db:
            self._tags_of(article_id)
            own.drop_tags(db, article_id, drop)
            own.put_tags(db, article_id, put)
            return self._tags_of(article_id)

    def _tags_of(self, article_id: str) -> tuple[str, ...]:
        rows = reading.article_rows(self._store.connection, ids=[article_id])
        if not rows:
            raise KeyError(article_id)
        return rows[0].tags

    def note(self, target: str, text: str | None) -> None:
        """Keep a note on an article or a quotation, by its id, in place of the one that is there; None: none.

        One that is lost is taken away by the id that its quotation had. Raises KeyError for an id that is not there,
        and WrongOwnError for a text that can't be kept.
        """
        text = note_text(text)
        with self._store.transaction() as db:
            try:
                place, now = self._notes_on(target)
            except KeyError:
                lost = self._lost(target) if text is None else []
                if not lost:
                    raise
                own.drop_notes(db, lost)
                return
            self._put(place, now, text)

    def renote(self, target: str, seen: str | None, text: str | None) -> str | None:
        """Keep a note in place of the one that somebody has seen, as long as that is the one there; else do nothing.

        Returns the note that was there. The same errors.
        """
        text, seen = note_text(text), note_text(seen)
        with self._store.transaction():
            place, now = self._notes_on(target)
            found = "\n\n".join(row.text for row in now) or None
            if found == seen:
                self._put(place, now, text)
            return found

    def _notes_on(self, target: str) -> tuple[tuple[str, Quotation | None], list[own.NoteRow]]:
        """What a note is to stand on, and the notes that do."""
        article_id, quotation = place = self._noted(target)
        there = quotation.id if quotation else None
        rows = zip(own.notes(self._store.connection, article_id), self.notes_of(article_id), strict=True)
        return place, [row for row, note in rows if note.quotation == there and not note.lost]

    def _put(self, on: tuple[str, Quotation | None], before: list[own.NoteRow], text: str | None) -> None:
        article_id, quotation = on
        own.drop_notes(self._store.connection, [row.key for row in before])
        if text is not None:
            place = (quotation.start, quotation.end, quotation.text) if quotation else None
            own.put_note(self._store.connection, article_id, place, text)

    def _noted(self, target: str) -> tuple[str, Quotation | None]:
        """The article, and the quotation (of a split one the first part) that a note is to stand on."""
        db = self._store.connection
        if reading.article_rows(db, ids=[target]):
            return target, None
        place = split_id(target)
        rows = [q for _, q in reading.quotations(db, "WHERE x.id = ?", (place[0],))] if place else []
        found = next((q for q in rows if q.id == target), None)
        if found is None:
            raise KeyError(target)
        return found.article, next((q for q in rows if q.id == found.continues), found)

    def _lost(self, target: str) -> list[int]:
        """The keys of the notes that are lost, by the id that their quotation had."""
        place = split_id(target)
        if place is None:
            return []
        rows = own.notes(self._store.connection, place[0])
        now = zip(rows, self.notes_of(place[0]), strict=True)
        return [row.key for row, note in now if note.lost and note.stood == target]

    def notes_of(self, article_id: str) -> tuple[Note, ...]:
        """The notes on an article and on its quotations, these where they stand now."""
        with self._store.snapshot() as db:
            return _standing(self._store, own.notes(db, article_id))

    def all_notes(self) -> tuple[Note, ...]:
        """The notes of all articles, in the order of adding."""
        with self._store.snapshot() as db:
            return _standing(self._store, own.notes(db))


def _standing(store: Store, rows: Sequence[own.NoteRow]) -> tuple[Note, ...]:
    """Notes where their words stand now."""
    if not rows:
        return ()
    from index.judgements import standing  # it brings matching, which those who only list spare

    texts: dict[str, tuple[str, list[Quotation]]] = {}
    made: list[Note] = []
    for row in rows:
        found = None
        if row.place is not None:
            if row.article not in texts:
                article = reading.article(store.connection, row.article)
                quotations = reading.quotations(store.connection, "WHERE x.id = ?", (row.article,))
                texts[row.article] = (article.text if article else "", [q for _, q in quotations])
            found = standing(row.place, *texts[row.article])
        words = row.place.words if row.place else None
        stood = f"{row.article}#{row.place.start}-{row.place.end}" if row.place else None
        made.append(Note(row.article, row.text, row.made, found.id if found else None, words, stood))
    return tuple(made)


def tag_name(name: str) -> str:
    """A tag as it is kept. Raises WrongOwnError."""
    kept = storable(name).strip().lstrip("#").lower()
    if not kept or not kept.isprintable() or len(kept.split()) != 1:
        shown = " ".join(name.split()).encode("utf-8", "replace").decode()
        raise WrongOwnError(f'"{shown}" is no tag: a tag is one word, like toll or sea-law')
    return kept


def note_text(text: str | None) -> str | None:
    """A note as it is kept. Raises WrongOwnError."""
    kept = None if text is None else storable(text).strip()
    if kept == "":
        raise WrongOwnError("a note has a word at least")
    return kept


def storable(text: str) -> str:
    """A text that may be kept. Raises WrongOwnError for bytes that a shell passed on as they were."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise WrongOwnError("what was given is not UTF-8 text") from None
    return text
