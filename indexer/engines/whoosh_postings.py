"""Reading the postings of a Whoosh index a block at a time, as arrays: what a search costs is paid here.

Whoosh hands out posting after posting; a common bigram has tens of thousands. A block of 128 is unpacked at once instead, and
blocks that hold none of the passages still in question are passed over. Numbers count over all segments of the index.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN
from whoosh.reading import TermNotFound
from whoosh.util.numeric import byte_to_length

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
Scores = NDArray[np.float64]

NONE = np.empty(0, np.int64)
POSITION_BITS = 32  # a start is a passage's number and a position in it, in one integer
WORTH_SKIPPING = 16  # a list so many times as long as what is looked for in it is not read whole
_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.float64)


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment of the index, with the number of its first passage."""

    searcher: Any
    offset: int
    size: int

    def blocks(self, field: str, term: bytes, wanted: Numbers | None = None) -> Iterator[tuple[Numbers, Any, Any]]:
        """(numbers, weights, values) of each block of a term; only of blocks that may hold some of ``wanted``, in order."""
        reader = self.searcher.reader()
        if field not in reader.schema:
            return
        try:
            matcher = reader._terms.matcher(field, term, reader.schema[field].format)
        except TermNotFound:
            return
        local = None if wanted is None else wanted - self.offset
        at = 0
        while True:
            if local is not None:
                at = int(np.searchsorted(local, matcher._maxid, "right"))
            if local is None or _some_of(local, at, matcher):
                matcher._read_data()
                ids, weights, values = matcher._data
                yield np.cumsum(np.array(ids, np.int64)) + self.offset, weights, values
            if matcher._lastblock or (local is not None and at == len(local)):
                return
            matcher._goto(matcher._nextoffset)

    def lengths(self, field: str) -> Scores:
        """The lengths of a field, by passage, as Whoosh rounds them."""
        documents = self.searcher.reader()._perdoc
        column = documents._cached_reader(f"_{field}_len", LENGTHS_COLUMN)
        if column is None:
            return np.ones(self.size)
        return _LENGTHS[np.fromiter((column[n] for n in range(self.size)), np.uint8, self.size)]


def _some_of(local: Numbers, at: int, matcher: Any) -> bool:
    """Whether a block may hold a wanted passage: one that is behind the block before it and not behind its last."""
    first = getattr(matcher, "_behind", -1)
    matcher._behind = matcher._maxid
    return at > 0 and int(local[at - 1]) > first


def numbers_of(segments: list[Segment], field: str, term: bytes) -> Numbers:
    """The passages with a term, in order."""
    found = [numbers for segment in segments for numbers, _, _ in segment.blocks(field, term)]
    return np.concatenate(found) if found else NONE


def starts_of(segments: list[Segment], field: str, term: bytes, wanted: Numbers | None = None) -> Numbers:
    """Where a bigram stands: number and position in one integer, in order; of ``wanted`` passages at least."""
    found = []
    for segment in segments:
        for numbers, _, values in segment.blocks(field, term, wanted):
            positions = np.frombuffer(b"".join(values), np.uint32)
            times = np.fromiter((len(value) >> 2 for value in values), np.int64, len(values))
            found.append(np.repeat(numbers << POSITION_BITS, times) + positions)
    return np.concatenate(found) if found else NONE


def weights_of(segments: list[Segment], field: str, term: bytes, wanted: Numbers) -> Iterator[tuple[Segment, Numbers, Scores]]:
    """By segment the passages with a word and how often each has it; ``wanted`` passages at least."""
    for segment in segments:
        numbers, weights = [], []
        for block, weight, _ in segment.blocks(field, term, wanted):
            numbers.append(block)
            weights.append(np.broadcast_to(np.asarray(1.0 if weight is None else weight, np.float64), block.shape))
        if numbers:
            yield segment, np.concatenate(numbers), np.concatenate(weights)


def shared_by(starts: Numbers, others: Numbers) -> Numbers:
    """The starts that are in both, each in order and once."""
    if not len(starts) or not len(others):
        return NONE
    at = np.searchsorted(others, starts)
    at[at == len(others)] = 0
    both: Numbers = starts[others[at] == starts]
    return both
