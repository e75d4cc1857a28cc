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
from indexer.engines.tantivy_members import Filter, both, having
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
        bands = [np.asarray(found.to_array()) for found in passages]
        keys = np.concatenate([*bands, np.empty(0, np.uint32)]).astype(np.int64)
        facts, admitted = self._columns.fact[keys], self.filter(ask.scope)
        inside = None if admitted.facts is None else admitted.facts[facts]
        of_part = None if admitted.parts is None else admitted.parts[self._columns.part[keys]]
        counts = self._facts.counts(having(facts, of_part))
        by_facts = counts if admitted.facts is None else counts * admitted.facts
        documents = self._facts.by_document(by_facts)
        kinds = self._kinds(bands, facts, both(inside, of_part))
        return Overview(
            counts=tuple(map(sum, kinds)), documents=int(np.count_nonzero(documents)),
            facets=self._facets(counts, having(keys, inside), replace(ask.scope, parts=frozenset())) if ask.facets else {},
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

    def _kinds(self, bands: Sequence[Numbers], facts: Numbers, admitted: Mask | None) -> tuple[tuple[int, int], ...]:
        """For each band the number of passages admitted, of other texts and of reports."""
        reports, at, found = self._facts.reports[facts], 0, list[tuple[int, int]]()
        reports = reports if admitted is None else reports & admitted
        for band in bands:
            here = slice(at, at + len(band))
            number = len(band) if admitted is None else np.count_nonzero(admitted[here])
            of_reports = np.count_nonzero(reports[here])
            found.append((int(number - of_reports), int(of_reports)))
            at += len(band)
        return tuple(found)

    def _facets(self, counts: Numbers, keys: Numbers, scope: Scope) -> Facets:
        """Facets, of which the part is a passage's own: ``keys`` are those that meet all other filters."""
        found = self._facts.table.facets(counts, scope, OF_DOCUMENTS)
        parts = self._columns.part[keys]
        numbers = {part: int(np.count_nonzero(parts == at)) for at, part in enumerate(self._columns.parts, NO_PART + 1)}
        found["part"] = in_facet_order("part", {part: n for part, n in numbers.items() if n})
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
