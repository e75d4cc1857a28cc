"""Writing a Whoosh index a term at a time: files that Whoosh reads like its own, made several times as fast.

Whoosh's own writer sorts and writes posting by posting; a passage has some 250 of them. Here the postings of a commit are
gathered under their terms as they come, spilled to a run on disk when there are too many, and written in whole blocks.
"""

from __future__ import annotations

import heapq
import marshal
import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pickle import dumps
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter
from whoosh.index import TOC
from whoosh.util.numeric import byte_to_length, length_to_byte
from whoosh.writing import PostingPool, SegmentWriter

BLOCK = 128  # postings in a block, as in Whoosh
WORTH_PACKING = 200  # bytes below which zlib costs more than it saves
POSTING_BYTES = 120  # memory of a posting in the pool, about (measured)
MAGIC = b"W3Bl"
PROTOCOL = 2

Postings = tuple[list[int], list[float], list[bytes]]
TermPostings = tuple[str, bytes, list[int], list[float], list[bytes]]


class TermPool(PostingPool):  # type: ignore[misc]
    """The postings of one commit by field and term, documents in order."""

    def __init__(self, storage: Any, segment: Any, limitmb: int) -> None:
        super().__init__(storage, segment, limitmb=limitmb)
        self._fields: dict[str, dict[bytes, Postings]] = {}
        self._most = self.limit // POSTING_BYTES
        self._held = 0

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Take in one posting: how Whoosh merges segments."""
        field, text, number, weight, value = item
        self.add_all(field, number, [(text, 0, weight, value)])

    def add_all(self, field: str, number: int, items: Iterable[tuple[bytes, int, float, bytes]]) -> int:
        """Take in the terms of a field of one document; returns their frequencies summed up."""
        terms = self._fields.setdefault(field, {})
        length = 0
        for text, frequency, weight, value in items:
            length += frequency
            if text in terms:
                numbers, weights, values = terms[text]
                numbers.append(number)
                weights.append(weight)
                values.append(value)
            else:
                terms[text] = ([number], [weight], [value])
            self._held += 1
        if self._held > self._most:
            self.save()
        return length

    def save(self) -> None:
        """Spill what is held to a run on disk."""
        path, file = self._new_run()
        with file:
            for term in self._sorted():
                marshal.dump(term, file)
        self.runs.append(path)
        self._fields, self._held = {}, 0

    def iter_postings(self) -> Iterator[TermPostings]:
        """Every term with its postings, in the order in which an index has them."""
        if not self.runs:
            return self._sorted()
        if self._held:
            self.save()
        runs = [self._read(path) for path in self.runs]
        return _joined(heapq.merge(*runs, key=lambda term: term[:2]))

    def _read(self, path: str) -> Iterator[TermPostings]:
        with self._open_run(path) as file:
            while True:
                try:
                    yield marshal.load(file)
                except EOFError:
                    return

    def _sorted(self) -> Iterator[TermPostings]:
        for field, terms in sorted(self._fields.items()):
            for text in sorted(terms):
                yield (field, text, *terms[text])


def _joined(terms: Iterable[TermPostings]) -> Iterator[TermPostings]:
    """The parts of a term that lie in several runs as one; runs come in the order they were written."""
    for (field, text), parts in groupby(terms, key=lambda term: term[:2]):
        numbers, weights, values = list[int](), list[float](), list[bytes]()
        for _, _, n, w, v in parts:
            numbers += n
            weights += w
            values += v
        yield field, text, numbers, weights, values


class BlockWriter(W3PostingsWriter):  # type: ignore[misc]
    """Writes the postings of a term in whole blocks."""

    def add_all(self, numbers: Sequence[int], weights: Sequence[float], values: Sequence[bytes], lengths: Sequence[int]) -> None:
        """The postings of one term; ``lengths`` are those of the field by document."""
        for at in range(0, len(numbers), BLOCK):
            if at:
                self._write_block()
            end = at + BLOCK
            self._ids, self._weights = numbers[at:end], array("f", weights[at:end])
            self._values = [v for v in values[at:end] if v]
            here = [lengths[n] for n in self._ids] if lengths else [0]
            self._minlength = min((n for n in here if n), default=None)
            self._maxlength, self._maxweight = max(here), max(self._weights)

    def _write_block(self, last: bool = False) -> None:
        if not self._blockcount:
            self._postfile.write(MAGIC)
        self._terminfo.add_block(self)
        data = dumps((self._mini_ids(), self._mini_weights(), self._mini_values()), PROTOCOL)
        packed = self._compression if len(data) > WORTH_PACKING else 0
        if packed:
            data = zlib.compress(data, packed)
        info = (
            len(self._ids), self._ids[-1], self._maxweight, packed, length_to_byte(self._minlength),
            length_to_byte(self._maxlength),
        )  # fmt: skip
        head = dumps(info, PROTOCOL)
        size = len(head) + len(data)
        self._postfile.write(struct.pack("!i", -size if last else size) + head + data)  # a negative size marks the last one
        self._blockcount += 1
        self._new_block()

    def _mini_ids(self) -> tuple[int, ...]:
        ids = self._ids
        return (ids[0], *(b - a for a, b in zip(ids, ids[1:], strict=False)))

    def _mini_weights(self) -> Any:
        first = self._weights[0]
        if self._weights.count(first) < len(self._weights):
            return tuple(self._weights)
        return None if first == 1.0 else first


class TermWriter(W3FieldWriter):  # type: ignore[misc]
    """Takes whole terms where Whoosh's own takes postings."""

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[TermPostings]) -> None:
        """Write the terms of a segment; ``lengths`` reads the columns of field lengths."""
        for field, terms in groupby(items, key=lambda term: term[0]):
            self.start_field(field, schema[field])
            self._postwriter = BlockWriter(self._postfile, BLOCK, compression=self._codec._compression)
            known = _lengths(lengths, field)
            for _, text, numbers, weights, values in terms:
                self.start_term(text)
                self._postwriter.add_all(numbers, weights, values, known)
                self.finish_term()
            self.finish_field()


def _lengths(reader: Any, field: str) -> Sequence[int]:
    """The lengths of a field by document, as Whoosh rounds them; nothing for a field that has none."""
    from whoosh.codec.whoosh3 import LENGTHS_COLUMN

    column = reader._cached_reader(f"_{field}_len", LENGTHS_COLUMN) if reader else None
    return [] if column is None else [byte_to_length(column[n]) if column[n] else 0 for n in range(reader.doc_count_all())]


class BlockCodec(W3Codec):  # type: ignore[misc]
    """Writes with the classes above; what it writes is read by Whoosh's own."""

    def field_writer(self, storage: Any, segment: Any) -> TermWriter:
        """The writer of postings."""
        return TermWriter(self, storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> Any:
        """A segment that names Whoosh's codec, by which it is read."""
        return W3Codec().new_segment(storage, indexname)


class TermwiseWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer with the pool and the codec above. The caller holds the lock."""

    def __init__(self, index: Any, limitmb: int) -> None:
        super().__init__(index, codec=BlockCodec(), limitmb=limitmb, _lk=False)
        self.pool = TermPool(self._tempstorage, self.newsegment, limitmb)

    def _commit_toc(self, segments: Sequence[Any]) -> None:
        """As in Whoosh, but the files of the last commit stay until the caller has made this one count."""
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)

    def add_document(self, **fields: Any) -> None:
        """Take in one document; every field of the schema is given."""
        self._check_state()
        documents, schema = self.perdocwriter, self.schema
        documents.start_doc(self.docnum)
        for name in sorted(fields):
            field, value = schema[name], fields[name]
            length = self.pool.add_all(name, self.docnum, field.index(value)) if field.indexed else 0
            documents.add_field(name, field, value if field.stored else None, length if field.scorable else 0)
            if field.column_type:
                documents.add_column_value(name, field.column_type, field.to_column_value(value))
        documents.finish_doc()
        self._added = True
        self.docnum += 1


