"""Numbers of a tantivy index: how many passages match, in which bands, in which documents, with which facts.

All of them come out of the keys of the passages that match and the columns of facts, exactly; tantivy itself only ranks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from pyroaring import BitMap

from corpus import Scope
from indexer.engines.fact_table import Mask, Numbers
from indexer.engines.facts import FACETS, Facets, in_facet_order
from indexer.engines.tantivy_columns import NO_PART, Column, Columns
from indexer.engines.tantivy_facts import DocumentFacts
from indexer.engines.tantivy_members import Filter, having
from indexer.engines.tantivy_passages import Passages, array_of
from indexer.model.matching import Ask, Band, Match

OF_DOCUMENTS = tuple(facet for facet in FACETS if facet != "part")
Held: TypeAlias = tuple[Numbers, Column]  # keys of passages, and beside each its set of facts
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
        self._everything = Filter(columns.fact, columns.part)
        self._of_documents: dict[frozenset[str], BitMap] = {}

    def filter(self, scope: Scope) -> Filter:
        """What a scope admits."""
        if not scope:
            return self._everything
        everywhere = replace(scope, parts=frozenset())
        facts = self._facts.table.meeting(everywhere) if everywhere else None
        return Filter(self._columns.fact, self._columns.part, facts, self._columns.of_parts(scope.parts))

    def overview(self, ask: Ask) -> Overview:
        """All numbers of a search."""
        passages = self._apart(ask.bands)
        admitted, total = self.filter(ask.scope), np.zeros(self._facts.size, np.int64)
        inside, held, kinds = admitted.facts, list[Held](), list[tuple[int, int]]()
        for found in passages:
            if not found:
                kinds.append((0, 0))
                continue
            keys = array_of(found)
            facts = self._columns.fact.take(keys)
            counts = self._facts.counts(self._of_parts(keys, facts, admitted))
            kinds.append(self._kinds(counts if inside is None else counts * inside))
            total += counts
            held.append((keys, facts))
        by_facts = total if inside is None else total * inside
        documents = self._facts.by_document(by_facts)
        return Overview(
            counts=tuple(map(sum, kinds)), documents=int(np.count_nonzero(documents)),
            facets=self._facets(total, held, replace(ask.scope, parts=frozenset()), inside) if ask.facets else {},
            sizes=self._facts.sizes(documents) if ask.by_document else {}, bands=passages, kinds=tuple(kinds), by_facts=by_facts,
        )  # fmt: skip

    def _apart(self, bands: Sequence[Band]) -> tuple[BitMap, ...]:
        """For each band the passages that belong to it: those that match it and no band before."""
        found, before, with_body = list[BitMap](), BitMap(), list[Match]()
        for band in bands:
            here = self._passages.match(band.match)
            if band.body:
                here = here & self._columns.bodies
                with_body.append(band.match)
            elif band.body is False and band.match not in with_body:  # else what is body text came before
                here = here - self._columns.bodies
            found.append(here - before if before else here)
            if len(found[-1]) == len(here) - len(before):  # all of those before are here too, as they mostly are
                before = here
            elif found[-1]:
                before = before | here
        return tuple(found)

    def _of_parts(self, keys: Numbers, facts: Numbers, admitted: Filter) -> Numbers:
        """The facts of the passages whose part is admitted."""
        return facts if admitted.parts is None else facts[admitted.parts[self._columns.part[keys]]]

    def _kinds(self, counts: Numbers) -> tuple[int, int]:
        """The number of passages of other texts and of reports, from those by fact."""
        of_others = int(counts[self._facts.others].sum())
        return of_others, int(counts.sum()) - of_others

    def _facets(self, counts: Numbers, held: Sequence[Held], scope: Scope, inside: Mask | None) -> Facets:
        """Facets, of which the part is a passage's own: passages of all parts are counted that meet all other filters."""
        found = self._facts.table.facets(counts, scope, OF_DOCUMENTS)
        here = [having(keys, None if inside is None else inside[facts]) for keys, facts in held]
        parts = np.concatenate([self._columns.part.take(keys) for keys in here]) if here else np.empty(0, np.uint8)
        numbers = ((name, int(np.count_nonzero(parts == at))) for at, name in enumerate(self._columns.parts, NO_PART + 1))
        found["part"] = in_facet_order("part", {name: number for name, number in numbers if number})
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
