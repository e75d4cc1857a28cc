"""The facts that passages of one document of a tantivy index share, in a table beside it.

Passages of one document share their facts but for their part. Each such set of facts is a term of the index and has a number, so
that passages are counted by that number and facets come from the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np

from indexer.engines.fact_table import FactTable, Mask, Numbers
from indexer.engines.fact_terms import sorting_terms
from indexer.engines.facts import REPORTS, Facts
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
    """The sets of facts of one snapshot in the order of their numbers; ``places`` leads from a number to its place in it."""

    def __init__(self, terms: Iterable[str]) -> None:
        found = sorted((number_of(term), term) for term in terms)
        self.places = {number: at for at, (number, _) in enumerate(found)}
        self.table = FactTable([_read(term) for _, term in found])
        self.document_keys = np.array([f.document_key for f in self.table.facts], np.int64)
        documents, which = np.unique(self.document_keys, return_inverse=True)
        alone = len(documents) == len(found)  # no two are of one document: our entries are so, and the contract allows others
        self.documents: Numbers = self.document_keys if alone else documents
        self._document: Numbers | None = None if alone else which
        self.reports: Mask = np.array([f.state in REPORTS for f in self.table.facts], np.bool_)
        self.others = np.flatnonzero(~self.reports)
        self.size = len(found)
        self._sorting: dict[str, tuple[list[str], Numbers]] = {}

    def document_of(self, fact: int) -> int:
        """The key of the document that a set of facts is of."""
        return int(self.document_keys[fact])

    def counts(self, facts: Numbers) -> Numbers:
        """Numbers of passages by set of facts, from the set of each passage."""
        return np.bincount(facts, minlength=self.size)

    def by_document(self, counts: Numbers) -> Numbers:
        """Numbers of passages by document, beside ``documents``."""
        if self._document is None:
            return counts
        return np.bincount(self._document, weights=counts, minlength=len(self.documents)).astype(np.int64)

    def sizes(self, counts: Numbers) -> dict[int, int]:
        """The documents that have passages, by their keys, each with the number of these."""
        held = counts.nonzero()[0]
        return dict(zip(self.documents[held].tolist(), counts[held].tolist(), strict=True))

    def sorting(self, field: str, counts: Numbers) -> list[tuple[str, Mask]]:
        """What sorts the passages counted, the first value first, and which sets of facts have it."""
        terms, which = self._sorting.get(field) or self._sorting.setdefault(field, self._sorted(field))
        return [(terms[at], which == at) for at in np.unique(which[counts > 0]).tolist()]

    def _sorted(self, field: str) -> tuple[list[str], Numbers]:
        terms = [sorting_terms(f.year, f.places)[field] for f in self.table.facts]
        values, which = np.unique(np.array(terms, np.str_), return_inverse=True)
        return [str(value) for value in values], which


def _read(term: str) -> Facts:
    document_key, document_id, year, places, level, state = term.split(SEPARATOR)
    return Facts(
        int(document_key), document_id, True, int(year) if year else None, tuple(places.split("/")) if places else (),
        level or None, None, state,
    )  # fmt: skip
