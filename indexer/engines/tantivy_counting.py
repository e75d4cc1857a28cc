"""Numbers of a tantivy index: how many passages match, in which bands, in which documents, with which facts.

All of them come out of the keys of the passages that match and the columns of facts, exactly; tantivy itself only ranks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from pyroaring import BitMap

from corpus import Scope
from indexer.engines.fact_table import Mask, Numbers
from indexer.engines.facts import FACETS, Facets, in_facet_order
from indexer.engines.tantivy_columns import NO_PART, Columns
from indexer.engines.tantivy_facts import DocumentFacts
from indexer.engines.tantivy_members import Filter, having
from indexer.engines.tantivy_passages import Passages, array_of
from indexer.model.matching import Ask, Band, Match

OF_DOCUMENTS = tuple(facet for facet in FACETS if facet != "part")
KEPT = 8  # sets of documents whose passages are kept for the next time: those with copies are asked for in every search


@dataclass(frozen=True, slots=True)
class Overview:
    """All numbers of a search: passages by band, documents, facets, passages by document.

    And what ranking goes on with: for each band its passages in scope or not, and how many are in scope, of other texts and of
    reports; numbers of passages in scope by set of facts.
    """

    counts: tuple[int, ...]
    documents: int
    facets: Facets
    sizes: Mapping[int, int]
    bands: tuple[BitMap, ...]
    kinds: tuple[tuple[int, int], ...]
    by_facts: Numbers


class Counting:
    """Counts in one snapshot."""

    def __init__(self, passages: Passages, columns: Columns, facts: DocumentFacts) -> None:
        self._passages, self._columns, self._facts = passages, columns, facts
        self._of_documents: dict[frozenset[str], BitMap] = {}

    def filter(self, scope: Scope) -> Filter:
        """What a scope admits."""
        everywhere = replace(scope, parts=frozenset())
        facts = self._facts.table.meeting(everywhere) if everywhere else None
        return Filter(self._columns.fact, self._columns.part, facts, self._columns.of_parts(scope.parts))

    def overview(self, ask: Ask) -> Overview:
        """All numbers of a search."""
        passages = self._apart(ask.bands)
        admitted = self.filter(ask.scope)
        bands = [np.asarray(found.to_array()).astype(np.int64) for found in passages]
        facts = [self._columns.fact[keys] for keys in bands]
        counts = [self._facts.counts(self._of_parts(*both, admitted)) for both in zip(bands, facts, strict=True)]
        total, inside = sum(counts, np.zeros(self._facts.size, np.int64)), admitted.facts
        by_facts = total if inside is None else total * inside
        documents = self._facts.by_document(by_facts)
        kinds = tuple(self._kinds(numbers if inside is None else numbers * inside) for numbers in counts)
        everywhere = replace(ask.scope, parts=frozenset())
        return Overview(
            counts=tuple(map(sum, kinds)), documents=int(np.count_nonzero(documents)),
            facets=self._facets(total, bands, facts, everywhere, inside) if ask.facets else {},
            sizes=self._facts.sizes(documents) if ask.by_document else {}, bands=passages, kinds=kinds, by_facts=by_facts,
        )  # fmt: skip

    def _apart(self, bands: Sequence[Band]) -> tuple[BitMap, ...]:
        """For each band the passages that belong to it: those that match it and no band before."""
        found, before = list[BitMap](), BitMap()
        for band in bands:
            here = self._passages.match(band.match)
            if band.body is not None:
                here = here & self._columns.bodies if band.body else here - self._columns.bodies
            found.append(here - before)
            before |= here
        return tuple(found)

    def _of_parts(self, keys: Numbers, facts: Numbers, admitted: Filter) -> Numbers:
        """The facts of the passages whose part is admitted."""
        return facts if admitted.parts is None else facts[admitted.parts[self._columns.part[keys]]]

    def _kinds(self, counts: Numbers) -> tuple[int, int]:
        """The number of passages of other texts and of reports, from those by fact."""
        of_reports = int(counts @ self._facts.reports)
        return int(counts.sum()) - of_reports, of_reports

    def _facets(
        self, counts: Numbers, bands: Sequence[Numbers], facts: Sequence[Numbers], scope: Scope, inside: Mask | None
    ) -> Facets:
        """Facets, of which the part is a passage's own: passages of all parts are counted that meet all other filters."""
        found = self._facts.table.facets(counts, scope, OF_DOCUMENTS)
        numbers = np.zeros(len(self._columns.parts) + 1, np.int64)
        for keys, fact in zip(bands, facts, strict=True):
            here = having(keys, None if inside is None else inside[fact])
            numbers += np.bincount(self._columns.part[here], minlength=len(numbers))
        parts = zip(self._columns.parts, numbers[NO_PART + 1 :].tolist(), strict=True)
        found["part"] = in_facet_order("part", {part: n for part, n in parts if n})
        return {facet: found[facet] for facet in FACETS}

    def within(self, match: Match, scope: Scope) -> Numbers:
        """Keys of the passages in scope that match, in order."""
        passages = self._passages.match(match)
        if scope.documents:
            passages, scope = passages & self._in(scope.documents), replace(scope, documents=frozenset())
        return self.filter(scope).of(array_of(passages))

    def _in(self, documents: frozenset[str]) -> BitMap:
        """The passages of documents."""
        known = self._of_documents.get(documents)
        if known is None:
            if len(self._of_documents) >= KEPT:
                self._of_documents = {}
            everything = array_of(self._columns.passages)
            known = BitMap(self.filter(Scope(documents=documents)).of(everything).tolist())
            self._of_documents[documents] = known
        return known

    def count(self, match: Match, scope: Scope) -> int:
        """Number of passages in scope that match."""
        return len(self.within(match, scope)) if scope else len(self._passages.match(match))

    def by_document(self, match: Match, scope: Scope) -> dict[int, int]:
        """Number of passages in scope that match by document."""
        return self._facts.sizes(self._facts.by_document(self._facts.counts(self._columns.fact[self.within(match, scope)])))
