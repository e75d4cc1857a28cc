"""What filters and facets know of the passages of a tantivy index, in a table beside it.

Passages of one document share their facts but for their part. Each such set of facts is a term of the index and has a number, so
that counting passages by that number is all tantivy has to do for most facets.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np

from indexer.engines.fact_table import FactTable, Mask, Numbers
from indexer.engines.facts import Facts
from indexer.model.matching import Entry

SEPARATOR = "\t"


def shared_facts(entry: Entry) -> str:
    """The facts that a passage shares with others, as one term."""
    parts = (entry.document_key, entry.document_id, entry.year or "", "/".join(entry.places), entry.level or "", entry.state)
    return SEPARATOR.join(map(str, parts))


def number_of(term: str) -> int:
    """The number of a set of facts: 52 bits of its digest, so that all writers give it the same and a float holds it."""
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "big") >> 12


class DocumentFacts:
    """The sets of facts of one snapshot."""

    def __init__(self, terms: Iterable[str]) -> None:
        found = sorted((number_of(term), term) for term in terms)
        self._numbers: Numbers = np.array([number for number, _ in found], np.int64)
        self.table = FactTable([_read(term) for _, term in found])
        keys = np.array([f.document_key for f in self.table.facts], np.int64)
        self.documents, self._document = np.unique(keys, return_inverse=True)

    def counts(self, values: dict[int, int]) -> Numbers:
        """Numbers of passages by set of facts, from those by its number."""
        counts = np.zeros(len(self._numbers), np.int64)
        numbers = np.fromiter(values.keys(), np.int64, len(values))
        counts[np.searchsorted(self._numbers, numbers)] = np.fromiter(values.values(), np.int64, len(values))
        return counts

    def by_document(self, counts: Numbers, inside: Mask | None = None) -> Numbers:
        """Numbers of passages by document, in the order of ``documents``."""
        weights = counts if inside is None else counts * inside
        return np.bincount(self._document, weights=weights, minlength=len(self.documents)).astype(np.int64)


def _read(term: str) -> Facts:
    document_key, document_id, year, places, level, state = term.split(SEPARATOR)
    return Facts(
        int(document_key), document_id, True, int(year) if year else None, tuple(places.split("/")) if places else (),
        level or None, None, state,
    )  # fmt: skip
