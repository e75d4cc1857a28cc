"""Numbers of a tantivy index: how many passages match, in which bands, in which documents, with which facts.

Each pass over the matches is costly and each number counted on the way is nearly free, so that as much as can be is counted in
one pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tantivy import Query, Searcher

from indexer.engines.fact_terms import FIELD_OF, read_facet
from indexer.engines.facts import FACETS, Facets, filtered, in_facet_order
from indexer.engines.implying import widest
from indexer.engines.tantivy_query import Queries
from indexer.model.matching import Ask, Match

MOST_VALUES = 65_000  # of a fact in one answer: tantivy gives no more
BODIES = (True, False)

Values = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Overview:
    """All numbers of a search: passages by band, passages by document key, facets."""

    counts: tuple[int, ...]
    sizes: dict[int, int]
    facets: Facets


class Counting:
    """Counts in one snapshot."""

    def __init__(self, searcher: Searcher, queries: Queries) -> None:
        self._searcher, self._queries = searcher, queries

    def count(self, query: Query) -> int:
        """Number of passages."""
        result: Any = self._searcher.search(query, 1, order_by_field="key")
        return int(result.count)

    def by_document(self, query: Query) -> dict[int, int]:
        """Number of passages by document: each counted, since tantivy's own number of values is an estimate."""
        return _sizes(self.values(query, ["document_key"]))

    def overview(self, ask: Ask) -> Overview:
        """All numbers of a search."""
        inside, own = self._queries.scope(ask.scope), filtered(ask.scope)
        plan = _unions(ask)
        everything = frozenset(plan[-1].values()) if plan else frozenset()
        found = self._union(next(iter(everything))) if len(everything) == 1 else self._queries.some([self._queries.band(b) for b in ask.bands])
        facets = [f for f in FACETS if f not in own] if ask.facets else []
        main = self.values(self._queries.every([found, *inside]), ["document_key", "body", *(FIELD_OF[f] for f in facets)])
        known = {next(iter(everything)): main["body"]} if len(everything) == 1 else {}
        out = {f: main[FIELD_OF[f]] for f in facets}
        for facet in own if ask.facets else ():
            others = self._queries.scope(ask.scope, but=facet)
            out[facet] = self.values(self._queries.every([found, *others]), [FIELD_OF[facet]])[FIELD_OF[facet]]
        return Overview(
            self._band_counts(plan, inside, known), _sizes(main), {f: in_facet_order(f, read_facet(f, out[f])) for f in FACETS if f in out}
        )

    def _band_counts(
        self, plan: Sequence[dict[bool, frozenset[Match]]], inside: Sequence[Query], known: dict[frozenset[Match], dict[str, int]]
    ) -> tuple[int, ...]:
        """Number of passages that match a band and none before."""
        counts, before = [], Counter[bool]()
        for unions in plan:
            here = Counter(before)
            for body, union in unions.items():
                if union not in known:
                    known[union] = self.values(self._queries.every([self._union(union), *inside]), ["body"])["body"]
                here[body] = known[union].get(str(int(body)), 0)
            counts.append(here.total() - before.total())
            before = here
        return tuple(counts)

    def _union(self, matches: frozenset[Match]) -> Query:
        return self._queries.some([self._queries.match(match) for match in sorted(matches, key=repr)])

    def values(self, query: Query, fields: Sequence[str], order: str | None = None) -> Values:
        """The values of facts among the passages of a query with their numbers; ``order`` puts them in this order of values."""
        terms: dict[str, Any] = {"size": MOST_VALUES, "segment_size": MOST_VALUES}
        if order:
            terms["order"] = {"_key": order}
        result = self._searcher.aggregate(query, {field: {"terms": {"field": field, **terms}} for field in fields})
        return {field: {b["key"]: b["doc_count"] for b in result[field]["buckets"]} for field in fields}


def _unions(ask: Ask) -> list[dict[bool, frozenset[Match]]]:
    """For each band, by the kind of passage it may hold, what matches it or a band before it."""
    plan: list[dict[bool, frozenset[Match]]] = []
    so_far: dict[bool, frozenset[Match]] = {body: frozenset() for body in BODIES}
    for band in ask.bands:
        here = {body: widest((*so_far[body], band.match)) for body in BODIES if band.body in (None, body)}
        plan.append(here)
        so_far |= here
    return plan


def _sizes(values: Values) -> dict[int, int]:
    return {int(document): n for document, n in values["document_key"].items()}
