"""Numbers of a tantivy index: how many passages match, in which bands, in which documents, with which facts.

Each pass over the matches is costly and what is counted on the way is nearly free, so that as much as can be is counted in one
pass; facets come from the numbers by set of facts (``tantivy_facts.py``), but for the part, which is a passage's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tantivy import Query, Searcher

from corpus import Scope
from indexer.engines.facts import FACETS, Facets, in_facet_order
from indexer.engines.implying import widest
from indexer.engines.tantivy_facts import DocumentFacts
from indexer.engines.tantivy_query import Queries
from indexer.model.matching import Ask, Match

MOST_VALUES = 65_000  # of a fact in one answer: tantivy gives no more
BODIES = (True, False)
OF_DOCUMENTS = tuple(facet for facet in FACETS if facet != "part")

Values = dict[Any, int]
Union = tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """All numbers of a search: passages by band, documents, facets; passages by document where they are asked for."""

    counts: tuple[int, ...]
    documents: int
    facets: Facets
    sizes: Mapping[int, int]


class Counting:
    """Counts in one snapshot."""

    def __init__(self, searcher: Searcher, queries: Queries, facts: DocumentFacts) -> None:
        self._searcher, self._queries, self._facts = searcher, queries, facts

    def count(self, query: Query) -> int:
        """Number of passages."""
        counted = {"count": {"value_count": {"field": "key"}}}
        return int(self._searcher.aggregate(query, counted)["count"]["value"])

    def by_document(self, query: Query) -> dict[int, int]:
        """Number of passages by document; tantivy's own number of different values is an estimate."""
        counts = self._facts.counts(self.values(query, ["fact"])["fact"])
        return self._sizes(self._facts.by_document(counts))

    def overview(self, ask: Ask) -> Overview:
        """All numbers of a search."""
        plan, last = _unions(ask)
        whole = last[True] if last[True] == last[False] else None  # the same for both kinds of passages
        found = self._union(whole) if whole is not None else self._queries.some([self._queries.band(b) for b in ask.bands])
        everywhere, of_parts = replace(ask.scope, parts=frozenset()), Scope(parts=ask.scope.parts)
        own = ["body", *(["part"] if ask.facets and not ask.scope.parts else [])]
        main = self.values(self._queries.every([found, *self._queries.scope(of_parts)]), ["fact", *([] if everywhere else own)])
        inside = self._queries.scope(ask.scope)
        rest = self.values(self._queries.every([found, *inside]), own) if everywhere else main
        if ask.facets and ask.scope.parts:
            rest["part"] = self.values(self._queries.every([found, *self._queries.scope(everywhere)]), ["part"])["part"]
        counts = self._facts.counts(main["fact"])
        documents = self._facts.by_document(counts, self._facts.table.meeting(everywhere) if everywhere else None)
        facets = self._facts.table.facets(counts, everywhere, OF_DOCUMENTS) if ask.facets else {}
        if ask.facets:
            facets["part"] = in_facet_order("part", rest["part"])
        known = {whole: rest["body"]} if whole is not None else {}
        return Overview(
            self._band_counts(plan, inside, known), int((documents > 0).sum()), {f: facets[f] for f in FACETS if f in facets},
            self._sizes(documents) if ask.by_document else {},
        )  # fmt: skip

    def _sizes(self, documents: Any) -> dict[int, int]:
        held = documents.nonzero()[0]
        return dict(zip(self._facts.documents[held].tolist(), documents[held].tolist(), strict=True))

    def _band_counts(
        self, plan: Sequence[dict[bool, Union]], inside: Sequence[Query], known: dict[Union, Values]
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

    def _union(self, matches: Union) -> Query:
        return self._queries.some([self._queries.match(match) for match in matches])

    def values(self, query: Query, fields: Sequence[str], order: str | None = None) -> dict[str, Values]:
        """The values of facts among the passages of a query with their numbers; ``order`` puts them in this order of values."""
        terms: dict[str, Any] = {"size": MOST_VALUES, "segment_size": MOST_VALUES}
        if order:
            terms["order"] = {"_key": order}
        result = self._searcher.aggregate(query, {field: {"terms": {"field": field, **terms}} for field in fields})
        return {field: {b["key"]: b["doc_count"] for b in result[field]["buckets"]} for field in fields}


def _unions(ask: Ask) -> tuple[list[dict[bool, Union]], dict[bool, Union]]:
    """For each band, by the kind of passage it may hold, what matches it or a band before it; and what matches any."""
    plan: list[dict[bool, Union]] = []
    so_far: dict[bool, Union] = {body: () for body in BODIES}
    for band in ask.bands:
        here = {body: widest((*so_far[body], band.match)) for body in BODIES if band.body in (None, body)}
        plan.append(here)
        so_far |= here
    return plan, so_far
